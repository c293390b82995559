"""Counts as lying bars on a slide, each with its number; the first category on top."""

from __future__ import annotations

import textwrap
from typing import Any

from app.figures.base import GROUND, INK, LABEL_SIZE, LINE, Trace, as_label, axis, layout
from app.numbers import number
from app.slides.model import Bars, BarSeries

_LETTER = 6.7
_LINE_LETTERS, _MOST_LINES = 44, 3
_HEADROOM = 1.22
"""How far the axis reaches beyond the longest bar, so that its number has room."""


def bars_figure(view: Bars) -> dict[str, Any]:
    """The figure as a plain dictionary of data and layout. Several series stand side by side, or in one bar where stacked."""
    labels = [_wrapped(category) for category in view.categories]
    longest = max((len(line) for label in labels for line in label), default=0)
    most = max(_totals(view), default=0.0) or 1.0
    return {
        "data": [_trace(one, place, view) for place, one in enumerate(view.series)],
        "layout": layout(
            barmode="stack" if view.is_stacked else "group",
            bargap=0.34,
            bargroupgap=0.08,
            margin={"l": round(longest * _LETTER) + 18, "r": 8, "t": 4, "b": 4},
            xaxis=axis(range=[0, most * (1.02 if view.is_stacked else _HEADROOM)], visible=False),
            yaxis=axis(
                range=[len(labels) - 0.5, -0.5],
                tickmode="array",
                tickvals=list(range(len(labels))),
                ticktext=["<br>".join(map(as_label, label)) for label in labels],
                tickfont={"size": LABEL_SIZE, "color": INK},
                ticklabelstandoff=8,
            ),
            shapes=[_ground()] if not view.is_stacked else [],
        ),
    }


def _wrapped(category: str) -> list[str]:
    return textwrap.wrap(category, _LINE_LETTERS, max_lines=_MOST_LINES, placeholder=" …") or [""]


def _totals(view: Bars) -> list[float]:
    if view.is_stacked:
        return [sum(one.values[at] or 0.0 for one in view.series) for at in range(len(view.categories))]
    return [value or 0.0 for one in view.series for value in one.values]


def _trace(series: BarSeries, place: int, view: Bars) -> Trace:
    count = len(view.categories)
    colours = list(series.colours) if len(series.colours) == count else [series.colours[0]] * count
    return {
        "type": "bar",
        "orientation": "h",
        "name": as_label(series.name),
        "x": list(series.values),
        "y": list(range(count)),
        "marker": {"color": colours, "cornerradius": 2},
        "text": [_number(value, series, place, view) for value in series.values],
        "textposition": "inside" if view.is_stacked else "outside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "outsidetextfont": {"size": LABEL_SIZE + (3 if place == 0 else 0), "color": INK},
        "insidetextfont": {"size": LABEL_SIZE, "color": GROUND},
        "hoverinfo": "skip",
    }


def _number(value: float | None, series: BarSeries, place: int, view: Bars) -> str:
    """The number at the bar; a second series says which it is, so that no key is needed."""
    if value is None or (view.is_stacked and not value):
        return ""
    shown = number(value)
    if view.is_stacked or place == 0:
        return f"<b>{shown}</b>"
    return f"{shown}  {as_label(series.name)}"


def _ground() -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": 0,
        "x1": 0,
        "y0": 0,
        "y1": 1,
        "line": {"color": LINE, "width": 1.5},
    }
