"""Margins of error: what chance alone may do to a share of few respondents, to a change, and to a gap between women and men.

Source of the rules: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
American Statistical Association 22 (1927), 209–212, for one share; R. G. Newcombe, "Interval estimation for the difference
between independent proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), 873–890, method 10
(hybrid score, without continuity correction), for the difference of two. All intervals are of 95 %.

Every operation is a plain +, −, ×, ÷ or square root of double precision, in the order that stands in ``wilson_bounds`` and
``newcombe_bounds``. IEEE 754 rounds each of them in one way only, so the same functions give bit by bit the same figures for
floats and, with ``numpy`` as their ``arithmetic``, for arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from data.vocabulary import Measure, MeasuredOver, Period, PeriodKind, TargetForm
from etl.rules.comparability import unit_key
from etl.rules.figures import Figure, IndicatorRules, Judged, TargetFigure

Z_95 = 1.959963984540054
"""The standard normal distribution's 97.5 per cent quantile, to full double precision (1.95996398454005423…)."""

_MONTHS_OF_A_YEAR = 12


class Arithmetic(Protocol):
    """What the bounds are computed with besides + − × ÷: ``FLOATS`` for single figures, the module ``numpy`` for arrays."""

    @property
    def sqrt(self) -> Callable[[Any], Any]: ...
    @property
    def minimum(self) -> Callable[[Any, Any], Any]: ...
    @property
    def maximum(self) -> Callable[[Any, Any], Any]: ...


@dataclass(frozen=True, slots=True)
class _Floats:
    sqrt: Callable[[Any], Any] = math.sqrt
    minimum: Callable[[Any, Any], Any] = min
    maximum: Callable[[Any, Any], Any] = max


FLOATS: Arithmetic = _Floats()


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, both ends included; in per cent for a share, in percentage points for a difference."""

    low: float
    high: float


def wilson_bounds(share_pct: Any, n: Any, arithmetic: Arithmetic) -> tuple[Any, Any]:
    """Wilson's bounds of a share of ``n`` respondents, in per cent; floats or arrays, 0 ≤ share ≤ 100 and n ≥ 1.

    The last two lines mend only what rounding does: at 0 % and 100 % the bound is the share itself, and no interval
    leaves out its own share.
    """
    share = share_pct / 100
    spread = Z_95 * Z_95 / n
    centre = share + spread / 2
    half = Z_95 * arithmetic.sqrt((share * (1 - share) + spread / 4) / n)
    low, high = (centre - half) / (1 + spread) * 100, (centre + half) / (1 + spread) * 100
    low = arithmetic.maximum(arithmetic.minimum(low, share_pct), 0.0)
    return low, arithmetic.minimum(arithmetic.maximum(high, share_pct), 100.0)


def newcombe_bounds(a_pct: Any, n_a: Any, b_pct: Any, n_b: Any, arithmetic: Arithmetic) -> tuple[Any, Any]:
    """Newcombe's bounds of the difference a − b of two independent shares, in percentage points; as ``wilson_bounds``."""
    low_a, high_a = wilson_bounds(a_pct, n_a, arithmetic)
    low_b, high_b = wilson_bounds(b_pct, n_b, arithmetic)
    down_a, up_a, down_b, up_b = a_pct - low_a, high_a - a_pct, b_pct - low_b, high_b - b_pct
    difference = a_pct - b_pct
    low = difference - arithmetic.sqrt(down_a * down_a + up_b * up_b)
    high = difference + arithmetic.sqrt(up_a * up_a + down_b * down_b)
    return arithmetic.maximum(low, -100.0), arithmetic.minimum(high, 100.0)


def wilson(share_pct: float, n: int) -> Interval:
    """The 95 % interval of a share in per cent that ``n`` respondents gave. 38 of 45, 84 %: from 71 to 92 %.

    Raises ValueError where the share is not within 0–100 % or there is no respondent.
    """
    _require_share(share_pct, n)
    return Interval(*wilson_bounds(float(share_pct), n, FLOATS))


def newcombe(a_pct: float, n_a: int, b_pct: float, n_b: int) -> Interval:
    """The 95 % interval of the difference a − b between two shares of different respondents, in percentage points.

    Raises ValueError where a share is not within 0–100 % or has no respondent.
    """
    _require_share(a_pct, n_a)
    _require_share(b_pct, n_b)
    return Interval(*newcombe_bounds(float(a_pct), n_a, float(b_pct), n_b, FLOATS))


def margin_of_outcome(outcome: Figure, n: int | None, indicator: IndicatorRules) -> Interval | None:
    """The margin of error of an outcome: only of a usable share in per cent whose number of respondents is known."""
    share = _share_of(outcome, n, indicator)
    return wilson(*share) if share is not None else None


def margin_of_change(
    now: Figure,
    n_now: int | None,
    period: Period,
    then: Figure,
    n_then: int | None,
    earlier_period: Period,
    indicator: IndicatorRules,
) -> Interval | None:
    """The margin of error of ``now − then``; None where the two share measurements or anything about them is not known."""
    if shares_measurements(period, earlier_period, indicator.measured_over):
        return None
    return _margin_of_difference(_share_of(now, n_now, indicator), _share_of(then, n_then, indicator))


def margin_of_gap(
    women: Figure, n_women: int | None, men: Figure, n_men: int | None, indicator: IndicatorRules
) -> Interval | None:
    """The margin of error of women's outcome minus men's in the same period; they are different respondents."""
    return _margin_of_difference(_share_of(women, n_women, indicator), _share_of(men, n_men, indicator))


def shares_measurements(a: Period, b: Period, measured_over: MeasuredOver | None) -> bool:
    """Whether two follow-ups may have measured the same thing twice, so that they are no two independent measurements.

    Figures of the own period never share; figures from 1 January do within a year; figures of twelve months do where
    less than twelve months lie between their ends. Where it is not known the most cautious of these holds.
    """
    if a == b:
        return True
    if measured_over is MeasuredOver.OWN_PERIOD:
        return False
    if measured_over is MeasuredOver.YEAR_TO_DATE:
        return a.year == b.year
    months = (a.last_day.year - b.last_day.year) * _MONTHS_OF_A_YEAR + a.last_day.month - b.last_day.month
    return abs(months) < _MONTHS_OF_A_YEAR


def is_within_margin(interval: Interval | None, level: float | None) -> bool | None:
    """Whether chance alone can explain that the figure is not ``level``: the interval holds it, the ends included.

    For a target ``level`` is the judged level (see ``is_target_within_margin``); for a change and a gap it is 0.0.
    None where nothing can be said.
    """
    if interval is None or level is None:
        return None
    return interval.low <= level <= interval.high


def is_target_within_margin(
    outcome: Figure,
    n: int | None,
    period: Period,
    target: TargetFigure,
    judged: Judged,
    indicator: IndicatorRules,
    *,
    last_year: Figure | None = None,
    n_last_year: int | None = None,
) -> bool | None:
    """Whether the judgement is *inom felmarginalen*: chance alone could have put the outcome on the other side of the target.

    A level or a bound is a fixed number: the outcome's own interval holds it or not. ``öka`` and ``minska`` are held against
    last year's outcome (VB), which is itself measured: there it is the interval of the change that holds zero or not. None
    where nothing was judged.
    """
    if judged.judged_level is None:
        return None
    if target.form not in (TargetForm.INCREASE, TargetForm.DECREASE):
        return is_within_margin(margin_of_outcome(outcome, n, indicator), judged.judged_level)
    if last_year is None:
        return None
    year_before = Period(period.year - 1, PeriodKind.VB)
    return is_within_margin(margin_of_change(outcome, n, period, last_year, n_last_year, year_before, indicator), 0.0)


def _share_of(figure: Figure, n: int | None, indicator: IndicatorRules) -> tuple[float, int] | None:
    share = figure.usable
    is_share_of_n = indicator.measure is Measure.SHARE and indicator.n_is_denominator
    if share is None or n is None or n < 1 or not 0 <= share <= 100 or not is_share_of_n:
        return None
    in_per_cent = (unit_key(figure.unit) or unit_key(indicator.unit_of_measure) or "%") == "%"
    return (share, n) if in_per_cent else None


def _margin_of_difference(a: tuple[float, int] | None, b: tuple[float, int] | None) -> Interval | None:
    return newcombe(*a, *b) if a is not None and b is not None else None


def _require_share(share_pct: float, n: int) -> None:
    if not 0 <= share_pct <= 100 or n < 1:
        raise ValueError(f"no share in per cent of at least one respondent: {share_pct} of {n}")
