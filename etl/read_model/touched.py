"""Re-judging what one document touches, without reading the rest of the store.

First the units' own rows are made of their facts. Where they come out otherwise, the units above are added up anew from the rows
that their units have in the store, in those places alone, all of them at once. Two things reach further, to units beside: what
is withheld, and under which goal a unit stands that says nothing of it itself. Indicators where either is at stake are made
anew for the whole organisation.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any

import numpy as np
from sqlalchemy import Connection, or_, select, text

from data.schema import Attainment
from etl.read_model import hiding
from etl.read_model.adding_below import Counts, add_up_below
from etl.read_model.columns import KINDS, Codes, Facts, read_facts
from etl.read_model.facts import Definition
from etl.read_model.fast import RowsOf, Whole
from etl.read_model.goals import kf_goals
from etl.read_model.grid import Grid, grid_with, pair, unpaired
from etl.read_model.judging import STATUS, Rules, target_hindrance
from etl.read_model.organisation import Organisation
from etl.read_model.rows import COLUMNS
from etl.read_model.stored import COUNTS, Stored, counts_of, read_added_up, read_below
from etl.read_model.writing import ATTAINMENT, Values, stored_rows, write_different

Place = tuple[int, int, str]
"""Indicator, year and follow-up."""
Listed = tuple[int, int, int | None]
"""Indicator, year and the goal that a row stands under."""

_OF = {name: place for place, name in enumerate(COLUMNS)}
_KIND = {kind.value: place for place, kind in enumerate(KINDS)}
_AT_A_TIME = 20
"""Units whose documents are read together: few enough that their rows fit in little memory, whatever was loaded."""


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
    touched, changed = Touched(units=set(unit_ids)), defaultdict[int, set[Place]](set)
    withheld = set(connection.execute(_WITHHELD).scalars())
    for units, has_facts in _steps(set(unit_ids), organisation):
        scope = Scope.of_facts(since)
        if not has_facts:
            concerned = {unit for unit, places in changed.items() if places}
            units = units & organisation.above(concerned)
            places = {place for unit in concerned for place in changed[unit]}
            if not units or not places:
                continue
            scope = Scope.of_places(places)
        together = _Together(connection, units, scope, organisation, definitions, as_of)
        for unit_id, places in together.rewrite(touched, withheld).items():
            changed[unit_id] |= places
    return touched


_WITHHELD = select(Attainment.indicator_id).distinct().where(text("is_withheld"))


def _steps(unit_ids: set[int], organisation: Organisation) -> Iterator[tuple[set[int], bool]]:
    """Units to make together, in order, and whether of their own facts: else of what has changed below them.

    All units above are one step, unless one of them has a document of its own among the rest.
    """
    above = organisation.above(unit_ids)
    lowest = iter(sorted((unit_ids - above) & organisation.units.keys()))
    while some := set(islice(lowest, _AT_A_TIME)):
        yield some, True
    if not unit_ids & above:
        yield above, False
        return
    for level in organisation.levels:
        here = above.intersection(level)
        yield from ((some, True) for some in ({unit} for unit in sorted(here & unit_ids)))
        yield here - unit_ids, False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the figures of units may have changed: in all of some years, or in known places. Rows may from there on."""

    since: int | None
    places: frozenset[Place]
    first: dict[int, tuple[int, int]]
    """Of known places: by indicator, the year and the follow-up of the first."""

    @classmethod
    def of_facts(cls, since: int | None) -> Scope:
        """Anything that the units' own facts of the year and the years after say."""
        return cls(since, frozenset(), {})

    @classmethod
    def of_places(cls, places: Iterable[Place]) -> Scope:
        in_time = sorted(((year, _KIND[period]), indicator) for indicator, year, period in places)
        first = {indicator: at for at, indicator in reversed(in_time)}
        return cls(in_time[0][0][0], frozenset(places), first)

    def covers(self, indicator: int) -> bool:
        return not self.places or indicator in self.first

    def inside(self, grid: Grid) -> Any:
        """By series and follow-up, where figures may have changed."""
        if not self.places:
            return np.broadcast_to(self._from(grid, (self.since or 0, 0)), (len(grid.unit_ids), len(grid.periods)))
        numbers, codes = np.unique(grid.indicator_ids, return_inverse=True)
        found = np.zeros((len(numbers), len(grid.periods)), bool)
        at = {indicator: place for place, indicator in enumerate(numbers.tolist())}
        for indicator, year, period in self.places:
            if indicator in at and 0 <= year - grid.first_year < grid.years:
                found[at[indicator], (year - grid.first_year) * len(KINDS) + _KIND[period]] = True
        return found[codes]

    def reached(self, grid: Grid) -> Any:
        """By series and follow-up, where rows may come out otherwise."""
        if not self.places:
            return self.inside(grid)
        return np.array([self._from(grid, self.first[indicator]) for indicator in grid.indicator_ids.tolist()])

    def reaches(self, row: Values) -> bool:
        """Whether the row may come out otherwise."""
        if not self.places:
            return self.since is None or row[_OF["year"]] >= self.since
        return (row[_OF["year"]], _KIND[row[_OF["period"]]]) >= self.first[row[_OF["indicator_id"]]]

    @staticmethod
    def _from(grid: Grid, at: tuple[int, int]) -> Any:
        return np.arange(len(grid.periods)) >= (at[0] - grid.first_year) * len(KINDS) + at[1]


class _Together:
    """Some units, made anew from their own facts and from the stored rows of the units right below them."""

    def __init__(
        self,
        connection: Connection,
        unit_ids: Collection[int],
        scope: Scope,
        organisation: Organisation,
        definitions: dict[int, Definition],
        as_of: dt.date,
    ) -> None:
        self._connection, self._organisation, self._definitions = connection, organisation, definitions
        self._unit_ids, self._scope, self._as_of = sorted(unit_ids), scope, as_of
        self._parents = [unit for unit in self._unit_ids if unit in organisation.children]
        every = set(self._unit_ids)
        self._below = [child for unit in self._parents for child in organisation.children[unit] if child not in every]
        # more indicators than asked for cost less than a long list of those that are
        is_most = 2 * len(scope.first) > len(definitions)
        self._indicators = sorted(scope.first) if scope.places and not is_most else None

    def rewrite(self, touched: Touched, withheld: set[int]) -> dict[int, set[Place]]:
        """Write what comes out otherwise; gives where that is, by unit."""
        facts = read_facts(self._connection, unit_ids=self._unit_ids, indicator_ids=self._indicators)
        stored = [row for row in self._stored() if self._scope.covers(row[_OF["indicator_id"]])]
        below, earlier = self._rows_below(facts.units_of_measure), self._added_up(facts.units_of_measure)
        grid = self._grid(facts, stored, below, earlier)
        if grid is None:
            return {}
        counts = add_up_below(
            *(grid, below, earlier, self._scope.inside(grid), self._organisation, self._definitions),
            *(facts.units_of_measure, self._as_of),
        )
        rows = self._rows(grid, facts, stored, counts)
        return self._write([row for row in stored if self._scope.reaches(row)], rows, self._few(grid), touched, withheld)

    def _rows(self, grid: Grid, facts: Facts, stored: list[Values], counts: Counts) -> list[Values]:
        numbers = {indicator: place for place, indicator in enumerate(self._definitions)}
        nothing = np.zeros(grid.exists.shape, bool)
        whole = Whole(
            grid=grid,
            facts=facts,
            organisation=self._organisation,
            rules=Rules(list(self._definitions.values()), facts.units_of_measure.texts),
            indicator=np.array([numbers[each] for each in grid.indicator_ids.tolist()]),
            goal=self._goals(grid, stored),
            withheld=nothing,
            hindrances=target_hindrance(facts.targets),
        )
        parents, names = set(self._parents), ("unit_id", "indicator_id", "year", "period", "gender", *COUNTS)
        counts.keep(
            grid, counts_of([{name: row[_OF[name]] for name in names} for row in stored if row[_OF["unit_id"]] in parents])
        )
        every = np.arange(len(grid.unit_ids))
        rows = RowsOf(whole, every, grid.figures, nothing, self._scope.reached(grid)[:, None, :])
        counts.add(grid, rows.where, STATUS[rows.judged.reason], self._organisation)
        return list(rows.columns((counts.reached, counts.judged)).tuples())

    def _few(self, grid: Grid) -> set[int]:
        """The indicators that have figures for whose sake something is withheld."""
        of_indicator = [self._definitions[indicator] for indicator in grid.indicator_ids.tolist()]
        few = hiding.concerned(grid, of_indicator) | hiding.few_expected(grid, of_indicator)
        return set(grid.indicator_ids[few.any(axis=(1, 2))].tolist())

    # -- what is in the store

    def _stored(self) -> list[Values]:
        """The units' rows that may come out otherwise, and some more."""
        of, scope = ATTAINMENT.table.c, self._scope
        conditions: list[Any] = [of.unit_id.in_(self._unit_ids)]
        if self._indicators is not None:
            conditions.append(of.indicator_id.in_(self._indicators))
        if scope.since is not None:
            conditions.append(of.year >= scope.since)
        if scope.first:
            year, kind = min(scope.first.values())
            conditions.append(or_(of.year > year, of.period.in_(KINDS[kind:])))
        return stored_rows(self._connection, ATTAINMENT, conditions)

    def _rows_below(self, of_measure: Codes) -> Stored | None:
        """The rows of the units right below in the places that have changed; None where no unit has any below."""
        if not self._below:
            return None
        places, when = self._scope.places, dict[str, Any]()
        if places:
            when = {"year": sorted({year for _, year, _ in places}), "period": sorted({period for _, _, period in places})}
        elif self._scope.since is not None:
            when = {"since": self._scope.since}
        return self._of_scope(read_below(self._connection, {"unit_id": self._below, **when, **self._of_indicators}, of_measure))

    def _added_up(self, of_measure: Codes) -> Stored | None:
        """The rows of units that have others below, as they were."""
        if not self._parents:
            return None
        return self._of_scope(read_added_up(self._connection, {"unit_id": self._parents, **self._of_indicators}, of_measure))

    def _of_scope(self, rows: Stored) -> Stored:
        return rows.only(np.isin(rows["indicator_id"], list(self._scope.first))) if self._scope.places else rows

    @property
    def _of_indicators(self) -> dict[str, list[int]]:
        return {"indicator_id": self._indicators} if self._indicators is not None else {}

    # -- the grid

    def _grid(self, facts: Facts, stored: list[Values], below: Stored | None, earlier: Stored | None) -> Grid | None:
        of_facts, of_store = (facts.followed, facts.outcomes, facts.forecasts), [each for each in (below, earlier) if each]
        years = np.concatenate([*(of["year"] for of in (*of_facts, *of_store)), [row[_OF["year"]] for row in stored]])
        pairs = {(row[_OF["unit_id"]], row[_OF["indicator_id"]]) for row in stored}
        parents = self._organisation.parents
        for of in (*of_facts, *of_store):
            found = np.unique(pair(of["unit_id"], of["indicator_id"]))
            units, indicators = (column.tolist() for column in unpaired(found))
            pairs.update(zip([parents[unit] or 0 for unit in units] if of is below else units, indicators, strict=True))
        mine = sorted(each for each in self._with_units_above(pairs) if self._scope.covers(each[1]))
        if not mine:
            return None
        span = (int(years.min()), int(years.max()))
        return grid_with(np.array(mine, np.int64), span, facts, self._organisation, self._definitions, self._as_of)

    def _with_units_above(self, pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
        """Of units that are above others here, what these have, too."""
        every = set(self._unit_ids)
        if every.isdisjoint(self._organisation.above(every)):
            return pairs
        chains = {unit: every.intersection(self._organisation.chain_above(unit)) for unit in every}
        return pairs | {(above, indicator) for unit, indicator in pairs for above in chains[unit]}

    def _goals(self, grid: Grid, stored: list[Values]) -> Any:
        """The goals that the units' own documents name, else those that the rows of units above others stand under already."""
        goal = grid.goal.copy()
        parents = set(self._parents)
        unit, indicator, year, goal_id = (_OF[name] for name in ("unit_id", "indicator_id", "year", "goal_id"))
        known = {
            (row[unit], row[indicator], row[year], row[goal_id])
            for row in stored
            if row[unit] in parents and row[goal_id] is not None
        }
        if known:
            units, indicators, years, ids = np.array(sorted(known), np.int64).T
            at = (grid.series_at(units, indicators), years - grid.first_year)
            goal[at] = np.where(goal[at] < 0, ids, goal[at])
        return goal

    # -- writing

    def _write(
        self, stored: list[Values], rows: list[Values], few: set[int], touched: Touched, withheld: set[int]
    ) -> dict[int, set[Place]]:
        indicator = _OF["indicator_id"]
        there, made = {row[:5]: row for row in stored}, {row[:5]: row for row in rows}
        keys = {key for key, row in made.items() if there.get(key) != row} | there.keys() - made.keys()
        others = {key[3] for key in keys}
        # where nothing comes out otherwise, nothing of what is withheld beside it does
        touched.whole.update(few | (withheld & others))
        stored, rows = ([row for row in of if row[indicator] not in touched.whole] for of in (stored, rows))
        with_other_goals = self._with_other_goals(stored, rows)
        keys = {key for key in keys if key[3] not in touched.whole}
        write_different(self._connection, ATTAINMENT, keys, there, made)
        touched.rows += len(keys)
        touched.whole.update(with_other_goals)
        changed = defaultdict[int, set[Place]](set)
        for unit_id, year, period, indicator_id, _ in keys:
            changed[unit_id].add((indicator_id, year, period))
        touched.units.update(changed)
        return changed

    def _with_other_goals(self, stored: list[Values], rows: list[Values]) -> set[int]:
        """The indicators of which a unit above may stand under another goal now, as it says nothing of that itself."""
        names = ("unit_id", "indicator_id", "year", "goal_id")
        whose = itemgetter(*(_OF[name] for name in names))
        before, after = set(map(whose, stored)), set(map(whose, rows))
        again = set()
        for unit_id in {unit for unit, *_ in before ^ after}:
            listed = {(indicator, year, goal) for unit, indicator, year, goal in before if unit == unit_id}
            others = {(indicator, year, goal) for unit, indicator, year, goal in before ^ after if unit == unit_id}
            again |= self._with_other_goals_above(unit_id, listed, others)
        return again

    def _with_other_goals_above(self, unit_id: int, before: set[Listed], others: set[Listed]) -> set[int]:
        """Of one unit: what it was listed under, and what has come or gone."""
        if unit_id in self._parents:
            return {indicator for indicator, _, _ in others}
        had_one = {(indicator, year) for indicator, year, goal in before if goal is not None}
        again = {indicator for indicator, year, _ in others if (indicator, year) in had_one}
        further = {each for each in others if each[0] not in again and each[2] is not None}
        return again | self._heard_above(unit_id, further)

    def _heard_above(self, unit_id: int, further: set[Listed]) -> set[int]:
        """Of indicators, years and goals that the unit names where it named none, the indicators where that changes a goal above.

        It does not where the unit above stands under that goal already, nor anywhere above that. It does not where all below
        agreed on none before, and the goal is none of the council's.
        """
        above = self._organisation.chain_above(unit_id)
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
            for higher in above:
                stands_under = known.get((higher, indicator, year))
                if stands_under is not None or goal in of_everyone:
                    heard.update([indicator] if stands_under != goal else [])
                    break
        return heard
