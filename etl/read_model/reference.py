"""The read model computed afresh, one figure at a time, with the readable rules: what the fast way is held against.

One indicator at a time, over the whole organisation: figures are added up from the lowest units, then withheld, then
judged – once as ordinary readers see them, once as those who may see what is withheld.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from data.vocabulary import Period, Status
from etl.read_model.cells import CellsByUnit, cells_of
from etl.read_model.facts import Definition, FactsByUnit, IndicatorFacts, definitions, facts_of
from etl.read_model.goals import goals_by_year, kf_goals
from etl.read_model.judged import Defaults
from etl.read_model.organisation import Organisation, OrganisationUnit, organisation_of
from etl.read_model.rows import Row, UnitIndicator, in_order
from etl.read_model.series import Place, Series, listed_under, series_of
from etl.read_model.views import View, complete, published, withheld_places
from etl.rules.adding_up import units_that_reach
from etl.rules.reporting import is_owed


@dataclass(frozen=True, slots=True)
class Computed:
    """The rows of one indicator: what ordinary readers see, and what the rows that withhold something would show."""

    indicator_id: int
    shown: list[Row]
    withheld: list[Row]


def compute(
    connection: Connection, as_of: dt.date, defaults: Defaults, indicator_ids: Collection[int] | None = None
) -> Iterator[Computed]:
    """Every indicator in turn (or those asked for), in the order of their ids."""
    organisation, of_everyone = organisation_of(connection), kf_goals(connection)
    for indicator_id, definition in sorted(definitions(connection, defaults).items()):
        if indicator_ids is None or indicator_id in indicator_ids:
            yield _compute_one(indicator_id, definition, facts_of(connection, indicator_id), organisation, of_everyone, as_of)


def _compute_one(
    indicator_id: int,
    definition: Definition,
    facts: FactsByUnit,
    organisation: Organisation,
    of_everyone: frozenset[int],
    as_of: dt.date,
) -> Computed:
    series = {
        unit: series_of(facts.get(unit, IndicatorFacts()), definition, _is_there(organisation.units[unit]))
        for unit in facts.keys() | organisation.above(facts)
    }
    cells = cells_of(organisation, series, as_of)
    goals = goals_by_year(organisation, _listed(facts, cells), of_everyone)
    withheld = withheld_places(cells, series, organisation, definition)
    computed = Computed(indicator_id, [], [])
    statuses: dict[int, dict[Place, Status]] = {}
    for level in organisation.levels:
        for unit_id in level:
            if unit_id not in cells:
                continue
            hidden = withheld.get(unit_id, frozenset())
            below = [statuses[child] for child in organisation.children.get(unit_id, ()) if child in statuses]
            of_unit = _Unit(unit_id, indicator_id, organisation.units[unit_id].is_example, series[unit_id], goals[unit_id], below)
            rows = of_unit.rows(published(cells[unit_id], hidden))
            statuses[unit_id] = dict(zip(sorted(cells[unit_id]), (Status(row["status"]) for row in rows), strict=True))
            computed.shown.extend(rows)
            if hidden:
                revealed = of_unit.rows(complete(cells[unit_id], hidden))
                computed.withheld.extend(full for full, row in zip(revealed, rows, strict=True) if full != row)
    return Computed(indicator_id, sorted(computed.shown, key=in_order), sorted(computed.withheld, key=in_order))


def _listed(facts: FactsByUnit, cells: CellsByUnit) -> dict[int, dict[int, int | None]]:
    """By unit and year, the goal that the unit's documents list the indicator under, of the years that it has rows in."""
    years = {unit_id: {period.year for period, _ in of} for unit_id, of in cells.items()}
    return {
        unit: {year: listed_under(of, year) for year in of.followed if year in years.get(unit, ())} for unit, of in facts.items()
    }


def _is_there(unit: OrganisationUnit) -> Callable[[Period], bool]:
    return lambda period: is_owed(period, valid_from=unit.valid_from, valid_to=unit.valid_to)


@dataclass(frozen=True, slots=True)
class _Unit:
    unit_id: int
    indicator_id: int
    is_example: bool
    series: Series
    goals: dict[int, int | None]
    below: list[dict[Place, Status]]
    """The published statuses of the units right below."""

    def rows(self, view: View) -> list[Row]:
        reached = {place: units_that_reach(of[place] for of in self.below if place in of) for place in view}
        parts = (self.unit_id, self.indicator_id, self.is_example, self.series, view, self.goals, reached)
        return list(UnitIndicator(*parts).rows())
