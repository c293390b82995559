"""A sheet as a grid of cells, whatever kind of file it lies in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from etl.readers.records import Remark

MOST_CELLS = 1_000_000
"""Filled cells in a file at most; what is larger is no follow-up but a dump of data."""
LONGEST_CELL = 32_767
"""Characters in a cell at most: a spreadsheet holds no more."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Value = str | float | int | bool | dt.date


@dataclass(slots=True)
class Cell:
    """A filled cell. ``kind`` is ``text``, ``number``, ``date``, ``bool``, ``error``, ``formula`` (one without a value),
    ``hidden`` (a number that its format does not show) or ``scaled`` (one of which its format shows a thousandth).

    ``shown_with`` is what its number format adds: ``%%`` for a share kept as a proportion (0.095 is shown as 9,5 %), a unit
    that is written after the number as it stands (``%``, ``kr``), or nothing.
    """

    kind: str
    value: Value
    shown_with: str = ""

    @property
    def text(self) -> str:
        """What stands in the cell, for headers, names and previews."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, bool):
            return "SANT" if self.value else "FALSKT"
        if isinstance(self.value, dt.date):
            return self.value.isoformat()
        return f"{self.value:.15g}".replace(".", ",")


Row = dict[int, Cell]
"""The filled cells of a row by column, from 1."""


@dataclass(slots=True)
class Sheet:
    """A sheet with its filled rows by number, from 1, in order.

    ``merged`` are ranges as first column, first row, last column, last row. ``before`` is how many rows the sheets
    before it have: with it, a row has a number of its own in the file.
    """

    name: str
    rows: dict[int, Row] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    is_hidden: bool = False
    before: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last column of each range."""
    widths: dict[int, int] = field(default_factory=dict)
    """How many cells a row of a text file has, filled or empty; nothing in other files."""

    @property
    def last_row(self) -> int:
        return next(reversed(self.rows), 0)

    def cell(self, row: int, column: int) -> Cell | None:
        return self.rows.get(row, {}).get(column)

    def place(self, *rows: int) -> str:
        """``blad Sjukfrånvaro, rad 12``; without the sheet in a file that has none."""
        listed = ranges(sorted(set(rows)))
        where = f"rad {listed}" if listed else ""
        return ", ".join(part for part in (f"blad {self.name}" if self.name else "", where) if part)

    def line(self, row: int) -> int:
        return self.before + row


def ranges(numbers: list[int]) -> str:
    """Row numbers in words: ``12``, ``12–14``, ``12, 40 och 77``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} och {parts[-1]}" if parts else ""


@dataclass(slots=True)
class Workbook:
    """A file's sheets and the cells that have names: by name in small letters, as sheet, row and column."""

    sheets: list[Sheet]
    names: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def named(self, name: str) -> str:
        """What stands in the cell of that name; the empty string where there is none."""
        sheet_name, row, column = self.names.get(name.casefold(), ("", 0, 0))
        for sheet in self.sheets:
            if row and sheet.name == sheet_name and (cell := sheet.cell(row, column)):
                return cell.text
        return ""

    def visible(self) -> Iterator[Sheet]:
        return (sheet for sheet in self.sheets if not sheet.is_hidden)


class RefusedError(Exception):
    """The file cannot be read: ``remark`` says why and what to do."""

    def __init__(self, code: str, message: str, action: str) -> None:
        super().__init__(message)
        self.remark = Remark("rejection", code, message, action=action, line=1)


class Counter:
    """Counts the filled cells of a file; raises RefusedError where there are too many or one is too long."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells = 0

    def add(self, row: Row) -> None:
        self._cells += len(row)
        if self._cells > MOST_CELLS:
            raise RefusedError(
                "too_large",
                f"{self._name} har fler än {MOST_CELLS} ifyllda celler.",
                "Ta bort det som inte ska läsas in, eller dela filen i flera.",
            )

    def check(self, text: str) -> str:
        """The text, if it is no longer than a cell can be."""
        if len(text) > LONGEST_CELL:
            raise RefusedError(
                "cell_too_long",
                f"{self._name} har en cell med {len(text)} tecken; ett kalkylblad rymmer högst {LONGEST_CELL}.",
                "Kontrollera att filen är hel och är en tabell.",
            )
        return text


def raised(text: str) -> str:
    """Digits that are printed raised, as the signs for it: a footnote's mark must not become a digit of the number before it."""
    return text.translate(_RAISED)


def damaged(name: str, kind: str) -> RefusedError:
    """The refusal of a file that is not what its name says, or is cut off."""
    return RefusedError(
        "damaged",
        f"{name} kan inte läsas: filen är skadad eller är ingen {kind}.",
        "Öppna filen i Excel eller LibreOffice, spara den på nytt och läs in den igen.",
    )
