"""Changes in the tables of the read model exactly the rows that differ from a fresh computation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol, cast

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam, delete, select

from data.schema import Attainment, GoalAttainment, WithheldAttainment
from data.store import insert_rows
from etl.read_model.goals import GOAL_COLUMNS, GOAL_KEY
from etl.read_model.rows import COLUMNS, KEY

if TYPE_CHECKING:
    from data.arrow import Cells
    from data.staging import Staging

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the read model with the names of its columns and of its key."""

    table: sa.Table
    columns: tuple[str, ...]
    key: tuple[str, ...]


class Rows(Protocol):
    """Rows of a table, with a value for each of its columns, in the order of its key."""

    def __len__(self) -> int: ...
    def tuples(self) -> Iterator[Values]: ...
    def bound(self) -> Iterator[tuple[tuple[str, ...], list[Values]]]: ...
    def cells(self) -> list[Cells]: ...


ATTAINMENT = Table(cast(sa.Table, Attainment.__table__), COLUMNS, KEY)
WITHHELD = Table(cast(sa.Table, WithheldAttainment.__table__), COLUMNS, KEY)
GOALS = Table(cast(sa.Table, GoalAttainment.__table__), GOAL_COLUMNS, GOAL_KEY)


def write_changes(connection: Connection, target: Table, scope: Sequence[Any], rows: Iterable[dict[str, Any]]) -> int:
    """Make the table hold exactly these rows within the scope (conditions); gives how many were added, changed or taken away."""
    return len(write_values(connection, target, scope, map(itemgetter(*target.columns), rows)))


def write_values(connection: Connection, target: Table, scope: Sequence[Any], rows: Iterable[Values]) -> list[Values]:
    """As ``write_changes``, of rows that have their values in the order of the table's columns; gives the keys of those rows."""
    key = itemgetter(*(target.columns.index(name) for name in target.key))
    there = {key(values): values for values in stored_rows(connection, target, scope)}
    expected = {key(values): values for values in rows}
    new = [values for key_, values in expected.items() if there.get(key_) != values]
    gone = [key_ for key_ in there if key_ not in expected]
    keys = list(map(key, new))
    replace_rows(connection, target, [key_ for key_ in keys if key_ in there] + gone, new)
    return keys + gone


def stored_rows(
    connection: Connection, target: Table, scope: Sequence[Any], columns: Sequence[str] | None = None
) -> list[Values]:
    """The rows within the scope (conditions), as the driver gives them but for dates: a truth value may be 0 or 1."""
    names = columns or target.columns
    cursor = connection.execute(_selected(target.table, tuple(names)).where(*scope)).cursor
    rows: list[Values] = list(cursor.fetchall()) if cursor is not None else []
    if "due_on" not in names:
        return rows
    at = list(names).index("due_on")
    days = {day: dt.date.fromisoformat(str(day)) if day is not None else None for day in {row[at] for row in rows}}
    return [(*row[:at], days[row[at]], *row[at + 1 :]) for row in rows]


@cache
def _selected(table: sa.Table, names: tuple[str, ...]) -> sa.Select[Any]:
    """Made once: the parts of a query take longer to put together than a small query itself takes."""
    return select(*(table.c[name] for name in names))


def replace_rows(connection: Connection, target: Table, keys: Sequence[Values], rows: Sequence[Values]) -> None:
    """Take the rows with these keys away, and put these rows in."""
    _delete(connection, target, keys)
    insert_rows(connection, target.table, target.columns, rows)


def write_different(
    connection: Connection, target: Table, keys: Iterable[Values], there: Mapping[Values, Values], made: Mapping[Values, Values]
) -> None:
    """Of these keys, make what is ``there`` be as it is ``made``: rows by their keys, with a value for every column.

    Of rows that stay only the columns are written in which any of them differs: indexes of other columns are left alone.
    """
    keys = sorted(keys)
    stay = [key for key in keys if key in there and key in made]
    replace_rows(connection, target, [key for key in keys if key not in made], [made[key] for key in keys if key not in there])
    if connection.dialect.paramstyle != "qmark":
        replace_rows(connection, target, stay, [made[key] for key in stay])
        return
    before, after = (list(zip(*map(rows.__getitem__, stay), strict=True)) for rows in (there, made))
    differ = [place for place, column in enumerate(after) if column != before[place]]
    if differ:
        sets = ", ".join(f"{target.columns[place]} = ?" for place in differ)
        where = " AND ".join(f"{name} = ?" for name in target.key)
        said = zip(*(_said(after[place]) for place in differ), strict=True)
        values = [(*row, *key) for row, key in zip(said, stay, strict=True)]
        connection.exec_driver_sql(f"UPDATE {target.table.name} SET {sets} WHERE {where}", values)


def _said(column: Values) -> Values:
    """Dates as SQLite keeps them."""
    if dt.date not in map(type, column):
        return column
    return tuple(each.isoformat() if isinstance(each, dt.date) else each for each in column)


@contextmanager
def large_cache(connection: Connection) -> Iterator[None]:
    """While very many rows are written: 64 MiB of the file in memory, where the database is SQLite, whose own is 2."""
    if connection.dialect.name != "sqlite":
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql("PRAGMA cache_size = -65536")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


class Copying:
    """Writes all rows of a table, batch by batch, each of whole units. Used as a context.

    Into an empty table they are copied at once, and its indexes are made when all are there; else what differs is written,
    and what no batch brought is taken away. ``changed``: how many rows were added, changed or taken away.
    """

    def __init__(self, connection: Connection, target: Table) -> None:
        self._connection, self._target = connection, target
        self._unit = target.table.c.unit_id
        self._left = set(connection.execute(select(self._unit).distinct()).scalars())
        self._is_empty = not self._left
        self.changed = 0

    def __enter__(self) -> Copying:
        for index in self._target.table.indexes if self._is_empty else ():
            index.drop(self._connection)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            return
        for index in self._target.table.indexes if self._is_empty else ():
            index.create(self._connection)
        for unit_id in sorted(self._left):
            self.changed += self._connection.execute(delete(self._target.table).where(self._unit == unit_id)).rowcount

    def write(self, rows: Rows, beside: Staging | None = None) -> None:
        """``beside``: where the rows of an empty table are to be written, if not into the table itself."""
        if self._is_empty:
            self.changed += len(rows)
            if beside is not None:
                beside.add(self._target.table, dict(zip(self._target.columns, rows.cells(), strict=True)))
            else:
                _copy(self._connection, self._target, rows)
            return
        for unit_id, of_unit in groupby(rows.tuples(), key=itemgetter(self._target.columns.index("unit_id"))):
            self._left.discard(unit_id)
            self.changed += len(write_values(self._connection, self._target, (self._unit == unit_id,), of_unit))


def _copy(connection: Connection, target: Table, rows: Rows) -> None:
    if connection.dialect.paramstyle != "qmark":
        insert_rows(connection, target.table, target.columns, list(rows.tuples()))
        return
    columns = ", ".join(target.columns)
    for expressions, values in rows.bound():
        connection.exec_driver_sql(f"INSERT INTO {target.table.name} ({columns}) VALUES ({', '.join(expressions)})", values)


def _delete(connection: Connection, target: Table, keys: Sequence[Values]) -> None:
    if keys:
        statement = delete(target.table).where(*(target.table.c[name] == bindparam(f"at_{name}") for name in target.key))
        connection.execute(statement, [{f"at_{name}": part for name, part in zip(target.key, key, strict=True)} for key in keys])
