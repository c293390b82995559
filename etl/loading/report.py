"""What a load came to: for every file what became of its documents, and what there is to say about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from sqlalchemy import Connection, func, select

from data.schema import Finding, Unit
from data.vocabulary import FindingKind, FindingState
from etl.checks import Problem


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
    """What became of one file. ``remarks`` are all that is open about it, from this load or an earlier one."""

    file_name: str
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
    """What a load came to, file by file."""

    files: list[FileReport] = field(default_factory=list)

    @property
    def remarks(self) -> Iterator[Remark]:
        return (remark for file in self.files for remark in file.remarks)

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
    locator = f"rad {problem.line}" if problem.line else ""
    return Remark(problem.kind, file_name, locator, problem.message, problem.printed, problem.action)


def open_remarks(connection: Connection, file_names: Iterable[str]) -> Iterator[Remark]:
    """What is open about the files, in the order in which it was found."""
    columns = (Finding.kind, Finding.file_name, Finding.locator, Finding.message, Finding.printed, Finding.action)
    query = (
        select(*columns, func.coalesce(Unit.name, ""))
        .outerjoin(Unit, Unit.id == Finding.unit_id)
        .where(Finding.file_name.in_(list(file_names)), Finding.ended_load_id.is_(None))
        .where(Finding.state == FindingState.OPEN.value)
        .order_by(Finding.id)
    )
    for row in connection.execute(query):
        yield Remark(FindingKind(row.kind), *row[1:])


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
