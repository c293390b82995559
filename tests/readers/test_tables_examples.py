"""Tables as they come from the steering system, surveys and lists; and what is asked where a table is not certain."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from etl.readers.records import Document, Indicator, Record, Remark
from etl.readers.tables import read_table
from tests.readers.making_tables import write
from tests.readers.making_tables.files import Made, Plain, Share
from tests.readers.test_tables import KNOWLEDGE

PILTRADET, HEMTJANST = "Pilträdets servicehus", "Kungsholmens hemtjänst"
LONG: list[Plain] = ["Enhet", "Indikator", "Period", "Utfall"]
SICK = "Sjukfrånvaro"


@pytest.fixture
def read(tmp_path: Path):
    def read_rows(*rows: Sequence[Plain], name: str = "Blad1", kind: str = "openpyxl") -> list[Record]:
        return list(read_table(write([Made(name, [list(row) for row in rows])], tmp_path, kind), KNOWLEDGE))

    return read_rows


def documents(records: Sequence[Record]) -> list[tuple[str, str]]:
    return [(each.unit_name, f"{each.document_type} {each.year}".strip()) for each in records if isinstance(each, Document)]


def indicators(records: Sequence[Record]) -> list[Indicator]:
    return [each for each in records if isinstance(each, Indicator)]


def codes(records: Sequence[Record]) -> list[str]:
    return [each.code for each in records if isinstance(each, Remark)]


def remark(records: Sequence[Record], code: str) -> Remark:
    (found,) = [each for each in records if isinstance(each, Remark) and each.code == code]
    return found


# ---- how numbers are written ----------------------------------------------------------------------------------------------


def test_the_decimal_mark_of_a_column_is_said(read) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", "9,5 %"], [PILTRADET, SICK, "T2 2023", "7 %"])
    assert remark(records, "decimal_mark").message == "Kolumnen Utfall läses med decimalkomma."
    assert [each.outcome for each in indicators(records)] == ["9,5 %", "7 %"]


def test_a_column_with_decimal_points_is_read_with_points(read) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", "9.5 %"], [PILTRADET, "Antal besök", "T1 2023", "1.234"])
    assert remark(records, "decimal_mark").message == "Kolumnen Utfall läses med decimalpunkt."
    assert [each.outcome for each in indicators(records)] == ["9,5 %", "1,234"]


def test_a_point_in_a_column_of_commas_separates_thousands(read) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", "9,5 %"], [PILTRADET, "Antal besök", "T1 2023", "1.234"])
    assert [each.outcome for each in indicators(records)] == ["9,5 %", "1234"]


@pytest.mark.parametrize("text", ["1.234", "1,234"])
def test_a_number_that_can_be_two_is_asked_about_and_not_read(read, text: str) -> None:
    records = read(LONG, [PILTRADET, "Antal besök", "T1 2023", text], [PILTRADET, SICK, "T1 2023", "7 %"])
    assert remark(records, "either").printed == f"rad 2: {text}"
    assert [(each.outcome, each.unread) for each in indicators(records)] == [(text, ("outcome",)), ("7 %", ())]


def test_both_marks_in_one_column_are_asked_about_and_neither_is_read(read) -> None:
    records = read(
        LONG, [PILTRADET, SICK, "T1 2023", "9,5"], [PILTRADET, SICK, "T2 2023", "8.5"], [PILTRADET, SICK, "VB 2023", "7"]
    )
    assert remark(records, "mixed").printed == "rad 2: 9,5; rad 3: 8.5"
    assert [each.unread for each in indicators(records)] == [("outcome",), ("outcome",), ()]


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (0.095, "0.0%", "9,5 %"),
        (0.1 + 0.2, "0%", "30 %"),
        (2 / 3, "0.0%", "66,6666666666667 %"),
        (9.5, '0.0" %"', "9,5 %"),
        (1945, "#,##0", "1945"),
        (1234.5, '#,##0.00\\ "kr"', "1234,5 kr"),
        (0.30000000000000004, "General", "0,3"),
        (7, "0.00", "7"),
    ],
)
def test_numbers_are_printed_as_they_are_stored_and_meant(tmp_path: Path, value: float, number_format: str, printed: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(LONG)
    sheet.append([PILTRADET, SICK, "T1 2023", value])
    sheet["D2"].number_format = number_format
    book.save(tmp_path / "tal.xlsx")
    (row,) = indicators(list(read_table(tmp_path / "tal.xlsx", KNOWLEDGE)))
    assert row.outcome == printed


def test_shares_without_per_cent_format_may_be_ratios_and_are_asked_about(read) -> None:
    header = ["Enhet", "Indikator", "Period", "Måttenhet", "Utfall"]
    records = read(header, [PILTRADET, SICK, "T1 2023", "%", 0.095], [HEMTJANST, SICK, "T1 2023", "%", 0.085])
    assert "ratio_or_per_cent" in codes(records)
    assert [each.unread for each in indicators(records)] == [("outcome",), ("outcome",)]


def test_a_column_of_per_cent_gives_its_numbers_the_sign(read) -> None:
    records = read(
        ["Enhet", "Indikator", "Period", "Utfall (%)"], [PILTRADET, SICK, "T1 2023", 9.5], [HEMTJANST, SICK, "T1 2023", 8]
    )
    assert [each.outcome for each in indicators(records)] == ["9,5 %", "8 %"]


def test_marks_are_kept_as_they_are_printed(read) -> None:
    records = read(LONG, *([PILTRADET, SICK, f"{kind} 2023", mark] for kind, mark in (("T1", ".."), ("T2", "-"), ("VB", "."))))
    assert [each.outcome for each in indicators(records)] == ["..", "-", "."]


@pytest.mark.parametrize(("cell", "code"), [(True, "bool"), (dt.date(2023, 5, 1), "date"), ("#DIV/0!", "error")])
def test_what_is_no_number_is_asked_about(read, cell: Plain, code: str) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", cell], [HEMTJANST, SICK, "T1 2023", 5])
    assert codes(records) == [code]
    assert [each.unread for each in indicators(records)] == [("outcome",), ()]


def test_a_formula_without_its_value_is_asked_about(read, tmp_path: Path) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", "=1+8.5"], [HEMTJANST, SICK, "T1 2023", 5])
    assert "Öppna filen i Excel, spara den där" in remark(records, "formula").action
    assert indicators(records)[0].unread == ("outcome",)


def test_a_zero_that_a_program_wrote_for_a_formula_is_no_value(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "formel.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, LONG)
    sheet.write_row(1, 0, [PILTRADET, SICK, "T1 2023"])
    sheet.write_formula(1, 3, "=A9+1")
    book.close()
    assert "formula" in codes(list(read_table(tmp_path / "formel.xlsx", KNOWLEDGE)))


# ---- periods --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        (dt.date(2023, 4, 30), "T1 2023"),
        (dt.date(2023, 8, 31), "T2 2023"),
        (dt.date(2023, 12, 31), "VB 2023"),
        ("2023-08-31", "T2 2023"),
        ("Tertial 1 2023", "T1 2023"),
        ("2023 T2", "T2 2023"),
        ("jan–apr 2023", "T1 2023"),
        ("2023-01-01 – 2023-08-31", "T2 2023"),
        ("31 augusti 2023", "T2 2023"),
        (2023, "VB 2023"),
        ("2023", "VB 2023"),
        (45046, "T1 2023"),
        (20230831, "T2 2023"),
    ],
)
def test_periods_as_they_are_written(read, cell: Plain, period: str) -> None:
    assert documents(read(LONG, [PILTRADET, SICK, cell, 7])) == [(PILTRADET, period)]


@pytest.mark.parametrize("cell", [dt.date(2023, 8, 30), "2023-06-30", "Kvartal 1 2023", "202304", 45000, "april 2023", "hösten"])
def test_what_is_no_follow_up_is_asked_about_and_not_read(read, cell: Plain) -> None:
    records = read(LONG, [PILTRADET, SICK, cell, 7])
    assert codes(records) == ["period_unreadable"]
    assert indicators(records) == []


def test_a_target_holds_for_every_follow_up_of_its_year(read) -> None:
    records = read(["Enhet", "Indikator", "T1 2023", "T2 2023", "Årsmål 2023"], [PILTRADET, SICK, 9, 8, "Max 7 %"])
    assert [(each.outcome, each.target) for each in indicators(records)] == [("9", "Max 7 %"), ("8", "Max 7 %")]


def test_a_target_without_year_among_several_years_is_asked_about(read) -> None:
    records = read(["Enhet", "Indikator", "VB 2022", "VB 2023", "Årsmål"], [PILTRADET, SICK, 9, 8, "7 %"])
    assert codes(records) == ["target_without_year"]
    assert [each.target for each in indicators(records)] == ["", ""]


def test_a_list_of_targets_is_a_plan(read) -> None:
    records = read(
        ["Enhet:", PILTRADET], [], ["Indikator", "Årsmål 2024", "KF:s årsmål 2024"], [SICK, "6 %", "Tas fram av nämnd"]
    )
    assert documents(records) == [(PILTRADET, "VP 2024")]
    assert [(each.target, each.kf_target) for each in indicators(records)] == [("6 %", "Tas fram av nämnd")]


# ---- names, subtotals, notes ------------------------------------------------------------------------------------------------


def test_a_footnote_mark_is_taken_off_where_its_note_stands_below(read) -> None:
    records = read(LONG, [PILTRADET, "Sjukfrånvaro1)", "T1 2023", 7], [], ["1) Rullande tolv månader"])
    assert [each.name for each in indicators(records)] == [SICK]
    assert codes(records) == []


def test_a_footnote_mark_without_note_stays_and_is_asked_about(read) -> None:
    records = read(LONG, [PILTRADET, "Sjukfrånvaro1)", "T1 2023", 7])
    assert [each.name for each in indicators(records)] == ["Sjukfrånvaro1)"]
    assert codes(records) == ["footnote_mark"]


def test_a_small_digit_is_a_mark_and_a_digit_of_the_name_is_none(read) -> None:
    records = read(
        LONG, [PILTRADET, "Sjukfrånvaro¹", "T1 2023", 7], [PILTRADET, "Sjukfrånvaro dag 1-14", "T1 2023", 2], [], ["¹ Not"]
    )
    assert [each.name for each in indicators(records)] == [SICK, "Sjukfrånvaro dag 1-14"]


def test_the_departments_own_row_is_its_own_value(read) -> None:
    header = ["Mått", "Avdelning", "Enhet", "Slutdatum", "Utfall", "Utfall Kvinnor/Flickor", "Utfall Män/Pojkar"]
    day, department = dt.date(2023, 4, 30), "Avdelningen för äldreomsorg"
    records = read(
        header,
        [SICK, department, PILTRADET, day, Share(7.5), "..", "-"],
        [SICK, department, None, day, Share(8), None, None],
        [SICK, department, "Totalt", dt.date(2023, 8, 31), Share(8.5), None, None],
    )
    assert documents(records) == [(PILTRADET, "T1 2023"), (department, "T1 2023"), (department, "T2 2023")]


def test_a_total_of_nobody_is_not_read_and_told(read) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", 7], ["Summa", SICK, "T1 2023", 7])
    assert documents(records) == [(PILTRADET, "T1 2023")]
    assert (remark(records, "subtotal").kind, remark(records, "subtotal").printed) == ("warning", "rad 3: Summa")


def test_of_which_women_belongs_to_the_row_above(read) -> None:
    rows = [["Indikator", "T1 2023"], [SICK, 5.5], ["  varav kvinnor", 6], ["  varav män", 4.5], ["varav korttid", 2]]
    records = read(["Enhet:", PILTRADET], *rows)
    assert [(each.outcome, each.outcome_women, each.outcome_men) for each in indicators(records)] == [("5,5", "6", "4,5")]
    assert codes(records) == ["subtotal"]


def test_rows_without_unit_are_asked_about(read) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", 7], [None, "Ledarskapsindex", "T1 2023", 77])
    assert remark(records, "row_without_unit").place == "blad Blad1, rad 3"
    assert [each.name for each in indicators(records)] == [SICK]


def test_the_same_figure_twice_with_other_values_is_given_twice(read) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", 7], [PILTRADET, SICK, "T1 2023", 8], [PILTRADET, SICK, "T1 2023", 7])
    assert [(each.outcome, each.place) for each in indicators(records)] == [
        ("7", "blad Blad1, rad 2"),
        ("8", "blad Blad1, rad 3"),
    ]


# ---- set-ups ----------------------------------------------------------------------------------------------------------------


def test_names_on_rows_of_their_own_are_the_units_of_the_rows_below(read) -> None:
    header = ["Indikator", "Utfall", "Kvinnor", "Män"]
    records = read(["T2 2023"], header, [PILTRADET], [SICK, 5.5, 5, 6], [HEMTJANST], [SICK, 7.5, 7, 8])
    assert documents(records) == [(PILTRADET, "T2 2023"), (HEMTJANST, "T2 2023")]


def test_a_column_that_says_what_the_value_is(read) -> None:
    header = ["Enhet", "Indikator", "År", "Tertial", "Typ", "Värde"]
    rows = [
        [PILTRADET, SICK, 2023, "T1", what, value] for what, value in (("Utfall", 5.5), ("Årsmål", "Max 5"), ("Antal svar", 45))
    ]
    (row,) = indicators(read(header, *rows))
    assert (row.outcome, row.target, row.n, row.place) == ("5,5", "Max 5", "45", "blad Blad1, rad 2–4")


def test_tables_side_by_side(read) -> None:
    header = ["Enhet", SICK, None, "Enhet", "Ledarskapsindex"]
    records = read(["T1 2023"], header, [PILTRADET, 5.5, None, PILTRADET, 77])
    assert [(each.name, each.outcome) for each in indicators(records)] == [(SICK, "5,5"), ("Ledarskapsindex", "77")]


def test_the_staff_survey(read) -> None:
    header = ["Enhet", "Antal svar", "Svarsfrekvens", "AMI", "Ledarskapsindex"]
    records = read(
        ["Medarbetarenkäten 2023"], header, [PILTRADET, 45, Share(81.5), 82, 79], [HEMTJANST, 6, Share(60), "..", ".."]
    )
    assert documents(records) == [(PILTRADET, "VB 2023"), (HEMTJANST, "VB 2023")]
    assert [(each.name, each.outcome, each.n) for each in indicators(records)][:2] == [
        ("Aktivt Medskapandeindex", "82", "45"),
        ("Ledarskapsindex", "79", "45"),
    ]


def test_the_list_of_sick_leave(read) -> None:
    records = read(
        ["Sjukfrånvaro per enhet, t.o.m. 2023-04-30"],
        ["Enhet", "Total sjukfrånvaro", None, None, "Dag 1-14", None, None],
        [None, "Totalt", "Kvinnor", "Män", "Totalt", "Kvinnor", "Män"],
        [PILTRADET, 7.85, 8.1, 6.2, 2.5, 2.6, 2.1],
    )
    assert documents(records) == [(PILTRADET, "T1 2023")]
    assert [(each.name, each.outcome, each.outcome_women, each.outcome_men) for each in indicators(records)] == [
        (SICK, "7,85", "8,1", "6,2"),
        ("Sjukfrånvaro dag 1-14", "2,5", "2,6", "2,1"),
    ]


def test_a_table_that_nobody_has_described_is_shown_and_not_read(read) -> None:
    records = read(["Skola", "Ort", "Poäng"], ["Ekskolan", "Bromma", 233], ["Alskolan", "Solna", 212], name="Betyg")
    asked = remark(records, "unknown_layout")
    assert asked.printed == "Skola | Ort | Poäng\nEkskolan | Bromma | 233\nAlskolan | Solna | 212"
    assert "data/definitions/layouts/betyg.yaml" in asked.action
    assert indicators(records) == []


def test_an_unknown_table_below_a_known_one_is_not_taken_for_its_rows(read) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", 7], [], ["Kommun", "Befolkning", "Tillväxt"], ["Solna", 8000, 2])
    assert codes(records) == ["unknown_layout"]
    assert len(indicators(records)) == 1


def test_a_hidden_sheet_is_told_and_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, value in (("Synligt", 7), ("Dolt", 8)):
        sheet = book.create_sheet(name)
        sheet.append(LONG)
        sheet.append([PILTRADET, SICK, "T1 2023", value])
    book["Dolt"].sheet_state = "hidden"
    book.save(tmp_path / "dolt.xlsx")
    records = list(read_table(tmp_path / "dolt.xlsx", KNOWLEDGE))
    assert codes(records) == ["hidden_sheet"]
    assert [each.outcome for each in indicators(records)] == ["7"]


def test_a_damaged_part_refuses_the_whole_file(read, tmp_path: Path) -> None:
    path = write([Made("Blad1", [LONG, [PILTRADET, SICK, "T1 2023", 7]])], tmp_path, "xlsxwriter")
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
    assert codes(list(read_table(path, KNOWLEDGE))) == ["damaged"]
