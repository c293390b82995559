"""Axes: round marks over the values, with their words."""

from __future__ import annotations

import math
from collections.abc import Iterable

from app.answers.figures import Indicator
from app.chart_views import Scale
from app.numbers import PER_CENT, quantity
from app.views import Mark
from data.vocabulary import Measure

_ROUND_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_MARKS = 5
_NEAR = 1e-9
_ROOM = 0.08
"""How far the axis reaches beyond the values, as part of their span."""


def scale_of(values: Iterable[float], indicator: Indicator) -> Scale:
    """An axis for values of the indicator; of a share never outside 0 and 100 unless a value is."""
    known = list(values)
    lowest, highest = min(known), max(known)
    span = (highest - lowest) or max(abs(highest) * 0.2, 10.0**-indicator.decimals)
    low, high = lowest - _ROOM * span, highest + _ROOM * span
    if lowest == highest:
        low, high = lowest - span / 2, highest + span / 2
    if lowest >= 0:
        low = max(0.0, low)
    if indicator.measure == Measure.SHARE and highest <= 100:
        high = min(100.0, high)
    unit = indicator.unit_of_measure if indicator.unit_of_measure == PER_CENT else ""
    return Scale(low, high, marks(low, high, unit, finest=10.0**-indicator.decimals))


def marks(low: float, high: float, unit: str, most: int = _MOST_MARKS, finest: float = 0.0) -> tuple[Mark, ...]:
    """Round values between the ends of an axis, at most ``most``, in as many decimals as they need, no closer than ``finest``."""
    step = round_step(max((high - low) / (most + 1), finest))
    while math.floor(high / step + _NEAR) - math.ceil(low / step - _NEAR) >= most:
        step = round_step(step * 1.01)
    decimals = next(count for count in range(12) if math.isclose(round(step, count), step, rel_tol=1e-9))
    first = math.ceil(low / step - _NEAR)
    last = math.floor(high / step + _NEAR)
    return tuple(Mark(round(at * step, 10), quantity(round(at * step, 10), decimals, unit)) for at in range(first, last + 1))


def round_step(least: float) -> float:
    """The smallest round step that is at least so large: 1, 2, 2.5 or 5 times a power of ten."""
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * each for each in _ROUND_STEPS if power * each >= least * (1 - 1e-9))
