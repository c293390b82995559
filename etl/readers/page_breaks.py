"""Rows that a page break cuts in two.

The first page prints all cells of the row, each as far as its lines fit; the next page prints the header again and then,
column by column, only what is left. Which column a word belongs to is not printed. It is decided by the order of the
columns, by what their cells hold, and by the lines: a column's words follow each other without a blank line, and the next
column begins on a line of its own where the one before it took several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.readers.contents import unlikeness

_WORDS_AT_MOST = 150
_FULL_CELL_GOES_ON = 1.0
_SHORT_OF_THE_EDGE = 0.02
"""A letter by which a cell is shorter than the longest on its page: a short cell had room left and seldom goes on."""
_GAP_INSIDE = 2.0
_BEGINS_INSIDE_LINE = 1.0
_BEGINS_WITHOUT_GAP = 0.3
_WORSE_AT_MOST = 1.2
_MARGIN = 1.8
_UNITS = frozenset(
    (
        "%",
        "st",
        "st.",
        "styck",
        "personer",
        "person",
        "kr",
        "kronor",
        "tkr",
        "mnkr",
        "gwh",
        "mwh",
        "kwh",
        "kg",
        "ton",
        "dagar",
        "timmar",
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word: how it is joined to the word before it, and where it stands."""

    text: str
    begins_line: bool
    after_gap: bool
    is_broken_off: bool = False
    """The word before it ended its line without a space: both are one word."""


@dataclass(frozen=True, slots=True)
class Continued:
    """The cells of the whole row. ``is_certain`` when every added word filled a cell that was plainly unfinished, or the name."""

    texts: tuple[str, ...]
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of dealing out the words so far: its cost, the cells, and whether nothing in it was a guess."""

    cost: float
    texts: tuple[str, ...]
    is_sure: bool


def words_of(lines: Sequence[tuple[str, bool]]) -> list[Word]:
    """The words of printed lines, each given as its text and whether a blank line stands before it."""
    words: list[Word] = []
    whole = True
    for text, after_gap in lines:
        for place, word in enumerate(text.split()):
            first = place == 0
            words.append(Word(word, first, first and after_gap, first and bool(words) and not whole and text[:1] != " "))
        whole = text.endswith(" ") or not text.strip()
    return words


def continue_row(
    cells: Sequence[str], broken: Sequence[bool], cell_types: Sequence[str], lines: Sequence[tuple[str, bool]]
) -> Continued | None:
    """Add what a new page prints of a row to the cells that the page before began.

    ``broken[i]`` tells that cell *i* ended its last line inside a word. None where the words fit nowhere.
    """
    words = words_of(lines)
    if not words or len(words) > _WORDS_AT_MOST:
        return None
    kinds = ("name", *cell_types)
    longest = max((len(text) for text in cells[1:]), default=0)
    gap_inside = _GAP_INSIDE if _gaps_tell_cells(words) else 0.0
    reached: dict[int, list[_Way]] = {0: [_Way(0.0, (), True)]}
    for column, kind in enumerate(kinds):
        fresh: dict[int, list[_Way]] = {}
        for at, ways in reached.items():
            for end in range(at, len(words) + 1):
                text = _joined(cells[column], broken[column], words[at:end])
                cost = _line_cost(words, at, end, gap_inside)
                sure = not any(word.after_gap for word in words[at + 1 : end])
                if kind != "name":
                    cost += unlikeness(kind, text)
                    if end > at and not broken[column] and unlikeness(kind, cells[column]) == 0.0:
                        sure = False
                        cost += _goes_on_cost(cells[column], words[at].text) + _SHORT_OF_THE_EDGE * (longest - len(cells[column]))
                fresh.setdefault(end, []).extend(_Way(way.cost + cost, (*way.texts, text), way.is_sure and sure) for way in ways)
        reached = {end: sorted(ways, key=lambda way: way.cost)[:2] for end, ways in fresh.items()}
    complete = reached.get(len(words))
    if not complete:
        return None
    best, *others = complete
    before = sum(unlikeness(kind, text) for kind, text in zip(cell_types, cells[1:], strict=True))
    if best.cost > before + _FULL_CELL_GOES_ON + _WORSE_AT_MOST:
        return None
    is_alone = all(other.cost - best.cost > _MARGIN for other in others)
    name_took_unit = best.texts[0] != cells[0] and best.texts[0].rsplit(" ", 1)[-1].casefold() in _UNITS
    return Continued(best.texts, best.is_sure and is_alone and not name_took_unit)


def _goes_on_cost(cell: str, word: str) -> float:
    """How unlikely a full cell goes on with a word: a bare number may be followed by its unit on the next line."""
    return 0.0 if cell[-1:].isdigit() and word.casefold() in _UNITS else _FULL_CELL_GOES_ON


def _gaps_tell_cells(words: Sequence[Word]) -> bool:
    """Whether blank lines stand between cells only; some layouts print one after every line."""
    return any(word.begins_line and not word.after_gap for word in words[1:])


def _line_cost(words: Sequence[Word], start: int, end: int, gap_inside: float) -> float:
    """How unlike the lines of one column the words from ``start`` to ``end`` stand."""
    if start == end:
        return 0.0
    cost = gap_inside * sum(word.after_gap for word in words[start + 1 : end])
    if start > 0 and not words[start].after_gap:
        cost += _BEGINS_WITHOUT_GAP if words[start].begins_line else _BEGINS_INSIDE_LINE
    return cost + (2.0 if words[start].is_broken_off else 0.0)


def _joined(before: str, is_broken: bool, words: Sequence[Word]) -> str:
    text = ""
    for word in words:
        text += word.text if not text or word.is_broken_off else f" {word.text}"
    if not before or not text:
        return before or text
    return before + text if is_broken else f"{before} {text}"
