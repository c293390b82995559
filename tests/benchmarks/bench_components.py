"""What ready-made components would cost where we write HTML: AG Grid for Underlag, Mantine's choosers for the header.

``python -m tests.benchmarks.bench_components [folder]``: medians of interleaved visits, in milliseconds until the rows, or the
choosers, are painted, with an empty cache and again; kilobytes over the wire. Ours are whole pages with header and everything;
theirs hold nothing but the component (``component_page``).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.bench_pages import free_port, line, serving, visits
from tests.benchmarks.page_stores import store_of
from tests.browser.conftest import CHROMIUM, FLAGS

VISITS = 7
COMPARED = {
    "grid": (
        "/underlag",
        "document.querySelectorAll('.figures tbody tr').length >= 100",
        "document.querySelector('.ag-row .ag-cell')",
    ),
    "mantine": (
        "/enheter",
        "document.querySelector('header .chooser')",
        "document.querySelectorAll('.mantine-Select-input').length > 1",
    ),
}


def compare(browser: Browser, store: str, kind: str) -> None:
    """One component against our page that does the same."""
    path, ours_there, theirs_there = COMPARED[kind]
    port, other = free_port(), free_port()
    file = store.removeprefix("sqlite:///")
    with (
        serving("app", MALBILD_STORE_URL=store, PORT=str(port)),
        serving("tests.benchmarks.component_page", file, str(other), kind),
    ):
        ours, theirs = [], []
        for _ in range(VISITS):
            ours.append(visits(browser, f"http://127.0.0.1:{port}{path}", ours_there))
            theirs.append(visits(browser, f"http://127.0.0.1:{other}/", theirs_there))
    print(f"\n{kind}: our {path} against a page with that component alone")
    for what, mine, others in zip(
        ("first visit", "repeat visit", "over the wire"), zip(*ours, strict=True), zip(*theirs, strict=True), strict=True
    ):
        line(what, statistics.median(mine), statistics.median(others), "kB" if what == "over the wire" else "ms")


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        store = store_of("S", Path(sys.argv[1] if len(sys.argv) > 1 else temporary))
        found = next(path for name in CHROMIUM if (path := Path("/usr/bin") / name).exists())
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        for kind in COMPARED:
            compare(browser, store, kind)
        browser.close()


if __name__ == "__main__":
    main()
