"""Which fact counts when several documents say something about the same thing. All are kept; one is shown.

Source of the rules: the product's design ("the later reported one wins, both are kept, and it is said"). A report that restates
an earlier period's figure corrects it; a target changes during the year from the follow-up that sets it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from typing import Protocol, TypeVar

from data.vocabulary import Period, PeriodKind
from etl.rules.figures import Figure
from etl.rules.reporting import says_nothing


class Reported(Protocol):
    """A fact with the plan or follow-up it was reported in and the load that brought it."""

    @property
    def id(self) -> int: ...
    @property
    def reported(self) -> Period: ...
    @property
    def load_id(self) -> int: ...


class ReportedOutcome(Reported, Protocol):
    """A reported fact that carries a figure."""

    @property
    def figure(self) -> Figure: ...
    @property
    def n(self) -> int | None: ...


class Valid(Reported, Protocol):
    """A reported fact that holds from a day."""

    @property
    def valid_from(self) -> dt.date: ...


ReportedFact = TypeVar("ReportedFact", bound=Reported)
ReportedOutcomeFact = TypeVar("ReportedOutcomeFact", bound=ReportedOutcome)
ValidFact = TypeVar("ValidFact", bound=Valid)


def latest_reported(facts: Iterable[ReportedFact]) -> ReportedFact | None:
    """The fact that counts: reported in the latest document; among those, loaded last; None where there is none."""
    return max(facts, key=_report_order, default=None)


def outcome_that_counts(outcomes: Sequence[ReportedOutcomeFact]) -> ReportedOutcomeFact | None:
    """The outcome that counts for one period and gender: the latest reported one.

    A later document that merely has nothing to say does not undo an earlier figure; one that says *dropped out* does. Nor does
    one that repeats the figure without its number of respondents undo the number: next year's report prints last year's outcome
    bare, and who answered then is no fewer for that.
    """
    saying = sorted((fact for fact in outcomes if not says_nothing(fact.figure)), key=_report_order, reverse=True)
    if not saying:
        return latest_reported(outcomes)
    repeating = takewhile(lambda fact: fact.figure == saying[0].figure, saying)
    return next((fact for fact in repeating if fact.n is not None), saying[0])


def target_valid_on(targets: Iterable[ValidFact], day: dt.date) -> ValidFact | None:
    """The target valid on a day: the one set last by then; among those set the same day, the latest reported."""
    known = (target for target in targets if target.valid_from <= day)
    return max(known, key=_validity_order, default=None)


def first_to_set(
    targets: Iterable[ValidFact], valid: ValidFact, *, says_the_same: Callable[[ValidFact, ValidFact], bool]
) -> ValidFact:
    """The document that set the valid target: the earliest that said the same, with no other level said in between.

    A report repeats the plan's target; it is the plan that set it, and the plan that is shown as its source.
    """
    first = valid
    before = (target for target in targets if _validity_order(target) < _validity_order(valid))
    for target in sorted(before, key=_validity_order, reverse=True):
        if not says_the_same(target, valid):
            break
        first = target
    return first


def target_valid_from(document: Period) -> dt.date:
    """From when a document's targets hold: a plan's from 1 January of its year, a follow-up's from the period's last day."""
    if document.kind is PeriodKind.VP:
        return dt.date(document.year, 1, 1)
    return document.last_day


def _validity_order(target: Valid) -> tuple[dt.date, int, int, int, int]:
    return target.valid_from, *_report_order(target)


def _report_order(fact: Reported) -> tuple[int, int, int, int]:
    return fact.reported.year, fact.reported.kind.order, fact.load_id, fact.id
