"""Adding up many units at once, as ``etl.rules.adding_up`` does it one by one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np

from data.vocabulary import Aggregate, Measure
from etl.read_model.columns import MISSING, NO_NUMBER, Codes
from etl.read_model.facts import Definition
from etl.read_model.grid import NOT_ADDED_UP, NOT_REPORTED, NOT_YET_DUE, TOTAL, Figures, Grid, reason_by_period
from etl.read_model.organisation import Organisation
from etl.rules.adding_up import Part, add_up
from etl.rules.exact import as_float, decimals_of, rounded
from etl.rules.figures import Figure

LONG_DECIMALS = 24
_MOST_DECIMALS = 6
_SCALE = 10**_MOST_DECIMALS
_STEPS = 10 ** np.arange(_MOST_DECIMALS, -1, -1)
"""By number of decimals, the smallest difference of two figures in millionths."""
_EXACT = float(2**53)
_MOST_DIGITS = 1e15


def whole(values: Any) -> tuple[Any, Any]:
    """The values in millionths as whole numbers, and which of them are exactly that many: all with at most six decimals."""
    scaled = np.rint(np.where(np.abs(values) < _MOST_DIGITS, values, np.nan) * _SCALE)
    fits = (np.abs(scaled) < _MOST_DIGITS) & (scaled / _SCALE == values)
    return np.where(fits, scaled, 0).astype(np.int64), fits


@lru_cache(maxsize=1 << 16)
def long_whole(value: float) -> int | None:
    """The printed decimal in units of 10⁻²⁴, as a whole number of any length; None where it has still more decimals."""
    scaled = Decimal(repr(value)).scaleb(LONG_DECIMALS)
    return int(scaled) if scaled == scaled.to_integral_value() else None


def quotient(numerator: Any, denominator: Any) -> tuple[Any, Any]:
    """The nearest float of a fraction of whole numbers, and where it is certain to be that: both are exact as floats."""
    certain = (np.abs(numerator) < _EXACT) & (np.abs(denominator) < _EXACT)
    return numerator / np.where(denominator == 0, 1, denominator), certain


def decimals_in(in_whole: Any) -> Any:
    """As ``decimals_of``, of figures in millionths."""
    found = np.zeros(in_whole.shape, np.int8)
    for step in _STEPS[:-1].tolist():
        found += in_whole % step != 0
    return found


def nearest_whole(numerator: Any, denominator: Any) -> Any:
    """The nearest whole number of each fraction, as ``rounded`` without decimals; 0 where the denominator is none."""
    twice = np.where(denominator > 0, 2 * denominator, 2)
    nearest = (2 * np.abs(numerator) + twice // 2) // twice
    return np.where(numerator < 0, -nearest, nearest)


def add_up_all(grid: Grid, organisation: Organisation, definitions: dict[int, Definition], units: Codes, as_of: dt.date) -> None:
    """Fill in the parents' figures, from the lowest upwards."""
    below, above = children_of(grid, organisation)
    for level in organisation.levels:
        here = np.isin(grid.unit_ids[above], level)
        if here.any():
            _add_up_level(grid, below[here], above[here], definitions, units, as_of)


def children_of(grid: Grid, organisation: Organisation) -> tuple[Any, Any]:
    """Series that have one above them, sorted by it, and the one above."""
    parents = organisation.parents
    parent_ids = np.array([parents[unit] if parents[unit] is not None else -1 for unit in grid.unit_ids.tolist()])
    above = np.where(parent_ids >= 0, grid.series_at(parent_ids, grid.indicator_ids), -1)
    has_one = np.flatnonzero(above >= 0)
    order = has_one[np.argsort(above[has_one], kind="stable")]
    return order, above[order]


class _Parts:
    """What the units below have, one row a series, grouped by the series above them."""

    def __init__(self, grid: Grid, below: Any, as_of: dt.date) -> None:
        figures = grid.figures.of(below)
        speaks = grid.exists[below] & ((figures.fact >= 0) | grid.owes[below] | grid.is_aggregated[below])
        has_word = speaks & ~figures.says_nothing
        is_liable = speaks & (grid.owes[below] | has_word)
        self.is_part = speaks | speaks[:, TOTAL : TOTAL + 1]
        self.owes = is_liable | is_liable[:, TOTAL : TOTAL + 1]
        figures.value[~speaks] = np.nan
        figures.is_doubtful[~speaks] = False
        figures.n[~speaks] = NO_NUMBER
        figures.missing = np.where(speaks, figures.missing, reason_by_period(grid, as_of))
        self.figures = figures
        self.is_counted = self.is_part & (self.owes | has_word)
        self.usable = self.is_counted & figures.usable
        self.has_word = has_word & self.is_counted


def _add_up_level(grid: Grid, below: Any, above: Any, definitions: dict[int, Definition], units: Codes, as_of: dt.date) -> None:
    parts = _Parts(grid, below, as_of)
    starts = np.flatnonzero(np.concatenate([[True], above[1:] != above[:-1]]))
    parents = above[starts]
    rules = [definitions[indicator] for indicator in grid.indicator_ids[parents].tolist()]
    total, reported = _sum(parts.is_counted, starts), _sum(parts.usable, starts)
    added = _values(parts, starts, total, reported, rules, units)

    own = grid.figures.of(parents)
    promised = grid.promised[parents][:, None, :]
    exists = grid.exists[parents]
    has_any = (total > 0) & (_sum(grid.exists[below], starts) > 0)
    keeps_own = exists & (((own.fact >= 0) & ~own.says_nothing) | (promised & np.isnan(added.value)))
    takes = has_any & ~keeps_own
    reason = np.where(
        _sum(parts.has_word, starts) > 0,
        NOT_ADDED_UP,
        np.where(_sum(parts.is_counted & (parts.figures.missing == NOT_YET_DUE), starts) == total, NOT_YET_DUE, NOT_REPORTED),
    )
    added.missing = np.where(np.isnan(added.value), reason, 0).astype(np.int8)
    for name in Figures.__slots__:
        column = getattr(grid.figures, name)
        column[parents] = np.where(takes, getattr(added, name), column[parents])
    owes = promised | (_sum(parts.is_part & parts.owes, starts) > 0)
    grid.owes[parents] = np.where(takes, owes, grid.owes[parents])
    grid.is_aggregated[parents] |= takes
    grid.exists[parents] |= has_any
    grid.units_total[parents] = np.where(has_any, total, -1)
    grid.units_reported[parents] = np.where(has_any, reported, -1)


def _sum(column: Any, starts: Any) -> Any:
    return np.add.reduceat(column, starts, axis=0, dtype=np.int64)


def _values(parts: _Parts, starts: Any, total: Any, reported: Any, rules: list[Definition], units: Codes) -> Figures:
    """The figures that the parts come to: most in whole numbers at once, and by ``add_up`` where those do not reach."""
    aggregate = [each.rules.aggregate for each in rules]
    is_mean = np.array([each is Aggregate.WEIGHTED_MEAN for each in aggregate])[:, None, None]
    is_sum = np.array([each is Aggregate.SUM for each in aggregate])[:, None, None]
    is_count = np.array([each.rules.measure is Measure.COUNT for each in rules])[:, None, None]

    usable, figures = parts.usable, parts.figures
    in_whole, fits = whole(figures.value)
    weight = np.where(usable & (figures.n >= 1), figures.n, 0)
    has_n = usable & (figures.n != NO_NUMBER)
    weights = _sum(weight, starts)
    rough = np.add.reduceat(np.abs(np.where(usable & fits, figures.value, 0.0)) * np.maximum(weight, 1), starts, axis=0) * _SCALE
    in_whole[~usable] = 0
    least = np.array([each.rules.decimals for each in rules])[:, None, None]
    finest = np.maximum(np.maximum.reduceat(decimals_in(in_whole), starts, axis=0), least)
    step = _STEPS[np.minimum(finest, _MOST_DECIMALS)]
    in_steps = nearest_whole(_sum(in_whole * weight, starts), weights * step)
    mean, mean_is_exact = quotient(in_steps * step, np.full(step.shape, _SCALE))
    mean_is_exact &= (weights < _EXACT / _SCALE) & (finest <= _MOST_DECIMALS)
    summed, sum_is_exact = quotient(_sum(in_whole, starts), np.full(weights.shape, _SCALE))

    can_mean = is_mean & (reported > 0) & (_sum(usable & (figures.n >= 1), starts) == reported)
    is_negative = _sum(usable & (figures.value < 0), starts) > 0
    can_sum = is_sum & (reported > 0) & (reported == total) & ~(is_count & is_negative)
    unit_low = np.minimum.reduceat(np.where(usable, figures.unit, 2**30), starts, axis=0)
    unit_high = np.maximum.reduceat(np.where(usable, figures.unit, -1), starts, axis=0)
    is_one_measure = unit_low == unit_high
    is_plain = is_one_measure & (_sum(usable & ~fits, starts) == 0) & (rough < _EXACT)

    value = np.where(can_mean, mean, np.where(can_sum, summed, np.nan))
    unit = np.where(np.isnan(value), 0, unit_low)
    odd = (can_mean & ~(is_plain & mean_is_exact)) | (can_sum & ~(is_plain & sum_is_exact))
    n = np.where(_sum(has_n, starts) == reported, _sum(np.where(has_n, figures.n, 0), starts), NO_NUMBER)
    for place in np.argwhere(odd):
        here, gender, period = place.tolist()
        end = starts[here + 1] if here + 1 < len(starts) else len(usable)
        at = (slice(starts[here], end), gender, period)
        is_mean_of_one = (can_mean & is_one_measure)[here, gender, period]
        if is_mean_of_one and (long_mean := _long_mean(parts, at, rules[here].rules.decimals)) is not None:
            value[here, gender, period] = long_mean
            continue
        figure = add_up(_parts_at(parts, *at, units.texts), rules[here].rules).figure
        value[here, gender, period] = np.nan if figure.value is None else figure.value
        unit[here, gender, period] = units[figure.unit]
    n = np.where(np.isnan(value), NO_NUMBER, n)
    nothing = np.full(value.shape, -1, np.int64)
    return Figures(value, n, np.zeros(value.shape, np.int8), np.zeros(value.shape, bool), unit.astype(np.int32), nothing)


def _long_mean(parts: _Parts, at: tuple[slice, int, int], least: int) -> float | None:
    """The weighted mean in whole numbers of any length, with ``least`` decimals at least."""
    usable = parts.usable[at]
    printed = parts.figures.value[at][usable].tolist()
    values = [long_whole(value) for value in printed]
    weights = parts.figures.n[at][usable].tolist()
    if None in values:
        return None
    total = sum(n * value for n, value in zip(weights, values, strict=True) if value is not None)
    return as_float(rounded(total, sum(weights) * 10**LONG_DECIMALS, max(least, *map(decimals_of, printed))))


def _parts_at(parts: _Parts, rows: slice, gender: int, period: int, units: list[str]) -> list[Part]:
    """The parts of one place in the words of the rules; of those that have no usable figure only the reason matters."""
    figures = parts.figures
    found = []
    for row in range(rows.start, rows.stop):
        at = (row, gender, period)
        if not parts.is_part[at]:
            continue
        value, n = float(figures.value[at]), int(figures.n[at])
        figure = Figure(
            None if np.isnan(value) else value,
            units[figures.unit[at]],
            MISSING[figures.missing[at]],
            bool(figures.is_doubtful[at]),
        )
        found.append(Part(figure, None if n == NO_NUMBER else n, bool(parts.owes[at])))
    return found
