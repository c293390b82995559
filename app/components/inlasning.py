"""Inläsning: sections with what is owed, what there is to settle, documents, loads, and how to load."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.components.notices import example_badge, notice_list
from app.components.tables import linked_table, text_table
from app.components.tags import (
    Inside,
    a,
    caption,
    code,
    dated,
    details,
    div,
    h1,
    h2,
    heard,
    joined,
    li,
    nav,
    p,
    pre,
    section,
    silent,
    span,
    summary,
    table,
    tbody,
    td,
    th,
    thead,
    tr,
    ul,
)
from app.loading_views import FindingsView, FindingView, ListView, LoadingPage, OwedCell, OwedView
from app.views import Choice

_OWED, _FINDINGS, _DOCUMENTS, _LOADS, _HOW = "ej-rapporterat", "fragor", "dokument", "inlasningar", "las-in"


def loading_content(view: LoadingPage) -> Markup:
    """Everything within main."""
    return joined(
        h1(view.title),
        p(span(view.subtitle), example_badge(view.is_example), class_="sub"),
        notice_list(view.notices),
        _shortcuts(view),
        _owed(view.owed) if view.owed is not None else None,
        _findings(view.findings),
        _list(view.documents, _DOCUMENTS),
        _list(view.loads, _LOADS),
        _how(),
        details(summary(text.HOW_TO_READ), map(p, text.HOW_TO_READ_LOADING), class_="how-to-read"),
    )


def _shortcuts(view: LoadingPage) -> Markup:
    places = [
        (text.OWED_HEADING, _OWED) if view.owed is not None else None,
        (text.FINDINGS_HEADING, _FINDINGS),
        (view.documents.heading, _DOCUMENTS),
        (text.LOADS_HEADING, _LOADS),
        (text.HOW_HEADING, _HOW),
    ]
    links = [li(a(words, href=f"#{anchor}")) for words, anchor in filter(None, places)]
    return nav(ul(links, class_="shortcuts"), aria_label=text.LOADING_SHORTCUTS)


def _section(anchor: str, title: str, *inside: Inside, css: str = "card") -> Markup:
    return section(
        h2(title, id=f"{anchor}-rubrik"), inside, class_=css, id=anchor, tabindex="-1", aria_labelledby=f"{anchor}-rubrik"
    )


def _owed(view: OwedView) -> Markup:
    listed = None
    if view.table is not None:
        all_of_them = p(a(text.OWED_ALL, href=view.all_href)) if view.all_href else None
        note = p(view.list_note, class_="source") if view.list_note else None
        listed = details(summary(view.list_summary), linked_table(view.table), note, all_of_them, class_="twin")
    return _section(
        _OWED,
        text.OWED_HEADING,
        p(view.finding, class_="finding"),
        _owed_matrix(view) if view.rows else None,
        p(view.note, class_="source") if view.note else None,
        listed,
    )


def _owed_matrix(view: OwedView) -> Markup:
    head = thead(tr(th(text.OWED_UNIT, scope="col"), [th(one, scope="col") for one in view.periods]))
    body = tbody([tr(th(a(row.name, href=row.href), scope="row"), map(_owed_cell, row.cells)) for row in view.rows])
    whole = table(caption(text.OWED_CAPTION, class_="vh"), head, body, class_="owed")
    return div(whole, class_="table-frame", tabindex="0", role="group", aria_label=text.OWED_CAPTION)


def _owed_cell(cell: OwedCell) -> Markup:
    if not cell.href:
        return td(silent(cell.words), heard(cell.said), class_="none")
    return td(a(cell.words, href=cell.href, aria_label=cell.said), class_="owes")


def _findings(view: FindingsView) -> Markup:
    links = [
        a(silent("← "), text.FIGURES_PREVIOUS, href=view.previous, rel="prev") if view.previous else None,
        a(text.FIGURES_NEXT, silent(" →"), href=view.next, rel="next") if view.next else None,
    ]
    return _section(
        _FINDINGS,
        text.FINDINGS_HEADING,
        p(view.finding, class_="finding"),
        div(
            _choice_line(text.FINDING_KIND_LABEL, view.kinds),
            _choice_line(text.FINDING_STATE_LABEL, view.states),
            class_="choices",
        ),
        ul(map(_finding, view.findings), class_="finding-list") if view.findings else None,
        p(view.shown, class_="source") if view.shown else None,
        nav(links, class_="pages", aria_label=text.FIGURES_PAGES) if view.previous or view.next else None,
    )


def _choice_line(label: str, choices: Sequence[Choice]) -> Markup:
    links = [a(f"{one.name} {one.hint}", href=one.href, aria_current="true" if one.is_chosen else None) for one in choices]
    return div(span(label, class_="label"), links)


def _finding(one: FindingView) -> Markup:
    told = [
        p(one.message, class_="message-text"),
        p(one.printed, class_="printed-text") if one.printed else None,
        p(one.masked, class_="where") if one.masked else None,
        p(one.about, class_="where") if one.about else None,
        p(one.where, class_="where"),
        p(one.action, class_="act") if one.action else None,
        div(p(one.answer), p(dated(one.answered), class_="source"), class_="answer") if one.answer else None,
    ]
    return li(p(one.kind, span(one.state, class_="state"), class_="kind"), div(told, class_="told"))


def _list(view: ListView, anchor: str) -> Markup:
    return _section(
        anchor,
        view.heading,
        p(dated(view.finding), class_="finding"),
        text_table(view.table) if view.table is not None else None,
        p(view.note, class_="source") if view.note else None,
    )


def _how() -> Markup:
    first, second, last = text.HOW_TO_LOAD
    load, settle = text.HOW_TO_LOAD_COMMANDS
    told = (p(first), pre(code(load), tabindex="0"), p(second), pre(code(settle), tabindex="0"), p(last))
    return _section(_HOW, text.HOW_HEADING, told, css="card how-to-load")
