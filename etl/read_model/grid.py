"""All figures of many units and indicators at once, as arrays over series × gender × follow-up: the fast way's ``cells``.

A *series* is one indicator on one unit. The follow-ups of an array are those of whole years, three a year, so that the follow-up
before, the one a year ago and last year's full year are all a matter of place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.vocabulary import Gender, MissingReason, Period, Periodicity, TargetKind
from etl.read_model.columns import GENDERS, KINDS, MISSING, NO_NUMBER, PERIODICITIES, Bools, Facts, Floats, Ints
from etl.read_model.facts import Definition
from etl.read_model.organisation import Organisation
from etl.rules.reporting import is_due

TOTAL = GENDERS.index(Gender.T)
NOT_REPORTED = MISSING.index(MissingReason.NOT_REPORTED)
NOT_YET_DUE = MISSING.index(MissingReason.NOT_YET_DUE)
NOT_APPLICABLE = MISSING.index(MissingReason.NOT_APPLICABLE)
WITHHELD = MISSING.index(MissingReason.WITHHELD)
NOT_ADDED_UP = MISSING.index(MissingReason.NOT_ADDED_UP)
_YEARLY = PERIODICITIES.index(Periodicity.AR)
_OF_A_YEAR = len(KINDS)


@dataclass(slots=True)
class Figures:
    """Figures by series × gender × follow-up. ``value`` is NaN, ``n`` NO_NUMBER, ``fact`` −1 where there is none.

    ``unit`` and ``missing`` are codes, ``fact`` the place of the outcome in its columns.
    """

    value: Floats
    n: Ints
    missing: Any
    is_doubtful: Bools
    unit: Any
    fact: Any

    @property
    def usable(self) -> Bools:
        found: Bools = np.isfinite(self.value) & (self.missing == 0) & ~self.is_doubtful
        return found

    @property
    def says_nothing(self) -> Bools:
        found: Bools = np.isnan(self.value) & (
            (self.missing == 0) | (self.missing == NOT_REPORTED) | (self.missing == NOT_YET_DUE)
        )
        return found

    def copy(self) -> Figures:
        return Figures(*(getattr(self, name).copy() for name in self.__slots__))

    def of(self, series: Any) -> Figures:
        """The same of some of the series."""
        return Figures(*(getattr(self, name)[series] for name in self.__slots__))


@dataclass(slots=True)
class Grid:
    """Every series with its true figures, reported or added up, and what the units' own documents say about it."""

    unit_ids: Ints
    """Of each series; series are sorted by unit and indicator."""
    indicator_ids: Ints
    first_year: int
    periods: list[Period]
    figures: Figures
    exists: Bools
    promised: Bools
    """By series and follow-up."""
    owes: Bools
    is_aggregated: Bools
    units_reported: Any
    units_total: Any
    """−1 for units without any below that follow the indicator."""
    forecast: Any
    """The place of the forecast in its columns, −1 where there is none."""
    forecast_value: Floats
    """NaN where there is none, or none that can be read."""
    targets: tuple[Any, ...]
    """By kind of target: the place in its columns of the target valid at the end of the follow-up, −1 where there is none."""
    is_annual: Bools
    """By series and year."""
    goal: Ints
    """By series and year; −1 where the unit's own documents name none."""

    def series_at(self, unit_ids: Any, indicator_ids: Any) -> Any:
        """The places of series, −1 for those that are not there."""
        keys, wanted = pair(self.unit_ids, self.indicator_ids), pair(unit_ids, indicator_ids)
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[places] == wanted, places, -1)

    def period_at(self, years: Any, kinds: Any) -> Any:
        """The places of follow-ups."""
        return (years - self.first_year) * _OF_A_YEAR + kinds

    @property
    def years(self) -> int:
        return len(self.periods) // _OF_A_YEAR


def grid_of(facts: Facts, organisation: Organisation, definitions: dict[int, Definition], as_of: dt.date) -> Grid | None:
    """The grid of the units' own facts and of all units above them, nothing added up yet; None where no unit says anything."""
    pairs = _pairs(facts, organisation)
    years = np.concatenate([facts.followed["year"], facts.outcomes["year"], facts.forecasts["year"]])
    if not len(pairs):
        return None
    return grid_with(pairs, (int(years.min()), int(years.max())), facts, organisation, definitions, as_of)


def grid_with(
    pairs: Any,
    years: tuple[int, int],
    facts: Facts,
    organisation: Organisation,
    definitions: dict[int, Definition],
    as_of: dt.date,
) -> Grid:
    """The grid of these series (unit and indicator, sorted) and years (the first and the last), with their own facts."""
    unit_ids, indicator_ids = pairs[:, 0], pairs[:, 1]
    first, last = years
    periods = [Period(year, kind) for year in range(first, last + 1) for kind in KINDS]
    shape = (len(pairs), len(GENDERS), len(periods))
    grid = Grid(
        *(unit_ids, indicator_ids, first, periods, _no_figures(shape), np.zeros(shape, bool)),
        *(np.zeros(shape[::2], bool), np.zeros(shape, bool), np.zeros(shape, bool)),
        *(np.full(shape, -1, np.int32), np.full(shape, -1, np.int32), np.full(shape, -1, np.int32)),
        forecast_value=np.full(shape, np.nan),
        targets=(),
        is_annual=np.zeros((shape[0], len(periods) // _OF_A_YEAR), bool),
        goal=np.full((shape[0], len(periods) // _OF_A_YEAR), -1, np.int64),
    )
    _put_followed(grid, facts.followed, organisation, definitions)
    grid.targets = tuple(_targets_of(grid, facts.targets, place) for place, _ in enumerate(TargetKind))
    _put_outcomes(grid, facts.outcomes)
    cells, forecasts = _latest(grid, facts.forecasts, None)
    grid.forecast.reshape(-1)[cells] = forecasts
    grid.forecast_value.reshape(-1)[cells] = facts.forecasts["value"][forecasts]
    _put_what_is_missing(grid, as_of)
    return grid


def _no_figures(shape: tuple[int, ...]) -> Figures:
    return Figures(
        value=np.full(shape, np.nan),
        n=np.full(shape, NO_NUMBER, np.int64),
        missing=np.zeros(shape, np.int8),
        is_doubtful=np.zeros(shape, bool),
        unit=np.zeros(shape, np.int32),
        fact=np.full(shape, -1, np.int64),
    )


def pair(unit_ids: Any, indicator_ids: Any) -> Any:
    """Unit and indicator as one whole number, in the same order."""
    return (np.asarray(unit_ids, np.int64) << 31) + indicator_ids


def unpaired(pairs: Any) -> tuple[Any, Any]:
    return pairs >> 31, pairs & (2**31 - 1)


def _pairs(facts: Facts, organisation: Organisation) -> Any:
    """Unit and indicator of every series: those that a document speaks of, and those above."""
    spoken = [pair(each["unit_id"], each["indicator_id"]) for each in (facts.followed, facts.outcomes, facts.forecasts)]
    found = np.unique(np.concatenate(spoken))
    above = {unit: organisation.above([unit]) for unit in {int(unit) for unit in found >> 31}}
    units, indicators = found >> 31, found & (2**31 - 1)
    more = [found]
    for unit, ancestors in above.items():
        of_unit = indicators[units == unit]
        more += [pair(np.full(len(of_unit), ancestor), of_unit) for ancestor in ancestors]
    every = np.unique(np.concatenate(more))
    known = np.isin(every >> 31, list(organisation.units))
    return np.stack([every >> 31, every & (2**31 - 1)], axis=1)[known]


def _put_followed(grid: Grid, followed: dict[str, Any], organisation: Organisation, definitions: dict[int, Definition]) -> None:
    series = grid.series_at(followed["unit_id"], followed["indicator_id"])
    mine = series >= 0
    followed = {name: column[mine] for name, column in followed.items()}
    place = series[mine] * grid.years + followed["year"] - grid.first_year
    order = np.lexsort((followed["id"], followed["load_id"], followed["reported"], place))
    place, periodicity, goal = place[order], followed["periodicity"][order], followed["goal_id"][order]
    printed = np.zeros(grid.goal.shape, np.int64)
    says = periodicity != 0
    printed.reshape(-1)[place[says]] = periodicity[says]  # of several the last one stays
    says = goal != NO_NUMBER
    grid.goal.reshape(-1)[place[says]] = goal[says]
    is_listed = np.zeros(grid.goal.shape, bool)
    is_listed.reshape(-1)[place] = True

    defined = {indicator: PERIODICITIES.index(each.periodicity) for indicator, each in definitions.items()}
    own = np.array([defined[indicator] for indicator in grid.indicator_ids.tolist()])[:, None]
    said = np.where(printed != 0, printed, own)
    grid.is_annual = said == _YEARLY
    is_tertial = (said != _YEARLY) & (said != 0)
    by_kind = np.stack([is_listed & (is_tertial if kind is not KINDS[-1] else True) for kind in KINDS], axis=2)
    grid.promised = by_kind.reshape(len(grid.unit_ids), -1) & _exists(grid, organisation)
    grid.owes[:, :, :] = grid.promised[:, None, :]


def _exists(grid: Grid, organisation: Organisation) -> Bools:
    """By series and follow-up, whether the unit is there on the follow-up's last day."""
    last_days = np.array([period.last_day.toordinal() for period in grid.periods])
    units = [organisation.units[unit] for unit in grid.unit_ids.tolist()]
    opens = np.array([unit.valid_from.toordinal() if unit.valid_from else 0 for unit in units])[:, None]
    closes = np.array([unit.valid_to.toordinal() if unit.valid_to else 2**31 for unit in units])[:, None]
    there: Bools = (opens <= last_days) & (last_days <= closes)
    return there


def _targets_of(grid: Grid, targets: dict[str, Any], kind: int) -> Any:
    """As ``target_valid_on`` and ``first_to_set``: the last set by the day, and of those that said the same the first."""
    found = np.full((len(grid.unit_ids), len(grid.periods)), -1, np.int32)
    year = targets["year"] - grid.first_year
    series = grid.series_at(targets["unit_id"], targets["indicator_id"])
    mine = np.flatnonzero((targets["kind"] == kind) & (series >= 0) & (year >= 0) & (year < grid.years))
    if not len(mine):
        return found
    group = (series * grid.years + year)[mine]
    order = np.lexsort(
        (targets["id"][mine], targets["load_id"][mine], targets["reported"][mine], targets["valid_from"][mine], group)
    )
    mine, group = mine[order], group[order]
    is_first = np.concatenate([[True], group[1:] != group[:-1]])
    start = np.flatnonzero(is_first)
    says_other = is_first | ~_says_the_same(targets, mine)
    first_of_run = np.maximum.accumulate(np.where(says_other, np.arange(len(mine)), 0))
    at_series, at_year = np.divmod(group[start], grid.years)
    for place in range(_OF_A_YEAR):
        last_days = np.array([period.last_day.toordinal() for period in grid.periods[place::_OF_A_YEAR]])
        is_set = targets["valid_from"][mine] <= last_days[group % grid.years]
        number = np.add.reduceat(is_set, start, dtype=np.int64)
        any_set = number > 0
        valid = start[any_set] + number[any_set] - 1
        found[at_series[any_set], at_year[any_set] * _OF_A_YEAR + place] = mine[first_of_run[valid]]
    return found


def _says_the_same(targets: dict[str, Any], mine: Any) -> Bools:
    """Whether each says the same as the one before it."""
    same = np.zeros(len(mine), bool)
    value = targets["value"][mine]
    same[1:] = (value[1:] == value[:-1]) | (np.isnan(value[1:]) & np.isnan(value[:-1]))
    for name in ("form", "unit", "is_doubtful"):
        column = targets[name][mine]
        same[1:] &= column[1:] == column[:-1]
    return same


def _put_outcomes(grid: Grid, outcomes: dict[str, Any]) -> None:
    nothing = np.isnan(outcomes["value"]) & np.isin(outcomes["missing"], (0, NOT_REPORTED, NOT_YET_DUE))
    cells, facts = _latest(grid, outcomes, ~nothing, _with_n)
    figures = grid.figures
    for name in ("value", "n", "missing", "is_doubtful", "unit"):
        getattr(figures, name).reshape(-1)[cells] = outcomes[name][facts]
    figures.fact.reshape(-1)[cells] = facts


def _with_n(outcomes: dict[str, Any], several: Any, is_last: Any, says: Any) -> Any:
    """As ``outcome_that_counts``: which of several, for the last of each cell, is the latest of the same figure with an n."""
    value, has_n = outcomes["value"][several], outcomes["n"][several] != NO_NUMBER
    same = (value[1:] == value[:-1]) | (np.isnan(value[1:]) & np.isnan(value[:-1]))
    for name in ("unit", "missing", "is_doubtful"):
        same &= outcomes[name][several][1:] == outcomes[name][several][:-1]
    starts = np.flatnonzero(np.concatenate([[True], ~same | is_last[:-1]]))
    with_n = np.maximum.reduceat(np.where(has_n & says, np.arange(len(several)), -1), starts)
    of_last = with_n[np.searchsorted(starts, np.flatnonzero(is_last), side="right") - 1]
    return several[np.where(of_last >= 0, of_last, np.flatnonzero(is_last))]


def _latest(grid: Grid, facts: dict[str, Any], comes_first: Any, instead: Any = None) -> tuple[Any, Any]:
    """The cells that have a fact, and of each the fact that counts: of those that come first, the latest reported.

    ``instead``: which of several to take in place of the last of each cell.
    """
    series = grid.series_at(facts["unit_id"], facts["indicator_id"])
    period = grid.period_at(facts["year"], facts["period"])
    cell = (series * len(GENDERS) + facts["gender"]) * len(grid.periods) + period
    known = np.flatnonzero(series >= 0)
    cell = cell[known]
    number = np.bincount(cell, minlength=0)
    if len(number) and number.max() > 1:
        again = number[cell] > 1
        once, several = known[~again], known[again]
        rank = comes_first[several] if comes_first is not None else np.zeros(len(several), bool)
        order = np.lexsort((facts["id"][several], facts["load_id"][several], facts["reported"][several], rank, cell[again]))
        several, of_cell = several[order], cell[again][order]
        is_last = np.concatenate([of_cell[1:] != of_cell[:-1], [True]])
        counts = several[is_last] if instead is None else instead(facts, several, is_last, rank[order])
        return np.concatenate([cell[~again], of_cell[is_last]]), np.concatenate([once, counts])
    return cell, known


def _put_what_is_missing(grid: Grid, as_of: dt.date) -> None:
    """As ``as_reported``: why there is no figure where one is promised, or where there is but a forecast."""
    figures = grid.figures
    has_fact = figures.fact >= 0
    grid.exists = has_fact | (grid.forecast >= 0)
    grid.exists[:, TOTAL] |= grid.promised
    silent = grid.exists & figures.says_nothing
    figures.unit[silent] = 0
    figures.missing[silent] = np.broadcast_to(reason_by_period(grid, as_of), silent.shape)[silent]
    figures.missing[silent & ~has_fact & ~grid.promised[:, None, :]] = NOT_APPLICABLE


def reason_by_period(grid: Grid, as_of: dt.date) -> Any:
    """By follow-up, why a figure that nobody has said anything of is missing."""
    return np.array([NOT_REPORTED if is_due(period, as_of) else NOT_YET_DUE for period in grid.periods], np.int8)
