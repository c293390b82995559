"""Outcomes and forecasts as reports print them: a value, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from data.vocabulary import MissingReason
from etl.normalise.doubts import Doubt
from etl.normalise.missing import missing_mark
from etl.normalise.printed import folded
from etl.normalise.quantities import parse_quantity


@dataclass(frozen=True, slots=True)
class PrintedOutcome:
    """A value (shares in per cent) with its unit, or, ``value`` being None, the reason why it is missing."""

    value: float | None
    unit: str = ""
    missing: MissingReason | None = None


def parse_outcome(text: str) -> PrintedOutcome | Doubt | None:
    """The printed value or the reason for its absence; None for an empty cell. Never raises."""
    if not folded(text):
        return None
    if reason := missing_mark(text):
        return PrintedOutcome(None, missing=reason)
    quantity = parse_quantity(text)
    return quantity if isinstance(quantity, Doubt) else PrintedOutcome(quantity.value, quantity.unit)


def parse_n(text: str) -> int | Doubt | None:
    """The number of respondents or cases, which is a whole number; None for an empty cell or a mark that it is missing."""
    if not folded(text) or missing_mark(text):
        return None
    quantity = parse_quantity(text)
    if isinstance(quantity, Doubt) or quantity.unit not in ("", "st", "personer") or quantity.value % 1 or quantity.value < 0:
        return Doubt("n_unreadable", "Antalet svarande är inget heltal.", "Rätta antalet i källan och läs in den igen.")
    return int(quantity.value)
