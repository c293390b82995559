"""One file: its documents one after another, and what there is to say about the file as such."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Engine

from data.definitions import Definitions
from data.names import normalise_name
from data.store import write_transaction
from data.vocabulary import FindingKind
from etl.checks import Problem
from etl.loading.document import load_document
from etl.loading.file_findings import write_file_findings
from etl.loading.identity import NotIdentified, identify
from etl.loading.memory import Reading, ReadingOutcome
from etl.loading.report import FileReport, State, Watcher
from etl.loading.sections import Section, sections
from etl.readers.records import Remark
from etl.sources import Source


class FileLoading:
    """The loading of one file's documents. ``taken`` are the documents that other files of the load have turned out to be."""

    def __init__(
        self, engine: Engine, source: Source, reading: Reading, definitions: Definitions, today: dt.date, taken: set[str]
    ) -> None:
        self._engine = engine
        self._source = source
        self._reading = reading
        self._definitions = definitions
        self._today = today
        self._taken = taken
        with engine.connect() as connection:
            self._last_keys = reading.last_keys(connection)
        self._report = FileReport(source.file_name, source.place)
        self._documents = self._report.documents
        self._keys: list[str] = []
        self._problems: list[Problem] = []
        self._seen: Counter[tuple[str, str]] = Counter()
        self._is_unit_used = False

    def load(self, watcher: Watcher) -> FileReport:
        for section in sections(self._source.records()):
            self._load_section(section)
            watcher.document_done(self._source.file_name)
        self._problems.extend(self._about_given_unit())
        self._close()
        self._taken.update(self._keys)
        return self._report

    def _load_section(self, section: Section) -> None:
        if section.document is None:
            self._problems.extend(_of_remarks(section))
            self._report.states[State.REJECTED] += 1
            return
        identity = identify(
            section.document, self._reading.given, is_unit_taken=self._is_unit_used, is_shared=self._reading.is_shared
        )
        if isinstance(identity, NotIdentified):
            self._reject([*identity.problems, *_of_remarks(section)])
            return
        same = (normalise_name(identity.unit_name), str(identity.period))
        loaded = load_document(
            self._engine, section, identity, self._source, self._reading.sha256, self._definitions,
            ordinal=self._seen[same], last_keys=self._last_keys, taken=self._taken, today=self._today,
        )  # fmt: skip
        self._seen[same] += 1
        if loaded.document_id is None:
            self._reject([*loaded.problems, *_of_remarks(section)])
            return
        self._problems.extend(loaded.problems)
        self._is_unit_used = self._is_unit_used or loaded.is_of_given_unit
        self._documents.append(loaded.document_id)
        self._keys.append(loaded.key)
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
            write_file_findings(connection, self._source, self._problems)
            self._reading.remember(connection, ReadingOutcome(self._documents, self._report.states[State.REJECTED]))


def _of_remarks(section: Section) -> list[Problem]:
    """What the reader says of a section that is not loaded; its questions wait until it is."""
    remarks = [record for record in section.records if isinstance(record, Remark)]
    rejections = [each for each in remarks if section.document is None or each.kind == FindingKind.REJECTION]
    return [Problem(FindingKind(each.kind), each.code, each.message, each.action, each.printed, each.line) for each in rejections]
