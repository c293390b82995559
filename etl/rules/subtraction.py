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
        return min(answers, key=len) if answers else self._by_elimination(cell) - self.unpublished

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

    def _by_elimination(self, cell: int) -> set[int]:
        """Withholds the cheapest of what a cell is found from until none is found, then shows again what was not needed.

        A cell that is found from nothing – the sums alone say that it is zero – cannot be protected.
        """
        withheld, beyond_help = {cell}, set[int]()
        while (proof := self._proof(cell, withheld, withheld - beyond_help)) is not None:
            found, found_from = proof
            if found_from:
                withheld.add(min(found_from))
            else:
                beyond_help.add(found)
        for each in sorted(withheld - {cell}, reverse=True):
            if self._proof(cell, withheld - {each}, withheld - {each} - beyond_help) is None:
                withheld.remove(each)
        return withheld

    def _proof(self, start: int, withheld: Set[int], protected: Set[int]) -> tuple[int, set[int]] | None:
        """A protected cell that can be found, and the shown cells that it is found from; None when none can be.

        In the reduced row echelon form of the unknown cells a cell can be found exactly when it is alone in a row.
        """
        unknown = withheld | self.unpublished
        pivots: dict[int, tuple[Row, Row]] = {}
        for equation in self._joined(start, unknown):
            _take_in(pivots, {cell: sign for cell, sign in self.rows[equation].items() if cell in unknown}, {equation: 1})
        for pivot in sorted(protected & pivots.keys()):
            row, combination = pivots[pivot]
            if len(row) == 1:
                return pivot, self._in_combination(combination) - unknown
        return None

    def _joined(self, start: int, unknown: Set[int]) -> list[int]:
        """The equations that unknown cells join to this one."""
        seen, waiting, equations = {start}, [start], set[int]()
        while waiting:
            for equation in self.of_cell[waiting.pop()]:
                equations.add(equation)
                new = [cell for cell in self.rows[equation] if cell in unknown and cell not in seen]
                seen.update(new)
                waiting += new
        return sorted(equations)

    def _in_combination(self, combination: Row) -> set[int]:
        total: Row = {}
        for equation, factor in combination.items():
            _add(total, self.rows[equation], factor)
        return set(total)


def _take_in(pivots: dict[int, tuple[Row, Row]], row: Row, combination: Row) -> None:
    """One more equation into the reduced row echelon form, with the combination of equations that each row is."""
    for pivot in [cell for cell in row if cell in pivots]:
        factor = -row[pivot]
        _add(row, pivots[pivot][0], factor)
        _add(combination, pivots[pivot][1], factor)
    if not row:
        return
    chosen = min(row)
    inverse = pow(row[chosen], -1, _PRIME)
    row = {cell: value * inverse % _PRIME for cell, value in row.items()}
    combination = {equation: value * inverse % _PRIME for equation, value in combination.items()}
    for other, other_combination in pivots.values():
        if chosen in other:
            factor = -other[chosen]
            _add(other, row, factor)
            _add(other_combination, combination, factor)
    pivots[chosen] = row, combination


def _add(row: Row, other: Mapping[int, int], factor: int) -> None:
    for cell, value in other.items():
        changed = (row.get(cell, 0) + factor * value) % _PRIME
        if changed:
            row[cell] = changed
        else:
            row.pop(cell, None)
