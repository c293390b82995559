"""The bullet chart: outcome as a bar, årsmål as a line, KF:s årsmål as a shorter line, the previous outcome as a tick,
the interval of 95 % as a whisker, women and men as marks.

Drawn from bars and markers, which every build of plotly.js has. Colours are names of the page's own tokens; the browser's
part of the wrapper fills them in, so that the same figure is right in light and dark.
"""

from __future__ import annotations

from typing import Any

from app import text
from app.figures.base import GROUND, INK, LABEL_SIZE, MEN, MUTED, OUTCOME, TRACK, WOMEN, Trace, as_label, hover, layout
from app.views import Bullet, Mark, Span

HEIGHT = 84
"""Pixels at the browser's usual size of text; the page reserves as many before the chart is drawn."""

_TOO_NEAR = 0.3
"""Labels nearer than this part of the scale would run into each other."""
_EDGE = 0.16
"""Labels of marks nearer to the end than this part of the scale are written inwards."""


def bullet_figure(bullet: Bullet) -> dict[str, Any]:
    """The figure as a plain dictionary of data and layout."""
    return {"data": _traces(bullet), "layout": _layout(bullet)}


def bullet_description(bullet: Bullet) -> str:
    """What the chart shows, in words: every mark with its value."""
    marks = (bullet.outcome, bullet.target, bullet.kf_target, bullet.previous, bullet.women, bullet.men)
    said = [mark.text for mark in marks if mark is not None]
    if bullet.interval is not None:
        said.insert(1, bullet.interval.text)
    sentence = ", ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _traces(bullet: Bullet) -> list[Trace]:
    return [
        _bar(bullet.outcome),
        *_marker(bullet.kf_target, {"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": MUTED}}),
        *_marker(bullet.target, {"symbol": "line-ns", "size": 34, "line": {"width": 3, "color": INK}}),
        *_marker(bullet.previous, {"symbol": "line-ns", "size": 8, "line": {"width": 2, "color": MUTED}}, y=-0.42),
        *_whisker(bullet.interval),
        *_marker(bullet.women, {"symbol": "circle", "size": 10, "color": GROUND, "line": {"width": 2.5, "color": WOMEN}}, y=0.13),
        *_marker(bullet.men, {"symbol": "diamond", "size": 10, "color": GROUND, "line": {"width": 2.5, "color": MEN}}, y=-0.13),
    ]


def _bar(outcome: Mark) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [outcome.value],
        "y": [0],
        "width": [0.34],
        "marker": {"color": OUTCOME, "cornerradius": 3},
        "hovertemplate": hover(outcome.text),
    }


def _marker(mark: Mark | None, marker: dict[str, Any], y: float = 0.0) -> list[Trace]:
    if mark is None:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [mark.value],
            "y": [y],
            "marker": marker,
            "cliponaxis": False,
            "hovertemplate": hover(mark.text),
        }
    ]


def _whisker(interval: Span | None) -> list[Trace]:
    """A line with ends, on a wider one in the colour of the ground: seen on the bar and beside it."""
    if interval is None:
        return []
    line = {"type": "scatter", "mode": "lines+markers", "x": [interval.low, interval.high], "y": [0, 0], "cliponaxis": False}
    halo = {"line": {"color": GROUND, "width": 4}, "marker": {"symbol": "line-ns", "size": 14, "line": _stroke(GROUND, 4)}}
    inner = {"line": {"color": INK, "width": 1.5}, "marker": {"symbol": "line-ns", "size": 11, "line": _stroke(INK, 1.5)}}
    return [{**line, **halo, "hoverinfo": "skip"}, {**line, **inner, "hovertemplate": hover(interval.text)}]


def _stroke(color: str, width: float) -> dict[str, Any]:
    return {"color": color, "width": width}


def _layout(bullet: Bullet) -> dict[str, Any]:
    return layout(
        margin={"l": 6, "r": 6, "t": 0, "b": 0},
        xaxis={"range": [bullet.low, bullet.high], "visible": False, "fixedrange": True},
        yaxis={"range": [-1, 1], "visible": False, "fixedrange": True},
        shapes=[
            {
                "type": "rect",
                "layer": "below",
                "xref": "x",
                "yref": "y",
                "x0": bullet.low,
                "x1": bullet.high,
                "y0": -0.28,
                "y1": 0.28,
                "fillcolor": TRACK,
                "line": {"width": 0},
            }
        ],
        annotations=[*_target_labels(bullet), *_label(bullet, bullet.previous, y=-0.78, color=MUTED)],
    )


def _target_labels(bullet: Bullet) -> list[dict[str, Any]]:
    """Årsmål and KF:s årsmål over the bar; where they lie close they share one label."""
    if bullet.target is None or bullet.kf_target is None:
        return [*_label(bullet, bullet.target, y=0.74, color=INK), *_label(bullet, bullet.kf_target, y=0.74, color=MUTED)]
    if bullet.target.value == bullet.kf_target.value:
        level = bullet.target.text.removeprefix(text.BULLET_TARGET.format(target=""))
        both = Mark(bullet.target.value, text.BULLET_BOTH.format(target=level))
        return _label(bullet, both, y=0.74, color=INK)
    if abs(bullet.target.value - bullet.kf_target.value) < _TOO_NEAR * (bullet.high - bullet.low):
        both = Mark(bullet.target.value, f"{bullet.target.text} · {bullet.kf_target.text}")
        return _label(bullet, both, y=0.74, color=INK)
    return [*_label(bullet, bullet.target, y=0.74, color=INK), *_label(bullet, bullet.kf_target, y=0.74, color=MUTED)]


def _label(bullet: Bullet, mark: Mark | None, *, y: float, color: str) -> list[dict[str, Any]]:
    if mark is None:
        return []
    place = (mark.value - bullet.low) / (bullet.high - bullet.low)
    reach = max(_EDGE, len(mark.text) / 110)
    anchor = "left" if place < reach else "right" if place > 1 - reach else "center"
    return [
        {
            "x": mark.value,
            "y": y,
            "text": as_label(mark.text),
            "xanchor": anchor,
            "yanchor": "middle",
            "showarrow": False,
            "font": {"size": LABEL_SIZE, "color": color},
        }
    ]
