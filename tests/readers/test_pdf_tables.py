"""Tables of PDF files in forms of their own: headers of two rows, shared cells, numbers set to the right, headings in boxes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from etl.readers.pdf import read_pdf
from etl.readers.records import Activity, Goal, Indicator, Record, Remark
from tests.readers.fragments import codes, only

_HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=13, leading=16)
_CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8, leading=9.6)
_RIGHT = ParagraphStyle("right", _CELL, alignment=2)
_GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
_RULES = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)]


def table(rows: list[list[str]], style: list[Any], *spans: tuple[Any, ...], cells: ParagraphStyle = _CELL) -> Table:
    """A table of texts, 70 points a column and 140 for the widest. The header and the widest column are set to the left."""
    widest = max(range(len(rows[0])), key=lambda at: max(len(row[at]) for row in rows))
    widths = [140 if at == widest else 70 for at in range(len(rows[0]))]
    made = [
        [Paragraph(text, cells if at and place != widest else _CELL) for place, text in enumerate(row)]
        for at, row in enumerate(rows)
    ]
    return Table(made, widths, style=[*style, *spans])


def read(tmp_path: Path, *story: Any) -> list[Record]:
    path = tmp_path / "tabell.pdf"
    heads = [Paragraph(text, _HEADING) for text in ("Verksamhetsplan 2024 för Förskolan Myran", "Nämndmål: Barn är trygga")]
    SimpleDocTemplate(str(path), pagesize=A4).build([*heads, *story])
    return list(read_pdf(path))


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    rows = [
        ["Indikator", "Periodens utfall", "", "", "Årsmål", "Period"],
        ["", "Totalt", "Män/pojkar", "Kvinnor/flickor", "", ""],
        ["Sjukfrånvaro", "8 %", "7 %", "9 %", "6 %", "VB 2024"],
    ]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (3, 0)), ("SPAN", (4, 0), (4, 1)), ("SPAN", (5, 0), (5, 1))]
    (row,) = only(Indicator, read(tmp_path, table(rows, _GRID, *spans)))
    assert (row.outcome, row.outcome_men, row.outcome_women, row.target, row.period) == ("8 %", "7 %", "9 %", "6 %", "VB 2024")


def test_a_row_above_the_repeated_header_is_no_part_of_it(tmp_path: Path) -> None:
    header = ["Indikator", "Årsmål", "Periodicitet"]
    rows = [header, ["Sjukfrånvaro", "", "År"], header, ["Andel nöjda", "80", "År"]]
    assert [row.name for row in only(Indicator, read(tmp_path, table(rows, _GRID)))] == ["Sjukfrånvaro", "Andel nöjda"]


def test_the_name_may_stand_in_any_column(tmp_path: Path) -> None:
    rows = [
        ["Nr", "Årsmål", "Indikator", "Periodicitet", "Analys"],
        ["1", "6 %", "Sjukfrånvaro på förskolan", "År", "Vi når målet."],
    ]
    (row,) = only(Indicator, read(tmp_path, table(rows, _GRID)))
    assert (row.name, row.target, row.analysis, row.other) == ("Sjukfrånvaro på förskolan", "6 %", "Vi når målet.", {"Nr": "1"})


@pytest.mark.parametrize("style", [_RULES, []], ids=["rules", "no lines"])
@pytest.mark.parametrize("cells", [_RIGHT, _CELL], ids=["right", "left"])
def test_numbers_set_to_the_right_stand_under_their_titles(tmp_path: Path, style: list[Any], cells: ParagraphStyle) -> None:
    rows = [
        ["Indikator", "Periodens utfall", "Utfall män/pojkar", "Årsmål", "Period"],
        ["Sjukfrånvaro bland medarbetare", "8 %", "", "6 %", "VB 2024"],
        ["Andel nöjda", "80", "75", "100", "VB 2024"],
    ]
    read_rows = only(Indicator, read(tmp_path, table(rows, style, cells=cells)))
    assert [(row.outcome, row.outcome_men, row.target, row.period) for row in read_rows] == [
        ("8 %", "", "6 %", "VB 2024"),
        ("80", "75", "100", "VB 2024"),
    ]


def test_one_number_under_no_title_is_asked_about(tmp_path: Path) -> None:
    rows = [["Indikator", "Utfall", "Årsmål", "Period"], ["Sjukfrånvaro bland medarbetare", "8", "6", "VB 2024"]]
    assert "doubtful-row" in codes(read(tmp_path, table(rows, _RULES, cells=_RIGHT)))


def test_a_heading_between_rows_is_asked_about(tmp_path: Path) -> None:
    rows = [["Indikator", "Årsmål", "Periodicitet"], ["Äldreomsorg", "", ""], ["Sjukfrånvaro", "6 %", "År"]]
    records = read(tmp_path, table(rows, _GRID, ("SPAN", (0, 1), (-1, 1))))
    assert [row.name for row in only(Indicator, records)] == ["Sjukfrånvaro"]
    assert codes(records) == ["wide-row"]


def test_a_goal_between_rows_is_the_goal_of_what_follows(tmp_path: Path) -> None:
    rows = [
        ["Indikator", "Årsmål", "Periodicitet"],
        ["Sjukfrånvaro", "6 %", "År"],
        ["Enhetsmål: Barn trivs", "", ""],
        ["Andel nöjda", "80", "År"],
    ]
    records = read(tmp_path, table(rows, _GRID, ("SPAN", (0, 2), (-1, 2))))
    assert [(row.name, row.goal) for row in only(Indicator, records)] == [
        ("Sjukfrånvaro", "Barn är trygga"),
        ("Andel nöjda", "Barn trivs"),
    ]


def test_a_goal_in_a_box(tmp_path: Path) -> None:
    box = table([["Enhetsmål:<br/>Barn trivs"]], _GRID)
    activities = table([["Aktivitet", "Startdatum", "Slutdatum"], ["Läsa högt varje dag", "2024-01-01", "2024-12-31"]], _GRID)
    records = read(tmp_path, box, activities)
    assert [goal.title for goal in only(Goal, records)] == ["Barn är trygga", "Barn trivs"]
    assert [(each.name, each.goal) for each in only(Activity, records)] == [("Läsa högt varje dag", "Barn trivs")]


def test_a_budget_is_no_table_of_indicators(tmp_path: Path) -> None:
    rows = [["Verksamhet", "Budget", "Utfall", "Prognos", "Avvikelse"], ["Förskola", "10", "9", "10", "0"]]
    records = read(tmp_path, table(rows, _GRID))
    assert not only(Indicator, records)
    assert codes(records) == ["no-indicators"]


def test_a_header_without_rows_is_asked_about(tmp_path: Path) -> None:
    assert "unknown-table" in codes(read(tmp_path, table([["Indikator", "Årsmål", "Periodicitet"]], _GRID)))


def test_a_value_over_two_columns_is_asked_about(tmp_path: Path) -> None:
    rows = [["Indikator", "Årsmål", "KF:s årsmål", "Periodicitet"], ["Sjukfrånvaro", "6 %", "", "År"]]
    (remark,) = (
        each for each in only(Remark, read(tmp_path, table(rows, _GRID, ("SPAN", (1, 1), (2, 1))))) if each.code == "doubtful-row"
    )
    assert remark.place == "sida 1, rad 4"
