"""Whether the store is whole: its file, its references, the origin of every fact, and the read model computed afresh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, func, select

from data.schema import Attainment, Finding, Outcome, SourceDocument
from data.store import storage_faults
from etl import read_model
from etl.loading.facts import FACT_TABLES, FactTable

_MOST_TOLD = 20
"""Differences told one by one; the rest are counted."""

_READ_MODEL = Attainment.__table__


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was looked at, and every fault found, in Swedish."""

    facts: int
    read_model_rows: int
    faults: list[str]


def verify(connection: Connection) -> Verified:
    """Look through the whole store; changes nothing."""
    broken = storage_faults(connection)
    # a fact that refers to nothing cannot be judged: comparing waits until the references are mended
    differences = list(_differences(connection)) if not broken else []
    faults = [*broken, *_origin_faults(connection), *_document_faults(connection), *differences]
    rows = connection.execute(select(func.count()).select_from(_READ_MODEL)).scalar_one()
    facts = sum(connection.execute(select(func.count()).select_from(each.table)).scalar_one() for each in FACT_TABLES)
    return Verified(facts, rows, faults)


def _origin_faults(connection: Connection) -> Iterator[str]:
    for table in FACT_TABLES:
        yield from _origins_of(connection, table)
    without_reason = (Outcome.value.is_(None)) == (Outcome.missing.is_(None))
    count = connection.execute(select(func.count()).select_from(Outcome).where(without_reason)).scalar_one()
    if count:
        yield f"outcome: {count} utfall har varken värde eller skäl till att det saknas, eller både och."


def _origins_of(connection: Connection, table: FactTable) -> Iterator[str]:
    of, document = table.table.c, SourceDocument
    newer = SourceDocument.__table__.alias("newer")
    has_current = select(newer.c.id).where(newer.c.document_key == document.document_key, newer.c.ended_load_id.is_(None))
    wrong = {
        "saknar plats i källan": of.locator == "",
        "är äldre än sitt dokument": of.load_id < document.load_id,
        "slutade gälla innan de började": of.ended_load_id <= of.load_id,
        "gäller fast dokumentet inte längre gör det": of.ended_load_id.is_(None) & ~has_current.exists(),
    }
    for words, condition in wrong.items():
        query = select(func.count()).select_from(table.table.join(SourceDocument.__table__)).where(condition)
        count = connection.execute(query).scalar_one()
        if count:
            yield f"{table.name}: {count} uppgifter {words}."


def _document_faults(connection: Connection) -> Iterator[str]:
    current = SourceDocument.ended_load_id.is_(None)
    twice = select(SourceDocument.document_key).where(current).group_by(SourceDocument.document_key).having(func.count() > 1)
    for key in connection.execute(twice).scalars():
        yield f"source_document: dokumentet {key} har flera gällande versioner."
    asked = select(Finding.message).where(Finding.ended_load_id.is_(None)).group_by(Finding.fingerprint).having(func.count() > 1)
    for message in connection.execute(asked).scalars():
        yield f"finding: samma fråga står flera gånger: {message}"


def _differences(connection: Connection) -> list[str]:
    """Where the read model differs from what the facts come to on the day they were judged."""
    judged_on = read_model.judged_on(connection)
    if judged_on is None:
        stored = connection.execute(select(func.count()).select_from(_READ_MODEL)).scalar_one()
        return [f"attainment: {stored} rader fast ingenting har bedömts."] if stored else []
    differences: list[str] = []
    more = 0
    for expected in read_model.expected_tables(connection, judged_on):
        key_of = itemgetter(*expected.table.key)
        fresh = {key_of(row): row for row in expected.rows}
        query = select(expected.table.table).where(*expected.scope)
        there = {key_of(row): dict(row) for row in connection.execute(query).mappings()}
        for key in sorted(fresh.keys() | there.keys()):
            if fresh.get(key) != there.get(key):
                more += len(differences) >= _MOST_TOLD
                told = _difference(expected.table, key, fresh.get(key), there.get(key))
                differences.extend([told] if len(differences) < _MOST_TOLD else [])
    if more:
        differences.append(f"Läsmodellen: ytterligare {more} rader skiljer sig.")
    return differences


_KEY_WORDS = {
    **{"unit_id": "enhet", "indicator_id": "indikator", "goal_id": "mål"},
    **{"year": "år", "period": "period", "gender": "kön"},
}


def _difference(table: Any, key: tuple[Any, ...], fresh: dict[str, Any] | None, stored: dict[str, Any] | None) -> str:
    place = ", ".join(f"{_KEY_WORDS[name]} {part}" for name, part in zip(table.key, key, strict=True))
    where = f"{table.table.name}: {place}"
    if fresh is None:
        return f"{where}: raden finns fast inget underlag ger den."
    if stored is None:
        return f"{where}: raden saknas."
    columns = [name for name in fresh if fresh[name] != stored.get(name)]
    listed = ", ".join(f"{name} är {stored.get(name)!r}, borde vara {fresh[name]!r}" for name in columns)
    return f"{where}: {listed}."
