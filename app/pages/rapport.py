"""Rapport: one unit, or a part of the organisation, in one follow-up, as a document to print and keep."""

from __future__ import annotations

import datetime as dt
from urllib.parse import unquote

from app import text
from app.addresses import REPORT_PREFIX
from app.components.report import report_content
from app.filters import is_slug, parse
from app.pages.enhet import choose_period, unit_input, unit_periods
from app.pages.messages import not_found, unknown_unit
from app.pages.page import Page, Visit
from app.presenters.report import report_view
from app.reports.rules import rules_in_brief
from app.views import Notice


def page(visit: Visit) -> Page:
    """The report of the unit that the address names, without the frame of the other pages."""
    slug = unquote(visit.path[len(REPORT_PREFIX) :]).strip("/")
    unit = visit.known.organisation.by_slug.get(slug) if is_slug(slug) else None
    if unit is None:
        return unknown_unit(visit, slug)
    parsed = parse(visit.query)
    is_part = bool(visit.known.organisation.children(unit))
    reporting = visit.reporting(visit.known.organisation.ids_below(unit) if is_part else [unit.id])
    periods, default = unit_periods(visit, unit, reporting)
    period, told = choose_period(parsed.filter.period, periods, default)
    if period is None:
        return not_found(visit.path, visit)
    is_followed_up = any(row.reported for row in reporting if row.period.year == period.year)
    state = visit.known.state
    view = report_view(
        unit_input(visit, unit, period, is_followed_up),
        version=state.version,
        loaded=state.loaded_at.date().isoformat() if state.loaded_at is not None else text.NOT_GIVEN,
        made=dt.date.today(),
        rules=rules_in_brief(),
        notices=(*map(Notice, parsed.faults), *told),
    )
    return Page(view.title, report_content(view))
