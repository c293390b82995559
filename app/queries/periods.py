"""Which follow-ups there are, and how much of each has been reported."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select, union_all

from app.answers.figures import PeriodReporting
from app.queries.tables import ATTAINMENT, PLAN_GOAL, SOURCE_DOCUMENT, is_reported_total
from data.vocabulary import Period, PeriodKind, StatusReason

WITHOUT_A_VALUE = (
    StatusReason.OUTCOME_UNREADABLE,
    StatusReason.NOT_REPORTED,
    StatusReason.NOT_YET_DUE,
    StatusReason.NOT_APPLICABLE,
    StatusReason.DROPPED_OUT,
    StatusReason.WITHHELD,
    StatusReason.NOT_ADDED_UP,
)
"""The reasons of figures that have no value. What is doubtful may have one or not; of all others the reason tells, and the
index holds it, so that of some hundred thousand figures only the doubtful are looked up."""


def reporting_by_period(connection: Connection, unit_ids: Collection[int], since_year: int = 0) -> tuple[PeriodReporting, ...]:
    """Every follow-up of these units, oldest first, with how many figures are due and how many have come.

    What is added up to a unit from those below it is no report of its own, and is not counted.
    """
    of = ATTAINMENT.c
    among = (of.unit_id.in_(unit_ids), of.year >= since_year, is_reported_total())
    told, is_told = (of.year, of.period, of.unit_id, of.status_reason), of.status_reason != StatusReason.OUTCOME_DOUBTFUL
    figures = union_all(
        select(*told, of.status_reason.not_in(WITHOUT_A_VALUE).label("has_value")).where(*among, is_told),
        select(*told, of.value.is_not(None)).where(*among, ~is_told),
    ).subquery()
    one = figures.c
    query = select(
        one.year,
        one.period,
        func.count().filter(one.status_reason != StatusReason.NOT_YET_DUE),
        func.count().filter(one.has_value),
        func.count(one.unit_id.distinct()).filter(one.has_value),
    ).group_by(one.year, one.period)
    rows = (PeriodReporting(Period(year, PeriodKind(kind)), *counts) for year, kind, *counts in connection.execute(query))
    return tuple(sorted(rows, key=lambda row: row.period))


def latest_year(connection: Connection, unit_ids: Sequence[int]) -> int | None:
    """The latest year with a figure for any of the units; None where there is none."""
    of = ATTAINMENT.c
    return connection.execute(select(func.max(of.year)).where(of.unit_id.in_(unit_ids), is_reported_total())).scalar()


def planned_years(connection: Connection, unit_ids: Collection[int]) -> tuple[int, ...]:
    """Years whose plan of any of the units is loaded, or whose goals are known, oldest first."""
    plans = select(SOURCE_DOCUMENT.c.year).where(
        SOURCE_DOCUMENT.c.unit_id.in_(unit_ids),
        SOURCE_DOCUMENT.c.kind == PeriodKind.VP,
        SOURCE_DOCUMENT.c.ended_load_id.is_(None),
    )
    goals = select(PLAN_GOAL.c.year).where(PLAN_GOAL.c.unit_id.in_(unit_ids), PLAN_GOAL.c.ended_load_id.is_(None))
    return tuple(sorted(set(connection.execute(plans.union(goals)).scalars())))
