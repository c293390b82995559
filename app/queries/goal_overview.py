"""The goals of a part of the organisation in one follow-up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, func, or_, select

from app.answers.goals import GoalPlace, GoalStatusCount, StatedGoal
from app.queries.tables import ATTAINMENT, GOAL, GOAL_ATTAINMENT, PLAN_GOAL, columns_for, is_current
from data.vocabulary import Gender, Period


def goal_places(connection: Connection, unit_ids: Collection[int], year: int) -> tuple[GoalPlace, ...]:
    """Every goal that the units' documents of the year name, each once, under the parent that most of them give it."""
    of = PLAN_GOAL.c
    query = (
        select(of.goal_id, of.parent_goal_id, func.count(of.unit_id.distinct()))
        .where(of.unit_id.in_(unit_ids), of.year == year, is_current(PLAN_GOAL))
        .group_by(of.goal_id, of.parent_goal_id)
    )
    votes: dict[int, Counter[int | None]] = defaultdict(Counter)
    for goal_id, parent_id, units in connection.execute(query):
        votes[goal_id][parent_id] += units
    parents = {goal_id: min(those, key=lambda one: (-those[one], one or 0)) for goal_id, those in votes.items()}
    goals = connection.execute(
        select(GOAL.c.id, GOAL.c.level, GOAL.c.number, GOAL.c.title, GOAL.c.owner_unit_id).where(GOAL.c.id.in_(parents))
    )
    return tuple(GoalPlace(row.id, parents[row.id], row.level, row.number, row.title, row.owner_unit_id) for row in goals)


def goal_status_counts(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[GoalStatusCount, ...]:
    """How the units' own figures under each goal stand; what is added up over them is not counted once more."""
    of = ATTAINMENT.c
    query = (
        select(of.goal_id, of.status, func.count())
        .where(
            of.unit_id.in_(unit_ids),
            of.year == period.year,
            of.period == period.kind,
            of.gender == Gender.T,
            of.goal_id.is_not(None),
            of.is_aggregated.is_(False),
        )
        .group_by(of.goal_id, of.status)
    )
    return tuple(map(GoalStatusCount._make, connection.execute(query)))


def stated_goals(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[StatedGoal, ...]:
    """What each unit states of its goals, where it states anything."""
    of = GOAL_ATTAINMENT.c
    query = select(*columns_for(StatedGoal, GOAL_ATTAINMENT)).where(
        of.unit_id.in_(unit_ids),
        of.year == period.year,
        of.period == period.kind,
        or_(of.judgement.is_not(None), of.remark.is_not(None)),
    )
    return tuple(map(StatedGoal._make, connection.execute(query)))
