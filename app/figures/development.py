"""The development of one indicator: lines for totalt, women and men, årsmål as steps, intervals, and holes where
nothing was reported. Drawn from lines and markers; lines differ by dash and marker as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.chart_views import Development, Hole, Spot
from app.figures.base import GROUND, INK, LABEL_SIZE, LINE, MEN, MUTED, OUTCOME, WOMEN, Trace, as_label, axis, hover, layout

HEIGHT = 230
"""Pixels at the browser's usual size of text."""

_TOTAL: dict[str, Any] = {"line": {"color": OUTCOME, "width": 2.5}, "marker": {"color": OUTCOME, "size": 8, "symbol": "circle"}}
_OF_WOMEN: dict[str, Any] = {
    "line": {"color": WOMEN, "width": 1.5, "dash": "dot"},
    "marker": {"color": GROUND, "size": 7, "symbol": "circle", "line": {"color": WOMEN, "width": 2}},
}
_OF_MEN: dict[str, Any] = {
    "line": {"color": MEN, "width": 1.5, "dash": "dash"},
    "marker": {"color": GROUND, "size": 7, "symbol": "diamond", "line": {"color": MEN, "width": 2}},
}
_LETTER = 7.2
"""Pixels that a letter of a mark of the axis takes, about."""


def development_figure(view: Development) -> dict[str, Any]:
    """The figure as a plain dictionary of data and layout."""
    return {"data": _traces(view), "layout": _layout(view)}


def _traces(view: Development) -> list[Trace]:
    return [
        *[_target(step) for step in view.targets],
        *_intervals(view.total),
        *_lines(view.women, _OF_WOMEN),
        *_lines(view.men, _OF_MEN),
        *_lines(view.total, _TOTAL),
        *_holes(view.holes, view.scale.low),
    ]


def _target(step: tuple[float, float, Any]) -> Trace:
    start, end, mark = step
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [start, end],
        "y": [mark.value, mark.value],
        "line": {"color": INK, "width": 1.8, "dash": "6px,3px"},
        "hovertemplate": hover(mark.text),
    }


def _lines(pieces: Sequence[Sequence[Spot]], look: dict[str, Any]) -> list[Trace]:
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [spot.at for spot in piece],
            "y": [spot.value for spot in piece],
            "text": [as_label(spot.text) for spot in piece],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
            **look,
        }
        for piece in pieces
    ]


def _intervals(pieces: Sequence[Sequence[Spot]]) -> list[Trace]:
    """Whiskers of their own, so that they stand behind the lines."""
    spots = [spot for piece in pieces for spot in piece if spot.interval is not None]
    if not spots:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [spot.at for spot in spots],
            "y": [spot.value for spot in spots],
            "marker": {"size": 1, "color": OUTCOME},
            "error_y": {
                "type": "data",
                "symmetric": False,
                "array": [spot.interval.high - spot.value for spot in spots if spot.interval],
                "arrayminus": [spot.value - spot.interval.low for spot in spots if spot.interval],
                "color": MUTED,
                "thickness": 1.2,
                "width": 4,
            },
            "hoverinfo": "skip",
        }
    ]


def _holes(holes: Sequence[Hole], low: float) -> list[Trace]:
    if not holes:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [hole.at for hole in holes],
            "y": [low] * len(holes),
            "text": [as_label(hole.sign) for hole in holes],
            "textposition": "top center",
            "textfont": {"size": 15, "color": MUTED},
            "hovertext": [as_label(hole.text) for hole in holes],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "cliponaxis": False,
        }
    ]


def _layout(view: Development) -> dict[str, Any]:
    longest = max((len(mark.text) for mark in view.scale.ticks), default=0)
    has_two_lines = any("<br>" in place for place in view.places)
    return layout(
        margin={"l": round(longest * _LETTER) + 12, "r": 10, "t": 26, "b": 44 if has_two_lines else 26},
        xaxis=axis(
            range=[-0.5, len(view.places) - 0.5],
            tickmode="array",
            tickvals=list(range(len(view.places))),
            ticktext=list(view.places),
            tickangle=0,
        ),
        yaxis=axis(
            range=[view.scale.low, view.scale.high],
            tickmode="array",
            tickvals=[mark.value for mark in view.scale.ticks],
            ticktext=[mark.text for mark in view.scale.ticks],
            showgrid=True,
            gridcolor=LINE,
        ),
        shapes=[_year(at) for at in view.years if at > 0],
        annotations=_last(view),
    )


def _year(at: int) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "below",
        "xref": "x",
        "yref": "paper",
        "x0": at - 0.5,
        "x1": at - 0.5,
        "y0": 0,
        "y1": 1,
        "line": {"color": LINE, "width": 1, "dash": "dot"},
    }


def _last(view: Development) -> list[dict[str, Any]]:
    """The latest value of totalt beside its point, over it or under it where there is more room."""
    if not view.total:
        return []
    spot = view.total[-1][-1]
    words = spot.text.split(": ", 1)[-1].split(" (")[0]
    is_low = spot.value < (view.scale.low + view.scale.high) / 2
    over = spot.interval.high if spot.interval is not None else spot.value
    under = spot.interval.low if spot.interval is not None else spot.value
    return [
        {
            "x": spot.at,
            "y": over if is_low else under,
            "text": f"<b>{as_label(words)}</b>",
            "showarrow": False,
            "xanchor": "right" if spot.at == len(view.places) - 1 and len(view.places) > 1 else "center",
            "yanchor": "bottom" if is_low else "top",
            "yshift": 6 if is_low else -6,
            "font": {"size": LABEL_SIZE + 0.5, "color": OUTCOME},
        }
    ]
