"""Units and indicators: small tables that every page needs."""

from __future__ import annotations

from sqlalchemy import Connection, select

from app.answers.figures import Indicator
from app.answers.organisation import Organisation, Unit
from app.queries.tables import INDICATOR, UNIT, columns_for


def organisation(connection: Connection) -> Organisation:
    """The whole organisation as a tree."""
    return Organisation.of(Unit._make(row) for row in connection.execute(select(*columns_for(Unit, UNIT))))


def indicators(connection: Connection) -> dict[int, Indicator]:
    """The definitions of all indicators by id."""
    rows = connection.execute(select(*columns_for(Indicator, INDICATOR)))
    return {row.id: Indicator._make(row) for row in rows}
