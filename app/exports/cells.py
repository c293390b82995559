"""What a cell of a file may hold, and how it is written: in a spreadsheet's XML, in CSV for a Swedish spreadsheet, in plain CSV.

A text that a spreadsheet would run as a formula is written with an apostrophe before it, in every kind of file.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, full-width forms with them (OWASP, *CSV Injection*)."""


class Number(NamedTuple):
    """A number that is shown with so many decimals."""

    value: float
    decimals: int


Cell = str | int | float | dt.date | Number | None


class Language(StrEnum):
    """The language of the headers."""

    SV = "sv"
    EN = "en"


class Csv(StrEnum):
    """The two ways of writing CSV."""

    EXCEL = "excel"
    """UTF-8 with byte-order mark, semicolons and decimal commas, as a Swedish spreadsheet expects."""
    RFC4180 = "rfc4180"
    """UTF-8, commas and decimal points, as the standard says and programs expect."""


def defused(words: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Sequence[Cell]]], way: Csv) -> Iterator[str]:
    """The lines of a file, some rows at a time: as many as ``rows`` gives together."""
    yield (BOM if way is Csv.EXCEL else "") + _written([list(map(defused, head))], way)
    for some in rows:
        yield _written([[_csv_cell(cell, way) for cell in row] for row in some], way)


def _written(rows: Iterable[Sequence[str]], way: Csv) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";" if way is Csv.EXCEL else ",", lineterminator="\r\n").writerows(rows)
    return written.getvalue()


def _csv_cell(cell: Cell, way: Csv) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return defused(cell)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    value = cell.value if isinstance(cell, Number) else cell
    told = f"{value:.10g}" if isinstance(value, float) else str(value)
    return told.replace(".", ",") if way is Csv.EXCEL else told
