"""What a unit's figures through time give rise to: questions and warnings that live as long as their cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, or_, select

from data.schema import Finding, Indicator, Outcome, SourceDocument
from data.vocabulary import FOLLOW_UPS, Gender, Measure, Period, PeriodKind
from etl.checks.course import FEWER, MAGNITUDE_BEFORE, Measured, another_magnitude_than_before, fewer_than_a_year_ago
from etl.checks.problem import Problem
from etl.loading.findings import FindingChanges, compare_findings, finding_rows

_UNITS: Any = bindparam("units", expanding=True)
WORTH_A_LOOK = 7.5
"""Times: less than any of the rules asks about, so that few figures leave the database."""


def course_of(connection: Connection, unit_ids: Collection[int]) -> FindingChanges:
    """Which findings about their figures through time begin and end for these units, as their current facts stand."""
    rows: list[dict[str, Any]] = []
    for unit_id, problem, document, place in (*_magnitudes(connection, unit_ids), *_fewer(connection, unit_ids)):
        about = f"{unit_id}|{document.period}"
        (row,) = finding_rows(connection, [problem], about=about, file_name=document.file_name, unit_id=unit_id)
        rows.append(row | {"source_document_id": document.id, "locator": place})
    scope = Finding.unit_id.in_(unit_ids) & Finding.code.in_((MAGNITUDE_BEFORE, FEWER))
    return compare_findings(connection, scope, rows)


class _Document:
    def __init__(self, row: Any) -> None:
        self.id: int = row.document_id
        self.file_name: str = row.file_name
        self.period = Period(row.document_year, PeriodKind(row.document_kind))


def _magnitudes(connection: Connection, unit_ids: Collection[int]) -> Iterator[tuple[int, Problem, _Document, str]]:
    for row in connection.execute(_far_from_the_one_before(), {"units": list(unit_ids)}):
        now = Measured(row.value, row.printed, Period(row.year, PeriodKind(row.period)))
        before = Measured(row.value_before, row.printed_before, Period(row.year_before, PeriodKind(row.period_before)))
        measure = Measure(row.measure) if row.measure else None
        for problem in another_magnitude_than_before(row.slug, row.name, measure, now, before):
            yield row.unit_id, problem, _Document(row), row.locator


@lru_cache
def _far_from_the_one_before() -> Any:
    """Built once: building it takes longer than asking it of a unit."""
    told = _with_the_one_before().subquery()
    far = or_(told.c.value >= WORTH_A_LOOK * told.c.value_before, told.c.value * WORTH_A_LOOK <= told.c.value_before)
    return select(told).where(told.c.value_before > 0, told.c.value > 0, far).order_by(told.c.id)


def _with_the_one_before() -> Any:
    """Every outcome with the one before it in time; of what accumulates over the year, with that of the year before."""
    fact = Outcome
    in_year = case({kind.value: kind.order for kind in FOLLOW_UPS}, value=fact.period)
    kept_apart = case((Indicator.accumulates, fact.period), else_="")
    window: dict[str, Any] = {
        "partition_by": (fact.unit_id, fact.indicator_id, kept_apart),
        "order_by": (fact.year, in_year, fact.reported_year, fact.load_id, fact.id),
    }
    before = {
        f"{column.key}_before": func.lag(column).over(**window) for column in (fact.value, fact.printed, fact.year, fact.period)
    }
    return (
        select(fact.id, fact.unit_id, fact.value, fact.printed, fact.year, fact.period, fact.locator)
        .add_columns(Indicator.slug, Indicator.name, Indicator.measure)
        .add_columns(SourceDocument.id.label("document_id"), SourceDocument.file_name)
        .add_columns(SourceDocument.year.label("document_year"), SourceDocument.kind.label("document_kind"))
        .add_columns(*(column.label(name) for name, column in before.items()))
        .join(Indicator, Indicator.id == fact.indicator_id)
        .join(SourceDocument, SourceDocument.id == fact.source_document_id)
        .where(fact.unit_id.in_(_UNITS), fact.ended_load_id.is_(None), fact.gender == Gender.T.value)
        .where(fact.value.is_not(None), ~fact.is_doubtful, fact.period.in_([kind.value for kind in FOLLOW_UPS]))
    )


@lru_cache
def _reported() -> Any:
    """How many indicators each follow-up has outcomes for."""
    fact = Outcome
    return (
        select(fact.unit_id, fact.reported_year, fact.reported_period, func.count(fact.indicator_id.distinct()).label("number"))
        .add_columns(func.max(SourceDocument.id).label("document_id"), func.max(SourceDocument.file_name).label("file_name"))
        .add_columns(fact.reported_year.label("document_year"), fact.reported_period.label("document_kind"))
        .join(SourceDocument, SourceDocument.id == fact.source_document_id)
        .where(fact.unit_id.in_(_UNITS), fact.ended_load_id.is_(None), fact.value.is_not(None))
        .where(fact.year == fact.reported_year, fact.period == fact.reported_period)
        .group_by(fact.unit_id, fact.reported_year, fact.reported_period)
        .order_by(fact.unit_id, fact.reported_year, fact.reported_period)
    )


def _fewer(connection: Connection, unit_ids: Collection[int]) -> Iterator[tuple[int, Problem, _Document, str]]:
    told: dict[int, dict[Period, Any]] = defaultdict(dict)
    for row in connection.execute(_reported(), {"units": list(unit_ids)}):
        told[row.unit_id][Period(row.reported_year, PeriodKind(row.reported_period))] = row
    for unit_id, of_unit in told.items():
        for period, row in of_unit.items():
            before = of_unit.get(Period(period.year - 1, period.kind))
            for problem in fewer_than_a_year_ago(period, row.number, before.number if before else 0):
                yield unit_id, problem, _Document(row), ""
