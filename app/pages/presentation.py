"""Presentation: slides of a part of the organisation and a follow-up, proposed and then chosen."""

from __future__ import annotations

from app import text
from app.addresses import PRESENTATION
from app.components.frame import framed
from app.components.notices import notice_list
from app.components.presentation import presentation_content
from app.components.tags import h1
from app.filters import Filter, parse
from app.pages.choosing import Chosen, choose, frame_for
from app.pages.page import Page, Visit
from app.presenters.presentation import MOST_SAVED, canonical, presentation_page
from app.queries.presentation import saved_presentations
from app.slides.building import Workshop, workshop
from app.views import Notice


def page(visit: Visit) -> Page:
    """The page; it is not kept, as what is saved is no part of the data's version."""
    chosen, built = opened(visit)
    frame = frame_for(visit, chosen, PRESENTATION)
    if built is None:
        told = (*chosen.notices, Notice(text.NO_FIGURES_AT_ALL.format(part=chosen.part.name)))
        return Page(chosen.part.name, framed(frame, h1(chosen.part.name), notice_list(told)))
    saved = saved_presentations(visit.connection, MOST_SAVED + 1)
    view = presentation_page(built.deck, built.offered, saved, written(built), chosen.notices)
    return Page(view.title, framed(frame, presentation_content(view)), is_kept=False)


def opened(visit: Visit) -> tuple[Chosen, Workshop | None]:
    """What the address chooses, and the workshop of its slides; None where nothing is followed up in the part."""
    chosen = choose(_of_the_added(visit))
    if chosen.period is None:
        return chosen, None
    return chosen, workshop(visit, chosen.part.slug, chosen.period, chosen.filter)


def written(built: Workshop) -> Filter:
    """How the deck is written in an address."""
    shown = tuple(slide.ref for slide in built.deck.slides)
    is_proposed = built.chosen.slides is None and built.refs == built.proposed
    return canonical(built.chosen, shown, is_proposed=is_proposed)


def _of_the_added(visit: Visit) -> Visit:
    """An address that only says which slide to add is about the part and the follow-up of that slide."""
    asked = parse(visit.query).filter
    unit = visit.known.organisation.by_slug.get(asked.added.unit) if asked.added is not None else None
    if asked.added is None or unit is None or asked.unit is not None:
        return visit
    filled = asked.with_(unit=visit.known.organisation.part_of(unit).slug, period=asked.period or asked.added.period)
    return Visit(visit.connection, visit.known, visit.path, filled.query)
