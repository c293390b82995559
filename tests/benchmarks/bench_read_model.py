"""How long the read model takes, as ratios within one run: ``python -m tests.benchmarks.bench_read_model [bulk|touched|equal]``.

``bulk``: 1.4 million outcomes (13 districts × 40 units × 60 indicators × 5 years × 3 follow-ups × 3 genders) in a store, read
back, added up, withheld, judged and written, against the bare copy of the same rows from CSV with pandas.
``touched``: what one report of 180 figures touches in a store of ten million outcomes (or ``--districts`` of 108 000 each, or
one that is there: ``--store``, which is left as it was), judged from the report's year on, as a load of it does, against
reading the bare rows.
``equal``: the fast way against the readable one on 100 000 generated outcomes where everything odd happens.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from sqlite3 import connect
from statistics import median
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, func, select, text, update

from data import schema
from data.store import WRITES, engine_for, write_transaction
from etl.read_model import judged_on, rebuild
from etl.read_model.organisation import organisation_around
from tests.benchmarks.city import City, fill
from tests.etl.odd_store import odd_store
from tests.etl.test_two_implementations import differences

AS_OF = dt.date(2024, 2, 1)
REPORTS = 15
BARE = ("unit_id", "indicator_id", "year", "period", "gender", "value", "n", "printed", "unit_printed")


def seconds(action: Callable[[], object]) -> tuple[float, float]:
    """Time of one call on the wall, and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - wall, time.process_time() - cpu


def filled(folder: Path, city: City) -> Engine:
    """A store on disk with the city's facts, not judged yet."""
    engine = engine_for(f"sqlite:///{folder / 'stad.sqlite'}")
    with write_transaction(engine) as connection:
        schema.Base.metadata.create_all(connection)
        fill(connection, city)
    with write_transaction(engine) as connection:
        connection.execute(text("ANALYZE"))
    return engine


def bare_copy(csv: Path, folder: Path) -> None:
    with closing(connect(folder / "kopia.sqlite")) as connection:
        pd.read_csv(csv).to_sql("outcome", connection, index=False)


def rebuild_all(engine: Engine) -> None:
    with write_transaction(engine) as connection:
        rebuild(connection, None, AS_OF)


def bulk(districts: int) -> None:
    city = City(districts=districts)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine = filled(folder, city)
        took = seconds(lambda: rebuild_all(engine))
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with engine.connect() as connection:
            rows = connection.execute(select(func.count()).select_from(schema.Attainment)).scalar_one()
            columns = (getattr(schema.Outcome, column) for column in BARE)
            pd.read_sql_query(select(*columns), connection).to_csv(folder / "bar.csv", index=False)
        bare = seconds(lambda: bare_copy(folder / "bar.csv", folder))
        engine.dispose()
    print(f"{city.outcomes} utfall, {rows} rader i läsmodellen, högst {peak_mb:.0f} MB")
    for kind, whole, copy in zip(("väggtid", "processortid"), took, bare, strict=True):
        print(f"  {kind:<13} läsmodellen {whole:6.1f} s   bar kopia {copy:6.1f} s   {whole / copy:5.2f} × kopian")


def touched(districts: int, store: Path | None) -> None:
    if store is not None:
        with closing_engine(engine_for(f"sqlite:///{store}")) as engine:
            touch_reports(engine)
        return
    with tempfile.TemporaryDirectory() as name, closing_engine(filled(Path(name), City(districts=districts))) as engine:
        rebuild_all(engine)
        touch_reports(engine)


@contextmanager
def closing_engine(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.dispose()


def touch_reports(engine: Engine) -> None:
    """One report of one unit after another, in a transaction that is rolled back: the store stays as it is."""
    of, took = schema.Outcome, dict[str, list[tuple[float, float]]]()
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        outcomes, year = connection.execute(select(func.count(), func.max(of.year)).where(of.ended_load_id.is_(None))).one()
        units = list(connection.execute(select(of.unit_id).distinct().order_by(of.unit_id)).scalars())
        as_of = judged_on(connection) or AS_OF
        for unit_id in random.Random(1).sample(units, REPORTS):
            report = update(of).where(of.unit_id == unit_id, of.year == year, of.period == "VB")
            steps = {
                "rättade": report.values(value=func.round(func.abs(of.value - 0.1), 1)),
                "oförändrade": report.values(locator=of.locator),
                "återkallade": report.values(ended_load_id=1),
                "nya": report.values(ended_load_id=None),
            }
            for name, change in steps.items():
                figures = connection.execute(change).rowcount
                took.setdefault(name, []).append(seconds(partial(rebuild, connection, [unit_id], as_of, since=year)))
            bare = rows_touched(connection, unit_id, year)
            took.setdefault("bar läsning", []).append(seconds(partial(read, connection, bare)))
        rows = len(read(connection, bare))
        connection.rollback()
    print(f"{outcomes} utfall i lagret, {len(units)} enheter; en rapport med {figures} utfall rör {rows} rader:")
    of_bare = median(cpu for _, cpu in took["bar läsning"])
    for name, times in took.items():
        wall, cpu = (median(each) for each in zip(*times, strict=True))
        times_bare = f"{cpu / of_bare:5.1f} × att bara läsa raderna"
        print(f"  {name:<12} {1000 * wall:6.1f} ms   {1000 * cpu:6.1f} ms processor   {times_bare}")


def rows_touched(connection: Connection, unit_id: int, year: int) -> str:
    """The query of all there is about the follow-up, of the unit and of all units above it."""
    units = [unit_id, *organisation_around(connection, [unit_id]).chain_above(unit_id)]
    return f"SELECT * FROM attainment WHERE unit_id IN ({', '.join(map(str, units))}) AND year = {year} AND period = 'VB'"


def read(connection: Connection, query: str) -> Sequence[Any]:
    return connection.exec_driver_sql(query).fetchall()


def equal(seed: int) -> None:
    size = {"departments": 3, "units": 12, "indicators": 42, "years": (2018, 2019, 2020, 2021, 2022, 2023), "few": 0.003}
    with odd_store(seed, **size) as (connection, outcomes):
        found = differences(connection)
        print(f"{outcomes} utfall: {len(found)} skillnader mellan den snabba och den läsbara vägen")
        print("\n".join(found[:20]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", choices=("bulk", "touched", "equal"), default="bulk")
    parser.add_argument("--districts", type=int)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.part == "bulk":
        bulk(given.districts or 13)
    elif given.part == "touched":
        touched(given.districts or 93, given.store)
    else:
        equal(given.seed)


if __name__ == "__main__":
    main()
