"""Läget: the chosen part of the organisation in the chosen follow-up."""

from __future__ import annotations

from app import text
from app.addresses import OVERVIEW
from app.components.frame import framed
from app.components.notices import notice_list
from app.components.overview import overview_content
from app.components.tags import h1
from app.pages.choosing import Chosen, choose, frame_for
from app.pages.page import Page, Visit
from app.presenters.overview import OverviewInput, overview
from app.queries.goals import planned_goals
from app.queries.overview import matrix_figures, status_counts, updated_on
from app.views import Notice
from data.vocabulary import Period


def page(visit: Visit) -> Page:
    """The page; what the address says wrongly is told, and the nearest valid view is shown."""
    chosen = choose(visit)
    if chosen.period is None:
        return _nothing_yet(visit, chosen)
    view = overview(_asked(visit, chosen, chosen.period), chosen.notices)
    return Page(view.title, framed(frame_for(visit, chosen, OVERVIEW), overview_content(view)))


def _asked(visit: Visit, chosen: Chosen, period: Period) -> OverviewInput:
    unit_ids = visit.known.organisation.ids_below(chosen.part)
    return OverviewInput(
        organisation=visit.known.organisation,
        part=chosen.part,
        period=period,
        chosen=chosen.filter,
        indicators=visit.known.indicators,
        figures=matrix_figures(visit.connection, unit_ids, period),
        goals=planned_goals(visit.connection, unit_ids, period.year),
        year_ago=status_counts(visit.connection, unit_ids, Period(period.year - 1, period.kind)),
        updated_on=updated_on(visit.connection, unit_ids, period.year),
    )


def _nothing_yet(visit: Visit, chosen: Chosen) -> Page:
    told = (*chosen.notices, Notice(text.NO_FIGURES_AT_ALL.format(part=chosen.part.name)))
    content = (h1(chosen.part.name), notice_list(told))
    return Page(chosen.part.name, framed(frame_for(visit, chosen, OVERVIEW), content))
