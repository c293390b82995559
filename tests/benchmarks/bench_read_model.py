"""How long the read model takes, as ratios within one run: ``python -m tests.benchmarks.bench_read_model [bulk|touched|equal]``.

``bulk``: 1.4 million outcomes (13 districts × 40 units × 60 indicators × 5 years × 3 follow-ups × 3 genders) in a store, read
back, added up, withheld, judged and written, against the bare copy of the same rows from CSV with pandas.
``touched``: what one report of 180 figures touches in a store of ten million outcomes (or ``--districts`` of 108 000 each),
judged from the report's year on, as a load of it does.
``equal``: the fast way against the readable one on 100 000 generated outcomes where everything odd happens.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pandas as pd
from sqlalchemy import Engine, func, select, text, update

from data import schema
from data.store import engine_for, write_transaction
from etl.read_model import rebuild
from tests.benchmarks.city import City, fill
from tests.etl.odd_store import odd_store
from tests.etl.test_two_implementations import differences

AS_OF = dt.date(2024, 2, 1)
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


def touched(districts: int) -> None:
    city = City(districts=districts)
    with tempfile.TemporaryDirectory() as name:
        engine = filled(Path(name), city)
        rebuild_all(engine)
        unit_id = city.unit_ids[len(city.unit_ids) // 2]
        of = schema.Outcome
        report = update(of).where(of.unit_id == unit_id, of.year == city.years[-1], of.period == "VB")
        print(f"{city.outcomes} utfall i lagret; ett dokument med {city.indicators * 3} utfall, ändrade och oförändrade:")
        for step in (0.1, -0.1, 0.1, -0.1, 0.1):
            with write_transaction(engine) as connection:
                connection.execute(report.values(value=of.value + step))
                changed = seconds(lambda: rebuild(connection, [unit_id], AS_OF, since=city.years[-1]))
                unchanged = seconds(lambda: rebuild(connection, [unit_id], AS_OF, since=city.years[-1]))
            print("  ändrat {:.0f} ms ({:.0f} ms processor)".format(*(1000 * each for each in changed)), end="")
            print("   oförändrat {:.0f} ms ({:.0f} ms processor)".format(*(1000 * each for each in unchanged)))
        engine.dispose()


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
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.part == "bulk":
        bulk(given.districts or 13)
    elif given.part == "touched":
        touched(given.districts or 93)
    else:
        equal(given.seed)


if __name__ == "__main__":
    main()
