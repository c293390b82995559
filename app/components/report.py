"""A report as a document: everything stands open, in the order in which it is read on paper."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.components.bullet import indicator_chart
from app.components.comments import comment_list
from app.components.notices import draft_badge, example_badge, notice_list
from app.components.status import status_pill
from app.components.tables import text_table
from app.components.tags import (
    Inside,
    a,
    article,
    button,
    dated,
    dd,
    div,
    dl,
    dt,
    element,
    h1,
    h2,
    header,
    heading,
    joined,
    li,
    main,
    nav,
    p,
    section,
    span,
    symbol,
    ul,
)
from app.report_views import ReportView
from app.views import ActivityView, GoalView, IndicatorView, LabelledFact, TextView, UnitBelow

_TOP = 3
"""The level of the heading of a goal at the top; the parts of the report are h2."""


def report_content(view: ReportView) -> Markup:
    """The whole document."""
    return joined(
        _actions(view),
        main(
            _cover(view),
            _summary(view),
            _goals(view),
            _sources(view),
            _rules(view),
            class_="report",
            id="innehall",
        ),
    )


def _actions(view: ReportView) -> Markup:
    links = [
        a(text.REPORT_BACK, href=view.back, class_="button"),
        a(text.REPORT_PDF, href=view.pdf, download=True, class_="button main-button"),
        button(text.REPORT_PRINT, type="button", class_="button", data_skriv_ut=True, hidden=True),
        a(text.REPORT_MANY, href=view.many, class_="button"),
    ]
    return nav(links, class_="report-actions", aria_label=text.REPORT_ACTIONS)


def _cover(view: ReportView) -> Markup:
    return header(
        p(text.PRODUCT, " · ", text.REPORT_KIND, class_="report-kind"),
        h1(view.unit, " ", span(view.period, class_="report-period")),
        p(view.path, class_="report-path") if view.path else None,
        p(span(dated(view.made)), example_badge(view.is_example), draft_badge(view.is_draft), class_="sub"),
        p(text.REPORT_EXAMPLE, class_="notice") if view.is_example else None,
        notice_list(view.notices),
        class_="report-cover",
    )


def _summary(view: ReportView) -> Markup:
    attention = [
        li(
            p(
                symbol(one.status.symbol, one.status.css),
                " ",
                a(one.name, href=f"#{one.anchor}"),
                span(f" – {one.status.word}", class_="word"),
            ),
            p(one.finding),
        )
        for one in view.attention
    ]
    return section(
        h2(text.REPORT_SUMMARY),
        p(view.summary, class_="lead") if view.summary else None,
        p(view.units_below) if view.units_below else None,
        _tiles(view),
        heading(_TOP, text.REPORT_ATTENTION),
        ul(attention, class_="attention") if attention else p(text.REPORT_NO_ATTENTION),
        [heading(_TOP, text.REPORT_GOALS), text_table(view.stated, "plain-table wrapped")] if view.stated is not None else None,
        class_="report-part",
    )


def _tiles(view: ReportView) -> Markup | None:
    tiles = [li(span(one.number, class_="count"), status_pill(one.status)) for one in view.glance]
    return ul(tiles, class_="report-tiles") if tiles else None


def _goals(view: ReportView) -> Markup:
    return section(h2(text.REPORT_INDICATORS), [_goal(goal, _TOP) for goal in view.goals], class_="report-part")


def _goal(goal: GoalView, level: int) -> Markup:
    stated: Inside = None
    if goal.judgement is not None:
        stated = p(status_pill(goal.judgement, note=text.STATED_UNIT), class_="stated")
    elif goal.judgement_printed:
        stated = p(span(text.STATED_UNIT, class_="pill-note"), f" {goal.judgement_printed}", class_="stated")
    title = heading(level, [span(goal.number, class_="number"), " "] if goal.number else None, goal.title)
    return section(
        div(p(goal.level, class_="level") if goal.level else None, title, stated, class_="report-goal-head"),
        p(goal.contrast, class_="contrast") if goal.contrast else None,
        [_indicator(one, level + 1) for one in goal.indicators],
        text_table(goal.planned, "plain-table wrapped") if goal.planned is not None else None,
        _activities(goal, level + 1) if goal.activities else None,
        [_text(one, level + 1) for one in goal.texts],
        [_goal(child, level + 1) for child in goal.children],
        class_=f"report-goal level-{goal.depth}",
    )


def _indicator(view: IndicatorView, level: int) -> Markup:
    return article(
        div(heading(level, view.name), status_pill(view.status, note=text.COMPUTED), class_="report-indicator-head"),
        indicator_chart(view, f"diagram-{view.anchor}", for_slides=False),
        dl(map(_fact, view.facts), class_="facts") if view.facts else None,
        text_table(view.table),
        _below(view.below),
        div(p(text.ANALYSIS_HEADING, class_="label"), map(p, view.analyses), class_="analysis") if view.analyses else None,
        comment_list(view.comments),
        id=view.anchor,
        class_="report-indicator",
    )


def _fact(fact: LabelledFact) -> Markup:
    status: Inside = None
    if fact.status is not None:
        status = [", ", span(symbol(fact.status.symbol, fact.status.css), f" {fact.status.word}", class_="fact-status")]
    return div(dt(fact.label), " ", dd(fact.words, status))


def _below(units: Sequence[UnitBelow]) -> Markup | None:
    listed = [
        li(symbol(one.status.symbol, one.status.css), f" {one.name}: {one.status.word}", f", {one.words}" if one.words else None)
        for one in units
    ]
    return ul(listed, class_="report-below") if listed else None


def _activities(goal: GoalView, level: int) -> Markup:
    return div(heading(level, goal.activities_heading, class_="label"), ul(map(_activity, goal.activities), class_="activities"))


def _activity(one: ActivityView) -> Markup:
    return li(
        span(one.name),
        [" ", span(dated(one.dates), class_="dates")] if one.dates else None,
        [" ", span(one.deviation, class_="deviation")] if one.deviation else None,
        p(one.analysis) if one.analysis else None,
    )


def _text(one: TextView, level: int) -> Markup:
    return div(heading(level, one.heading, class_="label"), map(p, one.paragraphs), class_="report-text")


def _sources(view: ReportView) -> Markup:
    return section(
        h2(text.REPORT_SOURCES),
        p(dated(view.source)) if view.source else None,
        text_table(view.sources, "plain-table wrapped") if view.sources is not None else p(text.REPORT_NO_SOURCES),
        class_="report-part",
    )


def _rules(view: ReportView) -> Markup:
    rules = [div(heading(_TOP, title), p(words), class_="report-rule") for title, words in view.rules]
    brief = rules or [p(words) for words in text.ABOUT_RULES_WORDS]
    return section(
        h2(text.REPORT_RULES),
        p(text.REPORT_RULES_LEAD),
        p(text.REPORT_WITHHELD),
        element("div", brief, class_="report-rules"),
        class_="report-part new-page",
    )
