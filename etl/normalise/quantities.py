"""Numbers as Swedish documents print them: ``9,5 %``, ``1 945 GWh``, ``360 st``. Nothing is guessed."""

from __future__ import annotations

import re

from data.vocabulary import Quantity
from etl.normalise.doubts import Doubt
from etl.normalise.printed import folded
from etl.normalise.units_of_measure import unit_written

_NUMBER_THEN_UNIT = re.compile(r"(?P<number>-?[0-9](?:[0-9., ]*[0-9])?) ?(?P<unit>[^0-9].*)?", re.DOTALL)

_WHOLE = r"-?(?:0|[1-9][0-9]*)"
_SWEDISH = re.compile(rf"{_WHOLE}(?:,[0-9]+)?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?")
_POINT = re.compile(rf"{_WHOLE}\.[0-9]+")
_POINT_OR_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_POINT_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})")
_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})")

_ONE_WORD = re.compile(r"[^\W\d_]{2,30}\.?")
_MOST_DIGITS = 15
"""More digits than these a floating-point number does not keep."""

_WRITE_PLAINLY = "Rätta värdet i källan (till exempel 9,5 % eller 1 945 GWh) och läs in den igen."


def parse_quantity(text: str) -> Quantity | Doubt:
    """The number and unit of a printed value; shares in per cent (``9,5 %`` is 9.5), ``unit`` as it is written here.

    A unit of one word that is not known is given as printed: whether it fits is for the checks to ask. Everything
    else that is not plainly a number with a unit is a Doubt: never raises.
    """
    found = _NUMBER_THEN_UNIT.fullmatch(folded(text))
    if not found:
        return Doubt("not_a_number", "Texten är inget tal.", _WRITE_PLAINLY)
    number = _number(found["number"])
    if isinstance(number, Doubt):
        return number
    printed_unit = found["unit"] or ""
    unit = unit_written(printed_unit)
    if unit is None and _ONE_WORD.fullmatch(printed_unit):
        unit = printed_unit
    if unit is None:
        return Doubt(
            "rest_not_a_unit", f"Det som står efter talet («{printed_unit[:60]}») är ingen känd måttenhet.", _WRITE_PLAINLY
        )
    return Quantity(number, unit)


def _number(printed: str) -> float | Doubt:
    if sum(sign.isdigit() for sign in printed) > _MOST_DIGITS:
        return Doubt("too_many_digits", f"Talet har fler än {_MOST_DIGITS} siffror.", _WRITE_PLAINLY)
    if _POINT_OR_THOUSANDS.fullmatch(printed):
        without, decimal = printed.replace(".", ""), printed.replace(".", ",")
        return Doubt(
            "point_or_thousands",
            f"Punkten kan vara ett decimaltecken ({decimal}) eller skilja tusental ({without}).",
            f"Skriv {decimal} eller {without} i källan och läs in den igen.",
        )
    if _SWEDISH.fullmatch(printed) or _GROUPED.fullmatch(printed):
        return float(printed.replace(" ", "").replace(",", "."))
    if _POINT.fullmatch(printed):
        return float(printed)
    if _POINT_GROUPED.fullmatch(printed):
        return float(printed.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(printed):
        return float(printed.replace(",", ""))
    return Doubt(
        "number_misprinted", "Siffrorna bildar inget tal: kommatecken, punkter eller mellanslag står fel.", _WRITE_PLAINLY
    )
