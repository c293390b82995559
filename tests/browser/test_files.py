"""What one takes away from the pages: pictures of charts, tables, comments, reports."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

UNIT = "/enhet/bjorkgarden?period=T2-2025"
COMMENTS = "/kommentarer?enhet=bjorkgarden&period=T2-2025&indikator=feriejobb"


def taken(page: Page, kind: str, folder: Path) -> Path:
    """The file that the button of the first chart gives."""
    page.locator(".chart .plotly").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Hämta diagrammet {kind}").first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_chart_is_given_as_svg_with_its_finding_its_source_and_a_name(open_page: Open, tmp_path: Path) -> None:
    page = open_page(UNIT)
    finding = page.locator(".chart-frame .finding").first.inner_text()
    drawing = ElementTree.parse(taken(page, "SVG", tmp_path)).getroot()
    told = " ".join("".join(element.itertext()) for element in drawing.iter() if element.tag.endswith("}text"))
    assert finding.split()[0] in told
    assert "Källa" in told
    assert drawing.get("role") == "img"
    title = next(element for element in drawing if element.tag.endswith("}title"))
    assert (title.text or "").startswith(finding)


def test_a_chart_is_given_as_png(open_page: Open, tmp_path: Path) -> None:
    path = taken(open_page(UNIT), "PNG", tmp_path)
    assert path.name.startswith("malbild-diagram-indikator-")
    with Image.open(path) as picture:
        assert picture.width >= 1440
        assert len(picture.convert("RGB").getcolors(1 << 20) or []) > 20


def test_without_scripts_there_are_no_buttons_for_pictures(open_page: Open) -> None:
    page = open_page(UNIT, java_script_enabled=False)
    expect(page.get_by_role("link", name="Rapport att skriva ut")).to_be_visible()
    expect(page.get_by_role("button", name="Hämta diagrammet")).to_have_count(0)


def test_a_table_is_fetched_from_below_it(open_page: Open) -> None:
    page = open_page(UNIT)
    page.get_by_text("Visa som tabell").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="som Excel").first.click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_a_comment_is_written_and_one_s_name_remembered(open_page: Open) -> None:
    page = open_page(COMMENTS)
    page.get_by_label("Kommentar", exact=True).fill("Fler platser kommer i höst.")
    page.get_by_label("Ditt namn").last.fill("Eva Ek")
    page.get_by_role("button", name="Spara kommentaren").click()
    expect(page.get_by_text("Fler platser kommer i höst.").first).to_be_visible()
    expect(page.get_by_label("Ditt namn").last).to_have_value("Eva Ek")
    page.locator(".comments summary").click()
    page.get_by_role("button", name="Ta bort").click()
    expect(page.get_by_text("Ingen har kommenterat uppgiften.")).to_be_visible()


def test_the_report_is_read_in_the_browser_and_leads_back(open_page: Open) -> None:
    page = open_page(UNIT)
    page.get_by_role("link", name="Rapport att skriva ut").click()
    page.wait_for_url("**/rapport/bjorkgarden?period=T2-2025")
    page.locator(".chart .plotly, .chart .main-svg").first.wait_for()
    expect(page.get_by_role("heading", name="Bilaga: regler")).to_be_visible()
    page.get_by_role("link", name="Till enhetens sida").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Björkgården")
