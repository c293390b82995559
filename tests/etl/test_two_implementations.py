"""Two implementations, one truth: the fast way gives the very rows of the readable one, in every column."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Connection

from etl.read_model import fast, reference
from etl.read_model.goals import GoalKey, count_statuses
from etl.read_model.judged import Defaults
from etl.read_model.rows import COLUMNS, Row
from tests.etl.odd_store import odd_store

DEFAULTS = Defaults(tolerance_pct=10.0, min_group=10)
AS_OF = dt.date(2023, 10, 1)
"""T2 2023 is over and VB 2023 is not."""


class Made(NamedTuple):
    """What the fast way makes: rows in the order of the key, and the count of the goals' indicators."""

    shown: list[tuple[Any, ...]]
    withheld: list[tuple[Any, ...]]
    goals: dict[GoalKey, Counter[str]]


def made_fast(connection: Connection) -> Made:
    whole = fast.whole_of(connection, AS_OF, DEFAULTS)
    if whole is None:
        return Made([], [], {})
    batches = list(whole.batches())
    shown, withheld = ([row for batch in batches for row in batch[place].tuples()] for place in range(2))
    return Made(sorted(shown, key=by_key), sorted(withheld, key=by_key), whole.goals())


def by_key(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row[:5]


def in_key_order(rows: list[Row]) -> list[tuple[Any, ...]]:
    return sorted((tuple(row[name] for name in COLUMNS) for row in rows), key=by_key)


def differences(connection: Connection) -> list[str]:
    """Where the two differ, as texts that name the place and the column; empty when they are the same."""
    computed = list(reference.compute(connection, AS_OF, DEFAULTS))
    quick = made_fast(connection)
    counted: dict[GoalKey, Counter[str]] = {}
    for of in computed:
        count_statuses(counted, of.shown)
    shown = in_key_order([row for of in computed for row in of.shown])
    withheld = in_key_order([row for of in computed for row in of.withheld])
    assert any(row[COLUMNS.index("is_withheld")] for row in shown)
    assert any(row[COLUMNS.index("is_aggregated")] and row[COLUMNS.index("value")] is not None for row in shown)
    found = [*unlike("visad", shown, quick.shown), *unlike("undantagen", withheld, quick.withheld)]
    return found + ([] if counted == quick.goals else ["målens räkning"])


def unlike(name: str, expected: list[tuple[Any, ...]], quick: list[tuple[Any, ...]]) -> list[str]:
    if [row[:5] for row in expected] != [row[:5] for row in quick]:
        return [f"{name}: andra rader: { ({row[:5] for row in expected} ^ {row[:5] for row in quick}) }"]
    return [
        f"{name} {row[:5]}: {column} är {other!r}, borde vara {value!r}"
        for row, other_row in zip(expected, quick, strict=True)
        for column, value, other in zip(COLUMNS, row, other_row, strict=True)
        if value != other
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_fast_way_gives_the_rows_of_the_readable_one(seed: int) -> None:
    with odd_store(seed, departments=1, units=3, indicators=10) as (connection, outcomes):
        assert outcomes > 1500
        assert differences(connection) == []


def test_so_it_does_where_there_is_nothing() -> None:
    with odd_store(1, departments=0, years=()) as (connection, _):
        assert list(reference.compute(connection, AS_OF, DEFAULTS)) != []
        assert made_fast(connection) == Made([], [], {})
