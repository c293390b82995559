"""Adding up the figures of units to their parent's.

Source of the rules: the product's design. A parent's own reported value wins, so callers ask only where it has none. Shares
are weighted by their numbers of respondents, and counts are summed; where the weights are unknown, or a sum would lack a
unit, nothing is computed. An average of percentages without weights is never made. Women's and men's figures are added up in
the same way, each for itself. All arithmetic is in fractions. A mean is rounded to as many decimals as the most precise of its
parts has, and at least as many as the definition shows: so that what is shown, judged, compared and added up further is one
figure, and the difference of two is the difference of what is read. A sum needs no rounding: it has no more decimals than its
parts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from data.vocabulary import Aggregate, Measure, MissingReason, Status
from etl.rules.comparability import is_same_measure
from etl.rules.exact import as_float, decimals_of, exact, rounded
from etl.rules.figures import Figure, IndicatorRules
from etl.rules.reporting import says_nothing


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit right below the parent has: its figure, as reported or itself added up, and its n.

    ``figure`` is the true one, also where readers will not see it; one that did not come has its reason, as
    ``reporting.as_reported`` gives it. ``owes``: whether the unit's plan promises a report for this follow-up.
    """

    figure: Figure
    n: int | None = None
    owes: bool = True


@dataclass(frozen=True, slots=True)
class AddedUp:
    """A parent's figure, or the reason why there is none, with the units it covers.

    ``units_reported`` of ``units_total`` have a figure that can be used; a unit that owes no report and made none is not
    counted.
    """

    figure: Figure
    n: int | None
    units_reported: int
    units_total: int


def add_up(parts: Sequence[Part], indicator: IndicatorRules) -> AddedUp:
    """The parent's figure of one follow-up and gender, by the definition's ``aggregate``.

    A weighted mean covers the units that have a usable figure, and needs the n of each (at least 1); a sum needs a usable
    figure of every unit that owes one. Doubtful figures, and those withheld in their source, are not usable. What comes to more
    than any float is not added up.
    """
    counted = [part for part in parts if part.owes or not says_nothing(part.figure)]
    usable = [part for part in counted if part.figure.usable is not None]
    value = _value(usable, counted, indicator)
    if value is None or math.isinf(as_float(value)):
        figure = Figure(None, missing=_why_not(counted))
        return AddedUp(figure, None, len(usable), len(counted))
    figure = Figure(as_float(value), min(part.figure.unit for part in usable))
    return AddedUp(figure, _total_n(usable), len(usable), len(counted))


def units_that_reach(statuses: Iterable[Status]) -> tuple[int, int]:
    """How many units reach their årsmål, and how many are judged: *3 av 7 enheter når årsmålet*.

    The statuses are those that readers see. A withheld one is *ej bedömd* there, and so counts neither as reached nor as
    judged; a count of the true ones would tell what is withheld.
    """
    judged = [status for status in statuses if status in _JUDGED]
    return judged.count(Status.UPPFYLLS_HELT), len(judged)


_JUDGED = (Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS, Status.UPPFYLLS_INTE)


def _value(usable: Sequence[Part], counted: Sequence[Part], indicator: IndicatorRules) -> Fraction | None:
    if not usable or not _same_measure(usable, indicator):
        return None
    if indicator.aggregate is Aggregate.WEIGHTED_MEAN:
        return _weighted_mean(usable, indicator)
    if indicator.aggregate is Aggregate.SUM and len(usable) == len(counted):
        return _sum(usable, indicator)
    return None


def _weighted_mean(usable: Sequence[Part], indicator: IndicatorRules) -> Fraction | None:
    weighted = [(part.n, exact(part.figure.value or 0.0)) for part in usable if part.n is not None and part.n >= 1]
    if len(weighted) < len(usable):
        return None
    mean = sum((n * value for n, value in weighted), Fraction()) / sum(n for n, _ in weighted)
    finest = max(decimals_of(part.figure.value or 0.0) for part in usable)
    return rounded(mean.numerator, mean.denominator, max(finest, indicator.decimals))


def _sum(usable: Sequence[Part], indicator: IndicatorRules) -> Fraction | None:
    values = [exact(part.figure.value or 0.0) for part in usable]
    if indicator.measure is Measure.COUNT and min(values) < 0:
        return None
    return sum(values, Fraction())


def _same_measure(usable: Sequence[Part], indicator: IndicatorRules) -> bool:
    first = usable[0].figure.unit
    return all(is_same_measure(first, part.figure.unit, indicator) for part in usable)


def _total_n(usable: Sequence[Part]) -> int | None:
    numbers = [part.n for part in usable if part.n is not None]
    return sum(numbers) if len(numbers) == len(usable) else None


def _why_not(counted: Sequence[Part]) -> MissingReason:
    """Where nobody has said anything the calendar's reason; else that the figures cannot be added up."""
    if not all(says_nothing(part.figure) for part in counted):
        return MissingReason.NOT_ADDED_UP
    if counted and all(part.figure.missing is MissingReason.NOT_YET_DUE for part in counted):
        return MissingReason.NOT_YET_DUE
    return MissingReason.NOT_REPORTED
