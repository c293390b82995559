"""A draft whose name turns out to be another name of something defined: what was said of it is now said of that."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Connection, Table, func, insert, literal, select, update

from data.schema import Finding, Goal, SourceDocument
from data.written import Comment
from etl.loading.facts import FACT_TABLES, FactTable

_ORIGIN = ("source_document_id", "locator", "printed")


def move_facts(connection: Connection, column: str, draft_id: int, defined_id: int, load_id: int) -> int:
    """Say every current fact about the draft anew about what it is, and end the old ones; gives how many there were.

    ``column`` refers to a unit, an indicator or a goal. What people have written about it in Målbild follows along.
    """
    comments = cast(Table, Comment.__table__)
    if column in comments.c:
        connection.execute(update(comments).where(comments.c[column] == draft_id).values({column: defined_id}))
    return sum(
        _move(connection, table, column, draft_id, defined_id, load_id) for table in FACT_TABLES if column in table.columns
    )


def _move(connection: Connection, table: FactTable, column: str, draft_id: int, defined_id: int, load_id: int) -> int:
    of = table.table.c
    current = (of[column] == draft_id) & of.ended_load_id.is_(None)
    moved = connection.execute(select(func.count()).select_from(table.table).where(current)).scalar_one()
    if moved:
        said: list[Any] = [literal(defined_id) if name == column else of[name] for name in table.columns]
        anew = select(*(of[name] for name in _ORIGIN), literal(load_id), *said).where(current)
        connection.execute(insert(table.table).from_select([*_ORIGIN, "load_id", *table.columns], anew))
        connection.execute(update(table.table).where(current, of.load_id != load_id).values(ended_load_id=load_id))
    return int(moved)


def move_documents(connection: Connection, draft_id: int, defined_id: int) -> None:
    """Let the draft unit's documents, findings and goals be the defined unit's, so that loading them again finds them."""
    documents = select(SourceDocument.id, SourceDocument.document_key).where(SourceDocument.unit_id == draft_id)
    for id_, key in connection.execute(documents).all():
        values = {"unit_id": defined_id, "document_key": _with_owner(key, draft_id, defined_id)}
        connection.execute(update(SourceDocument).where(SourceDocument.id == id_).values(**values))
    connection.execute(update(Finding).where(Finding.unit_id == draft_id).values(unit_id=defined_id))
    goals = select(Goal.id, Goal.key).where(Goal.owner_unit_id == draft_id)
    for id_, key in connection.execute(goals).all():
        new_key = _with_owner(key, draft_id, defined_id)
        if connection.execute(select(Goal.id).where(Goal.key == new_key)).first() is None:
            connection.execute(update(Goal).where(Goal.id == id_).values(owner_unit_id=defined_id, key=new_key))


def _with_owner(key: str, old_id: int, new_id: int) -> str:
    """The key of a document or goal with another unit's id in its place between the bars."""
    return key.replace(f"|{old_id}|", f"|{new_id}|", 1)
