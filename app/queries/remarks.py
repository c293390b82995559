"""What may deserve attention in a part of the organisation: only what is remarkable is read, not every figure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, text

from app.answers.remarks import SMALLEST_OTHER, SMALLEST_SHARE, ContradictedGoal, RemarkableFigure, UnitThatOwes
from app.queries.tables import ATTAINMENT, GOAL, GOAL_ATTAINMENT, INDICATOR, columns_for
from data.vocabulary import Change, Gender, Measure, Period, Status, Variation

MOST_WEIGHED = 60
"""Figures that are weighed against each other, those farthest off: a large part may have thousands that could be told of."""


def remarkable_figures(
    connection: Connection, unit_ids: Collection[int], period: Period, most: int = MOST_WEIGHED
) -> tuple[tuple[RemarkableFigure, ...], int]:
    """Figures that miss their target, have worsened, differ between women and men beyond chance, or are expected to miss; the
    ones farthest off first, at most ``most`` of them, and how many there are in all.

    Left out is what chance alone can explain (``…_within_margin``); where nobody knows, the figure is given. Added-up figures
    of parents are left out: what they hide stands with their units.
    """
    of = ATTAINMENT.c
    misses = and_(of.status == Status.UPPFYLLS_INTE, of.within_margin.is_not(True))
    expected = and_(of.status != Status.UPPFYLLS_INTE, of.forecast_status == Status.UPPFYLLS_INTE)
    worse = and_(of.change == Change.WORSE, of.change_within_margin.is_not(True))
    worse_than_last_year = and_(of.year_ago_change == Change.WORSE, of.year_ago_within_margin.is_not(True))
    differs = of.gap_within_margin.is_(False)
    concern = of.variation == Variation.CONCERN
    stories = (misses, expected, worse, worse_than_last_year, differs, concern)
    apart = (
        (misses, of.value - of.judged_level, of.judged_level),
        (expected, of.forecast_value - of.target_value, of.target_value),
        (worse, of.value - of.previous_value, of.previous_value),
        (worse_than_last_year, of.value - of.year_ago_value, of.year_ago_value),
        (differs, of.gap, of.value),
    )
    greatest = func.max if connection.dialect.name == "sqlite" else func.greatest
    farthest = greatest(0.0, *(case((story, _relative(distance, level)), else_=0.0) for story, distance, level in apart))
    ranked = (
        select(of.unit_id, of.indicator_id, farthest.label("farthest"), func.count().over().label("in_all"))
        .join_from(ATTAINMENT, INDICATOR, of.indicator_id == INDICATOR.c.id)
        .where(*_totals(unit_ids, period), of.value.is_not(None), or_(*stories))
        .order_by(text("farthest DESC"), of.unit_id, of.indicator_id)
        .limit(most)
        .subquery()
    )
    query = (
        select(*columns_for(RemarkableFigure, ATTAINMENT), ranked.c.in_all)
        .join_from(ranked, ATTAINMENT, and_(of.unit_id == ranked.c.unit_id, of.indicator_id == ranked.c.indicator_id))
        .where(of.year == period.year, of.period == period.kind, of.gender == Gender.T)
        .order_by(ranked.c.farthest.desc(), of.unit_id, of.indicator_id)
    )
    rows = connection.execute(query).all()
    return tuple(RemarkableFigure(*row[:-1]) for row in rows), rows[0][-1] if rows else 0


def _relative(distance: ColumnElement[Any], level: ColumnElement[Any]) -> ColumnElement[Any]:
    """A distance as a part of a level; levels below ten per cent, or one of anything else, count as that."""
    smallest = case((INDICATOR.c.measure == Measure.SHARE, SMALLEST_SHARE), else_=SMALLEST_OTHER)
    size = func.abs(level)
    return func.coalesce(func.abs(distance) / case((size > smallest, size), else_=smallest), 0.0)


def _totals(unit_ids: Collection[int], period: Period) -> tuple[ColumnElement[bool], ...]:
    of = ATTAINMENT.c
    in_period = (of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, of.gender == Gender.T)
    return (*in_period, of.is_aggregated.is_(False))


def units_that_owe(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[UnitThatOwes, ...]:
    """The units that have not reported all that is due in the follow-up."""
    of = ATTAINMENT.c
    query = (
        select(of.unit_id, func.count(), func.max(of.due_on))
        .where(*_totals(unit_ids, period), of.status == Status.EJ_RAPPORTERAD)
        .group_by(of.unit_id)
    )
    return tuple(map(UnitThatOwes._make, connection.execute(query)))


def contradicted_goals(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[ContradictedGoal, ...]:
    """Goals whose stated judgement tells another story than their indicators."""
    of = GOAL_ATTAINMENT.c
    query = (
        select(*columns_for(ContradictedGoal, GOAL_ATTAINMENT, GOAL))
        .join_from(GOAL_ATTAINMENT, GOAL, of.goal_id == GOAL.c.id)
        .where(of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, of.remark.is_not(None))
    )
    return tuple(map(ContradictedGoal._make, connection.execute(query)))
