"""A part of the organisation that has not reported itself: what its units' figures come to, and which units they are."""

from __future__ import annotations

from collections.abc import Sequence

from app import text
from app.addresses import unit_address
from app.answers.comparison import UnitFigure
from app.answers.figures import DetailedFigure, Indicator
from app.answers.organisation import Organisation
from app.numbers import number
from app.presenters.judgement import value_text
from app.presenters.status import status_view
from app.views import LabelledFact, UnitBelow
from data.vocabulary import Period, Status

_ORDER = (Status.UPPFYLLS_INTE, Status.UPPFYLLS_DELVIS, Status.EJ_RAPPORTERAD, Status.EJ_BEDOMD, Status.UPPFYLLS_HELT)


def added_up_sentence(total: DetailedFigure, indicator: Indicator) -> str:
    """How many units reach their årsmål, and what the outcomes add up to where they can be added up."""
    judged = total.units_judged or 0
    said = text.ADDED_UP_NONE_JUDGED
    if judged:
        said = text.ADDED_UP_REACHED.format(reached=number(total.units_reached or 0), judged=number(judged))
    if total.is_withheld:
        return f"{said} {text.ADDED_UP_WITHHELD}"
    if total.value is None:
        return f"{said} {text.ADDED_UP_NO_VALUE}"
    return f"{said} {text.ADDED_UP_VALUE.format(value=value_text(total, indicator))}"


def added_up_fact(total: DetailedFigure) -> LabelledFact | None:
    """Of how many units the figure is made."""
    if not total.is_aggregated or total.units_total is None:
        return None
    words = text.ADDED_UP_REPORTED.format(reported=number(total.units_reported or 0), total=number(total.units_total))
    return LabelledFact(text.ADDED_UP_FACT, words)


def units_below(
    figures: Sequence[UnitFigure], organisation: Organisation, indicator: Indicator, period: Period
) -> tuple[UnitBelow, ...]:
    """The units right below with their status, what needs attention first."""
    in_order = sorted(figures, key=lambda one: (_ORDER.index(Status(one.status)), organisation.by_id[one.unit_id].name))
    return tuple(
        UnitBelow(
            name=organisation.by_id[one.unit_id].name,
            href=unit_address(organisation.by_id[one.unit_id].slug, period, indicator.slug),
            status=status_view(one.status),
            words=_words(one, indicator),
        )
        for one in in_order
    )


def _words(one: UnitFigure, indicator: Indicator) -> str:
    if one.is_aggregated and one.units_judged:
        return text.PART_SHARE.format(reached=number(one.units_reached or 0), judged=number(one.units_judged))
    return value_text(one, indicator) if one.value is not None and not one.is_withheld else ""
