"""The figures of a part of the organisation in one follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from app.answers.figures import MatrixFigure, StatusCount
from app.queries.tables import ATTAINMENT, LOAD, SOURCE_DOCUMENT, columns_for
from data.vocabulary import Gender, Period


def matrix_figures(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[MatrixFigure, ...]:
    """One figure for every unit and indicator that is followed in the period, gender T, in no particular order."""
    of = ATTAINMENT.c
    query = select(*columns_for(MatrixFigure, ATTAINMENT)).where(
        of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, of.gender == Gender.T
    )
    return tuple(map(MatrixFigure._make, connection.execute(query)))


def status_counts(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[StatusCount, ...]:
    """How many figures of each unit have each status, and for which reason."""
    of = ATTAINMENT.c
    keys = (of.unit_id, of.status, of.status_reason)
    query = (
        select(*keys, func.count())
        .where(of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, of.gender == Gender.T)
        .group_by(*keys)
    )
    return tuple(map(StatusCount._make, connection.execute(query)))


def updated_on(connection: Connection, unit_ids: Collection[int], year: int) -> dt.date | None:
    """The day on which a document of these units and this year was last loaded; None where none is."""
    of = SOURCE_DOCUMENT.c
    query = (
        select(func.max(LOAD.c.finished_at))
        .join_from(SOURCE_DOCUMENT, LOAD, of.load_id == LOAD.c.id)
        .where(of.unit_id.in_(unit_ids), of.year == year, of.ended_load_id.is_(None))
    )
    loaded_at: dt.datetime | None = connection.execute(query).scalar()
    return loaded_at.date() if loaded_at is not None else None
