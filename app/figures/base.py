"""What every figure has in common: no grounds, no legend, Swedish separators, nothing to drag."""

from __future__ import annotations

from typing import Any

INK, MUTED, LINE, GROUND = "var(--ink)", "var(--muted)", "var(--line)", "var(--card)"
OUTCOME, WOMEN, MEN, TRACK = "var(--utfall)", "var(--kvinnor)", "var(--man)", "var(--spar)"
LABEL_SIZE = 12.5
"""Pixels at the browser's usual size of text; the browser's part of the wrapper scales with it."""

Trace = dict[str, Any]


def layout(**given: Any) -> dict[str, Any]:
    """The layout with what this figure adds."""
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "separators": ",\u00a0",
        **given,
    }


def axis(**given: Any) -> dict[str, Any]:
    """A quiet axis that does not move."""
    return {
        "fixedrange": True,
        "zeroline": False,
        "showline": False,
        "showgrid": False,
        "tickformat": "",
        "tickfont": {"size": LABEL_SIZE, "color": MUTED},
        "automargin": False,
        **given,
    }


def as_label(words: str) -> str:
    """Plotly reads tags and entities in labels; texts from documents must not become any."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def hover(words: str) -> str:
    """A hover text that is these words and nothing else; per cent signs with a brace after them are no formats."""
    return f"{as_label(words)}<extra></extra>"
