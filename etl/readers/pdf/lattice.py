"""Tables by the lines that are drawn around their cells.

Lines are drawn as strokes, as filled rectangles, doubled, or as the edges of coloured cells; outer borders may be missing. All
are made to one net, and what no line divides is one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.readers.pdf.content import Stroke

_SNAP = 3.0
_TOUCH = 3.0
_THIN = 4.5
"""Two lines closer than this have no cell between them: they are one line drawn double."""
_COVERED = 0.6
_CROSSINGS_AT_MOST = 400_000
_SLOTS_AT_MOST = 40_000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell, by the numbers of the columns and rows between which it lies."""

    left: int
    right: int
    top: int
    bottom: int


@dataclass(slots=True)
class Lattice:
    """A net of cells: ``xs`` and ``ys`` are where its lines lie; ``slots[row][column]`` is the cell that lies there."""

    xs: list[float]
    ys: list[float]
    slots: list[list[Box]]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @property
    def is_table(self) -> bool:
        """More than a frame or a heap of boxes: it has two columns somewhere."""
        return len(self.xs) > 2 and any(len({box.left for box in row}) > 1 for row in self.slots)

    def holds(self, other: Lattice) -> bool:
        return (
            self.xs[0] - _SNAP <= other.xs[0]
            and other.xs[-1] <= self.xs[-1] + _SNAP
            and self.ys[0] - _SNAP <= other.ys[0]
            and other.ys[-1] <= self.ys[-1] + _SNAP
        )


class TooManyLinesError(Exception):
    """A page draws so many lines that it is a picture and no table."""


def merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes that lie on one line and touch as one; lines closer to each other than a thin line are one line."""
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda each: each.at):
        if groups and stroke.at - groups[-1][-1].at <= _SNAP and stroke.at - groups[-1][0].at <= 2 * _SNAP:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    lines: list[Stroke] = []
    for group in groups:
        at = sum(each.at for each in group) / len(group)
        for stroke in sorted(group, key=lambda each: each.start):
            if lines and lines[-1].at == at and stroke.start <= lines[-1].end + _TOUCH:
                lines[-1].end = max(lines[-1].end, stroke.end)
            else:
                lines.append(Stroke(at, stroke.start, stroke.end))
    return lines


def lattices_of(level: Sequence[Stroke], upright: Sequence[Stroke]) -> list[Lattice]:
    """The nets that merged lines form; raises TooManyLinesError where there are too many to be tables."""
    if len(level) * len(upright) > _CROSSINGS_AT_MOST:
        raise TooManyLinesError
    found = []
    for own_level, own_upright in _components(level, upright):
        lattice = _lattice(own_level, own_upright)
        if lattice is not None:
            found.append(lattice)
    return found


def _components(level: Sequence[Stroke], upright: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Lines that cross or touch each other, directly or through others."""
    owner = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    for place, line in enumerate(upright, start=len(level)):
        for other, across in enumerate(level):
            if across.start - _TOUCH <= line.at <= across.end + _TOUCH and line.start - _TOUCH <= across.at <= line.end + _TOUCH:
                owner[root(other)] = root(place)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for place in range(len(owner)):
        group = groups.setdefault(root(place), ([], []))
        if place < len(level):
            group[0].append(level[place])
        else:
            group[1].append(upright[place - len(level)])
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(level: list[Stroke], upright: list[Stroke]) -> Lattice | None:
    left = min(*(line.start for line in level), *(line.at for line in upright)) if level and upright else 0.0
    right = max(*(line.end for line in level), *(line.at for line in upright))
    top = min(*(line.start for line in upright), *(line.at for line in level))
    bottom = max(*(line.end for line in upright), *(line.at for line in level))
    xs = _places([left, *(line.at for line in upright), right])
    ys = _places([top, *(line.at for line in level), bottom])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _SLOTS_AT_MOST:
        return None
    return Lattice(xs, ys, _slots(xs, ys, level, upright))


def _places(places: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _THIN:
            kept.append(place)
    return kept


def _slots(xs: list[float], ys: list[float], level: list[Stroke], upright: list[Stroke]) -> list[list[Box]]:
    """The cell at each place of the net: places that no line divides are one cell, as far as it is a rectangle."""
    columns, rows = len(xs) - 1, len(ys) - 1
    right_of = [[_covered(upright, xs[column + 1], ys[row], ys[row + 1]) for column in range(columns)] for row in range(rows)]
    below = [[_covered(level, ys[row + 1], xs[column], xs[column + 1]) for column in range(columns)] for row in range(rows)]
    slots: list[list[Box | None]] = [[None] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if slots[row][column] is not None:
                continue
            end = column
            while end + 1 < columns and not right_of[row][end] and slots[row][end + 1] is None:
                end += 1
            last = row
            while last + 1 < rows and _goes_down(slots[last + 1], right_of[last + 1], below[last], column, end, columns):
                last += 1
            box = Box(column, end, row, last)
            for y in range(row, last + 1):
                slots[y][column : end + 1] = [box] * (end - column + 1)
    return [[box for box in row if box is not None] for row in slots]


def _goes_down(
    next_row: list[Box | None], divided: list[bool], line_below: list[bool], column: int, end: int, columns: int
) -> bool:
    """Whether the cell over these columns goes on into the next row: no line is drawn below it, and none through it there."""
    if any(line_below[column : end + 1]) or any(divided[column:end]) or any(next_row[column : end + 1]):
        return False
    is_open_left = column > 0 and not divided[column - 1]
    is_open_right = end + 1 < columns and not divided[end]
    return not is_open_left and not is_open_right


def _covered(lines: Sequence[Stroke], at: float, start: float, end: float) -> bool:
    """Whether lines are drawn along most of the way between two crossings."""
    drawn = sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in lines if abs(line.at - at) <= _THIN)
    return drawn >= _COVERED * (end - start)
