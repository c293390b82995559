"""The organisation as a tree of units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from data.vocabulary import UnitKind


class Unit(NamedTuple):
    """A node of the organisation: stad, förvaltning, avdelning or enhet."""

    id: int
    slug: str
    name: str
    kind: str
    parent_id: int | None
    sort_order: int
    is_example: bool
    is_draft: bool


@dataclass(frozen=True)
class Organisation:
    """All units, found by id, by slug and by parent. Children stand in their order of sorting."""

    by_id: Mapping[int, Unit]
    by_slug: Mapping[str, Unit]
    children_of: Mapping[int | None, tuple[Unit, ...]] = field(repr=False)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Organisation:
        """The tree of these units; a parent that is not among them makes its children roots."""
        by_id = {unit.id: unit for unit in units}
        children: dict[int | None, list[Unit]] = {}
        for unit in by_id.values():
            children.setdefault(unit.parent_id if unit.parent_id in by_id else None, []).append(unit)
        in_order = {parent: tuple(sorted(those, key=_order)) for parent, those in children.items()}
        return cls(by_id, {unit.slug: unit for unit in by_id.values()}, in_order)

    @property
    def roots(self) -> tuple[Unit, ...]:
        return self.children_of.get(None, ())

    def children(self, unit: Unit) -> tuple[Unit, ...]:
        return self.children_of.get(unit.id, ())

    def path(self, unit: Unit) -> tuple[Unit, ...]:
        """From the root down to the unit itself."""
        way = [unit]
        while (above := self.by_id.get(way[-1].parent_id or 0)) is not None and above not in way:
            way.append(above)
        return tuple(reversed(way))

    def with_descendants(self, unit: Unit) -> tuple[Unit, ...]:
        """The unit and everything below it, each followed by what is below it."""
        return (unit, *(below for child in self.children(unit) for below in self.with_descendants(child)))

    def ids_below(self, unit: Unit) -> tuple[int, ...]:
        """Ids of the unit and everything below it."""
        return tuple(one.id for one in self.with_descendants(unit))

    def part_of(self, unit: Unit) -> Unit:
        """The part of the organisation that a visitor thinks in: the förvaltning that the unit belongs to, else its root."""
        way = self.path(unit)
        return next((one for one in way if one.kind == UnitKind.FORVALTNING), way[0])

    def heading_of(self, unit: Unit, scope: Unit) -> tuple[Unit, ...]:
        """The units between a part and one of its units, as its heading; a unit with others below is part of it."""
        way = self.path(unit)
        below_scope = way[way.index(scope) + 1 :] if scope in way else way
        return below_scope if self.children(unit) else below_scope[:-1]


def _order(unit: Unit) -> tuple[bool, int, str]:
    """Drafts last: they wait for a place in the organisation."""
    return (unit.is_draft, unit.sort_order, unit.name)
