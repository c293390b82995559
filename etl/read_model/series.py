"""One indicator on one unit over time: which of its facts count, and which follow-ups are promised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.vocabulary import Gender, Period, Periodicity, PeriodKind, TargetKind
from etl.read_model.facts import Definition, ForecastFact, IndicatorFacts, OutcomeFact, TargetFact
from etl.rules.figures import IndicatorRules
from etl.rules.precedence import first_to_set, latest_reported, outcome_that_counts, target_valid_on
from etl.rules.reporting import promised_follow_ups

Place = tuple[Period, Gender]


@dataclass(frozen=True, slots=True)
class Series:
    """The facts of one indicator on one unit, and of the outcomes and forecasts the ones that count."""

    facts: IndicatorFacts
    rules: IndicatorRules
    periodicity: Periodicity | None
    outcomes: dict[Place, OutcomeFact]
    forecasts: dict[Place, ForecastFact]
    promised: frozenset[Period]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What holds for an indicator in one follow-up, whichever gender: the targets valid at its end, and its place."""

    period: Period
    year_ago: Period
    last_full_year: Period
    target: TargetFact | None
    kf_target: TargetFact | None
    is_annual: bool
    same_kind_only: bool
    """Whether its outcome is compared with the same follow-up of earlier years alone."""


def series_of(facts: IndicatorFacts, definition: Definition, is_owed: Callable[[Period], bool]) -> Series:
    """``is_owed``: whether the unit is there to report in a period."""
    counting = ((place, outcome_that_counts(reported)) for place, reported in facts.outcomes.items())
    forecasts = ((place, latest_reported(reported)) for place, reported in facts.forecasts.items())
    listed = (Period(year, kind) for year in facts.followed for kind in _promised_kinds(facts, definition, year))
    return Series(
        facts=facts,
        rules=definition.rules,
        periodicity=definition.periodicity,
        outcomes={place: outcome for place, outcome in counting if outcome is not None},
        forecasts={place: forecast for place, forecast in forecasts if forecast is not None},
        promised=frozenset(period for period in listed if is_owed(period)),
    )


def follow_up_of(series: Series, period: Period) -> FollowUp:
    is_annual = (_printed_periodicity(series.facts, period.year) or series.periodicity) is Periodicity.AR
    return FollowUp(
        period=period,
        year_ago=Period(period.year - 1, period.kind),
        last_full_year=Period(period.year - 1, PeriodKind.VB),
        target=_target(series, period, TargetKind.ARSMAL),
        kf_target=_target(series, period, TargetKind.KF_ARSMAL),
        is_annual=is_annual,
        same_kind_only=series.rules.accumulates or is_annual,
    )


def listed_under(facts: IndicatorFacts, year: int) -> int | None:
    """The goal that the unit's latest document of the year lists the indicator under.

    Where a document lists it under two goals, or two documents disagree, the one of the latest document is shown; of the same
    document the one that it names last.
    """
    listed = latest_reported(fact for fact in facts.followed.get(year, ()) if fact.goal_id is not None)
    return listed.goal_id if listed is not None else None


def _target(series: Series, period: Period, kind: TargetKind) -> TargetFact | None:
    targets = series.facts.targets.get((period.year, kind), ())
    valid = target_valid_on(targets, period.last_day)
    return valid and first_to_set(targets, valid, says_the_same=lambda one, other: one.figure == other.figure)


def _promised_kinds(facts: IndicatorFacts, definition: Definition, year: int) -> tuple[PeriodKind, ...]:
    return promised_follow_ups(_printed_periodicity(facts, year), definition.periodicity)


def _printed_periodicity(facts: IndicatorFacts, year: int) -> Periodicity | None:
    """As printed in the unit's documents of the year; the report need not repeat what the plan says."""
    said = latest_reported(fact for fact in facts.followed.get(year, ()) if fact.periodicity is not None)
    return said.periodicity if said is not None else None
