"""Goals of a part of the organisation, with what is stated of them and how their indicators stand."""

from __future__ import annotations

from typing import NamedTuple


class GoalPlace(NamedTuple):
    """A goal and the goal that most units of the part place it under."""

    goal_id: int
    parent_goal_id: int | None
    level: str
    number: str
    title: str
    owner_unit_id: int | None


class GoalStatusCount(NamedTuple):
    """How many figures (totalt) that stand directly under a goal have a status."""

    goal_id: int
    status: str
    figures: int


class StatedGoal(NamedTuple):
    """What one unit states of a goal, and whether its indicators tell another story."""

    unit_id: int
    goal_id: int
    judgement: str | None
    remark: str | None
    reached: int
    partly: int
    missed: int
