"""What may deserve attention: figures and goals out of the read model, before they are ranked."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

SMALLEST_SHARE, SMALLEST_OTHER = 10.0, 1.0
"""Levels that a distance is held against are counted as at least this: per cent for shares, else in the indicator's measure."""

SURE, UNKNOWN, WITHOUT_SAMPLE = 1.0, 0.7, 0.9
"""How sure a distance is: larger than the margin of error, no margin known, or counted and measured without a sample."""
FORECAST, CHANGE, GAP, CONCERN = 0.8, 0.9, 0.8, 0.5
"""What an expectation, a change, a difference between women and men and a process weigh beside a missed target as large."""
HOW_MANY = ((1000, 1.0), (300, 0.95), (100, 0.9), (30, 0.85), (10, 0.8))
"""From how many people on a figure weighs how much; with fewer ``FEW``."""
FEW, HOW_MANY_UNKNOWN = 0.7, 0.8


class RemarkableFigure(NamedTuple):
    """A figure (totalt) of one unit in one follow-up that misses, has worsened, differs by gender or is expected to miss."""

    unit_id: int
    indicator_id: int
    value: float | None
    n: int | None
    outcome_printed: str
    target_value: float | None
    target_form: str | None
    target_printed: str
    status: str
    status_reason: str
    judged_better: str | None
    judged_level: float | None
    within_margin: bool | None
    previous_value: float | None
    previous_year: int | None
    previous_period: str | None
    change: str | None
    change_within_margin: bool | None
    year_ago_value: float | None
    year_ago_change: str | None
    year_ago_within_margin: bool | None
    gap: float | None
    gap_within_margin: bool | None
    forecast_value: float | None
    forecast_status: str | None
    variation: str | None
    is_example: bool


class UnitThatOwes(NamedTuple):
    """A unit with follow-ups that are due and have not come: how many, and their last day."""

    unit_id: int
    indicators: int
    due_on: dt.date | None


class ContradictedGoal(NamedTuple):
    """A goal whose stated judgement and indicators tell different stories."""

    unit_id: int
    goal_id: int
    title: str
    judgement: str
    remark: str
    reached: int
    partly: int
    missed: int
