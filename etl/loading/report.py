"""What a load came to: for every file what became of its documents, and what there is to say about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import Connection, select

from data.schema import Finding, SourceDocument, Unit
from data.vocabulary import FindingKind, FindingState
from etl.checks import Problem
from etl.loading.file_findings import fingerprints_of
from etl.loading.pieces import rows_with
from etl.places import locator


class State(StrEnum):
    """What became of a document."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


LOADED, LOADED_WITH_QUESTIONS, NOTHING_LOADED = 0, 1, 2
"""Exit statuses."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as it is shown after a load."""

    kind: FindingKind
    file_name: str
    locator: str
    message: str
    printed: str
    action: str
    unit: str = ""

    @property
    def place(self) -> str:
        """Where it is: the file, the line, and the unit concerned where one is."""
        where = ", ".join(part for part in (self.file_name, self.locator) if part)
        return f"{where} ({self.unit})" if self.unit else where


@dataclass(slots=True)
class FileReport:
    """What became of one file. ``remarks`` are all that is open about it, from this load or an earlier one.

    ``place`` is where it lies, ``documents`` are the ids of its documents in the store.
    """

    file_name: str
    place: str = ""
    documents: list[int] = field(default_factory=list)
    states: Counter[State] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)

    def count(self, kind: FindingKind) -> int:
        return sum(remark.kind is kind for remark in self.remarks)

    @property
    def in_store(self) -> int:
        return self.states[State.NEW] + self.states[State.CHANGED] + self.states[State.UNCHANGED]

    @property
    def changed_something(self) -> bool:
        return self.states[State.NEW] + self.states[State.CHANGED] > 0


@dataclass(slots=True)
class LoadReport:
    """What a load came to, file by file. ``elsewhere`` is what the load gave rise to about documents of other files."""

    files: list[FileReport] = field(default_factory=list)
    elsewhere: list[Remark] = field(default_factory=list)
    has_news: bool = False
    """Whether the load opened a finding, of whatever kind."""

    @property
    def remarks(self) -> Iterator[Remark]:
        yield from (remark for file in self.files for remark in file.remarks)
        yield from self.elsewhere

    @property
    def exit_status(self) -> int:
        """0: everything is in the store. 1: so it is, with questions about what is new or with rejections. 2: nothing is."""
        if not any(file.in_store for file in self.files):
            return NOTHING_LOADED
        rejected = any(file.count(FindingKind.REJECTION) for file in self.files)
        asked = any(file.changed_something and file.count(FindingKind.QUESTION) for file in self.files)
        return LOADED_WITH_QUESTIONS if rejected or asked else LOADED


def remark_of(file_name: str, problem: Problem) -> Remark:
    """A problem that is not kept in the store, as it is shown."""
    return Remark(problem.kind, file_name, locator(problem.line), problem.message, problem.printed, problem.action)


def add_remarks(connection: Connection, report: LoadReport, since: int) -> None:
    """Note in the report what is open about its files, and what was opened after the load ``since``, wherever it stands."""
    owner: dict[str, FileReport] = {}
    ids = [each for file in report.files for each in file.documents]
    keys = select(SourceDocument.id, SourceDocument.document_key)
    key_of = {row.id: row.document_key for row in rows_with(connection, keys, SourceDocument.id, ids)}
    fingerprints = fingerprints_of(connection, (file.place for file in report.files))
    for file in report.files:
        owner.update(dict.fromkeys((key_of[each] for each in file.documents), file))
        owner.update(dict.fromkeys(fingerprints.get(file.place, []), file))
    for row in connection.execute(_open_findings()):
        remark = Remark(FindingKind(row.kind), row.file_name, row.locator, row.message, row.printed, row.action, row.unit or "")
        about = owner.get(row.document_key or row.fingerprint)
        is_new = row.load_id > since
        report.has_news |= is_new
        if about is not None:
            about.remarks.append(remark)
        elif is_new:
            report.elsewhere.append(remark)


def _open_findings() -> Any:
    """In the order in which they were found."""
    columns = (Finding.kind, Finding.file_name, Finding.locator, Finding.message, Finding.printed, Finding.action)
    return (
        select(*columns, Finding.load_id, Finding.fingerprint, Unit.name.label("unit"), SourceDocument.document_key)
        .outerjoin(Unit, Unit.id == Finding.unit_id)
        .outerjoin(SourceDocument, SourceDocument.id == Finding.source_document_id)
        .where(Finding.ended_load_id.is_(None), Finding.state == FindingState.OPEN.value)
        .order_by(Finding.id)
    )


class Watcher(Protocol):
    """Somebody who is told how far the load has come."""

    def file_begins(self, number: int, of: int, file_name: str) -> None: ...

    def doing(self, file_name: str, what: str) -> None:
        """A step of a file of very many documents begins; ``what`` is for a person to read."""

    def document_done(self, file_name: str) -> None: ...


class NobodyWatches:
    """For loads that nobody looks at."""

    def file_begins(self, number: int, of: int, file_name: str) -> None:
        """Nothing is shown."""

    def doing(self, file_name: str, what: str) -> None:
        """Nothing is shown."""

    def document_done(self, file_name: str) -> None:
        """Nothing is shown."""
