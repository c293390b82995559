"""Adding up a few units of what the store has of the units right below them, in the places that have changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from data.vocabulary import Status
from etl.read_model.columns import KINDS, NO_NUMBER, Codes
from etl.read_model.facts import Definition
from etl.read_model.grid import Figures, Grid
from etl.read_model.organisation import Organisation
from etl.read_model.stored import Stored
from etl.read_model.summing import add_up_all

_HELT, _INTE = list(Status).index(Status.UPPFYLLS_HELT), list(Status).index(Status.UPPFYLLS_INTE)
_EMPTY: dict[str, Any] = {"value": np.nan, "n": NO_NUMBER, "missing": 0, "is_doubtful": False, "unit": 0, "fact": -1}


@dataclass(slots=True)
class Counts:
    """By place of a grid, how many of the units right below reach their årsmål, and how many are judged."""

    reached: Any
    judged: Any
    inside: Any
    """Where they are counted here; elsewhere they are as the store has them."""

    def add(self, grid: Grid, where: tuple[Any, Any, Any], status: Any, organisation: Organisation) -> None:
        """Count units of the grid, with the statuses of their rows, for those above them that are in it too."""
        series, gender, period = where
        parents = organisation.parents
        ids = np.array([parents[unit] or -1 for unit in grid.unit_ids.tolist()])
        above = grid.series_at(ids, grid.indicator_ids)[series]
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
    years = np.flatnonzero(inside.reshape(len(inside), -1, len(KINDS)).any(axis=(0, 2)))
    span = slice(int(years[0]) * len(KINDS), (int(years[-1]) + 1) * len(KINDS))
    _add_up(grid, below, inside, span, counts, lambda part: add_up_all(part, organisation, definitions, units_of_measure, as_of))
    if below is not None:
        parents = organisation.parents
        above = grid.series_at(np.array([parents[unit] or -1 for unit in below["unit_id"].tolist()]), below["indicator_id"])
        at = (above, below["gender"], grid.period_at(below["year"], below["kind"]))
        np.add.at(counts.reached, at, below["reaches"])
        np.add.at(counts.judged, at, below["is_judged"])
    _put_earlier(grid, earlier, inside, counts)
    return counts


def _add_up(grid: Grid, below: Stored | None, inside: Any, span: slice, counts: Counts, add_up: Any) -> None:
    """Add up in a grid of those years alone that has the units below, too."""
    part, mine = _with_below(grid, below, span)
    if below is not None:
        below.put(part)
        at = below.at(part)
        part.owes[at] = below["is_promised"] | below["is_aggregated"]
    add_up(part)
    changed = inside[:, None, span]
    for ours, theirs, name in (
        *((grid.figures, part.figures, name) for name in Figures.__slots__),
        *((grid, part, name) for name in ("exists", "is_aggregated", "units_reported", "units_total")),
    ):
        column = getattr(ours, name)
        column[..., span] = np.where(changed, getattr(theirs, name)[mine], column[..., span])


def _with_below(grid: Grid, below: Stored | None, span: slice) -> tuple[Grid, Any]:
    """The grid's years of the span, with empty series for the units below; and the places of its own series there."""
    own = np.stack([grid.unit_ids, grid.indicator_ids], axis=1)
    others = np.zeros((0, 2), np.int64)
    if below is not None and len(below):
        others = np.unique(np.stack([below["unit_id"], below["indicator_id"]], axis=1), axis=0)
    pairs = np.concatenate([own, others])
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    pairs, mine = pairs[order], np.argsort(order)[: len(own)]

    def wider(column: Any, empty: Any) -> Any:
        wide = np.full((len(pairs), *column[..., span].shape[1:]), empty, column.dtype)
        wide[mine] = column[..., span]
        return wide

    part = replace(
        grid,
        unit_ids=pairs[:, 0],
        indicator_ids=pairs[:, 1],
        first_year=grid.first_year + span.start // len(KINDS),
        periods=grid.periods[span],
        figures=Figures(*(wider(getattr(grid.figures, name), _EMPTY[name]) for name in Figures.__slots__)),
        **{name: wider(getattr(grid, name), False) for name in ("exists", "promised", "owes", "is_aggregated")},
        **{name: wider(getattr(grid, name), -1) for name in ("units_reported", "units_total")},
    )
    return part, mine


def _put_earlier(grid: Grid, earlier: Stored, inside: Any, counts: Counts) -> None:
    """What the grid's units came to before, where nothing has changed."""
    series, _, period = earlier.at(grid)
    earlier = earlier.only((series >= 0) & ~inside[series, period])
    earlier.only(earlier["is_aggregated"]).put(grid)
    at = earlier.at(grid)
    columns = {"units_reached": counts.reached, "units_judged": counts.judged}
    columns |= {"units_reported": grid.units_reported, "units_total": grid.units_total}
    for name, column in columns.items():
        column[at] = earlier[name]
