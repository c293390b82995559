"""Enhet: the goal tree of one unit and follow-up with all that stands under each goal."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from app import text
from app.addresses import comments_address, development_address, overview_address, report_address
from app.answers.figures import DetailedFigure, Indicator
from app.filters import Filter
from app.numbers import number
from app.presenters.added_up import units_below
from app.presenters.goal_tree import all_indicators, goal_views, paragraphs
from app.presenters.indicator import IndicatorInput, indicator_view
from app.presenters.status import status_view
from app.presenters.unit_input import UnitInput
from app.views import Glance, GoalView, IndicatorView, Notice, UnitPage
from data.vocabulary import KOLADA, Gender, PeriodKind, Status

_ATTENTION = (
    Status.UPPFYLLS_INTE,
    Status.UPPFYLLS_DELVIS,
    Status.EJ_RAPPORTERAD,
    Status.EJ_BEDOMD,
    Status.UPPFYLLS_HELT,
)


def unit_page(asked: UnitInput, notices: Sequence[Notice] = ()) -> UnitPage:
    """The whole page as it is to be shown."""
    goals = goal_views(asked, _indicators_by_goal(asked))
    return UnitPage(
        title=text.UNIT_TITLE.format(unit=asked.unit.name, period=text.period_title(asked.period)),
        path=_path(asked),
        subtitle=_subtitle(asked),
        is_example=asked.unit.is_example,
        is_draft=asked.unit.is_draft,
        glance=_glance(goals),
        goals=goals,
        source=_source(asked),
        notices=(*notices, *_state(asked, goals)),
        report=report_address(asked.unit.slug, asked.period),
    )


def _indicators_by_goal(asked: UnitInput) -> dict[int | None, list[IndicatorView]]:
    by_indicator: dict[int, dict[str, DetailedFigure]] = defaultdict(dict)
    for figure in asked.figures:
        by_indicator[figure.indicator_id][figure.gender] = figure
    views: dict[int | None, list[IndicatorView]] = defaultdict(list)
    for indicator in sorted((asked.indicators[id_] for id_ in by_indicator), key=lambda one: (one.sort_order, one.name)):
        figures = by_indicator[indicator.id]
        if Gender.T in figures:
            views[figures[Gender.T].goal_id].append(_indicator(asked, indicator, figures))
    return views


def _indicator(asked: UnitInput, indicator: Indicator, figures: Mapping[str, DetailedFigure]) -> IndicatorView:
    total = figures[Gender.T]
    return indicator_view(
        IndicatorInput(
            indicator=indicator,
            figures=figures,
            period=asked.period,
            unit_name=asked.unit.name,
            unit_slug=asked.unit.slug,
            analyses=_analyses(asked, indicator),
            outcome_source=asked.outcome_sources.get(total.outcome_id or 0),
            target_source=asked.target_sources.get(total.target_id or 0),
            history=asked.history if asked.opened == indicator.id else (),
            development_href=_development_href(asked, indicator),
            below=units_below(asked.below.get(indicator.id, ()), asked.organisation, indicator, asked.period),
            today=asked.today,
            comments=asked.comments.get(indicator.id, ()),
            comments_href=comments_address(asked.unit.slug, indicator.slug, asked.period),
        )
    )


def _development_href(asked: UnitInput, indicator: Indicator) -> str:
    if asked.opened == indicator.id:
        return ""
    return development_address(asked.unit.slug, asked.period, indicator.slug)


def _analyses(asked: UnitInput, indicator: Indicator) -> list[str]:
    """What the unit writes about the indicator in this follow-up."""
    texts = (one.text for one in asked.texts if one.indicator_id == indicator.id and one.period == asked.period.kind)
    return [part for printed in texts for part in paragraphs(printed)]


def _glance(goals: Sequence[GoalView]) -> tuple[Glance, ...]:
    """The page's indicators by status, what needs attention first, each in the order of the page."""
    by_css: dict[str, list[IndicatorView]] = defaultdict(list)
    for view in all_indicators(goals):
        by_css[view.status.css].append(view)
    looks = [status_view(status) for status in _ATTENTION]
    return tuple(
        Glance(look, number(len(views)), tuple((view.short_name, view.anchor) for view in views))
        for look in looks
        if (views := by_css[look.css])
    )


def _path(asked: UnitInput) -> tuple[tuple[str, str], ...]:
    above = asked.organisation.path(asked.unit)[:-1]
    period = asked.period if asked.period.kind is not PeriodKind.VP else None
    return tuple((unit.name, overview_address(Filter(unit=unit.slug, period=period))) for unit in above)


def _subtitle(asked: UnitInput) -> str:
    followed = len({figure.indicator_id for figure in asked.figures} | {one.indicator_id for one in asked.planned})
    counted = text.counted(number(followed), text.INDICATOR_ONE, text.INDICATOR_MANY)
    updated_on = _updated_on(asked)
    return text.LINE_BREAK_DOT.join(
        [counted, *([text.UPDATED.format(date=updated_on.isoformat())] if updated_on is not None else [])]
    )


def _updated_on(asked: UnitInput) -> dt.date | None:
    return max((one.loaded_on for one in asked.documents if one.year == asked.period.year), default=None)


def _source(asked: UnitInput) -> str:
    documents = [one for one in asked.documents if one.year == asked.period.year]
    of_year = {PeriodKind(one.kind) for one in documents if one.publisher != KOLADA}
    kinds = sorted(of_year, key=lambda kind: kind.order)
    up_to = [kind for kind in kinds if kind.order <= asked.period.kind.order] or kinds
    names = [f"{text.DOCUMENT_KIND[kind]} {asked.period.year}" for kind in up_to]
    names += [KOLADA] if any(one.publisher == KOLADA for one in documents) else []
    return text.UNIT_SOURCE.format(documents=", ".join(names)) if names else ""


def _state(asked: UnitInput, goals: Sequence[GoalView]) -> tuple[Notice, ...]:
    """Why there is little or nothing to see, where that is so."""
    period = text.period_title(asked.period)
    if not goals:
        return (Notice(text.UNIT_NOTHING.format(unit=asked.unit.name, period=period)),)
    if asked.period.kind is PeriodKind.VP:
        told = text.UNIT_PLAN if asked.is_followed_up else text.UNIT_PLAN_ONLY
        return (Notice(told.format(year=asked.period.year)),)
    if asked.figures and all(figure.is_aggregated for figure in asked.figures):
        return (Notice(text.UNIT_ADDED_UP.format(unit=asked.unit.name)),)
    if asked.figures and not any(figure.value is not None for figure in asked.figures):
        return (Notice(text.UNIT_NONE_REPORTED.format(period=period)),)
    return ()
