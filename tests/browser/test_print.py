"""On paper: A4 on its side, without what can only be clicked, and with unit, period and date."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.views import VIEWS


@pytest.mark.parametrize("name", ["läget", "enhet", "mål", "underlag", "inläsning"])
def test_a_printed_view_has_its_title_and_date_but_no_menu(open_page: Open, name: str) -> None:
    page = open_page(VIEWS[name])
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_hidden()
    expect(page.locator("header").get_by_text(re.compile(r"T2\s2025 · Uppgifterna lästes senast in"))).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
