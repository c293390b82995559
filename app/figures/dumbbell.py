"""Women and men beside each other: a ring, a diamond and the line between them; hollow where chance can explain it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app import text
from app.chart_views import Dumbbell, Pair
from app.figures.base import GROUND, INK, LABEL_SIZE, MEN, MUTED, WOMEN, Trace, as_label
from app.figures.rows import narrow_layout, rows_layout

_LINES: tuple[tuple[bool | None, dict[str, Any]], ...] = (
    (True, {"color": INK, "width": 3}),
    (False, {"color": MUTED, "width": 1.5, "dash": "2px,3px"}),
    (None, {"color": MUTED, "width": 1.5}),
)
_SHORT = 34
"""Letters of a name over its row on a narrow screen, where the difference stands beside it."""
_LETTER = 7.2
"""Pixels that a letter of a difference takes, about."""


def dumbbell_figure(view: Dumbbell) -> dict[str, Any]:
    """The figure as a plain dictionary of data, layout, and what a narrow screen replaces."""
    rows = [*((pair.name, pair.below) for pair in view.pairs), *view.withheld]
    names, unchosen = [name for name, _ in rows], [False] * len(rows)
    layout = rows_layout(names, unchosen, view.scale, below=[below for _, below in rows])
    layout["margin"]["r"] = round(max((len(pair.gap) for pair in view.pairs), default=0) * _LETTER) + 24
    layout["annotations"] = [_gap(at, pair, pair.gap, xanchor="left", xshift=14) for at, pair in enumerate(view.pairs)]
    not_shown = [_not_shown(at) for at in range(len(view.pairs), len(rows))]
    layout["annotations"] += not_shown
    narrow = narrow_layout([_both(*row) for row in rows], unchosen, view.scale, longest=_SHORT)
    narrow["annotations"] += [
        _gap(at - 0.42, pair, pair.gap.split(" (")[0], xanchor="right", xshift=0) for at, pair in enumerate(view.pairs)
    ]
    narrow["annotations"] += not_shown
    return {"data": _traces(view.pairs), "layout": layout, "narrow": narrow}


def _both(name: str, below: str) -> str:
    return f"{name} · {below}" if below else name


def _not_shown(at: int) -> dict[str, Any]:
    """In the place of the marks of a row that is withheld: that it is."""
    return {
        "xref": "paper",
        "x": 0,
        "xshift": 8,
        "y": at,
        "text": text.EQUALITY_WITHHELD_ROW,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": LABEL_SIZE, "color": MUTED},
    }


def _gap(at: float, pair: Pair, printed: str, *, xanchor: str, xshift: int) -> dict[str, Any]:
    words = as_label(printed)
    return {
        "xref": "paper",
        "x": 1,
        "xshift": xshift,
        "y": at,
        "text": f"<b>{words}</b>" if pair.is_told_from_chance else words,
        "xanchor": xanchor,
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": LABEL_SIZE, "color": INK if pair.is_told_from_chance else MUTED},
    }


def _traces(pairs: Sequence[Pair]) -> list[Trace]:
    rows = list(enumerate(pairs))
    return [
        *(
            _line([(at, pair) for at, pair in rows if pair.is_told_from_chance is told], look)
            for told, look in _LINES
            if any(pair.is_told_from_chance is told for pair in pairs)
        ),
        *_marks(rows, "men", "diamond", MEN),
        *_marks(rows, "women", "circle", WOMEN),
    ]


def _line(rows: Sequence[tuple[int, Pair]], look: dict[str, Any]) -> Trace:
    ends = [(x, at) for at, pair in rows for x in (pair.women.value, pair.men.value, None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for x, _ in ends],
        "y": [at if x is not None else None for x, at in ends],
        "line": look,
        "hoverinfo": "skip",
    }


def _marks(rows: Sequence[tuple[int, Pair]], who: str, form: str, color: str) -> list[Trace]:
    """One trace: filled where the difference is told from chance, hollow where it is not."""
    if not rows:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [getattr(pair, who).value for _, pair in rows],
            "y": [at for at, _ in rows],
            "marker": {
                "symbol": form,
                "size": 11,
                "color": [color if pair.is_told_from_chance else GROUND for _, pair in rows],
                "line": {"color": color, "width": 2},
            },
            "text": [as_label(pair.text) for _, pair in rows],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
        }
    ]
