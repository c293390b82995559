"""The detail beside the matrix: status, chart, facts, analysis, source and the ways on."""

from __future__ import annotations

from markupsafe import Markup

from app import text
from app.components.bullet import indicator_chart
from app.components.chart import development_chart
from app.components.comments import comment_list
from app.components.notices import example_badge
from app.components.status import status_pill
from app.components.tables import table_twin
from app.components.tags import Inside, a, dd, div, dl, dt, element, h2, heard, li, p, silent, span, symbol, ul
from app.components.terms import term
from app.views import Detail, LabelledFact

DETAIL_ID = "detalj"


def detail_panel(detail: Detail) -> Markup:
    """The panel; on narrow screens it stands above the matrix."""
    view = detail.indicator
    return element(
        "aside",
        a(silent("×"), heard(text.DETAIL_CLOSE), href=detail.close, class_="close", title=text.DETAIL_CLOSE),
        p(detail.unit, " · ", detail.period, class_="detail-unit"),
        h2(view.name, title=view.description or None),
        p(
            status_pill(view.status, note=text.COMPUTED),
            example_badge(detail.is_example),
            class_="detail-status",
        ),
        indicator_chart(view, "diagram-detalj"),
        dl(map(_fact, view.facts), class_="facts") if view.facts else None,
        div(p(text.ANALYSIS_HEADING, class_="label"), map(p, view.analyses), class_="analysis") if view.analyses else None,
        comment_list(view.comments, view.comments_href),
        table_twin(view.table, view.printed),
        development_chart("utveckling-detalj", view.development, view.source, slide=view.development_slide)
        if view.development is not None
        else None,
        ul(
            li(a(text.DETAIL_TO_UNIT.format(unit=detail.unit), href=detail.unit_href)),
            li(a(text.DETAIL_TO_INDICATOR, href=detail.indicator_href)) if detail.indicator_href else None,
            class_="onwards",
        ),
        class_="card detail",
        id=DETAIL_ID,
        aria_label=text.DETAIL_LABEL.format(indicator=view.name, unit=detail.unit),
        tabindex="-1",
    )


def _fact(fact: LabelledFact) -> Markup:
    status: Inside = None
    if fact.status is not None:
        status = [", ", span(symbol(fact.status.symbol, fact.status.css), f" {fact.status.word}", class_="fact-status")]
    return div(dt(term(fact.label)), " ", dd(fact.words, status))
