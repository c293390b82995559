"""The read model of many units and indicators at once: the fast way, which gives the very rows of ``reference``."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data.vocabulary import Measure, MissingReason, Status, TargetForm
from etl.read_model import hiding, lifting
from etl.read_model.columns import FORMS, GENDERS, KINDS, MISSING, NO_NUMBER, Facts, read_facts
from etl.read_model.comparing import (
    ASSURANCES,
    CHANGES,
    VARIATIONS,
    Shares,
    changes,
    gaps,
    holds,
    latest_before,
    processes,
    shares_measurements,
)
from etl.read_model.facts import definitions
from etl.read_model.goals import GoalKey, kf_goals
from etl.read_model.grid import TOTAL, WITHHELD, Figures, Grid, grid_of
from etl.read_model.judged import Defaults
from etl.read_model.judging import (
    BETTERS,
    REASONS,
    STATUS,
    Asked,
    Judgements,
    Rules,
    judge,
    outcome_hindrance,
    target_hindrance,
)
from etl.read_model.lifting import what_to_lift
from etl.read_model.organisation import Organisation, organisation_of
from etl.read_model.output import COUNT, FLOAT, TRUTH, Columns
from etl.read_model.rows import COLUMNS
from etl.read_model.summing import add_up_all, children_of

_SERIES_AT_A_TIME = 1_200
"""So many that the arrays are long, so few that the columns of a large city never lie in memory at once."""
_STEP = len(KINDS)
_UNREADABLE = MISSING.index(MissingReason.UNREADABLE)
_FOLLOWS_LAST_YEAR = np.array([form in (TargetForm.INCREASE, TargetForm.DECREASE) for form in FORMS])


def whole_of(
    connection: Connection, as_of: dt.date, defaults: Defaults, indicator_ids: Collection[int] | None = None
) -> Whole | None:
    """Everything that the rows are made of, for all indicators or some; None where no unit says anything."""
    organisation, of_indicator = organisation_of(connection), definitions(connection, defaults)
    facts = read_facts(connection, indicator_ids=indicator_ids)
    grid = grid_of(facts, organisation, of_indicator, as_of)
    if grid is None:
        return None
    add_up_all(grid, organisation, of_indicator, facts.units_of_measure, as_of)
    numbers = {indicator: place for place, indicator in enumerate(of_indicator)}
    return Whole(
        grid=grid,
        facts=facts,
        organisation=organisation,
        rules=Rules(list(of_indicator.values()), facts.units_of_measure.texts),
        indicator=np.array([numbers[each] for each in grid.indicator_ids.tolist()]),
        goal=_goals(grid, organisation, kf_goals(connection)),
        withheld=hiding.withheld(grid, organisation, of_indicator)
        | hiding.few_expected(grid, [of_indicator[each] for each in grid.indicator_ids.tolist()]),
        hindrances=target_hindrance(facts.targets),
    )


def _goals(grid: Grid, organisation: Organisation, of_everyone: frozenset[int]) -> Any:
    """By series and year, as ``goals_by_year``: the own, else the council's that all below agree on; −1 without.

    All agree where the lowest id among theirs is the highest.
    """
    below, above = children_of(grid, organisation)
    has_rows = grid.exists.reshape(len(grid.exists), -1, grid.years, _STEP).any(axis=(1, 3))
    named, largest = np.where(has_rows, grid.goal, -1), np.int64(2**62)
    low, high = np.where(named >= 0, named, largest), named.copy()
    for level in organisation.levels:
        here = np.isin(grid.unit_ids[above], level)
        if not here.any():
            continue
        parents, children = above[here], below[here]
        low_below, high_below = np.full_like(low, largest), np.full_like(high, -1)
        np.minimum.at(low_below, parents, low[children])
        np.maximum.at(high_below, parents, high[children])
        silent = named < 0
        low, high = np.where(silent & (high_below >= 0), low_below, low), np.where(silent, np.maximum(high, high_below), high)
    agreed = (low == high) & np.isin(low, list(of_everyone))
    return np.where(grid.goal >= 0, grid.goal, np.where(agreed, low, -1))


@dataclass(slots=True)
class Whole:
    grid: Grid
    facts: Facts
    organisation: Organisation
    rules: Rules
    indicator: Any
    """By series, the place of its definition."""
    goal: Any
    withheld: Any
    hindrances: Any
    status: Any = None
    """By series, gender and follow-up, as ordinary readers see it; filled in by the batches."""
    below: Any = None

    @property
    def rows(self) -> int:
        """How many rows there are that ordinary readers see."""
        return int(self.grid.exists.sum())

    def batches(self) -> Iterator[tuple[Columns, Columns]]:
        """What ordinary readers see, and what the rows that withhold something would show, of some units at a time.

        The lowest units come first: a parent's rows tell how many of the units below reach their årsmål. Within a batch
        the rows are in the order of the table's key.
        """
        grid = self.grid
        self.status = np.full(grid.exists.shape, -1, np.int8)
        self.below = children_of(self.grid, self.organisation)
        parents = self.organisation.children
        for level in self.organisation.levels:
            for units in (np.array([each for each in level if (each in parents) is has_any]) for has_any in (False, True)):
                series = np.flatnonzero(np.isin(grid.unit_ids, units))
                for batch in _by_whole_units(grid.unit_ids, series):
                    yield self._batch(batch)

    def _batch(self, series: Any) -> tuple[Columns, Columns]:
        withheld, figures = self.withheld[series], self.grid.figures.of(series)
        rows = RowsOf(self, series, hiding.published(figures, withheld), withheld)
        self.status[(rows.series_in_order, *rows.where[1:])] = STATUS[rows.judged.reason]
        reached = self._reached(series)
        shown = rows.columns(reached)
        return shown, self._revealed(series, rows, shown, reached)

    def _reached(self, series: Any) -> tuple[Any, Any]:
        """As ``units_that_reach``, from the statuses that ordinary readers see of the units right below."""
        reached, judged = (np.zeros((len(series), *self.status.shape[1:]), np.int64) for _ in range(2))
        below, above = self.below
        mine = np.isin(above, series)
        if mine.any():
            below, above = below[mine], np.searchsorted(series, above[mine])
            starts = np.flatnonzero(np.concatenate([[True], above[1:] != above[:-1]]))
            of = self.status[below]
            reached[above[starts]] = np.add.reduceat(of == _HELT, starts, axis=0, dtype=np.int64)
            judged[above[starts]] = np.add.reduceat((of >= 0) & (of <= _INTE), starts, axis=0, dtype=np.int64)
        return reached, judged

    def _revealed(self, series: Any, rows: RowsOf, shown: Columns, reached: tuple[Any, Any]) -> Columns:
        """The rows of the series that withhold something as they would be without, where they differ."""
        hides = self.withheld[series].any(axis=(1, 2))
        hiding_series = series[hides]
        figures = hiding.complete(self.grid.figures.of(hiding_series))
        full = RowsOf(self, hiding_series, figures, np.zeros(self.withheld[hiding_series].shape, bool))
        columns = full.columns((reached[0][hides], reached[1][hides]))
        beside = shown.picked(np.flatnonzero(np.isin(rows.series_in_order, hiding_series)))
        return columns.picked(np.flatnonzero(columns.differs_from(beside)))

    def goals(self) -> dict[GoalKey, Counter[str]]:
        """How many indicators (totalt) of each goal have each status, when all batches have been made."""
        return self._counted(self.status)

    def _counted(self, status: Any) -> dict[GoalKey, Counter[str]]:
        grid = self.grid
        series, period = np.nonzero((status[:, TOTAL] >= 0) & (np.repeat(self.goal, _STEP, axis=1) >= 0))
        goal, of = self.goal[series, period // _STEP], status[:, TOTAL][series, period]
        codes, goals = pd.factorize(goal)
        units = grid.unit_ids[series]
        packed = ((units * len(grid.periods) + period) * max(len(goals), 1) + codes) * len(Status) + of
        kinds, numbers = np.unique(packed, return_counts=True)
        counted: dict[GoalKey, Counter[str]] = defaultdict(Counter)
        statuses = [status.value for status in Status]
        for kind, number in zip(kinds.tolist(), numbers.tolist(), strict=True):
            rest, of_status = divmod(kind, len(Status))
            rest, place = divmod(rest, max(len(goals), 1))
            unit, at = divmod(rest, len(grid.periods))
            key = (unit, grid.periods[at].year, grid.periods[at].kind.value, int(goals[place]))
            counted[key][statuses[of_status]] = number
        return counted


def _by_whole_units(unit_ids: Any, series: Any) -> Iterator[Any]:
    """The series some thousand at a time, those of a unit together."""
    ends = np.flatnonzero(np.append(unit_ids[series][1:] != unit_ids[series][:-1], len(series) > 0)) + 1
    start = 0
    for end in ends.tolist():
        if end - start >= _SERIES_AT_A_TIME or end == len(series):
            yield series[start:end]
            start = end


_HELT, _INTE = list(Status).index(Status.UPPFYLLS_HELT), list(Status).index(Status.UPPFYLLS_INTE)


class RowsOf:
    """The rows of some series as one reader sees them: ``where`` they are (series, gender, follow-up), in the table's order."""

    def __init__(self, whole: Whole, series: Any, figures: Figures, masked: Any, wanted: Any = True) -> None:
        self.whole, self.series, self.figures, self.masked = whole, series, figures, masked
        grid = whole.grid
        at, gender, period = np.nonzero(grid.exists[series] & wanted)
        units = grid.unit_ids[series][at]
        order = np.lexsort((gender, grid.indicator_ids[series][at], period, units))
        self.where = (at[order], gender[order], period[order])
        self.series_in_order = series[self.where[0]]
        self.indicator = whole.indicator[self.series_in_order]
        self.shares = Shares(whole.rules)
        self._judge()

    def _judge(self) -> None:
        grid, facts, figures = self.whole.grid, self.whole.facts, self.figures
        series, (_, gender, period) = self.series_in_order, self.where
        self.usable = figures.usable
        self.value, self.unit, self.n = figures.value[self.where], figures.unit[self.where], figures.n[self.where]
        accumulates = np.array(self.whole.rules.of("accumulates"), bool)[self.indicator]
        self.last_year = (self.where[0], gender, np.maximum(period - period % _STEP - 1, 0))
        has_last = period >= _STEP
        missing = figures.missing[self.where]
        asked = Asked(
            indicator=self.indicator,
            gender=gender,
            thirds=np.where(accumulates, period % _STEP + 1, _STEP),
            value=self.value,
            unit=self.unit,
            hindrance=outcome_hindrance(self.value, missing, figures.is_doubtful[self.where]),
            target=grid.targets[0][series, period],
            last_value=np.where(has_last & self.usable[self.last_year], figures.value[self.last_year], np.nan),
            last_unit=figures.unit[self.last_year],
            last_is_withheld=has_last & (figures.missing[self.last_year] == WITHHELD),
        )
        self.asked = asked
        self.judged = judge(asked, facts.targets, self.whole.hindrances, self.whole.rules)
        asked.target = grid.targets[1][series, period]
        self.kf_target = asked.target
        self.kf_judged = judge(asked, facts.targets, self.whole.hindrances, self.whole.rules, against_city=True)
        asked.target = grid.targets[0][series, period]

    def columns(self, reached: tuple[Any, Any]) -> Columns:
        grid, figures = self.whole.grid, self.figures
        series, (_, gender, period) = self.series_in_order, self.where
        missing = figures.missing[self.where]
        shows = np.isfinite(self.value) & (missing == 0)
        self.missing = missing
        units_total = grid.units_total[series, gender, period].astype(np.int64)
        units_reported = grid.units_reported[series, gender, period].astype(np.int64)
        tells = (units_total >= 0) & ~self.masked[self.where]
        fact = figures.fact[self.where]
        outcomes = self.whole.facts.outcomes
        promised = grid.promised[series, period]
        has_share = self.usable[self.where] & self.shares.has_margin(self.indicator, self.unit, self.value, self.n)
        low, high = self.shares.of_outcome(has_share, self.value, self.n)
        is_example = np.array([self.whole.organisation.units[unit].is_example for unit in grid.unit_ids.tolist()], bool)
        years = np.array([each.year for each in grid.periods])
        days = [each.last_day for each in grid.periods]
        found: dict[str, tuple[Any, Any]] = {
            "unit_id": (grid.unit_ids[series], None),
            "year": (years[period], None),
            "period": (period % _STEP, _words(KINDS)),
            "indicator_id": (grid.indicator_ids[series], None),
            "gender": (gender, _words(GENDERS)),
            "value": (np.where(shows, self.value, np.nan), FLOAT),
            "n": (self.n, COUNT),
            "missing": (np.where(shows, 0, np.where(missing != 0, missing, _UNREADABLE)), _words(MISSING)),
            "outcome_printed": (_taken(outcomes["printed"], fact, 0), self.whole.facts.prints.texts),
            "outcome_unit": (self.unit, self.whole.facts.units_of_measure.texts),
            "outcome_id": (_taken(outcomes["id"], fact, NO_NUMBER), COUNT),
            "due_on": (np.where(promised, period, len(days)), [*days, None]),
            "units_reached": (np.where(tells, reached[0][self.where], NO_NUMBER), COUNT),
            "units_judged": (np.where(tells, reached[1][self.where], NO_NUMBER), COUNT),
            "units_reported": (np.where(units_total >= 0, units_reported, NO_NUMBER), COUNT),
            "units_total": (np.where(units_total >= 0, units_total, NO_NUMBER), COUNT),
            "interval_low": (low, FLOAT),
            "interval_high": (high, FLOAT),
            "is_withheld": (self.whole.withheld[series, gender, period], None),
            "is_aggregated": (grid.is_aggregated[series, gender, period], None),
            "goal_id": (_known(self.whole.goal[series, period // _STEP]), COUNT),
            "is_example": (is_example[series], None),
            **self._against("", self.asked.target, self.judged, low, high),
            "judged_limit": (self.judged.limit, FLOAT),
            **self._against("kf_", self.kf_target, self.kf_judged, low, high),
            **self._over_time(),
            **self._gap(),
            **self._forecast(),
            **self._process(),
        }
        found |= self._remarks(found)
        return Columns([found[name] for name in COLUMNS])

    def _remarks(self, found: dict[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
        """Of totals that the unit itself has reported."""
        measures = [-1 if each is None else list(Measure).index(each) for each in self.whole.rules.of("measure")]
        totals = np.flatnonzero((self.where[1] == TOTAL) & ~found["is_aggregated"][0].astype(bool))
        kind, weight = what_to_lift(found, np.array(measures)[self.indicator], totals)
        return {"remark_kind": (kind, [*_words(lifting.KINDS), None]), "remark_weight": (weight, FLOAT)}

    def _against(self, prefix: str, target: Any, judged: Judgements, low: Any, high: Any) -> dict[str, tuple[Any, Any]]:
        targets = self.whole.facts.targets
        return {
            f"{prefix}target_value": (_taken(targets["value"], target, np.nan), FLOAT),
            f"{prefix}target_form": (_taken(targets["form"], target, len(FORMS)), [*_words(FORMS), None]),
            f"{prefix}target_printed": (_taken(targets["printed"], target, 0), self.whole.facts.prints.texts),
            f"{prefix}target_id": (_taken(targets["id"], target, NO_NUMBER), COUNT),
            f"{prefix}status": (STATUS[judged.reason], _words(Status)),
            f"{prefix}status_reason": (judged.reason, _words(REASONS)),
            f"{prefix}judged_better": (judged.better, _words(BETTERS)),
            f"{prefix}judged_level": (judged.level, FLOAT),
            f"{prefix}within_margin": (self._within(target, judged, low, high), TRUTH),
        }

    def _within(self, target: Any, judged: Judgements, low: Any, high: Any) -> Any:
        """As ``is_target_within_margin``."""
        found = holds(low, high, judged.level)
        if not len(self.whole.facts.targets["form"]):
            return found
        follows = np.flatnonzero(~np.isnan(judged.level) & _FOLLOWS_LAST_YEAR[self.whole.facts.targets["form"][target]])
        if len(follows):
            at, gender, period = self.last_year
            earlier = (at[follows], gender[follows], period[follows])
            low, high = self._change_margin(follows, earlier, np.ones(len(follows), bool))
            found[follows] = holds(low, high, np.zeros(len(follows)))
        return found

    def _change_margin(self, rows: Any, earlier: tuple[Any, Any, Any], both: Any) -> tuple[Any, Any]:
        """The interval of the change since ``earlier`` places, of rows where ``both`` can be used."""
        indicator, figures, period = self.indicator[rows], self.figures, self.where[2][rows]
        then, n_then, unit_then = figures.value[earlier], figures.n[earlier], figures.unit[earlier]
        has = both & self.shares.has_margin(indicator, self.unit[rows], self.value[rows], self.n[rows])
        has &= self.shares.has_margin(indicator, unit_then, then, n_then)
        has &= ~shares_measurements(self.whole.grid, self.whole.rules, indicator, period, earlier[2])
        return self.shares.of_difference(has, self.value[rows], self.n[rows], then, n_then)

    def _over_time(self) -> dict[str, tuple[Any, Any]]:
        grid, (at, gender, period) = self.whole.grid, self.where
        accumulates = np.array(self.whole.rules.of("accumulates"), bool)[self.whole.indicator[self.series]]
        same_kind = np.repeat(grid.is_annual[self.series], _STEP, axis=1) | accumulates[:, None]
        before = latest_before(self.usable, same_kind)[self.where]
        year_ago = np.where(period >= _STEP, period - _STEP, -1)
        year_ago = np.where((year_ago >= 0) & self.usable[at, gender, year_ago], year_ago, -1)
        years = np.array([each.year for each in grid.periods])
        return {
            **self._movement(before, "previous_value", "change", "change"),
            "previous_year": (np.where(before >= 0, years[before], NO_NUMBER), COUNT),
            "previous_period": (np.where(before >= 0, before % _STEP, _STEP), [*_words(KINDS), None]),
            **self._movement(year_ago, "year_ago_value", "year_ago_change", "year_ago"),
        }

    def _movement(self, before: Any, value: str, change: str, name: str) -> dict[str, tuple[Any, Any]]:
        at, gender, _ = self.where
        earlier = (at, gender, np.maximum(before, 0))
        then, unit_then = self.figures.value[earlier], self.figures.unit[earlier]
        both = (before >= 0) & self.usable[self.where]
        low, high = self._change_margin(np.arange(len(at)), earlier, both)
        moved = changes(self.whole.rules, self.indicator, self.value, self.unit, then, unit_then, both)
        return {
            value: (np.where(before >= 0, then, np.nan), FLOAT),
            change: (moved, _words(CHANGES)),
            **_margin(name, low, high),
        }

    def _gap(self) -> dict[str, tuple[Any, Any]]:
        at, gender, period = self.where
        gap, low, high = (np.full(len(at), np.nan) for _ in range(3))
        rows = np.flatnonzero((gender == TOTAL) & ~self.masked[self.where])
        gap[rows], low[rows], high[rows] = gaps(
            self.figures, self.shares, self.whole.rules, self.indicator[rows], at[rows], period[rows]
        )
        return {"gap": (gap, FLOAT), **_margin("gap", low, high)}

    def _forecast(self) -> dict[str, tuple[Any, Any]]:
        forecasts, asked = self.whole.facts.forecasts, self.asked
        series, (_, gender, period) = self.series_in_order, self.where
        fact = np.where(self.masked[self.where], -1, self.whole.grid.forecast[series, gender, period])
        rows = np.flatnonzero(fact >= 0)
        value = forecasts["value"][fact[rows]]
        of = Asked(
            *(asked.indicator[rows], asked.gender[rows], np.full(len(rows), _STEP), value, forecasts["unit"][fact[rows]]),
            *(outcome_hindrance(value, np.zeros(len(rows), np.int8), np.zeros(len(rows), bool)), asked.target[rows]),
            *(asked.last_value[rows], asked.last_unit[rows], asked.last_is_withheld[rows]),
        )
        judged = judge(of, self.whole.facts.targets, self.whole.hindrances, self.whole.rules)
        shown, reason = np.full(len(fact), np.nan), np.full(len(fact), len(REASONS), np.int8)
        shown[rows] = np.where(np.isfinite(value), value, np.nan)
        reason[rows] = judged.reason
        statuses = [*_words(Status), None]
        return {
            "forecast_value": (shown, FLOAT),
            "forecast_printed": (_taken(forecasts["printed"], fact, 0), self.whole.facts.prints.texts),
            "forecast_status": (np.append(STATUS, len(Status))[reason], statuses),
            "forecast_status_reason": (reason, [*_words(REASONS), None]),
        }

    def _process(self) -> dict[str, tuple[Any, Any]]:
        targets, target = self.whole.facts.targets, self.asked.target
        holds_over_time = np.append(~_FOLLOWS_LAST_YEAR[targets["form"]], False)[target]
        level = np.where(holds_over_time, self.judged.level, np.nan)
        is_annual = self.whole.grid.is_annual[self.series_in_order, self.where[2] // _STEP]
        found = processes(self.figures, self.whole.rules, self.indicator, self.where, is_annual, level)
        return {
            "variation": (found.variation, _words(VARIATIONS)),
            "assurance": (found.assurance, _words(ASSURANCES)),
            "process_mean": (found.mean, FLOAT),
            "process_low": (found.low, FLOAT),
            "process_high": (found.high, FLOAT),
        }


def _words(names: Any) -> list[str | None]:
    return [None if name is None else name.value for name in names]


def _taken(column: Any, places: Any, without: Any) -> Any:
    """The column's values at the places; ``without`` where the place is −1."""
    return np.append(column, without)[places]


def _known(ids: Any) -> Any:
    return np.where(ids >= 0, ids, NO_NUMBER)


def _margin(name: str, low: Any, high: Any) -> dict[str, tuple[Any, Any]]:
    within = holds(low, high, np.zeros(len(low)))
    return {f"{name}_low": (low, FLOAT), f"{name}_high": (high, FLOAT), f"{name}_within_margin": (within, TRUTH)}
