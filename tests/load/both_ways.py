"""A folder of figures loaded by columns and record by record, and what the store then says, whatever its ids."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from data.schema import Base, Load, StoreFact
from etl.loading.findings import OF_THE_STORE
from etl.sources import Source, find_sources

_NOT_COMPARED = (Load.__table__, StoreFact.__table__)
"""How many loads there were is the one difference that there is to be; what is remembered of a file names ids."""

_NOT_SAID = {"id", "load_id", "ended_load_id"}

_TOLD_ONCE = {"message", "locator", "source_document_id", "file_name", "unit_id", "printed"}
"""Of names that nobody has defined, and of documents that disagree: the first document to be loaded asks, in its words."""


def by_columns(*folders: Path) -> list[Source]:
    """The folders as they are loaded."""
    return [each for each in find_sources(folders) if isinstance(each, Source)]


def record_by_record(*folders: Path) -> list[Source]:
    """The same, as if each was a file of any other kind."""
    return [replace(each, path=each.path / "figures.csv") for each in by_columns(*folders)]


def contents(engine: Engine) -> dict[str, list[Any]]:
    """All current rows of all tables, sorted, with what they refer to in place of its id."""
    with engine.connect() as connection:
        return {
            table.name: sorted(_rows(connection, table), key=repr)
            for table in Base.metadata.sorted_tables
            if table not in _NOT_COMPARED
        }


def _rows(connection: Connection, table: Any) -> list[tuple[Any, ...]]:
    names = {name: _names(connection, name) for name in ("unit", "indicator", "goal", "source_document")}
    query = select(table)
    if "ended_load_id" in table.c:
        query = query.where(table.c.ended_load_id.is_(None))
    return [
        tuple(
            _said(column, value, names)
            for column, value in row._mapping.items()
            if column not in _NOT_SAID and not (column in _TOLD_ONCE and row._mapping.get("code") in OF_THE_STORE)
        )
        for row in connection.execute(query)
    ]


def _said(column: str, value: Any, names: dict[str, dict[int, str]]) -> Any:
    owner = {"parent_goal_id": "goal", "owner_unit_id": "unit", "parent_id": "unit"}.get(column, column.removesuffix("_id"))
    if value is not None and column.endswith("_id") and owner in names:
        return column, names[owner][value]
    if column == "fingerprint":
        return column, bool(value)
    if column in ("key", "document_key"):  # which name their unit by its id
        parts = value.split("|")
        return column, tuple(names["unit"].get(int(each), each) if each.isdecimal() else each for each in parts)
    return column, value is not None if column.endswith("_id") else value


def _names(connection: Connection, table: str) -> dict[int, str]:
    """What each row of the table is known by."""
    of = Base.metadata.tables[table].c
    if table == "goal":
        units = _names(connection, "unit")
        rows = connection.execute(select(of.id, of.owner_unit_id, of.level, of.programme, of.title))
        return {id_: str((units.get(owner), *said)) for id_, owner, *said in rows}
    columns = (of.kind, of.year, of.position, of.file_name) if table == "source_document" else (of.slug,)
    return {id_: str(tuple(said)) for id_, *said in connection.execute(select(of.id, *columns))}
