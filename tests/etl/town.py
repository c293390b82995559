"""A generated town in a store: its truth, the facts that the units report, and what an ordinary reader gets of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import Connection, create_engine, insert, select, update
from sqlalchemy.pool import StaticPool

from data import schema
from data.vocabulary import FOLLOW_UPS, Gender, Measure, MissingReason, Period, PeriodKind, TargetForm, TargetKind
from etl.read_model import rebuild
from etl.rules.figures import Figure
from etl.rules.withholding import Cell, Key, is_too_few
from tests.rules.attack import World, district

YEARS = (2019, 2020, 2021, 2022, 2023)
AS_OF = dt.date(2024, 2, 1)
INDICATOR = 1
ABOVE, GOAL = 1, 2
"""The council's goal, and the board's under it, under which the indicator stands."""
UNROUNDED = 12
"""Decimals of what is added up: so many that a reader has all that the units' people say, and rounding hides nothing."""

Row = dict[str, Any]


class Place(NamedTuple):
    """Where a figure of the one indicator stands."""

    unit_id: int
    year: int
    period: PeriodKind
    gender: Gender

    @property
    def key(self) -> Key:
        return Key(self.unit_id, self.period, self.gender)


@dataclass
class Town:
    """``published`` and ``goals`` are the stored rows that ordinary readers get, ``open_`` those of the readers who see all."""

    worlds: dict[int, World]
    published: dict[Place, Row]
    open_: dict[Place, Row]
    goals: list[Row]

    @property
    def hidden(self) -> set[Place]:
        """The places that have a figure which is not published."""
        return {place for place, row in self.open_.items() if row["value"] is not None and self.published[place]["value"] is None}

    @property
    def primary(self) -> set[Place]:
        """The places with too few people by themselves."""
        return {place for place, row in self.open_.items() if row["value"] is not None and self._is_too_few(place, row)}

    def _is_too_few(self, place: Place, row: Row) -> bool:
        world = self.worlds[place.year]
        return is_too_few(
            Figure(row["value"]),
            row["n"],
            min_group=world.min_group,
            is_sensitive=world.is_sensitive,
            indicator=world.indicator,
        )


@contextmanager
def empty_store() -> Iterator[Connection]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            schema.Base.metadata.create_all(connection)
            yield connection
    finally:
        engine.dispose()


def town(seed: int, **size: Any) -> Town:
    """A town of five years, loaded and judged as ever: with targets of all kinds, forecasts and goals."""
    with empty_store() as connection:
        worlds = {year: district(seed + number, tree=seed, **size) for number, year in enumerate(YEARS)}
        tell(connection, worlds)
        return judged(connection, worlds)


def tell(connection: Connection, worlds: dict[int, World]) -> None:
    """Everything that the units report of these worlds, as facts of the store."""
    some = next(iter(worlds.values()))
    rules = some.indicator
    connection.execute(
        insert(schema.Indicator).values(
            **{
                "id": INDICATOR,
                "slug": "trygga",
                "name": "Trygga",
                "short_name": "",
                "better": "higher",
                "periodicity": "Tertial",
                "decimals": UNROUNDED,
            },
            **{"measure": rules.measure, "unit_of_measure": "%" if rules.measure is Measure.SHARE else "personer"},
            **{"accumulates": rules.accumulates, "aggregate": rules.aggregate, "measured_over": rules.measured_over},
        )
    )
    for goal, level in ((ABOVE, "kf_mal"), (GOAL, "namndmal")):
        connection.execute(insert(schema.Goal).values(id=goal, key=level, level=level, programme="2023-2026", title=level))
    for unit_id in sorted(some.parents):
        above = some.parents[unit_id]
        parent = {"parent_id": None if above is None else above + 1}
        connection.execute(
            insert(schema.Unit).values(id=unit_id + 1, slug=str(unit_id), name=str(unit_id), kind="enhet", **parent)
        )
    rows: dict[Any, list[Row]] = {}
    ids = count(1)
    for year, world in worlds.items():
        _tell_year(rows, ids, year, world)
    tables = (schema.Load, schema.SourceDocument, schema.PlanGoal, schema.FollowedUnder, schema.Target, schema.Outcome)
    for table in (*tables, schema.Forecast):
        connection.execute(insert(table), rows[table])


def _tell_year(rows: dict[Any, list[Row]], ids: Iterator[int], year: int, world: World) -> None:
    def add(table: Any, **columns: Any) -> int:
        id_ = next(ids)
        rows.setdefault(table, []).append({"id": id_, **columns})
        return id_

    for number, unit_id in enumerate(sorted(world.parents), start=1):
        reports = {}
        for kind in (PeriodKind.VP, *FOLLOW_UPS):
            load = add(schema.Load, finished_at=dt.datetime(2024, 1, 1), what=str(kind))
            named = {"document_key": f"{unit_id} {kind} {year}", "file_name": "", "sha256": "", "origin": "document"}
            document = add(schema.SourceDocument, **named, load_id=load, kind=kind, year=year, unit_id=unit_id + 1)
            fact = {"source_document_id": document, "load_id": load, "locator": "rad 1", "unit_id": unit_id + 1}
            reports[kind] = fact | {"printed": "", "indicator_id": INDICATOR, "year": year}
        of = reports[PeriodKind.VP]
        in_tree = {name: value for name, value in of.items() if name != "indicator_id"}
        add(schema.PlanGoal, **in_tree, goal_id=GOAL, parent_goal_id=ABOVE, sort_order=1)
        add(schema.FollowedUnder, **of, goal_id=GOAL, periodicity="Tertial")
        for target_kind, form in ((TargetKind.ARSMAL, number % 3), (TargetKind.KF_ARSMAL, number % 2)):
            level = {"form": TargetForm.LEVEL, "value": 50.0} if form == 0 else {"form": TargetForm.INCREASE, "value": None}
            add(
                schema.Target, **of, kind=target_kind, unit_printed="", valid_from=dt.date(year, 1, 1), is_doubtful=False, **level
            )
        for kind in FOLLOW_UPS:
            add(schema.Forecast, **reports[kind], period=kind, gender=Gender.T, value=55.0, unit_printed="")
    for key, cell in sorted(world.cells.items()):
        if not cell.is_added_up:
            add(schema.Outcome, **_outcome(year, key, cell, rows))


def _outcome(year: int, key: Key, cell: Cell, rows: dict[Any, list[Row]]) -> Row:
    report = next(
        row
        for row in reversed(rows[schema.SourceDocument])
        if (row["unit_id"], row["kind"], row["year"]) == (key.unit_id + 1, key.period, year)
    )
    fact = {"source_document_id": report["id"], "load_id": report["load_id"], "locator": "rad 1", "unit_id": key.unit_id + 1}
    figure = cell.figure
    return fact | {
        **{"indicator_id": INDICATOR, "year": year, "period": key.period, "gender": key.gender, "unit_printed": figure.unit},
        **{"printed": ".." if figure.missing else f"{figure.value} tryckt", "value": figure.value, "n": cell.n},
        **{"missing": figure.missing, "is_doubtful": False, "reported_year": year, "reported_period": key.period},
    }


def judged(connection: Connection, worlds: dict[int, World]) -> Town:
    """The read model made of the facts, and the worlds' figures as it has them."""
    some = next(iter(worlds.values()))
    limits = {"min_group": some.min_group, "is_sensitive": some.is_sensitive}
    connection.execute(update(schema.Indicator).values(**limits))
    rebuild(connection, None, AS_OF, tolerance_pct=10.0, min_group=10)
    goals = [dict(row) for row in connection.execute(select(schema.GoalAttainment.__table__)).mappings()]
    published = _rows(connection, schema.Attainment)
    found = Town(worlds, published, published | _rows(connection, schema.WithheldAttainment), goals)
    for year, world in worlds.items():
        _fill(world, year, found.open_)
    return found


def _rows(connection: Connection, table: Any) -> dict[Place, Row]:
    rows = [dict(row) for row in connection.execute(select(table.__table__)).mappings()]
    return {Place(row["unit_id"] - 1, row["year"], PeriodKind(row["period"]), Gender(row["gender"])): row for row in rows}


def _fill(world: World, year: int, open_: dict[Place, Row]) -> None:
    """The world's figures are those of the store: parents' are added up by it, from the units that had reported."""
    world.cells.clear()
    world.covered.clear()
    of_year = {place: row for place, row in open_.items() if place.year == year}
    for place, row in of_year.items():
        if row["value"] is not None:
            world.cells[place.key] = Cell(Figure(row["value"]), row["n"], row["is_aggregated"])
        elif row["missing"] == MissingReason.WITHHELD:
            world.withhold_in_source(place.key)
    for key in sorted(world.cells, key=lambda key: -key.unit_id):
        if world.cells[key].is_added_up:
            people = [world.people(each) for each in world.added(key)]
            world.covered[key] = sum(people[1:], people[0])


def period_of(place: Place) -> Period:
    return Period(place.year, place.period)
