"""A part of the organisation with too many units to show: the parts right below it stand for them."""

from __future__ import annotations

from app.answers.organisation import Organisation, Unit


def parents_below(organisation: Organisation, part: Unit) -> dict[int, list[int]]:
    """The parts and units right below, by id, each with the parents of units in it: what is added up below them says how many
    of the units reach their årsmål. A unit has none. A level of one part alone is stepped over.
    """
    while len(organisation.children(part)) == 1:
        part = organisation.children(part)[0]
    return {
        child.id: [unit.id for unit in organisation.with_descendants(child) if _has_leaves(organisation, unit)]
        for child in organisation.children(part)
    }


def _has_leaves(organisation: Organisation, unit: Unit) -> bool:
    return any(not organisation.children(child) for child in organisation.children(unit))
