"""Adding up a few units of what the store has of the units right below them, in the places that have changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from data.vocabulary import Status
from etl.read_model.columns import Codes
from etl.read_model.facts import Definition
from etl.read_model.grid import Figures, Grid, pair, unpaired
from etl.read_model.organisation import Organisation
from etl.read_model.stored import COUNTS, Stored
from etl.read_model.summing import add_up_all

_HELT, _INTE = list(Status).index(Status.UPPFYLLS_HELT), list(Status).index(Status.UPPFYLLS_INTE)


@dataclass(slots=True)
class Counts:
    """By place of a grid, how many of the units right below reach their årsmål, and how many are judged."""

    reached: Any
    judged: Any
    inside: Any
    """Where they are counted here; elsewhere they are as the store has them."""

    def keep(self, grid: Grid, before: Stored) -> None:
        """What the rows counted ``before``, where nothing has changed."""
        before = _elsewhere(grid, before, self.inside)
        at = before.at(grid)
        for column, name in zip((self.reached, self.judged, grid.units_reported, grid.units_total), COUNTS, strict=True):
            column[at] = before[name]

    def add(self, grid: Grid, where: tuple[Any, Any, Any], status: Any, organisation: Organisation) -> None:
        """Count units of the grid, with the statuses of their rows, for those above them that are in it too."""
        series, gender, period = where
        above = _above(grid, grid.unit_ids, grid.indicator_ids, organisation)[series]
        counts = (above >= 0) & self.inside[above, period]
        at = (above[counts], gender[counts], period[counts])
        np.add.at(self.reached, at, status[counts] == _HELT)
        np.add.at(self.judged, at, status[counts] <= _INTE)


def add_up_below(
    grid: Grid,
    below: Stored | None,
    earlier: Stored | None,
    inside: Any,
    organisation: Organisation,
    definitions: dict[int, Definition],
    units_of_measure: Codes,
    as_of: dt.date,
) -> Counts:
    """Fill in what the grid's units come to where ``inside`` (by series and follow-up), and elsewhere what they came to before.

    ``below``: the rows of the units right below that are not in the grid; ``earlier``: the grid's own rows as they were. Both
    are None where the grid's units have none below.
    """
    counts = Counts(np.zeros(grid.exists.shape, np.int64), np.zeros(grid.exists.shape, np.int64), inside)
    if earlier is None or not inside.any():
        return counts
    part = _Part(grid, below, np.flatnonzero(inside.any(axis=0)))
    add_up_all(part.grid, organisation, definitions, units_of_measure, as_of)
    part.give(grid, inside)
    if below is not None:
        above = _above(grid, below["unit_id"], below["indicator_id"], organisation)
        at = (above, below["gender"], grid.period_at(below["year"], below["kind"]))
        np.add.at(counts.reached, at, below["reaches"])
        np.add.at(counts.judged, at, below["is_judged"])
    _put_earlier(grid, earlier, inside)
    return counts


def _above(grid: Grid, unit_ids: Any, indicator_ids: Any, organisation: Organisation) -> Any:
    """The places of the series right above, −1 where they are not in the grid."""
    units, codes = np.unique(unit_ids, return_inverse=True)
    parents = organisation.parents
    return grid.series_at(np.array([parents[unit] or -1 for unit in units.tolist()], np.int64)[codes], indicator_ids)


_BOTH = ("exists", "is_aggregated", "units_reported", "units_total")


class _Part:
    """A grid of some follow-ups alone (their places in the whole one) that has the units below, too."""

    def __init__(self, grid: Grid, below: Stored | None, follow_ups: Any) -> None:
        self._follow_ups = follow_ups
        own, others = pair(grid.unit_ids, grid.indicator_ids), np.zeros(0, np.int64)
        if below is not None and len(below):
            others = pair(below["unit_id"], below["indicator_id"])
            others = others[np.append(others[1:] != others[:-1], True)]  # most stand together already
        pairs = np.union1d(own, others)
        self._own = np.searchsorted(pairs, own)
        unit_ids, indicator_ids = unpaired(pairs)
        self.grid = replace(
            grid,
            unit_ids=unit_ids,
            indicator_ids=indicator_ids,
            periods=[grid.periods[place] for place in follow_ups.tolist()],
            figures=Figures(*(self._wider(getattr(grid.figures, name), len(pairs)) for name in Figures.__slots__)),
            **{name: self._wider(getattr(grid, name), len(pairs)) for name in (*_BOTH, "promised", "owes")},
        )
        if below is not None:
            self._put(below, grid)

    def _wider(self, column: Any, series: int) -> Any:
        """Of the units below nothing yet; where nothing exists, no figure is looked at."""
        wide = np.zeros((series, *column.shape[1:-1], len(self._follow_ups)), column.dtype)
        wide[self._own] = column[..., self._follow_ups]
        return wide

    def _put(self, below: Stored, grid: Grid) -> None:
        places = np.full(len(grid.periods), -1)
        places[self._follow_ups] = np.arange(len(self._follow_ups))
        below = below.only(places[grid.period_at(below["year"], below["kind"])] >= 0)
        series = self.grid.series_at(below["unit_id"], below["indicator_id"])
        at = (series, below["gender"], places[grid.period_at(below["year"], below["kind"])])
        below.put(self.grid, at)
        self.grid.owes[at] = below["is_promised"] | below["is_aggregated"]

    def give(self, grid: Grid, inside: Any) -> None:
        """What has been added up, where ``inside``, to the whole grid."""
        changed = inside[:, None, self._follow_ups]
        columns = [(grid.figures, self.grid.figures, name) for name in Figures.__slots__]
        for whole, part, name in (*columns, *((grid, self.grid, name) for name in _BOTH)):
            column = getattr(whole, name)
            column[..., self._follow_ups] = np.where(changed, getattr(part, name)[self._own], column[..., self._follow_ups])


def _put_earlier(grid: Grid, earlier: Stored, inside: Any) -> None:
    """What the grid's units came to before, where nothing has changed."""
    earlier = _elsewhere(grid, earlier, inside)
    earlier.put(grid, earlier.at(grid))


def _elsewhere(grid: Grid, rows: Stored, inside: Any) -> Stored:
    series, _, period = rows.at(grid)
    return rows.only((series >= 0) & ~inside[series, period])
