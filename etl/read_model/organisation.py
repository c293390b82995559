"""The organisation as a tree, as far as the read model needs it: who is below whom, and from when to when a unit is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from data.schema import Unit


@dataclass(frozen=True, slots=True)
class OrganisationUnit:
    id: int
    parent_id: int | None
    is_example: bool
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class Organisation:
    units: dict[int, OrganisationUnit]
    children: dict[int, tuple[int, ...]]
    """Of the units that have any right below them, by id."""
    levels: tuple[tuple[int, ...], ...]
    """The ids by how many units are above them, the farthest down first."""

    def chain_above(self, unit_id: int) -> list[int]:
        """The units above this one, the nearest first."""
        chain: list[int] = []
        above = self.units[unit_id].parent_id if unit_id in self.units else None
        while above is not None:
            chain.append(above)
            above = self.units[above].parent_id
        return chain

    def above(self, unit_ids: Iterable[int]) -> set[int]:
        """Every unit that is above any of these."""
        return {above for unit_id in unit_ids for above in self.chain_above(unit_id)}

    @property
    def parents(self) -> dict[int, int | None]:
        return {unit.id: unit.parent_id for unit in self.units.values()}


_COLUMNS = (Unit.id, Unit.parent_id, Unit.is_example, Unit.valid_from, Unit.valid_to)


def organisation_of(connection: Connection) -> Organisation:
    """All units of the store."""
    return _organisation(connection, select(*_COLUMNS))


def organisation_around(connection: Connection, unit_ids: Collection[int]) -> Organisation:
    """These units, those above them, and those right below any of these."""
    return _organisation(connection, _around(), {"ids": list(unit_ids)})


@cache
def _around() -> Any:
    """Made once: the parts of a query take longer to put together than a small query itself takes."""
    above = select(Unit.id, Unit.parent_id).where(Unit.id.in_(bindparam("ids", expanding=True))).cte(recursive=True)
    above = above.union(select(Unit.id, Unit.parent_id).where(Unit.id == above.c.parent_id))
    ids = select(above.c.id)
    return select(*_COLUMNS).where(or_(Unit.id.in_(ids), Unit.parent_id.in_(ids)))


def _organisation(connection: Connection, query: Any, bound: dict[str, Any] | None = None) -> Organisation:
    units = {row.id: OrganisationUnit(*row) for row in connection.execute(query.order_by(Unit.id), bound)}
    children: defaultdict[int, list[int]] = defaultdict(list)
    for unit in units.values():
        if unit.parent_id is not None:
            children[unit.parent_id].append(unit.id)
    level = [unit.id for unit in units.values() if unit.parent_id is None]
    levels = []
    while level:
        levels.append(tuple(sorted(level)))
        level = [child for unit_id in level for child in children[unit_id]]
    return Organisation(units, {unit_id: tuple(ids) for unit_id, ids in children.items() if ids}, tuple(reversed(levels)))
