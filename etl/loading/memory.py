"""What the store remembers of a file that was read, so that the same bytes need not be read again to know that nothing is new."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from data.schema import SourceDocument, StoreFact
from etl.loading.identity import Given

READING_VERSION = 1
"""Raised when reading, normalising or checking gives other results for the same bytes: files are then read once more."""


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """What reading a file came to: ids of its documents in the store, and how many were rejected."""

    documents: list[int]
    rejected: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Under which conditions a file was read: its bytes, the options, the definitions and the program."""

    file_name: str
    sha256: str
    given: Given
    definitions_sha256: str

    @property
    def _name(self) -> str:
        return f"read:{self.file_name}"

    @property
    def _conditions(self) -> list[str | int | None]:
        kind = self.given.kind.value if self.given.kind else None
        return [self.sha256, self.given.unit, self.given.year, kind, self.definitions_sha256, READING_VERSION]

    def known(self, connection: Connection) -> ReadingOutcome | None:
        """What the same reading came to, if all its documents are still current; None where the file must be read (again)."""
        stored = self._stored(connection)
        if stored is None:
            return None
        conditions, documents, rejected = json.loads(stored)
        of_them = (SourceDocument.id.in_(documents), SourceDocument.ended_load_id.is_(None))
        current = connection.execute(select(func.count()).select_from(SourceDocument).where(*of_them)).scalar_one()
        return ReadingOutcome(documents, rejected) if conditions == self._conditions and current == len(documents) else None

    def remember(self, connection: Connection, outcome: ReadingOutcome) -> None:
        """Note that the file was read whole under these conditions and what it came to; writes nothing if that stands there."""
        value = json.dumps([self._conditions, outcome.documents, outcome.rejected], ensure_ascii=False)
        if self._stored(connection) != value:
            connection.execute(delete(StoreFact).where(StoreFact.name == self._name))
            connection.execute(insert(StoreFact).values(name=self._name, value=value))

    def _stored(self, connection: Connection) -> str | None:
        return connection.execute(select(StoreFact.value).where(StoreFact.name == self._name)).scalar()
