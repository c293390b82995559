"""What the store remembers of a file that was read, so that the same bytes need not be read again to know that nothing is new."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, Engine, delete, func, insert, select

from data.schema import SourceDocument, StoreFact
from data.settings import ROOT
from etl.loading.identity import Given

DEFINITIONS = "definitions_sha256"
"""The store fact that holds the fingerprint of the definitions."""

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
    """What reading a file came to: ids of its documents in the store, and how many were rejected."""

    documents: list[int]
    rejected: int


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
        stored = store_fact(connection, self._name)
        ids = json.loads(stored)[1] if stored else []
        return list(connection.execute(select(SourceDocument.document_key).where(SourceDocument.id.in_(ids))).scalars())

    def known(self, connection: Connection) -> ReadingOutcome | None:
        """What the same reading came to, if all its documents are still current; None where the file must be read (again)."""
        stored = store_fact(connection, self._name)
        if stored is None:
            return None
        conditions, documents, rejected = json.loads(stored)
        of_them = (SourceDocument.id.in_(documents), SourceDocument.ended_load_id.is_(None))
        current = connection.execute(select(func.count()).select_from(SourceDocument).where(*of_them)).scalar_one()
        return ReadingOutcome(documents, rejected) if conditions == self._conditions and current == len(documents) else None

    def remember(self, connection: Connection, outcome: ReadingOutcome) -> None:
        """Note that the file was read whole under these conditions and what it came to; writes nothing if that stands there."""
        value = json.dumps([self._conditions, outcome.documents, outcome.rejected], ensure_ascii=False)
        set_store_fact(connection, self._name, value)


def stored_definitions(engine: Engine) -> str | None:
    """The fingerprint of the definitions that the store was brought in line with last; None for a new store."""
    with engine.connect() as connection:
        return store_fact(connection, DEFINITIONS)


def store_fact(connection: Connection, name: str) -> str | None:
    """A fact about the store itself; None where it is not known."""
    return connection.execute(select(StoreFact.value).where(StoreFact.name == name)).scalar()


def set_store_fact(connection: Connection, name: str, value: str) -> None:
    """Note a fact about the store itself; writes nothing where it stands there already."""
    if store_fact(connection, name) != value:
        connection.execute(delete(StoreFact).where(StoreFact.name == name))
        connection.execute(insert(StoreFact).values(name=name, value=value))
