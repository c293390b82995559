"""The figure of a chosen cell, beside the matrix: the same words and chart as on the page of the unit."""

from __future__ import annotations

from app import text
from app.addresses import FOLLOWING, indicator_address, overview_address, unit_address
from app.answers.organisation import Unit
from app.filters import Filter
from app.presenters.indicator import IndicatorInput, indicator_view
from app.views import Detail
from data.vocabulary import Gender, Period


def detail_view(asked: IndicatorInput, unit: Unit, period: Period, chosen: Filter) -> Detail:
    """The detail; ``asked.figures`` holds one for totalt, and ``chosen`` is what the address says."""
    slug = asked.indicator.slug
    return Detail(
        indicator=indicator_view(asked),
        unit=unit.name,
        period=text.period_title(period),
        is_example=asked.figures[Gender.T].is_example,
        unit_href=unit_address(unit.slug, period, slug),
        indicator_href=indicator_address(slug, chosen.only(*FOLLOWING)),
        close=overview_address(chosen.with_(cell=None)),
    )
