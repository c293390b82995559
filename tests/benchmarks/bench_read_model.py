"""How long the read model takes, as ratios within one run: ``python -m tests.benchmarks.bench_read_model``.

A district of 18 units × 40 indicators × 9 follow-ups (three years), and one ten times as large: rebuilding everything,
rebuilding what has not changed, re-judging one unit after one document – against copying the bare finished rows.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import Connection, Table, create_engine, delete, insert, update
from sqlalchemy.pool import StaticPool

from data import schema
from data.store import insert_rows
from data.vocabulary import FOLLOW_UPS, Gender, PeriodKind
from etl.read_model import expected_rows, rebuild
from etl.read_model.rows import COLUMNS
from etl.rules.exact import exact

UNITS, INDICATORS, YEARS = 18, 40, (2021, 2022, 2023)
AS_OF = dt.date(2024, 2, 1)
ATTAINMENT = cast(Table, schema.Attainment.__table__)


def filled_store(units: int, chance: random.Random) -> Connection:
    """A store in memory where every unit follows every indicator, with outcomes for both sexes in every follow-up."""
    connection = create_engine("sqlite://", poolclass=StaticPool).connect()
    schema.Base.metadata.create_all(connection)
    named = ({"slug": f"{number}", "name": f"{number}"} for number in range(max(units, INDICATORS)))
    names = list(named)
    connection.execute(insert(schema.Load).values(id=1, finished_at=dt.datetime(2024, 1, 1), what="allt"))
    connection.execute(insert(schema.Unit), [{**name, "kind": "enhet"} for name in names[:units]])
    connection.execute(
        insert(schema.Indicator),
        [
            {**name, "short_name": name["name"], "measure": "share", "unit_of_measure": "%", "better": "lower"}
            | {"periodicity": "Tertial"}
            for name in names[:INDICATORS]
        ],
    )
    for unit_id in range(1, units + 1):
        _fill_unit(connection, unit_id, chance)
    connection.commit()
    return connection


def _fill_unit(connection: Connection, unit_id: int, chance: random.Random) -> None:
    followed, targets, outcomes, forecasts = [], [], [], []
    for year in YEARS:
        document = _document(connection, unit_id, year, PeriodKind.VP)
        for indicator_id in range(1, INDICATORS + 1):
            common = {"unit_id": unit_id, "indicator_id": indicator_id, "year": year, "locator": "rad 1", "printed": "9,5 %"}
            plan = common | {"source_document_id": document, "load_id": 1}
            followed.append(plan | {"periodicity": "Tertial"})
            for kind in ("arsmal", "kf_arsmal"):
                level = chance.randint(50, 150) / 10
                targets.append(plan | {"kind": kind, "form": "level", "value": level, "valid_from": dt.date(year, 1, 1)})
            for period in FOLLOW_UPS:
                figure = plan | {"period": period, "unit_printed": "%"}
                outcomes += [
                    figure
                    | {"gender": gender, "value": chance.randint(30, 200) / 10, "n": 40}
                    | {"reported_year": year, "reported_period": period}
                    for gender in Gender
                ]
                forecasts.append(figure | {"gender": "T", "value": chance.randint(30, 200) / 10})
    for table, rows in (
        (schema.FollowedUnder, followed),
        (schema.Target, targets),
        (schema.Outcome, outcomes),
        (schema.Forecast, forecasts),
    ):
        connection.execute(insert(table), rows)


def _document(connection: Connection, unit_id: int, year: int, kind: PeriodKind) -> int:
    row: dict[str, Any] = {"document_key": f"{unit_id} {kind} {year}", "load_id": 1, "file_name": "plan.txt", "sha256": ""}
    row |= {"origin": "document", "kind": kind, "year": year, "unit_id": unit_id}
    key = connection.execute(insert(schema.SourceDocument).values(**row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def seconds(action: Callable[[], object]) -> float:
    """Time of one call."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def measure(units: int) -> tuple[int, dict[str, float]]:
    """Rows of the read model, and the seconds of each step on a fresh store."""
    connection = filled_store(units, random.Random(1))
    exact.cache_clear()
    took = {"allt från tomt": seconds(lambda: rebuild(connection, None, AS_OF))}
    took["allt, oförändrat"] = seconds(lambda: rebuild(connection, None, AS_OF))
    took["en enhet, oförändrad"] = min(seconds(lambda: rebuild(connection, [7], AS_OF)) for _ in range(5))
    document = update(schema.Outcome).where(schema.Outcome.unit_id == 7, schema.Outcome.year == 2023)
    connection.execute(document.values(value=schema.Outcome.value + 0.1))
    took["en enhet, ett dokument ändrat"] = seconds(lambda: rebuild(connection, [7], AS_OF))
    rows = [tuple(row[name] for name in COLUMNS) for row in expected_rows(connection, None, AS_OF)]
    connection.execute(delete(ATTAINMENT))
    took["kopia av de färdiga raderna"] = seconds(lambda: insert_rows(connection, ATTAINMENT, COLUMNS, rows))
    connection.close()
    connection.engine.dispose()
    return len(rows), took


def main() -> None:
    for units in (UNITS, UNITS * 10):
        rows, took = measure(units)
        bare = took["kopia av de färdiga raderna"]
        print(f"{units} enheter × {INDICATORS} indikatorer × {len(YEARS) * 3} uppföljningar × 3 kön: {rows} rader")
        for step, duration in took.items():
            print(f"  {step:<30} {duration * 1000:8.1f} ms {duration / bare:6.2f} × kopian {duration / rows * 1e6:6.1f} µs/rad")


if __name__ == "__main__":
    main()
