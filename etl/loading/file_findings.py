"""What there is to say about a file as such, kept apart for every place that a file lies in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from data.schema import Finding, Load, StoreFact
from etl.checks import Problem
from etl.loading.findings import OF_THE_STORE, compare_findings, finding_rows, write_findings
from etl.loading.memory import set_store_fact
from etl.sources import NotRead, Source

_PREFIX = "findings:"
"""Store facts of this name list the fingerprints of the findings about the file that lies at the rest of the name."""


def write_file_findings(connection: Connection, source: Source | NotRead, problems: Sequence[Problem]) -> None:
    """Bring the findings about the file as such up to date; writes nothing where they are."""
    rows = finding_rows(connection, problems, about=source.place, file_name=source.file_name, unit_id=None)
    listed = _listed(connection)
    gone = [place for place in listed if _has_left(place, source)]
    own = {each for place in (source.place, *gone) for each in listed.get(place, [])}
    elsewhere = {each for fingerprints in listed.values() for each in fingerprints} - own
    of_file = Finding.source_document_id.is_(None) & Finding.code.not_in(OF_THE_STORE)
    unlisted = (Finding.file_name == source.file_name) & Finding.fingerprint.not_in(elsewhere)
    changes = compare_findings(connection, of_file & (Finding.fingerprint.in_(own) | unlisted), rows)
    if changes:
        values = {"finished_at": dt.datetime.now(), "what": f"Läsning av {source.file_name}"}
        load_id = int(connection.execute(insert(Load).values(**values).returning(Load.id)).scalar_one())
        write_findings(connection, changes, load_id, None)
    _list(connection, source.place, [row["fingerprint"] for row in rows])
    for place in gone:
        _list(connection, place, [])


def fingerprints_of(connection: Connection, places: Iterable[str]) -> dict[str, list[str]]:
    """The fingerprints of what there is to say about the files at these places as such."""
    listed = _listed(connection)
    return {place: listed[place] for place in places if place in listed}


def _has_left(place: str, source: Source | NotRead) -> bool:
    """Whether a file of the same name lay there and lies there no more: this one was moved, or takes its place."""
    path = Path(place)
    try:
        return path.name == Path(source.place).name and place != source.place and not path.exists()
    except OSError:  # it cannot be told
        return False


def _listed(connection: Connection) -> dict[str, list[str]]:
    query = select(StoreFact.name, StoreFact.value).where(StoreFact.name.startswith(_PREFIX, autoescape=True))
    return {row.name.removeprefix(_PREFIX): json.loads(row.value) for row in connection.execute(query)}


def _list(connection: Connection, place: str, fingerprints: Sequence[str]) -> None:
    name = f"{_PREFIX}{place}"
    if fingerprints:
        set_store_fact(connection, name, json.dumps(fingerprints))
    else:
        connection.execute(delete(StoreFact).where(StoreFact.name == name))
