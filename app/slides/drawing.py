"""What a slide draws as a Plotly figure, with the signs that need a key."""

from __future__ import annotations

from typing import Any

from app import text
from app.chart_views import Development, DotPlot, Dumbbell
from app.figures.bars import bars_figure
from app.figures.bullet import bullet_figure
from app.figures.development import development_figure
from app.figures.dots import dots_figure
from app.figures.dumbbell import dumbbell_figure
from app.slides.model import Bars, Drawing, Listing, Quotes
from app.views import Bullet
from data.vocabulary import Status

Key = tuple[tuple[str, str, str], ...]
"""Sign, its CSS class, and what it stands for."""


def figure_of(drawing: Drawing | None) -> dict[str, Any] | None:
    """The figure as a plain dictionary; None for what is words."""
    if isinstance(drawing, Bars):
        return bars_figure(drawing)
    if isinstance(drawing, Bullet):
        return bullet_figure(drawing)
    if isinstance(drawing, Development):
        return development_figure(drawing)
    if isinstance(drawing, DotPlot):
        return dots_figure(drawing)
    if isinstance(drawing, Dumbbell):
        return dumbbell_figure(drawing)
    return None


def key_of(drawing: Drawing | None) -> Key:
    """What the signs of the drawing stand for; empty where every sign is labelled in it."""
    if isinstance(drawing, (Development, DotPlot, Dumbbell)):
        return drawing.legend
    if isinstance(drawing, Bars) and drawing.is_stacked:
        statuses = (Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS, Status.UPPFYLLS_INTE)
        return tuple((text.STATUS_SYMBOL[one], text.STATUS_CLASS[one], text.STATUS_WORD[one]) for one in statuses)
    if isinstance(drawing, Bullet):
        marks = ((text.MARK_WOMEN, "women", drawing.women), (text.MARK_MEN, "men", drawing.men))
        return tuple((sign, css, mark.text) for sign, css, mark in marks if mark is not None)
    return ()


def is_drawn(drawing: Drawing | None) -> bool:
    """Whether it is a chart and not words."""
    return drawing is not None and not isinstance(drawing, (Listing, Quotes))
