"""The targets that plans and reports print: the unit's årsmål and KF:s årsmål of every year, and those changed at T2."""

from __future__ import annotations

from dataclasses import dataclass

from data.definitions import IndicatorDefinition
from data.vocabulary import Better, Period, PeriodKind, TargetForm
from etl.example import printing
from etl.example.district import BASE_YEAR, YEARS, ExampleUnit, Service
from etl.example.models import MODELS
from etl.example.outcomes import Key, Outcome
from etl.example.words import Standing

CHANGED_AT_T2: dict[tuple[str, str, int], float] = {
    ("vidlyckan", "sjukfranvaro", 2024): 9.5,
    ("stjarnliden", "sjukfranvaro", 2024): 9.5,
    ("soderlyckan", "sjukfranvaro", 2024): 9.5,
    ("klockangen", "basala-hygienrutiner", 2024): 82,
    ("fyrliden", "basala-hygienrutiner", 2025): 85,
    ("forebyggande", "feriejobb", 2025): 140,
}
"""Årsmål that were changed during the year: from T2 on the reports print these."""

_STRAIN_IN_TARGET = {"sjukfranvaro": 0.6, "sjukfranvaro-dag-1-14": 0.1}
"""How much of a unit's known strain its own target for sick leave allows for."""
_NEAR = 0.1
"""A miss of at most this part of the target is called near."""


@dataclass(frozen=True, slots=True)
class ExampleTarget:
    """An årsmål as printed, with the level and form behind it. The level is None where only a direction is printed."""

    printed: str
    level: float | None
    form: TargetForm


def arsmal(unit: ExampleUnit, indicator: IndicatorDefinition, period: Period, outcomes: dict[Key, Outcome]) -> ExampleTarget:
    """The unit's own target as it stands in the plan or report of a period."""
    ambition = MODELS[indicator.slug].ambition
    form = _form(unit, indicator.slug)
    if form in (TargetForm.INCREASE, TargetForm.DECREASE):
        return ExampleTarget(printing.target(0, form, indicator), None, form)
    level = _level(unit, indicator, period.year, outcomes)
    if period.kind in (PeriodKind.T2, PeriodKind.VB):
        level = CHANGED_AT_T2.get((unit.code, indicator.slug, period.year), level)
    return ExampleTarget(printing.target(level, form, indicator, ambition.is_bare), level, form)


def kf_arsmal(indicator: IndicatorDefinition, year: int) -> str:
    """KF:s årsmål as printed, empty where the council sets none."""
    return MODELS[indicator.slug].ambition.kf[YEARS.index(year)]


def standing(
    indicator: IndicatorDefinition, target: ExampleTarget, value: float, last_year: float | None, share_of_year: float
) -> Standing:
    """How the writer of an analysis sees an outcome. The status that Målbild shows is judged by its own rules."""
    if indicator.better is None:
        return Standing.UNSAID
    level = last_year if target.level is None else target.level
    if level is None:
        return Standing.UNSAID
    if indicator.accumulates:
        level *= share_of_year
    missed_by = level - value if indicator.better is Better.HIGHER else value - level
    if missed_by <= 0:
        return Standing.REACHED
    return Standing.NEAR if missed_by <= _NEAR * level else Standing.MISSED


def _form(unit: ExampleUnit, slug: str) -> TargetForm:
    if slug == "kopt-energi" and unit.service in (Service.GRUPPBOSTAD, Service.SERVICEBOSTAD):
        return TargetForm.DECREASE
    if slug == "webbutbildning-vald-i-nara-relationer" and unit.service is Service.BESTALLARE:
        return TargetForm.MIN
    return MODELS[slug].ambition.form


def _level(unit: ExampleUnit, indicator: IndicatorDefinition, year: int, outcomes: dict[Key, Outcome]) -> float:
    ambition = MODELS[indicator.slug].ambition
    if ambition.of_previous:
        return outcomes[unit.code, indicator.slug, Period(year - 1, PeriodKind.VB)].total * ambition.of_previous
    allowed = _STRAIN_IN_TARGET.get(indicator.slug, 0.0) * max(unit.strain_in(max(year - 1, BASE_YEAR)), 0.0)
    step = 0.5 if indicator.slug == "sjukfranvaro" else 0.1
    return ambition.target[YEARS.index(year)] + round(allowed / step) * step
