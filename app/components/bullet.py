"""An indicator's chart: the bullet of its outcome with the marks of women and men, or in words why there is none."""

from __future__ import annotations

from markupsafe import Markup

from app import text
from app.components.chart import chart
from app.components.tags import dated, div, p, silent, span
from app.figures.bullet import HEIGHT, bullet_description, bullet_figure
from app.views import Bullet, IndicatorView


def indicator_chart(view: IndicatorView, place: str, *, for_slides: bool = True) -> Markup:
    """The chart in the place with this id; ``for_slides``: with the link that adds it to a presentation."""
    if view.bullet is None:
        return div(p(view.finding, class_="finding"), p(dated(view.source), class_="source"), class_="no-chart")
    return chart(
        place,
        bullet_figure(view.bullet),
        finding=view.finding,
        description=bullet_description(view.bullet),
        source=view.source,
        height=HEIGHT,
        marks=_marks(view.bullet),
        slide=view.slide if for_slides else "",
    )


def _marks(bullet: Bullet) -> Markup | None:
    """What the ring and the diamond stand for, with their values."""
    marks = [
        span(silent(sign, css), f" {mark.text}")
        for sign, css, mark in ((text.MARK_WOMEN, "women", bullet.women), (text.MARK_MEN, "men", bullet.men))
        if mark is not None
    ]
    return p(marks, class_="marks") if marks else None
