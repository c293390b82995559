"""A load from beginning to end: every source in turn, each document in a transaction of its own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, insert

from data.definitions import Definitions, fingerprint, load_definitions
from data.names import normalise_name
from data.schema import Load
from data.store import analyze, speaking_swedish, write_transaction
from data.vocabulary import FindingKind
from etl import read_model
from etl.checks import Problem
from etl.loading.definitions import stored_sha256, sync_definitions
from etl.loading.document import State, load_document
from etl.loading.findings import compare_findings, finding_rows, of_file, write_findings
from etl.loading.identity import Given, NotIdentified, identify
from etl.loading.memory import Reading, ReadingOutcome
from etl.loading.register import Register
from etl.loading.report import FileReport, LoadReport, open_remarks, remark_of
from etl.loading.sections import Section, sections
from etl.loading.units import check_given_unit
from etl.readers.records import Remark
from etl.sources import NotRead, Source, find_sources, unreadable


class Watcher(Protocol):
    """Somebody who is told how far the load has come."""

    def file_begins(self, number: int, of: int, file_name: str) -> None: ...

    def document_done(self, file_name: str) -> None: ...


class NobodyWatches:
    """For loads that nobody looks at."""

    def file_begins(self, number: int, of: int, file_name: str) -> None:
        """Nothing is shown."""

    def document_done(self, file_name: str) -> None:
        """Nothing is shown."""


def load(
    engine: Engine,
    paths: Sequence[Path | Source],
    *,
    given: Given | None = None,
    definitions: Definitions | None = None,
    today: dt.date | None = None,
    watcher: Watcher | None = None,
) -> LoadReport:
    """Load files, folders and sources into the store, which is at the newest schema, and judge what they touch as of ``today``.

    Raises UnknownUnitError before anything is loaded when the given unit seems mistyped, DefinitionError when the
    definitions are faulty, StoreError when the store cannot be written. Bad content raises nothing: it is reported.
    """
    run = _Run(engine, given or Given(), _Definitions(definitions), today or dt.date.today())
    with speaking_swedish(engine):
        return run.load(paths, watcher or NobodyWatches())


@dataclass
class _Definitions:
    """The definitions given, or the installation's own, read from their many files only when something is new."""

    given: Definitions | None

    @cached_property
    def sha256(self) -> str:
        return fingerprint() if self.given is None else self.given.sha256

    @cached_property
    def read(self) -> Definitions:
        return self.given or load_definitions()


class _Run:
    def __init__(self, engine: Engine, given: Given, definitions: _Definitions, today: dt.date) -> None:
        self._engine = engine
        self._given = given
        self._definitions = definitions
        self._today = today

    def load(self, paths: Sequence[Path | Source], watcher: Watcher) -> LoadReport:
        has_changed = self._sync_definitions()
        self._check_given()
        sources: list[Source | NotRead] = [each for each in paths if isinstance(each, Source)]
        sources += find_sources(each for each in paths if isinstance(each, Path))
        report = LoadReport()
        for number, source in enumerate(sources, start=1):
            watcher.file_begins(number, len(sources), source.file_name)
            report.files.append(self._load_source(source, watcher))
        has_changed = self._rejudge() or has_changed or any(file.changed_something for file in report.files)
        if has_changed:
            analyze(self._engine)
        self._add_remarks(report)
        return report

    def _sync_definitions(self) -> bool:
        if stored_sha256(self._engine) == self._definitions.sha256:
            return False
        return sync_definitions(self._engine, self._definitions.read, today=self._today)

    def _check_given(self) -> None:
        if self._given.unit:
            with self._engine.connect() as connection:
                register = Register(connection, self._definitions.read, is_example=False)
                check_given_unit(register, self._given.unit, self._given.year)

    def _rejudge(self) -> bool:
        """Judge everything anew when a follow-up has fallen due, or the rules' settings changed, since the last load."""
        with self._engine.connect() as connection:
            if not read_model.needs_rejudging(connection, self._today):
                return False
        with write_transaction(self._engine) as connection:
            read_model.rebuild(connection, None, self._today)
        return True

    def _add_remarks(self, report: LoadReport) -> None:
        with self._engine.connect() as connection:
            files = {file.file_name: file for file in report.files}
            for remark in open_remarks(connection, files):
                files[remark.file_name].remarks.append(remark)

    # -- one source

    def _load_source(self, source: Source | NotRead, watcher: Watcher) -> FileReport:
        if isinstance(source, NotRead):
            return self._not_read(source)
        try:
            reading = Reading(source.file_name, source.sha256(), self._given, self._definitions.sha256)
            with self._engine.connect() as connection:
                known = reading.known(connection)
            if known is not None:
                states = Counter({State.UNCHANGED: len(known.documents), State.REJECTED: known.rejected})
                return FileReport(source.file_name, states)
            return _File(self._engine, source, reading, self._definitions.read, self._today).load(watcher)
        except OSError as error:
            return self._not_read(unreadable(source, error))

    def _not_read(self, what: NotRead) -> FileReport:
        report = FileReport(what.file_name, Counter({State.REJECTED: 1}))
        if not what.is_kept:
            report.remarks.append(remark_of(what.file_name, what.problem))
            return report
        with write_transaction(self._engine) as connection:
            _write_file_findings(connection, what.file_name, [what.problem])
        return report


class _File:
    """The loading of one file's documents."""

    def __init__(self, engine: Engine, source: Source, reading: Reading, definitions: Definitions, today: dt.date) -> None:
        self._engine = engine
        self._source = source
        self._reading = reading
        self._definitions = definitions
        self._today = today
        self._report = FileReport(source.file_name)
        self._documents: list[int] = []
        self._problems: list[Problem] = []
        self._seen: Counter[tuple[str, str]] = Counter()
        self._is_unit_used = False

    def load(self, watcher: Watcher) -> FileReport:
        for section in sections(self._source.records()):
            self._load_section(section)
            watcher.document_done(self._source.file_name)
        self._problems.extend(self._about_given_unit())
        self._close()
        return self._report

    def _load_section(self, section: Section) -> None:
        if section.document is None:
            self._problems.extend(_of_remarks(section))
            self._report.states[State.REJECTED] += 1
            return
        identity = identify(section.document, self._reading.given, is_unit_taken=self._is_unit_used)
        if isinstance(identity, NotIdentified):
            self._reject([*identity.problems, *_of_remarks(section)])
            return
        same = (normalise_name(identity.unit_name), str(identity.period))
        loaded = load_document(
            self._engine, section, identity, self._source, self._reading.sha256, self._definitions,
            ordinal=self._seen[same], today=self._today,
        )  # fmt: skip
        self._seen[same] += 1
        if loaded.document_id is None:
            self._reject([*loaded.problems, *_of_remarks(section)])
            return
        self._is_unit_used = self._is_unit_used or loaded.is_of_given_unit
        self._documents.append(loaded.document_id)
        self._report.states[loaded.state] += 1

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
            _write_file_findings(connection, self._source.file_name, self._problems)
            self._reading.remember(connection, ReadingOutcome(self._documents, self._report.states[State.REJECTED]))


def _of_remarks(section: Section) -> list[Problem]:
    """What the reader says of a section that is not loaded; its questions wait until it is."""
    remarks = [record for record in section.records if isinstance(record, Remark)]
    rejections = [each for each in remarks if section.document is None or each.kind == FindingKind.REJECTION]
    return [Problem(FindingKind(each.kind), each.code, each.message, each.action, each.printed, each.line) for each in rejections]


def _write_file_findings(connection: Connection, file_name: str, problems: Sequence[Problem]) -> None:
    """Bring the findings about the file as such up to date; writes nothing where they are."""
    rows = finding_rows(connection, problems, about=file_name, file_name=file_name, unit_id=None)
    changes = compare_findings(connection, of_file(file_name), rows)
    if changes:
        values = {"finished_at": dt.datetime.now(), "what": f"Läsning av {file_name}"}
        load_id = int(connection.execute(insert(Load).values(**values).returning(Load.id)).scalar_one())
        write_findings(connection, changes, load_id, None)
