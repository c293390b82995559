"""The figures of Underlag as a file: CSV as it is read from the store, Excel with typed cells and a sheet about them.

Both are made of the same selection, columns and rows as the table on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from app import text
from app.exports.about import rules_and_kind
from app.exports.cells import Cell, Csv, Language, Number, csv_lines
from app.exports.workbook import About, Column, Names, write_workbook
from app.numbers import number
from app.presenters.underlag_columns import Figure, FileColumn, Typed


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


def csv_of(
    columns: Sequence[FileColumn],
    figures: Iterable[Sequence[Figure]],
    way: Csv = Csv.EXCEL,
    language: Language = Language.SV,
) -> Iterator[str]:
    """The text of the file, some rows at a time."""
    readers = _readers(columns)
    rows = ([_row(readers, figure) for figure in some] for some in figures)
    return csv_lines([text.head_in(language, column.head) for column in columns], rows, way)


def write_excel(
    target: IO[bytes],
    columns: Sequence[FileColumn],
    figures: Iterable[Sequence[Figure]],
    lines: Sequence[tuple[str, str]],
    link: str,
    *,
    title: str,
    language: Language = Language.SV,
) -> None:
    """A workbook with the rows and, after it, what they are: ``lines`` about the selection, then what was met in the rows."""
    tally, readers = Tally(), _readers(columns)

    def rows() -> Iterator[Sequence[Cell]]:
        for some in figures:
            for figure in some:
                tally.meet(figure)
                yield _row(readers, figure)

    heads = [Column(text.head_in(language, column.head), column.width) for column in columns]
    names = Names(title, sheet=text.head_in(language, text.SHEET_FIGURES), about=text.head_in(language, text.SHEET_ABOUT))
    write_workbook(target, names, heads, rows(), lambda: _about(tally, lines, link))


_Reader = tuple[Callable[[Figure], Typed], bool]
"""How a column reads its cell, and whether it is measured."""


def _readers(columns: Sequence[FileColumn]) -> list[_Reader]:
    return [(column.cell, column.is_measured) for column in columns]


def _row(readers: Sequence[_Reader], figure: Figure) -> list[Cell]:
    cells: list[Cell] = []
    decimals = -1
    for read, is_measured in readers:
        cell = read(figure)
        if is_measured and isinstance(cell, float):
            if decimals < 0:
                decimals = figure.decimals
            cells.append(Number(cell, decimals))
        else:
            cells.append(cell)
    return cells


def _about(tally: Tally, lines: Sequence[tuple[str, str]], link: str) -> About:
    """What was chosen, then how many rows, whether they are real, what is withheld, and the rules."""
    kind = text.ABOUT_REAL if not tally.example else text.ABOUT_EXAMPLE if tally.example == tally.rows else text.ABOUT_BOTH
    sources = text.ABOUT_SOURCES_WORDS
    told = (*lines, (text.ABOUT_ROWS, number(tally.rows)), *rules_and_kind(kind, tally.withheld, sources))
    return About(told, ((text.ABOUT_LINK, link),))
