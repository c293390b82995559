"""Which follow-ups there are, and how much of each has been reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, TextClause, func, select

from app.answers.figures import PeriodReporting
from app.queries.tables import ATTAINMENT, INDICATOR, PLAN_GOAL, SOURCE_DOCUMENT, is_reported_total
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


def reporting_by_period(connection: Connection, unit_ids: Collection[int]) -> tuple[PeriodReporting, ...]:
    """Every follow-up of these units, oldest first, with how many figures are due and how many have come.

    What is added up to a unit from those below it is no report of its own, and is not counted.
    """
    by_period: dict[Period, list[PeriodReporting]] = defaultdict(list)
    for _, reporting in _by_unit(connection, ATTAINMENT.c.unit_id.in_(unit_ids)):
        by_period[reporting.period].append(reporting)
    return tuple(together(by_period[period]) for period in sorted(by_period))


def reporting_by_unit(connection: Connection, unit_ids: Collection[int], period: Period) -> dict[int, PeriodReporting]:
    """The same of one follow-up, unit by unit; units without a figure in it are left out."""
    of = ATTAINMENT.c
    return dict(_by_unit(connection, of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind))


def _by_unit(connection: Connection, *among: ColumnElement[bool]) -> Iterator[tuple[int, PeriodReporting]]:
    """Each unit with each of its follow-ups: in the order of the index, so that nothing need be sorted to be counted."""
    of = ATTAINMENT.c
    key = (of.unit_id, of.year, of.period)
    totals: tuple[ColumnElement[bool] | TextClause, ...] = (*among, is_reported_total())
    is_doubtful = of.status_reason == StatusReason.OUTCOME_DOUBTFUL
    counts = (
        func.count(),
        func.count().filter(of.status_reason.in_(WITHOUT_A_VALUE)),
        func.count().filter(of.status_reason == StatusReason.NOT_YET_DUE),
        func.count().filter(is_doubtful),
    )
    rows = connection.execute(select(*key, *counts).where(*totals).group_by(*key)).all()
    valueless: dict[tuple[int, int, str], int] = {}
    if any(doubtful for *_, doubtful in rows):
        doubtful_ones = select(*key, func.count()).where(*totals, is_doubtful, of.value.is_(None)).group_by(*key)
        valueless = {(unit_id, year, kind): count for unit_id, year, kind, count in connection.execute(doubtful_ones)}
    for unit_id, year, kind, figures, without, not_due, _ in rows:
        given = figures - without - valueless.get((unit_id, year, kind), 0)
        yield unit_id, PeriodReporting(Period(year, PeriodKind(kind)), figures - not_due, given, int(given > 0))


def together(units: Sequence[PeriodReporting]) -> PeriodReporting:
    """What units have reported of one follow-up together; there is at least one."""
    columns = ((one.expected, one.reported, one.units_reporting) for one in units)
    return PeriodReporting(units[0].period, *map(sum, zip(*columns, strict=True)))


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
