"""Many figures at once held beside earlier ones and beside each other: changes, intervals, gaps and process behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from data.vocabulary import Assurance, Better, Change, Gender, Measure, MeasuredOver, Variation
from etl.read_model.columns import GENDERS, KINDS
from etl.read_model.grid import Figures, Grid
from etl.read_model.judging import Rules
from etl.read_model.summing import LONG_DECIMALS, long_whole, quotient, whole
from etl.rules.change import difference
from etl.rules.exact import divided
from etl.rules.figures import Figure, IndicatorRules
from etl.rules.margin import margin_of_outcome, newcombe_bounds, wilson_bounds
from etl.rules.process_behaviour import FEWEST_POINTS, judge_process, process_lines, special_cause, target_in_process

CHANGES = (None, *Change)
VARIATIONS = (None, *Variation)
ASSURANCES = (None, *Assurance)
_REACHES, _MISSES, _VARIES = (ASSURANCES.index(each) for each in (Assurance.REACHES, Assurance.MISSES, Assurance.VARIES))
_STEP = len(KINDS)
_LARGEST = 2**63 - 1
_SCALE = 10**6


class Shares:
    """Which figures have a margin of error, as ``margin.margin_of_outcome`` says, and the bounds of those that have."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        is_share = [each.rules.measure is Measure.SHARE for each in rules.definitions]
        self._in_per_cent = np.zeros((len(is_share), len(rules.units)), bool)
        for indicator in np.flatnonzero(is_share).tolist():
            of = rules.definitions[indicator].rules
            self._in_per_cent[indicator] = [_is_in_per_cent(of, unit) for unit in rules.units]

    def has_margin(self, indicator: Any, unit: Any, value: Any, n: Any) -> Any:
        """Of usable figures."""
        return self._in_per_cent[indicator, unit] & (n >= 1) & (value >= 0) & (value <= 100)

    @staticmethod
    def of_outcome(has_margin: Any, value: Any, n: Any) -> tuple[Any, Any]:
        return _bounds(has_margin, lambda at: wilson_bounds(value[at], n[at], np))

    @staticmethod
    def of_difference(has_margin: Any, a: Any, n_a: Any, b: Any, n_b: Any) -> tuple[Any, Any]:
        return _bounds(has_margin, lambda at: newcombe_bounds(a[at], n_a[at], b[at], n_b[at], np))


@lru_cache(maxsize=1 << 14)
def _is_in_per_cent(rules: IndicatorRules, unit: str) -> bool:
    return margin_of_outcome(Figure(50.0, unit), 10, rules) is not None


def _bounds(has_margin: Any, made: Any) -> tuple[Any, Any]:
    low, high = np.full(len(has_margin), np.nan), np.full(len(has_margin), np.nan)
    at = np.flatnonzero(has_margin)
    if len(at):
        low[at], high[at] = made(at)
    return low, high


def holds(low: Any, high: Any, level: Any) -> Any:
    """1 where the interval holds the level, 0 where it does not, −1 where there is no interval or no level."""
    return np.where(np.isnan(low) | np.isnan(level), -1, (low <= level) & (level <= high)).astype(np.int8)


def shares_measurements(grid: Grid, rules: Rules, indicator: Any, period: Any, earlier: Any) -> Any:
    """As ``margin.shares_measurements``, for places of follow-ups."""
    over = [each.rules.measured_over for each in rules.definitions]
    is_own = np.array([each is MeasuredOver.OWN_PERIOD for each in over])[indicator]
    is_to_date = np.array([each is MeasuredOver.YEAR_TO_DATE for each in over])[indicator]
    in_year = period // _STEP == earlier // _STEP
    return (period == earlier) | (~is_own & np.where(is_to_date, in_year, np.abs(period - earlier) < _STEP))


def latest_before(usable: Any, same_kind_only: Any) -> Any:
    """By series × gender × follow-up, the place of the nearest earlier usable figure, −1 without; as ``previous_follow_up``."""
    series, genders, periods = usable.shape
    places = np.where(usable, np.arange(periods, dtype=np.int32), np.int32(-1))
    any_kind = np.full_like(places, -1)
    any_kind[:, :, 1:] = np.maximum.accumulate(places, axis=2)[:, :, :-1]
    if not same_kind_only.any():
        return any_kind
    by_kind = places.reshape(series, genders, -1, _STEP)
    of_kind = np.full_like(by_kind, -1)
    of_kind[:, :, 1:] = np.maximum.accumulate(by_kind, axis=2)[:, :, :-1]
    return np.where(same_kind_only[:, None, :], of_kind.reshape(usable.shape), any_kind)


def changes(rules: Rules, indicator: Any, now: Any, unit: Any, then: Any, unit_then: Any, both: Any) -> Any:
    """Codes of ``CHANGES``; as ``change_since``."""
    found = np.zeros(len(now), np.int8)
    at = np.flatnonzero(both)
    at = at[rules.same_measure(indicator[at], unit[at], unit_then[at])]
    better = np.array([(None, *Better).index(each) for each in rules.of("better")])[indicator[at]]
    higher = (None, *Better).index(Better.HIGHER)
    gets_better = (now[at] > then[at]) == (better == higher)
    moved = np.where(gets_better, CHANGES.index(Change.BETTER), CHANGES.index(Change.WORSE))
    moved = np.where(better == 0, CHANGES.index(Change.UNDIRECTED), moved)
    found[at] = np.where(now[at] == then[at], CHANGES.index(Change.UNCHANGED), moved)
    return found


def gaps(figures: Figures, shares: Shares, rules: Rules, indicator: Any, series: Any, period: Any) -> tuple[Any, Any, Any]:
    """Women's outcome minus men's, with its interval, at these places; NaN where either cannot be used."""
    women, men = (series, GENDERS.index(Gender.K), period), (series, GENDERS.index(Gender.M), period)
    usable = figures.usable
    both = usable[women] & usable[men]
    unit_k, unit_m, k, m = figures.unit[women], figures.unit[men], figures.value[women], figures.value[men]
    has_margin = both & shares.has_margin(indicator, unit_k, k, figures.n[women])
    has_margin &= shares.has_margin(indicator, unit_m, m, figures.n[men])
    low, high = shares.of_difference(has_margin, k, figures.n[women], m, figures.n[men])
    gap = np.full(len(k), np.nan)
    at = np.flatnonzero(both)
    at = at[rules.same_measure(indicator[at], unit_k[at], unit_m[at])]
    (whole_k, fits_k), (whole_m, fits_m) = whole(k[at]), whole(m[at])
    gap[at], certain = quotient(whole_k - whole_m, np.full(len(at), _SCALE))
    for each in at[~(fits_k & fits_m & certain)].tolist():
        exactly = difference(Figure(float(k[each])), Figure(float(m[each])), rules.definitions[indicator[each]].rules)
        gap[each] = np.nan if exactly is None else exactly
    return gap, low, high


@dataclass(slots=True)
class Processes:
    """By row: codes of variation and assurance, and the lines of the chart, NaN where it has too few points."""

    variation: Any
    assurance: Any
    mean: Any
    low: Any
    high: Any

    @classmethod
    def none_of(cls, rows: int) -> Processes:
        codes, lines = (np.zeros(rows, np.int8) for _ in range(2)), (np.full(rows, np.nan) for _ in range(3))
        return cls(*codes, *lines)


def processes(
    figures: Figures, rules: Rules, indicator: Any, where: tuple[Any, Any, Any], is_annual: Any, level: Any
) -> Processes:
    """As ``process_points`` and ``judge_process``; ``level`` is NaN where the target is none that holds over time.

    Whole series of follow-ups every tertial are judged together; the odd ones by ``judge_process``, one by one.
    """
    series, gender, period = where
    found, usable = Processes.none_of(len(series)), figures.usable
    accumulates = np.array(rules.of("accumulates"), bool)[indicator]
    sharing = np.array([each in (MeasuredOver.YEAR_TO_DATE, MeasuredOver.ROLLING_YEAR) for each in rules.of("measured_over")])
    same_kind = is_annual | sharing[indicator]
    numbers = np.cumsum(usable, axis=2, dtype=np.int32)
    number = np.where(same_kind, period // _STEP + 1, numbers[where])
    enough = np.flatnonzero(usable[where] & ~accumulates & (number >= FEWEST_POINTS))
    if not len(enough):
        return found
    is_even = _units_agree(figures, usable)[series[enough], gender[enough]] & ~same_kind[enough]
    odd = [enough[~is_even]]
    even = enough[is_even]
    for points in np.unique(number[even]).tolist():
        of_number = even[number[even] == points]
        values = _values(figures, usable, tuple(each[of_number] for each in where), points)
        is_small = _fit_64_bits(values, level[of_number])
        for of_size in (is_small, ~is_small):
            rows = of_number[of_size]
            if len(rows):
                odd.append(rows[~_together(found, rows, values[of_size], level[rows], rules, indicator[rows])])
    for row in np.concatenate(odd).tolist():
        at = (int(series[row]), int(gender[row]), int(period[row]))
        taken = _points(figures, usable, rules, int(indicator[row]), at, bool(same_kind[row]))
        target = None if np.isnan(level[row]) else float(level[row])
        behaviour = judge_process(taken, target=target, better=rules.definitions[indicator[row]].rules.better)
        if behaviour is not None:
            found.variation[row] = VARIATIONS.index(behaviour.variation)
            found.assurance[row] = ASSURANCES.index(behaviour.assurance)
            found.mean[row], found.low[row], found.high[row] = behaviour.mean, behaviour.lower, behaviour.upper
    return found


def _units_agree(figures: Figures, usable: Any) -> Any:
    """By series and gender, whether all usable figures are printed in the same unit of measure."""
    low = np.where(usable, figures.unit, 2**30).min(axis=2)
    high = np.where(usable, figures.unit, -1).max(axis=2)
    return low >= high


def _points(
    figures: Figures, usable: Any, rules: Rules, indicator: int, at: tuple[int, int, int], same_kind: bool
) -> list[float]:
    """As ``process_points``: those of the same measure as the latest."""
    series, gender, period = at
    places = np.flatnonzero(usable[series, gender, : period + 1])
    if same_kind:
        places = places[places % _STEP == period % _STEP]
    of_indicator = np.full(len(places), indicator)
    latest = np.full(len(places), figures.unit[at])
    same = rules.same_measure(of_indicator, figures.unit[series, gender, places], latest)
    taken: list[float] = figures.value[series, gender, places[same]].tolist()
    return taken


def _values(figures: Figures, usable: Any, where: tuple[Any, ...], points: int) -> Any:
    """Of each row the usable figures up to it, oldest first: so many there are of all."""
    series, gender, period = where
    taken = usable[series, gender] & (np.arange(usable.shape[2]) <= period[:, None])
    order = np.argsort(~taken, axis=1, kind="stable")[:, :points]
    return np.take_along_axis(figures.value[series, gender], order, axis=1)


def _fit_64_bits(values: Any, level: Any) -> Any:
    """Which rows can be judged in whole numbers of 64 bits: all figures small, and simply divided, enough."""
    (in_whole, fits), (target, target_fits) = whole(values), whole(_or_zero(level))
    largest = np.maximum(np.abs(in_whole).max(axis=1), np.abs(target))
    return fits.all(axis=1) & target_fits & (largest < _LARGEST // (1000 * values.shape[1] ** 2))


def _whole_points(values: Any, level: Any) -> tuple[Any, Any, int, Any]:
    """Points and targets as whole numbers of one scale, the scale, and which rows are exactly that.

    They are of any length where 64 bits are few.
    """
    if _fit_64_bits(values, level).all():
        return whole(values)[0], whole(_or_zero(level))[0], _SCALE, np.ones(len(values), bool)
    points = np.array([[long_whole(each) for each in row] for row in values.tolist()], object)
    target = np.array([long_whole(each) for each in _or_zero(level).tolist()], object)
    unknown = np.array([None in row for row in points.tolist()]) | np.array([each is None for each in target.tolist()])
    points[unknown], target[unknown] = 0, 0
    return points, target, 10**LONG_DECIMALS, ~unknown


def _or_zero(level: Any) -> Any:
    return np.where(np.isnan(level), 0.0, level)


def _together(found: Processes, rows: Any, values: Any, level: Any, rules: Rules, indicator: Any) -> Any:
    """Judge rows that have equally many points; gives which of them could be put as whole numbers of one scale."""
    in_whole, target, scale, is_certain = _whole_points(values, level)
    columns = [in_whole[:, place] for place in range(values.shape[1])]
    direction = special_cause(columns)
    to_lower, to_upper = target_in_process(columns, target)
    better = np.array([(None, *Better).index(each) for each in rules.of("better")])[indicator]
    is_higher = better == (None, *Better).index(Better.HIGHER)
    good = np.where((direction > 0) == is_higher, VARIATIONS.index(Variation.IMPROVEMENT), VARIATIONS.index(Variation.CONCERN))
    special = np.where(better == 0, 0, good)
    found.variation[rows] = np.where(direction == 0, VARIATIONS.index(Variation.COMMON), special)
    reaches = np.where(is_higher, to_lower <= 0, to_upper >= 0)
    out_of_reach = np.where(is_higher, to_upper > 0, to_lower < 0)
    judged = np.where(reaches, _REACHES, np.where(out_of_reach, _MISSES, _VARIES))
    found.assurance[rows] = np.where((better != 0) & ~np.isnan(level), judged, 0)
    found.mean[rows], found.low[rows], found.high[rows] = (
        _nearest(numerator, denominator * scale) for numerator, denominator in process_lines(columns)
    )
    return is_certain


def _nearest(numerator: Any, denominator: int) -> Any:
    """The nearest floats of the fractions, of whole numbers of any length."""
    if numerator.dtype != object:
        found, certain = quotient(numerator, np.full(len(numerator), denominator))
        found[~certain] = [divided(each, denominator) for each in numerator[~certain].tolist()]
        return found
    return np.array([divided(each, denominator) for each in numerator.tolist()], np.float64)
