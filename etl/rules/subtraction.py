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
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Row = dict[int, int]

_PRIME = 2**61 - 1
"""A Mersenne prime: the products of two numbers below it are still quick."""


@dataclass(frozen=True, slots=True)
class Sum(Generic[Key]):
    """A total and the parts that it is the sum of: different cells, some of which a reader may know."""

    total: Key
    parts: tuple[Key, ...]


def complementary(primary: Set[Key], sums: Sequence[Sum[Key]], cost: Mapping[Key, Any], shown: Set[Key]) -> set[Key]:
    """The further cells to withhold, so that no withheld one follows from any combination of all the sums.

    ``shown`` are the cells that a reader would see if nothing were withheld, primary ones among them. A cell of the sums
    that is not in it is never published (a value withheld in its source, the increase between two follow-ups) and is protected
    only if it is primary. Cells are compared by ``cost`` – numbers, or tuples of them – and equal costs by their keys, which
    must be ordered; the cheapest goes first, those without a cost last. Raises ValueError for a sum with a cell in it twice.

    Each primary cell is protected by itself, and the answers are united. For to withhold more never makes a withheld cell
    easier to find; so the union is safe, it only grows when more is primary, and no order of input matters.
    """
    if not primary:
        return set()
    equations = _Equations(primary, sums, cost, shown)
    withheld: set[int] = set()
    for cell in equations.primary:
        withheld |= equations.protection(cell)
    return {equations.keys[cell] for cell in withheld} - set(primary)


class _Equations:
    """``total − parts = 0``, over cells that are numbered in the order of cost."""

    def __init__(self, primary: Set[Key], sums: Iterable[Sum[Key]], cost: Mapping[Key, Any], shown: Set[Key]) -> None:
        sums = [each for each in sums if each.parts]
        cells: set[Any] = {cell for each in sums for cell in (each.total, *each.parts)} | set(primary)
        with_cost = sorted((cost[cell], cell) for cell in cells if cell in cost)
        self.keys: list[Any] = [*(cell for _, cell in with_cost), *sorted(cell for cell in cells if cell not in cost)]
        number = {key: index for index, key in enumerate(self.keys)}
        self.without_cost = range(len(with_cost), len(self.keys))
        self.unpublished = {number[key] for key in cells if key not in shown}
        self.primary = sorted(number[key] for key in primary)
        self.rows: list[dict[int, int]] = []
        self.of_cell: defaultdict[int, list[int]] = defaultdict(list)
        for total, *parts in sorted({(number[each.total], *sorted(number[part] for part in each.parts)) for each in sums}):
            row = dict.fromkeys(parts, -1) | {total: 1}
            if len(row) <= len(parts):
                raise ValueError(f"the sum {self.keys[total]} = {[self.keys[part] for part in parts]} holds a cell twice")
            for cell in row:
                self.of_cell[cell].append(len(self.rows))
            self.rows.append(row)

    def protection(self, cell: int) -> set[int]:
        """Cells to withhold with this one, itself among them if it is published, so that none of them can be found."""
        changes = [self._unseen_change(cell, range(0))]
        if self.without_cost:
            changes.append(self._unseen_change(cell, self.without_cost))
        answers = [set(change) - self.unpublished for change in changes if change is not None]
        return min(answers, key=len) if answers else self._cheapest_circuit(cell) - self.unpublished

    def _unseen_change(self, cell: int, rather: range) -> dict[int, int] | None:
        """A change of this cell, and of cheap others, that leaves every equation true; None where this search finds none.

        As nothing else changes, a reader cannot tell the changed figures from the true ones: none of them can be found. The
        usual answer is one person who is of the other sex here, and one the other way round in a sister unit. ``rather``: cells
        to change before the cheapest.
        """
        change = {cell: 1}
        broken = {equation: self.rows[equation][cell] for equation in self.of_cell[cell]}
        while broken:
            equation = min(broken)
            mending = self._mending(equation, broken, change, rather)
            if mending is None:
                return None
            change[mending] = amount = -broken[equation] * self.rows[equation][mending]
            for each in self.of_cell[mending]:
                broken[each] = broken.get(each, 0) + amount * self.rows[each][mending]
                if not broken[each]:
                    del broken[each]
        return change

    def _mending(self, equation: int, broken: Mapping[int, int], change: Mapping[int, int], rather: range) -> int | None:
        """The cell to change for the equation to hold: one that mends another too, one that is in no other, or the cheapest."""
        row, off = self.rows[equation], broken[equation]
        both = [
            cell
            for other in broken
            if other != equation
            for cell in row.keys() & self.rows[other].keys()
            if row[cell] * off == self.rows[other][cell] * broken[other] and cell not in change
        ]
        if both:
            return min(both)
        unchanged = [cell for cell in row if cell not in change]
        nowhere_else = [cell for cell in unchanged if cell in self.unpublished and len(self.of_cell[cell]) == 1]
        return min(nowhere_else or [cell for cell in unchanged if cell in rather] or unchanged, default=None)

    def _cheapest_circuit(self, cell: int) -> set[int]:
        """A change of this cell found by elimination, where one exists: near before far, and the cheapest among the near.

        Of the cells within so many sums from this one, in the order of cost, those that are not combinations of earlier ones
        are kept. If this cell is a combination of what was kept, the two are a change that leaves every sum true; no part of
        it would do, and its dearest cell is as cheap as it can be. A cell that the sums alone say is zero cannot be protected.
        """
        near, size = {cell}, 0
        while len(near) > size:
            size, near = len(near), self._one_sum_further(near)
            kept: dict[int, tuple[Row, Row]] = {}
            for other in sorted(near - {cell}, key=lambda each: (each not in self.unpublished, each)):
                _take_in(kept, self._column(other), {other: 1})
            column, combination = self._column(cell), {cell: 1}
            _reduce(kept, column, combination)
            if not column:
                return set(combination)
        return {cell}

    def _one_sum_further(self, cells: Set[int]) -> set[int]:
        return {other for cell in cells for equation in self.of_cell[cell] for other in self.rows[equation]} | cells

    def _column(self, cell: int) -> Row:
        return {equation: self.rows[equation][cell] % _PRIME for equation in self.of_cell[cell]}


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
