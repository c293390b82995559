"""Indikatorer and Indikator."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.comparison_views import IndicatorGroup, IndicatorList, IndicatorPage, IndicatorRow, LeftOut, PartRow, SearchForm
from app.components.chart import chart, development_chart, legend
from app.components.comments import comments_of_units
from app.components.notices import draft_badge, example_badge, how_to_read, notice_list
from app.components.tables import linked_twin
from app.components.tags import (
    Inside,
    a,
    button,
    caption,
    dated,
    dd,
    details,
    div,
    dl,
    dt,
    form,
    h1,
    h2,
    input_,
    joined,
    label,
    li,
    p,
    section,
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
from app.components.terms import status_term
from app.figures.dots import dots_figure
from app.views import LabelledFact
from data.vocabulary import Status

_SEARCH_ID = "sok-indikator"


def indicators_content(view: IndicatorList) -> Markup:
    """Everything within main of Indikatorer."""
    groups = map(_group, view.groups)
    listed = table(caption(text.INDICATORS_TABLE_CAPTION, class_="vh"), _head(), groups, class_="units indicators")
    return joined(
        h1(view.title),
        p(span(dated(view.subtitle)), example_badge(view.is_example), class_="sub"),
        notice_list(view.notices),
        _search(view.search),
        p(view.found, " ", a(text.INDICATORS_ALL, href=view.clear), class_="filter-note") if view.found else None,
        section(div(listed, class_="table-frame"), p(dated(view.source), class_="source"), class_="card")
        if view.groups
        else None,
        how_to_read(text.HOW_TO_READ_INDICATORS),
    )


def _search(view: SearchForm) -> Markup:
    return form(
        [input_(type="hidden", name=one.name, value=one.value) for one in view.carried],
        label(text.INDICATORS_SEARCH, for_=_SEARCH_ID),
        input_(type="search", name="sok", id=_SEARCH_ID, value=view.value, maxlength=100),
        button(text.INDICATORS_SEARCH_BUTTON, type="submit"),
        action=view.action,
        method="get",
        role="search",
        class_="find",
    )


def _head() -> Markup:
    statuses = [th(status_term(one, text.STATUS_PLURAL[one]), scope="col") for one in Status]
    return thead(tr(th(text.INDICATOR_HEAD, scope="col"), statuses))


def _group(group: IndicatorGroup) -> Markup:
    head = tr(th(group.name, scope="rowgroup", colspan=len(Status) + 1), class_="heading")
    return tbody(head, map(_row, group.rows))


def _row(row: IndicatorRow) -> Markup:
    name = th(a(row.name, href=row.href), span(row.note, class_="unit-note") if row.note else None, scope="row")
    counts = zip(Status, row.counts, strict=True)
    return tr(name, [td(count, class_=text.STATUS_CLASS[status] if count != "0" else "zero") for status, count in counts])


def indicator_content(view: IndicatorPage) -> Markup:
    """Everything within main of Indikator."""
    return joined(
        h1(view.title),
        p(span(dated(view.subtitle)), example_badge(view.is_example), draft_badge(view.is_draft), class_="sub"),
        notice_list(view.notices),
        _units(view),
        _development(view),
        comments_of_units(view.comments),
        _definition(view),
        how_to_read(text.HOW_TO_READ_INDICATOR),
    )


def _definition(view: IndicatorPage) -> Markup:
    return section(
        h2(text.DEFINITION_HEADING),
        p(view.description or text.DEFINITION_NO_DESCRIPTION, class_="about"),
        dl(map(_fact, view.facts), class_="facts"),
        class_="card definition",
    )


def _fact(fact: LabelledFact) -> Markup:
    return div(dt(fact.label), " ", dd(dated(fact.words)))


def _units(view: IndicatorPage) -> Markup:
    return section(
        h2(view.units_heading),
        p(view.parts_note, class_="note") if view.parts_note else None,
        _plot(view),
        _left_out(view.left_out),
        linked_twin(view.table) if view.table is not None and view.table.rows else None,
        class_="card",
    )


def _plot(view: IndicatorPage) -> Inside:
    if view.plot is None:
        parts = ul(map(_part, view.parts), class_="parts") if view.parts else None
        return [p(view.finding, class_="finding"), parts, p(dated(view.source), class_="source")]
    return chart(
        "diagram-enheter",
        dots_figure(view.plot),
        finding=view.plot.finding,
        description=view.plot.description,
        source=view.source,
        rows=len(view.plot.dots),
        marks=legend(view.plot.legend),
        slide=view.slide,
    )


def _part(row: PartRow) -> Markup:
    filled = span(class_="filled", style=f"width:{row.share * 100:.1f}%") if row.share is not None else None
    return li(a(row.name, href=row.href), span(filled, class_="track", aria_hidden="true"), span(row.words, class_="words"))


def _left_out(groups: Sequence[LeftOut]) -> Markup | None:
    if not groups:
        return None
    rows = [div(dt(one.why), dd([a(name, href=href) for name, href in one.units])) for one in groups]
    return dl(rows, class_="left-out")


def _development(view: IndicatorPage) -> Markup:
    drawn = (
        development_chart("diagram-utveckling", view.development, view.development_source, slide=view.development_slide)
        if view.development is not None
        else None
    )
    return section(
        h2(view.development_heading),
        p(view.development_note, class_="note") if view.development_note else None,
        drawn,
        _others(view.others),
        class_="card",
    )


def _others(others: Sequence[tuple[str, str]]) -> Markup | None:
    if not others:
        return None
    return details(summary(text.DEVELOPMENT_OF), ul([li(a(name, href=href)) for name, href in others]), class_="others twin")
