"""One indicator on one unit over time: which of its facts count, and which follow-ups have rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from data.vocabulary import Gender, Period, Periodicity, PeriodKind, TargetKind
from etl.read_model.facts import Definition, IndicatorFacts, OutcomeFact, TargetFact
from etl.rules.figures import Figure, IndicatorRules
from etl.rules.precedence import first_to_set, latest_reported, outcome_that_counts, target_valid_on
from etl.rules.reporting import promised_follow_ups


@dataclass(frozen=True, slots=True)
class Series:
    """The facts of one indicator on one unit, and of the outcomes the ones that count."""

    facts: IndicatorFacts
    rules: IndicatorRules
    periodicity: Periodicity | None
    outcomes: dict[tuple[Period, Gender], OutcomeFact]
    usable: dict[Gender, dict[Period, Figure]]
    """By gender, the outcomes that others may be compared with."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What holds for an indicator in one follow-up, whichever gender: the targets valid at its end, and its place."""

    period: Period
    year_ago: Period
    last_full_year: Period
    target: TargetFact | None
    kf_target: TargetFact | None
    goal_id: int | None
    same_kind_only: bool
    """Whether its outcome is compared with the same follow-up of earlier years alone."""


def series_of(facts: IndicatorFacts, definition: Definition) -> Series:
    counting = ((key, outcome_that_counts(reported)) for key, reported in facts.outcomes.items())
    outcomes = {key: outcome for key, outcome in counting if outcome is not None}
    usable: dict[Gender, dict[Period, Figure]] = {gender: {} for gender in Gender}
    for (period, gender), outcome in outcomes.items():
        if outcome.figure.usable is not None:
            usable[gender][period] = outcome.figure
    return Series(facts, definition.rules, definition.periodicity, outcomes, usable)


def follow_ups(series: Series) -> list[tuple[FollowUp, list[Gender]]]:
    """In the order of time, every follow-up that was promised (totalt) or reported, with the genders that have a row."""
    genders: defaultdict[Period, set[Gender]] = defaultdict(set)
    for year in series.facts.followed:
        for kind in promised_follow_ups(_printed_periodicity(series, year), series.periodicity):
            genders[Period(year, kind)].add(Gender.T)
    for period, gender in series.outcomes:
        genders[period].add(gender)
    return [(_follow_up(series, period), sorted(genders[period])) for period in sorted(genders)]


def _follow_up(series: Series, period: Period) -> FollowUp:
    follows_yearly = (_printed_periodicity(series, period.year) or series.periodicity) is Periodicity.AR
    return FollowUp(
        period=period,
        year_ago=Period(period.year - 1, period.kind),
        last_full_year=Period(period.year - 1, PeriodKind.VB),
        target=_target(series, period, TargetKind.ARSMAL),
        kf_target=_target(series, period, TargetKind.KF_ARSMAL),
        goal_id=_goal_id(series, period.year),
        same_kind_only=series.rules.accumulates or follows_yearly,
    )


def _target(series: Series, period: Period, kind: TargetKind) -> TargetFact | None:
    targets = series.facts.targets.get((period.year, kind), ())
    valid = target_valid_on(targets, period.last_day)
    return valid and first_to_set(targets, valid, says_the_same=lambda one, other: one.figure == other.figure)


def _printed_periodicity(series: Series, year: int) -> Periodicity | None:
    """As printed in the unit's documents of the year; the report need not repeat what the plan says."""
    said = latest_reported(fact for fact in series.facts.followed.get(year, ()) if fact.periodicity is not None)
    return said.periodicity if said is not None else None


def _goal_id(series: Series, year: int) -> int | None:
    """The goal that the unit's latest document of the year lists the indicator under."""
    listed = latest_reported(fact for fact in series.facts.followed.get(year, ()) if fact.goal_id is not None)
    return listed.goal_id if listed is not None else None
