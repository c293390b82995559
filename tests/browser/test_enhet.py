"""Enhet as a controller drills into it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_laget import WIDTH_OF_A_PHONE, has_no_sideways_scroll

ADDRESS = "/enhet/bjorkgarden?period=T2-2025"


def sick_leave(page: Page) -> Locator:
    return page.locator("#indikator-sjukfranvaro")


def test_the_drill_from_the_district_to_the_line_of_the_document(open_page: Open) -> None:
    page = open_page("/?enhet=aldreomsorg&period=T2-2025")
    page.get_by_role("link", name="Sjukfrånvaro, Björkgården").click()
    page.get_by_role("link", name="Se allt om Björkgården").click()
    expect(sick_leave(page)).to_be_in_viewport()
    expect(sick_leave(page)).to_contain_text("12,4 % mot årsmålet 9,5 % – lägre är bättre.")
    expect(sick_leave(page)).to_contain_text("Beräknad")
    expect(sick_leave(page)).to_contain_text(re.compile(r"10,3\s%, ↑\s2,1\sprocentenheter – sämre"))
    expect(sick_leave(page)).to_contain_text(re.compile(r"Källa: tertialrapport 2 2025, rad \d+"))
    sick_leave(page).get_by_text("Visa som tabell").click()
    table = sick_leave(page).get_by_role("table")
    expect(table.get_by_role("row", name="Kvinnor")).to_contain_text("12,8 %")
    expect(sick_leave(page)).to_contain_text("Som utfall står ”12,4” i t2-2025-10.txt")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Äldreomsorg, tertial 2 2025")


def test_charts_are_drawn_with_a_name_that_says_what_they_show(open_page: Open) -> None:
    page = open_page(ADDRESS)
    chart = page.get_by_role("img", name=re.compile("Utfall 12,4 %, .*årsmål 9,5 %, T1 2025 10,3 %, kvinnor 12,8 %, män 10,9 %"))
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".bars path")).to_be_visible()
    expect(chart).to_contain_text("årsmål 9,5 %")
    expect(chart.locator(".modebar-btn")).to_have_count(0)
    assert page.evaluate("Object.keys(document.querySelector('.js-plotly-plot')._context).includes('showSendToCloud')")
    assert page.evaluate("document.querySelector('.js-plotly-plot')._context.locale") == "sv"


def test_a_chart_out_of_sight_is_not_drawn_until_one_comes_near(open_page: Open) -> None:
    page = open_page(ADDRESS, height=200)
    expect(page.locator("#diagram-indikator-sjukfranvaro .js-plotly-plot")).to_have_count(0)
    sick_leave(page).scroll_into_view_if_needed()
    expect(page.locator("#diagram-indikator-sjukfranvaro .bars path")).to_be_visible()


def test_the_stated_judgement_is_the_units_and_stands_beside_another_story(open_page: Open) -> None:
    page = open_page(ADDRESS)
    goal = page.locator("section.goal", has=page.get_by_role("heading", name="1.10 Medarbetarna trivs")).last
    expect(goal.locator(".stated")).to_have_text(re.compile("Enhetens bedömning.*uppfylls helt"))
    expect(goal).to_contain_text(
        "Enheten anger att målet uppfylls helt, men den enda bedömda indikatorn under det når inte sitt årsmål."
    )


def test_goals_activities_and_texts_stand_where_they_belong(open_page: Open) -> None:
    page = open_page(ADDRESS)
    own = page.locator("section.goal.level-3")
    expect(own.get_by_role("heading").first).to_have_text("Alla får vara med och bestämma")
    expect(own).to_contain_text("Utse kontaktperson")
    expect(own).to_contain_text("Avvikelse: Försenad")
    expect(own.get_by_text("Alla är trygga.")).to_be_hidden()
    own.get_by_text("Enhetens texter (1)").click()
    expect(own.get_by_text("Alla är trygga.")).to_be_visible()


def test_a_unit_that_has_only_planned_shows_its_plan(open_page: Open) -> None:
    page = open_page("/enhet/linden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lindens servicehus, verksamhetsplan 2025")
    expect(page.get_by_text("Inga utfall är rapporterade.")).to_be_visible()
    expect(page.get_by_role("row", name="Sjukfrånvaro")).to_contain_text("8 %")
    expect(page.locator("[data-diagram]")).to_have_count(0)


def test_a_link_at_the_top_leads_to_its_indicator_and_back_again(open_page: Open) -> None:
    page = open_page(ADDRESS)
    page.get_by_role("navigation", name="Indikatorer på sidan").get_by_role("link", name="Sjukfrånvaro").click()
    expect(sick_leave(page)).to_be_focused()
    expect(sick_leave(page)).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_a_phone_shows_everything_without_sideways_scroll(open_page: Open) -> None:
    page = open_page(ADDRESS, width=WIDTH_OF_A_PHONE, height=844)
    sick_leave(page).scroll_into_view_if_needed()
    expect(page.locator("#diagram-indikator-sjukfranvaro .bars path")).to_be_visible()
    assert has_no_sideways_scroll(page)


def test_colours_follow_the_choice_of_dark(open_page: Open) -> None:
    page = open_page(ADDRESS, color_scheme="dark")
    bar = page.locator("#diagram-indikator-sjukfranvaro .bars path")
    sick_leave(page).scroll_into_view_if_needed()
    expect(bar).to_have_css("fill", "rgb(95, 169, 198)")
    page.emulate_media(color_scheme="light")
    expect(bar).to_have_css("fill", "rgb(11, 79, 108)")


def test_an_unknown_unit_leads_to_one_with_a_like_name(open_page: Open) -> None:
    page = open_page("/enhet/bjorkgardn", may_say="404")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enheten finns inte")
    page.get_by_role("link", name="Björkgården").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Björkgården, tertial 2 2025")
    assert page.evaluate("document.documentElement.lang") == "sv"
