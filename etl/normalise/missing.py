"""Marks and words that stand where a value would, and what they say about why there is none."""

from __future__ import annotations

from data.vocabulary import MissingReason
from etl.normalise.printed import squeezed

_MARKS: dict[MissingReason, tuple[str, ...]] = {
    MissingReason.DROPPED_OUT: ("-", "bortfall", "borttagen"),
    MissingReason.WITHHELD: ("..", "sekretess", "private", "för få svar", "för få svarande"),
    MissingReason.NOT_APPLICABLE: (
        *(".", "ej aktuellt", "inte aktuellt", "ej relevant", "ej tillämpligt", "inte tillämpligt", "ej tillämplig"),
        *("n/a", "e/t"),
    ),
    MissingReason.NOT_REPORTED: (
        *("i.u.", "i.u", "iu", "ingen uppgift", "uppgift saknas", "uppgifter saknas", "saknas", "u.s."),
        *("missing", "null"),  # Kolada's words
        *("ej rapporterat", "ej rapporterad", "inte rapporterat", "ej mätt", "ej inrapporterat"),
    ),
}

_REASONS = {squeezed(mark): reason for reason, marks in _MARKS.items() for mark in marks}


def missing_mark(text: str) -> MissingReason | None:
    """Why there is no value: ``-`` dropped out, ``..`` withheld, ``.`` not applicable, ``i.u.`` not reported; else None.

    The signs are those of Swedish official statistics as docs/ordlista.md explains them.
    """
    return _REASONS.get(squeezed(text))
