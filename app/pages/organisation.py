"""The organisation as a tree to choose from: a page of its own, which the header's chooser fetches when it is opened."""

from __future__ import annotations

from app import text
from app.addresses import OVERVIEW, UNIT_PREFIX, unit_address
from app.answers.organisation import Unit
from app.components.frame import framed
from app.components.organisation import organisation_content
from app.filters import parse
from app.pages.choosing import NAVIGATION, bare_frame, choose_part, of_any_part
from app.pages.page import Page, Visit
from app.presenters.frame import unit_choices
from app.views import Notice, OrganisationView


def page(visit: Visit) -> Page:
    """Every part of the organisation as a link to the view that ``till`` names, with the address's other choices."""
    parsed = parse(visit.query)
    part, told = choose_part(visit, parsed.filter.unit)
    chosen = of_any_part(parsed.filter)
    here, unknown = _view(parsed.filter.view)

    def address(unit: Unit) -> str:
        if here == UNIT_PREFIX:
            return unit_address(unit.slug, chosen.period)
        return f"{here}{chosen.with_(unit=unit.slug).query}"

    view = OrganisationView(
        title=text.ORGANISATION_TITLE,
        back=address(part),
        back_text=text.ORGANISATION_BACK.format(part=part.name),
        tree=unit_choices(visit.known.organisation, address, part),
        notices=(*map(Notice, parsed.faults), *told, *unknown),
    )
    return Page(view.title, framed(bare_frame(visit), organisation_content(view)))


def _view(given: str) -> tuple[str, tuple[Notice, ...]]:
    """The path of the view, and what is to be told where there is none."""
    path = f"/{given}"
    if given == UNIT_PREFIX.strip("/"):
        return UNIT_PREFIX, ()
    if any(path == one or (prefix and path.startswith(prefix)) for _, one, prefix in NAVIGATION):
        return path, ()
    return OVERVIEW, (Notice(text.FAULT_VIEW.format(given=given)),)
