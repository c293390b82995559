"""Presentation in Chromium: the keys, the way to the detail and back, without a network, on paper, and for a screen reader."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_axe import violations
from tests.browser.views import PART

DECK = f"/presentation?{PART}"
SLIDES = f"/presentation/visa?{PART}"
ALL_KINDS = (
    f"{SLIDES}&bilder=titel.lage.battre.lyft_bjorkgarden_sjukfranvaro.utfall_bjorkgarden_sjukfranvaro.enheter__sjukfranvaro"
    ".kvinnor-man.mal.saknas.skriver"
)
SMALLEST = 24


def ready(page: Page) -> Page:
    """The slides, when all of them are drawn."""
    page.wait_for_selector("html[data-ritade=alla]")
    return page


def number(page: Page) -> str:
    return page.locator(".bild.visad .bild-nummer").inner_text()


def test_the_keys_move_through_the_slides(open_page: Open) -> None:
    page = ready(open_page(SLIDES, 1920, 1080))
    steps = [
        ("ArrowRight", 2), ("Space", 3), ("PageDown", 4), ("ArrowLeft", 3), ("PageUp", 2), ("End", 8), ("ArrowRight", 8),
        ("Home", 1), ("ArrowLeft", 1), ("Shift+Space", 1), ("Enter", 2),
    ]  # fmt: skip
    for key, expected in steps:
        page.keyboard.press(key)
        assert number(page) == f"{expected} / 8", key


def test_a_number_and_enter_go_to_the_slide_and_its_headline_has_the_focus(open_page: Open) -> None:
    page = ready(open_page(SLIDES, 1920, 1080))
    page.keyboard.press("4")
    expect(page.get_by_role("status")).to_have_text("Gå till bild 4: tryck på Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".bild.visad h2")).to_contain_text("Sjukfrånvaro hos Björkgården")
    assert page.evaluate("document.activeElement.id") == "bild-lyft_bjorkgarden_sjukfranvaro"
    page.keyboard.press("9")
    page.keyboard.press("9")
    page.keyboard.press("Enter")
    assert number(page) == "8 / 8"


def test_the_address_remembers_the_slide(open_page: Open) -> None:
    page = ready(open_page(f"{SLIDES}#bild-saknas", 1920, 1080))
    assert number(page) == "7 / 8"
    page.keyboard.press("ArrowLeft")
    assert page.url.endswith("#bild-mal")


def test_the_note_and_the_black_screen_come_and_go(open_page: Open) -> None:
    page = ready(open_page(f"{SLIDES}#bild-lyft_bjorkgarden_sjukfranvaro", 1920, 1080))
    note = page.locator(".bild.visad .bild-anteckning")
    expect(note).to_be_hidden()
    page.keyboard.press("n")
    expect(note).to_contain_text("Två utbrott av magsjuka.")
    page.keyboard.press("n")
    expect(note).to_be_hidden()
    page.keyboard.press("b")
    expect(page.locator(".bild-svart")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".bild-svart")).to_be_hidden()
    assert number(page) == "4 / 8"


def test_a_click_moves_on_and_at_the_left_edge_back(open_page: Open) -> None:
    page = ready(open_page(f"{SLIDES}#bild-skriver", 1920, 1080))
    page.mouse.click(100, 500)
    assert number(page) == "7 / 8"
    page.mouse.click(1500, 60)
    assert number(page) == "8 / 8"


def test_a_click_on_a_chart_leads_to_the_detail_and_escape_back(open_page: Open) -> None:
    page = ready(open_page(f"{SLIDES}#bild-lyft_bjorkgarden_sjukfranvaro", 1920, 1080))
    page.mouse.click(960, 600)
    expect(page).to_have_url(re.compile(r"/enhet/bjorkgarden\?period=T2-2025#indikator-sjukfranvaro$"))
    page.wait_for_selector(".till-bildspel")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/presentation/visa.*#bild-lyft_bjorkgarden_sjukfranvaro$"))
    assert number(ready(page)) == "4 / 8"
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("Presentation: Provstadens förvaltning, tertial 2 2025")
    expect(page.locator(".till-bildspel")).to_have_count(0)


def test_the_slides_work_when_the_network_is_gone(open_page: Open) -> None:
    page = ready(open_page(ALL_KINDS, 1920, 1080, service_workers="block"))
    page.context.set_offline(True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for at in range(1, 11):
        assert number(page) == f"{at} / 10"
        for place in page.locator(".bild.visad .bild-diagram").all():
            expect(place.locator(".main-svg").first).to_be_visible()
        page.keyboard.press("ArrowRight")
    page.keyboard.press("b")
    assert asked == []


def test_the_first_slide_is_there_before_any_chart_is_drawn(open_page: Open) -> None:
    page = open_page(f"{SLIDES}&bilder=lage", 1920, 1080, java_script_enabled=False)
    expect(page.get_by_role("heading", level=2)).to_contain_text("3 av 5 bedömda utfall når årsmålet")
    expect(page.get_by_text("Visa som tabell")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1440, 900), (1280, 720)])
def test_nothing_is_small_cut_off_or_out_of_its_slide(open_page: Open, width: int, height: int) -> None:
    page = ready(open_page(ALL_KINDS, width, height))
    scale = min(width / 1920, height / 1080)
    assert page.evaluate(SMALL_TEXTS, SMALLEST * scale - 0.5) == []
    assert page.evaluate(OVERFLOWING) == []


SMALL_TEXTS = """least => [...document.querySelectorAll('.bild *')].filter(one =>
    !one.closest('.twin, .bild-anteckning, .vh, .bild-yta')
    && [...one.childNodes].some(each => each.nodeType === 3 && each.data.trim())
    && parseFloat(getComputedStyle(one).fontSize) < least).map(one => one.outerHTML.slice(0, 80))
  .concat([...document.querySelectorAll('.bild-yta text')].filter(one => one.textContent.trim() &&
    parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a < least).map(one => one.textContent))"""
OVERFLOWING = """[...document.querySelectorAll('.bild, .bild-innehall')].filter(one => one.scrollHeight > one.clientHeight + 1
    || one.scrollWidth > one.clientWidth + 1).map(one => one.className + ' ' + one.closest('.bild').id)"""


def test_paper_has_a_page_for_each_slide_in_light_colours(open_page: Open) -> None:
    page = ready(open_page(ALL_KINDS, 1440, 900, color_scheme="dark"))
    file = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
    assert len(re.findall(rb"/Type\s*/Page\b", file)) == 10
    assert b"/MarkInfo" in file
    page.emulate_media(media="print")
    shown = page.evaluate("[...document.querySelectorAll('.bild')].map(one => getComputedStyle(one).backgroundColor)")
    assert set(shown) == {"rgb(255, 255, 255)"}
    assert page.evaluate("[...document.querySelectorAll('.bild-nummer')].every(one => one.getClientRects().length)")


def test_a_slide_is_chosen_moved_and_named_with_the_keyboard(open_page: Open) -> None:
    page = open_page(f"{DECK}&bilder=titel.lage.saknas")
    page.get_by_role("link", name="Flytta ned – bild 2").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bildval > li").nth(2)).to_contain_text("3 av 5 bedömda utfall")
    page.get_by_text("Ändra rubrik och anteckning").nth(2).click()
    page.get_by_role("textbox", name="Rubrik").fill("Vi når tre av fem")
    page.get_by_role("button", name="Använd").click()
    page.wait_for_selector("html[data-skript=redo]")
    expect(page.locator(".bildval-rubrik").nth(2)).to_have_text("Vi når tre av fem")
    page.get_by_role("link", name="Visa på helskärm").click()
    ready(page)
    page.keyboard.press("End")
    expect(page.locator(".bild.visad h2")).to_have_text("Vi når tre av fem")


def test_a_chart_elsewhere_is_laid_in_the_presentation_that_is_at_hand(open_page: Open) -> None:
    page = open_page(f"{DECK}&bilder=lage")
    page.get_by_role("link", name="Till underlaget").click()
    page.goto(page.url.split("/?")[0] + "/enhet/bjorkgarden?period=T2-2025")
    page.wait_for_selector("html[data-skript=redo]")
    page.locator("#indikator-sjukfranvaro").get_by_role("link", name="Lägg i presentationen").click()
    expect(page.locator(".bildval > li")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"bilder=lage\.utfall_bjorkgarden_sjukfranvaro_T2-2025"))


def test_a_narrow_screen_shows_the_slides_one_after_another(open_page: Open) -> None:
    page = ready(open_page(ALL_KINDS, 390, 844))
    expect(page.get_by_role("heading", level=2)).to_have_count(10)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("address", [ALL_KINDS, f"{SLIDES}&bilder=inga"], ids=["bilder", "inga bilder"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_slides_have_no_violations(open_page: Open, address: str, width: int) -> None:
    page = open_page(address, width, 900)
    if "inga" not in address:
        ready(page)
        page.keyboard.press("4")
        page.keyboard.press("Enter")
    assert violations(page) == []


@pytest.mark.parametrize("deck", [DECK, f"{DECK}&bilder=inga", f"{DECK}&bilder=rosa&lagg=x"], ids=["förslag", "tom", "nonsens"])
def test_the_choice_of_slides_has_no_violations(open_page: Open, deck: str) -> None:
    page = open_page(deck)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    assert violations(page) == []
