"""Kolada's figures are shown with *Källa: Kolada*, as its terms ask, and what is computed from them is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from app.presenters.indicator import IndicatorInput, indicator_view
from app.queries.organisation import indicators
from app.queries.unit_page import loaded_documents, sources_of_outcomes, unit_figures
from data.schema import Attainment, Unit
from data.store import engine_for
from data.vocabulary import KOLADA, Gender, Period, PeriodKind
from etl.cli import main
from tests.kolada.desk import KoladaDesk
from tests.kolada.server import value

SUMMER_JOBS = "Antal tillhandahållna platser för feriejobb"
AXELSBERG, DEPARTMENT = "Axelsbergs vård- och omsorgsboende", "Avdelningen för social omsorg"
YEAR = Period(2020, PeriodKind.VB)


@pytest.fixture
def connection(desk: KoladaDesk) -> Iterator[Connection]:
    desk.kolada.kpi("U99001", SUMMER_JOBS)
    desk.kolada.figures = {("U99001", "V15E0001", "2020"): [value(12)]}
    assert desk.fetch("U99001", "--ou", "V15E0001", years="2020") == 0
    engine = engine_for(f"sqlite:///{desk.store}")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def source_line(connection: Connection, unit: str) -> str:
    """What stands under the indicator's chart on the unit's page."""
    unit_id = connection.execute(select(Unit.id).where(Unit.name == unit)).scalar_one()
    (total,) = (figure for figure in unit_figures(connection, unit_id, YEAR) if figure.gender == Gender.T)
    sources = sources_of_outcomes(connection, {total.outcome_id} if total.outcome_id else set())
    asked = IndicatorInput(
        indicator=indicators(connection)[total.indicator_id],
        figures={Gender.T: total},
        period=YEAR,
        unit_name=unit,
        outcome_source=sources.get(total.outcome_id or 0),
    )
    return indicator_view(asked).source


def test_the_source_line_of_kolada_s_figure_says_kolada(connection: Connection) -> None:
    assert source_line(connection, AXELSBERG).startswith("Källa: Kolada, år 2020")


def test_what_is_added_up_from_it_does_not(connection: Connection) -> None:
    added_up = select(Attainment.value, Attainment.is_aggregated).join(Unit, Unit.id == Attainment.unit_id)
    assert connection.execute(added_up.where(Unit.name == DEPARTMENT, Attainment.gender == "T")).all() == [(12.0, True)]
    assert KOLADA not in source_line(connection, DEPARTMENT)


def test_the_page_s_documents_are_told_by_their_publisher(connection: Connection) -> None:
    unit_id = connection.execute(select(Unit.id).where(Unit.name == AXELSBERG)).scalar_one()
    assert {document.publisher for document in loaded_documents(connection, [unit_id])} == {KOLADA}


def test_the_exported_table_says_kolada_beside_its_figures_alone(
    connection: Connection, desk: KoladaDesk, tmp_path: Path
) -> None:
    assert main(["export", str(tmp_path / "ut.csv")]) == 0
    lines = (tmp_path / "ut.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line for line in lines if AXELSBERG in line and "Kolada, år 2020" in line]
    assert not [line for line in lines if DEPARTMENT in line and KOLADA in line]
