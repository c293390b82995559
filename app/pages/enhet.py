"""Enhet: one unit's goals and indicators in one follow-up, or its plan."""

from __future__ import annotations

from urllib.parse import unquote

from app import text
from app.addresses import UNIT_PREFIX
from app.answers.figures import PeriodReporting
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
from app.queries.default_view import default_period
from app.queries.goals import activities, commentaries, planned_goals, stated_judgements
from app.queries.periods import planned_years, reporting_by_period
from app.queries.unit_page import loaded_documents, planned_indicators, sources_of_outcomes, sources_of_targets, unit_figures
from app.views import Notice
from data.vocabulary import Period, PeriodKind


def page(visit: Visit) -> Page:
    """The page of the unit that the address names; an unknown one gets a page that says so."""
    slug = unquote(visit.path[len(UNIT_PREFIX) :]).strip("/")
    unit = visit.known.organisation.by_slug.get(slug) if is_slug(slug) else None
    if unit is None:
        return unknown_unit(visit, slug)
    parsed = parse(visit.query)
    reporting = reporting_by_period(visit.connection, [unit.id])
    periods, default = _periods(visit, unit, reporting)
    period, told = _choose(parsed.filter.period, periods, default)
    notices = (*map(Notice, parsed.faults), *told)
    frame = frame_for_unit(visit, unit, period, periods)
    if period is None:
        notices = (*notices, Notice(text.UNIT_NOTHING_AT_ALL.format(unit=unit.name)))
        return Page(unit.name, framed(frame, h1(unit.name), notice_list(notices)))
    is_followed_up = any(row.reported for row in reporting if row.period.year == period.year)
    view = unit_page(_asked(visit, unit, period, is_followed_up), notices)
    return Page(view.title, framed(frame, unit_content(view)))


def _periods(visit: Visit, unit: Unit, reporting: tuple[PeriodReporting, ...]) -> tuple[tuple[Period, ...], Period | None]:
    """Follow-ups and plans there are, and the one to show first: the latest reported, else the latest plan."""
    plans = [Period(year, PeriodKind.VP) for year in planned_years(visit.connection, [unit.id])]
    periods = tuple(sorted({*(row.period for row in reporting), *plans}))
    if any(row.reported for row in reporting):
        return periods, default_period(reporting)
    return periods, max(plans, default=default_period(reporting))


def _choose(
    asked: Period | None, periods: tuple[Period, ...], default: Period | None
) -> tuple[Period | None, tuple[Notice, ...]]:
    if asked is None or not periods:
        return default, ()
    if asked in periods:
        return asked, ()
    instead = nearest(asked, periods)
    shown = text.period_title(instead) if instead is not None else ""
    return instead, (Notice(text.FAULT_NO_SUCH_PERIOD.format(given=text.period_title(asked), shown=shown)),)


def _asked(visit: Visit, unit: Unit, period: Period, is_followed_up: bool) -> UnitInput:
    connection = visit.connection
    figures = unit_figures(connection, unit.id, period)
    return UnitInput(
        organisation=visit.known.organisation,
        unit=unit,
        period=period,
        indicators=visit.known.indicators,
        goals=planned_goals(connection, [unit.id], period.year),
        figures=figures,
        planned=planned_indicators(connection, unit.id, period.year) if period.kind is PeriodKind.VP else (),
        judgements=stated_judgements(connection, unit.id, period),
        texts=commentaries(connection, unit.id, period),
        activities=activities(connection, unit.id, period),
        outcome_sources=sources_of_outcomes(connection, {figure.outcome_id for figure in figures if figure.outcome_id}),
        target_sources=sources_of_targets(connection, {figure.target_id for figure in figures if figure.target_id}),
        documents=loaded_documents(connection, [unit.id]),
        is_followed_up=is_followed_up,
    )
