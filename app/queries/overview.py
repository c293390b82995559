"""The figures of a part of the organisation in one follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Select, TextClause, bindparam, case, func, select

from app.answers.documents import CouncilGoal
from app.answers.figures import MATRIX_CELL, MatrixCell, MatrixFigure, PartCell, StatusCell, StatusCount
from app.queries.tables import (
    ATTAINMENT,
    GOAL,
    LOAD,
    PLAN_GOAL,
    SOURCE_DOCUMENT,
    UNIT,
    asked_of,
    columns_for,
    in_period,
    is_current,
    is_reported_total,
    rows_of_driver,
)
from data.vocabulary import Gender, GoalLevel, Period, Status


def matrix_cells(connection: Connection, unit_ids: Collection[int], period: Period) -> list[MatrixCell]:
    """One cell for every unit and indicator that is followed in the period, gender T, in no particular order.

    Figures that are added up from other units of the matrix are left out.
    """
    return cast(list[MatrixCell], rows_of_driver(connection, _cells(), asked_of(unit_ids, period)))


@lru_cache
def _cells() -> Select[Any]:
    """Put together once: it takes as long as asking for a hundred rows."""
    return select(*(ATTAINMENT.c[name] for name in MATRIX_CELL)).where(*in_period(ATTAINMENT), is_reported_total())


def matrix_figures(connection: Connection, unit_id: int, period: Period) -> tuple[MatrixFigure, ...]:
    """What stands behind one unit's cells, for the sentences that are told of them; what is added up is left out."""
    query = select(*columns_for(MatrixFigure, ATTAINMENT)).where(*_reported([unit_id], period))
    return tuple(map(MatrixFigure._make, connection.execute(query)))


def part_cells(connection: Connection, parent_ids: Collection[int], period: Period) -> tuple[PartCell, ...]:
    """How many units right below each of these parents reach their årsmål, indicator by indicator."""
    of = ATTAINMENT.c
    query = select(*columns_for(PartCell, ATTAINMENT)).where(*_totals(parent_ids, period), of.units_total.is_not(None))
    return tuple(map(PartCell._make, connection.execute(query)))


def status_cells(connection: Connection, unit_ids: Collection[int], period: Period, status: Status) -> tuple[StatusCell, ...]:
    """How many of these units have the status, indicator by indicator, under the parent that each stands right below.

    Pairs of parent and indicator where none has it are left out, and so are figures that are added up from other units.
    """
    of = ATTAINMENT.c
    have_it = func.sum(case((of.status == status, 1), else_=0))
    query = (
        select(UNIT.c.parent_id, of.indicator_id, have_it, func.count())
        .join_from(ATTAINMENT, UNIT, of.unit_id == UNIT.c.id)
        .where(*_reported(unit_ids, period), UNIT.c.parent_id.is_not(None))
        .group_by(UNIT.c.parent_id, of.indicator_id)
        .having(have_it > 0)
    )
    return tuple(map(StatusCell._make, connection.execute(query)))


def _reported(unit_ids: Collection[int], period: Period) -> tuple[ColumnElement[bool] | TextClause, ...]:
    """The range of the index of overviews that holds these units' own figures of the follow-up, women and men together."""
    of = ATTAINMENT.c
    return (of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, is_reported_total())


def _totals(unit_ids: Collection[int], period: Period) -> tuple[ColumnElement[bool], ...]:
    """The range of the primary key that holds these units' figures of the follow-up, women and men together."""
    of = ATTAINMENT.c
    return (of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, of.gender == Gender.T)


def council_goals(connection: Connection, unit_ids: Collection[int], year: int) -> dict[int, CouncilGoal]:
    """The council's goal (KF:s mål) above each goal that these units name in the year; goals without one are left out.

    Where units place a goal under different ones, the place that most of them give it counts.
    """
    placed = connection.execute(_placed(), {"units": list(unit_ids), "year": year})
    parent_of = {goal_id: parent_id for goal_id, parent_id in placed}
    known = connection.execute(_council(), {"goals": list(_all(parent_of))})
    council = {goal.goal_id: goal for goal in map(CouncilGoal._make, known)}
    found = {goal_id: _above(goal_id, parent_of, council) for goal_id in parent_of}
    return {goal_id: goal for goal_id, goal in found.items() if goal is not None}


@lru_cache
def _placed() -> Select[Any]:
    of = PLAN_GOAL.c
    of_units = (of.unit_id.in_(bindparam("units", expanding=True)), of.year == bindparam("year"), is_current(PLAN_GOAL))
    pairs = select(of.goal_id, of.parent_goal_id).where(*of_units).group_by(of.goal_id, of.parent_goal_id)
    return pairs.order_by(func.count(), of.parent_goal_id.desc())


@lru_cache
def _council() -> Select[Any]:
    of = GOAL.c
    asked = (of.level == GoalLevel.KF_MAL, of.id.in_(bindparam("goals", expanding=True)))
    return select(of.id, of.number, of.title).where(*asked)


def _all(parent_of: Mapping[int, int | None]) -> set[int]:
    return {*parent_of, *(parent_id for parent_id in parent_of.values() if parent_id is not None)}


def _above(goal_id: int, parent_of: Mapping[int, int | None], council: Mapping[int, CouncilGoal]) -> CouncilGoal | None:
    """Climb to the council's goal; a goal that is named under itself must not make us climb for ever."""
    at: int | None = goal_id
    for _ in GoalLevel:
        if at is None or at in council:
            break
        at = parent_of.get(at)
    return council.get(at) if at is not None else None


def status_counts(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[StatusCount, ...]:
    """How many figures of each unit have each status, and for which reason; those added up from other units are left out."""
    of = ATTAINMENT.c
    keys = (of.unit_id, of.status, of.status_reason)
    query = select(*keys, func.count()).where(*_reported(unit_ids, period)).group_by(*keys)
    return tuple(map(StatusCount._make, connection.execute(query)))


def updated_on(connection: Connection, unit_ids: Collection[int], year: int) -> dt.date | None:
    """The day on which a document of these units and this year was last loaded; None where none is."""
    loaded_at: dt.datetime | None = connection.execute(_updated(), {"units": list(unit_ids), "year": year}).scalar()
    return loaded_at.date() if loaded_at is not None else None


@lru_cache
def _updated() -> Select[Any]:
    of = SOURCE_DOCUMENT.c
    joined = select(func.max(LOAD.c.finished_at)).join_from(SOURCE_DOCUMENT, LOAD, of.load_id == LOAD.c.id)
    return joined.where(
        of.unit_id.in_(bindparam("units", expanding=True)), of.year == bindparam("year"), of.ended_load_id.is_(None)
    )
