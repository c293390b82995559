"""One file: its documents one after another, and what there is to say about the file as such."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from data.corrections import Corrections
from data.definitions import Definitions
from data.names import normalise_name
from data.schema import SourceDocument, Unit
from data.store import write_transaction
from data.vocabulary import FindingKind
from etl.checks import Problem
from etl.loading.document import load_document
from etl.loading.file_findings import write_file_findings
from etl.loading.identity import Given, NotIdentified, identify
from etl.loading.memory import Reading, ReadingOutcome, remember_given
from etl.loading.pieces import rows_with
from etl.loading.report import FileReport, State, Watcher
from etl.loading.sections import Section, sections
from etl.loading.versions import left_behind, reader_failed
from etl.loading.withdrawal import withdrawn_before
from etl.normalise.printed import folded
from etl.readers.records import Document, Record, Remark
from etl.reading import ReaderFault
from etl.sources import Source


@dataclass(frozen=True, slots=True)
class Desk:
    """What the files of a load have in common. ``taken`` are the documents that its files have turned out to be."""

    engine: Engine
    definitions: Definitions
    corrections: Corrections
    today: dt.date
    taken: set[str]


class FileLoading:
    """The loading of one file's documents from its records."""

    def __init__(self, desk: Desk, source: Source, reading: Reading, records: Iterator[Record]) -> None:
        self._desk = desk
        self._engine = desk.engine
        self._source = source
        self._reading = reading
        self._records = records
        self._taken = desk.taken
        self._uses_given = False
        with desk.engine.connect() as connection:
            self._last_keys = reading.last_keys(connection)
        self._report = FileReport(source.file_name, source.place)
        self._documents = self._report.documents
        self._keys: list[str] = []
        self._problems: list[Problem] = []
        self._seen: Counter[tuple[str, str, str]] = Counter()
        self._is_unit_used = False

    def load(self, watcher: Watcher) -> FileReport:
        try:
            for section in self._sections(watcher):
                self._load_section(section)
                watcher.document_done(self._source.file_name)
        except ReaderFault as fault:
            self._reject([reader_failed(str(fault))])
        self._problems.extend(self._about_given_unit())
        self._close()
        self._taken.update(self._keys)
        return self._report

    def _sections(self, _: Watcher) -> Iterator[Section]:
        """The documents to load one by one."""
        return sections(self._records)

    def _load_section(self, section: Section) -> None:
        if section.document is None:
            told = _of_remarks(section)
            self._problems.extend(told)
            self._report.states[State.REJECTED] += any(each.kind is FindingKind.REJECTION for each in told)
            return
        identity = identify(
            section.document, self._reading.given, is_unit_taken=self._is_unit_used, is_shared=self._reading.is_shared
        )
        if isinstance(identity, NotIdentified):
            self._reject([*identity.problems, *_of_remarks(section)])
            return
        if self._is_withdrawn(section):
            return
        same = (normalise_name(identity.unit_name), str(identity.period), section.document.series)
        loaded = load_document(
            self._engine, section, identity, self._source, self._reading.sha256, self._desk.definitions,
            ordinal=self._seen[same], last_keys=self._last_keys, taken=self._taken, today=self._desk.today,
            corrections=self._desk.corrections,
        )  # fmt: skip
        self._seen[same] += 1
        if loaded.document_id is None:
            self._reject([*loaded.problems, *_of_remarks(section)])
            return
        self._uses_given = self._uses_given or _needs(section.document, self._reading.given)
        self._problems.extend(loaded.problems)
        self._is_unit_used = self._is_unit_used or loaded.is_of_given_unit
        self._documents.append(loaded.document_id)
        self._keys.append(loaded.key)
        self._report.states[loaded.state] += 1

    def _is_withdrawn(self, section: Section) -> bool:
        with self._engine.connect() as connection:
            problem = withdrawn_before(connection, self._reading.sha256, section)
        self._problems.extend([problem] if problem else [])
        return problem is not None

    def _reject(self, problems: Sequence[Problem]) -> None:
        self._problems.extend(problems)
        self._report.states[State.REJECTED] += 1

    def _about_given_unit(self) -> list[Problem]:
        """A question where every document prints another unit than the one given: which of them is right?"""
        unit = self._reading.given.unit
        if not unit or self._is_unit_used or not self._documents:
            return []
        return [
            Problem(
                kind=FindingKind.QUESTION,
                code="given_contradicts_printed",
                message=f"Vid inläsningen angavs enheten «{unit}», men dokumentet skriver ut en annan. Den utskrivna gäller.",
                action="Läs in filen igen utan --unit om den uppgiften var fel. Rätta dokumentet om det är där felet står.",
                printed=unit,
            )
        ]

    def _close(self) -> None:
        """Keep what there is to say about the file as such, and that it has been read."""
        with write_transaction(self._engine) as connection:
            self._remember(connection)

    def _remember(self, connection: Connection) -> None:
        left = self._left_behind(connection)
        write_file_findings(connection, self._source, [*self._problems, *_told(connection, left)])
        self._reading.remember(connection, ReadingOutcome(self._documents, self._report.states[State.REJECTED], left))
        if self._uses_given:
            remember_given(connection, self._reading.sha256, self._reading.given)

    def _left_behind(self, connection: Connection) -> list[int]:
        """Current documents that lay in this file before and that no file of this load has turned out to be.

        Of the same bytes as another document's there is a question of its own.
        """
        held = self._reading.left_behind(connection)
        if not held:
            return []
        others = SourceDocument.sha256 != self._reading.sha256
        keys = select(SourceDocument.id, SourceDocument.document_key).where(others)
        here = {*self._keys, *self._taken}
        return [row.id for row in rows_with(connection, keys, SourceDocument.id, held) if row.document_key not in here]


def _needs(document: Document, given: Given) -> bool:
    """Whether the document is placed with the help of what the operator said."""
    told = ((document.unit_name or document.unit_code, given.unit), (document.year, given.year))
    return any(not folded(printed) and said for printed, said in (*told, (document.document_type, given.kind)))


def _told(connection: Connection, ids: Sequence[int]) -> list[Problem]:
    if not ids:
        return []
    query = (
        select(SourceDocument.id, SourceDocument.kind, SourceDocument.year, Unit.name)
        .join(Unit, Unit.id == SourceDocument.unit_id)
        .order_by(SourceDocument.id)
    )
    found = rows_with(connection, query, SourceDocument.id, sorted(ids))
    return [left_behind(row.id, f"{row.kind} {row.year}", row.name) for row in found]


def _of_remarks(section: Section) -> list[Problem]:
    """What the reader says of a section that is not loaded; its questions wait until it is."""
    remarks = [record for record in section.records if isinstance(record, Remark)]
    rejections = [each for each in remarks if section.document is None or each.kind == FindingKind.REJECTION]
    return [Problem(FindingKind(each.kind), each.code, each.message, each.action, each.printed, each.line) for each in rejections]
