"""What the store holds: documents, units, periods, what is open, and who has not reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from data.schema import Attainment, Finding, Indicator, Load, SourceDocument, Unit
from data.vocabulary import FindingKind, FindingState, Gender, PeriodKind, Status
from etl import read_model
from etl.loading.facts import FACT_TABLES


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    unit: str
    period: str
    file_name: str
    origin: str
    loaded_at: dt.datetime
    questions: int
    rejections: int


@dataclass(frozen=True, slots=True)
class PeriodStatus:
    """How many documents, units and outcomes (totalt) there are of a period, with example data apart."""

    period: str
    is_example: bool
    documents: int
    units: int
    outcomes: int


@dataclass(frozen=True, slots=True)
class OpenFinding:
    kind: str
    place: str
    unit: str
    message: str
    printed: str
    action: str


@dataclass(frozen=True, slots=True)
class NotReported:
    """How many indicators a unit owes for a period that is over."""

    unit: str
    period: str
    indicators: int
    is_example: bool


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """Everything that ``python -m etl status`` tells."""

    version: int
    loaded_at: dt.datetime | None
    judged_on: dt.date | None
    units: int
    units_of_example: int
    draft_units: int
    indicators: int
    draft_indicators: int
    current_facts: int
    ended_facts: int
    documents: list[DocumentStatus]
    periods: list[PeriodStatus]
    findings: list[OpenFinding]
    not_reported: list[NotReported]

    def count(self, kind: FindingKind) -> int:
        """How many findings of the kind are open."""
        return sum(finding.kind == kind for finding in self.findings)


def store_status(connection: Connection) -> StoreStatus:
    """What the store holds now; changes nothing."""
    last = connection.execute(select(Load.id, Load.finished_at).order_by(Load.id.desc()).limit(1)).first()
    return StoreStatus(
        version=last.id if last else 0,
        loaded_at=last.finished_at if last else None,
        judged_on=read_model.judged_on(connection),
        units=_count(connection, Unit, ~Unit.is_example),
        units_of_example=_count(connection, Unit, Unit.is_example),
        draft_units=_count(connection, Unit, Unit.is_draft),
        indicators=_count(connection, Indicator, ~Indicator.is_draft),
        draft_indicators=_count(connection, Indicator, Indicator.is_draft),
        current_facts=sum(_count(connection, each.table, each.table.c.ended_load_id.is_(None)) for each in FACT_TABLES),
        ended_facts=sum(_count(connection, each.table, each.table.c.ended_load_id.is_not(None)) for each in FACT_TABLES),
        documents=_documents(connection),
        periods=_periods(connection),
        findings=_findings(connection),
        not_reported=_not_reported(connection),
    )


def _count(connection: Connection, table: Any, condition: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())


_OPEN = (Finding.ended_load_id.is_(None), Finding.state == FindingState.OPEN.value)


def _documents(connection: Connection) -> list[DocumentStatus]:
    open_of_key = _open_by_document(connection)
    query = (
        select(Unit.name, SourceDocument.kind, SourceDocument.year, SourceDocument.file_name, SourceDocument.origin)
        .add_columns(Load.finished_at, SourceDocument.document_key)
        .join(Unit, Unit.id == SourceDocument.unit_id)
        .join(Load, Load.id == SourceDocument.load_id)
        .where(SourceDocument.ended_load_id.is_(None))
    )
    rows = sorted(connection.execute(query), key=lambda row: (row.name, *_in_time(row.year, row.kind), row.file_name))
    return [
        DocumentStatus(
            *(row.name, f"{row.kind} {row.year}", row.file_name, row.origin, row.finished_at),
            questions=open_of_key.get((row.document_key, FindingKind.QUESTION.value), 0),
            rejections=open_of_key.get((row.document_key, FindingKind.REJECTION.value), 0),
        )
        for row in rows
    ]


def _open_by_document(connection: Connection) -> dict[tuple[str, str], int]:
    query = (
        select(SourceDocument.document_key, Finding.kind, func.count().label("number"))
        .join(SourceDocument, SourceDocument.id == Finding.source_document_id)
        .where(*_OPEN)
        .group_by(SourceDocument.document_key, Finding.kind)
    )
    return {(row.document_key, row.kind): row.number for row in connection.execute(query)}


def _periods(connection: Connection) -> list[PeriodStatus]:
    documents = (
        select(SourceDocument.year, SourceDocument.kind, Unit.is_example, func.count().label("documents"))
        .add_columns(func.count(SourceDocument.unit_id.distinct()).label("units"))
        .join(Unit, Unit.id == SourceDocument.unit_id)
        .where(SourceDocument.ended_load_id.is_(None))
        .group_by(SourceDocument.year, SourceDocument.kind, Unit.is_example)
    )
    reported = (
        select(Attainment.year, Attainment.period, Attainment.is_example, func.count().label("outcomes"))
        .where(Attainment.gender == Gender.T.value, Attainment.value.is_not(None), ~Attainment.is_aggregated)
        .group_by(Attainment.year, Attainment.period, Attainment.is_example)
    )
    of_documents = {(bool(r.is_example), r.year, r.kind): (r.documents, r.units) for r in connection.execute(documents)}
    of_outcomes = {(bool(r.is_example), r.year, r.period): r.outcomes for r in connection.execute(reported)}
    keys = sorted(of_documents.keys() | of_outcomes.keys(), key=lambda key: (key[0], *_in_time(key[1], key[2])))
    return [PeriodStatus(f"{key[2]} {key[1]}", key[0], *of_documents.get(key, (0, 0)), of_outcomes.get(key, 0)) for key in keys]


def _findings(connection: Connection) -> list[OpenFinding]:
    query = (
        select(Finding.kind, Finding.file_name, Finding.locator, Finding.message, Finding.printed, Finding.action)
        .add_columns(Unit.name.label("unit"))
        .outerjoin(Unit, Unit.id == Finding.unit_id)
        .where(*_OPEN)
        .order_by(Finding.file_name, Finding.id)
    )
    kinds = list(FindingKind)
    found = [
        OpenFinding(
            *(row.kind, ", ".join(part for part in (row.file_name, row.locator) if part), row.unit or ""),
            *(row.message, row.printed, row.action),
        )
        for row in connection.execute(query)
    ]
    return sorted(found, key=lambda finding: kinds.index(FindingKind(finding.kind)))


def _not_reported(connection: Connection) -> list[NotReported]:
    query = (
        select(Unit.name, Attainment.year, Attainment.period, Attainment.is_example, func.count().label("indicators"))
        .join(Unit, Unit.id == Attainment.unit_id)
        .where(Attainment.gender == Gender.T.value, Attainment.status == Status.EJ_RAPPORTERAD.value)
        .where(~Attainment.is_aggregated)
        .group_by(Unit.name, Attainment.year, Attainment.period, Attainment.is_example)
    )
    rows: Sequence[Any] = connection.execute(query).all()
    by_time = sorted(rows, key=lambda row: (row.is_example, row.name, *_in_time(row.year, row.period)))
    return [NotReported(row.name, f"{row.period} {row.year}", row.indicators, bool(row.is_example)) for row in by_time]


def _in_time(year: int, kind: str) -> tuple[int, int]:
    return year, PeriodKind(kind).order
