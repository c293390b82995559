"""Whether two figures are the same kind of measure, by their printed units of measure.

Source of the rule: the steering system's documents print ``90`` for a share as often as ``90 %``, ``7`` for ``7 personer``,
and council targets for the whole city in other units than the unit's own. We decide: what is not certainly the same kind is
not compared. Units are never converted (tkr against mnkr is not the same), for a printed unit may itself be the mistake.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from data.vocabulary import Measure
from etl.rules.figures import IndicatorRules

_SAME_UNIT = {
    "procent": "%",
    "andel": "%",
    "kronor": "kr",
    "sek": "kr",
    "kkr": "tkr",
    "tusen kr": "tkr",
    "tusen kronor": "tkr",
    "mkr": "mnkr",
    "msek": "mnkr",
    "miljoner kr": "mnkr",
    "miljoner kronor": "mnkr",
    "tim": "timmar",
    "h": "timmar",
    "kvm": "m2",
}
_DIMENSIONS = {
    *("%", "procentenheter", "kr", "tkr", "mnkr", "mdkr", "kwh", "mwh", "gwh", "twh", "g", "kg", "ton"),
    *("km", "m", "m2", "m3", "liter", "minuter", "timmar", "dagar", "veckor", "månader", "år"),
}
"""Units with a dimension. Every other word counts something: st, personer, platser, poäng …"""


@lru_cache(maxsize=4096)
def unit_key(printed: str) -> str:
    """One spelling of a printed unit of measure: ``Procent`` and ``%`` are ``%``, ``kg CO₂ per kg`` is ``kg co2/kg``."""
    text = " ".join(unicodedata.normalize("NFKC", printed).casefold().split()).rstrip(".")
    text = re.sub(r"\s*(?:\bper\b|/)\s*", "/", text)
    return _SAME_UNIT.get(text, text)


def is_same_measure(unit_a: str, unit_b: str, indicator: IndicatorRules) -> bool:
    """Whether figures printed with these two units of measure may be compared for this indicator.

    An empty unit is read as the definition's own; for a share that is per cent.
    """
    own = unit_key(indicator.unit_of_measure)
    if indicator.measure is Measure.SHARE:
        own = own or "%"
    key_a, key_b = unit_key(unit_a) or own, unit_key(unit_b) or own
    if key_a == key_b:
        return True
    return _is_counted(indicator.measure, own) and _only_counts(key_a) and _only_counts(key_b)


def _is_counted(measure: Measure | None, own: str) -> bool:
    """Whether words that merely count mean the same; of amounts only where the amount is itself counted (a mean of persons)."""
    if measure is Measure.AMOUNT:
        return bool(own) and _only_counts(own)
    return measure is not Measure.SHARE


def _only_counts(key: str) -> bool:
    return key not in _DIMENSIONS and "/" not in key
