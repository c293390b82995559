"""Charts with a row for each thing that is compared. Names stand beside the rows, or over them on a narrow screen.

The wide layout is the figure's own; ``narrow`` holds what takes its place on a narrow screen (``assets/malbild.js``). The height
is a matter of the page (``.chart.rows`` in ``assets/diagram.css``): so much for each row, and a head.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.chart_views import Scale
from app.figures.base import INK, LABEL_SIZE, LINE, as_label, axis, layout

HEAD = 30
"""Pixels over the rows for the marks of the axis."""
_LETTER = 6.9
_STANDOFF = 9
"""Pixels between a name and the axis, where a mark at nought stands."""
_LONGEST = 42
"""Letters of a name beside its row; a longer one is cut, and stands in full in the table."""
_LONGEST_OVER = 34
"""Letters of a name over its row: what 320 pixels have room for."""


def rows_layout(names: Sequence[str], chosen: Sequence[bool], scale: Scale, below: Sequence[str] = ()) -> dict[str, Any]:
    """The wide layout of a chart with these rows, the first on top; ``below`` stands on a second line under each name."""
    cut = [_cut(name) for name in names]
    second = [_cut(one) for one in below]
    width = round(max(map(len, [*cut, *second]), default=0) * _LETTER) + 16 + _STANDOFF
    labels = [f"<b>{as_label(name)}</b>" if bold else as_label(name) for name, bold in zip(cut, chosen, strict=True)]
    if any(second):
        labels = [f"<b>{name}</b><br>{as_label(more)}" for name, more in zip(labels, second, strict=True)]
    return layout(
        margin={"l": width, "r": 24, "t": HEAD, "b": 6},
        xaxis=_values(scale),
        yaxis=axis(
            range=[len(names) - 0.5, -0.5],
            tickmode="array",
            tickvals=list(range(len(names))),
            ticktext=labels,
            tickfont={"size": LABEL_SIZE, "color": INK},
            ticklabelstandoff=_STANDOFF,
        ),
    )


def narrow_layout(names: Sequence[str], chosen: Sequence[bool], scale: Scale, longest: int = _LONGEST_OVER) -> dict[str, Any]:
    """What takes the place of the wide layout's parts: names of at most so many letters over their rows, from edge to edge."""
    cut = [_cut(name, longest) for name in names]
    few = Scale(scale.low, scale.high, scale.ticks[:: 2 if len(scale.ticks) > 4 else 1])
    return {
        "margin": {"l": 8, "r": 14, "t": HEAD, "b": 6},
        "xaxis": _values(few),
        "yaxis": axis(range=[len(names) - 0.5, -0.75], showticklabels=False),
        "annotations": [
            {
                "xref": "paper",
                "x": 0,
                "y": at - 0.48,
                "text": f"<b>{as_label(name)}</b>" if bold else as_label(name),
                "xanchor": "left",
                "yanchor": "middle",
                "align": "left",
                "showarrow": False,
                "font": {"size": LABEL_SIZE, "color": INK},
            }
            for at, (name, bold) in enumerate(zip(cut, chosen, strict=True))
        ],
    }


def _values(scale: Scale) -> dict[str, Any]:
    return axis(
        side="top",
        range=[scale.low, scale.high],
        tickmode="array",
        tickvals=[mark.value for mark in scale.ticks],
        ticktext=[mark.text for mark in scale.ticks],
        showgrid=True,
        gridcolor=LINE,
        tickangle=0,
    )


def _cut(name: str, longest: int = _LONGEST) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
