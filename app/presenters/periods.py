"""Periods as choices and as words."""

from __future__ import annotations

from collections.abc import Collection

from app.answers.figures import DetailedFigure
from data.vocabulary import Period, PeriodKind


def previous_period(figure: DetailedFigure) -> Period | None:
    """The follow-up that the figure's previous value concerns."""
    if figure.previous_year is None or figure.previous_period is None:
        return None
    return Period(figure.previous_year, PeriodKind(figure.previous_period))


def nearest(asked: Period, there_are: Collection[Period]) -> Period | None:
    """The period nearest in time to the one asked for, the later of two equally near; None where there are none."""
    return min(there_are, key=lambda one: (abs(_place(one) - _place(asked)), -_place(one)), default=None)


def _place(period: Period) -> int:
    return period.year * 4 + period.kind.order
