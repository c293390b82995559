"""Jämställdhet: women's and men's outcomes in a part of the organisation and a follow-up."""

from __future__ import annotations

from app import text
from app.addresses import EQUALITY
from app.components.equality import equality_content
from app.components.frame import framed
from app.components.notices import notice_list
from app.components.tags import h1
from app.pages.choosing import choose, frame_for
from app.pages.page import Page, Visit
from app.presenters.equality import EqualityInput, equality_page
from app.queries.equality import gaps
from app.queries.overview import council_goals, updated_on
from app.views import Notice

MOST_UNITS = 60
"""Units that are compared one by one; of a part with more the parts right below are."""


def page(visit: Visit) -> Page:
    """The page."""
    chosen = choose(visit)
    frame = frame_for(visit, chosen, EQUALITY)
    if chosen.period is None:
        told = (*chosen.notices, Notice(text.NO_FIGURES_AT_ALL.format(part=chosen.part.name)))
        return Page(chosen.part.name, framed(frame, h1(chosen.part.name), notice_list(told)))
    organisation, connection = visit.known.organisation, visit.connection
    below = organisation.with_descendants(chosen.part)
    units = sum(1 for unit in below if not organisation.children(unit))
    is_of_parts = units > MOST_UNITS
    compared = organisation.children(chosen.part) if is_of_parts else below
    unit_ids = [unit.id for unit in below]
    asked = EqualityInput(
        organisation=organisation,
        part=chosen.part,
        period=chosen.period,
        chosen=chosen.filter,
        indicators=visit.known.indicators,
        gaps=gaps(connection, [unit.id for unit in compared], chosen.period, added_up=is_of_parts),
        council_goals=council_goals(connection, unit_ids, chosen.period.year),
        updated_on=updated_on(connection, unit_ids, chosen.period.year),
        units=units,
        is_of_parts=is_of_parts,
    )
    view = equality_page(asked, chosen.notices)
    return Page(view.title, framed(frame, equality_content(view)))
