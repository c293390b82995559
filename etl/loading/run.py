"""A load from beginning to end: every source in turn, each document in a transaction of its own.

What is needed only when something is new is imported only then: a load that finds nothing new is over at once.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from data.corrections import Corrections, load_corrections
from data.corrections import fingerprint as fingerprint_of_corrections
from data.definitions import Definitions, fingerprint, load_definitions
from data.staging import remove_what_was_left
from data.store import analyze, data_version, speaking_swedish, write_transaction
from etl import read_model
from etl.loading.file_findings import write_file_findings
from etl.loading.identity import Given, takes_what_is_given
from etl.loading.memory import (
    CORRECTIONS,
    JUDGED_BY,
    Reading,
    ReadingOutcome,
    given_before,
    program_sha256,
    set_store_fact,
    store_fact,
    stored_definitions,
)
from etl.loading.report import FileReport, LoadReport, NobodyWatches, State, Watcher, add_remarks, remark_of
from etl.readers.figures import is_figures_folder
from etl.readers.records import Document, Record
from etl.reading import ReaderFault, guarded, worth_reading_ahead
from etl.sources import NotRead, Source, find_sources, unreadable

if TYPE_CHECKING:
    from etl.reading_ahead import ReadingAhead


def load(
    engine: Engine,
    paths: Sequence[Path | Source | NotRead],
    *,
    given: Given | None = None,
    definitions: Definitions | None = None,
    today: dt.date | None = None,
    watcher: Watcher | None = None,
    corrections: Corrections | None = None,
    workers: int | None = None,
) -> LoadReport:
    """Load files, folders and sources into the store, which is at the newest schema, and judge what they touch as of ``today``.

    Raises UnknownUnitError before anything is loaded when the given unit seems mistyped, DefinitionError when the
    definitions or corrections are faulty, StoreError when the store cannot be written. Bad content raises nothing: it is
    reported. ``workers`` is how many processes read (None: as many as are worth their start); what comes of it is the same.
    """
    known = _Definitions(definitions), _Corrections(corrections)
    run = _Run(engine, given or Given(), *known, today or dt.date.today(), workers)
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


@dataclass
class _Corrections:
    """The corrections given, or the installation's own, likewise."""

    given: Corrections | None

    @cached_property
    def sha256(self) -> str:
        return fingerprint_of_corrections() if self.given is None else self.given.sha256

    @cached_property
    def read(self) -> Corrections:
        return load_corrections() if self.given is None else self.given


class _Run:
    def __init__(
        self,
        engine: Engine,
        given: Given,
        definitions: _Definitions,
        corrections: _Corrections,
        today: dt.date,
        workers: int | None,
    ) -> None:
        self._engine = engine
        self._given = given
        self._definitions = definitions
        self._corrections = corrections
        self._today = today
        self._workers = workers
        self._taken: set[str] = set()
        self._untitled: set[str] = set()
        self._ahead: ReadingAhead | None = None

    def load(self, paths: Sequence[Path | Source | NotRead], watcher: Watcher) -> LoadReport:
        remove_what_was_left(self._engine)
        has_changed = self._sync_definitions()
        has_changed = self._sync_corrections() or has_changed
        self._check_given()
        sources: list[Source | NotRead] = [each for each in paths if not isinstance(each, Path)]
        found = find_sources(each for each in paths if isinstance(each, Path))
        sources += found
        self._untitled = self._find_untitled(sources)
        report, since = LoadReport(), self._newest_load()
        with self._reading_ahead(found):
            for number, source in enumerate(sources, start=1):
                watcher.file_begins(number, len(sources), source.file_name)
                report.files.append(self._load_source(source, watcher))
        has_changed = self._rejudge() or has_changed or any(file.changed_something for file in report.files)
        if has_changed:
            analyze(self._engine)
        with self._engine.connect() as connection:
            add_remarks(connection, report, since)
        return report

    @contextmanager
    def _reading_ahead(self, found: Sequence[Source | NotRead]) -> Iterator[None]:
        """Other processes read what is worth it, while this one writes."""
        sources = [each for each in found if isinstance(each, Source) and not is_figures_folder(each.path)]
        if self._workers == 1 or not worth_reading_ahead(sources, self._workers):
            yield
            return
        from etl.reading_ahead import ReadingAhead

        with ReadingAhead([each for each in sources if self._is_new(each)], self._workers) as ahead:
            self._ahead = ahead
            yield
        self._ahead = None

    def _is_new(self, source: Source) -> bool:
        try:
            with self._engine.connect() as connection:
                return self._known(connection, source, self._reading(connection, source)) is None
        except OSError:  # it is told of when the file is loaded
            return False

    def _newest_load(self) -> int:
        with self._engine.connect() as connection:
            return data_version(connection)

    def _find_untitled(self, sources: Sequence[Source | NotRead]) -> set[str]:
        """Places of the files that leave it to the operator to say whose they are, where several do; else none."""
        if self._given == Given() or len(sources) == 1:
            return set()
        with self._engine.connect() as connection:
            untitled = {each.place for each in sources if isinstance(each, Source) and self._has_untitled(connection, each)}
        return untitled if len(untitled) > 1 else set()

    def _has_untitled(self, connection: Connection, source: Source) -> bool:
        try:
            if given_before(connection, source.sha256()) is not None:
                return False
            return any(isinstance(each, Document) and takes_what_is_given(each, self._given) for each in guarded(source))
        except (OSError, ReaderFault):  # it is told of when the file is loaded
            return False

    def _sync_definitions(self) -> bool:
        if stored_definitions(self._engine) == self._definitions.sha256:
            return False
        from etl.loading.definitions import sync_definitions

        return sync_definitions(self._engine, self._definitions.read, today=self._today)

    def _sync_corrections(self) -> bool:
        with self._engine.connect() as connection:
            if store_fact(connection, CORRECTIONS) == self._corrections.sha256:
                return False
        from etl.loading.corrected_facts import sync_corrections

        return sync_corrections(self._engine, self._corrections.read, self._definitions.read, today=self._today)

    def _check_given(self) -> None:
        if self._given.unit:
            from etl.loading.register import Register
            from etl.loading.units import check_given_unit

            with self._engine.connect() as connection:
                register = Register(connection, self._definitions.read, is_example=False)
                check_given_unit(register, self._given.unit, self._given.year)

    def _rejudge(self) -> bool:
        """Judge everything anew when a follow-up has fallen due, or the rules or their settings changed, since the last load."""
        with self._engine.connect() as connection:
            is_other_program = store_fact(connection, JUDGED_BY) != program_sha256()
            if not is_other_program and not read_model.needs_rejudging(connection, self._today):
                return False
        with write_transaction(self._engine) as connection:
            changed = read_model.rebuild(connection, None, self._today)
            set_store_fact(connection, JUDGED_BY, program_sha256())
        return changed > 0

    # -- one source

    def _load_source(self, source: Source | NotRead, watcher: Watcher) -> FileReport:
        if isinstance(source, NotRead):
            return self._not_read(source)
        try:
            with self._engine.connect() as connection:
                reading = self._reading(connection, source)
                known = self._known(connection, source, reading)
                self._taken.update(reading.last_keys(connection) if known else [])
            if known is not None:
                states = Counter({State.UNCHANGED: len(known.documents), State.REJECTED: known.rejected})
                return FileReport(source.file_name, source.place, known.documents, states)
            from etl.loading.one_file import Desk, FileLoading

            shared = replace(reading, is_shared=source.place in self._untitled)
            desk = Desk(self._engine, self._definitions.read, self._corrections.read, self._today, self._taken)
            loading = FileLoading
            if is_figures_folder(source.path):
                from etl.loading.bulk import FolderLoading

                loading = FolderLoading
            return loading(desk, source, shared, self._records(source, reading.sha256)).load(watcher)
        except OSError as error:
            return self._not_read(unreadable(source, error))

    def _reading(self, connection: Connection, source: Source) -> Reading:
        """How the file is to be read: with what is given now or, if that is nothing for it, with what was given for it before."""
        sha256 = source.sha256()
        nothing_now = self._given == Given() or source.place in self._untitled
        before = given_before(connection, sha256) if nothing_now else None
        return Reading(source.place, sha256, before or self._given, self._definitions.sha256 + self._corrections.sha256)

    def _known(self, connection: Connection, source: Source, reading: Reading) -> ReadingOutcome | None:
        shared = replace(reading, is_shared=source.place in self._untitled)
        return reading.known(connection) or shared.known(connection)

    def _records(self, source: Source, sha256: str) -> Iterator[Record]:
        """What was read ahead, if it is of these bytes; else the source's records as they are read."""
        read = self._ahead.read(source) if self._ahead is not None else None
        return guarded(source) if read is None or read.sha256 not in ("", sha256) else read.give()

    def _not_read(self, what: NotRead) -> FileReport:
        report = FileReport(what.file_name, what.place)
        if not what.is_kept:
            report.remarks.append(remark_of(what.file_name, what.problem))
            return report
        report.states[State.REJECTED] += 1
        with write_transaction(self._engine) as connection:
            write_file_findings(connection, what, [what.problem])
        return report
