"""The store on its own: made, brought up to date, written whole or not at all."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, Engine, MetaData, func, insert, select, text

from data.schema import Base, Indicator, Load, Outcome, Unit
from data.settings import ROOT
from data.store import (
    MIGRATIONS,
    StoreBusyError,
    StoreError,
    analyze,
    data_version,
    engine_for,
    insert_rows,
    revisions,
    storage_faults,
    upgrade,
    write_transaction,
)

NOON = dt.datetime(2024, 5, 20, 12, 0)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'malbild.sqlite'}"


@pytest.fixture
def engine(url: str) -> Engine:
    store = engine_for(url, busy_seconds=0.2)
    upgrade(store)
    return store


def loads(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(Load)).scalar_one()


def test_the_migrations_end_in_the_schema(engine: Engine) -> None:
    with engine.connect() as connection:
        migrated = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(migrated, Base.metadata) == []


def test_the_server_says_how_much_of_the_file_each_connection_keeps_in_memory(url: str) -> None:
    engine = engine_for(url, cache_kib=300)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == -300  # negative: KiB and not pages
    engine.dispose()


def test_check_constraints_are_migrated_too(engine: Engine) -> None:
    with engine.connect() as connection:
        sql = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'outcome'")).scalar_one()
    assert "CHECK (gender = 'T' OR gender = 'K' OR gender = 'M')" in sql


@pytest.mark.parametrize("earlier", revisions()[:-1])
def test_a_store_of_an_earlier_version_keeps_its_facts_when_it_is_upgraded(url: str, earlier: str) -> None:
    engine = engine_for(url)
    with write_transaction(engine) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, earlier)
        before = _a_row_in_every_table(connection)
    upgrade(engine)
    with engine.connect() as connection:
        assert _told(connection, before) == before
        assert connection.execute(select(Indicator.n_is_denominator)).scalars().all() == [True]
    assert _faults(engine) == []


_DERIVED = {"attainment", "withheld_attainment", "goal_attainment", "store_fact", "alembic_version"}


def _a_row_in_every_table(connection: Connection) -> dict[str, dict[str, object]]:
    """One made-up row in every table of the store as it is, each referring to the others; those of facts, by table."""
    there = MetaData()
    there.reflect(connection)
    made = {table.name: {column.name: _made_up(column) for column in table.columns} for table in there.sorted_tables}
    for table in there.sorted_tables:
        if table.name != "alembic_version":
            connection.execute(insert(table).values(made[table.name]))
    return {name: row for name, row in made.items() if name not in _DERIVED}


def _made_up(column: Column[Any]) -> object:
    if column.name == "gender":
        return "T"
    kind = column.type.python_type
    days: dict[type, object] = {dt.datetime: NOON, dt.date: NOON.date()}
    return days[kind] if kind in days else kind(1)


def _told(connection: Connection, rows: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    there = MetaData()
    there.reflect(connection)
    return {
        name: dict(connection.execute(select(*(there.tables[name].c[column] for column in row))).mappings().one())
        for name, row in rows.items()
    }


def _faults(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return storage_faults(connection)


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [revisions()[-1]]


def test_four_processes_may_make_the_store_at_once(url: str) -> None:
    program = "import sys; from data.store import engine_for, upgrade; upgrade(engine_for(sys.argv[1]))"
    running = [
        subprocess.Popen([sys.executable, "-c", program, url], cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    errors = [process.communicate(timeout=60)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0], errors
    with engine_for(url).connect() as connection:
        assert storage_faults(connection) == []
        assert data_version(connection) == 0


def test_a_store_newer_than_the_program_is_left_alone(engine: Engine) -> None:
    with write_transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"nyare version av Målbild \(schema 9999"):
        upgrade(engine)


def test_somebody_elses_database_is_left_alone(url: str) -> None:
    engine = engine_for(url)
    with write_transaction(engine) as connection:
        connection.execute(text("CREATE TABLE recept (namn TEXT)"))
    with pytest.raises(StoreError, match="något annat än Målbild"):
        upgrade(engine)


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "malbild.sqlite"
    path.write_text("Verksamhetsplan 2023 " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="är ingen databas"):
        upgrade(engine_for(f"sqlite:///{path}"))


def test_a_folder_in_the_way_is_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="kan inte skapas"):
        engine_for(f"sqlite:///{tmp_path / 'var' / 'malbild.sqlite'}")


def test_a_transaction_is_kept_whole_or_not_at_all(engine: Engine) -> None:
    with write_transaction(engine) as connection:
        connection.execute(insert(Load).values(finished_at=NOON, what="en"))
    with pytest.raises(RuntimeError), write_transaction(engine) as connection:  # noqa: PT012 - the failure is inside
        connection.execute(insert(Load).values(finished_at=NOON, what="två"))
        raise RuntimeError
    assert loads(engine) == 1


def test_a_second_writer_waits_and_is_then_told(url: str, engine: Engine) -> None:
    with write_transaction(engine) as connection:
        connection.execute(insert(Load).values(finished_at=NOON, what="den som hann först"))
        with (
            pytest.raises(StoreBusyError, match="används av en annan inläsning"),
            write_transaction(engine_for(url, busy_seconds=0.1)),
        ):
            pass
    assert loads(engine) == 1


def test_a_reader_reads_on_while_a_load_runs(url: str, engine: Engine) -> None:
    with write_transaction(engine) as connection:
        connection.execute(insert(Load).values(finished_at=NOON, what="ny"))
        assert loads(engine_for(url)) == 0
    assert loads(engine) == 1


def test_a_fact_without_its_unit_is_refused(engine: Engine) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), write_transaction(engine) as connection:
        connection.execute(insert(Unit).values(slug="a", name="A", kind="enhet", parent_id=17))


def test_the_datas_version_is_the_newest_load(engine: Engine) -> None:
    with engine.connect() as connection:
        assert data_version(connection) == 0
    with write_transaction(engine) as connection:
        connection.execute(insert(Load).values(id=7, finished_at=NOON, what="sju"))
        assert data_version(connection) == 7


def test_rows_inserted_in_bulk_read_back_as_their_types(engine: Engine) -> None:
    columns = (
        *("id", "slug", "name", "short_name", "description", "unit_of_measure", "decimals", "accumulates", "aggregate"),
        *("is_sensitive", "n_is_denominator", "kf_target_is_local", "source", "checked_on", "sort_order", "is_draft"),
    )
    row = (1, "nojda", "Nöjda", "Nöjda", "", "%", 0, False, "none", False, True, True, "", dt.date(2024, 1, 2), 0, True)
    with write_transaction(engine) as connection:
        insert_rows(connection, Base.metadata.tables["indicator"], columns, [row])
        insert_rows(connection, Base.metadata.tables["indicator"], columns, [])
        found = connection.execute(select(Indicator.checked_on, Indicator.is_draft, Indicator.accumulates)).one()
    assert found == (dt.date(2024, 1, 2), True, False)


def test_the_query_for_an_indicators_outcomes_uses_its_index(engine: Engine) -> None:
    analyze(engine)
    wanted = select(Outcome.value).where(Outcome.unit_id == 1, Outcome.indicator_id == 2, Outcome.year == 2023)
    sql = str(wanted.compile(engine, compile_kwargs={"literal_binds": True}))
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
    assert "ix_outcome_unit_id_indicator_id_year" in plan[0].detail
