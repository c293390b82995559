"""What the store remembers of a file that was read, so that the same bytes need not be read again to know that nothing is new."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select
from sqlalchemy.orm import aliased

from data.schema import SourceDocument, StoreFact
from data.settings import ROOT
from data.vocabulary import PeriodKind
from etl.loading.identity import Given
from etl.loading.pieces import rows_with

DEFINITIONS = "definitions_sha256"
"""The store fact that holds the fingerprint of the definitions."""

CORRECTIONS = "corrections_sha256"
"""The store fact that holds the fingerprint of the corrections."""

JUDGED_BY = "judged_by_program"
"""The store fact that holds the fingerprint of the program that judged the whole store last."""


@lru_cache
def program_sha256() -> str:
    """The fingerprint of the program that reads, checks and judges: files are read once more by a program that has changed."""
    digest = hashlib.sha256()
    for path in sorted((*(ROOT / "etl").rglob("*.py"), *(ROOT / "data").glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """What reading a file came to: ids of its documents in the store, and how many were rejected.

    ``left_behind`` are documents that the file held before, holds no more, and that are current all the same.
    """

    documents: list[int]
    rejected: int
    left_behind: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """Under which conditions the file at ``place`` was read: its bytes, the options, the definitions and the program.

    ``is_shared``: several files of the load print no unit, so that what is given is for none of them.
    """

    place: str
    sha256: str
    given: Given
    definitions_sha256: str
    is_shared: bool = False

    @property
    def _name(self) -> str:
        return f"read:{self.place}"

    @property
    def _conditions(self) -> list[str | int | None]:
        kind = self.given.kind.value if self.given.kind else None
        given = [self.given.unit, self.given.year, kind, self.is_shared]
        return [self.sha256, *given, self.definitions_sha256, program_sha256()]

    def last_keys(self, connection: Connection) -> list[str]:
        """The keys of the documents that were found at this place when it was read last, whatever it held then."""
        ids = self._last(connection).documents
        return [row[0] for row in rows_with(connection, select(SourceDocument.document_key), SourceDocument.id, ids)]

    def left_behind(self, connection: Connection) -> list[int]:
        """The current documents that were found at this place some time, whatever version of them that was."""
        last = self._last(connection)
        version, current = aliased(SourceDocument), SourceDocument.ended_load_id.is_(None)
        query = select(SourceDocument.id).join(version, version.document_key == SourceDocument.document_key).where(current)
        found = rows_with(connection, query, version.id, [*last.documents, *last.left_behind])
        return sorted({row[0] for row in found})

    def _last(self, connection: Connection) -> ReadingOutcome:
        stored = store_fact(connection, self._name)
        return ReadingOutcome(*json.loads(stored)[1:]) if stored else ReadingOutcome([], 0)

    def known(self, connection: Connection) -> ReadingOutcome | None:
        """What the same reading came to, if all its documents are still current; None where the file must be read (again)."""
        stored = store_fact(connection, self._name)
        if stored is None:
            return None
        conditions, *came_to = json.loads(stored)
        outcome = ReadingOutcome(*came_to)
        ids = [*outcome.documents, *outcome.left_behind]
        count = select(func.count()).select_from(SourceDocument).where(SourceDocument.ended_load_id.is_(None))
        current = sum(row[0] for row in rows_with(connection, count, SourceDocument.id, ids))
        return outcome if conditions == self._conditions and current == len(ids) else None

    def remember(self, connection: Connection, outcome: ReadingOutcome) -> None:
        """Note that the file was read whole under these conditions and what it came to; writes nothing if that stands there."""
        came_to = [outcome.documents, outcome.rejected, outcome.left_behind]
        set_store_fact(connection, self._name, json.dumps([self._conditions, *came_to], ensure_ascii=False))


def remember_given(connection: Connection, sha256: str, given: Given) -> None:
    """Note what the operator said of these bytes, which do not say it themselves."""
    told = [given.unit, given.year, given.kind.value if given.kind else None]
    set_store_fact(connection, f"given:{sha256}", json.dumps(told, ensure_ascii=False))


def given_before(connection: Connection, sha256: str) -> Given | None:
    """What the operator said of these bytes when they were loaded; None where nothing was needed."""
    stored = store_fact(connection, f"given:{sha256}")
    if stored is None:
        return None
    unit, year, kind = json.loads(stored)
    return Given(unit, year, PeriodKind(kind) if kind else None)


def stored_definitions(engine: Engine) -> str | None:
    """The fingerprint of the definitions that the store was brought in line with last; None for a new store."""
    with engine.connect() as connection:
        return store_fact(connection, DEFINITIONS)


_STORE_FACT = select(StoreFact.value).where(StoreFact.name == bindparam("wanted"))
"""Built once: it is asked several times of every file."""


def store_fact(connection: Connection, name: str) -> str | None:
    """A fact about the store itself; None where it is not known."""
    return connection.execute(_STORE_FACT, {"wanted": name}).scalar()


def set_store_fact(connection: Connection, name: str, value: str) -> None:
    """Note a fact about the store itself; writes nothing where it stands there already."""
    if store_fact(connection, name) != value:
        connection.execute(delete(StoreFact).where(StoreFact.name == name))
        connection.execute(insert(StoreFact).values(name=name, value=value))
