"""Very many rows written beside the store by threads of their own, and then taken into it in one go, in the caller's transaction.

The rows of each table are written to a file beside the store, without a journal, by a driver that takes columns of numbers as
they lie in memory, while the caller makes the next ones. When all are there the file is attached to the caller's connection and
its table is copied over. Into an empty table of the same kind SQLite copies whole rows as they are, without a look at their
values (*transfer optimization*, https://sqlite.org/src/file/src/insert.c). Nothing of it is in the store before that, and nothing
stays if the transaction does not: the file has lost its name by then. One that is left by a process that was killed is removed
by the next to come, for whoever holds the store's lock to write is alone.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from glob import escape
from pathlib import Path
from queue import Empty, Full, Queue
from sqlite3 import connect
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Table, event, literal, select

from data.store import StoreBusyError, StoreError, engine_for, write_transaction

if TYPE_CHECKING:
    from data.arrow import Cells

WORTH_WHILE = 50_000
"""Rows that make up for what the file and its driver cost."""

_LEFT = "-vid-sidan-"
"""Stands between the store's name and the number of a file beside it."""

_ATTACHED = "malbild_attached"
"""A note on the connection: the names of the files that are to be let go when its transaction is over."""

_WAITING = 1
"""Blocks of rows that may wait to be written, each of some ten megabytes."""

_HOW_MADE = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"

_SETTINGS = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -16384", "BEGIN")


@contextmanager
def staged(connection: Connection, tables: Collection[Table], rows: int) -> Iterator[Staging | None]:
    """A place beside the store for some ``rows`` of these tables, taken in at the end; None where that is not worth while.

    It is for many rows, in a store that is a SQLite file, of tables that are empty or whose rows are numbered by the store.
    The connection has begun to write. Raises StoreError where the rows cannot be written, with nothing taken in.
    """
    if rows < WORTH_WHILE or _file_of(connection) is None or any(not _can_be(connection, table) for table in tables):
        yield None
        return
    staging = Staging(connection, tables)
    try:
        yield staging
        staging.take_in()
    finally:
        staging.end()


def _can_be(connection: Connection, table: Table) -> bool:
    return table.autoincrement_column is not None or _is_empty(connection, table)


def _is_empty(connection: Connection, table: Table) -> bool:
    return connection.execute(select(literal(1)).select_from(table).limit(1)).first() is None


def _file_of(connection: Connection) -> Path | None:
    if connection.dialect.name != "sqlite":
        return None
    name = connection.exec_driver_sql("SELECT file FROM pragma_database_list WHERE name = 'main'").scalar()
    return Path(str(name)) if name else None


def remove_what_was_left(engine: Engine) -> None:
    """Remove the files of a process that was killed; they stay while somebody writes to the store, for they may be theirs."""
    store = Path(engine.url.database or "")
    if engine.dialect.name != "sqlite" or not store.name or not any(_left_beside(store)):
        return
    impatient = engine_for(engine.url.render_as_string(hide_password=False), busy_seconds=0)
    with suppress(StoreBusyError), write_transaction(impatient):
        for left in _left_beside(store):
            left.unlink(missing_ok=True)
    impatient.dispose()


def _left_beside(store: Path) -> Iterator[Path]:
    return store.parent.glob(f"{escape(store.name)}{_LEFT}*")


class Staging:
    """A file for each table, each with its writer. What goes wrong in the writing is raised when more is added, or at the end."""

    def __init__(self, connection: Connection, tables: Collection[Table]) -> None:
        store = _file_of(connection)
        assert store is not None
        for left in _left_beside(store):
            left.unlink(missing_ok=True)
        self._connection = connection
        self.tables = tuple(tables)
        first = len(connection.info.setdefault(_ATTACHED, [])) + 1
        self._files = {
            table.name: _File(connection, table, store.with_name(f"{store.name}{_LEFT}{number}"))
            for number, table in enumerate(tables, start=first)
        }

    def add(self, table: Table, columns: dict[str, Cells]) -> None:
        """Rows of one of the tables, by their columns, which are all of the same length."""
        self._files[table.name].add(columns)

    def take_in(self) -> None:
        """Wait until all rows are written, and copy them into the store."""
        if not event.contains(self._connection.engine, "checkin", _let_go):
            event.listen(self._connection.engine, "checkin", _let_go)
        for file in self._files.values():
            file.finish()
        for file in self._files.values():
            file.take_in()

    def end(self) -> None:
        """Stop the writers, whatever they have left to do, and take the files' names away."""
        for file in self._files.values():
            file.end()


Block = dict[str, "Cells"]


class _File:
    """The rows of one table in a file beside the store, and the thread that writes them."""

    def __init__(self, connection: Connection, table: Table, path: Path) -> None:
        self._connection, self._table, self._path = connection, table, path
        page_size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        with closing(connect(path)) as beside:
            beside.execute(f"PRAGMA page_size = {page_size}")
            beside.execute(connection.exec_driver_sql(_HOW_MADE, (table.name,)).scalar_one())
            beside.commit()
        self._waiting: Queue[Block | None] = Queue(_WAITING)
        self._fault: BaseException | None = None
        self._is_ending = False
        self._writer = threading.Thread(target=self._write_all, name=f"{table.name} beside the store", daemon=True)
        self._writer.start()

    def add(self, block: Block | None) -> None:
        while True:
            self._raise_fault()
            with suppress(Full):
                self._waiting.put(block, timeout=1.0)
                return

    def finish(self) -> None:
        """Nothing more will come."""
        self.add(None)

    def take_in(self) -> None:
        self._writer.join()
        self._raise_fault()
        attached = self._connection.info[_ATTACHED]
        attached.append(f"beside_{len(attached) + 1}")
        self._connection.exec_driver_sql(f"ATTACH DATABASE ? AS {attached[-1]}", (str(self._path),))
        name = self._table.name
        if _is_empty(self._connection, self._table):
            self._connection.exec_driver_sql(f"INSERT INTO main.{name} SELECT * FROM {attached[-1]}.{name}")
            return
        names = ", ".join(column.name for column in self._table.columns if column is not self._table.autoincrement_column)
        self._connection.exec_driver_sql(f"INSERT INTO main.{name} ({names}) SELECT {names} FROM {attached[-1]}.{name}")

    def end(self) -> None:
        """Once it has lost its name, its space is freed as soon as nobody has it open."""
        self._is_ending = True
        self._writer.join()
        with suppress(OSError):  # where an open file keeps its name it is removed by the next to come
            self._path.unlink(missing_ok=True)

    def _raise_fault(self) -> None:
        if self._fault is None:
            return
        from adbc_driver_manager import Error

        if not isinstance(self._fault, Error):
            raise self._fault
        raise StoreError(
            f"Raderna kunde inte skrivas vid sidan av databasen, i {self._path}: {self._fault}. Ingenting har ändrats."
            " Kontrollera att det finns plats på disken och försök igen."
        ) from self._fault

    # -- the writer's thread

    def _write_all(self) -> None:
        try:
            self._write_blocks()
        except BaseException as fault:
            self._fault = fault

    def _write_blocks(self) -> None:
        import adbc_driver_sqlite  # here, for it is heavy and few loads are large
        from adbc_driver_manager import AdbcConnection, AdbcStatement

        with (
            adbc_driver_sqlite.connect(str(self._path)) as database,
            AdbcConnection(database) as beside,
            AdbcStatement(beside) as statement,
        ):
            for setting in _SETTINGS:
                _execute(statement, setting)
            while (block := self._next()) is not None:
                _write(statement, self._table.name, list(block), list(block.values()))
            _execute(statement, "COMMIT")

    def _next(self) -> Block | None:
        while not self._is_ending:
            with suppress(Empty):
                return self._waiting.get(timeout=0.2)
        return None


def _write(statement: Any, table: str, names: Sequence[str], columns: Sequence[Cells]) -> None:
    from data.arrow import lent  # numpy: only when there is something to write

    if not len(columns[0]):
        return
    said = [None, *(column.sql_of_all for column in columns[1:])]  # at least one is bound, which tells how many rows there are
    values = ", ".join("?" if sql is None else sql for sql in said)
    statement.set_sql_query(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})")
    statement.prepare()
    with lent([column for column, sql in zip(columns, said, strict=True) if sql is None]) as rows:
        statement.bind(rows)
        statement.execute_update()


def _execute(statement: Any, sql: str) -> None:
    statement.set_sql_query(sql)
    statement.execute_update()


def _let_go(connection: Any, record: Any) -> None:
    """When a connection comes back to the pool: files cannot be let go within a transaction."""
    for name in record.info.pop(_ATTACHED, ()):
        connection.execute(f"DETACH DATABASE {name}")
