"""Stores for measuring the pages: one district (S), the city (M) and ten million outcomes (L), each with avdelningar."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import Connection, insert, update

from data import schema
from data.store import engine_for, upgrade, write_transaction
from data.vocabulary import Period, PeriodKind
from etl.read_model import rebuild
from tests.benchmarks.city import City, fill

AS_OF = dt.date(2024, 2, 1)
SIZES = {
    "S": City(districts=1, years=(2021, 2022, 2023)),
    "M": City(districts=13),
    "L": City(districts=93),
}
AVDELNINGAR = 4
"""Of each district; the first district's units are also measured avdelning by avdelning."""


def store_of(size: str, folder: Path) -> str:
    """The URL of a store of this size; one that has been made before is used again."""
    path = folder / f"{size}.sqlite"
    url = f"sqlite:///{path}"
    if not path.exists():
        engine = engine_for(url)
        upgrade(engine)
        with write_transaction(engine) as connection:
            city = SIZES[size]
            fill(connection, city)
            _divide(connection, city)
            rebuild(connection, None, AS_OF)
        with write_transaction(engine) as connection:
            connection.exec_driver_sql("ANALYZE")
        engine.dispose()
    return url


def _divide(connection: Connection, city: City) -> None:
    """Put avdelningar between each district and its units."""
    size = city.units // AVDELNINGAR
    for district in range(city.districts):
        first = city.unit_ids[district * city.units]
        for place in range(AVDELNINGAR):
            id_ = 1_000_000 + district * AVDELNINGAR + place
            name = f"a{district}-{place}"
            unit = {"id": id_, "slug": name, "name": f"Avdelning {name}", "kind": "avdelning", "parent_id": 2 + district}
            connection.execute(insert(schema.Unit), unit)
            units = range(first + place * size, first + (place + 1) * size)
            connection.execute(update(schema.Unit).where(schema.Unit.id.in_(units)).values(parent_id=id_))


def addresses(size: str) -> list[str]:
    """Läget of whole districts (40 units × 60 indicators) in different follow-ups: what is changed between."""
    city = SIZES[size]
    districts = [f"f{district}" for district in range(min(city.districts, 5))]
    periods = [Period(year, kind) for year in city.years[-3:] for kind in (PeriodKind.T1, PeriodKind.T2, PeriodKind.VB)]
    pairs = [(district, period) for period in periods for district in districts]
    return [f"/?enhet={district}&period={period.kind}-{period.year}" for district, period in pairs][:18]
