"""The tables as Core knows them: queries select columns, never objects."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Select, Table, TextClause, bindparam, text

from data import schema, written
from data.vocabulary import Period

ACTIVITY = cast(Table, schema.Activity.__table__)
ATTAINMENT = cast(Table, schema.Attainment.__table__)
COMMENT = cast(Table, written.Comment.__table__)
COMMENTARY = cast(Table, schema.Commentary.__table__)
FINDING = cast(Table, schema.Finding.__table__)
FOLLOWED_UNDER = cast(Table, schema.FollowedUnder.__table__)
GOAL = cast(Table, schema.Goal.__table__)
GOAL_ATTAINMENT = cast(Table, schema.GoalAttainment.__table__)
INDICATOR = cast(Table, schema.Indicator.__table__)
INDICATOR_NAME = cast(Table, schema.IndicatorName.__table__)
LOAD = cast(Table, schema.Load.__table__)
OUTCOME = cast(Table, schema.Outcome.__table__)
PLAN_GOAL = cast(Table, schema.PlanGoal.__table__)
SAVED_PRESENTATION = cast(Table, schema.SavedPresentation.__table__)
SOURCE_DOCUMENT = cast(Table, schema.SourceDocument.__table__)
STATED_JUDGEMENT = cast(Table, schema.StatedJudgement.__table__)
STORE_FACT = cast(Table, schema.StoreFact.__table__)
TARGET = cast(Table, schema.Target.__table__)
UNIT = cast(Table, schema.Unit.__table__)
WITHHELD_ATTAINMENT = cast(Table, schema.WithheldAttainment.__table__)


def columns_for(answer: type[Any], *tables: Table) -> list[ColumnElement[Any]]:
    """The columns that a named tuple's fields name, each from the first table that has it."""
    return [next(table.c[name] for table in tables if name in table.c) for name in answer._fields]


def is_reported_total() -> TextClause:
    """Figures (totalt) that the unit itself has reported. In the words of the index that holds them, or it is not used."""
    return text(schema.REPORTED_TOTALS)


def in_period(table: Table) -> tuple[ColumnElement[bool], ...]:
    """Rows of some units in one follow-up, which ``asked_of`` gives when the query is run: a query is put together once."""
    of_units = table.c.unit_id.in_(bindparam("units", expanding=True))
    return (of_units, table.c.year == bindparam("year"), table.c.period == bindparam("period"))


def asked_of(unit_ids: Collection[int], period: Period) -> dict[str, Any]:
    """What a query with ``in_period`` is run with."""
    return {"units": list(unit_ids), "year": period.year, "period": period.kind}


def is_current(fact: Table) -> ColumnElement[bool]:
    """Facts that no later load has ended."""
    return fact.c.ended_load_id.is_(None)


def rows_of_driver(connection: Connection, query: Select[Any], asked: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows as the driver gives them, for answers of thousands of rows: half the time, but truth values may be 0 and 1."""
    cursor = connection.execute(query, asked).cursor
    return list(cursor.fetchall()) if cursor is not None else []
