"""The address is the only state: Back, Forward and a reload give the view that was there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.views import PART, VIEWS


def test_back_goes_through_the_views_and_forward_again(open_page: Open) -> None:
    page = open_page(f"/?{PART}")
    menu = page.get_by_role("navigation", name="Huvudmeny")
    titles = [page.title()]
    for name in ("Mål", "Underlag", "Inläsning"):
        menu.get_by_role("link", name=name, exact=True).click()
        expect(menu.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "page")
        titles.append(page.title())
    assert len(set(titles)) == 4
    for title in reversed(titles[:-1]):
        page.go_back()
        expect(page).to_have_title(title)
    for title in titles[1:]:
        page.go_forward()
        expect(page).to_have_title(title)


def test_part_and_period_follow_along_between_views(open_page: Open) -> None:
    page = open_page("/?enhet=aldreomsorg&period=T1-2025")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Underlag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Underlag för Äldreomsorg, tertial 1 2025")
    expect(page).to_have_url(re.compile(r"enhet=aldreomsorg&period=T1-2025"))


@pytest.mark.parametrize("name", ["läget, filtrerat", "underlag", "mål", "inläsning, avgjorda"])
def test_a_reload_shows_the_same(open_page: Open, name: str) -> None:
    page = open_page(VIEWS[name])
    before = page.get_by_role("main").inner_text()
    page.reload()
    page.wait_for_selector("html[data-skript=redo]")
    assert page.get_by_role("main").inner_text() == before
