"""Which follow-ups a plan promises, when they fall due, and why a value is missing.

Source of the rules: the steering system's year (T1 to 30 April, T2 to 31 August, VB the full year) and the column
*Periodicitet* of the plans. That a value is *ej rapporterad* from the day after the period's last day is our decision, and that
a unit owes the follow-ups on whose last day it exists.
"""

from __future__ import annotations

import datetime as dt

from data.vocabulary import FOLLOW_UPS, MissingReason, Period, Periodicity, PeriodKind
from etl.rules.figures import Figure

NO_WORD_YET = (None, MissingReason.NOT_REPORTED, MissingReason.NOT_YET_DUE)


def promised_follow_ups(plan: Periodicity | None, definition: Periodicity | None) -> tuple[PeriodKind, ...]:
    """The follow-ups in which an indicator that a unit follows is to be reported.

    The periodicity printed in the unit's own plan goes before the definition's; where neither says, the full year.
    """
    return (plan or definition or Periodicity.AR).follow_ups


def is_due(period: Period, as_of: dt.date) -> bool:
    """Whether the period is over: its last day has passed."""
    return period.last_day < as_of


def is_owed(period: Period, *, valid_from: dt.date | None, valid_to: dt.date | None) -> bool:
    """Whether a unit owes a promised follow-up: it exists on the period's last day. None: from, or to, no known day.

    A unit that closes in June has reported T1 and owes no more; one that opens in July owes T2 and the full year.
    """
    return (valid_from is None or valid_from <= period.last_day) and (valid_to is None or period.last_day <= valid_to)


def as_reported(outcome: Figure | None, period: Period, as_of: dt.date, *, is_owed: bool = True) -> Figure:
    """The outcome as it came or, where none came, a figure that says why: not reported, or not yet due.

    An outcome that is only said to be not reported or not yet due is weighed against the calendar like one that never came.
    Where none is owed – a forecast in T1 of what is measured once a year, a unit that has closed – it is not applicable.
    """
    if outcome is not None and not says_nothing(outcome):
        return outcome
    if not is_owed:
        return Figure(None, missing=MissingReason.NOT_APPLICABLE)
    return Figure(None, missing=MissingReason.NOT_REPORTED if is_due(period, as_of) else MissingReason.NOT_YET_DUE)


def due_on(period: Period, *, is_owed: bool) -> dt.date | None:
    """The last day on which an owed follow-up is in time; it is late from the day after. None where none is owed."""
    return period.last_day if is_owed else None


def says_nothing(outcome: Figure) -> bool:
    """Whether it brings neither a number nor a reason of its own (withheld, dropped out …)."""
    return outcome.value is None and outcome.missing in NO_WORD_YET


def latest_due(as_of: dt.date) -> Period:
    """The last follow-up that is over on that day. What is *ej rapporterad* changes only when this changes."""
    follow_ups = (Period(year, kind) for year in (as_of.year - 1, as_of.year) for kind in FOLLOW_UPS)
    return max(period for period in follow_ups if is_due(period, as_of))


def next_due_change(as_of: dt.date) -> dt.date:
    """The next day on which a further follow-up falls due: 1 January, 1 May or 1 September after ``as_of``."""
    follow_ups = (Period(year, kind) for year in (as_of.year - 1, as_of.year) for kind in FOLLOW_UPS)
    due_days = (period.last_day + dt.timedelta(days=1) for period in follow_ups)
    return min(day for day in due_days if day > as_of)
