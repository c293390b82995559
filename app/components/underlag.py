"""Underlag: choices above, the table in a frame of its own, pages and files below."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup

from app import text
from app.addresses import FIGURES, FIGURES_CSV, TABLE_FORMATS
from app.components.notices import example_badge, how_to_read, notice_list
from app.components.tags import (
    Inside,
    a,
    button,
    caption,
    dated,
    details,
    div,
    element,
    form,
    h1,
    heard,
    input_,
    joined,
    label,
    li,
    nav,
    p,
    section,
    silent,
    span,
    summary,
    symbol,
    table,
    tbody,
    td,
    th,
    thead,
    tr,
    ul,
)
from app.underlag_views import Cell, ColumnChoice, FiguresPage, Heading, Select

_SIGN = {"ascending": "▲", "descending": "▼"}


def figures_content(view: FiguresPage) -> Markup:
    """Everything within main."""
    return joined(
        h1(view.title),
        p(example_badge(view.is_example), class_="sub") if view.is_example else None,
        notice_list(view.notices),
        _choices(view),
        section(
            div(
                p(view.finding, " ", span(view.shown, class_="shown-rows") if view.shown else None, class_="finding"),
                _actions(view),
                class_="list-head",
            ),
            _table(view) if view.rows else None,
            _pages(view),
            p(dated(view.source), class_="source") if view.source else None,
            class_="card",
            aria_label=text.NAV_FIGURES,
        ),
        how_to_read(text.HOW_TO_READ_FIGURES),
    )


def _choices(view: FiguresPage) -> Markup:
    search = label(
        span(text.FILTER_SEARCH), input_(type="search", name="sok", value=view.search, maxlength=100), class_="field wide"
    )
    fields = [input_(type="hidden", name=name, value=value) for name, value in view.hidden]
    end = div(
        button(text.FIGURES_APPLY, type="submit", class_="button main-button"),
        a(text.FIGURES_CLEAR, href=view.clear) if view.clear else None,
        class_="field-end",
    )
    choices = form(
        fields, map(select_field, view.selects), search, end, method="get", action=FIGURES, class_="figure-choices", data_val=True
    )
    return section(choices, _columns(view), class_="card filter-card", aria_label=text.FIGURES_FILTER)


def select_field(one: Select) -> Markup:
    """A choice among a few with its label."""
    options = [element("option", each.words, value=each.value, selected=each.is_chosen) for each in one.options]
    return label(span(one.label), element("select", options, name=one.parameter), class_="field")


def _columns(view: FiguresPage) -> Markup:
    usual = p(a(text.COLUMNS_USUAL, href=view.usual_columns)) if view.usual_columns else None
    return details(
        summary(text.COLUMNS_CHOOSE),
        ul(map(_column, view.columns), class_="column-list"),
        usual,
        class_="columns",
        data_minns="kolumner",
    )


def _column(one: ColumnChoice) -> Markup:
    sign = silent("☑" if one.is_shown else "☐", "tick")
    return li(a(sign, f" {one.words}", heard(f", {text.COLUMN_IN if one.is_shown else text.COLUMN_OUT}"), href=one.href))


def _actions(view: FiguresPage) -> Markup | None:
    if not view.rows:
        return None
    return div(
        a(text.FIGURES_EXCEL, href=view.excel, download=True, class_="button"),
        a(text.FIGURES_CSV, href=view.csv, download=True, class_="button"),
        a(text.FIGURES_OTHER, href=_other_formats(view), class_="button"),
        button(text.FIGURES_COPY, type="button", class_="button", data_kopiera=text.FIGURES_COPIED),
        class_="list-actions",
        role="group",
        aria_label=text.FIGURES_ACTIONS,
    )


def _other_formats(view: FiguresPage) -> str:
    """The page of all formats; the address of the table is that of its CSV, but for the path."""
    return f"{TABLE_FORMATS}?{urlencode({'sida': view.csv.replace(FIGURES_CSV, FIGURES, 1)})}"


def _table(view: FiguresPage) -> Markup:
    head = thead(tr(map(_heading, view.headings)))
    body = tbody([tr(_first(first), map(_cell, rest)) for first, *rest in view.rows])
    whole = table(caption(text.FIGURES_CAPTION, class_="vh"), head, body, class_="figures")
    return div(
        whole,
        class_="table-frame figures-frame",
        tabindex="0",
        role="group",
        aria_label=text.FIGURES_CAPTION,
        data_plats="underlag",
    )


def _heading(one: Heading) -> Markup:
    css = "number" if one.is_number else None
    if not one.href:
        return th(one.words, scope="col", class_=css)
    sign = silent(_SIGN[one.way], "way") if one.way else None
    return th(a(one.words, sign, href=one.href, title=one.title or None), scope="col", class_=css, aria_sort=one.way or None)


def _first(cell: Cell) -> Markup:
    return th(_inside(cell), scope="row")


def _cell(cell: Cell) -> Markup:
    css = " ".join(name for name, holds in (("number", cell.is_number), ("why", cell.is_silent)) if holds)
    return td(_inside(cell), class_=css or None)


def _inside(cell: Cell) -> Inside:
    words: Inside = dated(cell.words)
    if cell.href:
        words = a(cell.words, href=cell.href)
    if cell.status is not None:
        words = span(symbol(cell.status.symbol, cell.status.css), f" {cell.status.word}", class_="fact-status")
    earlier = None
    if cell.earlier:
        told = ul([li(dated(one)) for one in cell.earlier])
        earlier = details(summary(cell.earlier_summary), told, class_="earlier")
    return [words, [" ", span(cell.badge, class_="badge")] if cell.badge else None, earlier]


def _pages(view: FiguresPage) -> Markup | None:
    if not (view.previous or view.next):
        return None
    links = [
        a(silent("← "), text.FIGURES_PREVIOUS, href=view.previous, rel="prev") if view.previous else None,
        a(text.FIGURES_NEXT, silent(" →"), href=view.next, rel="next") if view.next else None,
    ]
    return nav(links, class_="pages", aria_label=text.FIGURES_PAGES)
