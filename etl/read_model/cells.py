"""The true figures of one indicator, of every unit that has one and of all units above them: reported, or added up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.vocabulary import Gender
from etl.read_model.facts import OutcomeFact
from etl.read_model.organisation import Organisation
from etl.read_model.series import Place, Series
from etl.rules.adding_up import Part, add_up
from etl.rules.figures import Figure
from etl.rules.reporting import as_reported, says_nothing


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, or the reason why there is none, before anything is withheld.

    ``is_promised``: the unit's own plan promises it. ``owes``: the unit, or one below it, is to report it; what does not and
    says nothing is not counted. Of a parent ``units_reported`` of ``units_total`` units right below it have a usable figure.
    """

    figure: Figure
    n: int | None = None
    outcome: OutcomeFact | None = None
    is_promised: bool = False
    owes: bool = False
    is_aggregated: bool = False
    units_reported: int | None = None
    units_total: int | None = None


CellsByUnit = dict[int, dict[Place, Cell]]


def cells_of(organisation: Organisation, series: Mapping[int, Series], as_of: dt.date) -> CellsByUnit:
    """All cells of an indicator; units without any are left out."""
    cells: CellsByUnit = {}
    for level in organisation.levels:
        for unit_id in level:
            here = _own_cells(series[unit_id], as_of) if unit_id in series else {}
            below = [cells[child] for child in organisation.children.get(unit_id, ()) if child in cells]
            if below:
                here = _with_added_up(here, below, series[unit_id], as_of)
            if here:
                cells[unit_id] = here
    return cells


def _own_cells(series: Series, as_of: dt.date) -> dict[Place, Cell]:
    """A place was promised (totalt), has an outcome, or has a forecast; where there is but a forecast none is owed."""
    promised = {(period, Gender.T) for period in series.promised}
    return {
        place: Cell(
            figure=_figure(series, place, as_of),
            n=series.outcomes[place].n if place in series.outcomes else None,
            outcome=series.outcomes.get(place),
            is_promised=place[0] in series.promised,
            owes=place[0] in series.promised,
        )
        for place in promised | series.outcomes.keys() | series.forecasts.keys()
    }


def _figure(series: Series, place: Place, as_of: dt.date) -> Figure:
    outcome = series.outcomes.get(place)
    is_owed = outcome is not None or place[0] in series.promised
    return as_reported(outcome.figure if outcome is not None else None, place[0], as_of, is_owed=is_owed)


def _with_added_up(own: dict[Place, Cell], below: list[dict[Place, Cell]], series: Series, as_of: dt.date) -> dict[Place, Cell]:
    """The parent's cells: its own reported figure wins; else what its units' come to."""
    cells = dict(own)
    for place in {place for cells_below in below for place in cells_below}:
        parts = [_part(cells_below, place, as_of) for cells_below in below]
        added = add_up([part for part in parts if part is not None], series.rules)
        if added.units_total == 0:
            continue
        counts: dict[str, Any] = {"units_reported": added.units_reported, "units_total": added.units_total}
        here = own.get(place)
        is_promised = place[0] in series.promised
        has_word = here is not None and here.outcome is not None and not says_nothing(here.figure)
        if here is not None and (has_word or (is_promised and added.figure.value is None)):
            cells[place] = replace(here, **counts)
            continue
        cells[place] = Cell(
            figure=added.figure,
            n=added.n,
            is_promised=is_promised,
            owes=is_promised or any(part is not None and part.owes for part in parts),
            is_aggregated=True,
            **counts,
        )
    return cells


def _part(cells_below: dict[Place, Cell], place: Place, as_of: dt.date) -> Part | None:
    """What one unit has; one that has reported the total owes the sexes too, so that no sum of women lacks a unit."""
    period, _ = place
    cell, total = (_if_counted(cells_below.get(each)) for each in (place, (period, Gender.T)))
    if cell is None and total is None:
        return None
    owes = any(each is not None and (each.owes or not says_nothing(each.figure)) for each in (cell, total))
    if cell is None:
        return Part(as_reported(None, period, as_of), owes=owes)
    return Part(cell.figure, cell.n, owes)


def _if_counted(cell: Cell | None) -> Cell | None:
    """None for a place that has nothing but a forecast."""
    if cell is None or cell.outcome is not None or cell.owes or cell.is_aggregated:
        return cell
    return None
