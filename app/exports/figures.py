"""The figures of Underlag as a file: CSV as it is read from the store, Excel with typed cells and a sheet about them.

Both are made of the same selection, columns and rows as the table on the page. A text that a spreadsheet would run as a formula
is written with an apostrophe before it; in Excel every text is a text.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

import xlsxwriter

from app import text
from app.numbers import number
from app.presenters.underlag_columns import Figure, FileColumn, Typed

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_TEXT = 32_000
"""Characters of one cell; Excel takes 32,767."""


@dataclass(frozen=True, slots=True)
class About:
    """What the sheet *Om uppgifterna* says, as pairs of a heading and its words."""

    lines: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Tally:
    """What was met on the way through the rows, for the sheet that says what they are."""

    rows: int = 0
    withheld: int = 0
    example: int = 0

    def meet(self, figure: Figure) -> None:
        self.rows += 1
        self.withheld += bool(figure.row.is_withheld)
        self.example += bool(figure.row.is_example)


def csv_of(columns: Sequence[FileColumn], figures: Iterable[Sequence[Figure]]) -> Iterator[str]:
    """UTF-8 text with byte-order mark, semicolons and decimal commas, as a Swedish spreadsheet expects, some rows at a time."""
    yield BOM + _lines([[column.head for column in columns]])
    for some in figures:
        yield _lines([[_csv_cell(column, figure) for column in columns] for figure in some])


def write_excel(
    target: IO[bytes],
    columns: Sequence[FileColumn],
    figures: Iterable[Sequence[Figure]],
    about: Callable[[Tally], About],
    *,
    title: str,
) -> None:
    """A workbook with the rows and, after it, what ``about(tally)`` says of them. Rows are not kept in memory."""
    tally = Tally()
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "author": text.PRODUCT})
    sheet = book.add_worksheet(text.SHEET_FIGURES)
    formats = _Formats(book)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, formats.head)
    sheet.freeze_panes(1, 1)
    for figure in (figure for some in figures for figure in some):
        tally.meet(figure)
        for place, column in enumerate(columns):
            _write(sheet, tally.rows, place, column, figure, formats)
    sheet.autofilter(0, 0, tally.rows, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _write_about(book, about(tally), formats)
    book.close()


class _Formats:
    """The formats of a workbook, made once each; numbers by their decimals."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._numbers: dict[int, Any] = {}

    def number(self, decimals: int) -> Any:
        if decimals not in self._numbers:
            shown = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._book.add_format({"num_format": shown})
        return self._numbers[decimals]


def _write(sheet: Any, row: int, place: int, column: FileColumn, figure: Figure, formats: _Formats) -> None:
    cell = column.cell(figure)
    if cell is None or cell == "":
        return
    if isinstance(cell, dt.date):
        sheet.write_datetime(row, place, dt.datetime(cell.year, cell.month, cell.day), formats.date)
    elif isinstance(cell, str):
        sheet.write_string(row, place, _defused(cell)[:_MOST_TEXT])
    elif column.is_measured:
        sheet.write_number(row, place, cell, formats.number(figure.decimals))
    else:
        sheet.write_number(row, place, cell)


def _write_about(book: Any, about: About, formats: _Formats) -> None:
    sheet = book.add_worksheet(text.SHEET_ABOUT)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, text.ABOUT_TITLE, formats.title)
    for row, (label, words) in enumerate(about.lines, start=2):
        sheet.write_string(row, 0, label, formats.label)
        sheet.write_string(row, 1, _defused(words), formats.words)
    for row, (label, address) in enumerate(about.links, start=2 + len(about.lines)):
        sheet.write_string(row, 0, label, formats.label)
        sheet.write_string(row, 1, address, formats.words)


def _lines(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(rows)
    return written.getvalue()


def _csv_cell(column: FileColumn, figure: Figure) -> str:
    cell: Typed = column.cell(figure)
    if isinstance(cell, float):
        return f"{cell:.10g}".replace(".", ",")
    if isinstance(cell, str):
        return _defused(cell)
    return "" if cell is None else cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def _defused(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words


def about_figures(tally: Tally, lines: Sequence[tuple[str, str]], link: str) -> About:
    """The sheet's lines: what was chosen, then how many rows, whether they are real, what is withheld, and the rules."""
    kind = text.ABOUT_REAL if not tally.example else text.ABOUT_EXAMPLE if tally.example == tally.rows else text.ABOUT_BOTH
    withheld = text.ABOUT_WITHHELD_WORDS.format(n=number(tally.withheld)) if tally.withheld else text.ABOUT_WITHHELD_NONE
    rules = [(text.ABOUT_RULES if place == 0 else "", words) for place, words in enumerate(text.ABOUT_RULES_WORDS)]
    told = (
        *lines,
        (text.ABOUT_ROWS, number(tally.rows)),
        (text.ABOUT_KIND, kind),
        (text.ABOUT_WITHHELD, withheld),
        (text.ABOUT_SOURCES, text.ABOUT_SOURCES_WORDS),
        *rules,
    )
    return About(told, ((text.ABOUT_LINK, link),))
