"""Indikatorer: the indicators that are followed in a part and follow-up."""

from __future__ import annotations

from app import text
from app.addresses import INDICATORS
from app.components.frame import framed
from app.components.indicator import indicators_content
from app.components.notices import notice_list
from app.components.tags import h1
from app.pages.choosing import choose, frame_for
from app.pages.page import Page, Visit
from app.presenters.indicator_list import IndicatorsInput, indicator_list
from app.queries.indicator_page import indicator_counts
from app.queries.overview import council_goals, updated_on
from app.views import Notice


def page(visit: Visit) -> Page:
    """The list of indicators."""
    chosen = choose(visit)
    frame = frame_for(visit, chosen, INDICATORS)
    if chosen.period is None:
        told = (*chosen.notices, Notice(text.NO_FIGURES_AT_ALL.format(part=chosen.part.name)))
        return Page(chosen.part.name, framed(frame, h1(chosen.part.name), notice_list(told)))
    unit_ids = visit.known.organisation.ids_below(chosen.part)
    asked = IndicatorsInput(
        part=chosen.part,
        period=chosen.period,
        chosen=chosen.filter,
        indicators=visit.known.indicators,
        counts=indicator_counts(visit.connection, unit_ids, chosen.period),
        council_goals=council_goals(visit.connection, unit_ids, chosen.period.year),
        updated_on=updated_on(visit.connection, unit_ids, chosen.period.year),
        is_example=chosen.part.is_example,
    )
    view = indicator_list(asked, chosen.notices)
    return Page(view.title, framed(frame, indicators_content(view)))
