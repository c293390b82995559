"""What else has to be withheld so that no withheld value can be found by subtraction.

Source of the rule: *secondary* or *complementary cell suppression*, as statistical offices do it (Hundepool et al., *Handbook
on Statistical Disclosure Control*, chapter 4, https://sdctools.github.io/HandbookSDC/). A withheld cell can be found exactly when
its unit vector lies in the row space of the equations, which elimination tells: Langsrud, *Secondary suppression by Gaussian
elimination* (Privacy in Statistical Databases 2024, doi:10.1007/978-3-031-69651-0_6). The search for unseen changes, and
that each primary cell is protected by itself and the answers united, is ours; see docs/decisions/0006-withholding.md.

The search is made in whole numbers. The elimination is made modulo a large prime, where a division is exact and no number
grows: it sees a dependence that is none, or misses one, only where a minor of the equations – of plus and minus ones – is a
multiple of that prime.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar

Key = TypeVar("Key", bound=Hashable)
Row = dict[int, int]

_PRIME = 2**61 - 1
"""A Mersenne prime: the products of two numbers below it are still quick."""
_HALF = _PRIME // 2


@dataclass(frozen=True, slots=True)
class Sum(Generic[Key]):
    """A total and the parts that it is the sum of: different cells, some of which a reader may know."""

    total: Key
    parts: tuple[Key, ...]


class Sums(Protocol):
    """Sums over cells that are numbered: the lower the number, the sooner a cell is withheld. They may be made when asked for."""

    def sums_to(self, total: int) -> Sequence[Sequence[int]]:
        """The parts of every sum that is this cell, ascending, and the sums in their order."""

    def totals_with(self, part: int) -> Iterable[int]:
        """The cells that are sums of this one and others, each once."""

    def is_published(self, cell: int) -> bool:
        """Whether a reader would see the cell if nothing were withheld."""

    def has_cost(self, cell: int) -> bool:
        """Whether the cell's place in the order is that of a cost; those without one have the highest numbers."""


def complementary(primary: Set[Key], sums: Sequence[Sum[Key]], cost: Mapping[Key, Any], shown: Set[Key]) -> set[Key]:
    """The further cells to withhold, so that no withheld one follows from any combination of all the sums.

    ``shown`` are the cells that a reader would see if nothing were withheld, primary ones among them. A cell of the sums
    that is not in it is never published (a value withheld in its source, the increase between two follow-ups) and is protected
    only if it is primary. Cells are compared by ``cost`` – numbers, or tuples of them – and equal costs by their keys, which
    must be ordered; the cheapest goes first, those without a cost last. Raises ValueError for a sum with a cell in it twice.
    """
    if not primary:
        return set()
    listed = _ListedSums(primary, sums, cost, shown)
    return {listed.keys[cell] for cell in withheld_for(listed.primary, listed)} - set(primary)


def withheld_for(primary: Iterable[int], sums: Sums) -> set[int]:
    """The published cells to withhold for the sake of the primary ones, those among them.

    Each primary cell is protected by itself, and the answers are united. For to withhold more never makes a withheld cell
    easier to find; so the union is safe, it only grows when more is primary, and no order of input matters.
    """
    equations = _Equations(sums)
    return set().union(*(equations.protection(cell) for cell in primary))


class _ListedSums:
    """Sums that are given as a list, their cells numbered in the order of cost."""

    def __init__(self, primary: Set[Key], sums: Iterable[Sum[Key]], cost: Mapping[Key, Any], shown: Set[Key]) -> None:
        sums = [each for each in sums if each.parts]
        cells: set[Any] = {cell for each in sums for cell in (each.total, *each.parts)} | set(primary)
        with_cost = sorted((cost[cell], cell) for cell in cells if cell in cost)
        self.keys: list[Any] = [*(cell for _, cell in with_cost), *sorted(cell for cell in cells if cell not in cost)]
        number = {key: index for index, key in enumerate(self.keys)}
        self.primary = sorted(number[key] for key in primary)
        self._with_cost = len(with_cost)
        self._published = {number[key] for key in cells if key in shown}
        self._to: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
        self._with: defaultdict[int, set[int]] = defaultdict(set)
        for total, *parts in sorted({(number[each.total], *sorted(number[part] for part in each.parts)) for each in sums}):
            if len({total, *parts}) <= len(parts):
                raise ValueError(f"the sum {self.keys[total]} = {[self.keys[part] for part in parts]} holds a cell twice")
            self._to[total].append(tuple(parts))
            for part in parts:
                self._with[part].add(total)

    def sums_to(self, total: int) -> Sequence[Sequence[int]]:
        return self._to.get(total, ())

    def totals_with(self, part: int) -> Iterable[int]:
        return self._with.get(part, ())

    def is_published(self, cell: int) -> bool:
        return cell in self._published

    def has_cost(self, cell: int) -> bool:
        return cell < self._with_cost


_FAR = 12
"""Cells that a change may have before it is given up: one that wanders on from sister to sister would withhold them all."""


class _Equation:
    """``total − parts = 0``: the sign of each cell, in ascending order. ``number``: its total, and which of the sums to it."""

    __slots__ = ("alone", "number", "signs", "without_cost")

    def __init__(self, number: tuple[int, int], parts: Sequence[int], sums: Sums) -> None:
        self.number = number
        total, _ = number
        ascending = sorted((total, *parts))
        self.signs = dict.fromkeys(ascending, -1)
        self.signs[total] = 1
        self.without_cost = [] if sums.has_cost(ascending[-1]) else [cell for cell in ascending if not sums.has_cost(cell)]
        self.alone: list[int] | None = None
        """Those of its cells that are never published and in no other sum, once that has been asked for."""


_in_order = attrgetter("number")


class _Equations:
    """The equations near the cells that are asked about, made when they are first met."""

    def __init__(self, sums: Sums) -> None:
        self._sums = sums
        self._to: dict[int, list[_Equation]] = {}
        self._with: dict[int, list[_Equation]] = {}

    def protection(self, cell: int) -> set[int]:
        """Cells to withhold with this one, itself among them if it is published, so that none of them can be found."""
        changes = [self._unseen_change(cell, rather_without_cost=False)]
        if changes[0] is None or any(each.without_cost for other in changes[0] for each in self._with[other]):
            changes.append(self._unseen_change(cell, rather_without_cost=True))
        answers = [self._published(change) for change in changes if change is not None]
        return min(answers, key=len) if answers else self._published(self._cheapest_circuit(cell))

    def _published(self, cells: Iterable[int]) -> set[int]:
        return set(filter(self._sums.is_published, cells))

    def _of_cell(self, cell: int) -> list[_Equation]:
        """The equations that the cell is in."""
        found = self._with.get(cell)
        if found is None:
            found = self._with[cell] = []
            for total in (cell, *self._sums.totals_with(cell)):
                sums = self._to.get(total)
                found += [each for each in (self._sums_to(total) if sums is None else sums) if cell in each.signs]
        return found

    def _sums_to(self, total: int) -> list[_Equation]:
        found = self._to.get(total)
        if found is None:
            sums = self._sums.sums_to(total)
            found = self._to[total] = [_Equation((total, place), parts, self._sums) for place, parts in enumerate(sums)]
        return found

    def _unseen_change(self, cell: int, *, rather_without_cost: bool) -> dict[int, int] | None:
        """A change of this cell, and of cheap others, that leaves every equation true; None where this search finds none.

        As nothing else changes, a reader cannot tell the changed figures from the true ones: none of them can be found. The
        usual answer is one person who is of the other sex here, and one the other way round in a sister unit.
        ``rather_without_cost``: cells without a cost are changed before the cheapest.
        """
        change = {cell: 1}
        broken = {equation: equation.signs[cell] for equation in self._of_cell(cell)}
        while broken and len(change) < _FAR:
            equation = min(broken, key=_in_order)
            mending = self._mending(equation, broken, change, rather_without_cost)
            if mending is None:
                return None
            change[mending] = amount = -broken[equation] * equation.signs[mending]
            for each in self._of_cell(mending):
                off = broken.get(each, 0) + amount * each.signs[mending]
                if off:
                    broken[each] = off
                else:
                    del broken[each]
        return change if not broken else None

    def _mending(
        self, equation: _Equation, broken: Mapping[_Equation, int], change: Mapping[int, int], rather_without_cost: bool
    ) -> int | None:
        """The cell to change for the equation to hold: one that mends another too, one that is in no other, or the cheapest."""
        signs, off = equation.signs, broken[equation]
        both = []
        if len(broken) > 1:
            both = [
                cell
                for other in broken
                if other is not equation
                for cell in signs.keys() & other.signs.keys()
                if signs[cell] * off == other.signs[cell] * broken[other] and cell not in change
            ]
        if both:
            return min(both)
        if equation.alone is None:
            equation.alone = [cell for cell in signs if not self._sums.is_published(cell) and len(self._of_cell(cell)) == 1]
        for candidates in (equation.alone, equation.without_cost if rather_without_cost else (), signs):
            for cell in candidates:
                if cell not in change:
                    return cell
        return None

    def _cheapest_circuit(self, cell: int) -> set[int]:
        """A change of this cell found by elimination, where one exists: near before far, and the cheapest among the near.

        Of the cells within so many sums from this one, in the order of cost, those that are not combinations of earlier ones
        are kept. If this cell is a combination of what was kept, the two are a change that leaves every sum true; no part of
        it would do, and its dearest cell is as cheap as it can be. A cell that the sums alone say is zero cannot be protected.
        """
        near, newest = {cell}, {cell}
        while newest := {other for each in newest for equation in self._of_cell(each) for other in equation.signs} - near:
            near |= newest
            columns = self._columns(near)
            if cell in columns:
                others = sorted(columns.keys() - {cell}, key=lambda each: (self._sums.is_published(each), each))
                if circuit := _circuit(columns, cell, others):
                    return circuit
        return {cell}

    def _columns(self, cells: Set[int]) -> dict[int, Row]:
        """By cell its signs, by the places of equations; without those that alone stand in an equation: they cannot change."""
        left = {cell: self._of_cell(cell) for cell in cells}
        of_equation: defaultdict[_Equation, set[int]] = defaultdict(set)
        for cell, equations in left.items():
            for equation in equations:
                of_equation[equation].add(cell)
        fixed = [cell for alone in of_equation.values() if len(alone) == 1 for cell in alone]
        while fixed:
            cell = fixed.pop()
            for equation in left.pop(cell, ()):
                others = of_equation[equation]
                others.discard(cell)
                if len(others) == 1:
                    fixed.extend(others)
        place = {equation: index for index, equation in enumerate(sorted(filter(of_equation.get, of_equation), key=_in_order))}
        return {cell: {place[equation]: equation.signs[cell] for equation in equations} for cell, equations in left.items()}


@dataclass(frozen=True, slots=True)
class _Kept:
    """A column that is no combination of earlier ones, in echelon form: ``inverse`` times what is left of it when the ``used``
    multiples of earlier ones, known by their lowest equations, have been subtracted."""

    cell: int
    row: Row
    inverse: int
    used: list[tuple[int, int]]


def _circuit(columns: Mapping[int, Row], cell: int, others: Iterable[int]) -> set[int] | None:
    """The cell and those of the others whose columns it is a combination of, each no combination of those before it; or None.

    What it is a combination of does not change when more are kept, so the search ends as soon as there is one.
    """
    kept: dict[int, _Kept] = {}
    column, used = columns[cell], list[tuple[int, int]]()
    for other in others:
        row = columns[other]
        of_row = _reduce(kept, row)
        if not row:
            continue
        lowest = min(row)
        inverse = _inverse(row[lowest])
        echelon = row if inverse == 1 else {equation: _residue(value * inverse) for equation, value in row.items()}
        kept[lowest] = _Kept(other, echelon, inverse, of_row)
        if lowest in column:
            used += _reduce(kept, column)
            if not column:
                return {cell} | _cells_of(kept, used)
    return None


def _cells_of(kept: dict[int, _Kept], used: Iterable[tuple[int, int]]) -> set[int]:
    """The cells whose columns the multiples of what was kept come to."""
    weight: defaultdict[int, int] = defaultdict(int)
    for lowest, factor in used:
        weight[lowest] += factor
    cells = set()
    for lowest, each in reversed(kept.items()):
        if times := _residue(weight[lowest]):
            cells.add(each.cell)
            for earlier, factor in each.used:
                weight[earlier] -= times * each.inverse * factor
    return cells


def _reduce(kept: Mapping[int, _Kept], column: Row) -> list[tuple[int, int]]:
    """Subtracts what was kept, from the lowest equation on, until none of its lowest equations is left; gives what times what."""
    waiting = [equation for equation in column if equation in kept]
    heapify(waiting)
    used = []
    while waiting:
        lowest = heappop(waiting)
        factor = column.get(lowest)
        if factor is None:
            continue
        used.append((lowest, factor))
        for equation, value in kept[lowest].row.items():
            before = column.get(equation)
            changed = -factor * value if before is None else before - factor * value
            if not -_HALF <= changed <= _HALF:
                changed = _residue(changed)
            if changed:
                column[equation] = changed
                if before is None and equation in kept:
                    heappush(waiting, equation)
            else:
                del column[equation]
    return used


def _residue(number: int) -> int:
    """What is left modulo the prime, of the two the one nearer to zero: most stay the small numbers that they are."""
    return (number + _HALF) % _PRIME - _HALF


def _inverse(residue: int) -> int:
    return residue if residue in (1, -1) else _residue(pow(residue, -1, _PRIME))
