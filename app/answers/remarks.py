"""What may deserve attention: figures and goals out of the read model, before they are ranked."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

Weighed = tuple[int, int, str, float]
"""A figure that could be told of: its unit and indicator, its story (a ``RemarkKind``) and what that weighs, 0 to 1."""


class RemarkableFigure(NamedTuple):
    """A figure (totalt) of one unit in one follow-up, with the weightiest story that it tells (a ``RemarkKind``), if any."""

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
    remark_kind: str | None
    remark_weight: float | None


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
