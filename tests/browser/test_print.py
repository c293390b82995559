"""On paper: A4 on its side, with unit, period and date, without what can only be clicked, and every chart whole and readable."""

from __future__ import annotations

import io
import re

import pdfplumber
import pytest
from pdfplumber.page import Page as Sheet
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, comes_true
from tests.browser.views import VIEWS

PRINTED = (
    "läget",
    "läget, en ruta öppen",
    "enheter",
    "enhet",
    "indikatorer",
    "indikator",
    "jämställdhet",
    "mål",
    "underlag",
    "inläsning",
    "presentation",
    "tillgänglighetsredogörelse",
)
MILLIMETRES = 72 / 25.4
A4 = (297 * MILLIMETRES, 210 * MILLIMETRES)
LEAST_SIZE = 5.5
"""Points of the smallest text, the heads of a matrix with many columns; ordinary text is nine points high."""
LEAST_FILLED = 1 / 3
"""Of a sheet that is not the last: what is kept whole may leave the rest of one empty, but not nearly all of it."""
READY = "Boolean(window.Plotly) || !document.querySelector('#sida [data-diagram]')"
UNDRAWN = """() => Array.from(document.querySelectorAll('#sida [data-diagram]'))
  .filter(place => place.clientWidth && !place.querySelector('.papper .main-svg .trace'))
  .map(place => place.id)"""
PIECES = """() => Array.from(document.querySelectorAll('#sida .papper')).map(one => ({
  rows: one.layout.yaxis.range, high: one.layout.height, names: one.querySelectorAll('.ytick text').length}))"""

WITH_ROWS = """rows => {
  const place = document.querySelector('#sida [data-diagram]');
  const chart = JSON.parse(place.dataset.diagram);
  const names = Array.from({length: rows}, (_, at) => 'Rad ' + at);
  const axis = {range: [rows - 0.5, -0.5], tickvals: names.map((_, at) => at), ticktext: names};
  Object.assign(chart.figure.layout.yaxis, axis);
  place.dataset.diagram = JSON.stringify(chart);
  document.querySelectorAll('#sida [data-diagram]').forEach(one => one === place || one.remove());
  window.dispatchEvent(new Event('beforeprint'));
}"""


def _sheets(page: Page) -> list[Sheet]:
    assert comes_true(page, READY), "diagrammens bibliotek kom inte"
    return pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages


@pytest.mark.parametrize("name", PRINTED)
def test_a_view_on_paper(open_page: Open, name: str) -> None:
    page = open_page(VIEWS[name])
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_hidden()
    period = "" if name == "tillgänglighetsredogörelse" else r"T2\s2025 · "
    expect(page.locator("header").get_by_text(re.compile(rf"{period}Uppgifterna lästes senast in"))).to_be_visible()
    sheets = _sheets(page)
    for sheet in sheets:
        assert (sheet.width, sheet.height) == pytest.approx(A4, abs=1)
        for char in sheet.chars:
            assert char["x0"] > -1, f"{char['text']} går utanför arket"
            assert char["x1"] < sheet.width + 1, f"{char['text']} går utanför arket"
            high = char["height"] if char["upright"] else char["width"]
            assert high >= LEAST_SIZE, f"{char['text']} är {high} punkter hög"
    for sheet in sheets[:-1]:
        lowest = max(char["bottom"] for char in sheet.chars if char["bottom"] < sheet.height - 14 * MILLIMETRES)
        assert lowest > LEAST_FILLED * sheet.height, f"ark {sheet.page_number} är nästan tomt"


@pytest.mark.parametrize("name", ["enhet", "indikator", "jämställdhet", "läget, en ruta öppen"])
def test_every_chart_is_drawn_for_paper_also_one_that_was_never_in_sight(open_page: Open, name: str) -> None:
    page = open_page(VIEWS[name], height=300, color_scheme="dark")
    assert comes_true(page, READY), "diagrammens bibliotek kom inte"
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(UNDRAWN) == []
    inks = page.evaluate("() => Array.from(document.querySelectorAll('.papper .xtick text'), one => getComputedStyle(one).fill)")
    assert set(inks) <= {"rgb(89, 97, 107)", "rgb(26, 29, 33)"}, "paper is light whatever the screen is"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".papper").count() == 0


def test_a_chart_with_many_rows_is_cut_between_them(open_page: Open) -> None:
    page = open_page(VIEWS["jämställdhet"])
    assert comes_true(page, READY), "diagrammens bibliotek kom inte"
    for rows in (1, 13, 14, 40, 97):
        page.evaluate(WITH_ROWS, rows)
        pieces = page.evaluate(PIECES)
        ends = [(piece["rows"][1], piece["rows"][0]) for piece in pieces]
        assert [first for first, _ in ends] == [-0.5, *(last for _, last in ends[:-1])]
        assert ends[-1][1] == rows - 0.5
        assert sum(piece["names"] for piece in pieces) == rows
        assert all(piece["high"] <= 760 for piece in pieces)
        counts = [piece["names"] for piece in pieces[1:]]
        assert not counts or max(counts) - min(counts) <= len(counts), "the rows are shared between the sheets"
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
