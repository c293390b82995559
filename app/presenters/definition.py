"""A definition in words: what is measured, which way is better, who sets it."""

from __future__ import annotations

from collections.abc import Iterator

from app import text
from app.answers.comparison import IndicatorDefinition
from app.answers.figures import Indicator
from app.numbers import number
from app.views import LabelledFact
from data.vocabulary import Aggregate, Better, Measure, MeasuredOver, Periodicity


def definition_facts(indicator: Indicator, definition: IndicatorDefinition) -> tuple[LabelledFact, ...]:
    """What stands beside the description; what the definition does not say is left out, save what decides the judging."""
    return tuple(LabelledFact(label, words) for label, words in _said(indicator, definition) if words)


def _said(indicator: Indicator, definition: IndicatorDefinition) -> Iterator[tuple[str, str]]:
    yield text.DEF_BETTER, text.BETTER_SAID[Better(indicator.better)] if indicator.better else text.BETTER_UNKNOWN
    yield text.DEF_MEASURE, _measure(indicator)
    yield text.DEF_PERIODICITY, text.PERIODICITY_SAID[Periodicity(definition.periodicity)] if definition.periodicity else ""
    yield text.DEF_MEASURED_OVER, _measured_over(indicator, definition)
    yield text.DEF_SET_BY, text.SET_BY_SAID.get(definition.set_by, "") if definition.set_by else ""
    tolerance = definition.tolerance_pct
    yield text.DEF_TOLERANCE, text.TOLERANCE_SAID.format(tolerance=_plain(tolerance)) if tolerance is not None else ""
    yield text.DEF_MIN_GROUP, _min_group(definition)
    yield text.DEF_AGGREGATE, text.AGGREGATE_SAID[Aggregate(definition.aggregate)]
    yield text.DEF_KF, text.KF_LOCAL_SAID if indicator.kf_target_is_local else text.KF_CITY_SAID
    yield text.DEF_SOURCE, definition.source
    yield text.DEF_CHECKED, definition.checked_on.isoformat() if definition.checked_on is not None else ""
    yield text.DEF_NAMES, "; ".join(definition.other_names)


def _measure(indicator: Indicator) -> str:
    if indicator.measure is None:
        return text.MEASURE_UNKNOWN
    measure = text.MEASURE_SAID[Measure(indicator.measure)]
    if not indicator.unit_of_measure:
        return measure
    return text.MEASURE_WITH_UNIT.format(measure=measure, unit=indicator.unit_of_measure)


def _measured_over(indicator: Indicator, definition: IndicatorDefinition) -> str:
    over = text.MEASURED_OVER_SAID[MeasuredOver(definition.measured_over)] if definition.measured_over else ""
    return "; ".join(filter(None, (over, text.ACCUMULATES_SAID if indicator.accumulates else "")))


def _min_group(definition: IndicatorDefinition) -> str:
    least = text.MIN_GROUP_SAID.format(n=number(definition.min_group)) if definition.min_group is not None else ""
    return "; ".join(filter(None, (least, text.SENSITIVE_SAID if definition.is_sensitive else "")))


def _plain(value: float) -> str:
    return number(value, 0 if value == int(value) else 1)
