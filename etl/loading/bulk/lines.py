"""The rows of ``figures.csv`` put together to lines: one for each indicator of a document, with its cells side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import GoalLevel
from etl.checks import CellName
from etl.readers.figures import CELLS, GOALS, FiguresFolder, Part
from etl.readers.figures_columns import Codes, Columns

Mask = NDArray[np.bool_]

NAMES = (
    *(CellName.OUTCOME, CellName.OUTCOME_MEN, CellName.OUTCOME_WOMEN),
    *(CellName.PREVIOUS, CellName.FORECAST, CellName.TARGET, CellName.KF_TARGET),
)
"""The cells of a line, in the order of ``Lines.rows``' second axis; outcomes are the first three."""

OUTCOMES = slice(0, 3)
PREVIOUS, FORECAST, TARGET, KF_TARGET = range(3, 7)

FIELDS = ("outcome", "outcome_men", "outcome_women", "previous_outcome", "forecast", "target", "kf_target")
_LEVELS = frozenset(level.value for level in GoalLevel)


@dataclass(slots=True)
class Lines:
    """The lines of many documents, in the order in which their records come: by document, goal and first row.

    ``part`` is the place of the line's document among those of the folder, ``section`` that of its goal among those of the
    document, 0 for none, ``first`` the line's first row in the file. ``rows`` says for each cell in which row it stands, -1
    where it does not.
    """

    part: Codes
    section: Codes
    first: NDArray[np.int64]
    rows: Codes
    line_of_row: NDArray[np.int64]
    """For every row of the file its line; -1 where it has none."""

    def __len__(self) -> int:
        return len(self.part)

    def only(self, chosen: NDArray[np.int64]) -> Lines:
        """These of the lines; ``line_of_row`` is still that of all."""
        return Lines(self.part[chosen], self.section[chosen], self.first[chosen], self.rows[chosen], self.line_of_row)

    def of_parts(self, start: int, stop: int) -> NDArray[np.int64]:
        """The places of the lines of the documents from ``start`` up to ``stop``."""
        begin, end = np.searchsorted(self.part, (start, stop))
        return np.arange(begin, end)

    @staticmethod
    def code(columns: Columns, title: str, rows: NDArray[np.signedinteger]) -> Codes:
        """The codes of the column's texts in these rows; for a row that is not there the code after the last."""
        none = np.int32(len(columns.texts[title]))
        found: Codes = np.where(rows >= 0, columns.codes[title][rows], none)
        return found


def lines_of(folder: FiguresFolder) -> tuple[Lines, set[int]]:
    """The lines of all documents of a folder, and places among ``parts`` of documents that are not so plain.

    Those have a row that is rejected, or a goal that is: they have no lines and are read row by row.
    """
    columns, parts = folder.columns, folder.parts
    part_of_row = np.full(len(columns), -1, dtype=np.int64)
    for place, part in enumerate(parts):
        part_of_row[part.start : part.stop] = place
    cell = _cells(columns)
    not_plain = _unlike_the_first(columns, part_of_row, np.array([part.start for part in parts], dtype=np.int64))
    empty = np.array([not text for text in columns.texts["indicator"]], dtype=bool)
    not_plain |= (cell < 0) | empty[columns.codes["indicator"]]
    odd = set(np.unique(part_of_row[not_plain & (part_of_row >= 0)]).tolist())
    while True:
        for place in odd:
            part_of_row[parts[place].start : parts[place].stop] = -1
        lines, more = _grouped(columns, part_of_row, cell, parts)
        if not more:
            return lines, odd
        odd |= more


def _cells(columns: Columns) -> Codes:
    """Which cell of a line each row is, by its ``what`` and ``gender``; -1 for none that is known."""
    whats, genders = columns.texts["what"], columns.texts["gender"]
    known = {key: FIELDS.index(name) for key, name in CELLS.items()}
    table = np.array([[known.get((what, gender), -1) for gender in genders] for what in whats], dtype=np.int32)
    if not table.size:
        return np.empty(0, dtype=np.int32)
    found: Codes = table[columns.codes["what"], columns.codes["gender"]]
    return found


def _unlike_the_first(columns: Columns, part_of_row: NDArray[np.int64], starts: NDArray[np.int64]) -> Mask:
    """Rows that say to be of another unit, year or kind than the first row of their document."""
    unlike = np.zeros(len(columns), dtype=bool)
    within = np.flatnonzero(part_of_row >= 0)
    first = starts[part_of_row[within]]
    for title in ("unit", "document_type", "year"):
        codes = columns.codes[title]
        unlike[within] |= codes[within] != codes[first]
    return unlike


def _grouped(columns: Columns, part_of_row: NDArray[np.int64], cell: Codes, parts: list[Part]) -> tuple[Lines, set[int]]:
    goals, indicators = len(columns.texts["goal"]), len(columns.texts["indicator"])
    within = np.flatnonzero(part_of_row >= 0)
    key = (part_of_row[within] * goals + columns.codes["goal"][within]) * indicators + columns.codes["indicator"][within]
    begins = np.flatnonzero(np.diff(key, prepend=-1))
    keys, first_run, line_of_run = np.unique(key[begins], return_index=True, return_inverse=True)
    first = within[begins[first_run]]
    part = (keys // indicators // goals).astype(np.int32)
    section, odd = _sections(columns, part, (keys // indicators) % goals, parts)
    order = np.lexsort((first, section, part))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    line_of_row = np.full(len(columns), -1, dtype=np.int64)
    line_of_row[within] = np.repeat(place[line_of_run], np.diff(begins, append=len(key)))
    rows = np.full((len(order), len(NAMES)), -1, dtype=np.int32)
    cells = line_of_row[within] * len(NAMES) + cell[within]
    twice = np.flatnonzero(np.bincount(cells, minlength=rows.size) > 1) // len(NAMES)
    rows.reshape(-1)[cells] = within
    odd |= set(part[order][twice].tolist())
    return Lines(part[order], section[order], first[order], rows, line_of_row), odd


def _sections(columns: Columns, part: Codes, goal: NDArray[np.int64], parts: list[Part]) -> tuple[Codes, set[int]]:
    """For each line the place of its goal in its document, and the documents where there is no such goal or a faulty one."""
    goals = len(columns.texts["goal"])
    pairs, of_line = np.unique(part.astype(np.int64) * goals + goal, return_inverse=True)
    odd: set[int] = set()
    places = np.zeros(len(pairs), dtype=np.int32)
    known: dict[str, int] = {}
    last = -1
    for number, pair in enumerate(pairs.tolist()):
        of_part, code = divmod(pair, goals)
        if of_part != last:
            known, last = sections_of(parts[of_part]), of_part
        places[number] = known.get(columns.texts["goal"][code], -1)
        if places[number] < 0 or len(known) <= len(parts[of_part].below[GOALS]):
            odd.add(of_part)
    return places[of_line].astype(np.int32), odd


def sections_of(part: Part) -> dict[str, int]:
    """The places of a document's goals by their ordinals, from 1; 0 is what stands under no goal. Faulty ones have none."""
    known = {"": 0}
    for row in part.below[GOALS]:
        if row["level"] in _LEVELS and row["order"]:
            known.setdefault(row["order"], len(known))
    return known
