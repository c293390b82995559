"""A document that is taken back: what it says counts no more and is kept, and its bytes are not loaded again unasked."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, insert, or_, select, update

from data.names import normalise_name
from data.schema import Finding, Load, SourceDocument, StoreFact, Unit, UnitName
from data.store import write_transaction
from data.vocabulary import FindingKind, Period
from etl import read_model
from etl.checks import Problem
from etl.loading.changes import end_facts
from etl.loading.course import course_of
from etl.loading.disagreements import disagreements
from etl.loading.drafts import unused_draft_questions
from etl.loading.facts import FACT_TABLES, FactTable
from etl.loading.findings import FindingChanges, write_findings
from etl.loading.memory import set_store_fact, store_fact
from etl.loading.sections import Section
from etl.loading.versions import LEFT_BEHIND


class WithdrawalError(Exception):
    """The document cannot be taken back; the message says in Swedish why, and what there is instead."""


@dataclass(frozen=True, slots=True)
class Withdrawable:
    """A current document."""

    id: int
    unit: str
    period: str
    file_name: str
    loaded_at: dt.datetime
    facts: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Bytes that were taken back: which document of a file (``mark``), and who did it when."""

    mark: str
    unit: str
    period: str
    file_name: str
    by: str
    at: str


def withdrawable(connection: Connection, *, unit: str = "", period: Period | None = None) -> list[Withdrawable]:
    """The current documents (of a unit, by any of its names or its slug, and of a period), in the order of unit and time."""
    query = (
        select(SourceDocument.id, Unit.name, SourceDocument.kind, SourceDocument.year)
        .add_columns(SourceDocument.file_name, SourceDocument.document_key, Load.finished_at)
        .join(Unit, Unit.id == SourceDocument.unit_id)
        .join(Load, Load.id == SourceDocument.load_id)
        .where(SourceDocument.ended_load_id.is_(None))
        .order_by(Unit.name, SourceDocument.year, SourceDocument.kind, SourceDocument.id)
    )
    if unit:
        named = select(UnitName.unit_id).where(UnitName.normalised == normalise_name(unit))
        query = query.where(or_(Unit.slug == unit, Unit.id.in_(named)))
    if period is not None:
        query = query.where(SourceDocument.year == period.year, SourceDocument.kind == period.kind.value)
    return [
        Withdrawable(
            *(row.id, row.name, f"{row.kind} {row.year}", row.file_name, row.finished_at),
            facts=sum(len(_current(connection, table, row.document_key)) for table in FACT_TABLES),
        )
        for row in connection.execute(query).all()
    ]


def withdraw(engine: Engine, document_id: int, *, by: str, today: dt.date) -> int:
    """Take a current document back, in one transaction; gives how many facts no longer count.

    The facts stay with the load that ended them, what there was to ask about the document ends, and the unit is judged
    anew. Raises WithdrawalError where the document is not current.
    """
    with write_transaction(engine) as connection:
        return withdraw_within(connection, document_id, by=by, today=today)


def withdraw_within(connection: Connection, document_id: int, *, by: str, today: dt.date) -> int:
    """The same within the caller's transaction."""
    document = connection.execute(select(SourceDocument.__table__).where(SourceDocument.id == document_id)).first()
    if document is None:
        raise WithdrawalError(f"Inget dokument har numret {document_id}. Alla visas av: python -m etl withdraw --list")
    if document.ended_load_id is not None:
        raise WithdrawalError(f"Dokument {document_id} gäller inte längre: det är redan återtaget eller ersatt.")
    unit_name = connection.execute(select(Unit.name).where(Unit.id == document.unit_id)).scalar_one()
    period, now = f"{document.kind} {document.year}", dt.datetime.now()
    values = {"finished_at": now, "what": f"Återtaget av {by}: {period}, {unit_name} ({document.file_name})"}
    load_id = int(connection.execute(insert(Load).values(**values).returning(Load.id)).scalar_one())
    ended = 0
    for table in FACT_TABLES:
        ids = _current(connection, table, document.document_key)
        end_facts(connection, table, ids, load_id)
        ended += len(ids)
    connection.execute(update(SourceDocument).where(SourceDocument.id == document_id).values(ended_load_id=load_id))
    _end_findings(connection, document.document_key, document_id, load_id)
    told = [unit_name, period, document.file_name, by, now.isoformat(timespec="seconds")]
    set_store_fact(connection, _name(document.sha256, document.position), json.dumps(told, ensure_ascii=False))
    for changes in (disagreements(connection, document.unit_id), course_of(connection, {document.unit_id})):
        write_findings(connection, changes, load_id, None)
    connection.execute(update(Load).where(Load.id == load_id).values(facts_ended=ended))
    read_model.rebuild(connection, {document.unit_id}, today)
    return ended


def taken_back(connection: Connection) -> list[TakenBack]:
    """What has been taken back and is not to be loaded again, in the order in which it was."""
    query = select(StoreFact.name, StoreFact.value).where(StoreFact.name.startswith(_PREFIX, autoescape=True))
    found = [TakenBack(row.name.removeprefix(_PREFIX), *json.loads(row.value)) for row in connection.execute(query)]
    return sorted(found, key=lambda each: each.at)


def allow_again(engine: Engine, mark: str) -> TakenBack:
    """Let what was taken back be loaded again, told by the beginning of its mark. Raises WithdrawalError if it fits not one."""
    with write_transaction(engine) as connection:
        fitting = [each for each in taken_back(connection) if mark and each.mark.startswith(mark)]
        if len(fitting) != 1:
            number = "Inget återtaget dokument har" if not fitting else "Flera återtagna dokument har"
            raise WithdrawalError(f"{number} märket «{mark}». Alla visas av: python -m etl withdraw --list")
        connection.execute(delete(StoreFact).where(StoreFact.name == f"{_PREFIX}{fitting[0].mark}"))
        sha256 = fitting[0].mark.partition("|")[0]
        connection.execute(delete(StoreFact).where(StoreFact.name.startswith("read:"), StoreFact.value.contains(sha256)))
        return fitting[0]


def withdrawn_before(connection: Connection, sha256: str, section: Section) -> Problem | None:
    """A warning where the document was taken back: it is not to come again with a load of its folder."""
    stored = store_fact(connection, _name(sha256, section.position))
    if stored is None:
        return None
    unit, period, _, by, at = json.loads(stored)
    return Problem(
        kind=FindingKind.WARNING,
        code="withdrawn",
        message=f"{period} för {unit} är återtaget av {by} {at[:10]} och läses inte in igen.",
        action=f"Ta bort filen. Ska dokumentet gälla igen: python -m etl withdraw --undo {sha256[:8]}, och läs in det.",
        printed=section.document.title if section.document else "",
        line=section.document.line if section.document else 0,
    )


_PREFIX = "withdrawn:"


def _name(sha256: str, position: int) -> str:
    return f"{_PREFIX}{sha256}|{position}"


def _current(connection: Connection, table: FactTable, document_key: str) -> list[int]:
    of = table.table.c
    query = (
        select(of.id)
        .join(SourceDocument, SourceDocument.id == of.source_document_id)
        .where(SourceDocument.document_key == document_key, of.ended_load_id.is_(None))
    )
    return list(connection.execute(query).scalars())


def _end_findings(connection: Connection, document_key: str, document_id: int, load_id: int) -> None:
    """What was asked about the document, of any version of it, and whether it is left behind."""
    versions = select(SourceDocument.id).where(SourceDocument.document_key == document_key)
    about = Finding.source_document_id.in_(versions)
    left = (Finding.code == LEFT_BEHIND) & Finding.action.contains(f"withdraw {document_id}.")
    connection.execute(update(Finding).where(about | left, Finding.ended_load_id.is_(None)).values(ended_load_id=load_id))
    unused = FindingChanges(ended=unused_draft_questions(connection))
    write_findings(connection, unused, load_id, None)
