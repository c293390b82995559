"""Mål: the goal tree of a part of the organisation in one follow-up."""

from __future__ import annotations

from app import text
from app.addresses import GOALS
from app.components.frame import framed
from app.components.mal import goals_content
from app.components.notices import notice_list
from app.components.tags import h1
from app.pages.choosing import choose, frame_for
from app.pages.page import Page, Visit
from app.presenters.mal import GoalsInput, goals_page
from app.queries.goal_overview import goal_places, goal_status_counts, stated_goals
from app.queries.overview import updated_on
from app.views import Notice


def page(visit: Visit) -> Page:
    """The page of goals."""
    chosen = choose(visit)
    frame = frame_for(visit, chosen, GOALS)
    if chosen.period is None:
        told = (*chosen.notices, Notice(text.NO_FIGURES_AT_ALL.format(part=chosen.part.name)))
        return Page(chosen.part.name, framed(frame, h1(chosen.part.name), notice_list(told)))
    unit_ids = visit.known.organisation.ids_below(chosen.part)
    asked = GoalsInput(
        organisation=visit.known.organisation,
        part=chosen.part,
        period=chosen.period,
        chosen=chosen.filter,
        goals=goal_places(visit.connection, unit_ids, chosen.period.year),
        counts=goal_status_counts(visit.connection, unit_ids, chosen.period),
        stated=stated_goals(visit.connection, unit_ids, chosen.period),
        is_example=chosen.part.is_example,
        updated_on=updated_on(visit.connection, unit_ids, chosen.period.year),
    )
    view = goals_page(asked, chosen.notices)
    return Page(view.title, framed(frame, goals_content(view)))
