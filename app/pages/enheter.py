"""Enheter: the units of a part of the organisation, each with its counts."""

from __future__ import annotations

from dataclasses import replace

from app import text
from app.addresses import FOLLOWING, UNITS
from app.components.frame import framed
from app.components.notices import notice_list
from app.components.tags import h1
from app.components.units import units_content
from app.pages.choosing import choose, frame_for
from app.pages.page import Page, Visit
from app.presenters.units import UnitsInput, unit_list
from app.queries.overview import status_counts, updated_on
from app.views import Notice


def page(visit: Visit) -> Page:
    """The list of units."""
    chosen = choose(visit)
    frame = frame_for(visit, replace(chosen, filter=chosen.filter.only(*FOLLOWING)), UNITS)
    if chosen.period is None:
        told = (*chosen.notices, Notice(text.NO_FIGURES_AT_ALL.format(part=chosen.part.name)))
        return Page(chosen.part.name, framed(frame, h1(chosen.part.name), notice_list(told)))
    unit_ids = visit.known.organisation.ids_below(chosen.part)
    counts = status_counts(visit.connection, unit_ids, chosen.period)
    updated = updated_on(visit.connection, unit_ids, chosen.period.year)
    view = unit_list(UnitsInput(visit.known.organisation, chosen.part, chosen.period, counts, updated), chosen.notices)
    return Page(view.title, framed(frame, units_content(view)))
