"""Underlag as a controller uses it: choose, sort, see where a figure stands, take it away as a file."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.views import PART


def test_choices_make_an_address_and_a_table(open_page: Open) -> None:
    page = open_page(f"/underlag?{PART}")
    page.get_by_role("combobox", name="Kön").select_option("Kvinnor")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.get_by_text("1 uppgift i urvalet.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/underlag\?enhet=provstadens-forvaltning&period=T2-2025&kon=kvinnor$"))
    row = page.get_by_role("row", name="Björkgården")
    expect(row).to_contain_text("12,8 %")
    expect(row).to_contain_text("t2-2025-10.txt")
    page.get_by_role("link", name="Rensa urvalet").click()
    expect(page.get_by_role("combobox", name="Kön")).to_have_value("")


def test_a_search_finds_units_and_indicators(open_page: Open) -> None:
    page = open_page(f"/underlag?{PART}")
    page.get_by_role("searchbox", name="Sök enhet eller indikator").fill("ekback sjuk")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 uppgift i urvalet.")).to_be_visible()
    expect(page.get_by_role("row", name="Ekbackens hemtjänst")).to_contain_text("7,8 %")


def test_a_heading_sorts_and_says_so(open_page: Open) -> None:
    page = open_page(f"/underlag?{PART}&kon=totalt&indikator=sjukfranvaro")
    page.get_by_role("columnheader", name="Utfall").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Utfall")).to_have_attribute("aria-sort", "descending")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Björkgården")
    page.get_by_role("columnheader", name="Utfall").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Utfall")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Solhemmet")


def test_columns_are_chosen_and_the_choice_stays_open(open_page: Open) -> None:
    page = open_page(f"/underlag?{PART}")
    page.get_by_text("Välj kolumner").click()
    page.get_by_role("link", name=re.compile("Felmarginal 95 %.*visas inte")).click()
    expect(page.get_by_role("columnheader", name="Felmarginal 95 %")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Felmarginal 95 %.*visas$"))).to_be_visible()
    page.get_by_role("link", name="Visa de vanliga kolumnerna").click()
    expect(page.get_by_role("columnheader", name="Felmarginal 95 %")).to_have_count(0)


def test_a_corrected_figure_shows_what_stood_there_before(open_page: Open) -> None:
    page = open_page(f"/underlag?{PART}&indikator=sjukfranvaro&sok=bj%C3%B6rk&kon=totalt")
    page.get_by_text("1 tidigare värde").click()
    expect(page.get_by_role("listitem").filter(has_text="gammal-t2.txt")).to_contain_text("ersatt 2025-09-25")


def test_the_table_is_given_as_files(open_page: Open) -> None:
    page = open_page(f"/underlag?{PART}&kon=kvinnor")
    for name, suffix in (("Hämta som CSV", "csv"), ("Hämta som Excel", "xlsx")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename == f"malbild-underlag-provstadens-forvaltning-T2-2025.{suffix}"
    expect(page).to_have_url(re.compile("kon=kvinnor$"))
