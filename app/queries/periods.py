"""Which follow-ups there are, and how much of each has been reported."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Subquery, TextClause, func, select, union_all

from app.answers.figures import PeriodReporting
from app.queries.tables import ATTAINMENT, INDICATOR, PLAN_GOAL, SOURCE_DOCUMENT, asked_of, in_period, is_reported_total
from data.vocabulary import FOLLOW_UPS, Period, PeriodKind, StatusReason

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
    one = _figures(of.unit_id.in_(unit_ids), of.year >= since_year).c
    query = select(
        one.year,
        one.period,
        func.count().filter(one.status_reason != StatusReason.NOT_YET_DUE),
        func.count().filter(one.has_value),
        func.count(one.unit_id.distinct()).filter(one.has_value),
    ).group_by(one.year, one.period)
    rows = (PeriodReporting(Period(year, PeriodKind(kind)), *counts) for year, kind, *counts in connection.execute(query))
    return tuple(sorted(rows, key=lambda row: row.period))


def reporting_by_unit(connection: Connection, unit_ids: Collection[int], period: Period) -> dict[int, PeriodReporting]:
    """The same of one follow-up, unit by unit; units without a figure in it are left out."""
    of = ATTAINMENT.c
    among: tuple[ColumnElement[bool] | TextClause, ...] = (*in_period(ATTAINMENT), is_reported_total())
    is_doubtful = of.status_reason == StatusReason.OUTCOME_DOUBTFUL
    counts = (
        func.count(),
        func.count().filter(of.status_reason.in_(WITHOUT_A_VALUE)),
        func.count().filter(of.status_reason == StatusReason.NOT_YET_DUE),
        func.count().filter(is_doubtful),
    )
    asked = asked_of(unit_ids, period)
    rows = connection.execute(select(of.unit_id, *counts).where(*among).group_by(of.unit_id), asked).all()
    valueless: dict[int, int] = {}
    if any(doubtful for *_, doubtful in rows):
        looked_up = select(of.unit_id, func.count()).where(*among, is_doubtful, of.value.is_(None)).group_by(of.unit_id)
        valueless = {unit_id: count for unit_id, count in connection.execute(looked_up, asked)}
    given = {unit_id: figures - without - valueless.get(unit_id, 0) for unit_id, figures, without, _, _ in rows}
    return {
        unit_id: PeriodReporting(period, figures - not_due, given[unit_id], int(given[unit_id] > 0))
        for unit_id, figures, _, not_due, _ in rows
    }


def together(units: Sequence[PeriodReporting]) -> PeriodReporting:
    """What units have reported of one follow-up together; there is at least one."""
    columns = ((one.expected, one.reported, one.units_reporting) for one in units)
    return PeriodReporting(units[0].period, *map(sum, zip(*columns, strict=True)))


def _figures(*among: ColumnElement[bool]) -> Subquery:
    """The totals that units themselves have reported or owe, and whether each has a value."""
    of = ATTAINMENT.c
    told, is_told = (of.year, of.period, of.unit_id, of.status_reason), of.status_reason != StatusReason.OUTCOME_DOUBTFUL
    return union_all(
        select(*told, of.status_reason.not_in(WITHOUT_A_VALUE).label("has_value")).where(*among, is_reported_total(), is_told),
        select(*told, of.value.is_not(None)).where(*among, is_reported_total(), ~is_told),
    ).subquery()


def follow_ups(connection: Connection) -> Iterator[Period]:
    """Every follow-up from the latest year that there are figures of back to the first, the latest first."""
    of = ATTAINMENT.c
    ends = [
        select(end(of.year)).where(of.indicator_id == INDICATOR.c.id).correlate(INDICATOR).scalar_subquery()
        for end in (func.min, func.max)
    ]  # of each indicator, for there the index gives them at once: it begins with it
    first, last = connection.execute(select(func.min(ends[0]), func.max(ends[1])).select_from(INDICATOR)).one()
    for year in range(last, first - 1, -1) if last is not None else ():
        yield from (Period(year, kind) for kind in reversed(FOLLOW_UPS))


def planned_years(connection: Connection, unit_ids: Collection[int]) -> tuple[int, ...]:
    """Years whose plan of any of the units is loaded, or whose goals are known, oldest first."""
    plans = select(SOURCE_DOCUMENT.c.year).where(
        SOURCE_DOCUMENT.c.unit_id.in_(unit_ids),
        SOURCE_DOCUMENT.c.kind == PeriodKind.VP,
        SOURCE_DOCUMENT.c.ended_load_id.is_(None),
    )
    goals = select(PLAN_GOAL.c.year).where(PLAN_GOAL.c.unit_id.in_(unit_ids), PLAN_GOAL.c.ended_load_id.is_(None))
    return tuple(sorted(set(connection.execute(plans.union(goals)).scalars())))
