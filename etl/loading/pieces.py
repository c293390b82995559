"""Lists that are longer than a statement takes: SQLite has at most 32 766 values in one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection

Value = TypeVar("Value")

AT_A_TIME = 10_000


def pieces(values: Collection[Value]) -> Iterator[Sequence[Value]]:
    """The values, at most ``AT_A_TIME`` together; nothing where there are none."""
    left = iter(values)
    while piece := list(islice(left, AT_A_TIME)):
        yield piece


def rows_with(
    connection: Connection, query: Any, column: Any, values: Collection[Any], *where: ColumnElement[bool]
) -> Iterator[Any]:
    """The rows of the query whose ``column`` is one of the values, piece by piece in the values' order."""
    for piece in pieces(values):
        yield from connection.execute(query.where(column.in_(piece), *where))
