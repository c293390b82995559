"""The file that Underlag gives, loaded into another store, gives the same figures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from app.presenters.underlag_columns import COLUMNS
from app.server import create_app
from data.definitions import load_definitions
from data.schema import Attainment, Indicator, Unit
from data.store import engine_for
from etl.readers.tables import read_table
from etl.sources import Source
from etl.tables import knowledge_of
from tests.load.desk import AXELSBERG, PILTRADET, Desk, definitions
from tests.readers.making_tables import write
from tests.readers.making_tables.files import Made, Plain, Share

ROWS: list[list[Plain]] = [
    ["Enhet", "Indikator", "Period", "Kön", "Utfall", "Antal svarande", "Årsmål"],
    [AXELSBERG, "Sjukfrånvaro", "T1 2023", "Totalt", Share(9.53), 118, "7,5 %"],
    [AXELSBERG, "Sjukfrånvaro", "T1 2023", "Kvinnor", Share(10.1), 96, None],
    [AXELSBERG, "Sjukfrånvaro", "T1 2023", "Män", Share(7.0), 22, None],
    [AXELSBERG, "Sjukfrånvaro", "T2 2023", "Totalt", Share(9), 120, "7,5 %"],
    [PILTRADET, "Sjukfrånvaro", "T1 2023", "Totalt", Share(8.25), 60, "Max 8 %"],
    [PILTRADET, "Andelen nöjda omsorgstagare", "VB 2022", "Totalt", Share(87), 41, "85 %"],
    [PILTRADET, "Andelen nöjda omsorgstagare", "VB 2022", "Kvinnor", Share(90), 5, None],
]
KEPT = ("year", "period", "gender", "value", "n", "target_value", "target_form", "status", "is_withheld")


def source(path: Path) -> Source:
    knowledge = knowledge_of(load_definitions())
    return Source(path, path.name, lambda: read_table(path, knowledge), (path,))


def figures(desk: Desk) -> set[tuple[object, ...]]:
    """What is shown of each figure that has been reported, or is withheld."""
    columns = [getattr(Attainment, name) for name in KEPT]
    reported = (Attainment.value.is_not(None) | Attainment.is_withheld) & Attainment.is_aggregated.is_(False)
    with desk.engine.connect() as connection:
        rows = connection.execute(
            select(Unit.slug, Indicator.slug, *columns)
            .join(Unit, Unit.id == Attainment.unit_id)
            .join(Indicator, Indicator.id == Attainment.indicator_id)
            .where(reported)
        ).all()
    return {tuple(row) for row in rows}


@pytest.mark.parametrize(
    ("ending", "choices"),
    [("xlsx", ""), ("csv", ""), ("csv", "&form=rfc4180"), ("xlsx", "&sprak=en"), ("csv", "&sprak=en&form=rfc4180")],
)
def test_what_is_exported_loads_back_as_the_same_figures(
    desk: Desk, empty_store: Path, tmp_path: Path, ending: str, choices: str
) -> None:
    first = desk.load_sources(source(write([Made("Utfall", ROWS)], tmp_path, "xlsxwriter", "lista")))
    assert first.exit_status == 0
    pages = create_app(desk.engine).server.test_client()
    part = "hagersten-alvsjo-stadsdelsforvaltning"
    answer = pages.get(f"/underlag.{ending}?enhet={part}&perioder=alla&kolumner={'.'.join(COLUMNS)}{choices}")
    assert answer.status_code == 200
    exported = tmp_path / f"underlag.{ending}"
    exported.write_bytes(answer.data)

    again = tmp_path / "igen"
    again.mkdir()
    shutil.copy(empty_store, again / "malbild.sqlite")
    other = Desk(engine_for(f"sqlite:///{again / 'malbild.sqlite'}", busy_seconds=5), again, definitions())
    other.load_sources(source(exported))
    before = {figure for figure in figures(desk) if not figure[-1]}
    assert len(before) >= 5
    assert before <= figures(other)
    other.engine.dispose()
