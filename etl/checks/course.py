"""A unit's figures through time: one of quite another size than the one before, and follow-ups with far fewer than a year ago."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from data.vocabulary import FindingKind, Measure, Period
from etl.checks.problem import Problem

MAGNITUDE_BEFORE, FEWER = "another_magnitude_than_before", "fewer_than_a_year_ago"

TIMES = 10.0
"""How many times an amount, an index or a count differs to be asked about."""
_LEAST_COUNT = 10.0
"""Below it a count may well be ten times another: from 1 to 12 is a small change."""
_SLIPPED_WITHIN = 0.1
"""How near a power of ten (in its logarithm) the quotient of two shares lies where a decimal mark has slipped: a quarter."""
_LEAST_SHARE = 10.0
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """An outcome as the latest document tells it."""

    value: float
    printed: str
    period: Period


def another_magnitude_than_before(
    indicator: str, name: str, measure: Measure | None, now: Measured, before: Measured
) -> Iterator[Problem]:
    """A question for an outcome that may have a slipped decimal mark or another unit, held against the one before it.

    A count, an amount or an index ten times, or a tenth of, the last one (counts from 10); a share that is ten or a hundred times
    as large or small, within a quarter. Both are shown. Source of the rule: ours; tried on the bundled sources.
    """
    if measure is None or not _is_of_another_size(measure, now.value, before.value):
        return
    yield Problem(
        kind=FindingKind.QUESTION,
        code=MAGNITUDE_BEFORE,
        message=(
            f"Utfallet {now.period} för «{name}» är {now.printed}, men {before.printed} i {before.period}:"
            " står decimaltecknet och måttenheten rätt i båda?"
        ),
        action="Fråga enheten vilket som är rätt, och svara med python -m etl settle. Till dess bedöms utfallet som det står.",
        printed=now.printed,
        indicator=indicator,
    )


def _is_of_another_size(measure: Measure, now: float, before: float) -> bool:
    small, large = sorted((now, before))
    if small <= 0 or not math.isfinite(large):
        return False
    quotient = large / small
    if measure is Measure.SHARE:
        powers = math.log10(quotient)
        return large >= _LEAST_SHARE and round(powers) >= 1 and abs(powers - round(powers)) <= _SLIPPED_WITHIN
    return quotient >= TIMES and (measure is not Measure.COUNT or small >= _LEAST_COUNT)


def fewer_than_a_year_ago(period: Period, indicators: int, before: int) -> Iterator[Problem]:
    """A warning for a follow-up that tells of fewer than half as many indicators as the same follow-up a year ago.

    Where there were at least four then: of fewer, losing two is no sign of a cut-off file.
    """
    if before < _FEWEST or 2 * indicators >= before:
        return
    a_year_ago = Period(period.year - 1, period.kind)
    yield Problem(
        kind=FindingKind.WARNING,
        code=FEWER,
        message=f"{period} har utfall för {indicators} indikatorer, men {a_year_ago} hade för {before}.",
        action="Kontrollera att filen är hel och att alla tabeller är med. Har enheten färre i år, svara att det är sett.",
        printed=f"{indicators} av {before}",
    )
