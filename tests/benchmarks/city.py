"""A generated city of any size, filled into a store fast: what the benchmarks of the read model measure on."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, cast

from sqlalchemy import Connection, Table, insert

from data import schema
from data.store import insert_rows
from data.vocabulary import FOLLOW_UPS, Gender

GENDERS = tuple(Gender)
_AT_A_TIME = 20_000


@dataclass(frozen=True)
class City:
    """Districts of equally many units, which all follow every indicator every tertial; ``few`` of the figures are of too few."""

    districts: int = 13
    units: int = 40
    indicators: int = 60
    years: tuple[int, ...] = (2019, 2020, 2021, 2022, 2023)
    few: float = 0.0

    @property
    def unit_ids(self) -> range:
        """Of the units that report."""
        return range(2 + self.districts, 2 + self.districts + self.districts * self.units)

    @property
    def outcomes(self) -> int:
        return len(self.unit_ids) * self.indicators * len(self.years) * len(FOLLOW_UPS) * len(GENDERS)


def fill(connection: Connection, city: City) -> None:
    """Add the city's organisation, indicators and facts to an empty store."""
    connection.execute(insert(schema.Load).values(id=1, finished_at=dt.datetime(2024, 1, 1), what="allt"))
    _add_units(connection, city)
    indicators = [
        {"slug": f"i{number}", "name": f"Indikator {number}", "short_name": "", "measure": "share", "unit_of_measure": "%"}
        | {"better": "higher" if number % 2 else "lower", "periodicity": "Tertial", "measured_over": "own_period"}
        | {"aggregate": "weighted_mean"}
        for number in range(city.indicators)
    ]
    connection.execute(insert(schema.Indicator), indicators)
    connection.execute(insert(schema.Goal).values(id=1, key="1", level="kf_mal", programme="2023-2026", title="Mål"))
    documents = {key: id_ for id_, key in enumerate(product(city.unit_ids, city.years, ("VP", *FOLLOW_UPS)), start=1)}
    _copy(
        connection,
        schema.SourceDocument,
        (
            *("id", "document_key", "load_id", "file_name", "sha256", "origin", "kind", "year", "unit_id", "position", "title"),
            *("publisher", "reference", "records_read"),
        ),
        (
            (id_, f"{unit} {kind} {year}", 1, "fil.txt", "", "document", str(kind), year, unit, 0, "", "", "", 0)
            for (unit, year, kind), id_ in documents.items()
        ),
    )
    chance = random.Random(1)
    origin = ("source_document_id", "locator", "printed", "load_id", "unit_id", "indicator_id", "year")
    indicator_ids = range(1, city.indicators + 1)
    of_year = list(product(city.unit_ids, city.years, indicator_ids))
    _copy(
        connection,
        schema.FollowedUnder,
        (*origin, "goal_id", "periodicity"),
        ((documents[unit, year, "VP"], "rad 1", "", 1, unit, i, year, 1, "Tertial") for unit, year, i in of_year),
    )
    _copy(
        connection,
        schema.Target,
        (*origin, "kind", "form", "value", "unit_printed", "valid_from", "is_doubtful"),
        (
            (
                documents[unit, year, "VP"],
                "rad 1",
                "80 %",
                1,
                unit,
                i,
                year,
                "arsmal",
                "level",
                float(chance.randint(40, 95)),
                "%",
                dt.date(year, 1, 1),
                0,
            )
            for unit, year, i in of_year
        ),
    )
    _copy(
        connection,
        schema.Outcome,
        (*origin, "period", "gender", "value", "n", "unit_printed", "reported_year", "reported_period", "is_doubtful"),
        (
            (
                *(documents[unit, year, kind], "rad 1", "78,1 %", 1, unit, i, year, str(kind), gender.value),
                *(chance.randint(0, 1000) / 10, _respondents(chance, city.few), "%", year, str(kind), 0),
            )
            for unit, year in product(city.unit_ids, city.years)
            for kind, i, gender in product(FOLLOW_UPS, indicator_ids, GENDERS)
        ),
    )


def _respondents(chance: random.Random, few: float) -> int:
    return chance.randint(1, 9) if chance.random() < few else chance.randint(10, 400)


def _add_units(connection: Connection, city: City) -> None:
    units = [{"id": 1, "slug": "stad", "name": "Staden", "kind": "stad", "parent_id": None}]
    for district in range(city.districts):
        name = f"f{district}"
        units.append({"id": 2 + district, "slug": name, "name": name, "kind": "forvaltning", "parent_id": 1})
    for place, unit in enumerate(city.unit_ids):
        name = f"e{unit}"
        units.append({"id": unit, "slug": name, "name": name, "kind": "enhet", "parent_id": 2 + place // city.units})
    connection.execute(insert(schema.Unit), units)


def _copy(connection: Connection, table: Any, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    for chunk in _batched(rows):
        insert_rows(connection, cast(Table, table.__table__), columns, chunk)


def _batched(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    chunk: list[tuple[Any, ...]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _AT_A_TIME:
            yield chunk
            chunk = []
    yield chunk
