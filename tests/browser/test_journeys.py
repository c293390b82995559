"""The journeys that the product is made for, from one end to the other."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.views import PART


def test_the_ten_seconds_of_an_avdelningschef(open_page: Open) -> None:
    page = open_page("/")
    tiles = page.get_by_role("navigation", name="Antal utfall med varje status")
    expect(tiles.get_by_role("link")).to_have_count(5)
    sharpest = page.get_by_role("listitem").filter(has_text="Sjukfrånvaro hos Björkgården").first
    sharpest.get_by_role("link").click()
    explained = page.locator("#indikator-sjukfranvaro")
    expect(explained).to_be_focused()
    expect(explained).to_contain_text("12,4 % mot årsmålet 9,5 % – lägre är bättre.")
    expect(explained).to_contain_text("Två utbrott av magsjuka.")


def test_the_drill_of_a_controller(open_page: Open) -> None:
    page = open_page(f"/?{PART}")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Enheter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Enheter"))
    page.get_by_role("row", name="Björkgården").get_by_role("link").click()
    sick_leave = page.locator("#indikator-sjukfranvaro")
    expect(sick_leave).to_contain_text(re.compile(r"Källa: tertialrapport 2 2025, rad \d+"))
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Underlag").click()
    page.get_by_role("combobox", name="Indikator").select_option("Sjukfrånvaro")
    page.get_by_role("combobox", name="Kön").select_option("Totalt")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page).to_have_url(re.compile(r"indikator=sjukfranvaro.*kon=totalt|kon=totalt.*indikator=sjukfranvaro"))
    page.get_by_role("columnheader", name="Utfall").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Utfall")).to_have_attribute("aria-sort", "descending")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopiera länk").click()
    expect(page.get_by_role("button", name="Länken är kopierad.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    cold = open_page("/" + copied.split("/", 3)[3], color_scheme="light")
    expect(cold.get_by_role("table")).to_be_visible()
    assert cold.get_by_role("table").inner_text() == page.get_by_role("table").inner_text()


def test_new_data_are_told_of_without_moving_the_page(open_page: Open) -> None:
    page = open_page(f"/underlag?{PART}")
    expect(page.locator("#nytt")).to_be_hidden()
    before = page.locator("main").bounding_box()
    answer = {"status": "ok", "data_version": 99, "judged_on": "2025-10-02"}
    page.route("**/halsa", lambda route: route.fulfill(json=answer))
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_role("status").filter(has_text="Nya uppgifter finns.")).to_be_visible()
    assert page.locator("main").bounding_box() == before
    page.unroute("**/halsa")
    page.get_by_role("button", name="Uppdatera").click()
    expect(page.locator("#nytt")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_page_of_the_newest_data_says_nothing(open_page: Open) -> None:
    page = open_page(f"/?{PART}")
    with page.expect_response("**/halsa"):
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#nytt")).to_be_hidden()
