"""One document into the store: one transaction, in which only what it changes is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from data.corrections import Corrections
from data.definitions import Definitions
from data.schema import Finding, Load, SourceDocument, Unit
from data.store import write_transaction
from data.vocabulary import FindingKind, Origin, Period
from etl import read_model
from etl.checks import Problem
from etl.loading.changes import Changes, compare, write
from etl.loading.corrections import DocumentCorrections
from etl.loading.course import course_of
from etl.loading.disagreements import disagreements
from etl.loading.drafts import draft_questions, unused_draft_questions
from etl.loading.facts import DocumentFacts, facts_of
from etl.loading.findings import FindingChanges, compare_findings, finding_rows, of_document, refresh_findings, write_findings
from etl.loading.identity import Identity
from etl.loading.register import KnownUnit, Register
from etl.loading.report import State
from etl.loading.sections import Section
from etl.loading.units import problems_of_unit, unit_of_document
from etl.loading.versions import MUCH_ENDED, earlier_version, much_ended, second_document
from etl.normalise.printed import folded
from etl.readers.records import Document, Remark
from etl.sources import Source

NO_CORRECTIONS = Corrections()

_ASKS_WHOSE_IT_IS = "untitled-document"
"""The reader's question about a document without title; answered when the operator has said whose it is."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a document. ``problems`` are for the file: those of a loaded document are in the store.

    ``is_of_given_unit``: it is the unit's that the operator gave, by whatever name.
    """

    state: State
    document_id: int | None = None
    problems: list[Problem] = field(default_factory=list)
    is_of_given_unit: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """Everything that is known of a document before it is compared with the store.

    ``ordinal`` tells documents of one file apart that are of the same unit, year and kind. ``last_keys`` are the documents
    that the same file held when it was read last, ``taken`` those that other files of this load have turned out to be.
    """

    source: Source
    sha256: str
    document: Document
    position: int
    ordinal: int
    period: Period
    unit: KnownUnit
    facts: DocumentFacts
    records_read: int
    last_keys: Sequence[str] = ()
    taken: Collection[str] = ()

    @property
    def of_itself(self) -> dict[str, Any]:
        """What the store keeps about the document beside what it says."""
        source = self.source
        return {
            **{"title": folded(self.document.title), "publisher": source.publisher, "reference": source.reference},
            "published_on": source.published_on,
        }


def load_document(
    engine: Engine,
    section: Section,
    identity: Identity,
    source: Source,
    sha256: str,
    definitions: Definitions,
    *,
    ordinal: int,
    last_keys: Sequence[str],
    taken: Collection[str],
    today: dt.date,
    corrections: Corrections = NO_CORRECTIONS,
) -> Loaded:
    """Load one document, whole or not at all, and judge anew what it touches.

    A document that says what the store has of it already writes nothing.
    """
    document = section.document or Document()
    if all(isinstance(record, Remark) for record in section.records):
        return Loaded(State.REJECTED, problems=[*identity.problems, _nothing_in_it(document)])
    if document.is_example:
        source = replace(source, origin=Origin.EXAMPLE)
    with write_transaction(engine) as connection:
        register = Register(connection, definitions, is_example=source.is_example)
        unit = unit_of_document(register, identity, document.line)
        if isinstance(unit, Problem):
            return Loaded(State.REJECTED, problems=[*identity.problems, unit])
        contents = [record for record in section.records if not _is_answered(record)]
        corrected = DocumentCorrections(corrections.all, register, unit, identity.period, sha256)
        facts = facts_of(contents, unit, identity.period, register, is_statistics=bool(document.series), corrections=corrected)
        facts.problems[:0] = [*identity.problems, *problems_of_unit(unit, identity.period, document.line)]
        read = ReadDocument(
            *(source, sha256, document, section.position, ordinal, identity.period, unit, facts, len(section.records)),
            *(last_keys, taken),
        )
        loaded = _Loading(connection, read).load(register, today)
        return replace(loaded, is_of_given_unit=unit in register.units_named(identity.unit_given, identity.period.year))


def document_key(name: str, unit_id: int, period: Period, ordinal: int = 0) -> str:
    """What identifies a document: its file's name, unit and period, and which it is of several in the file (decision 3)."""
    parts = [name, str(unit_id), str(period)]
    return "|".join([*parts, str(ordinal)] if ordinal else parts)


def _is_answered(record: object) -> bool:
    return isinstance(record, Remark) and record.code == _ASKS_WHOSE_IT_IS


def _nothing_in_it(document: Document) -> Problem:
    return Problem(
        kind=FindingKind.REJECTION,
        code="nothing_to_load",
        message="Här finns inga mål, indikatorer, aktiviteter eller texter att läsa in.",
        action="Kontrollera att det är en verksamhetsplan eller uppföljning, och att hela dokumentet finns i filen.",
        printed=document.title,
        line=document.line,
    )


class _Loading:
    """The writing of one document within its transaction."""

    def __init__(self, connection: Connection, read: ReadDocument) -> None:
        self._connection = connection
        self._read = read
        self._same_bytes = self._with_same_bytes()
        self._file_name = self._same_bytes.file_name if self._same_bytes else read.source.file_name
        self._key = self._same_bytes.document_key if self._same_bytes else self._key_of_file()
        self._before = self._current_version()

    def load(self, register: Register, today: dt.date) -> Loaded:
        read = self._read
        corrected = None if self._same_bytes else self._corrected_since() or self._replaced_in_series()
        if corrected is not None and self._series:
            return Loaded(State.UNCHANGED, corrected.id, key=self._key)
        if corrected is not None:
            told = earlier_version(read.period, read.unit.name, corrected.file_name, read.document.line)
            return Loaded(State.UNCHANGED, corrected.id, [told], key=self._key)
        of_file = self._file_name if self._series else ""
        changes = compare(self._connection, self._key, read.facts.facts, is_new=self._before is None, of_file=of_file)
        problems = [*read.facts.problems, *self._same_file_of_another(), *self._second_of_its_name(), *self._much_ended(changes)]
        rows = finding_rows(self._connection, problems, about=self._key, file_name=self._file_name, unit_id=read.unit.id)
        scope = of_document(self._key)
        if not (changes.added or changes.ended):
            scope &= Finding.code != MUCH_ENDED  # said of the change that came before, until another comes
        findings = compare_findings(self._connection, scope, rows)
        refresh_findings(self._connection, scope, rows)
        questions = draft_questions(self._connection, register, read.unit, read.facts, self._file_name, read.document.line)
        if not (self._is_new_version or changes.added or changes.ended or findings or questions):
            return Loaded(State.UNCHANGED, self._before.id, key=self._key)
        load_id = self._begin()
        document_id = self._version(load_id)
        write(self._connection, changes, document_id, load_id)
        for each in (findings, questions):
            write_findings(self._connection, each, load_id, document_id)
        self._settle_the_store(load_id, changes)
        read_model.rebuild(self._connection, {read.unit.id}, today, since=changes.first_year(self._connection))
        return Loaded(State.CHANGED if self._before else State.NEW, document_id, key=self._key)

    # -- which document it is

    def _key_of_file(self) -> str:
        """The document's identity: the bare name of its file with its unit, year and kind, whatever else is loaded.

        Where another file of the same load is that document, it is a second one, known by as much of its path as tells them
        apart; it stays that one as long as the file lies where it does.
        """
        read, bare = self._read, self._series or self._read.source.bare_name
        own = self._key_named(bare)
        if self._series:
            return own
        tail = own.removeprefix(bare)
        held = [key for key in read.last_keys if key == own or (key.endswith(f"/{own}"))]
        free = [key for key in (*held, own) if key not in read.taken]
        return free[0] if free else f"{read.source.file_name}{tail}"

    @property
    def _series(self) -> str:
        """The series by which the document is known, whatever its file is called; empty where the file's name tells it."""
        return "" if self._read.document.is_of_file else self._read.document.series

    def _key_named(self, name: str) -> str:
        return document_key(name, self._read.unit.id, self._read.period, self._read.ordinal)

    def _corrected_since(self) -> Any:
        """The current version of the document that these very bytes are an earlier version of, under another name."""
        read = self._read
        earlier = SourceDocument.__table__.alias("earlier")
        same = (
            *(earlier.c.sha256 == read.sha256, earlier.c.unit_id == read.unit.id, earlier.c.position == read.position),
            *(earlier.c.year == read.period.year, earlier.c.kind == read.period.kind.value),
            *(earlier.c.origin == read.source.origin.value, earlier.c.ended_load_id.is_not(None)),
        )
        query = (
            select(SourceDocument.id, SourceDocument.file_name)
            .join(earlier, earlier.c.document_key == SourceDocument.document_key)
            .where(*same, SourceDocument.ended_load_id.is_(None), SourceDocument.document_key != self._key)
        )
        return self._connection.execute(query).first()

    def _replaced_in_series(self) -> Any:
        """The current table of the series, where a later one of another name has taken the place of these very bytes."""
        read = self._read
        if not self._series or self._before is None or self._before.file_name == read.source.file_name:
            return None
        earlier = select(SourceDocument.id).where(SourceDocument.document_key == self._key, SourceDocument.sha256 == read.sha256)
        return self._before if self._connection.execute(earlier).first() else None

    def _much_ended(self, changes: Changes) -> list[Problem]:
        """A warning where much is no longer said; that statistics are revised, figure for figure, is what they are for."""
        is_revised = bool(self._read.document.series) and changes.added >= changes.ended
        return [] if is_revised else much_ended(changes)

    def _second_of_its_name(self) -> list[Problem]:
        """A warning where another file of the same name is in the store as the same unit's plan or follow-up."""
        own = self._key_named(self._read.source.bare_name)
        if not self._key.endswith(f"/{own}"):
            return []
        query = select(SourceDocument.file_name).where(SourceDocument.document_key == own, SourceDocument.ended_load_id.is_(None))
        other = self._connection.execute(query).scalar()
        return (
            []
            if other is None
            else [second_document(self._read.period, self._key.split("|")[0], other, self._read.document.line)]
        )

    def _with_same_bytes(self) -> Any:
        """The document of the same bytes, unit, year and kind, under whatever file name it was loaded; else None."""
        read = self._read
        same = (
            *(SourceDocument.sha256 == read.sha256, SourceDocument.unit_id == read.unit.id),
            *(SourceDocument.year == read.period.year, SourceDocument.kind == read.period.kind.value),
            *(SourceDocument.origin == read.source.origin.value, SourceDocument.position == read.position),
        )
        query = select(SourceDocument.document_key, SourceDocument.file_name).where(*same, SourceDocument.ended_load_id.is_(None))
        return self._connection.execute(query).first()

    def _current_version(self) -> Any:
        query = select(SourceDocument.__table__).where(
            SourceDocument.document_key == self._key, SourceDocument.ended_load_id.is_(None)
        )
        return self._connection.execute(query).first()

    @property
    def _is_new_version(self) -> bool:
        """Whether the document is new, or what is known about the document itself has changed."""
        of_itself = self._read.of_itself
        if self._read.document.series:  # the same statistics fetched another day are no other statistics
            of_itself = {name: value for name, value in of_itself.items() if name not in ("reference", "published_on")}
        return self._before is None or any(getattr(self._before, name) != value for name, value in of_itself.items())

    def _same_file_of_another(self) -> list[Problem]:
        """A question where these very bytes are in the store as a document of another unit, year or kind."""
        read = self._read
        if read.document.series:  # one file of a series holds many units and periods
            return []
        query = (
            select(SourceDocument.kind, SourceDocument.year, SourceDocument.file_name, Unit.name)
            .join(Unit, Unit.id == SourceDocument.unit_id)
            .where(SourceDocument.sha256 == read.sha256, SourceDocument.position == read.position)
            .where(SourceDocument.document_key != self._key, SourceDocument.ended_load_id.is_(None))
        )
        return [
            Problem(
                kind=FindingKind.QUESTION,
                code="loaded_as_another",
                message=f"Samma dokument är redan inläst som {other.kind} {other.year} för {other.name} ({other.file_name}).",
                action="Avgör vilken enhet, vilket år och vilken dokumenttyp som är rätt.",
                printed=f"{other.kind} {other.year}, {other.name}",
                line=read.document.line,
            )
            for other in self._connection.execute(query)
        ]

    # -- writing

    def _begin(self) -> int:
        read = self._read
        what = f"{read.period}, {read.unit.name} ({self._file_name})"
        values = {"finished_at": dt.datetime.now(), "what": what}
        return int(self._connection.execute(insert(Load).values(**values).returning(Load.id)).scalar_one())

    def _version(self, load_id: int) -> int:
        """The id of the version that brings what is new: the one before while the bytes are the same, else a new one."""
        read, before = self._read, self._before
        if before is not None and before.sha256 == read.sha256 and not self._is_new_version:
            return int(before.id)
        if before is not None:
            ended = update(SourceDocument).where(SourceDocument.id == before.id).values(ended_load_id=load_id)
            self._connection.execute(ended)
        values = {
            **read.of_itself,
            **{"document_key": self._key, "load_id": load_id, "file_name": self._file_name, "position": read.position},
            **{"sha256": read.sha256, "origin": read.source.origin.value, "records_read": read.records_read},
            **{"kind": read.period.kind.value, "year": read.period.year, "unit_id": read.unit.id},
        }
        statement = insert(SourceDocument).values(**values).returning(SourceDocument.id)
        return int(self._connection.execute(statement).scalar_one())

    def _settle_the_store(self, load_id: int, changes: Changes) -> None:
        """What the change means for warnings and questions about several documents, and the load's own figures."""
        if changes.ended:
            unused = FindingChanges(ended=unused_draft_questions(self._connection))
            write_findings(self._connection, unused, load_id, None)
        write_findings(self._connection, disagreements(self._connection, self._read.unit.id), load_id, None)
        write_findings(self._connection, course_of(self._connection, {self._read.unit.id}), load_id, None)
        counted = {"facts_added": changes.added, "facts_ended": changes.ended, "facts_unchanged": changes.unchanged}
        self._connection.execute(update(Load).where(Load.id == load_id).values(**counted))
