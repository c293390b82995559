"""By the keyboard alone: everything is reached, the focus is seen, and nothing holds it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.views import PART, VIEWS

SEEN = """() => { const one = document.activeElement; if (one === document.body) return 'body';
  const style = getComputedStyle(one); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; }"""


def test_the_first_tab_leads_past_the_menu(open_page: Open) -> None:
    page = open_page(f"/underlag?{PART}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize(
    "name", ["läget", "mål", "underlag", "inläsning", "indikator", "jämställdhet", "tillgänglighetsredogörelse"]
)
def test_tab_goes_through_the_page_with_the_focus_in_sight(open_page: Open, name: str) -> None:
    page = open_page(VIEWS[name])
    stops = _tab_through(page, most=40)
    assert len(stops) > 5
    assert all(stops)


def _tab_through(page: Page, most: int) -> list[bool]:
    """Whether the focus is seen at each stop, until it leaves the page."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        if seen == "body":
            break
        stops.append(seen)
    return stops


def test_a_goal_is_opened_and_closed_with_the_keyboard(open_page: Open) -> None:
    page = open_page(f"/mal?{PART}")
    goal = page.locator("main details:has(summary.goal-head)").first
    was_open = goal.evaluate("one => one.open")
    goal.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert goal.evaluate("one => one.open") is not was_open


def test_a_choice_of_underlag_is_made_with_the_keyboard(open_page: Open) -> None:
    page = open_page(f"/underlag?{PART}")
    page.get_by_role("combobox", name="Status").focus()
    page.keyboard.type("uppfylls i")
    page.get_by_role("button", name="Visa", exact=True).press("Enter")
    expect(page).to_have_url(f"{page.url.split('?')[0]}?{PART}&status=uppfylls-inte")
