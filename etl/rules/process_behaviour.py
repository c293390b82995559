"""What always varies, and what is a real change: the process-behaviour (XmR) chart of an indicator followed often enough.

Source of the rules: NHS England, "Making Data Count" (*Getting started*, 2019, and *Strengthening your decisions*), as its
Excel tool and the R package NHSRplotthedots 0.2.2 (2025-09-29) apply them to single values: the limits lie 2.66 mean moving
ranges from the mean, and four patterns are *special cause* –

* a point outside the limits;
* seven points in a row on one side of the mean;
* seven points in a row each higher, or each lower, than the one before;
* two of three points in a row in the outer third towards the same limit, all three on the same side of the mean.

Like NHS England's own tool, and unlike the package's default, no moving range is left out as an outlier. We decide: at least
twelve points; the judgement is about the latest point; a trend that ends on the mean is judged by the way it goes (one that
rises below the mean is a run below it, and no improvement yet); and as a target exactly reached is reached, a limit
exactly on the target reaches it.

It may be used where each point is a measurement of its own, made in the same way: see ``process_points``.

No float is rounded on the way. The points are whole numbers of their smallest printed decimal, every comparison is multiplied
out to whole numbers (``x > mean`` is ``n·x > sum``), and the functions that compare use + − × and comparisons alone, so
that ``special_cause`` and ``target_in_process`` give the same for integers and for arrays of 64-bit integers, element by element.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from data.vocabulary import Assurance, Better, MeasuredOver, Period, Variation
from etl.rules.comparability import is_same_measure
from etl.rules.exact import divided, exact
from etl.rules.figures import Figure, IndicatorRules

FEWEST_POINTS = 12
_RUN = 7
_LIMIT_HUNDREDTHS = 266
"""The limits lie 2.66 mean moving ranges from the mean: three standard deviations, as 3 ÷ 1.128."""
_SHARING = (MeasuredOver.YEAR_TO_DATE, MeasuredOver.ROLLING_YEAR)


@dataclass(frozen=True, slots=True)
class ProcessBehaviour:
    """What the chart says of its latest point and of the target, with its lines in the points' unit of measure.

    ``variation`` is None for a special cause where nobody has said which way is better; ``assurance`` is None without a
    target or a direction. ``lower`` and ``upper`` are the limits that were judged with; a chart of a share draws them no
    further than 0 and 100 %.
    """

    variation: Variation | None
    assurance: Assurance | None
    mean: float
    lower: float
    upper: float


def judge_process(points: Sequence[float], *, target: float | None, better: Better | None) -> ProcessBehaviour | None:
    """The judgement of the latest of the points, oldest first; None below twelve points.

    ``target`` is the level judged against (``judged_level``) of a target that is a level or a bound, None for any other:
    ``öka`` and ``minska`` have no level that holds over time. ``better`` is the definition's direction. Raises ValueError
    for a figure that is no number.
    """
    if len(points) < FEWEST_POINTS:
        return None
    figures = [exact(point) for point in points]
    level = exact(target) if target is not None else None
    scale = math.lcm(*(each.denominator for each in figures), level.denominator if level is not None else 1)
    whole = [each.numerator * (scale // each.denominator) for each in figures]
    mean, lower, upper = (divided(numerator, denominator * scale) for numerator, denominator in process_lines(whole))
    return ProcessBehaviour(
        variation=_variation(special_cause(whole), better),
        assurance=_assurance(*target_in_process(whole, int(level * scale)), better) if level is not None else None,
        mean=mean,
        lower=lower,
        upper=upper,
    )


def process_points(
    outcomes: Mapping[Period, Figure], period: Period, indicator: IndicatorRules, *, is_annual: bool
) -> tuple[float, ...]:
    """The points of one unit and gender up to and with ``period``, oldest first; empty where the chart may not be used.

    Of an indicator followed every tertial all follow-ups, else those of the same kind: of an annual one, and of one
    whose follow-ups share measurements (a mean that rolls makes runs of its own, which are no change). Never of a count
    that accumulates: it grows by itself, and the years have too few points. Outcomes that are not usable, or are printed in
    another unit of measure than the latest, are left out; without a usable latest outcome there is nothing to judge.
    """
    latest = outcomes.get(period)
    if latest is None or latest.usable is None or indicator.accumulates:
        return ()
    same_kind_only = is_annual or indicator.measured_over in _SHARING
    taken = (other for other in sorted(outcomes) if other <= period and (not same_kind_only or other.kind is period.kind))
    figures = (outcomes[other] for other in taken)
    return tuple(
        figure.usable for figure in figures if figure.usable is not None and is_same_measure(figure.unit, latest.unit, indicator)
    )


def special_cause(points: Sequence[Any]) -> Any:
    """1 where the latest point belongs to a special cause upwards, −1 downwards, 0 where it varies as always.

    ``points`` are whole numbers of one scale, oldest first; or, for many series of the same length at once, arrays of them. For
    arrays of 64-bit integers ``600 · n² · |point|`` must stay below 2⁶³.
    """
    n, total = len(points), sum(points)
    ranges = _moving_ranges(points)
    from_mean = [n * point - total for point in points[-_RUN:]]
    far = [100 * (n - 1) * each for each in from_mean[-3:]]
    limit = _LIMIT_HUNDREDTHS * n * ranges
    up = _position(from_mean, far, limit)
    down = _position([-each for each in from_mean], [-each for each in far], limit)
    steps = [b - a for a, b in pairwise(points[-_RUN:])]
    rising, falling = _all([step > 0 for step in steps]), _all([step < 0 for step in steps])
    by_side = up * 1 - down * 1
    by_trend = rising * 1 - falling * 1
    return by_side + (by_side == 0) * by_trend


def target_in_process(points: Sequence[Any], target: Any) -> tuple[Any, Any]:
    """How the target lies to the lower limit and to the upper: 1 above it, 0 exactly on it, −1 below it.

    ``points`` and ``target`` as for ``special_cause``.
    """
    n = len(points)
    from_mean = 100 * (n - 1) * (n * target - sum(points))
    limit = _LIMIT_HUNDREDTHS * n * _moving_ranges(points)
    to_lower = (from_mean > -limit) * 1 - (from_mean < -limit) * 1
    return to_lower, (from_mean > limit) * 1 - (from_mean < limit) * 1


def process_lines(points: Sequence[Any]) -> tuple[tuple[Any, int], tuple[Any, int], tuple[Any, int]]:
    """The mean, the lower limit and the upper, each as a fraction: its numerator, in the points' scale, and its denominator.

    ``points`` as for ``special_cause``.
    """
    n, total = len(points), sum(points)
    share = 100 * n * (n - 1)
    from_mean = _LIMIT_HUNDREDTHS * n * _moving_ranges(points)
    mean = 100 * (n - 1) * total
    return (total, n), (mean - from_mean, share), (mean + from_mean, share)


def _moving_ranges(points: Sequence[Any]) -> Any:
    return sum(abs(b - a) for a, b in pairwise(points))


def _position(from_mean: Sequence[Any], far: Sequence[Any], limit: Any) -> Any:
    """Whether a pattern that a point's place makes holds upwards; turned upside down it is asked of downwards.

    ``from_mean`` are n times the last seven points' distances from the mean, ``far`` the last three's in the scale of ``limit``.
    """
    outside = far[-1] > limit
    run = _all([each > 0 for each in from_mean])
    outer = [(3 * each > 2 * limit) & (each <= limit) for each in far]
    two_of_three = outer[2] & (outer[0] | outer[1]) & _all([each > 0 for each in far])
    return outside | run | two_of_three


def _all(conditions: Sequence[Any]) -> Any:
    held = conditions[0]
    for condition in conditions[1:]:
        held = held & condition
    return held


def _variation(direction: int, better: Better | None) -> Variation | None:
    if direction == 0:
        return Variation.COMMON
    if better is None:
        return None
    return Variation.IMPROVEMENT if (direction > 0) is (better is Better.HIGHER) else Variation.CONCERN


def _assurance(to_lower: int, to_upper: int, better: Better | None) -> Assurance | None:
    """By where the target lies: where higher is better, what is at or above the lower limit comes, above the upper does not."""
    if better is None:
        return None
    if (to_lower <= 0) if better is Better.HIGHER else (to_upper >= 0):
        return Assurance.REACHES
    is_out_of_reach = (to_upper > 0) if better is Better.HIGHER else (to_lower < 0)
    return Assurance.MISSES if is_out_of_reach else Assurance.VARIES
