"""Cutting a printed table row into its cells.

The text of a PDF prints every cell as its text followed by one space and an empty cell as that space alone. A row is thus
a run of words in which each *extra* space is an empty cell, and what has to be decided is only where one filled cell ends
and the next begins. The number of columns and what their cells can hold (a quantity, a period, a date) decide it. Where
two ways are equally good the row is marked as doubtful; nothing is settled by chance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.readers.contents import (
    BEGINS_VALUE,
    LAST_CELL,
    PATTERNS,
    ends_in_cell,
    ends_in_loose_number,
    ends_open,
    is_name,
    may_end_in,
    may_hold_date,
    splits_thousands,
    unlikeness,
    unlikeness_of_begun,
    unlikeness_of_name,
)

_DROPPED_SPACE = 2.5
_NAME_OVER_GAP = 2.5
_DOUBTFUL = 2.5
_SPLIT_THOUSANDS = 2.0
_SPLIT_THOUSANDS_BETWEEN_CELLS = 0.5
_LOST_SPACE = 3.0
_LOST_LAST_SPACE = 0.5
_MARGIN = 1.01
_UNREADABLE = 8.0
_NO_HALF = 9.5
_UNLIKE_A_ROW = 14.0
_TOKENS_AT_MOST = 250
_LETTERS_AT_MOST = 900


_Ranked = list[tuple[float, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Cells:
    """One row cut into cells, the name first. ``doubt`` says in Swedish what is uncertain; empty where nothing is."""

    texts: tuple[str, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class RowGrammar:
    """What the cells behind the name hold, in print order: ``value``, ``period``, ``periodicity``, ``date`` or ``text``."""

    cell_types: tuple[str, ...]

    def may_be_complete(self, row: str) -> bool:
        """A quick look: does the row end the way its last column ends?"""
        last = self.cell_types[-1]
        if not row.endswith(" "):
            return False
        if last in LAST_CELL:
            return may_end_in(last, row)
        return "date" not in self.cell_types or may_hold_date(row)

    def cut_certainly(self, row: str) -> Cells | None:
        """Cut a row where every cell is of its column's kind and only one way of cutting exists; otherwise None.

        The space that ends the last cell may be missing at the end of a text; every other cell must be ended by its own.
        """
        row = self._without_icons(row)
        if len(row) > _LETTERS_AT_MOST:
            return None
        shortest, longest = _row_patterns(self.cell_types)
        first = shortest.fullmatch(row if row.endswith(" ") else row + " ")
        if not first:
            return None
        texts = tuple(part.strip() for part in first.groups())
        if self._may_be_cut_otherwise(texts):
            second = longest.fullmatch(first.string)
            if second is None or texts != tuple(part.strip() for part in second.groups()):
                return None
        name = texts[0]
        if "  " in name or not is_name(name) or ends_open(name) or splits_thousands(name, texts[1]):
            return None
        if ends_in_loose_number(name) and not texts[1]:
            return None
        if ends_in_cell(name) and not self._all_dates_filled(texts[1:]):
            return None
        if self._may_end_in_icon(row) and not texts[-1] and unlikeness_of_name(name) >= 1.0:
            return None
        return Cells(texts) if self._has_anchor(texts[1:]) else None

    def _may_be_cut_otherwise(self, texts: tuple[str, ...]) -> bool:
        """Another cut has a longer name, and so some cell must fall into two: inside it a second value must begin."""
        if "text" in self.cell_types[:-1]:
            return True
        cells = zip(texts[1:], self.cell_types, strict=True)
        return any(" " in text and kind in ("value", "other") and BEGINS_VALUE.search(text) for text, kind in cells)

    def _all_dates_filled(self, texts: tuple[str, ...]) -> bool:
        dates = [text for text, kind in zip(texts, self.cell_types, strict=True) if kind == "date"]
        return bool(dates) and all(dates)

    def _without_icons(self, row: str) -> str:
        """The row without the icon cells before it, and without those of the next row where its own last cell is filled."""
        row = row.lstrip(" ")
        return row.rstrip(" ") + " " if self.cell_types[-1] in ("period", "periodicity") and row.endswith("  ") else row

    def _may_end_in_icon(self, row: str) -> bool:
        """Whether the last space may be an icon cell of the next row as well as an empty last cell of this one."""
        return self.cell_types[-1] in ("value", "other") and row.endswith("  ")

    def _has_anchor(self, texts: tuple[str, ...]) -> bool:
        """A row is known by its last cell where that is a period or periodicity, otherwise by any filled date or cell."""
        if self.cell_types[-1] in ("period", "periodicity"):
            return bool(texts[-1])
        if "date" in self.cell_types:
            return any(text for text, kind in zip(texts, self.cell_types, strict=True) if kind == "date")
        return any(texts)

    def cut(self, row: str) -> Cells | None:
        """Cut a row the best way there is; None where no way is good enough to be shown to anybody."""
        certain = self.cut_certainly(row)
        if certain is not None:
            return certain
        ranked = self._ranked(row)
        if not ranked or ranked[0][0] >= _UNREADABLE:
            return None
        cost, texts = ranked[0]
        if len(ranked) > 1 and ranked[1][0] - cost < _MARGIN:
            other = " | ".join(text or "–" for text in ranked[1][1][1:])
            return Cells(texts, f"Raden kan läsas på flera sätt; ett annat är: {other}")
        if ends_open(texts[0]) or (ends_in_cell(texts[0]) and not self._all_dates_filled(texts[1:])):
            return Cells(texts, "Radens namn slutar med det som kan vara början på ett värde")
        if ends_in_loose_number(texts[0]) and not texts[1]:
            return Cells(texts, "Radens namn slutar med ett tal som kan vara ett värde")
        if cost >= _DOUBTFUL:
            return Cells(texts, "Cellerna på raden stämmer inte med tabellhuvudet")
        return Cells(texts)

    def cut_half(self, row: str) -> Cells | None:
        """Cut what one page prints of a row that goes on on the next: all cells are there, some of them begun only."""
        ranked = self._ranked(row, is_half=True)
        if not ranked or ranked[0][0] >= _NO_HALF:
            return None
        is_alone = len(ranked) == 1 or ranked[1][0] - ranked[0][0] >= _MARGIN
        return Cells(ranked[0][1], "" if is_alone else "Raden delas av en sidbrytning och kan läsas på flera sätt")

    def is_like_a_row(self, text: str) -> bool:
        """Whether a text that could not be cut still looks like a row, and must not be dropped without a word."""
        ranked = self._ranked(text + " ")
        return bool(ranked) and ranked[0][0] < _UNLIKE_A_ROW

    def _ranked(self, row: str, *, is_half: bool = False) -> _Ranked:
        ways: _Ranked = []
        whole = row.lstrip(" ")
        without = whole.rstrip(" ") + " " if self._may_end_in_icon(row) else self._without_icons(row)
        for text in dict.fromkeys((whole, without)):
            tokens = text.split(" ")
            if tokens[-1] == "":
                tokens.pop()
            if tokens and len(tokens) <= _TOKENS_AT_MOST:
                ways += _best_cuts(tuple(tokens), self.cell_types, is_half)
        return [(cost, texts) for cost, texts in _two_best(ways) if is_name(texts[0])]


@lru_cache(maxsize=256)
def _row_patterns(cell_types: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The row as a pattern, once with the shortest name and once with the longest; where both agree the cut is certain."""
    cells = "".join(rf"((?:{PATTERNS[kind]})?) " for kind in cell_types)
    lazy = cells.replace("{0,5}", "{0,5}?").replace("{0,3}", "{0,3}?").replace("{1,3}", "{1,3}?")
    return re.compile(rf"(\S.*?) {cells}", re.IGNORECASE), re.compile(rf"(\S.*) {lazy}", re.IGNORECASE)


def _best_cuts(tokens: tuple[str, ...], cell_types: tuple[str, ...], is_half: bool) -> _Ranked:
    """The two cheapest ways to cut ``tokens`` into a name and ``cell_types`` cells (dynamic programming from the right)."""
    size, columns = len(tokens), len(cell_types)
    lost_space = float("inf") if is_half else _LOST_SPACE
    longest = {"value": 12, "other": 12, "period": 3, "periodicity": 5, "date": 2, "text": 60}
    table: list[_Ranked] = [[] for _ in range(size + 1)]
    table[size] = [(0.0, ())]
    for at in range(size - 1, -1, -1):
        if tokens[at] == "":
            table[at] = [(cost + _DROPPED_SPACE, texts) for cost, texts in table[at + 1]]
    for column in range(columns - 1, -1, -1):
        kind = cell_types[column]
        fresh: list[_Ranked] = [[] for _ in range(size + 1)]
        for at in range(size, -1, -1):
            lost = _LOST_LAST_SPACE if at == size and kind == "text" else lost_space
            ways = [(cost + lost, ("", *texts)) for cost, texts in table[at]]
            if at < size and tokens[at] == "":
                empty = unlikeness(kind, "")
                ways += [(cost + empty, ("", *texts)) for cost, texts in table[at + 1]]
                ways += [(cost + _DROPPED_SPACE, texts) for cost, texts in fresh[at + 1]]
            elif at < size:
                for end in range(at + 1, min(size, at + longest[kind]) + 1):
                    if tokens[end - 1] == "":
                        break
                    if table[end]:
                        text = " ".join(tokens[at:end])
                        here = unlikeness_of_begun(kind, text) if is_half else unlikeness(kind, text)
                        if at and tokens[at - 1] and splits_thousands(tokens[at - 1], tokens[at]):
                            here += _SPLIT_THOUSANDS if column == 0 else _SPLIT_THOUSANDS_BETWEEN_CELLS
                        ways += [(cost + here, (text, *texts)) for cost, texts in table[end]]
            fresh[at] = _two_best(ways)
        table = fresh
    ways = []
    for end in range(1, size + 1):
        if table[end] and tokens[end - 1] != "":
            gaps = tokens[:end].count("")
            name = " ".join(token for token in tokens[:end] if token)
            ways += [(cost + _NAME_OVER_GAP * gaps + unlikeness_of_name(name), (name, *texts)) for cost, texts in table[end]]
    return _two_best(ways)


def _two_best(ways: _Ranked) -> _Ranked:
    ranked: _Ranked = []
    for way in sorted(ways):
        if all(way[1] != other for _, other in ranked):
            ranked.append(way)
        if len(ranked) == 2:
            break
    return ranked
