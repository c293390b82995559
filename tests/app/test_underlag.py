"""Underlag: the table, its filters and its files; and that what is withheld is in none of them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update

from app import downloads, text
from app.answers.underlag import AS_STORED, FigureSelection
from app.pages import underlag as page_of_figures
from app.presenters.underlag_columns import COLUMNS
from app.queries.underlag import SORTABLE, count_figures, earlier_values, figure_rows
from app.server import create_app
from data import schema
from data.store import engine_for
from data.vocabulary import Gender, Period, PeriodKind, Status
from tests.app.loading_world import add_history, told
from tests.app.world import BJORKGARDEN, EKBACKEN, LINDEN, SJUKFRANVARO, SOLHEMMET, fill

T2 = Period(2025, PeriodKind.T2)
DEPARTMENT = 3
UNITS = (2, DEPARTMENT, 4, BJORKGARDEN, EKBACKEN, SOLHEMMET, LINDEN)
ALL_COLUMNS = ".".join(COLUMNS)
PART = "enhet=provstadens-forvaltning&period=T2-2025"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = engine_for(f"sqlite:///{tmp_path_factory.mktemp('underlag') / 'malbild.sqlite'}")
    fill(engine)
    add_history(engine, is_withheld=True)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def pages(store: Engine) -> FlaskClient:
    return create_app(store).server.test_client()


def naive(store: Engine) -> list[Any]:
    """Every row of the read model, filtered in Python."""
    with store.connect() as connection:
        rows = connection.execute(select(schema.Attainment.__table__)).all()
    return [row for row in rows if row.unit_id in UNITS and (not row.is_aggregated or row.value is not None or row.is_withheld)]


@pytest.mark.parametrize(
    ("asked", "keeps"),
    [
        ({"period": T2}, lambda row: (row.year, row.period) == (2025, "T2")),
        ({"period": T2, "whole_year": True}, lambda row: row.year == 2025),
        ({}, lambda row: True),
        ({"gender": Gender.K}, lambda row: row.gender == "K"),
        ({"status": Status.UPPFYLLS_HELT}, lambda row: row.status == "uppfylls_helt"),
        ({"indicator_id": SJUKFRANVARO}, lambda row: row.indicator_id == SJUKFRANVARO),
        (
            {"words": ((frozenset({BJORKGARDEN}), frozenset({5})),)},
            lambda row: row.unit_id == BJORKGARDEN or row.indicator_id == 5,
        ),
    ],
)
def test_a_selection_has_the_rows_that_a_plain_loop_finds(store: Engine, asked: dict[str, Any], keeps: Any) -> None:
    expected = {(row.unit_id, row.indicator_id, row.year, row.period, row.gender) for row in naive(store) if keeps(row)}
    with store.connect() as connection:
        selection = FigureSelection(UNITS, **asked)
        found = figure_rows(connection, selection, offset=0, most=1000)
        assert count_figures(connection, selection) == len(expected)
    assert expected
    assert {tuple(row.key) for row in found} == expected


@pytest.mark.parametrize("sort", ["", AS_STORED, *sorted(SORTABLE), *(f"-{name}" for name in sorted(SORTABLE))])
def test_pages_of_any_order_hold_every_row_once(store: Engine, sort: str) -> None:
    selection = FigureSelection(UNITS, sort=sort)
    with store.connect() as connection:
        whole = figure_rows(connection, selection, offset=0, most=1000)
        parts = [row for start in range(0, len(whole), 4) for row in figure_rows(connection, selection, offset=start, most=4)]
    assert parts == list(whole)
    assert len({row.key for row in whole}) == len(whole)


def test_figures_without_a_value_come_last_whichever_way_they_are_sorted(store: Engine) -> None:
    with store.connect() as connection:
        for sort in ("utfall", "-utfall"):
            values = [row.value for row in figure_rows(connection, FigureSelection(UNITS, sort=sort), offset=0, most=1000)]
            with_value = [value for value in values if value is not None]
            assert values[: len(with_value)] == sorted(with_value, reverse=sort.startswith("-"))


@pytest.fixture
def with_sum(tmp_path: Path) -> Iterator[Engine]:
    """As the store, with what a department's units reported added up."""
    engine = engine_for(f"sqlite:///{tmp_path / 'malbild.sqlite'}")
    fill(engine)
    of = schema.Attainment
    at = (of.unit_id == DEPARTMENT, of.indicator_id == SJUKFRANVARO, of.year == 2025, of.period == "T2", of.gender == "T")
    with engine.begin() as connection:
        assert connection.execute(update(of).where(*at).values(value=9.9)).rowcount == 1
    yield engine
    engine.dispose()


def test_what_units_reported_comes_before_what_was_added_up(with_sum: Engine) -> None:
    with with_sum.connect() as connection:
        every = [figure_rows(connection, FigureSelection(UNITS, sort=one), offset=0, most=1000) for one in ("", AS_STORED)]
    ordered, stored = ([row.is_aggregated for row in rows] for rows in every)
    assert ordered == [*[False] * (len(ordered) - 1), True]
    assert stored.index(True) == 0


def test_more_than_can_be_counted_comes_as_it_is_stored(with_sum: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = create_app(with_sum).server.test_client()
    address = f"{PART}&perioder=alla"
    ordered = pages.get(f"/underlag.csv?{address}").text
    for module in (page_of_figures, downloads):
        monkeypatch.setattr(module, "MOST_COUNTED", 3)
    stored = pages.get(f"/underlag.csv?{address}").text
    assert sorted(stored.splitlines()) == sorted(ordered.splitlines())
    assert stored != ordered
    told_of = text.FAULT_TOO_MANY_TO_SORT.format(most=3)
    assert told_of not in pages.get(f"/underlag?{address}").text
    assert told_of in pages.get(f"/underlag?{address}&ordning=utfall").text


def test_a_corrected_figure_keeps_what_stood_there_before(store: Engine) -> None:
    with store.connect() as connection:
        rows = figure_rows(connection, FigureSelection((BJORKGARDEN,), period=T2, indicator_id=SJUKFRANVARO), offset=0, most=9)
        ((key, (earlier,)),) = earlier_values(connection, rows).items()
    assert key.gender == "T"
    assert (earlier.value, earlier.file_name, str(earlier.ended_on)) == (13.1, "gammal-t2.txt", "2025-09-25")


def test_the_page_shows_value_source_and_what_stood_there_before(pages: FlaskClient) -> None:
    page = pages.get(f"/underlag?{PART}&sok=björk").text
    assert "12,4\u00a0%" in page
    assert "Tertialrapport 2 2025, t2-2025-10.txt" in page
    assert "13,1\u00a0% – gammal-t2.txt, rad 7, inläst" in page
    assert "Solhemmet" not in page


def test_a_withheld_figure_says_so_and_is_nowhere_told(pages: FlaskClient) -> None:
    page = pages.get(f"/underlag?{PART}&sok=solhemmet&kolumner={ALL_COLUMNS}").text
    assert "Visas inte, få svarande" in page
    assert "solhemmet-t2.txt" not in page


@pytest.mark.parametrize("sort", ["", *sorted(SORTABLE), "-utfall"])
@pytest.mark.parametrize("path", ["/underlag", "/underlag.csv", "/underlag.xlsx"])
def test_what_is_withheld_is_in_no_answer(pages: FlaskClient, path: str, sort: str) -> None:
    answer = pages.get(f"{path}?{PART}&perioder=alla&kolumner={ALL_COLUMNS}&ordning={sort}")
    assert answer.status_code == 200
    words = _text_of(answer.data) if path.endswith("xlsx") else answer.text
    assert "Sjukfrånvaro" in words
    assert told(words) == []


def _text_of(workbook: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


def test_withheld_figures_cannot_be_told_apart_by_the_kind_of_their_source(pages: FlaskClient) -> None:
    for origin in ("dokument", "medfoljande", "exempel", "kolada"):
        assert "Andel nöjda" not in pages.get(f"/underlag.csv?enhet=solhemmet&perioder=alla&kalla={origin}").text


def test_the_csv_holds_what_the_page_shows(pages: FlaskClient) -> None:
    answer = pages.get(f"/underlag.csv?{PART}&sok=björk sjuk&kon=kvinnor")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="malbild-underlag-provstadens-forvaltning-T2-2025.csv"'
    assert answer.text.startswith("\ufeffEnhet;Indikator;År;")
    (row,) = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert (row["Enhet"], row["Utfall"], row["Måttenhet"], row["Svarande (n)"]) == ("Björkgården", "12,8", "%", "96")
    assert row["Fil"] if "Fil" in row else row["Källa"].endswith("t2-2025-10.txt")


def test_the_workbook_has_typed_cells_and_says_what_they_are(pages: FlaskClient) -> None:
    answer = pages.get(f"/underlag.xlsx?{PART}&sok=björk sjuk&kon=totalt")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    sheet, about = book["Uppgifter"], book["Om uppgifterna"]
    head = [cell.value for cell in sheet[1]]
    row: dict[Any, Any] = dict(zip(head, sheet[2], strict=True))
    assert (row["Utfall"].value, row["Utfall"].number_format) == (12.4, "#,##0.0")
    assert row["Inläst"].is_date
    assert "13,1\u00a0%" in row["Tidigare värden"].value
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:{sheet.cell(2, len(head)).coordinate}")
    printed = {label.value: str(words.value) for label, words in about.iter_rows(min_row=3, max_col=2)}
    assert printed["Del av organisationen"] == "Provstadens förvaltning"
    assert printed["Urval"] == "Kön: Totalt; Sök enhet eller indikator: björk sjuk"
    assert printed["Slag av uppgifter"] == "Uppgifter ur inlästa källor"
    assert printed["Samma tabell"].endswith(
        "/underlag?enhet=provstadens-forvaltning&period=T2-2025&kon=totalt&sok=bj%C3%B6rk+sjuk"
    )


def test_example_data_are_marked_in_the_files(pages: FlaskClient) -> None:
    answer = pages.get("/underlag.csv?enhet=leksand&period=T2-2025")
    (row,) = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert row["Exempeldata"] == "ja"


def test_a_name_that_a_spreadsheet_would_run_is_defused(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'farlig.sqlite'}")
    fill(engine)
    with engine.begin() as connection:
        connection.execute(update(schema.Unit).where(schema.Unit.id == BJORKGARDEN).values(name="=HYPERLINK(1)"))
    pages = create_app(engine).server.test_client()
    assert "\n'=HYPERLINK(1);" in pages.get(f"/underlag.csv?{PART}").text
    book = openpyxl.load_workbook(io.BytesIO(pages.get(f"/underlag.xlsx?{PART}").data))
    assert "'=HYPERLINK(1)" in {row[0].value for row in book["Uppgifter"].iter_rows()}
    engine.dispose()


def test_choices_that_are_not_there_are_told_and_left_out(pages: FlaskClient) -> None:
    page = pages.get(
        f"/underlag?{PART}&indikator=finns-inte&kolumner=enhet.rosa&ordning=langd&sida=99&saknas=allt&perioder=x"
    ).text
    for missing in ("finns-inte", "rosa", "langd", "allt", "Den sista visas", "Valet av perioder"):
        assert missing in page
    assert page.partition("<main")[2].count('class="notice"') == 6


def test_an_empty_store_has_no_file_to_give(empty_client: FlaskClient) -> None:
    assert empty_client.get("/underlag.csv").status_code == 404
    assert empty_client.get("/underlag.xlsx").status_code == 404
