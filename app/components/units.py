"""Enheter: a table of units with their counts."""

from __future__ import annotations

from markupsafe import Markup

from app import text
from app.components.notices import example_badge, notice_list
from app.components.tags import a, caption, dated, div, h1, joined, p, section, span, table, tbody, td, th, thead, tr
from app.components.terms import status_term
from app.views import UnitList, UnitRow
from data.vocabulary import Status


def units_content(view: UnitList) -> Markup:
    """Everything within main."""
    rows = tbody(map(_row, view.rows))
    units = table(caption(text.UNITS_TABLE_CAPTION, class_="vh"), _head(), rows, class_="units")
    return joined(
        h1(view.title),
        p(span(dated(view.subtitle)), example_badge(view.is_example), class_="sub"),
        notice_list(view.notices),
        section(div(units, class_="table-frame"), p(dated(view.source), class_="source"), class_="card"),
    )


def _head() -> Markup:
    statuses = [th(status_term(one, text.STATUS_PLURAL[one]), scope="col") for one in Status]
    return thead(tr(th(text.MATRIX_UNIT_HEAD, scope="col"), statuses))


def _row(row: UnitRow) -> Markup:
    name = th(a(row.name, href=row.href), scope="row", class_=f"depth-{min(row.depth, 3)}")
    if not row.counts:
        return tr(name, td(colspan=len(Status)), class_="heading")
    counts = zip(Status, row.counts, strict=True)
    return tr(name, [td(count, class_=text.STATUS_CLASS[status] if count != "0" else "zero") for status, count in counts])
