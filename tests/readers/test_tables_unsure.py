"""Tables in which something looks like a figure of the unit's own and is not, or is one and does not look so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from odf import style as odf_style
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentSpreadsheet

from etl.readers.records import Record
from etl.readers.tables import read_table
from tests.readers.making_tables.files import Plain
from tests.readers.test_tables import KNOWLEDGE
from tests.readers.test_tables_examples import HEMTJANST, LONG, PILTRADET, SICK, codes, documents, indicators, remark
from tests.readers.test_tables_examples import read as read

UNKNOWN = "Björkbackens servicehus"


def of_text(folder: Path, content: str | bytes, name: str = "tabell.csv") -> list[Record]:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_table(folder / name, KNOWLEDGE))


def of_numbers(folder: Path, *cells: tuple[float, str]) -> list[Record]:
    """A list of outcomes with their number formats, read."""
    book = xlsxwriter.Workbook(str(folder / "tal.xlsx"))
    sheet = book.add_worksheet("T1 2023")
    sheet.write_row(0, 0, ["Enhet", "Indikator", "Utfall"])
    for row, (value, number_format) in enumerate(cells, start=1):
        sheet.write_row(row, 0, [PILTRADET, f"Antal besök i grupp {row}"])
        sheet.write_number(row, 2, value, book.add_format({"num_format": number_format}))
    book.close()
    return list(read_table(folder / "tal.xlsx", KNOWLEDGE))


# ---- whose figures they are -----------------------------------------------------------------------------------------------


def test_rows_under_the_heading_of_an_unknown_unit_are_not_the_known_one_s_above(read) -> None:
    header: list[Plain] = ["Indikator", "Totalt", "Kvinnor", "Män"]
    records = read(
        *(header, [PILTRADET], [SICK, "9,5 %", "10 %", "8 %"], [UNKNOWN], [SICK, "7 %", "8 %", "6 %"]),
        *([HEMTJANST], [SICK, "5 %", "5 %", "5 %"]),
        name="T1 2023",
    )
    assert documents(records) == [(PILTRADET, "T1 2023"), (HEMTJANST, "T1 2023")]
    assert [each.outcome for each in indicators(records)] == ["9,5 %", "5 %"]
    assert remark(records, "row_under_unknown_heading").printed == f"rad 5: {UNKNOWN}: {SICK} | 7 % | 8 % | 6 %"


def test_a_heading_that_repeats_the_columns_headers_is_a_heading(read) -> None:
    header: list[Plain] = ["Indikator", "Totalt", "Kvinnor"]
    rows: list[list[Plain]] = [[PILTRADET, "Totalt", "Kvinnor"], [SICK, 9, 10], [HEMTJANST, "Totalt", "Kvinnor"], [SICK, 7, 8]]
    records = read(header, *rows, name="T1 2023")
    assert documents(records) == [(PILTRADET, "T1 2023"), (HEMTJANST, "T1 2023")]


@pytest.mark.parametrize("total", ["Hela stadsdelen", "Hela förvaltningen", "Stadsdelen totalt", "Summa"])
def test_a_total_under_another_total_is_nobody_s(read, total: str) -> None:
    header: list[Plain] = ["Avdelning", "Enhet", "Indikator", "Period", "Utfall"]
    first: list[Plain] = ["Äldreomsorg", PILTRADET, "Antal platser", "T1 2023", 40]
    records = read(
        header, first, ["Totalt", total, "Antal platser", "T1 2023", 90], [total, None, "Antal platser", "T1 2023", 90]
    )
    assert documents(records) == [(PILTRADET, "T1 2023")]
    assert remark(records, "subtotal").printed == f"rad 3: {total}; rad 4: {total}"


def test_an_indicator_may_begin_as_a_total_does(read) -> None:
    records = read(LONG, [PILTRADET, "Totalt antal hembesök", "T1 2023", 12], [PILTRADET, "Totalt", "T1 2023", 90])
    assert [(each.name, each.outcome) for each in indicators(records)] == [("Totalt antal hembesök", "12")]
    assert remark(records, "subtotal").printed == "rad 3: Totalt"


def test_a_column_that_sums_up_the_units_is_no_unit(read) -> None:
    records = read(["Indikator", PILTRADET, HEMTJANST, "Summa"], ["Antal platser", 40, 50, 90], name="T1 2023")
    assert documents(records) == [(PILTRADET, "T1 2023"), (HEMTJANST, "T1 2023")]
    assert "subtotal" in codes(records)


def test_a_period_between_the_rows_is_of_the_rows_below_it(read) -> None:
    header: list[Plain] = ["Enhet", "Indikator", "Utfall"]
    records = read(
        header, [PILTRADET, SICK, 9], ["T2"], [PILTRADET, SICK, 8], ["2023-05-01"], [PILTRADET, SICK, 7], name="T1 2023"
    )
    assert documents(records) == [(PILTRADET, "T1 2023"), (PILTRADET, "T2 2023")]
    assert [each.outcome for each in indicators(records)] == ["9", "8"]
    assert remark(records, "period_unreadable").place == "blad T1 2023, rad 6"


def test_a_title_and_a_sheet_s_name_of_different_periods_are_asked_about(read) -> None:
    records = read(["Uppföljning T1 2023"], ["Enhet", "Indikator", "Utfall"], [PILTRADET, SICK, 9], name="T2 2023")
    assert documents(records) == [(PILTRADET, "")]
    assert remark(records, "periods_contradict").printed == "T1 2023 ovanför tabellen och T2 2023 som bladets namn"


def test_a_sheet_s_name_may_say_indicator_and_period(read) -> None:
    records = read(["Enhet", "Totalt"], [PILTRADET, 9], name="Sjukfrånvaro T2 2023")
    assert documents(records) == [(PILTRADET, "T2 2023")]
    assert [each.name for each in indicators(records)] == [SICK]


# ---- what columns hold ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Andel kvinnor", "Antal kvinnor"])
def test_the_share_or_number_of_women_is_not_the_outcome_for_women(read, header: str) -> None:
    records = read(["Enhet", "Indikator", "Utfall", header], [PILTRADET, SICK, "9,5 %", 71], name="T1 2023")
    (row,) = indicators(records)
    assert (row.outcome, row.outcome_women) == ("9,5 %", "")
    assert remark(records, "what_of_gender").place == f"blad T1 2023, rad 1, kolumnen {header}"


def test_shares_of_women_men_and_all_are_the_outcome(read) -> None:
    header: list[Plain] = ["Enhet", "Indikator", "Andel kvinnor", "Andel män", "Andel totalt"]
    (row,) = indicators(read(header, [PILTRADET, SICK, "10 %", "8 %", "9,5 %"], name="T1 2023"))
    assert (row.outcome, row.outcome_women, row.outcome_men) == ("9,5 %", "10 %", "8 %")


def test_a_number_of_answers_stands_under_each_sex(read) -> None:
    rows: list[list[Plain]] = [
        ["Enhet", "Kvinnor", None, "Män", None, "Totalt", None],
        [None, "Andel", "Antal svar", "Andel", "Antal svar", "Andel", "Antal svar"],
        [PILTRADET, "90 %", 30, "80 %", 12, "87 %", 42],
    ]
    (row,) = indicators(read(["Indikator: Sjukfrånvaro"], *rows, name="T1 2023"))
    assert (row.outcome, row.outcome_women, row.outcome_men) == ("87 %", "90 %", "80 %")
    assert (row.n, row.n_women, row.n_men) == ("42", "30", "12")


def test_columns_of_figures_that_are_not_read_are_named(read) -> None:
    records = read([*LONG, "Utfal kvinnor", "Anteckning"], [PILTRADET, SICK, "T1 2023", "9,5 %", "10 %", "preliminär"])
    assert remark(records, "columns_not_read").message.startswith("Kolumnen «Utfal kvinnor» är inte läst")


def test_a_figure_beside_the_table_is_asked_about(read) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", "9,5 %", None, "se not"], [HEMTJANST, SICK, "T1 2023", None, "7 %"])
    assert remark(records, "cell_without_header").printed == "rad 3: 7 %"


def test_numbers_that_a_program_gives_the_rows_are_no_figures(read) -> None:
    records = read([None, *LONG], *([number, PILTRADET, SICK, f"T1 202{number}", "9,5 %"] for number in range(3)))
    assert [code for code in codes(records) if code != "decimal_mark"] == []


def test_per_cent_in_a_name_is_no_part_of_it(read) -> None:
    records = read(["Enhet", "Sjukfrånvaro %", "Sjukfrånvaro dag 1-14 (%)"], [PILTRADET, 9.5, 3.2], name="T1 2023")
    assert [(each.name, each.outcome) for each in indicators(records)] == [(SICK, "9,5 %"), ("Sjukfrånvaro dag 1-14", "3,2 %")]


def test_a_column_of_tertials_may_hold_their_numbers(read) -> None:
    header: list[Plain] = ["År", "Tertial", "Enhet", "Indikator", "Utfall"]
    records = read(
        header, [2023, 1, PILTRADET, SICK, "9 %"], [2023, "2", PILTRADET, SICK, "8 %"], [2022, 3, PILTRADET, SICK, "7 %"]
    )
    assert documents(records) == [(PILTRADET, "T1 2023"), (PILTRADET, "T2 2023"), (PILTRADET, "VB 2022")]


def test_a_header_that_is_repeated_begins_no_other_table(read) -> None:
    records = read(LONG, [PILTRADET, SICK, "T1 2023", "9,5 %"], LONG, [HEMTJANST, SICK, "T1 2023", "7 %"])
    assert {each.series for each in records if hasattr(each, "series")} == {"generell-lang"}
    assert [each.outcome for each in indicators(records)] == ["9,5 %", "7 %"]


# ---- what is seen of a number ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (1_945_000, '#,##0, "tkr"', "1945 tkr"),
        (12_500_000, '0.0,, "mnkr"', "12,5 mnkr"),
        (9, '"<"0', "< 9"),
        (7, '[<10]"färre än 10";0', "färre än 10"),
        (17, '[<10]"färre än 10";0', "17"),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-', "0"),
        (-3, "0;[Red]-0", "-3"),
        (3, 'General" kr"', "3 kr"),
    ],
)
def test_a_number_is_what_its_format_shows(tmp_path: Path, value: float, number_format: str, printed: str) -> None:
    (row,) = indicators(of_numbers(tmp_path, (value, number_format)))
    assert (row.outcome, row.unread) == (printed, ())


@pytest.mark.parametrize(
    ("value", "number_format", "code"), [(7, ";;;", "hidden"), (0, "0;-0;", "hidden"), (1945, "#,##0,", "scaled")]
)
def test_a_number_that_is_not_seen_as_it_is_stored_is_asked_about(
    tmp_path: Path, value: float, number_format: str, code: str
) -> None:
    records = of_numbers(tmp_path, (value, number_format), (5, "0"))
    assert codes(records) == [code]
    assert [each.unread for each in indicators(records)] == [("outcome",), ()]


@pytest.mark.parametrize("note", ["1) Preliminär uppgift", "¹ Preliminär uppgift"])
def test_a_raised_mark_of_a_note_is_no_digit(tmp_path: Path, note: str) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "not.xlsx"))
    sheet, raised = book.add_worksheet("T1 2023"), book.add_format({"font_script": 1})
    sheet.write_row(0, 0, ["Enhet", "Indikator", "Utfall"])
    sheet.write_row(1, 0, [PILTRADET])
    sheet.write_rich_string(1, 1, SICK, raised, "1")
    sheet.write_rich_string(1, 2, "9,5", raised, "1", " %")
    sheet.write(3, 0, note)
    book.close()
    (row,) = indicators(list(read_table(tmp_path / "not.xlsx", KNOWLEDGE)))
    assert (row.name, row.outcome) == (SICK, "9,5 %")


def test_a_raised_mark_in_an_opendocument_is_no_digit(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    raised = odf_style.Style(name="T1", family="text")
    raised.addElement(odf_style.TextProperties(textposition="super 58%"))
    document.automaticstyles.addElement(raised)
    sheet = odf_table.Table(name="T1 2023")
    for cells in (["Enhet", "Indikator", "Utfall"], [PILTRADET, "Antal platser", "87"]):
        row = odf_table.TableRow()
        for text in cells:
            cell, words = odf_table.TableCell(valuetype="string"), odf_text.P(text=text)
            if text == "87":
                words.addElement(odf_text.Span(stylename=raised, text="1"))
            cell.addElement(words)
            row.addElement(cell)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save(str(tmp_path / "not.ods"))
    assert [each.outcome for each in indicators(list(read_table(tmp_path / "not.ods", KNOWLEDGE)))] == ["87¹"]


def test_marks_of_notes_stand_after_figures_too(read) -> None:
    figures = ["87¹", "87 1)", "9,5 % ²", "87*"]
    rows: list[list[Plain]] = [
        [PILTRADET, f"Antal besök i grupp {chr(97 + at)}", "T1 2023", text] for at, text in enumerate(figures)
    ]
    records = read(LONG, *rows, [], ["1) Preliminär"], ["2) Ny metod"])
    assert [each.outcome for each in indicators(records)] == ["87", "87", "9,5 %", "87*"]


def test_hidden_rows_and_columns_are_read_and_told_of(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "T1 2023"
    rows: Sequence[list[Plain]] = (["Enhet", "Indikator", "Utfall", "Kvinnor"], [PILTRADET, SICK, 9, 10], [HEMTJANST, SICK, 7, 8])
    for row in rows:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.save(tmp_path / "dolt.xlsx")
    records = list(read_table(tmp_path / "dolt.xlsx", KNOWLEDGE))
    assert (
        remark(records, "hidden_cells").message == "I tabellen är rad 3 och kolumnen «Kvinnor» dolda. De är lästa som de andra."
    )
    assert len(indicators(records)) == 2


# ---- text with separators -------------------------------------------------------------------------------------------------


def test_a_decimal_comma_that_parts_a_number_in_two_is_asked_about(tmp_path: Path) -> None:
    records = of_text(tmp_path, f"Enhet,Indikator,Period,Utfall\n{PILTRADET},{SICK},T1 2023,9,5\n{HEMTJANST},{SICK},T1 2023,8\n")
    assert documents(records) == [(HEMTJANST, "T1 2023")]
    assert remark(records, "row_too_wide").printed == f"rad 2: {PILTRADET} | {SICK} | T1 2023 | 9 | 5"


def test_a_quote_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    content = f'Enhet;Indikator;Period;Utfall\n{PILTRADET};{SICK};T1 2023;8 %\n"{HEMTJANST};{SICK};T1 2023;9 %\n'
    records = of_text(tmp_path, content)
    assert codes(records) == ["csv_damaged"]
    assert "efter rad 2" in remark(records, "csv_damaged").message


@pytest.mark.parametrize("signs", ["cp1252", "mac_roman", "cp850"])
def test_swedish_letters_of_other_machines(tmp_path: Path, signs: str) -> None:
    content = f"Enhet;Indikator;Period;Utfall\n{PILTRADET};{SICK};T1 2023;9 %\n".encode(signs)
    records = of_text(tmp_path, content)
    assert documents(records) == [(PILTRADET, "T1 2023")]
    assert [each.name for each in indicators(records)] == [SICK]
