"""Re-judging what one document touches, without reading the rest of the store.

First the unit's own rows are made of its facts. Where they come out otherwise, the unit above is added up anew from the rows that
its units have in the store, in those places alone; and so on upwards. Two things reach further, to units beside: what is
withheld, and under which goal a unit stands that says nothing of it itself. Indicators where either is at stake are made anew
for the whole organisation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Connection, select, text

from data.schema import Attainment
from etl.read_model import hiding
from etl.read_model.columns import KINDS, Codes, Facts, read_facts
from etl.read_model.facts import Definition
from etl.read_model.fast import RowsOf, Whole
from etl.read_model.goals import kf_goals
from etl.read_model.grid import Grid, grid_with
from etl.read_model.judging import Rules, target_hindrance
from etl.read_model.organisation import Organisation
from etl.read_model.rows import COLUMNS
from etl.read_model.stored import COUNTS, Stored, read_stored
from etl.read_model.summing import add_up_all
from etl.read_model.writing import ATTAINMENT, Values, replace_rows, stored_rows

Place = tuple[int, int, str]
"""Indicator, year and follow-up."""

_OF = {name: place for place, name in enumerate(COLUMNS)}
_KIND = {kind.value: place for place, kind in enumerate(KINDS)}
_KINDS = [kind.value for kind in KINDS]


@dataclass(slots=True)
class Touched:
    """What came of it: how many rows were written, the units whose goals may have changed, and the indicators that have to be
    made anew as a whole."""

    rows: int = 0
    units: set[int] = field(default_factory=set)
    whole: set[int] = field(default_factory=set)


def rejudge(
    connection: Connection,
    unit_ids: Collection[int],
    organisation: Organisation,
    definitions: dict[int, Definition],
    as_of: dt.date,
    since: int | None,
) -> Touched:
    """Bring ``attainment`` up to date for these units and those above, save for the indicators that it gives as ``whole``.

    ``since``: the first year that anything has changed in; None where any year may have.
    """
    touched, changed = Touched(units=set(unit_ids)), dict[int, set[Place]]()
    withheld = set(connection.execute(select(Attainment.indicator_id).distinct().where(text("is_withheld"))).scalars())
    for level in organisation.levels:
        for unit_id in level:
            places = set().union(*(changed.get(child, ()) for child in organisation.children.get(unit_id, ())))
            if unit_id in unit_ids or places:
                scope = Scope.of_facts(since) if unit_id in unit_ids else Scope.of_places(places)
                unit = _Unit(connection, unit_id, scope, organisation, definitions, as_of)
                changed[unit_id] = unit.rewrite(touched, withheld)
    return touched


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the figures of a unit may have changed: in all of some years, or in known places. Rows may from there on."""

    since: int | None
    places: frozenset[Place]
    first: dict[int, tuple[int, int]]
    """Of known places: by indicator, the year and the follow-up of the first."""

    @classmethod
    def of_facts(cls, since: int | None) -> Scope:
        """Anything that the unit's own facts of the year and the years after say."""
        return cls(since, frozenset(), {})

    @classmethod
    def of_places(cls, places: set[Place]) -> Scope:
        in_time = sorted(((year, _KIND[period]), indicator) for indicator, year, period in places)
        first = {indicator: at for at, indicator in reversed(in_time)}
        return cls(in_time[0][0][0], frozenset(places), first)

    @property
    def indicators(self) -> list[int] | None:
        """None: all."""
        return sorted(self.first) or None

    def has(self, indicator: int, year: int, period: str) -> bool:
        if self.places:
            return (indicator, year, period) in self.places
        return self.since is None or year >= self.since

    def reaches(self, indicator: int, year: int, period: str) -> bool:
        """Whether a row there may come out otherwise."""
        if self.places:
            return (year, _KIND[period]) >= self.first[indicator]
        return self.since is None or year >= self.since


class _Unit:
    """One unit, made anew from its own facts and from the stored rows of the units right below it."""

    def __init__(
        self,
        connection: Connection,
        unit_id: int,
        scope: Scope,
        organisation: Organisation,
        definitions: dict[int, Definition],
        as_of: dt.date,
    ) -> None:
        self._connection, self._unit_id, self._organisation, self._definitions = connection, unit_id, organisation, definitions
        self._scope, self._as_of = scope, as_of
        self._children = organisation.children.get(unit_id, ())

    def rewrite(self, touched: Touched, withheld: set[int]) -> set[Place]:
        """Write what comes out otherwise; gives where that is."""
        facts = read_facts(self._connection, unit_ids=[self._unit_id], indicator_ids=self._scope.indicators)
        stored = self._stored()
        from_store = (self._below(facts.units_of_measure), self._added_up(facts.units_of_measure)) if self._children else ()
        grid = self._grid(facts, stored, from_store)
        if grid is None:
            return set()
        numbers = {indicator: place for place, indicator in enumerate(self._definitions)}
        mine = np.flatnonzero(grid.unit_ids == self._unit_id)
        reached, judged = self._add_up(grid, facts, *from_store) if from_store else (np.zeros(grid.exists.shape, np.int64),) * 2
        of_indicator = [self._definitions[indicator] for indicator in grid.indicator_ids.tolist()]
        concerned = hiding.concerned(grid, of_indicator) | hiding.few_expected(grid, of_indicator)
        few = concerned[mine].any(axis=(1, 2))
        touched.whole.update((withheld & set(grid.indicator_ids.tolist())) | set(grid.indicator_ids[mine][few].tolist()))
        whole = Whole(
            grid=grid,
            facts=facts,
            organisation=self._organisation,
            rules=Rules(list(self._definitions.values()), facts.units_of_measure.texts),
            indicator=np.array([numbers[each] for each in grid.indicator_ids.tolist()]),
            goal=self._goals(grid, stored),
            withheld=np.zeros(grid.exists.shape, bool),
            hindrances=target_hindrance(facts.targets),
        )
        may_change = self._may_change(grid, mine)
        rows = RowsOf(whole, mine, grid.figures.of(mine), np.zeros(grid.exists[mine].shape, bool), may_change)
        made = list(rows.columns((reached[mine], judged[mine])).tuples())
        return self._write([row for row in stored if self._scope.reaches(*_place_of(row))], made, touched)

    # -- what is in the store

    def _stored(self) -> list[Values]:
        """The unit's rows that may come out otherwise, and some more."""
        return stored_rows(self._connection, ATTAINMENT, [ATTAINMENT.table.c.unit_id == self._unit_id, *self._conditions()])

    def _below(self, of_measure: Codes) -> Stored:
        """The rows of the units right below in the places that have changed."""
        of, places = ATTAINMENT.table.c, self._scope.places
        conditions = [of.unit_id.in_(self._children), *self._conditions(since=not places)]
        if places:
            conditions.append(of.year.in_(sorted({year for _, year, _ in places})))
            conditions.append(of.period.in_(sorted({period for _, _, period in places})))
        return read_stored(self._connection, conditions, of_measure)

    def _added_up(self, of_measure: Codes) -> Stored:
        """The unit's own rows in the places that have not changed, as they were."""
        mine = ATTAINMENT.table.c.unit_id == self._unit_id
        rows = read_stored(self._connection, [mine, *self._conditions(since=False)], of_measure, with_counts=True)
        places = zip(rows["indicator_id"].tolist(), rows["year"].tolist(), rows["kind"].tolist(), strict=True)
        return rows.only(np.array([not self._scope.has(indicator, year, _KINDS[kind]) for indicator, year, kind in places], bool))

    def _conditions(self, *, since: bool = True) -> list[Any]:
        of, scope = ATTAINMENT.table.c, self._scope
        of_indicators = [of.indicator_id.in_(scope.indicators)] if scope.indicators is not None else []
        return [*of_indicators, *([of.year >= scope.since] if since and scope.since is not None else [])]

    def _may_change(self, grid: Grid, mine: Any) -> Any:
        """By series and follow-up, which rows are made; as ``Scope.reaches``."""
        first = [self._scope.first.get(indicator, (self._scope.since or 0, 0)) for indicator in grid.indicator_ids[mine].tolist()]
        places = np.array([(year - grid.first_year) * len(KINDS) + kind for year, kind in first])
        return (np.arange(len(grid.periods)) >= places[:, None])[:, None, :]

    # -- the grid

    def _grid(self, facts: Facts, stored: list[Values], from_store: Sequence[Stored]) -> Grid | None:
        columns = (facts.followed, facts.outcomes, facts.forecasts, *from_store)
        own = {indicator for of in columns for indicator in of["indicator_id"].tolist()}
        own |= {row[_OF["indicator_id"]] for row in stored}
        years = {year for of in columns for year in of["year"].tolist()} | {row[_OF["year"]] for row in stored}
        if not own:
            return None
        others = {pair for of in from_store for pair in zip(of["unit_id"].tolist(), of["indicator_id"].tolist(), strict=True)}
        pairs = sorted({(self._unit_id, indicator) for indicator in own} | others)
        span = (min(years), max(years))
        return grid_with(np.array(pairs, np.int64), span, facts, self._organisation, self._definitions, self._as_of)

    def _add_up(self, grid: Grid, facts: Facts, below: Stored, added_up: Stored) -> tuple[Any, Any]:
        """Fill in what the units below come to; gives how many of them reach their årsmål, and how many are judged."""
        reached, judged = np.zeros(grid.exists.shape, np.int64), np.zeros(grid.exists.shape, np.int64)
        below.put(grid)
        series, gender, period = below.at(grid)
        grid.owes[series, gender, period] = below["is_promised"] | below["is_aggregated"]
        add_up_all(grid, self._organisation, self._definitions, facts.units_of_measure, self._as_of)
        above = grid.series_at(np.full(len(series), self._unit_id), below["indicator_id"])
        np.add.at(reached, (above, gender, period), below["reaches"])
        np.add.at(judged, (above, gender, period), below["is_judged"])
        added_up.only(added_up["is_aggregated"]).put(grid)
        at = added_up.at(grid)
        for column, name in zip((reached, judged, grid.units_reported, grid.units_total), COUNTS, strict=True):
            column[at] = added_up[name]
        return reached, judged

    def _goals(self, grid: Grid, stored: list[Values]) -> Any:
        """The goals that the unit's own documents name, else those that its rows stand under already."""
        goal = grid.goal.copy()
        if not self._children:
            return goal
        known = {
            (row[_OF["indicator_id"]], row[_OF["year"]]): row[_OF["goal_id"]] for row in stored if row[_OF["goal_id"]] is not None
        }
        for (indicator, year), id_ in known.items():
            series = int(grid.series_at(np.array([self._unit_id]), np.array([indicator]))[0])
            if goal[series, year - grid.first_year] < 0:
                goal[series, year - grid.first_year] = id_
        return goal

    # -- writing

    def _write(self, stored: list[Values], rows: list[Values], touched: Touched) -> set[Place]:
        indicator = _OF["indicator_id"]
        stored, rows = ([row for row in of if row[indicator] not in touched.whole] for of in (stored, rows))
        there, made = {row[:5]: row for row in stored}, {row[:5]: row for row in rows}
        new = [row for key, row in made.items() if there.get(key) != row]
        gone = [key for key in there if key not in made]
        replaced = [key for key in there if key in made and there[key] != made[key]]
        replace_rows(self._connection, ATTAINMENT, gone + replaced, new)
        touched.rows += len(new) + len(gone)
        touched.units.add(self._unit_id)
        touched.whole.update(self._with_other_goals(stored, rows))
        return {(indicator, year, period) for _, year, period, indicator, _ in (*(row[:5] for row in new), *gone)}

    def _with_other_goals(self, stored: list[Values], rows: list[Values]) -> set[int]:
        """The indicators of which a unit above may stand under another goal now, as it says nothing of that itself."""
        before, after = (
            {(row[_OF["indicator_id"]], row[_OF["year"]], row[_OF["goal_id"]]) for row in each} for each in (stored, rows)
        )
        others = before ^ after
        if self._children or not others:
            return {indicator for indicator, _, _ in others}
        had_one = {(indicator, year) for indicator, year, goal in before if goal is not None}
        again = {indicator for indicator, year, _ in others if (indicator, year) in had_one}
        further = {each for each in others if each[0] not in again and each[2] is not None}
        return again | self._heard_above(further)

    def _heard_above(self, further: set[tuple[int, int, int]]) -> set[int]:
        """Of indicators, years and goals that the unit names where it named none, the indicators where that changes a goal above.

        It does not where the unit above stands under that goal already, nor anywhere above that. It does not where all below
        agreed on none before, and the goal is none of the council's.
        """
        above = self._organisation.chain_above(self._unit_id)
        if not further or not above:
            return set()
        of = Attainment
        query = select(of.unit_id, of.indicator_id, of.year, of.goal_id).distinct().where(of.unit_id.in_(above))
        known = {
            row[:3]: row[3] for row in self._connection.execute(query.where(of.indicator_id.in_({each[0] for each in further})))
        }
        of_everyone = kf_goals(self._connection)
        heard = set()
        for indicator, year, goal in further:
            for unit_id in above:
                stands_under = known.get((unit_id, indicator, year))
                if stands_under is not None or goal in of_everyone:
                    heard.update([indicator] if stands_under != goal else [])
                    break
        return heard


def _place_of(row: Values) -> Place:
    return row[_OF["indicator_id"]], row[_OF["year"]], row[_OF["period"]]
