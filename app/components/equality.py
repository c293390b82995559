"""Jämställdhet."""

from __future__ import annotations

from markupsafe import Markup

from app import text
from app.comparison_views import ComparisonPart, EqualityPage
from app.components.chart import chart, legend
from app.components.notices import example_badge, how_to_read, notice_list
from app.components.tables import linked_table, linked_twin
from app.components.tags import a, dated, details, div, h1, h2, joined, li, p, section, span, summary, ul
from app.figures.dumbbell import dumbbell_figure

_FEW = 8
"""Choices that stand open; more are opened with a click."""

Choices = tuple[tuple[str, str, bool], ...]


def equality_content(view: EqualityPage) -> Markup:
    """Everything within main."""
    return joined(
        h1(view.title),
        p(span(dated(view.subtitle)), example_badge(view.is_example), class_="sub"),
        notice_list(view.notices),
        div([_choices(label, choices) for label, choices in view.filters], class_="choices") if view.filters else None,
        p(view.finding, class_="finding lone") if not view.parts else None,
        [_part(at, part, view) for at, part in enumerate(view.parts)],
        _withheld(view),
        how_to_read(text.HOW_TO_READ_EQUALITY),
    )


def _choices(label: str, choices: Choices) -> Markup:
    links = [a(name, href=href, aria_current="true" if chosen else None) for name, href, chosen in choices]
    if len(choices) <= _FEW:
        return div(span(label, class_="label"), links)
    chosen = next((name for name, _, is_chosen in choices if is_chosen), "")
    return div(details(summary(f"{label}: {chosen}"), ul([li(one) for one in links]), class_="twin"))


def _part(at: int, part: ComparisonPart, view: EqualityPage) -> Markup:
    return section(
        h2(part.heading),
        p(part.note, class_="note"),
        _drawn(at, part, view),
        p(part.more, class_="note") if part.more else None,
        linked_twin(part.table) if part.plot is not None else linked_table(part.table),
        class_="card compared",
    )


def _drawn(at: int, part: ComparisonPart, view: EqualityPage) -> Markup | None:
    if part.plot is None:
        return None
    drawn = chart(
        f"diagram-jamstalldhet-{at}",
        dumbbell_figure(part.plot),
        finding=part.plot.finding,
        description=part.plot.description,
        source=view.source,
        rows=len(part.plot.pairs) + len(part.plot.withheld),
        marks=legend(part.plot.legend),
        slide=part.slide,
    )
    return div(drawn, class_="double")


def _withheld(view: EqualityPage) -> Markup | None:
    if view.withheld is None:
        return None
    return section(
        h2(text.EQUALITY_WITHHELD),
        p(view.withheld_note, class_="note"),
        linked_twin(view.withheld),
        class_="card compared",
    )
