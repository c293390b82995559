"""Changes in ``attainment`` exactly the rows that differ from a fresh computation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, delete, select

from data.schema import Attainment
from data.store import insert_rows
from etl.read_model.rows import COLUMNS, Row

TABLE = cast(Table, Attainment.__table__)
KEY = ("unit_id", "year", "period", "indicator_id", "gender")

_values = itemgetter(*COLUMNS)
_key = itemgetter(*(COLUMNS.index(name) for name in KEY))

Values = tuple[Any, ...]


def write_changes(connection: Connection, unit_ids: Sequence[int], rows: Iterable[Row]) -> int:
    """Make the table hold exactly these rows for these units; gives how many were added, changed or taken away."""
    there = {_key(values): values for values in _stored(connection, unit_ids)}
    expected = {_key(values): values for values in map(_values, rows)}
    new = [values for key, values in expected.items() if there.get(key) != values]
    gone = [key for key in there if key not in expected]
    _delete(connection, [key for key in map(_key, new) if key in there] + gone)
    insert_rows(connection, TABLE, COLUMNS, new)
    return len(new) + len(gone)


def _stored(connection: Connection, unit_ids: Sequence[int]) -> Iterable[Values]:
    query = select(*(TABLE.c[name] for name in COLUMNS)).where(TABLE.c.unit_id.in_(unit_ids))
    return (tuple(row) for row in connection.execute(query))


def _delete(connection: Connection, keys: Sequence[Values]) -> None:
    if keys:
        statement = delete(TABLE).where(*(TABLE.c[name] == bindparam(f"at_{name}") for name in KEY))
        connection.execute(statement, [{f"at_{name}": part for name, part in zip(KEY, key, strict=True)} for key in keys])
