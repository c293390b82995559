"""The small types that the rules take and give."""

from __future__ import annotations

import math
from dataclasses import dataclass

from data.vocabulary import Aggregate, Better, Measure, MeasuredOver, MissingReason, Status, StatusReason, TargetForm


@dataclass(frozen=True, slots=True)
class Figure:
    """An outcome or a forecast: a number in its printed unit of measure, or the reason why there is none.

    ``unit`` is as printed, empty where none is printed. ``is_doubtful``: read with certainty but looks mistaken, and not
    judged until a controller has answered. A figure with a ``missing`` reason is never compared, whatever its value.
    """

    value: float | None
    unit: str = ""
    missing: MissingReason | None = None
    is_doubtful: bool = False

    @property
    def usable(self) -> float | None:
        """The number that may be compared with others, or None."""
        if self.value is None or self.missing is not None or self.is_doubtful or not math.isfinite(self.value):
            return None
        return self.value


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """An årsmål or KF:s årsmål. ``value`` is None unless the form is a level or a bound."""

    form: TargetForm
    value: float | None = None
    unit: str = ""
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorRules:
    """What the rules need to know of an indicator's definition.

    ``tolerance_pct``: per cent of the target within which a miss is *delvis*, the installation's default filled in.
    ``measured_over``: which time a follow-up's figure is measured over; None where the definition does not say.
    ``n_is_denominator``: whether a share is a share *of the n*; sick leave is a share of working hours, whoever n counts.
    ``decimals``: how many a figure is shown with, at least.
    """

    better: Better | None
    tolerance_pct: float
    measure: Measure | None = None
    unit_of_measure: str = ""
    accumulates: bool = False
    aggregate: Aggregate = Aggregate.NONE
    kf_target_is_local: bool = True
    measured_over: MeasuredOver | None = None
    n_is_denominator: bool = True
    decimals: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether women's and men's figures are parts of the total (a count of persons), not measures of their own."""
        return self.accumulates or self.aggregate is Aggregate.SUM


@dataclass(frozen=True, slots=True)
class Judged:
    """A computed status with its reason, and what it was computed with.

    ``judged_better`` and ``judged_level`` are the direction and the level used (the target, its share of the year, or
    last year's outcome); both are None where nothing was judged. ``judged_limit`` is the worst outcome that is still
    *delvis*, None where nothing was judged or the target has no *delvis*.
    """

    status: Status
    reason: StatusReason
    judged_better: Better | None = None
    judged_level: float | None = None
    judged_limit: float | None = None
