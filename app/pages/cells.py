"""The sentences of a row of the matrix: sent when one points at a cell, and not with every page."""

from __future__ import annotations

from app.filters import parse
from app.pages.page import Visit
from app.presenters.judgement import status_sentence
from app.queries.overview import matrix_figures


def sentences(visit: Visit) -> dict[str, str] | None:
    """Why each of the unit's figures has its status, by the indicator's name; None where unit or period is not known."""
    chosen = parse(visit.query).filter
    unit = visit.known.organisation.by_slug.get(chosen.unit or "")
    period = chosen.period
    if unit is None or period is None:
        return None
    figures = matrix_figures(visit.connection, unit.id, period)
    named = ((visit.known.indicators[figure.indicator_id], figure) for figure in figures)
    return {indicator.name: status_sentence(figure, indicator, period) for indicator, figure in named}
