"""The one way to a chart: finding above, the chart with its text alternative, source below."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from app import text
from app.addresses import added_address
from app.chart_views import Development, ProcessLines
from app.components.tables import table_twin
from app.components.tags import Inside, a, dated, details, div, figcaption, figure, heard, p, silent, span, summary
from app.figures.development import HEIGHT, development_figure

CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "modeBarButtonsToRemove": ["sendChartToCloud", "sendDataToCloud"],
    "locale": "sv",
    "scrollZoom": False,
    "doubleClick": False,
}
"""No chart can be sent to anybody: the button is gone, its setting is off, and the content policy forbids the connection."""


ROOT_SIZE = 16
"""Pixels of a browser's usual size of text, in which the figures' heights are given."""


def chart(
    chart_id: str,
    drawing: dict[str, Any],
    *,
    finding: str,
    description: str,
    source: str,
    height: int = 0,
    rows: int = 0,
    marks: Markup | None = None,
    slide: str = "",
) -> Markup:
    """A chart with what belongs to it. ``description`` names every mark; with the finding it is the text alternative.

    ``marks`` explains signs that the chart has no room to label. The browser draws the chart, with Dash's own graph, when it
    comes near the visible part of the page; its height is kept free until then. ``height`` is in pixels of the usual size of
    text; a chart with ``rows`` is as high as they need, which is more on a narrow screen. ``slide`` is which slide it is in a
    presentation.
    """
    place = div(
        id=chart_id,
        class_="chart rows" if rows else "chart",
        role="img",
        aria_label=f"{finding} {description}",
        style=f"--rader:{rows}" if rows else f"height:{height / ROOT_SIZE}rem",
        data_diagram=json.dumps({"figure": drawing, "config": CONFIG}, ensure_ascii=False, separators=(",", ":")),
    )
    below = (p(dated(source), class_="source"), _add_to_presentation(slide, finding) if slide else None)
    inside = (figcaption(finding, class_="finding"), place, marks, below)
    return figure(inside, class_="chart-frame", data_hamta=text.PICTURE_DOWNLOAD)


def _add_to_presentation(slide: str, finding: str) -> Markup:
    """A link that lays the chart in the presentation that is at hand (``assets/presentation.js``), else in the proposed one."""
    words = [text.ADD_TO_PRESENTATION, heard(f": {finding}")]
    return p(a(words, href=added_address(slide), data_lagg=slide, rel="nofollow"), class_="add-slide")


def legend(entries: Iterable[tuple[str, str, str]]) -> Markup:
    """What the signs of a chart stand for: sign, CSS class, words."""
    return p([span(silent(sign, css), f" {words}") for sign, css, words in entries], class_="marks")


def development_chart(chart_id: str, view: Development, source: str, *after: Inside, slide: str = "") -> Markup:
    """The development of an indicator with its legend and its table."""
    drawn = chart(
        chart_id,
        development_figure(view),
        finding=view.finding,
        description=view.description,
        source=source,
        height=HEIGHT,
        marks=legend(view.legend),
        slide=slide,
    )
    process = _process(view.process) if view.process is not None else None
    return div(drawn, process, table_twin(view.table), after, class_="development")


def _process(process: ProcessLines) -> list[Markup]:
    """What the lines of a process-behaviour chart say, and how they are read."""
    helped = details(summary(text.PROCESS_HELP_HEADING), [p(words) for words in text.PROCESS_HELP], class_="twin process-help")
    return [p(process.words, class_="note"), helped]
