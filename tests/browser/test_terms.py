"""Each status and term explains itself: pointed at, and come to with the keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.views import VIEWS

TIP = "#ordtips"
STOPS = "Array.from(document.querySelectorAll('dfn.term[tabindex=\"0\"]'), one => one.textContent)"
ALL = "Array.from(document.querySelectorAll('dfn.term'), one => one.textContent)"


def told(page: Page) -> str:
    tip = page.locator(TIP)
    expect(tip).to_be_visible()
    return tip.inner_text()


def test_a_term_is_explained_when_pointed_at_and_the_explanation_can_be_pointed_at(open_page: Open) -> None:
    page = open_page(VIEWS["enhet"])
    term = page.locator("dfn.term", has_text="Säkerhet").first
    term.scroll_into_view_if_needed()
    term.hover()
    assert "slumpen" in told(page)
    page.locator(TIP).hover()
    page.wait_for_timeout(400)  # longer than it stays without the pointer
    expect(page.locator(TIP)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(TIP)).to_be_hidden()


def test_a_status_is_explained_on_focus_and_to_a_screen_reader(open_page: Open) -> None:
    page = open_page(VIEWS["enhet"])
    status = page.locator("dfn.pill.inte").first
    status.focus()
    assert told(page).startswith("Uppfylls inte: utfallet missar årsmålet")
    expect(status).to_have_accessible_description(told(page))


def test_what_the_unit_has_stated_is_not_explained_as_computed(open_page: Open) -> None:
    page = open_page(VIEWS["enhet"])
    page.locator(".stated dfn.pill").first.hover()
    assert "Enheten själv har angett" in told(page)


def test_a_tile_of_the_summary_tells_what_its_status_means(open_page: Open) -> None:
    page = open_page(VIEWS["läget"])
    page.locator("a.tile.delvis").hover()
    assert told(page).startswith("Uppfylls delvis: utfallet missar årsmålet, men")


def test_of_each_word_the_first_is_a_stop_for_tab(open_page: Open) -> None:
    page = open_page(VIEWS["enhet"])
    stops = page.evaluate(STOPS)
    assert len(stops) == len(set(stops)) == len(set(page.evaluate(ALL)))


def test_the_explanations_follow_to_the_next_page(open_page: Open) -> None:
    page = open_page(VIEWS["läget"])
    page.get_by_role("link", name="Indikatorer", exact=True).click()
    page.locator(".units dfn.term").first.hover()
    assert told(page).startswith("Uppfylls helt: utfallet når årsmålet")
