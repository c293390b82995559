"""PDF in the browser that lives on: what it gives, what it may not reach, and what happens when it fails."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from app.reports.chromium import (
    Answered,
    NoChromiumError,
    PageRefusedError,
    Paper,
    PdfBusyError,
    PdfError,
    PdfTimeoutError,
    Printer,
    chromium_path,
)

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html><html lang="sv"><title>Prov</title><body><h1>Björkgården</h1><h2>Sammanfattning</h2>
<p id="p">Utan skript</p><img src="http://annan.example/spion.png"><script src="/assets/a.js"></script>"""
SCRIPT = "window.malbildKlar = new Promise((ready) => setTimeout(() => { p.textContent = 'Ritat diagram'; ready(true); }, 100));"
NEVER = "window.malbildKlar = new Promise(() => {});"


class Site:
    """Answers like our pages, and keeps what was asked for."""

    def __init__(self, script: str = SCRIPT) -> None:
        self.script = script
        self.asked: list[str] = []

    def __call__(self, address: str) -> Answered:
        self.asked.append(address)
        if address.startswith("/assets/"):
            return Answered(200, "text/javascript", self.script.encode())
        return Answered(200 if address.startswith("/rapport") else 404, "text/html; charset=utf-8", PAGE.encode())


@pytest.fixture(scope="module")
def site() -> Site:
    return Site()


@pytest.fixture(scope="module")
def printer(site: Site) -> Iterator[Printer]:
    printer = Printer(site, seconds=60)
    yield printer
    printer.close()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_page_is_printed_when_its_charts_are_drawn_with_tags_and_outline(printer: Printer) -> None:
    made = printer.pdf("/rapport?period=T2-2025", Paper(footer="Målbild · Björkgården"))
    assert b"/StructTreeRoot" in made
    assert b"/Lang" in made
    assert [entry.get_title() for entry in pypdfium2.PdfDocument(made).get_toc()] == ["Björkgården", "Sammanfattning"]
    told = text_of(made)
    assert "Ritat diagram" in told
    assert "Målbild · Björkgården" in told


def test_nothing_but_our_own_pages_is_reached(printer: Printer, site: Site) -> None:
    site.asked.clear()
    printer.pdf("/rapport")
    assert set(site.asked) <= {"/rapport", "/assets/a.js", "/favicon.ico"}


def test_a_page_that_is_not_there_gives_no_pdf(printer: Printer) -> None:
    with pytest.raises(PageRefusedError) as refused:
        printer.pdf("/finns-inte")
    assert refused.value.status == 404


def test_a_browser_that_ends_is_started_again(printer: Printer) -> None:
    printer.pdf("/rapport")
    browser = printer._browser
    assert browser is not None
    os.killpg(browser._pid, signal.SIGKILL)
    assert "Ritat diagram" in text_of(printer.pdf("/rapport"))
    assert printer._browser is not browser


def test_one_browser_serves_many(printer: Printer) -> None:
    printer.pdf("/rapport")
    browser = printer._browser
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(printer.pdf("/rapport"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ["Ritat diagram" in text_of(one) for one in made] == [True] * 4
    assert printer._browser is browser


def test_a_page_that_never_is_ready_ends_at_its_time_and_room_is_given_back() -> None:
    site = Site(NEVER)
    printer = Printer(site, at_once=1, seconds=8)
    try:
        began = time.monotonic()
        with pytest.raises(PdfTimeoutError, match="för lång tid"):
            printer.pdf("/rapport")
        assert time.monotonic() - began < 12
        site.script = SCRIPT
        printer._files.clear()
        assert "Ritat diagram" in text_of(printer.pdf("/rapport"))
    finally:
        printer.close()


def test_more_than_there_is_room_for_are_told_to_wait() -> None:
    printer = Printer(Site(), at_once=1, seconds=0.2)
    printer._room.acquire()
    with pytest.raises(PdfBusyError, match="Vänta en stund"):
        printer.pdf("/rapport")


def test_without_a_browser_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoChromiumError, match="apt-get install chromium"):
        Printer(Site()).pdf("/rapport")
    with pytest.raises(NoChromiumError, match="MALBILD_CHROMIUM är «/finns/inte»"):
        chromium_path("/finns/inte")


def test_a_program_that_is_no_chromium_is_told() -> None:
    with pytest.raises(PdfError, match="går inte att starta"):
        Printer(Site(), path="/bin/true").pdf("/rapport")


def test_the_browser_leaves_nothing_behind(site: Site) -> None:
    printer = Printer(site)
    printer.pdf("/rapport")
    browser = printer._browser
    assert browser is not None
    folder = Path(browser._folder)
    assert folder.exists()
    printer.close()
    assert not folder.exists()
    with pytest.raises(ChildProcessError):
        os.waitpid(browser._pid, os.WNOHANG)
