"""Comments on figures, with the numbers masked that must not be told (``app.queries.withheld``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, select

from app.answers.comments import Comment
from app.queries.tables import ATTAINMENT, COMMENT, columns_for
from app.queries.withheld import withheld_numbers
from data.vocabulary import Gender, Period

COUNTER = "comments"
"""The small fact of the store that counts how many times anything has been written: what is cached holds for one count."""


def comments_on(
    connection: Connection, unit_ids: Collection[int], period: Period, indicator_id: int | None = None
) -> dict[tuple[int, int], tuple[Comment, ...]]:
    """The comments that are shown, by unit and indicator, the oldest first."""
    found: dict[tuple[int, int], list[Comment]] = defaultdict(list)
    asked = [COMMENT.c.unit_id.in_(unit_ids), *_of(period, indicator_id), COMMENT.c.ended_at.is_(None)]
    for one in _masked(connection, asked, unit_ids, period):
        found[one.unit_id, one.indicator_id].append(one)
    return {key: tuple(comments) for key, comments in found.items()}


def all_wordings(connection: Connection, unit_id: int, indicator_id: int, period: Period) -> tuple[Comment, ...]:
    """Everything that is or has been written about a figure, the oldest first."""
    return _masked(connection, [COMMENT.c.unit_id == unit_id, *_of(period, indicator_id)], [unit_id], period)


def is_followed(connection: Connection, unit_id: int, indicator_id: int, period: Period) -> bool:
    """Whether there is a figure to write about: one that is shown, owed or withheld."""
    of = ATTAINMENT.c
    key = (of.unit_id == unit_id, of.year == period.year, of.period == period.kind, of.indicator_id == indicator_id)
    return connection.execute(select(of.unit_id).where(*key, of.gender == Gender.T)).first() is not None


def _of(period: Period, indicator_id: int | None) -> list[ColumnElement[bool]]:
    of = COMMENT.c
    chosen = [of.year == period.year, of.period == period.kind]
    return [*chosen, of.indicator_id == indicator_id] if indicator_id is not None else chosen


def _masked(
    connection: Connection, asked: list[ColumnElement[bool]], unit_ids: Collection[int], period: Period
) -> tuple[Comment, ...]:
    found = connection.execute(select(*columns_for(Comment, COMMENT)).where(*asked).order_by(COMMENT.c.id)).all()
    if not found:
        return ()
    withheld = withheld_numbers(connection, unit_ids, [period.year])
    return tuple(
        one._replace(text=withheld.masked(one.text, one.unit_id, indicator_id=one.indicator_id))
        for one in map(Comment._make, found)
    )
