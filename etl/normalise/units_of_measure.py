"""Units of measure as documents print them, and the one way each is written here."""

from __future__ import annotations

from etl.normalise.printed import folded, squeezed

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "%": ("procent",),
    "procentenheter": ("procentenhet", "%-enheter", "%-enhet"),
    "st": ("st.", "styck", "stycken"),
    "personer": ("person", "pers", "pers."),
    "platser": ("plats",),
    "barn": (),
    "elever": ("elev",),
    "medarbetare": (),
    "besök": (),
    "tillfällen": ("tillfälle",),
    "kg CO2 per kg livsmedel": (
        *("kg CO2/kg livsmedel", "kg CO2e per kg livsmedel", "kg CO2e/kg livsmedel"),
        *("kg CO2-ekvivalenter per kg livsmedel", "kg koldioxid per kg livsmedel"),
    ),
    "kg": ("kilo", "kilogram"),
    "ton": (),
    "kWh": (),
    "MWh": (),
    "GWh": (),
    "TWh": (),
    "kr": ("kronor", "SEK"),
    "tkr": ("tusen kronor", "tusen kr"),
    "mnkr": ("mkr", "miljoner kronor", "miljoner kr"),
    "m2": ("m²", "kvm", "kvadratmeter"),
    "minuter": ("minut",),
    "timmar": ("timme", "tim", "tim."),
    "dagar": ("dag",),
    "veckor": ("vecka",),
    "månader": ("månad",),
    "poäng": (),
    "indexenheter": ("index",),
}

_WRITTEN = {squeezed(spelling): unit for unit, others in _SPELLINGS.items() for spelling in (unit, *others)}

COUNTED = frozenset({"st", "personer", "platser", "barn", "elever", "medarbetare", "besök", "tillfällen"})
"""Units that only a number of things can have."""


def unit_written(printed: str) -> str | None:
    """The unit as it is written here: ``%`` for ``procent``, ``mnkr`` for ``miljoner kronor``; None for an unknown one."""
    text = folded(printed)
    if not text:
        return ""
    return _WRITTEN.get(squeezed(text)) or _WRITTEN.get(squeezed(text).removesuffix("."))
