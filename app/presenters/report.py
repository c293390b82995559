"""A report of a unit: the same words and charts as on its page, in the order of a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from app import text
from app.addresses import report_pdf_address, reports_address, unit_address
from app.answers.documents import LoadedDocument
from app.filters import Filter
from app.numbers import number
from app.presenters.goal_tree import all_indicators
from app.presenters.unit import unit_page
from app.presenters.unit_input import UnitInput
from app.report_views import Attention, ReportView
from app.views import GoalView, Notice, TableTwin, UnitPage
from data.vocabulary import KOLADA, PeriodKind, Status

_TO_ACT_ON = tuple(text.STATUS_CLASS[one] for one in (Status.UPPFYLLS_INTE, Status.UPPFYLLS_DELVIS, Status.EJ_RAPPORTERAD))


def report_view(
    asked: UnitInput,
    *,
    version: int,
    loaded: str,
    made: dt.date,
    rules: Sequence[tuple[str, str]],
    notices: Sequence[Notice] = (),
) -> ReportView:
    """The whole report as it is to be shown."""
    page = unit_page(asked, notices)
    period = text.period_title(asked.period)
    return ReportView(
        title=text.REPORT_TITLE.format(unit=asked.unit.name, period=period),
        unit=asked.unit.name,
        period=period,
        path=" › ".join(name for name, _ in page.path),
        made=text.REPORT_MADE.format(date=made.isoformat(), loaded=loaded, version=number(version)),
        is_example=page.is_example,
        is_draft=page.is_draft,
        summary=_summary(page),
        glance=page.glance,
        attention=_attention(page),
        stated=_stated(page.goals),
        goals=page.goals,
        units_below=_units_below(asked),
        sources=_sources(asked),
        source=page.source,
        rules=tuple(rules),
        pdf=report_pdf_address(asked.unit.slug, asked.period),
        back=unit_address(asked.unit.slug, asked.period),
        many=reports_address(Filter(unit=asked.unit.slug, period=asked.period)),
        notices=page.notices,
    )


def _summary(page: UnitPage) -> str:
    counts = [f"{one.number} {one.status.word}" for one in page.glance]
    if not counts:
        return ""
    indicators = len(all_indicators(page.goals))
    counted = text.counted(number(indicators), text.INDICATOR_ONE, text.INDICATOR_MANY)
    return text.REPORT_COUNTS.format(indicators=counted, counts=text.listed(counts))


def _attention(page: UnitPage) -> tuple[Attention, ...]:
    views = [view for view in all_indicators(page.goals) if view.status.css in _TO_ACT_ON]
    in_order = sorted(views, key=lambda view: _TO_ACT_ON.index(view.status.css))
    return tuple(Attention(view.name, view.anchor, view.status, view.finding) for view in in_order)


def _stated(goals: Sequence[GoalView]) -> TableTwin | None:
    """The goals that the unit has judged, with what its indicators come to."""
    rows = tuple(
        (
            f"{goal.number} {goal.title}".strip(),
            goal.judgement.word if goal.judgement is not None else goal.judgement_printed,
            ", ".join(f"{n} {look.word}" for n, look in goal.counts) or text.NOT_GIVEN,
        )
        for goal in _all_goals(goals)
        if goal.judgement is not None or goal.judgement_printed
    )
    return TableTwin(text.REPORT_GOALS_CAPTION, text.REPORT_GOALS_HEAD, rows) if rows else None


def _all_goals(goals: Sequence[GoalView]) -> Iterator[GoalView]:
    for goal in goals:
        yield goal
        yield from _all_goals(goal.children)


def _units_below(asked: UnitInput) -> str:
    names = [unit.name for unit in asked.organisation.children(asked.unit)]
    return text.REPORT_UNITS.format(units=text.listed(names)) if names else ""


def _sources(asked: UnitInput) -> TableTwin | None:
    """The documents of the year and the one before it, the newest last."""
    rows = tuple(_source(one) for one in asked.documents if asked.period.year - 1 <= one.year <= asked.period.year)
    return TableTwin(text.REPORT_SOURCES_CAPTION, text.REPORT_SOURCES_HEAD, tuple(dict.fromkeys(rows))) if rows else None


def _source(one: LoadedDocument) -> tuple[str, str, str, str]:
    name = f"{text.DOCUMENT_KIND[PeriodKind(one.kind)]} {one.year}".capitalize()
    origin = text.SOURCE_KOLADA if one.publisher == KOLADA else text.REPORT_ORIGIN.get(one.origin, one.origin)
    return name, one.file_name, one.loaded_on.isoformat(), origin
