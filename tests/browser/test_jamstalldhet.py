"""Jämställdhet: the chart, its table, and the choices in the address."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_laget import WIDTH_OF_A_PHONE

ADDRESS = "/jamstalldhet?enhet=provstadens-forvaltning&period=T2-2025"


def test_women_and_men_are_drawn_with_the_difference_and_what_chance_can_explain(open_page: Open) -> None:
    page = open_page(ADDRESS)
    chart = page.get_by_role("img", name=re.compile("kvinnor 12,8.*män 10,9"))
    expect(chart).to_contain_text("Björkgården")
    expect(chart).to_contain_text("+1,9")
    page.get_by_text("Visa som tabell").click()
    expect(page.get_by_role("row", name="Sjukfrånvaro")).to_contain_text(re.compile(r"12,8\s%.*10,9\s%"))


def test_the_menu_leads_there_with_the_part_and_the_period(open_page: Open) -> None:
    page = open_page("/indikatorer?enhet=aldreomsorg&period=T2-2025")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Jämställdhet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jämställdhet i Äldreomsorg, tertial 2 2025")


def test_a_phone_shows_the_chart_without_cutting(open_page: Open) -> None:
    page = open_page(ADDRESS, width=WIDTH_OF_A_PHONE, height=844)
    chart = page.locator("#diagram-jamstalldhet-0")
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".annotation-text").first).to_have_text(re.compile("Sjukfrånvaro · Björkgården"))
    assert page.evaluate("document.querySelector('main').scrollWidth <= document.documentElement.clientWidth")
