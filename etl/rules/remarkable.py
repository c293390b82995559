"""What may deserve attention: which story a judged figure tells, and what it weighs: *how far* × *how sure* × *how many*.

Our own decision; users read of it in docs/handbok.md.

- **how far**: the distance to the level that was to be reached (or to the earlier outcome, or between women and men) as a part
  of that level, at most 1. Levels below ten (per cent) or one (anything else) count as ten and one, so that 2 % instead of 1 %
  does not pass for a catastrophe. An expectation, a change, a difference between women and men and a process weigh less than
  a missed target as large.
- **how sure**: 1 where the distance is larger than the margin of error; 0.7 where nobody knows how many answered; 0.9 for
  what is counted or measured without a sample. What chance alone can explain is no story at all.
- **how many**: in steps from 0.7 below ten people to 1 for a thousand or more; 0.8 where it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.vocabulary import Change, Measure, RemarkKind, Status, Variation

SMALLEST_SHARE, SMALLEST_OTHER = 10.0, 1.0
"""Levels that a distance is held against are counted as at least this: per cent for shares, else in the indicator's measure."""
SURE, UNKNOWN, WITHOUT_SAMPLE = 1.0, 0.7, 0.9
"""How sure a distance is: larger than the margin of error, no margin known, or counted and measured without a sample."""
SHARE_OF_A_MISS = {
    RemarkKind.MISSES: 1.0,
    RemarkKind.FORECAST: 0.8,
    RemarkKind.WORSE: 0.9,
    RemarkKind.GAP: 0.8,
    RemarkKind.PROCESS: 0.5,
}
"""What each story weighs beside a missed target as large."""
HOW_MANY = ((1000, 1.0), (300, 0.95), (100, 0.9), (30, 0.85), (10, 0.8))
"""From how many people on a figure weighs how much; with fewer ``FEW``."""
FEW, HOW_MANY_UNKNOWN = 0.7, 0.8


@dataclass(frozen=True, slots=True)
class Remarkable:
    """What a figure's row says that a story can be made of; the names are those of the read model's columns.

    Values are in the indicator's measure. ``…_within_margin`` is True where chance alone can explain the distance, None where
    nobody knows.
    """

    value: float | None
    n: int | None
    status: str
    judged_level: float | None
    within_margin: bool | None
    target_value: float | None
    forecast_status: str | None
    forecast_value: float | None
    change: str | None
    change_within_margin: bool | None
    previous_value: float | None
    year_ago_change: str | None
    year_ago_within_margin: bool | None
    year_ago_value: float | None
    gap: float | None
    gap_within_margin: bool | None
    variation: str | None


def what_to_lift(figure: Remarkable, measure: Measure | None) -> tuple[RemarkKind, float] | None:
    """The weightiest story that the figure tells, and its weight (0 to 1); None where it tells none.

    A figure without a value tells none. Of two that weigh the same the one first in ``RemarkKind`` is told.
    """
    if figure.value is None:
        return None
    weighed = [(kind, weight * _how_many(figure.n)) for kind, weight in _stories(figure, figure.value, measure)]
    return max(weighed, key=lambda story: story[1], default=None)


def _stories(figure: Remarkable, value: float, measure: Measure | None) -> Iterator[tuple[RemarkKind, float]]:
    """Every story with *how far* × *how sure*."""

    def far(
        kind: RemarkKind, distance: float | None, level: float | None, within_margin: bool | None
    ) -> tuple[RemarkKind, float]:
        return kind, SHARE_OF_A_MISS[kind] * _apart(distance, level, measure) * _sure(within_margin, measure)

    if figure.status == Status.UPPFYLLS_INTE and figure.within_margin is not True:
        yield far(RemarkKind.MISSES, _less(value, figure.judged_level), figure.judged_level, figure.within_margin)
    if figure.status != Status.UPPFYLLS_INTE and figure.forecast_status == Status.UPPFYLLS_INTE:
        level = figure.target_value if figure.target_value is not None else figure.judged_level
        yield far(RemarkKind.FORECAST, _less(figure.forecast_value, level), level, None)
    if figure.year_ago_change == Change.WORSE and figure.year_ago_within_margin is not True:
        earlier = figure.year_ago_value
        yield far(RemarkKind.WORSE, _less(value, earlier), earlier, figure.year_ago_within_margin)
    elif figure.change == Change.WORSE and figure.change_within_margin is not True:
        earlier = figure.previous_value
        yield far(RemarkKind.WORSE, _less(value, earlier), earlier, figure.change_within_margin)
    if figure.gap_within_margin is False:
        yield far(RemarkKind.GAP, figure.gap, value, False)
    if figure.variation == Variation.CONCERN:
        yield RemarkKind.PROCESS, SHARE_OF_A_MISS[RemarkKind.PROCESS] * SURE


def _less(value: float | None, level: float | None) -> float | None:
    return value - level if value is not None and level is not None else None


def _apart(distance: float | None, level: float | None, measure: Measure | None) -> float:
    """A distance as a part of a level, at most 1; nothing where it is not known."""
    if distance is None:
        return 0.0
    smallest = SMALLEST_SHARE if measure is Measure.SHARE else SMALLEST_OTHER
    return min(1.0, abs(distance) / max(abs(level or 0.0), smallest))


def _sure(within_margin: bool | None, measure: Measure | None) -> float:
    if within_margin is False:
        return SURE
    return UNKNOWN if measure in (Measure.SHARE, Measure.INDEX) else WITHOUT_SAMPLE


def _how_many(n: int | None) -> float:
    if n is None:
        return HOW_MANY_UNKNOWN
    return next((weight for least, weight in HOW_MANY if n >= least), FEW)
