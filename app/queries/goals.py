"""The goal tree as the documents of units and years name it, and what is stated about the goals."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, case, select

from app.answers.documents import Activity, Commentary, GoalCount, PlannedGoal, StatedJudgement
from app.queries.tables import (
    ACTIVITY,
    COMMENTARY,
    GOAL,
    GOAL_ATTAINMENT,
    PLAN_GOAL,
    SOURCE_DOCUMENT,
    STATED_JUDGEMENT,
    columns_for,
    is_current,
)
from app.queries.withheld import withheld_numbers
from data.vocabulary import Period, PeriodKind


def planned_goals(connection: Connection, unit_ids: Collection[int], year: int) -> tuple[PlannedGoal, ...]:
    """The goals that these units' documents of the year name. Where several documents name a goal the latest one's
    place counts: plan before tertial reports before annual report."""
    of = PLAN_GOAL.c
    query = (
        select(*columns_for(PlannedGoal, PLAN_GOAL, GOAL))
        .join_from(PLAN_GOAL, GOAL, of.goal_id == GOAL.c.id)
        .join(SOURCE_DOCUMENT, of.source_document_id == SOURCE_DOCUMENT.c.id)
        .where(of.unit_id.in_(unit_ids), of.year == year, is_current(PLAN_GOAL))
        .order_by(of.unit_id, _by_kind(), of.sort_order, of.id)
    )
    latest = {(goal.unit_id, goal.goal_id): goal for goal in map(PlannedGoal._make, connection.execute(query))}
    return tuple(sorted(latest.values(), key=lambda goal: (goal.unit_id, goal.sort_order, goal.goal_id)))


def stated_judgements(connection: Connection, unit_id: int, period: Period) -> tuple[StatedJudgement, ...]:
    """What the unit states about its goals in the follow-up; where it is said twice the latest loaded comes last."""
    of = STATED_JUDGEMENT.c
    query = (
        select(*columns_for(StatedJudgement, STATED_JUDGEMENT))
        .where(of.unit_id == unit_id, of.year == period.year, of.period == period.kind, is_current(STATED_JUDGEMENT))
        .order_by(of.load_id, of.id)
    )
    return tuple(map(StatedJudgement._make, connection.execute(query)))


def goal_counts(connection: Connection, unit_id: int, period: Period) -> tuple[GoalCount, ...]:
    """The indicators of each goal of the unit counted by status in the follow-up, beside what is stated."""
    of = GOAL_ATTAINMENT.c
    query = select(*columns_for(GoalCount, GOAL_ATTAINMENT)).where(
        of.unit_id == unit_id, of.year == period.year, of.period == period.kind
    )
    return tuple(map(GoalCount._make, connection.execute(query)))


def commentaries(connection: Connection, unit_id: int, period: Period) -> tuple[Commentary, ...]:
    """The unit's texts in the follow-up and in the plan of the same year, in the order of the documents, the plan's first.

    Numbers that are withheld are masked in them.
    """
    of = COMMENTARY.c
    query = (
        select(of.period, of.section, of.printed, of.indicator_id, of.goal_id)
        .where(of.unit_id == unit_id, of.year == period.year, of.period.in_({PeriodKind.VP, period.kind}), is_current(COMMENTARY))
        .order_by(of.period != PeriodKind.VP, of.id)
    )
    withheld = withheld_numbers(connection, [unit_id], [period.year])
    return tuple(
        one._replace(text=withheld.masked(one.text, unit_id, indicator_id=one.indicator_id))
        for one in map(Commentary._make, connection.execute(query))
    )


def activities(connection: Connection, unit_id: int, period: Period) -> tuple[Activity, ...]:
    """The unit's activities as the latest document up to the follow-up states them: the report's own, else the plan's.

    Numbers that are withheld are masked in what is written about them.
    """
    of = ACTIVITY.c
    up_to = [kind for kind in PeriodKind if kind.order <= period.kind.order]
    query = (
        select(of.period, of.printed, of.goal_id, of.starts_on, of.ends_on, of.deviation, of.analysis)
        .where(of.unit_id == unit_id, of.year == period.year, of.period.in_(up_to), is_current(ACTIVITY))
        .order_by(of.id)
    )
    found = tuple(map(Activity._make, connection.execute(query)))
    latest = max((PeriodKind(one.period).order for one in found), default=0)
    withheld = withheld_numbers(connection, [unit_id], [period.year])
    return tuple(
        one._replace(
            name=withheld.masked(one.name, unit_id),
            deviation=withheld.masked(one.deviation, unit_id),
            analysis=withheld.masked(one.analysis, unit_id),
        )
        for one in found
        if PeriodKind(one.period).order == latest
    )


def _by_kind() -> ColumnElement[int]:
    order = {kind.value: kind.order for kind in PeriodKind}
    return case(order, value=SOURCE_DOCUMENT.c.kind, else_=-1)
