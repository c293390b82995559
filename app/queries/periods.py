"""Which follow-ups there are, and how much of each has been reported."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from app.answers.figures import PeriodReporting
from app.queries.tables import ATTAINMENT, PLAN_GOAL, SOURCE_DOCUMENT
from data.vocabulary import Gender, MissingReason, Period, PeriodKind


def reporting_by_period(connection: Connection, unit_ids: Collection[int], since_year: int = 0) -> tuple[PeriodReporting, ...]:
    """Every follow-up of these units, oldest first, with how many figures are due and how many have come.

    What is added up to a unit from those below it is no report of its own, and is not counted.
    """
    of = ATTAINMENT.c
    has_value = of.value.is_not(None)
    query = (
        select(
            of.year,
            of.period,
            func.count().filter((of.missing.is_(None)) | (of.missing != MissingReason.NOT_YET_DUE)),
            func.count().filter(has_value),
            func.count(of.unit_id.distinct()).filter(has_value),
        )
        .where(of.unit_id.in_(unit_ids), of.year >= since_year, of.gender == Gender.T, ~of.is_aggregated)
        .group_by(of.year, of.period)
    )
    rows = (PeriodReporting(Period(year, PeriodKind(kind)), *counts) for year, kind, *counts in connection.execute(query))
    return tuple(sorted(rows, key=lambda row: row.period))


def latest_year(connection: Connection, unit_ids: Sequence[int]) -> int | None:
    """The latest year with a figure for any of the units; None where there is none."""
    of = ATTAINMENT.c
    return connection.execute(select(func.max(of.year)).where(of.unit_id.in_(unit_ids), ~of.is_aggregated)).scalar()


def planned_years(connection: Connection, unit_ids: Collection[int]) -> tuple[int, ...]:
    """Years whose plan of any of the units is loaded, or whose goals are known, oldest first."""
    plans = select(SOURCE_DOCUMENT.c.year).where(
        SOURCE_DOCUMENT.c.unit_id.in_(unit_ids),
        SOURCE_DOCUMENT.c.kind == PeriodKind.VP,
        SOURCE_DOCUMENT.c.ended_load_id.is_(None),
    )
    goals = select(PLAN_GOAL.c.year).where(PLAN_GOAL.c.unit_id.in_(unit_ids), PLAN_GOAL.c.ended_load_id.is_(None))
    return tuple(sorted(set(connection.execute(plans.union(goals)).scalars())))
