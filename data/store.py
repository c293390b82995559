"""The store: where it lies, how it is opened, brought up to date and written.

SQLite is the default; another database is a matter of its URL. What only SQLite understands stands in this module.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, insert, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from data.faults import in_swedish as fault_in_swedish
from data.schema import Load
from data.settings import settings

MIGRATIONS = Path(__file__).resolve().parent / "migrations"

BUSY_SECONDS = 30.0
"""How long a writer waits for another writer before it gives up."""

CACHE_KIB = 2000
"""What a connection to SQLite keeps of the file in memory; SQLite's own choice, good for a load."""

_ROWS_ANALYZED = 1000
"""Of each index: enough to tell a good one from a bad, and quick in a store of any size."""

WRITES = "malbild_writes"
"""The execution option of a connection whose transactions write."""

_ADVISORY_LOCK = 7_316_201
"""Any number that no other program takes in the same PostgreSQL database: it lets one writer in at a time."""

_CANNOT = {
    "SQLITE_BUSY": "Databasen {where} används av en annan inläsning som inte har blivit klar. Vänta och försök igen.",
    "SQLITE_FULL": "Disken är full: databasen {where} kan inte växa. Ingenting har ändrats. Gör plats och försök igen.",
    "SQLITE_READONLY": "Databasen {where} får inte skrivas. Ändra dess rättigheter eller peka ut en annan med MALBILD_STORE_URL.",
    "SQLITE_CANTOPEN": "Databasen {where} kan inte öppnas. Kontrollera att mappen finns och får skrivas (MALBILD_STORE_URL).",
    "SQLITE_NOTADB": "Filen {where} är ingen databas. Flytta undan den eller peka ut en annan med MALBILD_STORE_URL.",
    "SQLITE_CORRUPT": "Databasen {where} är skadad. Återställ den från en säkerhetskopia eller läs in källorna på nytt.",
    "SQLITE_IOERR": "Disken svarar inte som den ska: databasen {where} kunde inte läsas eller skrivas.",
}


class StoreError(Exception):
    """The store cannot be used; the message says in Swedish what is wrong and what to do."""


class StoreBusyError(StoreError):
    """Another writer holds the store and did not finish within the waiting time."""


def engine_for(url: str | None = None, *, busy_seconds: float = BUSY_SECONDS, cache_kib: int = CACHE_KIB) -> Engine:
    """An engine on the store at ``url`` (default: the settings'), with foreign keys checked and readers not disturbed by writers.

    ``cache_kib`` is what each connection to SQLite keeps of the file in memory at most.

    The folder of a SQLite file is made when it is missing. Raises StoreError when it cannot be, and for an address that is
    none or of a database whose driver is not installed.
    """
    address = url or settings().store_url
    try:
        target = make_url(address)
        if target.get_backend_name() != "sqlite":
            return create_engine(target)
    except (ArgumentError, ImportError) as error:
        raise StoreError(f"«{address}» är ingen databas som kan användas: {error}. Rätta MALBILD_STORE_URL.") from error
    if target.database and target.database != ":memory:":
        _make_folder(Path(target.database).parent)
    engine = create_engine(target, connect_args={"timeout": busy_seconds})
    event.listen(engine, "connect", lambda connection, _: _open_sqlite(connection, busy_seconds, cache_kib))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"Mappen {folder} för databasen kan inte skapas: {fault_in_swedish(error)}.") from error


def _open_sqlite(connection: Any, busy_seconds: float, cache_kib: int) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver would otherwise commit behind our back
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{cache_kib:d}")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        _turn_wal_on(connection, give_up=time.monotonic() + busy_seconds)


def _turn_wal_on(connection: Any, give_up: float) -> None:
    """Turning it on does not wait for others as a statement does, so the waiting is done here."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except connection.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > give_up:
                raise
            time.sleep(0.05)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def write_transaction(engine: Engine) -> Iterator[Connection]:
    """A connection that writes: everything within is kept when it ends, nothing when it raises.

    One writer at a time; the next waits. Raises StoreBusyError when the wait grows too long, StoreError when the store
    cannot be written.
    """
    with speaking_swedish(engine), engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
        yield connection


@contextmanager
def speaking_swedish(engine: Engine) -> Iterator[None]:
    """Faults of the database itself become StoreError, whose message says what to do."""
    try:
        yield
    except DBAPIError as error:
        name = str(getattr(error.orig, "sqlite_errorname", ""))
        known = next((key for key in _CANNOT if name == key or name.startswith(f"{key}_")), None)
        if known is None:
            raise
        kind = StoreBusyError if known == "SQLITE_BUSY" else StoreError
        raise kind(_CANNOT[known].format(where=_where(engine))) from error


def _where(engine: Engine) -> str:
    return engine.url.database or engine.url.render_as_string(hide_password=True)


def upgrade(engine: Engine) -> None:
    """Bring the store to the newest schema; a new store is made. Two processes may do so at once: the second waits.

    Raises StoreError for a store that is newer than this program, or that is not Målbild's.
    """
    newest = revisions()[-1]
    with speaking_swedish(engine), engine.connect() as connection:
        if _revision(connection) == newest:
            return
    with write_transaction(engine) as connection:
        if _revision(connection) != newest:
            _migrate(connection)


def revisions() -> list[str]:
    """The revisions that this program knows, oldest first: the numbers of the files in ``migrations/versions``."""
    return sorted(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v[0-9][0-9][0-9][0-9]_*.py"))


def _revision(connection: Connection) -> str | None:
    """The store's revision, None for an empty store."""
    tables = inspect(connection).get_table_names()
    where = _where(connection.engine)
    if "alembic_version" not in tables:
        if tables:
            raise StoreError(f"{where} är en databas för något annat än Målbild. Peka ut en annan med MALBILD_STORE_URL.")
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision is not None and revision not in revisions():
        raise StoreError(
            f"Databasen {where} är gjord av en nyare version av Målbild (schema {revision}, den här kan {revisions()[-1]})."
            " Uppgradera Målbild eller peka ut en annan databas med MALBILD_STORE_URL."
        )
    return revision


def _migrate(connection: Connection) -> None:
    from alembic import command  # heavy, and needed only when there is something to migrate
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def data_version(connection: Connection) -> int:
    """The id of the newest load, 0 for an empty store: it grows whenever facts, questions or definitions change."""
    # By the table and not by the class: asking for the class lets SQLAlchemy prepare every class for objects that no page makes.
    return connection.execute(select(func.max(Load.__table__.c.id))).scalar() or 0


def analyze(engine: Engine) -> None:
    """Let the database count its rows, so that it finds the right index after a load. SQLite looks at some of them only."""
    with write_transaction(engine) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA analysis_limit = {_ROWS_ANALYZED}")
        connection.execute(text("ANALYZE"))


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Insert many rows of ``columns`` at once: some five times faster on SQLite than a statement built from dictionaries."""
    if not rows:
        return
    if connection.dialect.paramstyle != "qmark":
        connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in rows])
        return
    binders = [table.c[column].type.bind_processor(connection.dialect) for column in columns]
    to_bind = [(place, binder) for place, binder in enumerate(binders) if binder is not None]
    if to_bind:
        rows = [_bound(row, to_bind) for row in rows]
    places = ", ".join("?" * len(columns))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places})", list(rows))


def _bound(row: tuple[object, ...], to_bind: list[tuple[int, Any]]) -> tuple[object, ...]:
    values = list(row)
    for place, binder in to_bind:
        values[place] = binder(values[place])
    return tuple(values)


def storage_faults(connection: Connection) -> list[str]:
    """What the database itself finds wrong with its file and its foreign keys, in Swedish; empty when all is well."""
    if connection.dialect.name != "sqlite":
        return []  # other databases check their foreign keys and files themselves
    integrity = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"Databasfilen är skadad: {fault}" for fault in integrity] + [
        f"Tabellen {table}, rad {row}: hänvisar till en rad i {parent} som inte finns" for table, row, parent, _ in orphans
    ]
