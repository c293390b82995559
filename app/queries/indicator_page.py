"""One indicator over units and over time."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from app.answers.comparison import IndicatorCount, IndicatorDefinition, UnitFigure
from app.answers.figures import HistoryFigure
from app.queries.tables import ATTAINMENT, INDICATOR, INDICATOR_NAME, columns_for
from data.vocabulary import FOLLOW_UPS, Gender, Period, PeriodKind

YEARS_SHOWN = 6
"""A development goes so many years back, this one with them."""


def indicator_history(connection: Connection, unit_id: int, indicator_id: int, until: Period) -> tuple[HistoryFigure, ...]:
    """The figures of one unit and indicator for totalt, women and men, up to and with a follow-up, oldest first.

    Every year and kind of follow-up is named, so that each is one place of the primary key.
    """
    of = ATTAINMENT.c
    query = select(*columns_for(HistoryFigure, ATTAINMENT)).where(
        of.unit_id == unit_id,
        of.year.in_(range(until.year - YEARS_SHOWN + 1, until.year + 1)),
        of.period.in_(FOLLOW_UPS),
        of.indicator_id == indicator_id,
    )
    found = map(HistoryFigure._make, connection.execute(query))
    up_to = (one for one in found if (one.year, _order(one)) <= (until.year, until.kind.order))
    return tuple(sorted(up_to, key=lambda one: (one.year, _order(one), one.gender)))


def _order(one: HistoryFigure) -> int:
    return next(kind.order for kind in FOLLOW_UPS if kind == one.period)


def definition(connection: Connection, indicator_id: int) -> IndicatorDefinition:
    """What is measured, how, and what other names it has in documents; the definition's own name is not among them."""
    columns = [INDICATOR.c[name] for name in IndicatorDefinition._fields if name != "other_names"]
    row = connection.execute(select(*columns, INDICATOR.c.name).where(INDICATOR.c.id == indicator_id)).one()
    said, own_name = IndicatorDefinition._make([*row[:-1], ()]), row[-1]
    names = connection.execute(
        select(INDICATOR_NAME.c.name).where(INDICATOR_NAME.c.indicator_id == indicator_id).order_by(INDICATOR_NAME.c.id)
    ).scalars()
    return said._replace(other_names=tuple(dict.fromkeys(name for name in names if name != own_name)))


def figures_of_units(
    connection: Connection, indicator_id: int, unit_ids: Collection[int], period: Period
) -> tuple[UnitFigure, ...]:
    """The indicator's figures (totalt) of these units in a follow-up, added-up ones too: each is one place of the primary key."""
    of = ATTAINMENT.c
    query = select(*columns_for(UnitFigure, ATTAINMENT)).where(
        of.unit_id.in_(unit_ids),
        of.year == period.year,
        of.period == period.kind,
        of.indicator_id == indicator_id,
        of.gender == Gender.T,
    )
    return tuple(map(UnitFigure._make, connection.execute(query)))


def follow_ups_of(connection: Connection, indicator_id: int, unit_ids: Collection[int]) -> tuple[Period, ...]:
    """The follow-ups in which any of these units follows the indicator, oldest first."""
    of = ATTAINMENT.c
    query = (
        select(of.year, of.period)
        .where(of.indicator_id == indicator_id, of.gender == Gender.T, of.unit_id.in_(unit_ids))
        .distinct()
    )
    return tuple(sorted(Period(year, PeriodKind(kind)) for year, kind in connection.execute(query)))


def indicator_counts(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[IndicatorCount, ...]:
    """How many of these units have each status in each indicator; what is added up from other units is left out."""
    of = ATTAINMENT.c
    query = (
        select(of.indicator_id, of.status, func.count(), func.min(of.goal_id))
        .where(of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, of.gender == Gender.T)
        .where(~of.is_aggregated)
        .group_by(of.indicator_id, of.status)
    )
    return tuple(map(IndicatorCount._make, connection.execute(query)))
