"""Mål: a tree that opens, each goal with a bar of its indicators and what the units state."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.components.notices import example_badge, how_to_read, notice_list
from app.components.tags import a, dated, details, div, h1, heard, joined, li, p, section, silent, span, summary, ul
from app.components.terms import status_term
from app.views import CountOfStatus, GoalBranch, GoalsPage
from data.vocabulary import Status


def goals_content(view: GoalsPage) -> Markup:
    """Everything within main."""
    tree = ul(map(_branch, view.branches), class_="goal-tree", aria_label=text.GOALS_TREE_LABEL)
    return joined(
        h1(view.title),
        p(span(dated(view.subtitle)), example_badge(view.is_example), class_="sub"),
        notice_list(view.notices),
        section(
            p(view.finding, class_="finding"),
            _toggle(view) if view.toggle else None,
            tree,
            _legend(),
            p(dated(view.source), class_="source"),
            class_="card",
            aria_label=text.GOALS_TREE_LABEL,
        )
        if view.branches
        else None,
        how_to_read(text.HOW_TO_READ_GOALS),
    )


def _legend() -> Markup:
    """What the parts of the bars and the signs below them stand for."""
    marks = [status_term(one, text.STATUS_WORD[one]) for one in Status]
    return p(marks, class_="legend")


def _toggle(view: GoalsPage) -> Markup:
    return p(a(text.GOALS_ALL if view.only_remarks else text.GOALS_ONLY_REMARKS, href=view.toggle), class_="goal-toggle")


def _branch(branch: GoalBranch) -> Markup:
    inside = [
        [p(silent("≠", "remark-sign"), " ", a(one.sentence, href=one.href), class_="goal-remark") for one in branch.remarks],
        ul(map(_branch, branch.below), class_="goal-tree") if branch.below else None,
    ]
    if not branch.below and not branch.remarks:
        return li(div(_head(branch, is_leaf=True), class_="goal-head leaf"), id=branch.anchor)
    head = _head(branch, is_leaf=False)
    return li(
        details(summary(head, class_="goal-head"), div(inside, class_="goal-inside"), open=branch.is_open), id=branch.anchor
    )


def _head(branch: GoalBranch, *, is_leaf: bool) -> Markup:
    """The goal's line. Where it opens and closes it has no link in it: one thing to press at a time."""
    owner = (a if is_leaf else span)(branch.owner, href=branch.owner_href if is_leaf else None, class_="goal-owner")
    return span(
        span(
            span(branch.level, class_="goal-level"),
            span(f"{branch.number} {branch.title}".strip(), class_="goal-title"),
            owner if branch.owner else None,
            class_="goal-name",
        ),
        _counts(branch.counts),
        _stated(branch.stated),
        class_="goal-row",
    )


def _counts(counts: Sequence[CountOfStatus]) -> Markup:
    if not counts:
        return span(text.GOAL_NO_INDICATORS, class_="goal-counts none")
    bar = [span(class_=f"part {one.status.css}", style=f"flex-grow:{one.count}") for one in counts]
    return span(
        span(bar, class_="goal-bar", aria_hidden="true"),
        span([_count(one) for one in counts], class_="goal-numbers"),
        class_="goal-counts",
    )


def _stated(stated: Sequence[CountOfStatus]) -> Markup:
    if not stated:
        return span(class_="goal-stated")
    return span(span(f"{text.GOAL_STATED_SHORT} ", class_="label"), [_count(one) for one in stated], class_="goal-stated")


def _count(one: CountOfStatus) -> Markup:
    return span(
        silent(one.status.symbol), f" {one.number}", heard(f" {one.word}. "), class_=f"n {one.status.css}", title=one.word
    )
