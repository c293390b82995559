"""What the slides ask beyond what the pages do: what has improved, and the presentations that are saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, and_, case, delete, func, insert, select, update

from app.answers.presentation import Moved, SavedPresentation
from app.answers.remarks import RemarkableFigure
from app.queries.tables import ATTAINMENT, INDICATOR, SAVED_PRESENTATION, columns_for
from data.vocabulary import Change, Gender, Measure, Period

HALF_A_SCALE = 50.0
"""Points of a share or an index that count as much as a doubling of anything else (our decision)."""
SMALLEST_DOUBLED = 1.0
"""Anything else that was smaller than this is held to have been this (our decision)."""


def moved_figures(connection: Connection, unit_ids: Collection[int], period: Period, most: int) -> Moved:
    """The figures (totalt) that are better than at the previous follow-up, the ones that have moved farthest first and at most
    ``most`` of them; and how many are better and worse in all.

    What chance alone can explain is left out (``change_within_margin``), and so is what is added up from other units.
    """
    of = ATTAINMENT.c
    asked = (
        *(of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, of.gender == Gender.T),
        *(of.is_aggregated.is_(False), of.value.is_not(None), of.previous_value.is_not(None)),
        of.change_within_margin.is_not(True),
    )
    counts = {
        str(change): int(count)
        for change, count in connection.execute(
            select(of.change, func.count()).where(*asked, of.change.in_((Change.BETTER, Change.WORSE))).group_by(of.change)
        )
    }
    earlier = func.abs(of.previous_value)
    compared_with = case(
        (INDICATOR.c.measure.in_((Measure.SHARE, Measure.INDEX)), HALF_A_SCALE),
        (earlier > SMALLEST_DOUBLED, earlier),
        else_=SMALLEST_DOUBLED,
    )
    moved = func.abs(of.value - of.previous_value) / compared_with
    query = (
        select(*columns_for(RemarkableFigure, ATTAINMENT))
        .join_from(ATTAINMENT, INDICATOR, of.indicator_id == INDICATOR.c.id)
        .where(*asked, of.change == Change.BETTER)
        .order_by(moved.desc(), of.unit_id, of.indicator_id)
        .limit(most)
    )
    figures = tuple(map(RemarkableFigure._make, connection.execute(query)))
    return Moved(figures, counts.get(Change.BETTER, 0), counts.get(Change.WORSE, 0), _unsure(connection, asked))


def _unsure(connection: Connection, asked: tuple[ColumnElement[bool], ...]) -> int:
    """Of the better ones, samples of which nobody knows how many answered."""
    of = ATTAINMENT.c
    query = (
        select(func.count())
        .select_from(ATTAINMENT)
        .join(INDICATOR, of.indicator_id == INDICATOR.c.id)
        .where(*asked, of.change == Change.BETTER, of.change_within_margin.is_(None))
        .where(INDICATOR.c.measure.in_((Measure.SHARE, Measure.INDEX)))
    )
    return int(connection.execute(query).scalar_one())


def saved_presentations(connection: Connection, most: int) -> tuple[SavedPresentation, ...]:
    """The presentations that are kept under a name, the latest first, at most ``most``."""
    of = SAVED_PRESENTATION.c
    query = select(*columns_for(SavedPresentation, SAVED_PRESENTATION)).order_by(of.saved_at.desc(), of.id.desc()).limit(most)
    return tuple(map(SavedPresentation._make, connection.execute(query)))


def count_saved(connection: Connection) -> int:
    """How many presentations are kept."""
    return int(connection.execute(select(func.count()).select_from(SAVED_PRESENTATION)).scalar_one())


def author_of(connection: Connection, name: str) -> str | None:
    """Who has saved a presentation under the name; None where it is free."""
    of = SAVED_PRESENTATION.c
    found: str | None = connection.execute(select(of.author).where(of.name == name)).scalar()
    return found


def save_presentation(connection: Connection, name: str, author: str, address: str, at: dt.datetime) -> None:
    """Keep the address under the name; what the same author kept under it is replaced. The name must not be another's."""
    of = SAVED_PRESENTATION.c
    kept = {"address": address, "author": author, "saved_at": at}
    changed = connection.execute(update(SAVED_PRESENTATION).where(of.name == name, of.author == author).values(**kept))
    if not changed.rowcount:
        connection.execute(insert(SAVED_PRESENTATION).values(name=name, **kept))


def forget_presentation(connection: Connection, id_: int, name: str) -> None:
    """Take a kept presentation away; both its number and its name must be its own."""
    of = SAVED_PRESENTATION.c
    connection.execute(delete(SAVED_PRESENTATION).where(and_(of.id == id_, of.name == name)))
