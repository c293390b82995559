"""Inläsning: what is owed leads to the figures, findings are filtered, and links within the page lead to their place."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.views import PART


def test_what_a_unit_owes_leads_to_the_figures(open_page: Open) -> None:
    page = open_page(f"/inlasning?{PART}")
    matrix = page.get_by_role("table", name="Antal utfall som varje enhet inte har rapporterat")
    matrix.get_by_role("row", name="Lindens servicehus").get_by_role("link", name=re.compile("saknas.*tertial 2 2025")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Underlag för Lindens servicehus, tertial 2 2025")
    expect(page.get_by_role("combobox", name="Värde saknas")).to_have_value("ej-rapporterat")
    expect(page.get_by_role("row", name="Lindens servicehus")).to_contain_text("Ej rapporterat")


def test_findings_are_filtered(open_page: Open) -> None:
    page = open_page(f"/inlasning?{PART}")
    page.get_by_role("link", name="Avgjorda").click()
    expect(page).to_have_url(re.compile(r"lage=avgjord#fragor$"))
    expect(page.get_by_text("Svar: Sett.")).to_be_visible()
    expect(page.get_by_text("högre än någon gång förut")).to_have_count(0)


def test_a_shortcut_leads_to_its_section(open_page: Open) -> None:
    page = open_page(f"/inlasning?{PART}")
    page.get_by_role("navigation", name="På sidan").get_by_role("link", name="Inläsningar").click()
    expect(page.get_by_role("region", name="Inläsningar")).to_be_focused()
    expect(page.get_by_role("region", name="Inläsningar")).to_be_in_viewport()
