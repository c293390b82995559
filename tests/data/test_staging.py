"""Rows that are written beside the store come into it as they were given, whole or not at all, and leave nothing behind."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Date, Engine, Float, Integer, MetaData, String, Table, select

from data.arrow import Cells, Words, cells_of
from data.settings import ROOT
from data.staging import Staging, remove_what_was_left, staged
from data.store import StoreError, engine_for, write_transaction

MEASURED = Table(
    "measured", MetaData(), Column("id", Integer, primary_key=True), Column("unit", String), Column("value", Float),
    Column("n", Integer), Column("day", Date),
)  # fmt: skip
MANY = 1_000_000
"""So many rows are said to come that it is worth while to write them beside the store."""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_for(f"sqlite:///{tmp_path / 'malbild.sqlite'}", busy_seconds=5)
    with write_transaction(engine) as connection:
        MEASURED.metadata.create_all(connection)
    yield engine
    engine.dispose()


def beside(engine: Engine) -> list[str]:
    """The files in the store's folder that are not SQLite's own."""
    store = Path(str(engine.url.database))
    return [each.name for each in store.parent.iterdir() if "-vid-sidan-" in each.name]


def add(staging: Staging | None, **columns: list[object]) -> None:
    assert staging is not None
    staging.add(MEASURED, {name: cells_of(values) for name, values in columns.items()})


def rows(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(MEASURED).order_by(MEASURED.c.id))]


def test_rows_come_as_they_were_given_in_their_order(engine: Engine) -> None:
    day = dt.date(2024, 4, 30)
    with write_transaction(engine) as connection:
        with staged(connection, [MEASURED], MANY) as staging:
            add(staging, unit=["Axelsberg", "Pilträdet", None], value=[7.5, None, 0.1], n=[45, None, 2], day=[day, None, day])
            add(staging, unit=["d'Alembert, 'åäö'"], value=[-0.0], n=[0], day=[None])
        assert connection.execute(select(MEASURED.c.id)).all() == [(1,), (2,), (3,), (4,)]
    assert rows(engine) == [
        (1, "Axelsberg", 7.5, 45, day), (2, "Pilträdet", None, None, None), (3, None, 0.1, 2, day),
        (4, "d'Alembert, 'åäö'", 0.0, 0, None),
    ]  # fmt: skip
    assert beside(engine) == []


def test_rows_are_added_after_those_that_are_there(engine: Engine) -> None:
    for unit in ("först", "sedan"):
        with write_transaction(engine) as connection, staged(connection, [MEASURED], MANY) as staging:
            add(staging, unit=[unit, unit], n=[1, 2])
    assert [row[:2] for row in rows(engine)] == [(1, "först"), (2, "först"), (3, "sedan"), (4, "sedan")]


PRINTED = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
NUMBERS = st.none() | st.integers(-(2**61), 2**61)
LINES = st.lists(st.tuples(PRINTED, st.none() | st.floats(allow_nan=False), NUMBERS, st.none() | st.dates()), min_size=1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_what_is_written_beside_is_what_would_be_written_otherwise(engine: Engine, lines: list[tuple[object, ...]]) -> None:
    names = ("unit", "value", "n", "day")
    with write_transaction(engine) as connection:
        connection.execute(MEASURED.delete())
        with staged(connection, [MEASURED], MANY) as staging:
            add(staging, **dict(zip(names, map(list, zip(*lines, strict=True)), strict=True)))
        taken_in = connection.execute(select(MEASURED).order_by(MEASURED.c.id)).all()
        connection.execute(MEASURED.delete())
        connection.execute(MEASURED.insert(), [dict(zip(names, line, strict=True)) for line in lines])
        assert [row[1:] for row in taken_in] == [row[1:] for row in connection.execute(select(MEASURED).order_by(MEASURED.c.id))]


def test_cells_are_the_same_as_objects_and_as_they_are_written() -> None:
    codes = Cells(np.array([2, 0, 1]), Words([None, "helt", "inte"]))
    assert codes.listed() == ["inte", None, "helt"]
    assert codes.distinct() == {"inte", None, "helt"}
    assert Cells(np.array([5, -1]), empty=-1).listed() == [5, None]
    assert Cells(np.array([np.nan, 2.5])).listed() == [None, 2.5]
    assert Cells(np.array([1, 1]), Words(["", "d'Alembert"])).sql_of_all == "'d''Alembert'"
    assert Cells(np.array([-1, -1]), empty=-1).sql_of_all == "NULL"
    assert Cells(np.array([3, 4])).sql_of_all is None


@pytest.mark.parametrize("number", [10, MANY])
def test_few_rows_and_stores_in_memory_are_written_as_ever(engine: Engine, number: int) -> None:
    given_engine = engine if number == 10 else engine_for("sqlite://")
    with write_transaction(given_engine) as connection:
        MEASURED.metadata.create_all(connection)
        with staged(connection, [MEASURED], number) as staging:
            assert staging is None


# -- whole or not at all


def add_and_fail(engine: Engine, when: str) -> None:
    with write_transaction(engine) as connection:
        with staged(connection, [MEASURED], MANY) as staging:
            add(staging, unit=["Axelsberg"])
            if when == "medan raderna skrivs":
                raise RuntimeError(when)
        raise RuntimeError(when)


def add_alone(engine: Engine, **columns: list[object]) -> None:
    with write_transaction(engine) as connection, staged(connection, [MEASURED], MANY) as staging:
        add(staging, **columns)


def test_nothing_is_left_of_a_transaction_that_fails(engine: Engine) -> None:
    for when in ("medan raderna skrivs", "efteråt"):
        with pytest.raises(RuntimeError, match=when):
            add_and_fail(engine, when)
    assert rows(engine) == []
    assert beside(engine) == []


def test_a_row_that_cannot_be_written_is_told_of_in_swedish(engine: Engine) -> None:
    with pytest.raises(StoreError, match=r"kunde inte skrivas vid sidan av databasen.*UNIQUE.*Ingenting har ändrats"):
        add_alone(engine, id=[1, 1])
    assert rows(engine) == []
    assert beside(engine) == []


def test_a_full_disk_is_told_of_in_swedish(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.staging._SETTINGS", ("PRAGMA max_page_count = 3", "BEGIN"))
    with pytest.raises(StoreError, match=r"full.*Kontrollera att det finns plats på disken"):
        add_alone(engine, unit=[f"{place} " * 50 for place in range(2000)])
    assert rows(engine) == []


def test_the_store_can_be_loaded_again_and_again_over_one_connection(engine: Engine) -> None:
    """SQLite attaches at most ten files at once: each is let go when its transaction is over."""
    for number in range(12):
        with write_transaction(engine) as connection:
            connection.execute(MEASURED.delete())
            with staged(connection, [MEASURED], MANY) as staging:
                add(staging, n=[number, number])
    assert [row[3] for row in rows(engine)] == [11, 11]


def test_what_was_left_goes_with_the_next_load_unless_somebody_writes(engine: Engine) -> None:
    store = Path(str(engine.url.database))
    left = store.with_name(f"{store.name}-vid-sidan-1")
    left.touch()
    store.with_name("annan.sqlite-vid-sidan-1").touch()
    with write_transaction(engine):
        remove_what_was_left(engine)
    assert left.exists()
    remove_what_was_left(engine)
    assert beside(engine) == ["annan.sqlite-vid-sidan-1"]


KILLED = """
import os, signal, sys
from data.staging import staged
from data.store import engine_for, write_transaction
from tests.data.test_staging import MANY, MEASURED, add

with write_transaction(engine_for(sys.argv[1])) as connection:
    with staged(connection, [MEASURED], MANY) as staging:
        add(staging, unit=["Axelsberg"] * 1000)
        add(staging, unit=["Axelsberg"] * 1000)
        if sys.argv[2] == "medan":
            os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("when", ["medan", "efteråt"])
def test_what_a_killed_process_left_is_gone_with_the_next(engine: Engine, when: str) -> None:
    """While the rows are written, and when they have been taken in but are not kept yet."""
    process = subprocess.run([sys.executable, "-c", KILLED, str(engine.url), when], cwd=ROOT, env=os.environ, timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert bool(beside(engine)) is (when == "medan")
    assert rows(engine) == []
    with write_transaction(engine) as connection, staged(connection, [MEASURED], MANY) as staging:
        add(staging, unit=["Pilträdet"])
    assert beside(engine) == []
    with closing(sqlite3.connect(str(engine.url.database))) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("SELECT count(*) FROM measured").fetchone() == (1,)
