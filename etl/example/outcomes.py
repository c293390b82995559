"""What happened: the outcomes of every unit, indicator and follow-up, drawn from the models and the units' stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.definitions import IndicatorDefinition
from data.vocabulary import FOLLOW_UPS, Period, PeriodKind
from etl.example.chance import Chance
from etl.example.district import BASE_YEAR, UNITS, YEARS, ExampleUnit, Service
from etl.example.models import MODELS, Basis, Drawn, Model
from etl.example.plan import followed

_LOWEST_SHARE, _HIGHEST_SHARE = 0.03, 0.99
_DONE_SD = 1.6
"""Percentage points by which what a unit has got done differs from what is usual for it (sd)."""
_FLU_YEAR = 2024
_SO_FAR = {"feriejobb": ((0.22, 0.3), (0.9, 0.97))}
_SO_FAR_USUALLY = ((0.25, 0.42), (0.58, 0.76))
"""Between which parts of the full year's count T1 and T2 lie; summer jobs come in summer."""
_MUCH_ENERGY = {Service.SERVICEHUS: 0.85, Service.DAGVERKSAMHET: 0.2, Service.GRUPPBOSTAD: 0.5, Service.SERVICEBOSTAD: 0.35}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome, exact: total, women and men, each with its number of respondents. None where there is no such figure."""

    total: float
    women: float | None = None
    men: float | None = None
    n: int | None = None
    n_women: int | None = None
    n_men: int | None = None


Key = tuple[str, str, Period]
"""Which outcome: the unit's code, the indicator's slug and the follow-up."""


def happened(indicators: dict[str, IndicatorDefinition], chance: Chance) -> dict[Key, Outcome]:
    """Every outcome of every unit; of the base year only the full year's."""
    outcomes: dict[Key, Outcome] = {}
    for unit in UNITS:
        for slug in followed(unit.service):
            model = MODELS[slug]
            own_level = model.level + chance.normal(model.spread)
            for period in _periods(indicators[slug]):
                outcomes[unit.code, slug, period] = _outcome(unit, slug, own_level, period, outcomes, chance)
    return outcomes


def _periods(indicator: IndicatorDefinition) -> Iterator[Period]:
    """Full years before their tertials: what has been counted so far is a part of the year's count."""
    yield Period(BASE_YEAR, PeriodKind.VB)
    for year in YEARS:
        for kind in sorted(indicator.periodicity.follow_ups, key=lambda each: -each.order):
            yield Period(year, kind)


def _outcome(
    unit: ExampleUnit, slug: str, own_level: float, period: Period, outcomes: dict[Key, Outcome], chance: Chance
) -> Outcome:
    model = MODELS[slug]
    if model.drawn is Drawn.COUNT:
        outcome = _count(slug, own_level, period, outcomes.get((unit.code, slug, Period(period.year, PeriodKind.VB))), chance)
        found = outcomes.get((unit.code, "identifierade-aldre-i-valdsutsatt-situation", period))
        return _at_most(outcome, found) if slug == "erbjudna-stod-vid-vald" and found else outcome
    expected = _expected(unit, model, own_level, period)
    if model.drawn is Drawn.AMOUNT:
        return Outcome(_amount(unit, slug, own_level, expected, period, chance))
    groups = _groups(unit, model, chance)
    if model.drawn is Drawn.MEAN:
        return _mean(model, expected, groups, chance)
    return _share(model, expected, groups, chance)


def _expected(unit: ExampleUnit, model: Model, own_level: float, period: Period) -> float:
    """The value around which an outcome falls, with the unit's story, the season and the flu in it."""
    place = FOLLOW_UPS.index(period.kind)
    return (
        own_level
        + model.drift * (period.year - YEARS[0])
        + model.quality * unit.quality_in(period.year)
        + model.strain * unit.strain_in(period.year)
        + model.season[place]
        + (model.flu[place] if period.year == _FLU_YEAR else 0.0)
    )


def _groups(unit: ExampleUnit, model: Model, chance: Chance) -> tuple[int, int]:
    """How many women and men answered, or how many cases there were (without sex: all in the first)."""
    if model.basis is Basis.OBSERVATIONS:
        return max(int(model.answering * chance.uniform(0.7, 1.3)), 1), 0
    women, men = unit.staff if model.basis is Basis.STAFF else unit.users
    if model.answering == 1.0:
        return women, men
    return chance.successes(women, model.answering), max(chance.successes(men, model.answering), 1)


def _share(model: Model, expected: float, groups: tuple[int, int], chance: Chance) -> Outcome:
    n_women, n_men = groups
    if not model.by_gender:
        return Outcome(100 * _yes(n_women, expected, chance) / n_women, n=n_women)
    # Where everybody is counted there is no chance of the sample, only what has been done.
    yes = _done if model.answering == 1.0 else _yes
    yes_women = yes(n_women, expected + model.gap * n_men / (n_women + n_men), chance)
    yes_men = yes(n_men, expected - model.gap * n_women / (n_women + n_men), chance)
    return Outcome(
        100 * (yes_women + yes_men) / (n_women + n_men),
        100 * yes_women / n_women,
        100 * yes_men / n_men,
        n_women + n_men,
        n_women,
        n_men,
    )


def _yes(n: int, expected_pct: float, chance: Chance) -> int:
    return chance.successes(n, min(max(expected_pct / 100, _LOWEST_SHARE), _HIGHEST_SHARE))


def _done(n: int, expected_pct: float, chance: Chance) -> int:
    share = (expected_pct + chance.normal(_DONE_SD)) / 100
    return round(n * min(max(share, _LOWEST_SHARE), 1.0))


def _mean(model: Model, expected: float, groups: tuple[int, int], chance: Chance) -> Outcome:
    n_women, n_men = groups
    n = n_women + n_men
    centre = max(expected + chance.normal(model.noise), 0.5)
    # A mean of few persons swings more than one of many.
    gap = model.gap + chance.normal(model.noise * 2)
    women, men = max(centre + gap * n_men / n, 0.2), max(centre - gap * n_women / n, 0.2)
    return Outcome((women * n_women + men * n_men) / n, women, men, n, n_women, n_men)


def _amount(unit: ExampleUnit, slug: str, own_level: float, expected: float, period: Period, chance: Chance) -> float:
    if slug != "kopt-energi":
        return max(expected + chance.normal(MODELS[slug].noise), 0.1)
    size = sum(unit.users) * _MUCH_ENERGY.get(unit.service, 1.0)
    years = period.year - YEARS[0]
    return own_level * size * (1 + MODELS[slug].drift) ** years * chance.uniform(0.975, 1.025)


def _count(slug: str, own_level: float, period: Period, full_year: Outcome | None, chance: Chance) -> Outcome:
    """A count of women and men; before the year's end a part of what the full year will have counted."""
    if period.kind is PeriodKind.VB:
        model = MODELS[slug]
        total = max(round(own_level + model.drift * (period.year - YEARS[0]) + chance.normal(model.noise)), 1)
        women = chance.successes(total, model.women)
        return Outcome(total, women, total - women)
    of_year = full_year or Outcome(0, 0, 0)
    low, high = _SO_FAR.get(slug, _SO_FAR_USUALLY)[period.kind.order - 1]
    so_far = chance.uniform(low, high)
    women, men = int((of_year.women or 0) * so_far), int((of_year.men or 0) * so_far)
    return Outcome(women + men, women, men)


def _at_most(outcome: Outcome, limit: Outcome) -> Outcome:
    """No more persons can be offered support than have been found."""
    women, men = min(outcome.women or 0, limit.women or 0), min(outcome.men or 0, limit.men or 0)
    return Outcome(women + men, women, men)
