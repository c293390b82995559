"""Indikatorer and Indikator: finding an indicator, the units against their targets, and the development."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_laget import WIDTH_OF_A_PHONE

PART = "enhet=provstadens-forvaltning&period=T2-2025"


def test_an_indicator_is_searched_for_and_opened(open_page: Open) -> None:
    page = open_page(f"/indikatorer?{PART}")
    page.get_by_role("searchbox", name="Sök indikator").fill("sjuk")
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_text("Visar 1 indikator där ”sjuk” ingår.")).to_be_visible()
    page.get_by_role("link", name="Sjukfrånvaro").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sjukfrånvaro")
    expect(page).to_have_url(re.compile(r"/indikator/sjukfranvaro\?enhet=provstadens-forvaltning&period=T2-2025"))


def test_the_units_are_drawn_against_their_targets_and_stand_in_a_table(open_page: Open) -> None:
    page = open_page(f"/indikator/sjukfranvaro?{PART}")
    chart = page.get_by_role("img", name=re.compile("1 av 3 enheter når sitt årsmål.*Björkgården: 12,4"))
    expect(chart.locator(".scatterlayer .trace")).not_to_have_count(0)
    expect(chart).to_contain_text("Björkgården")
    expect(chart).to_contain_text("10 %")
    page.get_by_text("Visa som tabell").first.click()
    row = page.get_by_role("row", name="Ekbackens hemtjänst")
    expect(row).to_contain_text("7,8 %")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ekbackens hemtjänst, tertial 2 2025")


def test_a_unit_is_chosen_for_its_development(open_page: Open) -> None:
    page = open_page(f"/indikator/sjukfranvaro?{PART}")
    page.get_by_text("Visa utvecklingen för en annan enhet").click()
    page.locator(".others").get_by_role("link", name="Björkgården").click()
    expect(page.get_by_role("heading", name="Utveckling: Björkgården")).to_be_visible()
    chart = page.get_by_role("img", name=re.compile(r"Från 9,9.* till 12,4"))
    chart.scroll_into_view_if_needed()
    expect(chart).to_contain_text("12,4 %")


def test_the_library_of_charts_is_the_small_one_and_comes_only_with_a_chart(open_page: Open) -> None:
    page = open_page(f"/indikatorer?{PART}")
    assert page.evaluate("typeof window.Plotly") == "undefined"
    page.get_by_role("link", name="Sjukfrånvaro").click()
    expect(page.locator("#diagram-enheter .main-svg").first).to_be_visible()
    fetched = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name).filter((name) => /plotly.*min/.test(name))"
    )
    assert len(fetched) == 1
    assert "/assets/vendor/plotly-cartesian.min.js" in fetched[0]
    assert page.evaluate("Plotly.version") == "4.1.1"


def test_on_a_phone_the_names_stand_over_their_rows_and_nothing_is_cut(open_page: Open) -> None:
    page = open_page(f"/indikator/sjukfranvaro?{PART}", width=WIDTH_OF_A_PHONE, height=844)
    chart = page.locator("#diagram-enheter")
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".annotation-text", has_text="Ekbackens hemtjänst")).to_be_visible()
    expect(chart.locator(".ytick")).to_have_count(0)
    assert page.evaluate("document.querySelector('main').scrollWidth <= document.documentElement.clientWidth")


def test_larger_text_gives_larger_charts(open_page: Open) -> None:
    page = open_page(f"/indikator/sjukfranvaro?{PART}")
    chart = page.locator("#diagram-enheter")
    height = chart.bounding_box()
    page.add_style_tag(content="html { font-size: 200% }")
    larger = chart.bounding_box()
    assert height is not None
    assert larger is not None
    assert larger["height"] > 1.9 * height["height"]
