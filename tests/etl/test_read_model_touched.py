"""Rebuilding what a document touches comes to the same as rebuilding everything, where everything odd happens."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from data import schema
from etl.read_model import rebuild
from etl.read_model.goals import goal_rows
from etl.read_model.organisation import organisation_of
from etl.read_model.writing import ATTAINMENT, GOALS, WITHHELD, Table
from tests.etl.odd_store import odd_store
from tests.etl.test_two_implementations import AS_OF, made_fast

YEARS = (2021, 2022, 2023)
CHANGES = ("value", "few", "end", "target", "goal", "new", "tree", "stated", "followed", "followed")


def stored(connection: Connection, table: Table) -> list[tuple[Any, ...]]:
    columns = [table.table.c[name] for name in table.columns]
    return [tuple(row) for row in connection.execute(select(*columns).order_by(*(table.table.c[name] for name in table.key)))]


def is_as_if_made_anew(connection: Connection) -> bool:
    anew = made_fast(connection)
    goals = goal_rows(connection, organisation_of(connection), anew.goals)
    return (
        stored(connection, ATTAINMENT) == anew.shown
        and stored(connection, WITHHELD) == anew.withheld
        and stored(connection, GOALS) == [tuple(row[name] for name in GOALS.columns) for row in goals]
    )


def change(connection: Connection, unit_id: int, what: str, chance: random.Random) -> int | None:
    """One thing that a new load changes about the unit, if it has such a fact; gives the year that it concerns."""
    load = connection.execute(
        insert(schema.Load).values(finished_at=dt.datetime(2024, 1, 1), what=what).returning(schema.Load.id)
    )
    load_id = int(load.scalar_one())
    of_other = {"target": schema.Target, "goal": schema.FollowedUnder, "tree": schema.PlanGoal, "stated": schema.StatedJudgement}
    of_other["followed"] = schema.FollowedUnder
    table: Any = of_other.get(what, schema.Outcome)
    current = select(table.__table__).where(table.unit_id == unit_id, table.ended_load_id.is_(None))
    facts = [dict(row) for row in connection.execute(current).mappings()]
    if not facts:
        return None
    fact = chance.choice(facts)
    id_ = fact.pop("id")
    if what not in ("new", "followed"):
        connection.execute(update(table).where(table.id == id_).values(ended_load_id=load_id))
    goals, indicators = (list(connection.execute(select(of.id)).scalars()) for of in (schema.Goal, schema.Indicator))
    says: dict[str, dict[str, Any]] = {
        "value": {"value": chance.randint(20, 999) / 10, "missing": None, "is_doubtful": False},
        "few": {"n": chance.randint(1, 9)},
        "target": {"value": chance.randint(1, 999) / 10, "form": "level"},
        "goal": {"goal_id": chance.choice(goals)},
        "tree": {"parent_goal_id": chance.choice(goals)},
        "stated": {"judgement": chance.choice(["uppfylls_helt", "uppfylls_inte", None])},
        "followed": {"goal_id": chance.choice(goals), "indicator_id": chance.choice(indicators), "year": chance.choice(YEARS)},
        "new": {"gender": chance.choice("TKM"), "value": 41.0, "missing": None},
    }
    fact |= says.get(what, {})
    if what in says:
        connection.execute(insert(table).values(**fact | {"load_id": load_id}))
    return int(fact["year"])


def without_withheld_by_source(connection: Connection) -> None:
    by_source = update(schema.Outcome).where(schema.Outcome.missing == "withheld")
    connection.execute(by_source.values(missing="dropped_out", value=None))


@pytest.mark.parametrize("seed", [4, 5])
def test_several_units_touched_at_once_come_to_the_same_as_all_made_anew(seed: int) -> None:
    """Units of different departments, and now and then one above them: a figures table, or a correction of many reports."""
    chance = random.Random(seed)
    with odd_store(seed, departments=2, units=3, indicators=5, years=YEARS, few=0.0) as (connection, _):
        connection.execute(update(schema.Indicator).values(is_sensitive=False, min_group=0))
        without_withheld_by_source(connection)
        rebuild(connection, None, AS_OF, tolerance_pct=10.0, min_group=10)
        units = list(connection.execute(select(schema.Unit.id)).scalars())
        for _ in range(8):
            some = chance.sample(units, chance.randint(2, 5))
            years = [change(connection, unit_id, chance.choice(CHANGES), chance) for unit_id in some]
            known = [year for year in years if year is not None]
            rebuild(connection, some, AS_OF, since=min(known, default=None), tolerance_pct=10.0, min_group=10)
            assert is_as_if_made_anew(connection), some
            assert rebuild(connection, units, AS_OF, tolerance_pct=10.0, min_group=10) == 0


@pytest.mark.parametrize(("seed", "few"), [(1, 0.0), (2, 0.0), (3, 0.004)])
def test_what_is_touched_comes_to_the_same_as_all_made_anew(seed: int, few: float) -> None:
    chance = random.Random(seed)
    size = {"departments": 1, "units": 3, "indicators": 5, "years": YEARS, "few": few}
    with odd_store(seed, **size) as (connection, _):
        connection.execute(update(schema.Indicator).values(is_sensitive=few > 0))
        if not few:
            without_withheld_by_source(connection)
        rebuild(connection, None, AS_OF, tolerance_pct=10.0, min_group=10)
        units = list(connection.execute(select(schema.Unit.id)).scalars())
        for what in chance.choices(CHANGES, k=15):
            unit_id = chance.choice(units)
            year = change(connection, unit_id, what, chance)
            since = year if chance.random() < 0.7 else None
            rebuild(connection, [unit_id], AS_OF, since=since, tolerance_pct=10.0, min_group=10)
            assert is_as_if_made_anew(connection), (what, unit_id)
            assert rebuild(connection, [unit_id], AS_OF, tolerance_pct=10.0, min_group=10) == 0
