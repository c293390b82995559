"""Indikator: one indicator in a part of the organisation and a follow-up."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from app import text
from app.addresses import INDICATOR_PREFIX, comments_address, indicator_address, indicators_address
from app.answers.figures import Indicator
from app.answers.organisation import Unit
from app.components.frame import framed
from app.components.indicator import indicator_content
from app.components.tags import a, h1, li, p, section, ul
from app.filters import Filter, is_slug, shown
from app.pages.choosing import LIKENESS, Chosen, bare_frame, choose, frame_for
from app.pages.page import Page, Visit
from app.pages.parts import parents_below
from app.presenters.comments import comment_view
from app.presenters.indicator_page import IndicatorPageInput, counted_below, indicator_page
from app.presenters.periods import nearest
from app.queries.comments import comments_on
from app.queries.indicator_page import definition, figures_of_units, follow_ups_of, indicator_history
from app.queries.overview import updated_on
from app.views import CommentView, Notice
from data.vocabulary import Period

MOST_UNITS = 60
"""Units in one dot plot; of a part with more the parts right below are shown instead."""


def page(visit: Visit) -> Page:
    """The page of the indicator that the address names; an unknown one gets a page that says so."""
    slug = unquote(visit.path[len(INDICATOR_PREFIX) :]).strip("/")
    by_slug = {one.slug: one for one in visit.known.indicators.values()}
    indicator = by_slug.get(slug) if is_slug(slug) else None
    if indicator is None:
        return _unknown(visit, slug, by_slug)
    chosen = choose(visit)
    part_shown = _shown_part(visit, chosen.part)
    period, told = _period(visit, chosen, part_shown, indicator)
    frame = frame_for(visit, chosen, visit.path)
    if period is None:
        notice = p(text.INDICATOR_NOT_FOLLOWED.format(part=part_shown.name), class_="notice")
        return Page(indicator.name, framed(frame, h1(indicator.name), notice))
    view = indicator_page(_asked(visit, chosen, part_shown, period, indicator), (*chosen.notices, *told))
    view = replace(view, comments=_comments(visit, part_shown, period, indicator))
    return Page(view.title, framed(frame, indicator_content(view)))


def _shown_part(visit: Visit, part: Unit) -> Unit:
    """The part itself; of a unit the part above it, so that it stands among its neighbours."""
    organisation = visit.known.organisation
    if organisation.children(part) or part.parent_id is None:
        return part
    return organisation.by_id.get(part.parent_id, part)


def _period(visit: Visit, chosen: Chosen, part_shown: Unit, indicator: Indicator) -> tuple[Period | None, tuple[Notice, ...]]:
    """The chosen follow-up where the indicator is followed in it, else the nearest in which it is."""
    unit_ids = visit.known.organisation.ids_below(part_shown)
    if chosen.period is not None and figures_of_units(visit.connection, indicator.id, unit_ids, chosen.period):
        return chosen.period, ()
    there_are = follow_ups_of(visit.connection, indicator.id, unit_ids)
    instead = nearest(chosen.period, there_are) if chosen.period is not None else max(there_are, default=None)
    if instead is None or chosen.period is None:
        return instead, ()
    told = text.INDICATOR_NO_SUCH_PERIOD.format(asked=text.period_title(chosen.period), shown=text.period_title(instead))
    return instead, (Notice(told),)


def _asked(visit: Visit, chosen: Chosen, part_shown: Unit, period: Period, indicator: Indicator) -> IndicatorPageInput:
    organisation, connection = visit.known.organisation, visit.connection
    below = organisation.with_descendants(part_shown)
    units = [unit for unit in below if not organisation.children(unit)]
    is_many = len(units) > MOST_UNITS
    parents_of = parents_below(organisation, part_shown) if is_many else {}
    parents = [parent_id for those in parents_of.values() for parent_id in those]
    asked_of = [*parents_of, *parents] if is_many else [unit.id for unit in below]
    figures = figures_of_units(connection, indicator.id, asked_of, period)
    return IndicatorPageInput(
        organisation=organisation,
        part=chosen.part,
        shown=part_shown,
        period=period,
        chosen=chosen.filter,
        indicator=indicator,
        definition=definition(connection, indicator.id),
        figures=() if is_many else tuple(one for one in figures if not one.is_aggregated),
        parts=tuple(one for one in figures if one.unit_id in parents_of),
        counted=counted_below(parents_of, figures),
        history=indicator_history(connection, chosen.part.id, indicator.id, period),
        updated_on=updated_on(connection, [unit.id for unit in below], period.year),
        units=len(units),
    )


def _comments(visit: Visit, part_shown: Unit, period: Period, indicator: Indicator) -> tuple[tuple[str, str, CommentView], ...]:
    """What people have written about the figures of the units, by unit."""
    organisation = visit.known.organisation
    found = comments_on(visit.connection, organisation.ids_below(part_shown), period, indicator.id)
    units = [organisation.by_id[unit_id] for unit_id, _ in found]
    return tuple(
        (unit.name, comments_address(unit.slug, indicator.slug, period), comment_view(one))
        for unit in sorted(units, key=lambda each: each.name)
        for one in found[unit.id, indicator.id]
    )


def _unknown(visit: Visit, slug: str, known: dict[str, Indicator]) -> Page:
    alike: Sequence[str] = difflib.get_close_matches(slug[:200].casefold(), known, n=5, cutoff=LIKENESS)
    maybe = [p(text.NOT_FOUND_MAYBE), ul([li(a(known[one].name, href=indicator_address(one, Filter()))) for one in alike])]
    content = section(
        p(text.UNKNOWN_INDICATOR_TEXT.format(address=shown(slug))),
        maybe if alike else None,
        p(a(text.TO_INDICATORS, href=indicators_address(Filter()))),
        class_="card message",
    )
    return Page(
        text.UNKNOWN_INDICATOR_TITLE,
        framed(bare_frame(visit), h1(text.UNKNOWN_INDICATOR_TITLE), content),
        status=404,
    )
