"""Rows of a table as columns of numbers, turned into what the database takes only when they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.arrow import Cells, Words
from etl.read_model.columns import NO_NUMBER

Values = tuple[Any, ...]
_AT_A_TIME = 20_000

FLOAT, COUNT, TRUTH = "float", "count", "truth"


@dataclass(slots=True)
class Columns:
    """The columns of rows, each as numbers with what they stand for: words by their place, or how nothing is told."""

    columns: Sequence[tuple[Any, Any]]

    def __len__(self) -> int:
        return len(self.columns[0][0])

    def picked(self, rows: Any) -> Columns:
        return Columns([(numbers[rows], meaning) for numbers, meaning in self.columns])

    def differs_from(self, others: Columns) -> Any:
        """Which rows have not the same cells as the row in the same place of others, which stand for their numbers likewise."""
        differs = np.zeros(len(self), bool)
        for (mine, meaning), (theirs, _) in zip(self.columns, others.columns, strict=True):
            differs |= (mine != theirs) & ~(np.isnan(mine) & np.isnan(theirs)) if meaning == FLOAT else mine != theirs
        return differs

    def tuples(self) -> Iterator[Values]:
        """The rows in the table's order of columns, with None, truth values and dates."""
        for chunk in self._chunks():
            yield from zip(*(_typed(numbers[chunk], meaning) for numbers, meaning in self.columns), strict=True)

    def bound(self) -> Iterator[tuple[tuple[str, ...], list[Values]]]:
        """The rows in what SQLite's driver binds fastest, some at a time: an expression for each column, and what is bound.

        What all the rows have in common is said in the expression. The driver takes a NaN for an empty cell; it looks every
        None, and every truth value, up in a table of adapters first, which would cost more than the rest of the writing.
        """
        for chunk in self._chunks():
            cells = [(_said(numbers[chunk], meaning), numbers[chunk], meaning) for numbers, meaning in self.columns]
            expressions = tuple("?" if said is None else said for said, _, _ in cells)
            columns = [_bound(numbers, meaning) for said, numbers, meaning in cells if said is None]
            yield expressions, list(zip(*columns, strict=True))

    def cells(self) -> list[Cells]:
        """The columns as they are written beside the store."""
        return [_cells(numbers, meaning) for numbers, meaning in self.columns]

    def _chunks(self) -> Iterator[slice]:
        """By unit where the table begins with it, so that what a unit's rows have in common is together."""
        units = self.columns[0][0]
        ends = np.flatnonzero(np.append(units[1:] != units[:-1], len(units) > 0)) + 1
        start = 0
        for end in ends.tolist():
            for first in range(start, end, _AT_A_TIME):
                yield slice(first, min(first + _AT_A_TIME, end))
            start = end


def _typed(numbers: Any, meaning: Any) -> list[Any]:
    if meaning is None:
        return list(numbers.tolist())
    if isinstance(meaning, list):
        return list(map(meaning.__getitem__, numbers.tolist()))
    if meaning == TRUTH:
        return list(map([False, True, None].__getitem__, numbers.tolist()))
    unknown = np.isnan(numbers) if meaning == FLOAT else numbers == NO_NUMBER
    if not unknown.any():
        return list(numbers.tolist())
    cells = numbers.astype(object)
    cells[unknown] = None
    return list(cells)


def _bound(numbers: Any, meaning: Any) -> list[Any]:
    if meaning is None:
        return list(numbers.astype(np.int64).tolist())
    if isinstance(meaning, list):
        words = [_plain(meaning[number]) for number in range(len(meaning))] if len(meaning) < len(numbers) else None
        if words is None:
            return [_plain(meaning[number]) for number in numbers.tolist()]
        return list(map(words.__getitem__, numbers.tolist()))
    if meaning == TRUTH:
        return list(map([0, 1, _EMPTY].__getitem__, numbers.tolist()))
    if meaning == FLOAT:
        return list(numbers.tolist())
    return list(np.where(numbers == NO_NUMBER, np.nan, numbers).tolist())


def _cells(numbers: Any, meaning: Any) -> Cells:
    if isinstance(meaning, list):
        return Cells(numbers, meaning if isinstance(meaning, Words) else Words(meaning))
    return Cells(numbers, empty={TRUTH: -1, COUNT: NO_NUMBER}.get(meaning))


def _said(numbers: Any, meaning: Any) -> str | None:
    """What all rows have, as SQL; None where they differ, or have a number with decimals."""
    if meaning == FLOAT:
        return "NULL" if np.isnan(numbers).all() else None
    first = numbers[0]
    if not (numbers == first).all():
        return None
    if isinstance(meaning, list):
        word = _plain(meaning[first])
        return "'" + word.replace("'", "''") + "'" if isinstance(word, str) else "NULL"
    if meaning == TRUTH:
        return "NULL" if first < 0 else str(int(first))
    return "NULL" if meaning == COUNT and first == NO_NUMBER else str(int(first))


_EMPTY = float("nan")


def _plain(word: Any) -> Any:
    if word is None:
        return _EMPTY
    return word.isoformat() if isinstance(word, dt.date) else word
