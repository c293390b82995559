"""A new indicator or unit, from what the controller answers: everything else has a value that is plainly provisional."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from data.definitions import Definitions, UnitDefinition
from data.definitions.models import SHORT_NAME_LENGTH
from data.names import normalise_name, slug
from data.vocabulary import Aggregate, Better, Measure, Periodicity, UnitKind
from etl.settling.files import SettlingError

INDICATOR_FIELDS = {
    "measure": "vad den är: share (andel), count (antal), index eller amount (mängd)",
    "unit_of_measure": "måttenheten, till exempel %, st, GWh (tom för ett index)",
    "better": "higher (högre är bättre), lower (lägre är bättre) eller okand (det är inte bestämt)",
    "periodicity": "Tertial eller År",
    "short_name": f"ett kort namn, högst {SHORT_NAME_LENGTH} tecken",
    "description": "vad den mäter och hur",
    "why": "varför den spelar roll",
    "set_by": "vem som har satt den: kf, namnd eller enhet",
}
"""What a new indicator is asked for, in Swedish; the first four must be answered."""
MUST_BE_ANSWERED = ("measure", "better", "periodicity")
UNKNOWN = "okand"

_UNITS = {Measure.SHARE: "%", Measure.COUNT: "st", Measure.INDEX: "", Measure.AMOUNT: ""}


def new_indicator(
    name: str, answered: Mapping[str, str], definitions: Definitions, today: dt.date, source: str
) -> dict[str, Any]:
    """The fields of the new definition. Raises SettlingError where one is missing or is none of its words."""
    unknown = sorted(answered.keys() - INDICATOR_FIELDS.keys())
    if unknown:
        raise SettlingError(f"Fältet {unknown[0]} finns inte. De som finns är {', '.join(INDICATOR_FIELDS)}.")
    missing = [each for each in MUST_BE_ANSWERED if not answered.get(each, "").strip()]
    if missing:
        told = ", ".join(f"--set {each}=… ({INDICATOR_FIELDS[each]})" for each in missing)
        raise SettlingError(f"En ny indikator behöver också: {told}.")
    _one_of("measure", answered, tuple(Measure))
    _one_of("better", answered, (*Better, UNKNOWN))
    _one_of("periodicity", answered, tuple(Periodicity))
    measure = Measure(answered["measure"])
    values: dict[str, Any] = {
        **{"name": name, "short_name": answered.get("short_name") or _short(name, definitions)},
        "description": answered.get("description") or "Ännu inte beskriven.",
        "why": answered.get("why") or "Ännu inte beskrivet.",
        **{"measure": measure.value, "unit_of_measure": answered.get("unit_of_measure") or _UNITS[measure]},
    }
    if answered["better"] == UNKNOWN:
        values["open_question"] = "Det är inte bestämt åt vilket håll indikatorn är bättre."
    else:
        values["better"] = answered["better"]
    values["periodicity"] = answered["periodicity"]
    values["aggregate"] = (Aggregate.WEIGHTED_MEAN if measure is Measure.SHARE else Aggregate.NONE).value
    return values | {"set_by": answered.get("set_by") or "enhet", "source": source, "checked_on": today}


def new_unit(name: str, answered: Mapping[str, str], definitions: Definitions, parent: UnitDefinition) -> dict[str, Any]:
    """The fields of the new unit. Raises SettlingError for a field or a kind that is none."""
    unknown = sorted(answered.keys() - {"kind", "slug"})
    if unknown:
        raise SettlingError(f"Fältet {unknown[0]} finns inte. De som finns är kind och slug.")
    _one_of("kind", answered, tuple(UnitKind))
    taken = {each.slug for each in definitions.units}
    wanted = answered.get("slug") or slug(name)
    values: dict[str, Any] = {"name": name, "kind": answered.get("kind") or UnitKind.ENHET.value}
    if wanted in taken and not answered.get("slug"):
        wanted = f"{parent.slug}-{wanted}"
    return values | ({"slug": wanted} if wanted != slug(name) else {})


def _one_of(field: str, answered: Mapping[str, str], words: tuple[str, ...]) -> None:
    if field in answered and answered[field] not in words:
        raise SettlingError(f"«{answered[field]}» är inget av {', '.join(words)} ({field}).")


def _short(name: str, definitions: Definitions) -> str:
    """The beginning of the name, cut between words, numbered where another indicator is called so."""
    taken = {normalise_name(each.short_name) for each in definitions.indicators}
    numbered = (_cut(name, f" {number}" if number > 1 else "") for number in range(1, 1000))
    return next(each for each in numbered if normalise_name(each) not in taken)


def _cut(name: str, ending: str) -> str:
    room = SHORT_NAME_LENGTH - len(ending)
    if len(name) <= room:
        return name + ending
    whole = name[: room + 1].rsplit(" ", 1)[0]
    return (whole if len(whole) > room // 2 else name[:room]).rstrip(" ,-–") + ending
