"""All figures of a part of the organisation, a page at a time, with where each stands and what stood there before.

Rows are of ``attainment``, which holds nothing that is withheld; filters and orders are of its columns, so that none of them can
tell what is withheld. What is read of ``outcome`` goes through ``app.queries.withheld``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from app.answers.underlag import EarlierValue, FigureKey, FigureRow, FigureSelection, FigureSource
from app.queries.tables import ATTAINMENT, INDICATOR, LOAD, OUTCOME, SOURCE_DOCUMENT, UNIT, columns_for
from app.queries.withheld import may_be_seen, may_be_seen_though_ended
from data.settings import settings
from data.vocabulary import FOLLOW_UPS, KOLADA, Gender, Origin, PeriodKind

MOST_COUNTED = 100_000
"""Further than this no figure is counted, put in an order or paged to: the choice is to be narrowed instead."""

_OF = ATTAINMENT.c
_TOTAL_FIRST = case((_OF.gender == Gender.T, 0), (_OF.gender == Gender.K, 1), else_=2)
_SORTS: dict[str, ColumnElement[Any]] = {
    "enhet": UNIT.c.name,
    "indikator": INDICATOR.c.name,
    "utfall": _OF.value,
    "n": _OF.n,
    "arsmal": _OF.target_value,
    "status": _OF.status,
    "kon": _TOTAL_FIRST,
    "prognos": _OF.forecast_value,
    "foregaende": _OF.previous_value,
    "saknas": _OF.missing,
}
SORTABLE = frozenset({*_SORTS, "period"})
_ORIGINS = {
    "dokument": and_(SOURCE_DOCUMENT.c.origin == Origin.DOCUMENT, SOURCE_DOCUMENT.c.publisher != KOLADA),
    "medfoljande": SOURCE_DOCUMENT.c.origin == Origin.BUNDLED,
    "exempel": SOURCE_DOCUMENT.c.origin == Origin.EXAMPLE,
    "kolada": SOURCE_DOCUMENT.c.publisher == KOLADA,
}


def count_figures(connection: Connection, asked: FigureSelection) -> int:
    """How many figures the selection has; ``MOST_COUNTED + 1`` for any number above ``MOST_COUNTED``."""
    some = select(_OF.unit_id).where(*_conditions(asked)).limit(MOST_COUNTED + 1).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def figure_rows(connection: Connection, asked: FigureSelection, *, offset: int, most: int) -> tuple[FigureRow, ...]:
    """So many figures of the selection, from the one with this number (0 is the first)."""
    return tuple(map(FigureRow._make, connection.execute(_rows(asked).offset(offset).limit(most))))


def stream_figures(connection: Connection, asked: FigureSelection, size: int = 1000) -> Iterator[Sequence[FigureRow]]:
    """Every figure of the selection, so many at a time: the store is read as the rows are asked for."""
    result = connection.execution_options(yield_per=size).execute(_rows(asked))
    for some in result.partitions():
        yield [FigureRow._make(row) for row in some]


def figure_sources(connection: Connection, outcome_ids: Collection[int]) -> dict[int, FigureSource]:
    """Where each of these outcomes stands, by its id; one that may not be seen is left out."""
    of, document = OUTCOME.c, SOURCE_DOCUMENT.c
    query = (
        select(
            *(of.id, of.locator, document.kind, document.year, document.file_name, document.origin, document.publisher),
            LOAD.c.finished_at,
        )
        .join_from(OUTCOME, SOURCE_DOCUMENT, of.source_document_id == document.id)
        .join(LOAD, of.load_id == LOAD.c.id)
        .where(of.id.in_(outcome_ids), may_be_seen(OUTCOME))
    )
    return {row[0]: FigureSource(*row[:-1], row[-1].date()) for row in connection.execute(query)}


def earlier_values(connection: Connection, rows: Sequence[FigureRow]) -> dict[FigureKey, tuple[EarlierValue, ...]]:
    """The other values that stand, or have stood, for these figures, the latest loaded first."""
    shown = {row.key: row.outcome_id for row in rows if not row.is_withheld and not row.is_aggregated}
    of, document, ended = OUTCOME.c, SOURCE_DOCUMENT.c, LOAD.alias("ended")
    query = (
        select(
            *(of.id, of.unit_id, of.indicator_id, of.year, of.period, of.gender, of.value, of.printed),
            *(document.file_name, of.locator, LOAD.c.finished_at, ended.c.finished_at),
        )
        .join_from(OUTCOME, SOURCE_DOCUMENT, of.source_document_id == document.id)
        .join(LOAD, of.load_id == LOAD.c.id)
        .outerjoin(ended, of.ended_load_id == ended.c.id)
        .where(
            of.unit_id.in_({key.unit_id for key in shown}),
            of.indicator_id.in_({key.indicator_id for key in shown}),
            of.year.in_({key.year for key in shown}),
            of.id.not_in([outcome_id for outcome_id in shown.values() if outcome_id is not None]),
            or_(
                and_(of.ended_load_id.is_(None), may_be_seen(OUTCOME)),
                and_(of.ended_load_id.is_not(None), may_be_seen_though_ended(OUTCOME, settings().min_group)),
            ),
        )
        .order_by(of.load_id.desc(), of.id.desc())
    )
    found: dict[FigureKey, list[EarlierValue]] = defaultdict(list)
    for outcome_id, *about, value, printed, file_name, locator, loaded_at, ended_at in connection.execute(query):
        key = FigureKey(*about)
        if key in shown and shown[key] != outcome_id:
            ended_on = ended_at.date() if ended_at is not None else None
            found[key].append(EarlierValue(key, value, printed, file_name, locator, loaded_at.date(), ended_on))
    return {key: tuple(values) for key, values in found.items()}


def _rows(asked: FigureSelection) -> Select[Any]:
    query = select(*columns_for(FigureRow, ATTAINMENT)).where(*_conditions(asked))
    name = asked.sort.removeprefix("-")
    if name == "enhet":
        query = query.join(UNIT, UNIT.c.id == _OF.unit_id)
    if name == "indikator":
        query = query.join(INDICATOR, INDICATOR.c.id == _OF.indicator_id)
    return query.order_by(*_order(asked.sort), _OF.unit_id, _OF.year, _OF.period, _OF.indicator_id, _TOTAL_FIRST)


def _order(sort: str) -> list[ColumnElement[Any]]:
    """Figures without what is sorted by come last, whichever way."""
    name, is_falling = sort.removeprefix("-"), sort.startswith("-")
    if not name:
        return [_OF.is_aggregated]
    columns = [_OF.year, _OF.period] if name == "period" else [_SORTS[name]] if name in _SORTS else []
    ways = [column.desc() if is_falling else column.asc() for column in columns]
    return [way.nulls_last() for way in ways]


def _conditions(asked: FigureSelection) -> list[ColumnElement[bool]]:
    of = _OF
    conditions: list[ColumnElement[bool]] = [
        of.unit_id.in_(asked.unit_ids),
        or_(~of.is_aggregated, of.value.is_not(None), of.is_withheld),
        *_of_period(asked),
        *(column == value for column, value in _chosen(asked) if value is not None),
        *(or_(of.unit_id.in_(units), of.indicator_id.in_(indicators)) for units, indicators in asked.words),
    ]
    if asked.origin:
        stands = and_(OUTCOME.c.id == of.outcome_id, SOURCE_DOCUMENT.c.id == OUTCOME.c.source_document_id)
        conditions.append(exists().where(stands, _ORIGINS[asked.origin], of.is_withheld.is_(False)))
    return conditions


def _chosen(asked: FigureSelection) -> tuple[tuple[ColumnElement[Any], Any], ...]:
    return (
        (_OF.indicator_id, asked.indicator_id),
        (_OF.gender, asked.gender),
        (_OF.status, asked.status),
        (_OF.missing, asked.missing),
    )


def _of_period(asked: FigureSelection) -> list[ColumnElement[bool]]:
    if asked.period is None:
        return []
    kinds: tuple[PeriodKind, ...] = FOLLOW_UPS if asked.whole_year else (asked.period.kind,)
    return [_OF.year == asked.period.year, _OF.period.in_(kinds)]
