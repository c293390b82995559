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
from data.vocabulary import Status
from etl.read_model import hiding
from etl.read_model.columns import GENDERS, KINDS, MISSING, NO_NUMBER, Facts, read_facts
from etl.read_model.facts import Definition
from etl.read_model.fast import RowsOf, Whole
from etl.read_model.grid import Grid, grid_with
from etl.read_model.judging import Rules, target_hindrance
from etl.read_model.organisation import Organisation
from etl.read_model.rows import COLUMNS
from etl.read_model.summing import add_up_all
from etl.read_model.writing import ATTAINMENT, Values, replace_rows, stored_rows

Place = tuple[int, int, str]
"""Indicator, year and follow-up."""

_OF = {name: place for place, name in enumerate(COLUMNS)}
_NAMES = (
    *("unit_id", "indicator_id", "year", "period", "gender", "value", "n", "missing", "outcome_unit", "outcome_id", "due_on"),
    *("status", "status_reason", "kf_status_reason", "is_aggregated"),
    *("units_reached", "units_judged", "units_reported", "units_total"),
)
_GENDER = {gender.value: place for place, gender in enumerate(GENDERS)}
_KIND = {kind.value: place for place, kind in enumerate(KINDS)}
_MISSING = {reason and reason.value: place for place, reason in enumerate(MISSING)}
_STATUSES = [status.value for status in Status]
_HELT, _INTE = _STATUSES.index(Status.UPPFYLLS_HELT.value), _STATUSES.index(Status.UPPFYLLS_INTE.value)
_DOUBTFUL = "outcome_doubtful"


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
        stored, below, added_up = self._stored(), self._below(), self._added_up()
        grid = self._grid(facts, stored, below, added_up)
        if grid is None:
            return set()
        numbers = {indicator: place for place, indicator in enumerate(self._definitions)}
        mine = np.flatnonzero(grid.unit_ids == self._unit_id)
        reached, judged = self._add_up(grid, facts, below, added_up)
        concerned = hiding.concerned(grid, [self._definitions[indicator] for indicator in grid.indicator_ids.tolist()])
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

    def _below(self) -> _Stored:
        """The rows of the units right below in the places that have changed."""
        if not self._children:
            return _Stored.of([])
        of, places = ATTAINMENT.table.c, self._scope.places
        conditions = [of.unit_id.in_(self._children), *self._conditions(since=not places)]
        if places:
            conditions.append(of.year.in_(sorted({year for _, year, _ in places})))
            conditions.append(of.period.in_(sorted({period for _, _, period in places})))
        return _Stored.of(stored_rows(self._connection, ATTAINMENT, conditions, _NAMES))

    def _added_up(self) -> _Stored:
        """The unit's own rows in the places that have not changed, as they were; a unit without any below has no use for them."""
        if not self._children:
            return _Stored.of([])
        conditions = [ATTAINMENT.table.c.unit_id == self._unit_id, *self._conditions(since=False)]
        rows = stored_rows(self._connection, ATTAINMENT, conditions, _NAMES)
        return _Stored.of([row for row in rows if not self._scope.has(row[1], row[2], row[3])])

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

    def _grid(self, facts: Facts, stored: list[Values], below: _Stored, added_up: _Stored) -> Grid | None:
        columns = (facts.followed, facts.outcomes, facts.forecasts)
        own = {indicator for of in columns for indicator in of["indicator_id"].tolist()}
        own |= {row[_OF["indicator_id"]] for row in stored} | set(below["indicator_id"]) | set(added_up["indicator_id"])
        years = {year for of in columns for year in of["year"].tolist()}
        years |= {row[_OF["year"]] for row in stored} | set(below["year"]) | set(added_up["year"])
        if not own:
            return None
        others = zip(below["unit_id"], below["indicator_id"], strict=True)
        pairs = sorted({(self._unit_id, indicator) for indicator in own}.union(others))
        span = (min(years), max(years))
        return grid_with(np.array(pairs, np.int64), span, facts, self._organisation, self._definitions, self._as_of)

    def _add_up(self, grid: Grid, facts: Facts, below: _Stored, added_up: _Stored) -> tuple[Any, Any]:
        """Fill in what the units below come to; gives how many of them reach their årsmål, and how many are judged."""
        reached, judged = np.zeros(grid.exists.shape, np.int64), np.zeros(grid.exists.shape, np.int64)
        if not self._children:
            return reached, judged
        at = below.put(grid, facts)
        is_promised = np.array([day is not None for day in below["due_on"]], bool)
        grid.owes[at] = is_promised | np.array(below["is_aggregated"], bool)
        add_up_all(grid, self._organisation, self._definitions, facts.units_of_measure, self._as_of)
        above = grid.series_at(np.full(len(at[0]), self._unit_id), grid.indicator_ids[at[0]])
        status = np.array([_STATUSES.index(each) for each in below["status"]], np.int64)
        np.add.at(reached, (above, *at[1:]), status == _HELT)
        np.add.at(judged, (above, *at[1:]), status <= _INTE)
        at = added_up.put(grid, facts, np.array(added_up["is_aggregated"], bool))
        for column, name in (
            *((grid.units_reported, "units_reported"), (grid.units_total, "units_total")),
            *((reached, "units_reached"), (judged, "units_judged")),
        ):
            column[at] = np.array([-1 if each is None else each for each in added_up[name]], np.int64)
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

    @staticmethod
    def _with_other_goals(stored: list[Values], rows: list[Values]) -> set[int]:
        before, after = (
            {(row[_OF["indicator_id"]], row[_OF["year"]], row[_OF["goal_id"]]) for row in each} for each in (stored, rows)
        )
        return {indicator for indicator, _, _ in before ^ after}


def _place_of(row: Values) -> Place:
    return row[_OF["indicator_id"]], row[_OF["year"]], row[_OF["period"]]


class _Stored(dict[str, Sequence[Any]]):
    """Columns of stored rows."""

    @classmethod
    def of(cls, rows: list[Values]) -> _Stored:
        return cls(zip(_NAMES, zip(*rows, strict=True) if rows else ((),) * len(_NAMES), strict=True))

    def put(self, grid: Grid, facts: Facts, chosen: Any = None) -> tuple[Any, Any, Any]:
        """Put the figures (of the chosen rows) into the grid; gives the places of all the rows."""
        series = grid.series_at(np.array(self["unit_id"], np.int64), np.array(self["indicator_id"], np.int64))
        gender = np.array([_GENDER[each] for each in self["gender"]], np.int64)
        kind = np.array([_KIND[each] for each in self["period"]], np.int64)
        every = series, gender, (np.array(self["year"], np.int64) - grid.first_year) * len(KINDS) + kind
        of = np.arange(len(series)) if chosen is None else np.flatnonzero(chosen)
        at = tuple(each[of] for each in every)
        figures, value = grid.figures, np.array(self["value"], np.float64)
        doubtful = zip(self["status_reason"], self["kf_status_reason"], strict=True)
        figures.value[at] = value[of]
        figures.n[at] = np.array([NO_NUMBER if each is None else each for each in self["n"]], np.int64)[of]
        figures.missing[at] = np.array([_MISSING[each] for each in self["missing"]], np.int8)[of]
        figures.unit[at] = np.array([facts.units_of_measure[each] for each in self["outcome_unit"]], np.int32)[of]
        figures.is_doubtful[at] = (np.array([_DOUBTFUL in both for both in doubtful], bool) & ~np.isnan(value))[of]
        # which of another unit's outcomes it is, is not asked for here: only that there is one
        figures.fact[at] = np.array([-1 if each is None else 0 for each in self["outcome_id"]], np.int64)[of]
        grid.is_aggregated[at] = np.array(self["is_aggregated"], bool)[of]
        grid.exists[at] = True
        return every
