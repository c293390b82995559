"""The bullet chart: outcome as a bar, årsmål as a line, KF:s årsmål as a shorter line, the previous outcome as a tick,
women and men as marks.

Drawn from bars and markers, which every build of plotly.js has. Colours are names of the page's own tokens; the browser's
part of the wrapper fills them in, so that the same figure is right in light and dark.
"""

from __future__ import annotations

from typing import Any

from app import text
from app.views import Bullet, Mark

HEIGHT = 84
"""Pixels; the page reserves as many before the chart is drawn."""

_BAR, _TARGET, _KF, _PREVIOUS = "var(--utfall)", "var(--ink)", "var(--muted)", "var(--muted)"
_WOMEN, _MEN, _GROUND, _TRACK = "var(--kvinnor)", "var(--man)", "var(--card)", "var(--spar)"
_TOO_NEAR = 0.3
"""Labels nearer than this part of the scale would run into each other."""
_EDGE = 0.16
"""Labels of marks nearer to the end than this part of the scale are written inwards."""

Trace = dict[str, Any]


def bullet_figure(bullet: Bullet) -> dict[str, Any]:
    """The figure as a plain dictionary of data and layout."""
    return {"data": _traces(bullet), "layout": _layout(bullet)}


def bullet_description(bullet: Bullet) -> str:
    """What the chart shows, in words: every mark with its value."""
    marks = (bullet.outcome, bullet.target, bullet.kf_target, bullet.previous, bullet.women, bullet.men)
    sentence = ", ".join(mark.text for mark in marks if mark is not None)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _traces(bullet: Bullet) -> list[Trace]:
    return [
        _bar(bullet.outcome),
        *_marker(bullet.kf_target, {"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": _KF}}),
        *_marker(bullet.target, {"symbol": "line-ns", "size": 34, "line": {"width": 3, "color": _TARGET}}),
        *_marker(bullet.previous, {"symbol": "line-ns", "size": 8, "line": {"width": 2, "color": _PREVIOUS}}, y=-0.42),
        *_marker(bullet.women, {"symbol": "circle", "size": 10, "color": _GROUND, "line": {"width": 2.5, "color": _WOMEN}}),
        *_marker(bullet.men, {"symbol": "diamond", "size": 10, "color": _GROUND, "line": {"width": 2.5, "color": _MEN}}),
    ]


def _bar(outcome: Mark) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [outcome.value],
        "y": [0],
        "width": [0.34],
        "marker": {"color": _BAR, "cornerradius": 3},
        "hovertemplate": f"{_as_label(outcome.text)}<extra></extra>",
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
            "hovertemplate": f"{_as_label(mark.text)}<extra></extra>",
        }
    ]


def _layout(bullet: Bullet) -> dict[str, Any]:
    return {
        "height": HEIGHT,
        "margin": {"l": 6, "r": 6, "t": 0, "b": 0},
        "xaxis": {"range": [bullet.low, bullet.high], "visible": False, "fixedrange": True},
        "yaxis": {"range": [-1, 1], "visible": False, "fixedrange": True},
        "shapes": [
            {
                "type": "rect",
                "layer": "below",
                "xref": "x",
                "yref": "y",
                "x0": bullet.low,
                "x1": bullet.high,
                "y0": -0.28,
                "y1": 0.28,
                "fillcolor": _TRACK,
                "line": {"width": 0},
            }
        ],
        "annotations": [*_target_labels(bullet), *_label(bullet, bullet.previous, y=-0.78, color=_PREVIOUS)],
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "separators": ",\u00a0",
    }


def _target_labels(bullet: Bullet) -> list[dict[str, Any]]:
    """Årsmål and KF:s årsmål over the bar; where they lie close they share one label."""
    if bullet.target is None or bullet.kf_target is None:
        return [*_label(bullet, bullet.target, y=0.74, color=_TARGET), *_label(bullet, bullet.kf_target, y=0.74, color=_KF)]
    if bullet.target.value == bullet.kf_target.value:
        level = bullet.target.text.removeprefix(text.BULLET_TARGET.format(target=""))
        both = Mark(bullet.target.value, text.BULLET_BOTH.format(target=level))
        return _label(bullet, both, y=0.74, color=_TARGET)
    if abs(bullet.target.value - bullet.kf_target.value) < _TOO_NEAR * (bullet.high - bullet.low):
        both = Mark(bullet.target.value, f"{bullet.target.text} · {bullet.kf_target.text}")
        return _label(bullet, both, y=0.74, color=_TARGET)
    return [*_label(bullet, bullet.target, y=0.74, color=_TARGET), *_label(bullet, bullet.kf_target, y=0.74, color=_KF)]


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
            "text": _as_label(mark.text),
            "xanchor": anchor,
            "yanchor": "middle",
            "showarrow": False,
            "font": {"size": 12.5, "color": color},
        }
    ]


def _as_label(words: str) -> str:
    """Plotly reads tags and entities in labels; texts from documents must not become any."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
