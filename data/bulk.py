"""Adding very many rows to the store at once, whole or not at all, as quickly as SQLite takes them.

What makes it quick, and what keeps it safe: rows that share most of their values are added by one statement, which binds the
shared values once; references are looked up once for every value that occurs and not once a row (``add_lines`` and
``bulk_transaction`` see to it that none points at nothing); and the indexes of a table that was empty are made when its rows
are there. Another database than SQLite is written to in its ordinary way, with the same result.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, Date, Engine, Table, func, insert, select

from data.arrow import Cells, cells_of
from data.staging import Staging
from data.store import WRITES, StoreError, speaking_swedish, write_transaction

_CACHE = "PRAGMA cache_size = -65536"
"""64 MiB of the file in memory while rows are added; SQLite's own is 2."""

_CHECKED = "malbild_checked"
_THERE = "malbild_there"
"""Notes on the connection: the tables whose references ``add_lines`` has looked up, and the ids that it has found to be there."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that is the same in every row of a statement."""

    value: str | int | None

    @property
    def literal(self) -> str:
        if self.value is None:
            return "NULL"
        return str(int(self.value)) if isinstance(self.value, int) else "'" + self.value.replace("'", "''") + "'"


Place = int | Fixed
"""Where a column's value comes from: its place in the line, or the same for all."""

Column = Cells | Sequence[object]


@contextmanager
def bulk_transaction(engine: Engine) -> Iterator[Connection]:
    """A write transaction for very many rows: kept whole when it ends, nothing of it when it raises.

    Raises StoreError, and keeps nothing, where a row would refer to one that is not there; else what ``write_transaction`` does.
    """
    if engine.dialect.name != "sqlite":
        with write_transaction(engine) as connection:
            yield connection
        return
    with speaking_swedish(engine), engine.connect().execution_options(**{WRITES: True}) as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        usual_cache = driver.execute("PRAGMA cache_size").fetchone()[0]
        driver.execute("PRAGMA foreign_keys = OFF")  # which has no effect once a transaction has begun
        driver.execute(_CACHE)
        connection.info[_CHECKED] = set()
        connection.info[_THERE] = {}
        try:
            with connection.begin():
                yield connection
                _check_references(connection)
        finally:
            del connection.info[_CHECKED], connection.info[_THERE]
            driver.execute("PRAGMA foreign_keys = ON")
            driver.execute(f"PRAGMA cache_size = {usual_cache}")


def _check_references(connection: Connection) -> None:
    """Look up every reference of the tables that ``add_lines`` has not answered for."""
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    for table in set(tables) - connection.info[_CHECKED]:
        fault = connection.exec_driver_sql(f"PRAGMA foreign_key_check({table})").first()
        if fault is not None:
            raise StoreError(_points_at_nothing(table, fault[2]))


def _points_at_nothing(table: str, parent: str) -> str:
    return f"En rad i tabellen {table} skulle hänvisa till en rad i {parent} som inte finns. Ingenting har ändrats."


def add_lines(
    connection: Connection,
    table: Table,
    rows: Sequence[dict[str, Place]],
    columns: Sequence[Column],
    beside: Staging | None = None,
) -> int:
    """Add rows to a table: from every line as many as ``rows`` says, all with the same columns; gives how many.

    ``columns`` hold the lines' values, each column those of one place. ``beside``: where rows of some tables are written first.
    Raises StoreError for a reference to nothing.
    """
    if not len(columns[0]):
        return 0
    if _CHECKED in connection.info:
        _look_up(connection, table, rows, columns)
        connection.info[_CHECKED].add(table.name)
    if beside is not None and table in beside.tables:
        cells = [_cells(column) for column in columns]
        for row in rows:
            beside.add(table, {name: _cells_at(place, cells) for name, place in row.items()})
    else:
        _add_listed(connection, table, rows, [column.listed() if isinstance(column, Cells) else column for column in columns])
    return len(columns[0]) * len(rows)


def _cells(column: Column) -> Cells:
    return column if isinstance(column, Cells) else cells_of(column)


def _cells_at(place: Place, columns: Sequence[Cells]) -> Cells:
    """The column in this place, or what is the same for all."""
    return cells_of([place.value]).of(np.zeros(len(columns[0]), np.int64)) if isinstance(place, Fixed) else columns[place]


def _add_listed(
    connection: Connection, table: Table, rows: Sequence[dict[str, Place]], columns: Sequence[Sequence[object]]
) -> None:
    if connection.dialect.paramstyle != "qmark":
        lines = zip(*columns, strict=True)
        connection.execute(insert(table), [_row(each, line) for line in lines for each in rows])
        return
    days = {place for row in rows for name, place in row.items() if isinstance(table.c[name].type, Date)}
    told = [[_iso(day) for day in column] if place in days else column for place, column in enumerate(columns)]
    places = ", ".join("(" + ", ".join(map(_written, row.values())) + ")" for row in rows)
    statement = f"INSERT INTO {table.name} ({', '.join(rows[0])}) VALUES {places}"
    connection.exec_driver_sql(statement, list(zip(*told, strict=True)))


def _row(places: dict[str, Place], line: tuple[object, ...]) -> dict[str, object]:
    return {name: place.value if isinstance(place, Fixed) else line[place] for name, place in places.items()}


def _written(place: Place) -> str:
    return place.literal if isinstance(place, Fixed) else f"?{place + 1}"


def _iso(day: object) -> str | None:
    return day.isoformat() if isinstance(day, dt.date) else None


def _look_up(connection: Connection, table: Table, rows: Iterable[dict[str, Place]], columns: Sequence[Column]) -> None:
    """See to it that every row that the lines refer to is there."""
    for reference in table.foreign_keys:
        places = {row[reference.parent.name] for row in rows if reference.parent.name in row}
        wanted: set[object] = set()
        for place in places:
            wanted.update([place.value] if isinstance(place, Fixed) else _distinct(columns[place]))
        there: set[object] = connection.info[_THERE].setdefault(reference.column, {None})
        if not wanted <= there:
            there.update(connection.execute(select(reference.column)).scalars())
        if not wanted <= there:
            raise StoreError(_points_at_nothing(table.name, reference.column.table.name))


def _distinct(column: Column) -> Iterable[object]:
    return column.distinct() if isinstance(column, Cells) else column


@contextmanager
def indexes_made_last(connection: Connection, tables: Iterable[Table], rows: int) -> Iterator[None]:
    """Meanwhile the tables that hold fewer than ``rows`` rows have no indexes: they are made when all rows are there."""
    if connection.dialect.name != "sqlite":
        yield
        return
    statements: list[str] = []
    for table in tables:
        if (connection.execute(select(func.max(table.c.id))).scalar() or 0) < rows:
            found = connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?", (table.name,)
            )
            for name, sql in found.all():
                statements.append(sql)
                connection.exec_driver_sql(f"DROP INDEX {name}")
    yield
    for statement in statements:
        connection.exec_driver_sql(statement)
