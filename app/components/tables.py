"""Real tables of texts."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.chart_views import LinkedTable
from app.components.tags import a, caption, details, div, p, summary, table, tbody, td, th, thead, tr
from app.components.terms import term
from app.numbers import exact_number
from app.views import TableTwin


def text_table(twin: TableTwin, css: str = "plain-table") -> Markup:
    """A table whose first column names the row; a wide one scrolls within its own frame, with the keyboard too."""
    head = thead(tr([th(term(name), scope="col") for name in twin.head]))
    body = tbody([tr(th(first, scope="row"), [_cell(cell) for cell in rest]) for first, *rest in twin.rows])
    whole = table(caption(twin.caption, class_="vh"), head, body, class_=css)
    return div(whole, class_="table-frame", tabindex="0", role="group", aria_label=twin.caption)


def _cell(words: str) -> Markup:
    """A cell; where more decimals are known than are shown, the exact number goes with it to the files made of the table."""
    return td(words, data_v=exact_number(words) or None)


def table_twin(twin: TableTwin, printed: Sequence[str] = ()) -> Markup:
    """The figures of a chart as a table, one click away, and what their sources print."""
    notes = [p(one, class_="printed") for one in printed]
    return details(summary(text.TABLE_SHOW), text_table(twin), notes, class_="twin")


def linked_table(linked: LinkedTable, css: str = "plain-table") -> Markup:
    """A table whose rows begin with a link."""
    head = thead(tr([th(term(name), scope="col") for name in linked.head]))
    body = tbody([tr(th(a(name, href=href), scope="row"), [_cell(cell) for cell in cells]) for name, href, cells in linked.rows])
    whole = table(caption(linked.caption, class_="vh"), head, body, class_=css)
    return div(whole, class_="table-frame", tabindex="0", role="group", aria_label=linked.caption)


def linked_twin(linked: LinkedTable) -> Markup:
    """The figures of a chart as a table, one click away."""
    return details(summary(text.TABLE_SHOW), linked_table(linked), class_="twin")
