"""WCAG 2.1 AA as far as axe-core can tell: every view in every state, in light and in dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app.document import plain_document
from app.pages import messages
from app.pages.page import Page as Told
from app.server import create_app
from data.store import engine_for, upgrade
from tests.browser.conftest import Open
from tests.browser.views import MISSING, PART, VIEWS

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}


def violations(page: Page) -> list[str]:
    """What axe-core finds, in light and in dark, each with the first element that it concerns."""
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for one in AXE.run(page, options=RULES).response["violations"]:
            found.append(f"{scheme}: {one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}")
    return found


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_no_violations(open_page: Open, name: str) -> None:
    page = open_page(VIEWS[name])
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    assert violations(page) == []


@pytest.mark.parametrize("name", MISSING)
def test_a_page_that_is_not_there_has_no_violations(open_page: Open, name: str) -> None:
    assert violations(open_page(MISSING[name], may_say="404")) == []


def test_open_choosers_have_no_violations(open_page: Open) -> None:
    page = open_page(f"/?{PART}")
    page.get_by_role("button", name="Del av organisationen").click()
    expect(page.get_by_role("searchbox", name="Sök enhet eller avdelning")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_text("Period: T2").click()
    assert violations(page) == []


def test_the_notice_of_new_data_has_no_violations(open_page: Open) -> None:
    page = open_page(f"/?{PART}")
    page.evaluate("document.querySelector('#sida footer').dataset.version = '0/'; window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_role("button", name="Uppdatera")).to_be_visible()
    assert violations(page) == []


def shown_as_page(open_page: Open, html: str) -> Page:
    """A whole document that no store of the tests gives, shown with the style sheets of the server."""
    page = open_page(f"/?{PART}")
    page.evaluate("html => { document.documentElement.innerHTML = html; }", html)
    return page


def test_an_empty_store_has_no_violations(open_page: Open, tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'tom.sqlite'}")
    upgrade(engine)
    html = create_app(engine).server.test_client().get("/").text
    engine.dispose()
    page = shown_as_page(open_page, html)
    expect(page.get_by_role("heading", level=1)).to_have_text("Det finns inga uppgifter än")
    assert violations(page) == []


@pytest.mark.parametrize(
    "told", [messages.failed("0a1b2c3d", "/enhet/bjorkgarden"), messages.no_rights()], ids=["fel i servern", "ingen behörighet"]
)
def test_a_page_that_tells_why_there_is_none_has_no_violations(open_page: Open, told: Told) -> None:
    page = shown_as_page(open_page, plain_document(told))
    expect(page.get_by_role("heading", level=1)).to_have_text(told.title)
    assert violations(page) == []


def test_a_page_whose_charts_are_on_their_way_has_no_violations(open_page: Open) -> None:
    page = open_page("/tillganglighet", reduced_motion="reduce", may_say="ERR_")
    page.route("**/plotly-cartesian.min.js*", lambda route: None)
    page.goto(page.url.replace("/tillganglighet", VIEWS["indikator"]), wait_until="commit")
    expect(page.locator("#diagram-enheter")).to_be_attached()
    assert violations(page) == []
    page.unroute_all(behavior="ignoreErrors")
