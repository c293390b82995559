"""Units against their own targets: a dot for the outcome, a line for the target, a whisker for the margin of error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.chart_views import Dot, DotPlot
from app.figures.base import GROUND, INK, MUTED, Trace, as_label
from app.figures.rows import narrow_layout, rows_layout

_LOOK: dict[str, dict[str, Any]] = {
    "helt": {"symbol": "circle", "color": "var(--helt)", "size": 11, "line": {"color": "var(--helt)", "width": 1}},
    "delvis": {"symbol": "circle", "color": GROUND, "size": 11, "line": {"color": "var(--delvis)", "width": 3.5}},
    "inte": {"symbol": "x", "color": "var(--inte)", "size": 11, "line": {"color": "var(--inte)", "width": 0}},
    "ejb": {"symbol": "square", "color": GROUND, "size": 9, "line": {"color": "var(--ej)", "width": 2}},
    "ejr": {"symbol": "square", "color": GROUND, "size": 9, "line": {"color": "var(--ej)", "width": 2}},
}
"""A form of its own for each status, as well as its colour; ``text.DOT_SIGN`` says the same in the legend."""


def dots_figure(view: DotPlot) -> dict[str, Any]:
    """The figure as a plain dictionary of data, layout, and what a narrow screen replaces."""
    names, chosen = [dot.name for dot in view.dots], [dot.is_chosen for dot in view.dots]
    return {
        "data": _traces(view.dots),
        "layout": rows_layout(names, chosen, view.scale),
        "narrow": narrow_layout(names, chosen, view.scale),
    }


def _traces(dots: Sequence[Dot]) -> list[Trace]:
    rows = list(enumerate(dots))
    return [
        *_ways([(at, dot) for at, dot in rows if dot.target is not None]),
        *_whiskers([(at, dot) for at, dot in rows if dot.interval is not None]),
        *_kf_targets([(at, dot) for at, dot in rows if dot.kf_target is not None]),
        *_targets([(at, dot) for at, dot in rows if dot.target is not None]),
        *(_outcomes([(at, dot) for at, dot in rows if dot.css == css], look) for css, look in _LOOK.items() if _has(dots, css)),
    ]


def _has(dots: Sequence[Dot], css: str) -> bool:
    return any(dot.css == css for dot in dots)


def _ways(rows: Sequence[tuple[int, Dot]]) -> list[Trace]:
    """A thin line from each target to its outcome, all in one trace with breaks."""
    if not rows:
        return []
    ends = [(x, at) for at, dot in rows for x in (dot.target, dot.value, None)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [x for x, _ in ends],
            "y": [at if x is not None else None for x, at in ends],
            "line": {"color": MUTED, "width": 1, "dash": "dot"},
            "hoverinfo": "skip",
        }
    ]


def _whiskers(rows: Sequence[tuple[int, Dot]]) -> list[Trace]:
    if not rows:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [dot.value for _, dot in rows],
            "y": [at for at, _ in rows],
            "marker": {"size": 1, "color": MUTED},
            "error_x": {
                "type": "data",
                "symmetric": False,
                "array": [dot.interval.high - dot.value for _, dot in rows if dot.interval],
                "arrayminus": [dot.value - dot.interval.low for _, dot in rows if dot.interval],
                "color": MUTED,
                "thickness": 1.4,
                "width": 4,
            },
            "hoverinfo": "skip",
        }
    ]


def _targets(rows: Sequence[tuple[int, Dot]]) -> list[Trace]:
    if not rows:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [dot.target for _, dot in rows],
            "y": [at for at, _ in rows],
            "marker": {"symbol": "line-ns", "size": 17, "line": {"color": INK, "width": 2.5}},
            "text": [as_label(dot.text) for _, dot in rows],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
        }
    ]


def _kf_targets(rows: Sequence[tuple[int, Dot]]) -> list[Trace]:
    """Shorter and wider than the unit's own, so that both are seen where they lie together."""
    if not rows:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [dot.kf_target for _, dot in rows],
            "y": [at for at, _ in rows],
            "marker": {"symbol": "line-ns", "size": 9, "line": {"color": MUTED, "width": 6}},
            "text": [as_label(dot.text) for _, dot in rows],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
        }
    ]


def _outcomes(rows: Sequence[tuple[int, Dot]], look: dict[str, Any]) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.value for _, dot in rows],
        "y": [at for at, _ in rows],
        "marker": look,
        "text": [as_label(dot.text) for _, dot in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }
