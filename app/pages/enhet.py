"""Enhet: one unit's goals and indicators in one follow-up, or its plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from urllib.parse import unquote

from app import text
from app.addresses import UNIT_PREFIX
from app.answers.documents import PlannedGoal
from app.answers.figures import DetailedFigure, PeriodReporting
from app.answers.organisation import Unit
from app.components.frame import framed
from app.components.notices import notice_list
from app.components.tags import h1
from app.components.unit import unit_content
from app.filters import is_slug, parse
from app.pages.choosing import frame_for_unit
from app.pages.messages import unknown_unit
from app.pages.page import Page, Visit
from app.presenters.periods import nearest
from app.presenters.unit import unit_page
from app.presenters.unit_input import UnitInput
from app.queries.comments import comments_on
from app.queries.default_view import default_period
from app.queries.goals import activities, commentaries, goal_counts, planned_goals, stated_judgements
from app.queries.indicator_page import indicator_counts, indicator_history
from app.queries.overview import council_goals
from app.queries.periods import planned_years
from app.queries.unit_page import (
    figures_below,
    loaded_documents,
    planned_indicators,
    sources_of_outcomes,
    sources_of_targets,
    unit_figures,
)
from app.views import Notice
from data.vocabulary import GoalLevel, Period, PeriodKind


def page(visit: Visit) -> Page:
    """The page of the unit that the address names; an unknown one gets a page that says so."""
    slug = unquote(visit.path[len(UNIT_PREFIX) :]).strip("/")
    unit = visit.known.organisation.by_slug.get(slug) if is_slug(slug) else None
    if unit is None:
        return unknown_unit(visit, slug)
    parsed = parse(visit.query)
    is_part = bool(visit.known.organisation.children(unit))
    reporting = visit.reporting(visit.known.organisation.ids_below(unit) if is_part else [unit.id])
    periods, default = unit_periods(visit, unit, reporting)
    period, told = choose_period(parsed.filter.period, periods, default)
    notices = (*map(Notice, parsed.faults), *told)
    frame = frame_for_unit(visit, unit, period, periods)
    if period is None:
        notices = (*notices, Notice(text.UNIT_NOTHING_AT_ALL.format(unit=unit.name)))
        return Page(unit.name, framed(frame, h1(unit.name), notice_list(notices)))
    is_followed_up = any(row.reported for row in reporting if row.period.year == period.year)
    opened = next((one for one in visit.known.indicators.values() if one.slug == parsed.filter.indicator), None)
    asked = unit_input(visit, unit, period, is_followed_up)
    if opened is not None and any(figure.indicator_id == opened.id for figure in asked.figures):
        asked = replace(asked, opened=opened.id, history=indicator_history(visit.connection, unit.id, opened.id, period))
    view = unit_page(asked, notices)
    return Page(view.title, framed(frame, unit_content(view)))


def unit_periods(visit: Visit, unit: Unit, reporting: tuple[PeriodReporting, ...]) -> tuple[tuple[Period, ...], Period | None]:
    """Follow-ups and plans there are, and the one to show first: the latest reported, else the latest plan."""
    plans = [Period(year, PeriodKind.VP) for year in planned_years(visit.connection, [unit.id])]
    periods = tuple(sorted({*(row.period for row in reporting), *plans}))
    if any(row.reported for row in reporting):
        return periods, default_period(reporting)
    return periods, max(plans, default=default_period(reporting))


def choose_period(
    asked: Period | None, periods: tuple[Period, ...], default: Period | None
) -> tuple[Period | None, tuple[Notice, ...]]:
    if asked is None or not periods:
        return default, ()
    if asked in periods:
        return asked, ()
    instead = nearest(asked, periods)
    shown = text.period_title(instead) if instead is not None else ""
    return instead, (Notice(text.FAULT_NO_SUCH_PERIOD.format(given=text.period_title(asked), shown=shown)),)


def unit_input(visit: Visit, unit: Unit, period: Period, is_followed_up: bool) -> UnitInput:
    connection = visit.connection
    figures = unit_figures(connection, unit.id, period)
    goals = planned_goals(connection, [unit.id], period.year)
    below = [child.id for child in visit.known.organisation.children(unit)]
    if below and not goals:
        goals, figures = _under_council_goals(visit, unit, period, figures)
    return UnitInput(
        organisation=visit.known.organisation,
        unit=unit,
        period=period,
        indicators=visit.known.indicators,
        goals=goals,
        figures=figures,
        planned=planned_indicators(connection, unit.id, period.year) if period.kind is PeriodKind.VP else (),
        judgements=stated_judgements(connection, unit.id, period),
        texts=commentaries(connection, unit.id, period),
        activities=activities(connection, unit.id, period),
        outcome_sources=sources_of_outcomes(connection, {figure.outcome_id for figure in figures if figure.outcome_id}),
        target_sources=sources_of_targets(connection, {figure.target_id for figure in figures if figure.target_id}),
        documents=loaded_documents(connection, [unit.id]),
        is_followed_up=is_followed_up,
        goal_counts=goal_counts(connection, unit.id, period),
        below=figures_below(connection, below, period) if below else {},
        comments={key[1]: those for key, those in comments_on(connection, [unit.id], period).items()},
        today=dt.date.fromisoformat(visit.known.state.judged_on) if visit.known.state.judged_on else None,
    )


def _under_council_goals(
    visit: Visit, unit: Unit, period: Period, figures: tuple[DetailedFigure, ...]
) -> tuple[tuple[PlannedGoal, ...], tuple[DetailedFigure, ...]]:
    """A part without a plan of its own: its figures under the council's goals that its units place the indicators under."""
    unit_ids = visit.known.organisation.ids_below(unit)
    above = council_goals(visit.connection, unit_ids, period.year)
    found = {
        count.indicator_id: above[count.goal_id]
        for count in indicator_counts(visit.connection, unit_ids, period)
        if count.goal_id in above
    }
    in_order = sorted(set(found.values()), key=lambda goal: (_number_of(goal.number), goal.title))
    goals = tuple(
        PlannedGoal(unit.id, goal.goal_id, None, order, GoalLevel.KF_MAL, goal.number, goal.title)
        for order, goal in enumerate(in_order)
    )
    placed = (one._replace(goal_id=found[one.indicator_id].goal_id if one.indicator_id in found else None) for one in figures)
    return goals, tuple(placed)


def _number_of(printed: str) -> tuple[int, ...]:
    return tuple(int(part) for part in printed.split(".") if part.isdecimal())
