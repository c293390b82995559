"""What stands around every page: navigation, and the choice of organisation and period."""

from __future__ import annotations

from collections.abc import Callable, Collection

from app import text
from app.answers.organisation import Organisation, Unit
from app.views import Choice
from data.vocabulary import Period

Address = Callable[[Unit], str]


def unit_choices(organisation: Organisation, address: Address, chosen: Unit | None) -> tuple[Choice, ...]:
    """The organisation as a tree of choices."""
    return tuple(_unit_choice(unit, organisation, address, chosen) for unit in organisation.roots)


def _unit_choice(unit: Unit, organisation: Organisation, address: Address, chosen: Unit | None) -> Choice:
    below = tuple(_unit_choice(child, organisation, address, chosen) for child in organisation.children(unit))
    hint = text.DRAFT_BADGE if unit.is_draft else text.EXAMPLE_BADGE if unit.is_example and unit.parent_id is None else ""
    return Choice(unit.name, address(unit), is_chosen=chosen is not None and unit.id == chosen.id, hint=hint, below=below)


def period_choices(periods: Collection[Period], address: Callable[[Period], str], chosen: Period | None) -> tuple[Choice, ...]:
    """Years, the latest first, each with its plan and follow-ups; the hint of each is its name in full.

    Every year has the same columns: what a year lacks of what another has is a choice without an address.
    """
    there_are = set(periods)
    kinds = sorted({period.kind for period in there_are}, key=lambda kind: kind.order)

    def choice(period: Period) -> Choice:
        if period not in there_are:
            return Choice(period.kind.value, "")
        return Choice(period.kind.value, address(period), is_chosen=period == chosen, hint=text.period_title(period))

    years = sorted({period.year for period in there_are}, reverse=True)
    return tuple(Choice(str(year), "", below=tuple(choice(Period(year, kind)) for kind in kinds)) for year in years)
