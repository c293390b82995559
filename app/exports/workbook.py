"""A workbook that is written as a stream: a sheet of typed cells, and after it a sheet that says what they are.

The frame of the workbook – styles, columns, print, the sheet about the figures – is XlsxWriter's. The rows are written by us into
that frame, for its call per cell takes twice the time that a hundred thousand rows may: `tests/benchmarks/bench_exports.py`.
Nothing is kept in memory but one row.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, Any

from app import text
from app.exports.cells import Cell, Number, defused
from app.numbers import MOST_DECIMALS

EPOCH = dt.date(1899, 12, 30)
"""Day 0 of the days that a spreadsheet counts (after February 1900, which it takes for a leap year)."""
_MOST_TEXT = 32_000
"""Characters of one cell; Excel takes 32,767."""
_ROWS_AT_ONCE = 1000
_SHEET = "xl/worksheets/sheet1.xml"
_PATTERN_ROW = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
_STYLE = re.compile(rb'<c r="([A-Z]+)2"(?: s="(\d+)")?')
_FILTER = re.compile(rb'(<autoFilter ref="A1:[A-Z]+)\d+')
_NAMED_FILTER = re.compile(rb"(_xlnm\._FilterDatabase[^>]*>[^<]*\$A\$1:\$[A-Z]+\$)\d+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_ESCAPE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class About:
    """What the sheet *Om uppgifterna* says, as pairs of a heading and its words."""

    lines: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and how wide it is, in characters."""

    head: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Names:
    """What the workbook and its two sheets are called."""

    title: str
    sheet: str = text.SHEET_FIGURES
    about: str = text.SHEET_ABOUT
    about_title: str = text.ABOUT_TITLE


def write_workbook(
    target: IO[bytes], names: Names, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], about: Callable[[], About]
) -> None:
    """Write the rows and, after them, what ``about()`` then says. ``target`` need not be read or sought."""
    from xlsxwriter.utility import xl_col_to_name

    frame = _frame(names, columns, About(()))
    head, styles = _before_rows(frame)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
        count = 0
        with book.open(_SHEET, "w", force_zip64=True) as sheet:
            sheet.write(head)
            letters = [xl_col_to_name(place) for place in range(len(columns))]
            for written, count in _sheet_rows(rows, letters, styles):  # noqa: B007  (the last count is used)
                sheet.write(written)
            sheet.write(_FILTER.sub(rb"\g<1>%d" % (count + 1), _after_rows(frame)))
        _copy_rest(_frame(names, columns, about()), book, count + 1)


def _frame(names: Names, columns: Sequence[Column], about: About) -> zipfile.ZipFile:
    """The workbook without its rows; its second row has a cell of each style that the rows use."""
    import xlsxwriter  # when a workbook is written: the server need not wait for it to start

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": names.title, "author": text.PRODUCT})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(names.sheet)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, defused(column.head), head)
    for place, shown in enumerate(_SHOWN):
        sheet.write_number(1, place, 0, book.add_format(shown))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, 1, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _write_about(book, names, about)
    book.close()
    return zipfile.ZipFile(written)


_SHOWN = (
    *({"num_format": "#,##0" + ("." + "0" * decimals if decimals else "")} for decimals in range(MOST_DECIMALS + 1)),
    {"num_format": "yyyy-mm-dd", "align": "left"},
)
"""How numbers with no, one … decimals are shown, and last dates."""


def _write_about(book: Any, names: Names, about: About) -> None:
    title = book.add_format({"bold": True, "font_size": 16})
    label = book.add_format({"bold": True, "valign": "top"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(names.about)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, names.about_title, title)
    for row, (said, told) in enumerate((*about.lines, *about.links), start=2):
        sheet.write_string(row, 0, defused(said), label)
        sheet.write_string(row, 1, defused(told)[:_MOST_TEXT], words)


def _before_rows(frame: zipfile.ZipFile) -> tuple[bytes, list[str]]:
    """The sheet up to its first row below the head, and the number of each style in the order of ``_SHOWN``."""
    sheet = frame.read(_SHEET)
    pattern = _PATTERN_ROW.search(sheet)
    if pattern is None:
        raise ValueError("the frame of the workbook has no row of styles")
    styles = [style.decode() for _, style in _STYLE.findall(pattern[0])]
    return re.sub(rb'<dimension ref="[^"]*"/>', b"", sheet[: pattern.start()]), styles


def _after_rows(frame: zipfile.ZipFile) -> bytes:
    sheet = frame.read(_SHEET)
    return sheet[sheet.rindex(b"</sheetData>") :]


def _copy_rest(frame: zipfile.ZipFile, book: zipfile.ZipFile, last_row: int) -> None:
    for name in frame.namelist():
        if name != _SHEET:
            part = frame.read(name)
            book.writestr(name, _NAMED_FILTER.sub(rb"\g<1>%d" % last_row, part) if name == "xl/workbook.xml" else part)


def _sheet_rows(rows: Iterable[Sequence[Cell]], letters: Sequence[str], styles: Sequence[str]) -> Iterator[tuple[bytes, int]]:
    """The rows as XML, a thousand at a time, each time with how many there are so far."""
    written: list[str] = []
    count = 0
    for count, row in enumerate(rows, start=1):
        at = str(count + 1)
        cells = "".join([_cell(cell, letter + at, styles) for letter, cell in zip(letters, row, strict=True)])
        written.append(f'<row r="{at}">{cells}</row>')
        if not count % _ROWS_AT_ONCE:
            yield "".join(written).encode(), count
            written.clear()
    yield "".join(written).encode(), count


def _cell(cell: Cell, at: str, styles: Sequence[str]) -> str:
    if cell is None or cell == "":
        return ""
    if type(cell) is Number:
        value, decimals = cell
        return f'<c r="{at}" s="{styles[min(decimals, MOST_DECIMALS)]}"><v>{value!r}</v></c>' if math.isfinite(value) else ""
    if isinstance(cell, str):
        return f'<c r="{at}" t="inlineStr"><is>{_inline(cell)}</is></c>'
    if isinstance(cell, dt.date):
        return f'<c r="{at}" s="{styles[-1]}"><v>{(cell - EPOCH).days}</v></c>'
    return f'<c r="{at}"><v>{cell!r}</v></c>'


@lru_cache(maxsize=8192)  # names, statuses and documents come again in thousands of rows
def _inline(words: str) -> str:
    """The text as XML; a character that XML cannot hold is written as spreadsheets do, ``_x0001_``."""
    plain = _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", defused(words)[:_MOST_TEXT]).translate(_ESCAPE)
    return f'<t xml:space="preserve">{plain}</t>' if plain != plain.strip() or "\n" in plain else f"<t>{plain}</t>"
