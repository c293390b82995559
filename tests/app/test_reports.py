"""Reports: the document of a unit, the same as PDF, and many at once."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.notes.writing import About, write
from app.reports.rules import rules_in_brief
from app.server import create_app
from data.settings import ROOT, settings
from data.store import engine_for
from data.vocabulary import Period, PeriodKind
from tests.app.world import BJORKGARDEN, SJUKFRANVARO, fill

REPORT = "/rapport/bjorkgarden?period=T2-2025"
MANY = "/rapporter?enhet=provstadens-forvaltning&period=T2-2025"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = engine_for(f"sqlite:///{tmp_path_factory.mktemp('rapport') / 'malbild.sqlite'}")
    fill(engine)
    write(engine, About(BJORKGARDEN, SJUKFRANVARO, Period(2025, PeriodKind.T2)), "Vikarier saknades <i>i juli</i>.", "Eva Ek")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def pages(store: Engine) -> FlaskClient:
    return create_app(store).server.test_client()


def test_a_report_has_summary_indicators_comments_sources_and_rules(pages: FlaskClient) -> None:
    page = pages.get(REPORT).text
    for heading in ("Sammanfattning", "Att uppmärksamma", "Mål, indikatorer och aktiviteter", "Källor", "Bilaga: regler"):
        assert f">{heading}</h" in page
    assert "12,4\u00a0%" in page
    assert "Vikarier saknades &lt;i&gt;i juli&lt;/i&gt;." in page
    assert "Årsmål som är en nivå" in page
    assert "<details" not in page


def test_the_report_of_a_part_names_its_units(pages: FlaskClient) -> None:
    page = pages.get("/rapport/provstadens-forvaltning?period=T2-2025").text
    assert "Hit hör Funktionsnedsättning och Äldreomsorg." in page


def test_example_data_are_marked_on_the_report(pages: FlaskClient) -> None:
    assert "Exempeldata: uppgifterna är påhittade" in pages.get("/rapport/leksaksbo?period=T2-2025").text
    assert "Exempeldata" not in pages.get(REPORT).text.partition("Bilaga")[0]


@pytest.mark.parametrize("address", ["/rapport/finns-inte", "/rapport/..%2f..", "/rapport/a/b"])
def test_a_unit_that_is_not_there_has_no_report(pages: FlaskClient, address: str) -> None:
    assert pages.get(address).status_code == 404


def test_every_rule_of_the_documentation_stands_in_the_appendix() -> None:
    headings = re.findall(r"^## \d+\. (.+)$", (ROOT / "docs" / "regler.md").read_text(encoding="utf-8"), re.MULTILINE)
    rules = rules_in_brief()
    assert [title for title, _ in rules] == headings
    assert all(len(words) > 40 and "*" not in words and "|" not in words for _, words in rules)


@pytest.mark.browser
def test_the_report_as_pdf_is_tagged_has_an_outline_and_its_charts(pages: FlaskClient) -> None:
    answer = pages.get("/rapport/bjorkgarden.pdf?period=T2-2025")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="malbild-rapport-bjorkgarden-T2-2025.pdf"'
    document = pypdfium2.PdfDocument(answer.data)
    titles = [entry.get_title() for entry in document.get_toc()]
    assert titles[0].startswith("Björkgården")
    assert {"Sammanfattning", "Källor", "Bilaga: regler"} <= set(titles)
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "årsmål 9,5" in words  # a label of the bullet chart
    assert b"/StructTreeRoot" in answer.data
    assert (round(document[0].get_width()), round(document[0].get_height())) == (595, 842)


@pytest.mark.browser
def test_slides_as_pdf_are_wide_and_one_a_page(pages: FlaskClient) -> None:
    answer = pages.get("/presentation.pdf?enhet=provstadens-forvaltning&period=T2-2025")
    assert answer.status_code == 200
    document = pypdfium2.PdfDocument(answer.data)
    sizes = {(round(page.get_width()), round(page.get_height())) for page in document}
    assert sizes == {(960, 540)}
    assert b"/StructTreeRoot" in answer.data


def test_without_chromium_it_is_said_what_to_do(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALBILD_CHROMIUM", "/finns/inte")
    settings.cache_clear()
    try:
        pages = create_app(store).server.test_client()
        answer = pages.get("/rapport/bjorkgarden.pdf?period=T2-2025")
        assert answer.status_code == 503
        assert "MALBILD_CHROMIUM är «/finns/inte»" in answer.text
        begun = pages.post(MANY, data={"nyckel": _key(pages)})
        assert begun.status_code == 503
    finally:
        settings.cache_clear()


def _key(pages: FlaskClient) -> str:
    found = re.search(r'name="nyckel" value="([^"]+)"', pages.get(MANY).text)
    assert found is not None
    return found[1]


@pytest.mark.browser
def test_reports_of_many_units_are_made_beside_the_answers(pages: FlaskClient) -> None:
    begun = pages.post(MANY, data={"nyckel": _key(pages)})
    assert begun.status_code == 303
    address = begun.headers["Location"]
    assert pages.get("/enheter").status_code == 200  # others are answered meanwhile
    until = time.monotonic() + 90
    while not pages.get(f"{address}.json").json["klar"]:  # type: ignore[index]
        assert time.monotonic() < until
        time.sleep(0.2)
    assert "Hämta rapporterna" in pages.get(address).text
    answer = pages.get(f"{address}/rapporter.zip", buffered=True)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as result:
        names = result.namelist()
        assert {result.read(name)[:5] for name in names} == {b"%PDF-"}
    assert "malbild-rapport-bjorkgarden-T2-2025.pdf" in names
    assert "malbild-rapport-provstadens-forvaltning-T2-2025.pdf" in names


def test_work_is_begun_by_our_own_pages_alone(pages: FlaskClient) -> None:
    assert pages.post(MANY, data={"nyckel": "fel"}).status_code == 403
    assert pages.post(MANY, data={"nyckel": _key(pages)}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert pages.post("/rapporter/arbete/finns-inte/avbryt", headers={"Origin": "https://annan.example"}).status_code == 403


def test_work_that_is_not_there_is_told(pages: FlaskClient) -> None:
    for address in ("/rapporter/arbete/finns-inte", "/rapporter/arbete/finns-inte/rapporter.zip", "/rapporter/arbete/x.json"):
        assert pages.get(address).status_code == 404
