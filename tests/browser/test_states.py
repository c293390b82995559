"""What a page does while it waits, when the server goes away, and when nothing has been reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Open, Server, comes_true
from tests.browser.views import PART, VIEWS

CHARTS = "**/plotly-cartesian.min.js*"
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  const add = list => list.getEntries().forEach(one => { sum += one.value; });
  new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 400);
})"""
NO_SHIFT = 0.02
"""What counts as a page that stands still; 0.1 is *good* in the measure that browsers use (Cumulative Layout Shift)."""


@pytest.fixture
def restartable(store: str) -> Iterator[Server]:
    """A server of its own, running."""
    server = Server(store)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def page_of(browser: Browser, restartable: Server) -> Iterator[Page]:
    with browser.new_context(locale="sv-SE") as context:
        page = context.new_page()
        page.goto(f"{restartable.address}/?{PART}")
        page.wait_for_selector("html[data-skript=redo]")
        yield page


def test_a_page_that_was_open_while_the_server_restarted_goes_on_where_it_was(page_of: Page, restartable: Server) -> None:
    restartable.stop()
    restartable.start()
    page_of.get_by_role("link", name="uppfylls inte").first.click()
    expect(page_of.get_by_text("Visar bara ”uppfylls inte”.")).to_be_visible()
    expect(page_of).to_have_url(re.compile("status=uppfylls-inte"))


def test_while_the_server_is_away_the_page_says_so_and_comes_back_by_itself(page_of: Page, restartable: Server) -> None:
    restartable.stop()
    page_of.get_by_role("link", name="uppfylls inte").first.click()
    expect(page_of.get_by_role("status").filter(has_text="Servern svarar inte")).to_be_attached()
    expect(page_of.get_by_role("heading", level=1)).to_be_visible()
    restartable.start()
    expect(page_of.get_by_text("Visar bara ”uppfylls inte”.")).to_be_visible()


def test_a_chart_that_is_on_its_way_keeps_its_place(open_page: Open) -> None:
    """On a slow network: a skeleton as high as the chart, and nothing moves when the chart comes."""
    page = open_page("/tillganglighet", reduced_motion="reduce")
    held: list[Route] = []
    page.route(CHARTS, lambda route: held.append(route))
    page.goto(page.url.replace("/tillganglighet", VIEWS["indikator"]))
    chart = page.locator("#diagram-enheter")
    expect(chart).to_have_css("background-image", re.compile("gradient"))
    before = chart.bounding_box()
    assert before is not None
    assert before["height"] > 60
    page.wait_for_timeout(300)
    for route in held:
        route.continue_()
    expect(chart.locator("svg.main-svg").first).to_be_visible()
    assert chart.bounding_box() == before
    assert page.evaluate(SHIFTS) <= NO_SHIFT


NOTE_WHAT_STANDS = """() => new MutationObserver(() => {
  if (document.documentElement.classList.contains('hamtar')) sessionStorage.stod = document.querySelector('h1').textContent;
}).observe(document.documentElement, {attributes: true})"""


def test_a_page_that_takes_long_shows_that_it_is_on_its_way_and_stays_where_it_is(open_page: Open) -> None:
    page = open_page(f"/?{PART}")
    held: list[Route] = []
    page.route("**/_dash-update-component*", lambda route: held.append(route))
    page.evaluate(NOTE_WHAT_STANDS)
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Mål", exact=True).click()
    assert comes_true(page, "!!sessionStorage.stod")
    assert page.evaluate("sessionStorage.stod").startswith("Provstadens förvaltning, tertial 2")
    for route in held:
        route.continue_()
    page.unroute_all()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mål i")
    expect(page.locator("html.hamtar")).to_have_count(0)


def test_a_follow_up_that_nobody_has_reported_says_so(open_page: Open) -> None:
    page = open_page("/?enhet=provstadens-forvaltning&period=VB-2025")
    expect(page.get_by_role("main")).to_contain_text(re.compile("Inga utfall är rapporterade|Det finns inga indikatorer"))
