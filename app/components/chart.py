"""The one way to a chart: finding above, the chart with its text alternative, source below."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from app.components.tags import dated, div, figcaption, figure, p

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


def chart(
    chart_id: str,
    drawing: dict[str, Any],
    *,
    finding: str,
    description: str,
    source: str,
    height: int,
    marks: Markup | None = None,
) -> Markup:
    """A chart with what belongs to it. ``description`` names every mark; with the finding it is the text alternative.

    ``marks`` explains signs that the chart has no room to label. The browser draws the chart, with Dash's own graph, when it
    comes near the visible part of the page; its height is kept free until then.
    """
    place = div(
        id=chart_id,
        class_="chart",
        role="img",
        aria_label=f"{finding} {description}",
        style=f"height:{height}px",
        data_diagram=json.dumps({"figure": drawing, "config": CONFIG}, ensure_ascii=False, separators=(",", ":")),
    )
    return figure(figcaption(finding, class_="finding"), place, marks, p(dated(source), class_="source"), class_="chart-frame")
