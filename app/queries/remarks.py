"""What may deserve attention in a part of the organisation: only what is remarkable is read, not every figure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, null, or_, select, text, true

from app.answers.remarks import (
    CHANGE,
    CONCERN,
    FEW,
    FORECAST,
    GAP,
    HOW_MANY,
    HOW_MANY_UNKNOWN,
    SMALLEST_OTHER,
    SMALLEST_SHARE,
    SURE,
    UNKNOWN,
    WITHOUT_SAMPLE,
    ContradictedGoal,
    RemarkableFigure,
    UnitThatOwes,
)
from app.queries.tables import ATTAINMENT, GOAL, GOAL_ATTAINMENT, INDICATOR, columns_for
from data.vocabulary import Change, Gender, Measure, Period, Status, Variation

MOST_WEIGHED = 60
"""Figures that are read to be told of, those that weigh most: a large part may have thousands that could be."""


def remarkable_figures(
    connection: Connection, unit_ids: Collection[int], period: Period, most: int = MOST_WEIGHED
) -> tuple[tuple[RemarkableFigure, ...], int]:
    """Figures that miss their target, have worsened, differ between women and men beyond chance, or are expected to miss; those
    that weigh most first (*how far* × *how sure* × *how many*, as ``app.presenters.remarks`` describes), at most ``most`` of
    them, and how many there are in all.

    Left out is what chance alone can explain (``…_within_margin``); where nobody knows, the figure is given. Added-up figures
    of parents are left out: what they hide stands with their units.
    """
    of = ATTAINMENT.c
    stories = _stories()
    greatest = func.max if connection.dialect.name == "sqlite" else func.greatest
    heaviest = greatest(0.0, *(case((story, weight), else_=0.0) for story, weight in stories))
    ranked = (
        select(of.unit_id, of.indicator_id, (heaviest * _how_many()).label("weight"), func.count().over().label("in_all"))
        .join_from(ATTAINMENT, INDICATOR, of.indicator_id == INDICATOR.c.id)
        .where(*_totals(unit_ids, period), of.value.is_not(None), or_(*(story for story, _ in stories)))
        .order_by(text("weight DESC"), of.unit_id, of.indicator_id)
        .limit(most)
        .subquery()
    )
    query = (
        select(*columns_for(RemarkableFigure, ATTAINMENT), ranked.c.in_all)
        .join_from(ranked, ATTAINMENT, and_(of.unit_id == ranked.c.unit_id, of.indicator_id == ranked.c.indicator_id))
        .where(of.year == period.year, of.period == period.kind, of.gender == Gender.T)
        .order_by(ranked.c.weight.desc(), of.unit_id, of.indicator_id)
    )
    rows = connection.execute(query).all()
    return tuple(RemarkableFigure(*row[:-1]) for row in rows), rows[0][-1] if rows else 0


_Story = tuple[ColumnElement[bool], ColumnElement[Any]]


def _stories() -> tuple[_Story, ...]:
    """What a figure can tell, and how far and how sure each story is."""
    of = ATTAINMENT.c
    misses = and_(of.status == Status.UPPFYLLS_INTE, of.within_margin.is_not(True))
    expected = and_(of.status != Status.UPPFYLLS_INTE, of.forecast_status == Status.UPPFYLLS_INTE)
    worse_than_last_year = and_(of.year_ago_change == Change.WORSE, of.year_ago_within_margin.is_not(True))
    is_worse = and_(of.change == Change.WORSE, of.change_within_margin.is_not(True))
    worse = and_(is_worse, func.coalesce(~worse_than_last_year, true()))
    last_year = _relative(of.value - of.year_ago_value, of.year_ago_value)
    forecast = _relative(of.forecast_value - of.target_value, of.target_value)
    return (
        (misses, _relative(of.value - of.judged_level, of.judged_level) * _how_sure(of.within_margin)),
        (expected, FORECAST * forecast * _how_sure(null())),
        (worse, CHANGE * _relative(of.value - of.previous_value, of.previous_value) * _how_sure(of.change_within_margin)),
        (worse_than_last_year, CHANGE * last_year * _how_sure(of.year_ago_within_margin)),
        (of.gap_within_margin.is_(False), GAP * SURE * _relative(of.gap, of.value)),
        (of.variation == Variation.CONCERN, literal(CONCERN * SURE)),
    )


def _relative(distance: ColumnElement[Any], level: ColumnElement[Any]) -> ColumnElement[Any]:
    """A distance as a part of a level, at most 1; levels below ten per cent, or one of anything else, count as that."""
    smallest = case((INDICATOR.c.measure == Measure.SHARE, SMALLEST_SHARE), else_=SMALLEST_OTHER)
    size = func.abs(level)
    part = func.coalesce(func.abs(distance) / case((size > smallest, size), else_=smallest), 0.0)
    return case((part > 1.0, 1.0), else_=part)


def _how_sure(within_margin: ColumnElement[Any]) -> ColumnElement[Any]:
    is_sampled = INDICATOR.c.measure.in_((Measure.SHARE, Measure.INDEX))
    return case((within_margin.is_(False), SURE), (is_sampled, UNKNOWN), else_=WITHOUT_SAMPLE)


def _how_many() -> ColumnElement[Any]:
    n = ATTAINMENT.c.n
    return case((n.is_(None), HOW_MANY_UNKNOWN), *((n >= least, weight) for least, weight in HOW_MANY), else_=FEW)


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
