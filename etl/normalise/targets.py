"""Targets as plans and reports print them: a level, a bound, a direction, a delegation, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.vocabulary import MissingReason, TargetForm
from etl.normalise.doubts import Doubt
from etl.normalise.missing import missing_mark
from etl.normalise.printed import folded, squeezed
from etl.normalise.quantities import parse_quantity


@dataclass(frozen=True, slots=True)
class PrintedTarget:
    """What a target says. ``value`` (shares in per cent) is None unless the form is a level or a bound."""

    form: TargetForm
    value: float | None = None
    unit: str = ""


_UPPER = re.compile(r"(?:max(?:imalt|imum|\.)?|högst|som mest|≤|<=) ?:? ?(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_LOWER = re.compile(r"(?:min(?:st|imum|\.)?|lägst|åtminstone|≥|>=) ?:? ?(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_THAN_LAST_YEAR = r"(?: (?:jämfört med|i förhållande till|från|mot) (?:föregående|förra) år(?:et|ets utfall)?)?"
_INCREASE = re.compile(rf"(?:(?:ska|skall|bör) )?(?:öka|ökar|ökas|ökning){_THAN_LAST_YEAR}\.?", re.IGNORECASE)
_DECREASE = re.compile(rf"(?:(?:ska|skall|bör) )?(?:minska|minskar|minskas|minskning){_THAN_LAST_YEAR}\.?", re.IGNORECASE)

_BODY = r"(?:(?:stadsdels|bolags)?(?:nämnd|styrelse)(?:en|er|erna)?)"
_DELEGATED = re.compile(
    rf"(?:tasfram|sätts|anges|beslutas|bestäms|fastställs)av(?:respektive|resp\.?)?{_BODY}(?:(?:/|och|eller){_BODY})*\.?"
)
_BEGINS_DELEGATION = ("tasfram",)

_NOT_WORDS = re.compile(r"nan|inf(?:inity)?|null|none|true|false|#.*", re.IGNORECASE)


def parse_target(text: str) -> PrintedTarget | Doubt | None:
    """What a printed target says; None for an empty cell or a mark that none is set. Never raises."""
    plain = folded(text)
    if not plain or missing_mark(plain) in _NO_TARGET:
        return None
    if _INCREASE.fullmatch(plain):
        return PrintedTarget(TargetForm.INCREASE)
    if _DECREASE.fullmatch(plain):
        return PrintedTarget(TargetForm.DECREASE)
    if _DELEGATED.fullmatch(squeezed(plain).replace("-", "")):
        return PrintedTarget(TargetForm.DELEGATED)
    for form, bound in ((TargetForm.MAX, _UPPER), (TargetForm.MIN, _LOWER)):
        if found := bound.fullmatch(plain):
            return _level(form, found["rest"])
    return _words(plain) or _level(TargetForm.LEVEL, plain)


_NO_TARGET = frozenset(
    {MissingReason.DROPPED_OUT, MissingReason.NOT_APPLICABLE, MissingReason.WITHHELD, MissingReason.NOT_REPORTED}
)


def _level(form: TargetForm, text: str) -> PrintedTarget | Doubt:
    quantity = parse_quantity(text)
    return quantity if isinstance(quantity, Doubt) else PrintedTarget(form, quantity.value, quantity.unit)


def _words(plain: str) -> PrintedTarget | Doubt | None:
    """Words without any figure in them; text with a figure is for ``parse_quantity`` to read or to doubt."""
    if any(sign.isnumeric() for sign in plain):
        return None
    if not any(sign.isalpha() for sign in plain) or _NOT_WORDS.fullmatch(plain) or plain[0] in "<>=":
        return Doubt("target_unreadable", "Målet är varken ett tal eller ord.", "Rätta målet i källan och läs in den igen.")
    if squeezed(plain).startswith(_BEGINS_DELEGATION):
        return Doubt(
            "delegation_cut_off",
            "Målet ser ut att tas fram av någon, men det står inte vem: texten kan vara avklippt.",
            "Se efter i dokumentet vem som tar fram målet, rätta källan och läs in den igen.",
        )
    return PrintedTarget(TargetForm.WORDS)
