"""Status of an outcome, or a forecast, against one target.

Source of the rules: the City of Stockholm's steering system (ILS) with its three judgements *uppfylls helt*, *delvis* and
*inte*, its årsmål and KF:s årsmål, as the plans and reports print them. The tolerance (10 % of the target unless the
definition says otherwise) and every *ej bedömd* are our decisions. Which way is better stands in the definition, or in the target
itself (``max``, ``minst``, ``öka``, ``minska``); it is never inferred from a name. The tables in ``tests/rules/tables`` are the
specification.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

from data.vocabulary import Better, Gender, MissingReason, PeriodKind, Status, StatusReason, TargetForm
from etl.rules.comparability import is_same_measure
from etl.rules.exact import as_float, exact
from etl.rules.figures import Figure, IndicatorRules, Judged, TargetFigure

_STATUS = {
    StatusReason.REACHED: Status.UPPFYLLS_HELT,
    StatusReason.WITHIN_TOLERANCE: Status.UPPFYLLS_DELVIS,
    StatusReason.MISSED: Status.UPPFYLLS_INTE,
    StatusReason.NOT_REPORTED: Status.EJ_RAPPORTERAD,
}
"""Every other reason gives *ej bedömd*."""

_MISSING = {
    MissingReason.NOT_REPORTED: StatusReason.NOT_REPORTED,
    MissingReason.NOT_YET_DUE: StatusReason.NOT_YET_DUE,
    MissingReason.NOT_APPLICABLE: StatusReason.NOT_APPLICABLE,
    MissingReason.DROPPED_OUT: StatusReason.DROPPED_OUT,
    MissingReason.WITHHELD: StatusReason.WITHHELD,
    MissingReason.UNREADABLE: StatusReason.OUTCOME_UNREADABLE,
    MissingReason.DOUBTFUL: StatusReason.OUTCOME_DOUBTFUL,
    MissingReason.NOT_ADDED_UP: StatusReason.NOT_ADDED_UP,
}

_OWN_DIRECTION = {
    TargetForm.MAX: Better.LOWER,
    TargetForm.MIN: Better.HIGHER,
    TargetForm.INCREASE: Better.HIGHER,
    TargetForm.DECREASE: Better.LOWER,
}

_WITHOUT_LEVEL = {
    TargetForm.DELEGATED: StatusReason.TARGET_DELEGATED,
    TargetForm.WORDS: StatusReason.TARGET_IN_WORDS,
}

_AGAINST_LAST_YEAR = (TargetForm.INCREASE, TargetForm.DECREASE)


def status_against_target(
    outcome: Figure,
    target: TargetFigure | None,
    indicator: IndicatorRules,
    *,
    follow_up: PeriodKind,
    gender: Gender = Gender.T,
    last_year: Figure | None = None,
) -> Judged:
    """Status of a period's outcome against the årsmål that is valid at the period's end.

    ``last_year`` is the full-year outcome (VB) of the year before, for the same gender, as this reader may see it; ``öka``
    and ``minska`` need it, and a status held against what is withheld would tell what it is.
    A missing outcome comes as a figure with its reason (see ``reporting.as_reported``). When several things stand in the
    way the first is given, in this order: the outcome, the target, what the target is held against (the direction or the
    previous year), comparability.
    """
    hindrance = _outcome_hindrance(outcome) or _target_hindrance(target)
    if target is None or hindrance is not None:
        return _not_judged(hindrance or StatusReason.NO_TARGET)
    if target.form in _AGAINST_LAST_YEAR:
        return _against_last_year(outcome, target, indicator, follow_up, last_year)
    return _against_level(outcome, target, indicator, follow_up, gender)


def status_against_kf_target(
    outcome: Figure,
    target: TargetFigure | None,
    indicator: IndicatorRules,
    *,
    follow_up: PeriodKind,
    gender: Gender = Gender.T,
    last_year: Figure | None = None,
) -> Judged:
    """Status against KF:s årsmål, apart from the årsmål and never merged with it.

    Where the council's level concerns the whole city (``kf_target_is_local`` False) it is not comparable with a unit's outcome.
    """
    hindrance = _outcome_hindrance(outcome) or _target_hindrance(target)
    if hindrance is None and not indicator.kf_target_is_local:
        hindrance = StatusReason.NOT_COMPARABLE
    if hindrance is not None:
        return _not_judged(hindrance)
    return status_against_target(outcome, target, indicator, follow_up=follow_up, gender=gender, last_year=last_year)


def status_of_forecast(
    forecast: Figure,
    target: TargetFigure | None,
    indicator: IndicatorRules,
    *,
    gender: Gender = Gender.T,
    last_year: Figure | None = None,
) -> Judged:
    """Status of a full-year forecast: always against the full årsmål, whichever follow-up stated it."""
    return status_against_target(forecast, target, indicator, follow_up=PeriodKind.VB, gender=gender, last_year=last_year)


def _outcome_hindrance(outcome: Figure) -> StatusReason | None:
    if outcome.missing is not None:
        return _MISSING[outcome.missing]
    if outcome.value is None or not math.isfinite(outcome.value):
        return StatusReason.OUTCOME_UNREADABLE
    return StatusReason.OUTCOME_DOUBTFUL if outcome.is_doubtful else None


def _target_hindrance(target: TargetFigure | None) -> StatusReason | None:
    if target is None:
        return StatusReason.NO_TARGET
    if target.is_doubtful or (target.value is not None and not math.isfinite(target.value)):
        return StatusReason.TARGET_DOUBTFUL
    if target.value is None and target.form not in _AGAINST_LAST_YEAR:
        return _WITHOUT_LEVEL.get(target.form, StatusReason.TARGET_IN_WORDS)
    return _WITHOUT_LEVEL.get(target.form)


def _against_level(
    outcome: Figure, target: TargetFigure, indicator: IndicatorRules, follow_up: PeriodKind, gender: Gender
) -> Judged:
    """A level or a bound. A count of persons per sex is a part of the total that the target concerns: not comparable."""
    better = _OWN_DIRECTION.get(target.form, indicator.better)
    if better is None:
        return _not_judged(StatusReason.DIRECTION_UNKNOWN)
    concerns_total_only = indicator.adds_up and gender is not Gender.T
    if concerns_total_only or not is_same_measure(outcome.unit, target.unit, indicator):
        return _not_judged(StatusReason.NOT_COMPARABLE)
    level, limit = _level_and_limit(target.value or 0.0, _thirds(indicator, follow_up), indicator.tolerance_pct, better)
    measured = exact(outcome.value or 0.0)
    if _is_at_least_as_good(measured, level, better):
        reason = StatusReason.REACHED
    elif _is_at_least_as_good(measured, limit, better):
        reason = StatusReason.WITHIN_TOLERANCE
    else:
        reason = StatusReason.MISSED
    return Judged(_STATUS[reason], reason, better, as_float(level), as_float(limit) if limit != level else None)


def _against_last_year(
    outcome: Figure, target: TargetFigure, indicator: IndicatorRules, follow_up: PeriodKind, last_year: Figure | None
) -> Judged:
    """``öka`` and ``minska``: to be passed, so the same outcome again is not enough, and there is no *delvis*."""
    if last_year is not None and last_year.missing is MissingReason.WITHHELD:
        return _not_judged(StatusReason.PREVIOUS_YEAR_WITHHELD)
    previous = last_year.usable if last_year is not None else None
    if last_year is None or previous is None:
        return _not_judged(StatusReason.NO_PREVIOUS_YEAR)
    if not is_same_measure(outcome.unit, last_year.unit, indicator):
        return _not_judged(StatusReason.NOT_COMPARABLE)
    better = _OWN_DIRECTION[target.form]
    level = _share(exact(previous), _thirds(indicator, follow_up))
    passed = not _is_at_least_as_good(level, exact(outcome.value or 0.0), better)
    reason = StatusReason.REACHED if passed else StatusReason.MISSED
    return Judged(_STATUS[reason], reason, better, as_float(level))


def _thirds(indicator: IndicatorRules, follow_up: PeriodKind) -> int:
    """How many thirds of the full year's level are due: for an accumulating count as many as have passed, else all three."""
    return follow_up.order if indicator.accumulates else 3


def _share(full_year: Fraction, thirds: int) -> Fraction:
    return full_year * Fraction(thirds, 3)


@lru_cache(maxsize=1 << 14)
def _level_and_limit(full_target: float, thirds: int, tolerance_pct: float, better: Better) -> tuple[Fraction, Fraction]:
    """The level that reaches the target, and the worst figure that is still *delvis*: both belong to the better side."""
    level = _share(exact(full_target), thirds)
    tolerance = abs(level) * exact(tolerance_pct) / 100
    return level, level - tolerance if better is Better.HIGHER else level + tolerance


def _is_at_least_as_good(measured: Fraction, level: Fraction, better: Better) -> bool:
    return measured >= level if better is Better.HIGHER else measured <= level


def _not_judged(reason: StatusReason) -> Judged:
    return Judged(_STATUS.get(reason, Status.EJ_BEDOMD), reason)
