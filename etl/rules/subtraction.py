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
from typing import Any, Generic, Protocol, TypeVar

Key = TypeVar("Key", bound=Hashable)
Row = dict[int, int]

_PRIME = 2**61 - 1
"""A Mersenne prime: the products of two numbers below it are still quick."""


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


Number = tuple[int, int]
"""Of an equation: its total, and which of the sums to it; in the order of cost too."""


class _Equation:
    """``total − parts = 0``: the sign of each cell, in ascending order."""

    __slots__ = ("alone", "signs", "without_cost")

    def __init__(self, total: int, parts: Sequence[int], equations: _Equations) -> None:
        self.signs = dict.fromkeys(sorted((total, *parts)), -1) | {total: 1}
        self.without_cost = [cell for cell in self.signs if not equations.sums.has_cost(cell)]
        self.alone: list[int] | None = None
        """Those of its cells that are never published and in no other sum, once that has been asked for."""


class _Equations:
    """The equations near the cells that are asked about, made when they are first met."""

    def __init__(self, sums: Sums) -> None:
        self.sums = sums
        self._to: dict[int, list[_Equation]] = {}
        self._of_cell: dict[int, list[Number]] = {}

    def protection(self, cell: int) -> set[int]:
        """Cells to withhold with this one, itself among them if it is published, so that none of them can be found."""
        change = self._unseen_change(cell, rather_without_cost=False)
        changes = [change]
        if change is None or any(self._at(each).without_cost for other in change for each in self._with(other)):
            changes.append(self._unseen_change(cell, rather_without_cost=True))
        answers = [set(filter(self.sums.is_published, change)) for change in changes if change is not None]
        return min(answers, key=len) if answers else set(filter(self.sums.is_published, self._cheapest_circuit(cell)))

    def _at(self, number: Number) -> _Equation:
        total, place = number
        return self._sums_to(total)[place]

    def _sums_to(self, total: int) -> list[_Equation]:
        found = self._to.get(total)
        if found is None:
            found = self._to[total] = [_Equation(total, parts, self) for parts in self.sums.sums_to(total)]
        return found

    def _with(self, cell: int) -> list[Number]:
        """The equations that the cell is in."""
        found = self._of_cell.get(cell)
        if found is None:
            totals = (cell, *self.sums.totals_with(cell))
            found = self._of_cell[cell] = [
                (total, place)
                for total in totals
                for place, equation in enumerate(self._sums_to(total))
                if cell in equation.signs
            ]
        return found

    def _unseen_change(self, cell: int, *, rather_without_cost: bool) -> dict[int, int] | None:
        """A change of this cell, and of cheap others, that leaves every equation true; None where this search finds none.

        As nothing else changes, a reader cannot tell the changed figures from the true ones: none of them can be found. The
        usual answer is one person who is of the other sex here, and one the other way round in a sister unit.
        ``rather_without_cost``: cells without a cost are changed before the cheapest.
        """
        change = {cell: 1}
        broken = {number: self._at(number).signs[cell] for number in self._with(cell)}
        while broken:
            number = min(broken)
            mending = self._mending(number, broken, change, rather_without_cost)
            if mending is None:
                return None
            change[mending] = amount = -broken[number] * self._at(number).signs[mending]
            for each in self._with(mending):
                broken[each] = broken.get(each, 0) + amount * self._at(each).signs[mending]
                if not broken[each]:
                    del broken[each]
        return change

    def _mending(
        self, number: Number, broken: Mapping[Number, int], change: Mapping[int, int], rather_without_cost: bool
    ) -> int | None:
        """The cell to change for the equation to hold: one that mends another too, one that is in no other, or the cheapest."""
        equation, off = self._at(number), broken[number]
        signs = equation.signs
        both = []
        for other in broken:
            if other != number:
                others = self._at(other).signs
                for cell in signs.keys() & others.keys():
                    if signs[cell] * off == others[cell] * broken[other] and cell not in change:
                        both.append(cell)
        if both:
            return min(both)
        if equation.alone is None:
            equation.alone = [cell for cell in signs if not self.sums.is_published(cell) and len(self._with(cell)) == 1]
        candidates = (equation.alone, equation.without_cost if rather_without_cost else (), signs)
        return next((cell for of in candidates for cell in of if cell not in change), None)

    def _cheapest_circuit(self, cell: int) -> set[int]:
        """A change of this cell found by elimination, where one exists: near before far, and the cheapest among the near.

        Of the cells within so many sums from this one, in the order of cost, those that are not combinations of earlier ones
        are kept. If this cell is a combination of what was kept, the two are a change that leaves every sum true; no part of
        it would do, and its dearest cell is as cheap as it can be. A cell that the sums alone say is zero cannot be protected.
        """
        near, size = {cell}, 0
        while len(near) > size:
            size, near = len(near), self._one_sum_further(near)
            columns = self._columns(near)
            kept: dict[int, tuple[Row, Row]] = {}
            for other in sorted(near - {cell}, key=lambda each: (self.sums.is_published(each), each)):
                _take_in(kept, columns[other], {other: 1})
            column, combination = columns[cell], {cell: 1}
            _reduce(kept, column, combination)
            if not column:
                return set(combination)
        return {cell}

    def _one_sum_further(self, cells: Set[int]) -> set[int]:
        return {other for cell in cells for number in self._with(cell) for other in self._at(number).signs} | cells

    def _columns(self, cells: Set[int]) -> dict[int, Row]:
        """By cell its signs, by the places of the equations among those that any of the cells is in."""
        with_cell = {cell: self._with(cell) for cell in cells}
        place = {number: index for index, number in enumerate(sorted({each for of in with_cell.values() for each in of}))}
        return {
            cell: {place[number]: self._at(number).signs[cell] % _PRIME for number in numbers}
            for cell, numbers in with_cell.items()
        }


def _take_in(kept: dict[int, tuple[Row, Row]], column: Row, combination: Row) -> None:
    """One more column into an echelon form by its lowest equation, with the combination of columns that it is by now."""
    _reduce(kept, column, combination)
    if column:
        lowest = min(column)
        inverse = pow(column[lowest], -1, _PRIME)
        kept[lowest] = (
            {equation: value * inverse % _PRIME for equation, value in column.items()},
            {cell: value * inverse % _PRIME for cell, value in combination.items()},
        )


def _reduce(kept: Mapping[int, tuple[Row, Row]], column: Row, combination: Row) -> None:
    """Subtracts what was kept, from the lowest equation on, until none of its lowest equations is left."""
    waiting = [equation for equation in column if equation in kept]
    heapify(waiting)
    while waiting:
        lowest = heappop(waiting)
        factor = column.get(lowest)
        if factor is None:
            continue
        other, other_combination = kept[lowest]
        for equation in other:
            if equation in kept and equation not in column:
                heappush(waiting, equation)
        _add(column, other, -factor)
        _add(combination, other_combination, -factor)


def _add(row: Row, other: Mapping[int, int], factor: int) -> None:
    for cell, value in other.items():
        changed = (row.get(cell, 0) + factor * value) % _PRIME
        if changed:
            row[cell] = changed
        else:
            row.pop(cell, None)
