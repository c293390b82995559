"""Women beside men in a part of the organisation and a follow-up."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, and_, or_, select

from app.answers.comparison import GapFigure
from app.queries.tables import ATTAINMENT
from data.vocabulary import Gender, Period


def gaps(connection: Connection, unit_ids: Collection[int], period: Period, *, added_up: bool = False) -> tuple[GapFigure, ...]:
    """The units' figures that have one for women and one for men, shown or withheld, in no particular order.

    ``added_up`` takes the figures that are added up from units below too. The gap and its interval stand on the row of the total.
    """
    total, women, men = ATTAINMENT.alias("total"), ATTAINMENT.alias("women"), ATTAINMENT.alias("men")

    def same(other: object, gender: Gender) -> object:
        of = other.c  # type: ignore[attr-defined]
        keys = ("unit_id", "year", "period", "indicator_id")
        return and_(*(of[key] == total.c[key] for key in keys), of.gender == gender)

    query = (
        select(
            *(total.c.unit_id, total.c.indicator_id, total.c.goal_id),
            *(total.c.gap, total.c.gap_low, total.c.gap_high, total.c.gap_within_margin),
            *(women.c.value, men.c.value, women.c.n, men.c.n, women.c.missing, men.c.missing),
            or_(women.c.is_withheld, men.c.is_withheld, total.c.is_withheld),
            total.c.is_example,
        )
        .join_from(total, women, same(women, Gender.K))  # type: ignore[arg-type]
        .join(men, same(men, Gender.M))  # type: ignore[arg-type]
        .where(
            total.c.unit_id.in_(unit_ids),
            total.c.year == period.year,
            total.c.period == period.kind,
            total.c.gender == Gender.T,
        )
    )
    if not added_up:
        query = query.where(total.c.is_aggregated.is_(False))
    return tuple(map(GapFigure._make, connection.execute(query)))
