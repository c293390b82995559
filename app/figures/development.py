"""The development of one indicator: lines for totalt, women and men, årsmål as steps, intervals, and holes where
nothing was reported. Drawn from lines and markers; lines differ by dash and marker as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.chart_views import Development, Hole, ProcessLines, Spot
from app.figures.base import (
    GROUND,
    INK,
    LABEL_SIZE,
    LINE,
    MEN,
    MUTED,
    OUTCOME,
    TRACK,
    WOMEN,
    Trace,
    as_label,
    axis,
    hover,
    layout,
)

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
        *(_process(view.process, len(view.places)) if view.process is not None else []),
        *[_target(step) for step in view.targets],
        *_intervals(view.total),
        *_lines(view.women, _OF_WOMEN),
        *_lines(view.men, _OF_MEN),
        *_lines(view.total, _TOTAL),
        *_rings(view.real_changes),
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


def _process(process: ProcessLines, places: int) -> list[Trace]:
    """The mean as a thin line and the limits as dotted ones, over the whole width; the band between them lies under all."""
    looks = ((process.mean, "solid"), (process.low, "2px,3px"), (process.high, "2px,3px"))
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [-0.5, places - 0.5],
            "y": [mark.value, mark.value],
            "line": {"color": MUTED, "width": 1.1, "dash": dash},
            "hovertemplate": hover(mark.text),
        }
        for mark, dash in looks
    ]


def _band(process: ProcessLines) -> dict[str, Any]:
    return {
        "type": "rect",
        "layer": "below",
        "xref": "paper",
        "yref": "y",
        "x0": 0,
        "x1": 1,
        "y0": process.low.value,
        "y1": process.high.value,
        "fillcolor": TRACK,
        "line": {"width": 0},
    }


def _rings(spots: Sequence[Spot]) -> list[Trace]:
    """A ring around what was more than usual variation."""
    if not spots:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [spot.at for spot in spots],
            "y": [spot.value for spot in spots],
            "marker": {"symbol": "circle-open", "size": 16, "color": INK, "line": {"color": INK, "width": 1.6}},
            "text": [as_label(spot.text) for spot in spots],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
        }
    ]


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
        margin={"l": round(longest * _LETTER) + 12, "r": _right(view), "t": 14, "b": 44 if has_two_lines else 26},
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
        shapes=[*([_band(view.process)] if view.process is not None else []), *[_year(at) for at in view.years if at > 0]],
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
    """The latest value of totalt: to the right of the chart where it is the last place, else over or under its point."""
    if not view.total:
        return []
    spot = view.total[-1][-1]
    label = {"x": spot.at, "text": f"<b>{as_label(_value(spot))}</b>", "showarrow": False}
    font = {"font": {"size": LABEL_SIZE + 0.5, "color": OUTCOME}}
    if spot.at == len(view.places) - 1:
        return [{**label, **font, "y": spot.value, "xanchor": "left", "yanchor": "middle", "xshift": 10}]
    is_low = spot.value < (view.scale.low + view.scale.high) / 2
    over = spot.interval.high if spot.interval is not None else spot.value
    under = spot.interval.low if spot.interval is not None else spot.value
    place = {"y": over if is_low else under, "xanchor": "center", "yanchor": "bottom" if is_low else "top"}
    return [{**label, **font, **place, "yshift": 6 if is_low else -6}]


def _value(spot: Spot) -> str:
    return spot.text.split(": ", 1)[-1].split(" (")[0]


def _right(view: Development) -> int:
    """Room for the latest value beside its point."""
    if not view.total or view.total[-1][-1].at != len(view.places) - 1:
        return 10
    return max(10, round(len(_value(view.total[-1][-1])) * _LETTER * 1.1) - 2)
