"""Tables loaded from end to end: once, again, corrected, beside a report, and as one file after another of a series."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from data.schema import Finding, Outcome, SourceDocument, Target
from data.vocabulary import PeriodKind
from etl.loading import Given
from etl.readers.tables import read_table
from etl.sources import Source
from etl.tables import knowledge_of
from tests.load.desk import AXELSBERG, PILTRADET, Desk, annual_report, row
from tests.readers.making_tables import write
from tests.readers.making_tables.files import Made, Plain, Share

LONG: list[Plain] = ["Enhet", "Indikator", "Period", "Utfall", "Årsmål"]
SERIES = ["Mått", "Enhet", "Slutdatum", "Utfall", "Utfall Kvinnor/Flickor", "Utfall Män/Pojkar"]
NOJDA = "Andelen nöjda omsorgstagare"


@pytest.fixture
def table(desk: Desk, tmp_path: Path):
    from data.definitions import load_definitions

    knowledge = knowledge_of(load_definitions())

    def source(name: str, *rows: Sequence[Plain]) -> Source:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        path = write([Made("Utfall", [list(each) for each in rows])], folder, "xlsxwriter", Path(name).stem)
        return Source(path, name, lambda: read_table(path, knowledge), (path,))

    return source


def outcomes(desk: Desk) -> list[tuple[Any, ...]]:
    return sorted(desk.current(Outcome, "unit_id", "period", "gender", "value", "locator"), key=repr)


def test_a_table_becomes_a_document_for_each_unit_and_period(desk: Desk, table) -> None:
    source = table(
        "lista.xlsx", LONG, [AXELSBERG, "Sjukfrånvaro", "T1 2023", Share(9.5), "7 %"], [PILTRADET, NOJDA, "VB 2023", 87, None]
    )
    report = desk.load_sources(source)
    assert report.exit_status == 0
    assert desk.rows(SourceDocument, "unit_id", "kind", "year") == [
        (desk.unit_id("axelsberg"), "T1", 2023),
        (desk.unit_id("piltradet"), "VB", 2023),
    ]
    assert outcomes(desk) == [
        (desk.unit_id("axelsberg"), "T1", "T", 9.5, "blad Utfall, rad 2"),
        (desk.unit_id("piltradet"), "VB", "T", 87.0, "blad Utfall, rad 3"),
    ]
    assert desk.current(Target, "value", "locator") == [(7.0, "blad Utfall, rad 2")]


def test_the_same_table_again_changes_nothing(desk: Desk, table) -> None:
    source = table(
        "lista.xlsx", LONG, [AXELSBERG, "Sjukfrånvaro", "T1 2023", "9,5 %", None], ["Summa", "Sjukfrånvaro", "T1 2023", 8, None]
    )
    desk.load_sources(source)
    before = desk.dump()
    assert desk.load_sources(source).exit_status == 0
    assert desk.dump() == before


def test_a_corrected_table_changes_exactly_what_was_corrected(desk: Desk, table) -> None:
    rows: list[list[Plain]] = [[AXELSBERG, "Sjukfrånvaro", "T1 2023", 9, None], [PILTRADET, "Sjukfrånvaro", "T1 2023", 8, None]]
    desk.load_sources(table("lista.xlsx", LONG, *rows))
    rows[1][3] = 7
    report = desk.load_sources(table("lista.xlsx", LONG, *rows))
    assert report.files[0].states == {"unchanged": 1, "changed": 1}
    ended = [value for value, load in desk.rows(Outcome, "value", "ended_load_id") if load is not None]
    assert ended == [8.0]
    assert [each[3] for each in outcomes(desk)] == [9.0, 7.0]


def test_a_figure_that_was_not_read_is_kept_as_printed_and_has_no_value(desk: Desk, table) -> None:
    source = table("lista.xlsx", LONG, [AXELSBERG, NOJDA, "VB 2023", "9,5", None], [PILTRADET, NOJDA, "VB 2023", "8.5", None])
    report = desk.load_sources(source)
    assert report.exit_status == 1
    assert desk.current(Outcome, "printed", "value", "missing") == [("9,5", None, "unreadable"), ("8.5", None, "unreadable")]
    assert desk.questions("code", "file_name", kind="question") == [("mixed", "lista.xlsx")]


def test_the_unit_of_a_table_is_given_for_all_its_periods(desk: Desk, table) -> None:
    source = table("perioder.xlsx", ["Indikator", "T1 2023", "T2 2023"], ["Sjukfrånvaro", Share(9), Share(8)])
    assert desk.load_sources(source).exit_status == 2
    assert desk.load_sources(source, given=Given(AXELSBERG)).exit_status == 0
    assert [(each[1], each[3]) for each in outcomes(desk)] == [("T1", 9.0), ("T2", 8.0)]


def test_a_title_with_a_year_alone_asks_for_the_kind(desk: Desk, table) -> None:
    source = table("ar.xlsx", ["Uppföljning 2023"], ["Enhet", "Indikator", "Utfall"], [AXELSBERG, "Sjukfrånvaro", Share(9)])
    assert desk.load_sources(source).exit_status == 2
    assert "--kind" in desk.questions("action", kind="rejection")[0][0]
    assert desk.load_sources(source, given=Given(kind=PeriodKind.T1)).exit_status == 0


def test_a_contradiction_is_told_with_the_sheet_and_row_of_the_figure_that_counts(desk: Desk, table) -> None:
    for name, value in (("forsta.xlsx", 9), ("andra.xlsx", 7)):
        desk.load_sources(
            table(name, LONG, [PILTRADET, NOJDA, "T1 2023", 5, None], [AXELSBERG, "Sjukfrånvaro", "T1 2023", value, None])
        )
    assert desk.questions("file_name", "locator", code="contradiction") == [("andra.xlsx", "blad Utfall, rad 3")]


def test_a_table_never_takes_the_place_of_a_report_and_a_contradiction_is_told(desk: Desk, table) -> None:
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="9,5 %", target="7 %"), year=2023))
    desk.load_sources(table("lista.xlsx", LONG, [AXELSBERG, "Sjukfrånvaro", "VB 2023", Share(8.5), None]))
    assert sorted(value for (value,) in desk.current(Outcome, "value")) == [8.5, 9.5]
    assert desk.current(Target, "value") == [(7.0,)]
    ((message,),) = desk.questions("message", code="contradiction")
    assert "9,5 %" in message
    assert "8,5 %" in message


# ---- one file after another of a series


def export(table, name: str, *rows: Sequence[Plain]) -> Source:
    return table(name, SERIES, *([*each, None, None] if len(each) == 4 else each for each in rows))


def test_a_later_file_of_a_series_takes_the_place_of_just_what_it_tells(desk: Desk, table) -> None:
    first = export(
        table, "jan.xlsx", ["Sjukfrånvaro", AXELSBERG, "2023-04-30", Share(9)], [NOJDA, AXELSBERG, "2023-04-30", Share(80)]
    )
    second = export(table, "feb.xlsx", ["Sjukfrånvaro", AXELSBERG, "2023-04-30", Share(8)])
    desk.load_sources(first)
    desk.load_sources(second)
    assert sorted(each[3] for each in outcomes(desk)) == [8.0, 80.0]
    assert desk.questions("code", code="contradiction") == []


def test_the_files_of_a_series_together_again_change_nothing(desk: Desk, table) -> None:
    first = export(table, "a.xlsx", ["Sjukfrånvaro", AXELSBERG, "2023-04-30", Share(9)])
    second = export(table, "b.xlsx", ["Sjukfrånvaro", AXELSBERG, "2023-04-30", Share(8)])
    desk.load_sources(first, second)
    before = [outcomes(desk), desk.rows(SourceDocument, "id", "ended_load_id"), desk.rows(Finding, "id", "ended_load_id")]
    desk.load_sources(first, second)
    after = [outcomes(desk), desk.rows(SourceDocument, "id", "ended_load_id"), desk.rows(Finding, "id", "ended_load_id")]
    assert after == before
    assert [each[3] for each in outcomes(desk)] == [8.0]


def test_a_corrected_file_of_a_series_leaves_what_others_brought(desk: Desk, table) -> None:
    desk.load_sources(export(table, "jan.xlsx", [NOJDA, AXELSBERG, "2023-04-30", Share(80)]))
    feb: list[list[Plain]] = [
        ["Sjukfrånvaro", AXELSBERG, "2023-04-30", Share(8)],
        ["Antal platser för feriejobb", AXELSBERG, "2023-04-30", 12],
    ]
    desk.load_sources(export(table, "feb.xlsx", *feb))
    desk.load_sources(export(table, "feb.xlsx", *feb[:1]))
    assert sorted(each[3] for each in outcomes(desk)) == [8.0, 80.0]


def test_two_lists_of_one_layout_are_two_tables(desk: Desk, table) -> None:
    desk.load_sources(table("sjuk.xlsx", LONG, [AXELSBERG, "Sjukfrånvaro", "T1 2023", 9, None]))
    desk.load_sources(table("nojda.xlsx", LONG, [AXELSBERG, NOJDA, "T1 2023", 80, None]))
    assert sorted(each[3] for each in outcomes(desk)) == [9.0, 80.0]
