"""A load from beginning to end: every source in turn, each document in a transaction of its own.

What is needed only when something is new is imported only then: a load that finds nothing new is over at once.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine

from data.definitions import Definitions, fingerprint, load_definitions
from data.store import analyze, data_version, speaking_swedish, write_transaction
from etl import read_model
from etl.loading.file_findings import write_file_findings
from etl.loading.identity import Given, takes_what_is_given
from etl.loading.memory import JUDGED_BY, Reading, program_sha256, set_store_fact, store_fact, stored_definitions
from etl.loading.report import FileReport, LoadReport, NobodyWatches, State, Watcher, add_remarks, remark_of
from etl.readers.records import Document
from etl.sources import NotRead, Source, find_sources, unreadable


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
        self._taken: set[str] = set()
        self._untitled: set[str] = set()

    def load(self, paths: Sequence[Path | Source], watcher: Watcher) -> LoadReport:
        has_changed = self._sync_definitions()
        self._check_given()
        sources: list[Source | NotRead] = [each for each in paths if isinstance(each, Source)]
        sources += find_sources(each for each in paths if isinstance(each, Path))
        self._untitled = self._find_untitled(sources)
        report, since = LoadReport(), self._newest_load()
        for number, source in enumerate(sources, start=1):
            watcher.file_begins(number, len(sources), source.file_name)
            report.files.append(self._load_source(source, watcher))
        has_changed = self._rejudge() or has_changed or any(file.changed_something for file in report.files)
        if has_changed:
            analyze(self._engine)
        with self._engine.connect() as connection:
            add_remarks(connection, report, since)
        return report

    def _newest_load(self) -> int:
        with self._engine.connect() as connection:
            return data_version(connection)

    def _find_untitled(self, sources: Sequence[Source | NotRead]) -> set[str]:
        """Places of the files that leave it to the operator to say whose they are, where several do; else none."""
        if self._given == Given() or len(sources) == 1:
            return set()
        untitled = {each.place for each in sources if isinstance(each, Source) and self._has_untitled(each)}
        return untitled if len(untitled) > 1 else set()

    def _has_untitled(self, source: Source) -> bool:
        try:
            return any(isinstance(each, Document) and takes_what_is_given(each, self._given) for each in source.records())
        except OSError:  # it is told of when the file is loaded
            return False

    def _sync_definitions(self) -> bool:
        if stored_definitions(self._engine) == self._definitions.sha256:
            return False
        from etl.loading.definitions import sync_definitions

        return sync_definitions(self._engine, self._definitions.read, today=self._today)

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
            reading = Reading(source.place, source.sha256(), self._given, self._definitions.sha256)
            shared = replace(reading, is_shared=source.place in self._untitled)
            with self._engine.connect() as connection:
                known = reading.known(connection) or shared.known(connection)
                self._taken.update(reading.last_keys(connection) if known else [])
            if known is not None:
                states = Counter({State.UNCHANGED: len(known.documents), State.REJECTED: known.rejected})
                return FileReport(source.file_name, source.place, known.documents, states)
            from etl.loading.one_file import FileLoading

            return FileLoading(self._engine, source, shared, self._definitions.read, self._today, self._taken).load(watcher)
        except OSError as error:
            return self._not_read(unreadable(source, error))

    def _not_read(self, what: NotRead) -> FileReport:
        report = FileReport(what.file_name, what.place)
        if not what.is_kept:
            report.remarks.append(remark_of(what.file_name, what.problem))
            return report
        report.states[State.REJECTED] += 1
        with write_transaction(self._engine) as connection:
            write_file_findings(connection, what, [what.problem])
        return report
