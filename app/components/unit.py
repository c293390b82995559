"""The page of a unit: its goals, each with indicators, activities and texts."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.components.bullet import indicator_chart
from app.components.chart import development_chart
from app.components.comments import comment_list
from app.components.notices import draft_badge, example_badge, how_to_read, notice_list
from app.components.status import status_pill
from app.components.tables import table_twin, text_table
from app.components.tags import (
    Inside,
    a,
    article,
    b,
    dated,
    dd,
    details,
    div,
    dl,
    dt,
    h1,
    heading,
    joined,
    li,
    nav,
    ol,
    p,
    section,
    silent,
    span,
    summary,
    symbol,
    ul,
)
from app.components.terms import term
from app.views import ActivityView, GoalView, IndicatorView, LabelledFact, TextView, UnitBelow, UnitPage

_TOP = 2
"""The level of the heading of a goal at the top; h1 is the unit."""


def unit_content(view: UnitPage) -> Markup:
    """Everything within main."""
    return joined(
        _path(view),
        h1(view.title),
        p(span(dated(view.subtitle)), example_badge(view.is_example), draft_badge(view.is_draft), class_="sub"),
        p(a(text.REPORT_OPEN, href=view.report, data_dokument=True), class_="to-report") if view.report else None,
        notice_list(view.notices),
        _at_a_glance(view),
        [_goal(goal, level=_TOP) for goal in view.goals],
        p(dated(view.source), class_="source page-source") if view.source else None,
        how_to_read(text.HOW_TO_READ_UNIT),
    )


def _path(view: UnitPage) -> Markup | None:
    links = [li(a(name, href=href)) for name, href in view.path]
    return nav(ol(links), class_="path", aria_label=text.PATH_LABEL) if links else None


def _at_a_glance(view: UnitPage) -> Markup | None:
    """The page's indicators by status, each a link."""
    if not view.glance:
        return None
    rows = [
        li(
            p(b(one.number), " ", status_pill(one.status)),
            ul([li(a(name, href=f"#{anchor}")) for name, anchor in one.links]),
        )
        for one in view.glance
    ]
    return nav(ul(rows, class_="glance"), class_="card", aria_label=text.SHORTCUTS_LABEL)


def _goal(goal: GoalView, level: int) -> Markup:
    """A goal with what is under it."""
    inside = [
        *[_indicator(one, level + 1) for one in goal.indicators],
        *([text_table(goal.planned, "plain-table plan")] if goal.planned is not None else []),
        *([_activities(goal)] if goal.activities else []),
        *([_texts(goal.texts)] if goal.texts else []),
    ]
    return section(
        _goal_head(goal, level),
        p(goal.contrast, class_="contrast") if goal.contrast else None,
        div(inside, class_="under") if inside else None,
        [_goal(child, level + 1) for child in goal.children],
        class_=f"goal level-{goal.depth}" + ("" if inside or goal.children or _stated(goal) else " bare"),
    )


def _goal_head(goal: GoalView, level: int) -> Markup:
    title = heading(level, [span(goal.number, class_="number"), " "] if goal.number else None, goal.title)
    named = div(p(term(goal.level), class_="level") if goal.level else None, title)
    side = (
        div(_stated(goal), _counts(goal), class_="goal-side") if goal.judgement or goal.judgement_printed or goal.counts else None
    )
    return div(named, side, class_="goal-top")


def _counts(goal: GoalView) -> Markup | None:
    """The computed statuses of the indicators under the goal, beside what is stated."""
    if not goal.counts:
        return None
    counts = [span(silent(look.symbol, f"symbol {look.css}"), f" {n} {look.word}") for n, look in goal.counts]
    return p(span(text.COUNTED_UNDER), counts, class_="counted")


def _stated(goal: GoalView) -> Markup | None:
    """The unit's own judgement, or the words it used where they are none of the three."""
    if goal.judgement is not None:
        return p(status_pill(goal.judgement, note=text.STATED_UNIT), class_="stated")
    if goal.judgement_printed:
        return p(span(text.STATED_UNIT, class_="pill-note"), f" {goal.judgement_printed}", class_="stated")
    return None


def _indicator(view: IndicatorView, level: int) -> Markup:
    said = div(
        heading(level, view.name, title=view.description or None),
        p(status_pill(view.status, note=text.COMPUTED)),
        dl(map(_fact, view.facts), class_="facts") if view.facts else None,
        class_="said",
    )
    shown = div(
        indicator_chart(view, f"diagram-{view.anchor}"),
        _below(view.below),
        _analysis(view.analyses),
        comment_list(view.comments, view.comments_href),
        table_twin(view.table, view.printed),
        _development(view),
        class_="shown",
    )
    return article(said, shown, id=view.anchor, class_="indicator", tabindex="-1")


def _below(units: Sequence[UnitBelow]) -> Markup | None:
    """The units right below a part, each with its status and a link."""
    if not units:
        return None
    listed = [
        li(
            silent(one.status.symbol, f"symbol {one.status.css}"),
            " ",
            a(one.name, href=one.href),
            f" {one.words} – {one.status.word}",
        )
        for one in units
    ]
    return details(summary(text.BELOW_SHOW.format(n=len(units))), ul(listed), class_="twin below")


def _development(view: IndicatorView) -> Markup | None:
    if view.development is not None:
        return development_chart(f"utveckling-{view.anchor}", view.development, view.source, slide=view.development_slide)
    return p(a(text.DEVELOPMENT_SHOW, href=view.development_href), class_="show-more") if view.development_href else None


def _fact(fact: LabelledFact) -> Markup:
    status: Inside = None
    if fact.status is not None:
        status = [", ", span(symbol(fact.status.symbol, fact.status.css), f" {fact.status.word}", class_="fact-status")]
    return div(dt(term(fact.label)), " ", dd(fact.words, status))


def _analysis(analyses: Sequence[str]) -> Markup | None:
    return div(p(text.ANALYSIS_HEADING, class_="label"), map(p, analyses), class_="analysis") if analyses else None


def _activities(goal: GoalView) -> Markup:
    return div(
        p(goal.activities_heading, class_="label"), ul([li(_activity(one)) for one in goal.activities], class_="activities")
    )


def _activity(one: ActivityView) -> Markup:
    return joined(
        span(one.name),
        [" ", span(dated(one.dates), class_="dates")] if one.dates else None,
        [" ", span(one.deviation, class_="deviation")] if one.deviation else None,
        p(one.analysis) if one.analysis else None,
    )


def _texts(texts: Sequence[TextView]) -> Markup:
    parts = [[p(one.heading, class_="label"), map(p, one.paragraphs)] for one in texts]
    return details(summary(f"{text.TEXTS_SHOW} ({len(texts)})"), parts, class_="texts")
