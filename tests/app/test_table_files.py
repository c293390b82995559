"""Files of tables: every table of every view as Excel and CSV, with typed cells, units, and a sheet that says what they are."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app import text
from app.exports.cells import Cell, Csv, Number, csv_lines
from app.exports.page_tables import table_of, with_downloads
from app.exports.workbook import About, Column, Names, write_workbook
from app.numbers import exact_number, quantity
from app.server import create_app
from data.store import engine_for
from tests.app.world import fill

PART = "enhet=provstadens-forvaltning&period=T2-2025"
VIEWS = (
    f"/?{PART}",
    f"/enheter?{PART}",
    f"/indikatorer?{PART}",
    f"/jamstalldhet?{PART}",
    f"/inlasning?{PART}",
    "/enhet/bjorkgarden?period=T2-2025&indikator=sjukfranvaro",
    f"/indikator/sjukfranvaro?{PART}",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = engine_for(f"sqlite:///{tmp_path_factory.mktemp('tabeller') / 'malbild.sqlite'}")
    fill(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def pages(store: Engine) -> FlaskClient:
    return create_app(store).server.test_client()


def links(page: str, ending: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(rf'href="(/tabell\.{ending}[^"]*)"', page)]


def workbook(pages: FlaskClient, address: str) -> Any:
    answer = pages.get(address)
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.data))


@pytest.mark.parametrize("view", VIEWS)
def test_every_table_of_every_view_is_given_as_excel_and_as_csv(pages: FlaskClient, view: str) -> None:
    page = pages.get(view).text
    tables = page.count("<table")
    assert tables
    for ending in ("xlsx", "csv"):
        addresses = links(page, ending)
        assert len(set(addresses)) == tables
        assert {pages.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("view", VIEWS)
def test_excel_and_csv_hold_the_same_rows(pages: FlaskClient, view: str) -> None:
    page = pages.get(view).text
    for excel, plain in zip(links(page, "xlsx"), links(page, "csv"), strict=True):
        sheet = workbook(pages, excel).worksheets[0]
        rows = list(csv.reader(io.StringIO(pages.get(f"{plain}&form=rfc4180").text)))
        assert [list(map(_as_csv, row)) for row in sheet.iter_rows(values_only=True)] == rows


def _as_csv(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return "" if value is None else f"{value:.10g}" if isinstance(value, (int, float)) else str(value)


def test_figures_are_numbers_with_their_unit_in_the_head(pages: FlaskClient) -> None:
    address = next(link for link in links(pages.get(VIEWS[5]).text, "xlsx") if "tabell=sjukfranvaro-bjorkgarden-t" in link)
    book = workbook(pages, address)
    sheet, about = book["Tabell"], book["Om uppgifterna"]
    row = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert (row["Kön"].value, row["Utfall (%)"].value, row["Utfall (%)"].number_format) == ("Totalt", 12.4, "#,##0.0")
    assert (row["Föregående (%)"].value, row["Föregående, anmärkning"].value) == (10.3, "T1\u00a02025")
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    told = {label.value: str(words.value) for label, words in about.iter_rows(min_row=3, max_col=2)}
    assert told["Sida"] == "Björkgården, tertial 2 2025"
    assert "Tertialrapport 2 2025" in told["Källor"] or "tertialrapport 2 2025" in told["Källor"]
    assert told["Slag av uppgifter"] == "Uppgifter ur inlästa källor"
    assert told["Samma sida"].endswith("/enhet/bjorkgarden?period=T2-2025&indikator=sjukfranvaro")


def test_headers_are_english_on_request(pages: FlaskClient) -> None:
    address = next(link for link in links(pages.get(VIEWS[5]).text, "xlsx") if "tabell=sjukfranvaro-bjorkgarden-t" in link)
    book = workbook(pages, f"{address}&sprak=en")
    assert book.sheetnames == ["Table", "About the figures"]
    assert [cell.value for cell in book["Table"][1]][:3] == ["Gender", "Outcome (%)", "n"]


HEADS = (
    *(text.TABLE_HEAD, text.PLAN_HEAD, text.DEVELOPMENT_HEAD, text.DOTS_HEAD, text.PARTS_HEAD, text.OWED_LIST_HEAD),
    *(text.DOCUMENTS_HEAD, text.LOADS_HEAD, text.EQUALITY_HEAD, text.EQUALITY_WITHHELD_HEAD),
    tuple(text.COLUMN_HEAD.values()),
)


@pytest.mark.parametrize("head", sorted({head for heads in HEADS for head in heads} - {"Status", "Period", "n"}))
def test_every_head_has_an_english_name(head: str) -> None:
    assert text.head_in("en", head) != head


def test_underlag_is_given_whole_in_every_format(pages: FlaskClient) -> None:
    formats = pages.get(f"/tabell?sida=/underlag?{PART.replace('&', '%26')}").text
    addresses = [html.unescape(link) for link in re.findall(r'href="(/underlag\.[^"]+)"', formats)]
    assert len(addresses) == len(text.FORMATS)
    answers = [pages.get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[2].text.startswith("Enhet,Indikator,År,")
    assert answers[5].text.startswith("Unit,Indicator,Year,")
    assert "Björkgården,Sjukfrånvaro,2025,T2,Totalt,12.4,%" in answers[2].text


def test_a_table_that_is_not_there_is_told(pages: FlaskClient) -> None:
    for address in ("/tabell.xlsx?sida=/enheter&tabell=finns-inte", "/tabell.csv?sida=/finns/inte&tabell=x"):
        answer = pages.get(address)
        assert answer.status_code == 404
        assert "Tabellen finns inte" in answer.text
    assert pages.get("/tabell.xlsx?sida=https://example.org&tabell=x").status_code == 404
    assert pages.get("/tabell?sida=//example.org&tabell=x").status_code == 404


def test_rounded_figures_come_exact_and_formulas_do_not_run() -> None:
    shown = quantity(9.4871, 1, "%")
    exact = exact_number(shown)
    page = (
        "<table><caption>Prov</caption><thead><tr><th>Enhet</th><th>Utfall</th><th>År</th><th>Not</th></tr></thead>"
        f"<tbody><tr><th>=1+1</th><td data-v='{exact}'>{shown}</td><td>2025</td><td>−3\u00a0200\u00a0st</td></tr></tbody></table>"
    )
    table = table_of(with_downloads(page, "/x"), "prov")  # type: ignore[arg-type]
    assert table is not None
    assert table.heads == ("Enhet", "Utfall (%)", "År", "Not (st)")
    assert table.rows == (("=1+1", Number(9.4871, 1), 2025, Number(-3200.0, 0)),)
    assert "".join(csv_lines(table.heads, [table.rows], Csv.RFC4180)).splitlines()[1] == "'=1+1,9.4871,2025,-3200"


@pytest.mark.parametrize("words", ["=1+1", "+46 8", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_text_that_a_spreadsheet_would_run_is_defused(words: str) -> None:
    head, line = csv.reader(io.StringIO("".join(csv_lines([words], [[[words]]], Csv.RFC4180)), newline=""), strict=True)
    assert head == line == [f"'{words}"]
    sheet = written([[words]]).worksheets[0]
    assert sheet["A2"].value == f"'{words}".replace("\r", "\n")  # as XML reads the end of a line
    assert sheet["A2"].data_type != "f"


def test_cells_keep_their_kind_and_odd_texts_survive() -> None:
    odd = "a\x01<b>&\ud800 c"
    sheet = written([[odd, Number(1945.25, 2), dt.date(2025, 9, 18), 7, None], ["  rum  ", Number(float("inf"), 0)]]).worksheets[
        0
    ]
    first = [cell.value for cell in sheet[2]]
    assert first[1:] == [1945.25, dt.datetime(2025, 9, 18), 7, None]
    assert "<b>&" in first[0]
    assert sheet["B2"].number_format == "#,##0.00"
    assert (sheet["A3"].value, sheet["B3"].value) == ("  rum  ", None)


def written(rows: Sequence[Sequence[Cell]]) -> Any:
    target = io.BytesIO()
    columns = [Column(name) for name in ("A", "B", "C", "D", "E")]
    padded = [[*row, *[None] * (5 - len(row))] for row in rows]
    write_workbook(target, Names("Prov"), columns, padded, lambda: About((("Rad", "=farligt"),)))
    return openpyxl.load_workbook(target)
