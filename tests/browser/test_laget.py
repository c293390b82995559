"""Läget as an avdelningschef meets it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, comes_true

WIDTH_OF_A_PHONE = 390
T2 = "?enhet=provstadens-forvaltning&period=T2-2025"


NARROW_BESIDE_THE_PANEL = """() => {
  const rules = new CSSStyleSheet();
  rules.replaceSync('.with-detail .mx-frame { width: 320px }');
  document.adoptedStyleSheets = [rules];
}"""


def has_no_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_ten_seconds_open_and_see_where_we_stand(open_page: Open) -> None:
    page = open_page("/")
    expect(page).to_have_title("Provstadens förvaltning, tertial 2 2025 · Målbild")
    tiles = page.get_by_role("navigation", name="Antal utfall med varje status").get_by_role("link")
    expect(tiles).to_have_count(5)
    expect(tiles.nth(0)).to_contain_text("3 uppfylls helt")
    expect(tiles.nth(2)).to_contain_text("1 uppfylls inte")
    expect(tiles.nth(4)).to_contain_text(re.compile(r"2 ej rapporterade.*från 2\senheter"))
    expect(page.get_by_text("3 av 5 bedömda utfall når årsmålet (60 %).")).to_be_visible()


def test_the_matrix_has_a_word_for_every_cell_and_none_where_nothing_is_followed(open_page: Open) -> None:
    page = open_page(f"/{T2}")
    row = page.get_by_role("row", name="Björkgården")
    expect(row.get_by_role("cell")).to_have_count(4)
    expect(row.get_by_role("link")).to_have_count(4)
    cell = page.get_by_role("link", name="Sjukfrånvaro, Björkgården: uppfylls inte")
    assert cell.evaluate("one => getComputedStyle(one.parentElement).backgroundImage").count("linear-gradient") == 2  # a cross


def test_a_followed_link_gives_the_same_page_as_an_opened_one(open_page: Open) -> None:
    written = "document.querySelector('main').innerHTML.replace(/ (tabindex|class)=\"\"/g, '')"
    page = open_page(f"/{T2}")
    for name, heading in (("Äldreomsorg", "Äldreomsorg, tertial 2 2025"), ("T1", "Äldreomsorg, tertial 1 2025")):
        if name == "T1":
            page.get_by_text("Period: T2").click()
            page.get_by_role("link", name="tertial 1 2025").click()
        else:
            page.get_by_role("button", name="Del av organisationen").click()
            page.get_by_role("searchbox", name="Sök enhet eller avdelning").fill("äldre")
            page.get_by_role("searchbox").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        cold = open_page("/" + page.url.split("/", 3)[3])
        for one in (page, cold):
            assert comes_true(one, "Array.from(document.querySelectorAll('table.mx tr[data-enhet]')).every(row => row.isSettled)")
        assert page.evaluate(written) == cold.evaluate(written)


def test_a_count_filters_and_back_takes_the_filter_away(open_page: Open) -> None:
    page = open_page(f"/{T2}")
    page.get_by_role("link", name="uppfylls inte").first.click()
    expect(page.get_by_text("Visar bara ”uppfylls inte”.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"&status=uppfylls-inte$"))
    expect(page.get_by_role("row", name="Solhemmets gruppbostad")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("row", name="Solhemmets gruppbostad")).to_be_visible()
    expect(page.locator(".filter-note")).to_have_count(0)


def test_a_copied_link_opens_the_same_view_cold(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("button", name="Del av organisationen: Provstadens förvaltning").click()
    page.get_by_role("searchbox", name="Sök enhet eller avdelning").fill("äldre")
    expect(page.get_by_role("link", name="Solhemmets gruppbostad", exact=True)).to_have_count(1)  # the matrix; gone from the tree
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Äldreomsorg, tertial 2 2025")
    page.get_by_text("Period: T2").click()
    page.get_by_role("link", name="tertial 1 2025").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Äldreomsorg, tertial 1 2025")
    other = open_page(f"/{page.url.rpartition('/')[2]}")
    expect(other.get_by_role("heading", level=1)).to_have_text("Äldreomsorg, tertial 1 2025")
    assert other.locator("main").inner_text() == page.locator("main").inner_text()


def test_the_keyboard_alone_reaches_a_cell_and_opens_it(open_page: Open) -> None:
    page = open_page(f"/{T2}")
    page.get_by_role("link", name="Solhemmets gruppbostad", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Sjukfrånvaro, Solhemmets gruppbostad: uppfylls helt")).to_be_focused()
    page.keyboard.press("ArrowDown")
    cell = page.get_by_role("link", name="Sjukfrånvaro, Björkgården: uppfylls inte")
    expect(cell).to_be_focused()
    expect(page.locator("#tips")).to_contain_text("12,4 % mot årsmålet 9,5 %")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("link", name="Identifierade våldsutsatta, Björkgården: ej bedömd")).to_be_focused()
    page.keyboard.press("ArrowLeft")  # over the empty cell of an indicator that is not followed
    expect(page.get_by_role("link", name="Antal feriejobb, Björkgården: uppfylls helt")).to_be_focused()
    page.keyboard.press("End")
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"&ruta=bjorkgarden%2Fsjukfranvaro$|&ruta=bjorkgarden/sjukfranvaro$"))
    detail = page.get_by_role("complementary", name="Sjukfrånvaro, Björkgården")
    expect(detail).to_contain_text("12,4 % mot årsmålet 9,5 % – lägre är bättre.")
    expect(cell).to_be_focused()
    page.keyboard.press("Escape")
    expect(detail).to_have_count(0)


def test_a_cell_opens_beside_the_matrix_and_the_matrix_keeps_its_place(open_page: Open) -> None:
    page = open_page(f"/{T2}", height=500)
    page.get_by_role("link", name="Sjukfrånvaro, Björkgården").scroll_into_view_if_needed()
    page.mouse.wheel(0, 100)
    assert comes_true(page, "window.scrollY > 0")
    before = page.evaluate("window.scrollY")
    page.get_by_role("link", name="Sjukfrånvaro, Björkgården").click()
    detail = page.get_by_role("complementary", name="Sjukfrånvaro, Björkgården")
    expect(detail).to_be_in_viewport()
    expect(detail).to_contain_text("Två utbrott av magsjuka.")
    expect(detail.locator(".bars path")).to_be_visible()
    assert abs(page.evaluate("window.scrollY") - before) < 60
    page.reload()
    expect(detail).to_contain_text("12,4 %")
    page.go_back()
    expect(detail).to_have_count(0)


def test_a_link_to_a_cell_opened_on_a_phone_leads_to_its_figure(open_page: Open) -> None:
    page = open_page(f"/{T2}&ruta=bjorkgarden/sjukfranvaro", width=WIDTH_OF_A_PHONE, height=844)
    detail = page.get_by_role("complementary", name="Sjukfrånvaro, Björkgården")
    expect(detail).to_be_focused()
    expect(detail).to_contain_text("12,4 % mot årsmålet 9,5 %")
    assert comes_true(page, "Math.abs(document.getElementById('detalj').getBoundingClientRect().top - 84) < 90")


def test_the_chosen_cell_stays_in_sight_when_the_panel_makes_the_matrix_narrower(open_page: Open) -> None:
    page = open_page(f"/{T2}")
    cell = page.get_by_role("link", name="Personal per kund på 14 dagar, Ekbackens hemtjänst")
    page.evaluate(NARROW_BESIDE_THE_PANEL)
    cell.click()
    expect(page.get_by_role("complementary", name="Personal per kund på 14 dagar, Ekbackens hemtjänst")).to_be_visible()
    frame = page.locator(".mx-frame")
    assert frame.evaluate("one => one.scrollLeft") > 0
    at, seen = cell.bounding_box(), frame.bounding_box()
    names = page.locator(".mx tbody tr:not(.mx-group) th").first.bounding_box()
    assert at is not None
    assert seen is not None
    assert names is not None
    assert names["x"] + names["width"] <= at["x"]
    assert at["x"] + at["width"] <= seen["x"] + seen["width"]


def test_what_to_lift_leads_to_its_explanation(open_page: Open) -> None:
    page = open_page(f"/{T2}")
    remark = page.get_by_role("listitem").filter(has_text="Sjukfrånvaro hos Björkgården har försämrats")
    expect(remark).to_contain_text("till 12,4 % från 10,3 % T1 2025 (+2,1 procentenheter)")
    remark.get_by_role("link").click()
    expect(page.locator("#indikator-sjukfranvaro")).to_be_focused()


def test_escape_closes_a_chooser_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/")
    chooser = page.get_by_role("button", name="Del av organisationen")
    chooser.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.get_by_role("searchbox").fill("finns ingenstans")
    expect(page.get_by_text("Ingen del av organisationen heter så.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(chooser).to_be_focused()


def test_hovering_a_cell_tells_why(open_page: Open) -> None:
    page = open_page(f"/{T2}")
    page.get_by_role("link", name="Personal per kund på 14 dagar, Ekbackens hemtjänst").hover()
    expect(page.locator("#tips")).to_have_text(
        "Personal per kund på 14 dagar, Ekbackens hemtjänstUppfylls helt. 9 personer mot årsmålet högst 10 personer."
    )


def test_a_phone_shows_a_list_of_units_without_sideways_scroll(open_page: Open) -> None:
    page = open_page(f"/{T2}", width=WIDTH_OF_A_PHONE, height=844)
    assert has_no_sideways_scroll(page)
    row = page.get_by_role("link", name="Björkgården", exact=True)
    expect(row).to_be_visible()
    expect(page.locator("tr", has=row).locator(".mx-counts")).to_contain_text("✕ 1")
    expect(page.locator(".mx td a").first).to_be_hidden()
    page.locator(".tile.inte").click()
    expect(page.locator(".mx td.inte:not(.bak) a")).to_be_visible()
    assert has_no_sideways_scroll(page)


def test_nonsense_in_the_address_is_told(open_page: Open) -> None:
    page = open_page("/?enhet=aldreomsorgen&period=hej&status=rosa&x=1")
    notices = page.locator(".notice")
    expect(notices).to_have_count(4)
    expect(page.get_by_role("heading", level=1)).to_have_text("Äldreomsorg, tertial 2 2025")


def test_without_scripts_the_page_is_there_and_its_links_work(open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    expect(page.locator("table.mx")).to_be_visible()
    page.locator("table.mx td.inte a").click()
    expect(page.locator("aside h2")).to_have_text("Sjukfrånvaro")
    page.locator("a.chooser-button").click()
    expect(page.locator("h1")).to_have_text("Välj del av organisationen")
    page.get_by_role("link", name="Äldreomsorg").click()
    expect(page.locator("h1")).to_have_text("Äldreomsorg, tertial 2 2025")


def test_the_list_of_units_leads_to_a_unit(open_page: Open) -> None:
    page = open_page(f"/{T2}")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Enheter").click()
    row = page.get_by_role("row", name="Björkgården")
    expect(row.get_by_role("cell")).to_have_text(["1", "0", "1", "1", "0"])
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Björkgården, tertial 2 2025")
