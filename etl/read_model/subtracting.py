"""The sums that a reader could subtract with, of many indicators and years at once: the fast way's ``withholding.sums_of``.

What decides which sums there are is found for everything at once; the sums themselves are made near the cells that somebody
asks about. ``etl.rules.subtraction`` then searches them as it searches those of the readable way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from etl.read_model.columns import GENDERS, KINDS, NO_NUMBER, Bools
from etl.read_model.grid import TOTAL, Grid
from etl.read_model.organisation import Organisation
from etl.read_model.summing import children_of

_STEP = len(KINDS)
_SEXES = [place for place, _ in enumerate(GENDERS) if place != TOTAL]
_GENDERS = len(GENDERS)
_OF_A_UNIT = _GENDERS * _STEP
_ASPECTS = 2 + _STEP
"""A figure itself, what has been added since each earlier follow-up, and all of a parent whose figure covers some units only."""
_WHOLE = _ASPECTS - 1


@dataclass(slots=True)
class Marked:
    """By series × gender × follow-up, what readers would see, and what is withheld for its own sake.

    ``increases``: of an earlier and a later follow-up of the year, too small increases, marked at the later.
    """

    shown: Bools
    primary: Bools
    increases: dict[tuple[int, int], Bools]


class Subtracting:
    """Which sums there are, and the order in which their cells are withheld. ``adds_up`` says it of each series' indicator."""

    def __init__(self, grid: Grid, organisation: Organisation, adds_up: Bools, marked: Marked) -> None:
        self._grid, self._marked = grid, marked
        self._below, self._above = children_of(grid, organisation)
        indicators, of = np.unique(grid.indicator_ids, return_inverse=True)
        self._of, self._by_indicator = of, np.argsort(of, kind="stable")
        self._bounds = np.searchsorted(of[self._by_indicator], np.arange(len(indicators) + 1))
        self._position = np.empty(len(of), np.int64)
        self._position[self._by_indicator] = np.arange(len(of)) - self._bounds[of[self._by_indicator]]
        self._parent = np.full(len(of), -1, np.int64)
        self._parent[self._below] = self._position[self._above]

        self._present = self._linked()[:, None] & (marked.shown | marked.primary)
        self._usable = self._present & grid.figures.usable
        self._is_added = self._present & grid.is_aggregated
        self._over_units = adds_up[:, None] | self._anywhere((self._present & (grid.figures.n != NO_NUMBER)).any(axis=1))
        self._by_sex = self._anywhere(self._present[:, _SEXES].any(axis=1)) | ~self._over_units
        self._nobody = self._sex_of_nobody() & self._by_sex[:, None]
        self._number_cells(self._what_is_whole(organisation), organisation, adds_up)

    def years(self) -> list[tuple[Any, int]]:
        """The series of an indicator, and the place of a year, where something is withheld for its own sake."""
        years = self._linked().reshape(len(self._of), -1, _STEP).any(axis=2)
        series = [self._by_indicator[start:end] for start, end in zip(self._bounds[:-1], self._bounds[1:], strict=True)]
        return [(each, year) for each in series for year in np.flatnonzero(years[each[0]]).tolist()]

    def of(self, series: Any, year: int) -> OfYear:
        """The sums of an indicator (its series) in a year."""
        columns = slice(year * _STEP, (year + 1) * _STEP)

        def listed(of: Any) -> list[Any]:
            return list(of[series, ..., columns].reshape(-1).tolist())

        return OfYear(
            units=self._units,
            costless=self._costless,
            parent=self._parent[series].tolist(),
            itself=listed(self._itself),
            whole=listed(self._whole),
            is_usable=listed(self._usable),
            is_added=listed(self._is_added),
            is_nobody=listed(self._nobody),
            is_there=listed(self._present.any(axis=1)),
            over_units=self._over_units[series[0], columns].tolist(),
            by_sex=self._by_sex[series[0], columns].tolist(),
            primary=listed(self._marked.primary),
            shown=listed(self._marked.shown),
            increases={pair: listed(small) for pair, small in self._marked.increases.items()},
        )

    def _anywhere(self, marked: Any) -> Any:
        """By series and follow-up, whether it is so for any series of the same indicator."""
        return np.logical_or.reduceat(marked[self._by_indicator], self._bounds[:-1])[self._of]

    def _linked(self) -> Any:
        """By series and follow-up, where the sums matter: as the ``linked`` of ``withholding.withheld_cells``."""
        linked = self._anywhere(self._marked.primary.any(axis=1))
        for small in self._marked.increases.values():
            years = small.any(axis=1).reshape(len(small), -1, _STEP).any(axis=2)
            linked |= np.repeat(self._anywhere(years), _STEP, axis=1)
        return linked

    def _sex_of_nobody(self) -> Any:
        """As ``withholding``: where only one sex has a figure, and it is the total's, everybody is of that sex."""
        figures, there = self._grid.figures, self._present
        found = np.zeros(there.shape, bool)
        for one, other in (_SEXES, _SEXES[::-1]):
            alone = there[:, TOTAL] & there[:, one] & ~there[:, other]
            same = (figures.value[:, one] == figures.value[:, TOTAL]) & (figures.n[:, one] == figures.n[:, TOTAL])
            found[:, other] = alone & same
        return found

    def _what_is_whole(self, organisation: Organisation) -> Any:
        """What counts all the people of a place: 1 the figure itself, 2 what no figure stands for; 0 where nobody is."""
        there, whole = self._present.any(axis=1), np.zeros(self._present.shape, np.int8)
        is_told = np.repeat(self._by_sex[:, None], len(GENDERS), axis=1)
        is_told[:, TOTAL] = True
        for level in organisation.levels:
            some_below, covers_some = np.zeros(whole.shape, bool), np.zeros(whole.shape, bool)
            mine = np.isin(self._grid.unit_ids[self._above], level)
            if mine.any():
                below, above = self._below[mine], self._above[mine]
                starts = np.flatnonzero(np.append(True, above[1:] != above[:-1]))
                parents = above[starts]
                there[parents] |= np.logical_or.reduceat(there[below], starts)
                some_below[parents] = np.logical_or.reduceat(whole[below] > 0, starts)
                differs = (self._usable[below] != (whole[below] > 0)) | (whole[below] == 2)
                covers_some[parents] = np.logical_or.reduceat(differs, starts)
            here = np.flatnonzero(np.isin(self._grid.unit_ids, level))
            told = is_told[here] & there[here][:, None]
            whole[here] = told & ~(self._nobody[here] & ~some_below[here])
            whole[here] += told & self._is_added[here] & covers_some[here]
        return whole

    def _number_cells(self, whole: Any, organisation: Organisation, adds_up: Any) -> None:
        """Number every cell, the cheapest lowest, as the costs of ``withholding`` say; a number tells its cell's place too."""
        grid, figures = self._grid, self._grid.figures
        known = np.where(figures.n != NO_NUMBER, figures.n, np.inf)
        size = np.where(adds_up[:, None, None] & np.isinf(known), np.abs(figures.value), known)
        size = np.where(self._marked.shown, size, 0.0)
        smallest = np.where(self._present, size, np.inf).min(axis=1)
        sizes, rank = np.unique(smallest, return_inverse=True)
        is_above = np.isin(grid.unit_ids, list(organisation.children))[:, None]
        self._units = int(self._position.max(initial=0)) + 1
        place = (is_above * len(sizes) + rank.reshape(smallest.shape)) * self._units + self._position[:, None]
        self._costless = 2 * len(sizes) * self._units * 2 * _OF_A_UNIT
        gender, kind = np.arange(len(GENDERS))[:, None], np.arange(len(grid.periods)) % _STEP
        with_cost = ((place[:, None] * 2 + (gender == TOTAL)) * _STEP + kind) * len(GENDERS) + gender
        without = self._position[:, None, None] * _STEP + kind
        without = self._costless + (without * len(GENDERS) + gender) * _ASPECTS
        self._itself = np.where(self._present, with_cost, without)
        self._whole = np.select([whole == 1, whole == 2], [self._itself, without + _WHOLE], -1)


@dataclass(slots=True)
class OfYear:
    """The sums of one indicator and year, as ``subtraction.Sums``: lists by unit, gender and follow-up."""

    units: int
    costless: int
    parent: list[int]
    """Of each unit the place of the one above it, −1 without."""
    itself: list[int]
    whole: list[int]
    """The numbers of the figure and of what counts all people there, −1 where nobody is."""
    is_usable: list[bool]
    is_added: list[bool]
    is_nobody: list[bool]
    is_there: list[bool]
    """By unit and follow-up."""
    over_units: list[bool]
    by_sex: list[bool]
    """By follow-up, whether there are sums over units, and over sexes."""
    primary: list[bool]
    shown: list[bool]
    increases: dict[tuple[int, int], list[bool]]
    children: list[list[int]] = field(init=False)
    unpublished: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.children = [[] for _ in self.parent]
        for unit, parent in enumerate(self.parent):
            if parent >= 0:
                self.children[parent].append(unit)
        self.unpublished = {self.itself[at] for at, primary in enumerate(self.primary) if primary and not self.shown[at]}

    def too_few(self) -> list[int]:
        """The cells that are withheld for their own sake, increases among them."""
        cells = [self.itself[at] for at, primary in enumerate(self.primary) if primary]
        return cells + [
            self._increase(at, earlier)
            for (earlier, _), small in self.increases.items()
            for at, is_small in enumerate(small)
            if is_small
        ]

    def place(self, cell: int) -> tuple[int, int, int]:
        """Unit, gender and follow-up of a figure's cell."""
        return self._place(cell)[0]

    def is_published(self, cell: int) -> bool:
        return cell < self.costless and cell not in self.unpublished

    def has_cost(self, cell: int) -> bool:
        return cell < self.costless

    def sums_to(self, total: int) -> Sequence[Sequence[int]]:
        (unit, gender, kind), aspect = self._place(total)
        at = (unit * _GENDERS + gender) * _STEP + kind
        if not self.increases and not self.children[unit]:
            return self._sums_of_sexes(at, total) if gender == TOTAL and aspect in (0, _WHOLE) else ()
        found = []
        if self.over_units[kind]:
            below = [self._at(child, gender, kind) for child in self.children[unit]] if aspect in (0, _WHOLE) else []
            if self.whole[at] == total:
                found.append(self.whole[each] for each in below)
                if gender == TOTAL and self.by_sex[kind]:
                    found.append(self.whole[self._at(unit, sex, kind)] for sex in _SEXES)
            elif aspect == 0 and self.is_added[at]:
                found.append(self.itself[each] for each in below if self.is_usable[each])
        elif aspect == 0 and gender == TOTAL and self.is_there[unit * _STEP + kind]:
            sexes = (self._at(unit, sex, kind) for sex in _SEXES)
            found.append(self.itself[each] for each in sexes if not self.is_nobody[each])
        sums = [tuple(sorted(part for part in parts if part >= 0)) for parts in found]
        if aspect == 0:
            sums += [
                tuple(sorted((self.itself[self._at(unit, gender, earlier)], self._increase(at, earlier))))
                for (earlier, later), small in self.increases.items()
                if later == kind and small[at]
            ]
        return sorted(parts for parts in sums if parts)

    def _sums_of_sexes(self, at: int, total: int) -> Sequence[Sequence[int]]:
        """``sums_to`` of a unit's total where nothing else is summed: the most of all that is asked for."""
        unit, kind = at // _OF_A_UNIT, at % _STEP
        if self.over_units[kind]:
            if self.whole[at] != total or not self.by_sex[kind]:
                return ()
            parts = [self.whole[self._at(unit, sex, kind)] for sex in _SEXES]
        elif self.itself[at] == total and self.is_there[unit * _STEP + kind]:
            sexes = [self._at(unit, sex, kind) for sex in _SEXES]
            parts = [self.itself[each] for each in sexes if not self.is_nobody[each]]
        else:
            return ()
        told = sorted([part for part in parts if part >= 0])
        return (told,) if told else ()

    def totals_with(self, part: int) -> Iterable[int]:
        (unit, gender, kind), aspect = self._place(part)
        at = (unit * _GENDERS + gender) * _STEP + kind
        if aspect not in (0, _WHOLE):
            return [self.itself[at]]
        found = []
        if self.over_units[kind]:
            parent = self.parent[unit]
            above = (parent * _GENDERS + gender) * _STEP + kind if parent >= 0 else -1
            if self.whole[at] == part:
                if gender != TOTAL and self.by_sex[kind]:
                    found.append(self.whole[self._at(unit, TOTAL, kind)])
                if above >= 0:
                    found.append(self.whole[above])
            is_added = aspect == 0 and above >= 0 and self.is_usable[at] and self.is_added[above]
            if is_added and self.whole[above] != self.itself[above]:
                found.append(self.itself[above])
        elif gender != TOTAL and self.is_there[unit * _STEP + kind] and not self.is_nobody[at]:
            found.append(self.itself[self._at(unit, TOTAL, kind)])
        if aspect == 0 and self.increases:
            for (earlier, later), small in self.increases.items():
                if earlier == kind and small[self._at(unit, gender, later)]:
                    found.append(self.itself[self._at(unit, gender, later)])
        return found

    def _at(self, unit: int, gender: int, kind: int) -> int:
        return (unit * _GENDERS + gender) * _STEP + kind

    def _increase(self, at: int, earlier: int) -> int:
        """The number of what has been added at a place since an earlier follow-up."""
        unit, rest = divmod(at, _OF_A_UNIT)
        gender, kind = divmod(rest, _STEP)
        return self.costless + ((unit * _STEP + kind) * len(GENDERS) + gender) * _ASPECTS + 1 + earlier

    def _place(self, cell: int) -> tuple[tuple[int, int, int], int]:
        """Unit, gender, follow-up and aspect of a cell."""
        if cell < self.costless:
            rest, of_unit = divmod(cell, 2 * _OF_A_UNIT)
            kind, gender = divmod(of_unit % _OF_A_UNIT, _GENDERS)
            return (rest % self.units, gender, kind), 0
        rest, aspect = divmod(cell - self.costless, _ASPECTS)
        unit, of_unit = divmod(rest, _OF_A_UNIT)
        kind, gender = divmod(of_unit, len(GENDERS))
        return (unit, gender, kind), aspect
