"""One unit's figures in one follow-up, its plan, and where each figure stands."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, Table, select

from app.answers.comparison import UnitFigure
from app.answers.documents import LoadedDocument, Source
from app.answers.figures import DetailedFigure, PlannedIndicator
from app.queries.tables import (
    ATTAINMENT,
    FOLLOWED_UNDER,
    LOAD,
    OUTCOME,
    SOURCE_DOCUMENT,
    TARGET,
    UNIT,
    columns_for,
    is_current,
)
from data.vocabulary import Gender, Period, TargetKind


def unit_figures(connection: Connection, unit_id: int, period: Period) -> tuple[DetailedFigure, ...]:
    """Every figure of the unit in the follow-up, for totalt, women and men where they are reported."""
    of = ATTAINMENT.c
    query = select(*columns_for(DetailedFigure, ATTAINMENT)).where(
        of.unit_id == unit_id, of.year == period.year, of.period == period.kind
    )
    return tuple(map(DetailedFigure._make, connection.execute(query)))


def figures_below(connection: Connection, unit_ids: Collection[int], period: Period) -> dict[int, list[UnitFigure]]:
    """The figures (totalt) of the units right below a part in the follow-up, by indicator."""
    of = ATTAINMENT.c
    query = select(of.indicator_id, *columns_for(UnitFigure, ATTAINMENT)).where(
        of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, of.gender == Gender.T
    )
    found: dict[int, list[UnitFigure]] = {}
    for indicator_id, *row in connection.execute(query):
        found.setdefault(indicator_id, []).append(UnitFigure(*row))
    return found


def planned_indicators(connection: Connection, unit_id: int, year: int) -> tuple[PlannedIndicator, ...]:
    """The indicators that the unit follows in a year with the targets first set, as printed."""
    of = FOLLOWED_UNDER.c
    followed = connection.execute(
        select(of.indicator_id, of.goal_id, of.periodicity)
        .where(of.unit_id == unit_id, of.year == year, is_current(FOLLOWED_UNDER))
        .order_by(of.id)
    )
    printed = _first_targets(connection, unit_id, year)
    by_indicator = {row.indicator_id: row for row in followed}
    return tuple(
        PlannedIndicator(*row, *(printed.get((indicator_id, kind), "") for kind in (TargetKind.ARSMAL, TargetKind.KF_ARSMAL)))
        for indicator_id, row in by_indicator.items()
    )


def _first_targets(connection: Connection, unit_id: int, year: int) -> dict[tuple[int, str], str]:
    of = TARGET.c
    rows = connection.execute(
        select(of.indicator_id, of.kind, of.printed)
        .where(of.unit_id == unit_id, of.year == year, is_current(TARGET))
        .order_by(of.valid_from.desc(), of.id.desc())
    )
    return {(indicator_id, kind): printed for indicator_id, kind, printed in rows}


def sources_of_outcomes(connection: Connection, outcome_ids: Collection[int]) -> dict[int, Source]:
    """Where each outcome stands, by its id."""
    return _sources(connection, OUTCOME, outcome_ids)


def sources_of_targets(connection: Connection, target_ids: Collection[int]) -> dict[int, Source]:
    """Where each target stands, by its id."""
    return _sources(connection, TARGET, target_ids)


def _sources(connection: Connection, fact: Table, ids: Collection[int]) -> dict[int, Source]:
    document = SOURCE_DOCUMENT.c
    query = (
        select(
            *(fact.c.id, fact.c.locator, document.kind, document.year, UNIT.c.name, document.file_name),
            *(LOAD.c.finished_at, document.publisher),
        )
        .join_from(fact, SOURCE_DOCUMENT, fact.c.source_document_id == document.id)
        .join(UNIT, document.unit_id == UNIT.c.id)
        .join(LOAD, fact.c.load_id == LOAD.c.id)
        .where(fact.c.id.in_(ids))
    )
    return {row[0]: Source(*row[:-2], row[-2].date(), row[-1]) for row in connection.execute(query)}


def loaded_documents(connection: Connection, unit_ids: Collection[int]) -> tuple[LoadedDocument, ...]:
    """The documents that are loaded for these units, by year and in the order of loading."""
    of = SOURCE_DOCUMENT.c
    query = (
        select(of.unit_id, of.kind, of.year, of.file_name, of.origin, LOAD.c.finished_at, of.publisher)
        .join_from(SOURCE_DOCUMENT, LOAD, of.load_id == LOAD.c.id)
        .where(of.unit_id.in_(unit_ids), of.ended_load_id.is_(None))
        .order_by(of.year, of.id)
    )
    return tuple(LoadedDocument(*row[:-2], row[-2].date(), row[-1]) for row in connection.execute(query))
