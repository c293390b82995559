"""Tables whose cells are given, as PDF and Word files print them, and the finding of their headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from data.vocabulary import Period
from etl.readers.columns import Column, Header, column_titled, header_of_titles, squeeze

Span = tuple[float, float]
"""Where a cell or column begins and ends across the table, in whatever measure the file has: points or columns."""

_OVERLAP = 0.3
"""A cell stands in a column when it shares so much of the narrower of the two; borders are seldom drawn to the point."""
_HEADER_CELLS_AT_MOST = 40
_UNSURE = ("other", "text", "men", "women")
"""Titles that say nothing alone: the one above them says whose or what they are."""


@dataclass(slots=True)
class Cell:
    """One cell. In ``text`` a line feed stands where a paragraph plainly ends; other lines are joined.

    ``is_broken``: its last line ends inside a word. ``is_filled``: that line has room for no more letter, and may do so.
    ``goes_on``: it is printed as one that another follows. ``is_shared``: the cell was begun in a row above, which this row
    shares. ``doubt`` says what is uncertain in its text.
    """

    text: str
    span: Span
    is_broken: bool = False
    is_filled: bool = False
    goes_on: bool = False
    is_shared: bool = False
    doubt: str = ""

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


@dataclass(slots=True)
class Row:
    number: int
    cells: list[Cell]

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.text]

    @property
    def text(self) -> str:
        return " ".join(cell.words for cell in self.filled)


@dataclass(frozen=True, slots=True)
class Columns:
    """A header, with where each of its columns stands. ``squeezed`` are its titles, for knowing it again."""

    header: Header
    spans: tuple[Span, ...]
    squeezed: tuple[str, ...]

    @property
    def extent(self) -> Span:
        return min(span[0] for span in self.spans), max(span[1] for span in self.spans)

    def is_same(self, other: Columns) -> bool:
        return self.header.kinds == other.header.kinds and self.header.is_activity == other.header.is_activity


@dataclass(slots=True)
class Grid:
    """A table, or the part of one that stands on a page. ``columns`` where its header is known from what went before."""

    rows: list[Row] = field(default_factory=list)
    columns: Columns | None = None
    begins_page: bool = False
    """It is the first on its page: its first row may be the rest of one on the page before."""
    goes_on: bool = False
    """It has been found as what goes on with the table before it, without a header of its own."""


def overlap(first: Span, second: Span) -> float:
    """How much two spans share, as a part of the narrower."""
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return shared / max(min(first[1] - first[0], second[1] - second[0]), 0.01)


def stands_in(cell: Span, column: Span) -> bool:
    return overlap(cell, column) > _OVERLAP


def header_at(rows: Sequence[Row], at: int, period: Period | None) -> tuple[Columns, int] | None:
    """The header that begins with a row, of one row or two, and how many rows it takes; None where none begins there.

    In a header of two rows the upper prints what several columns have in common: *Periodens utfall* over *Totalt*,
    *Män/pojkar*, *Kvinnor/flickor*.
    """
    upper = rows[at]
    if len(upper.filled) < 2 or len(upper.filled) > _HEADER_CELLS_AT_MOST:
        return None
    one = _columns([cell.text for cell in upper.cells], [cell.span for cell in upper.cells], period)
    lower = rows[at + 1] if at + 1 < len(rows) else None
    if lower is not None and _is_lower_row(upper, lower, one):
        titles = [_title(upper, cell) for cell in lower.cells]
        two = _columns(titles, [cell.span for cell in lower.cells], period)
        if two is not None and (one is None or _known(two) >= _known(one)):
            return two, 2
    return (one, 1) if one is not None else None


def _columns(titles: Sequence[str], spans: Sequence[Span], period: Period | None) -> Columns | None:
    found = header_of_titles(titles, period)
    if found is None:
        return None
    header, order = found
    return Columns(header, tuple(spans[place] for place in order), tuple(squeeze(titles[place]) for place in order))


def _known(columns: Columns) -> int:
    return sum(column_titled(column.title).kind not in _UNSURE for column in columns.header.columns)


def _is_lower_row(upper: Row, lower: Row, one: Columns | None) -> bool:
    """Whether a row goes on with the header above it: it has titles of its own, and none where it has the name's."""
    own = [cell for cell in lower.filled if not cell.is_shared]
    if not own:
        return False
    if one is not None and any(stands_in(cell.span, one.spans[0]) for cell in own):
        return False
    if one is None and not _heads_groups(upper, lower):
        return False
    return all(_is_title(upper, cell) for cell in own)


def _heads_groups(upper: Row, lower: Row) -> bool:
    """Whether a row prints only what columns below it have in common: nothing over the name, whose title stands below."""
    names = [cell for cell in lower.cells if _kind(cell.text) == "name"]
    over_name = [each for each in upper.filled for cell in names if stands_in(each.span, cell.span)]
    return bool(names) and not over_name and not any(sign.isdigit() for sign in upper.text)


def _is_title(upper: Row, cell: Cell) -> bool:
    """Whether a cell can be a title: it is a known one, alone or under the one above, or holds no figure at all."""
    known = any(_kind(title) != "other" for title in (cell.text, _title(upper, cell)))
    return known or not any(sign.isdigit() for sign in cell.text)


def _kind(title: str) -> str:
    return column_titled(title).kind


def _title(upper: Row, cell: Cell) -> str:
    """A lower cell's title together with the one above it, or alone where only it is known."""
    if cell.is_shared:
        return cell.text
    above = next((each.text for each in upper.cells if stands_in(cell.span, each.span)), "")
    whole = f"{above} {cell.text}".strip()
    return cell.text if _kind(whole) == "other" and _kind(cell.text) not in _UNSURE else whole


def looks_like_figures(row: Row) -> bool:
    """Whether a row's cells are titles of a table of figures that lacks its name column: it prints a target."""
    kinds = [_column(cell).kind for cell in row.filled]
    return "name" not in kinds and bool({"target", "kf_target"} & set(kinds)) and len(kinds) > 2


def _column(cell: Cell) -> Column:
    return column_titled(cell.text)
