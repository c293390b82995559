"""Numbers as Swedish readers write them: ``9,5 %``, ``1 945 GWh``, ``−1,3 procentenheter``.

Spaces are no-break spaces, the minus sign is U+2212, and halves are rounded away from zero. The number of decimals comes
from the indicator's definition; where that would make two different figures look alike, ``telling_decimals`` adds one.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from app.text import ONE_OF, PERCENTAGE_POINT, PERCENTAGE_POINTS

NBSP = "\u00a0"
MINUS = "\u2212"
PER_CENT = "%"
MOST_DECIMALS = 3


class Shown(str):
    """A number as it is shown, which remembers the number itself."""

    value: float


def exact_number(words: str) -> str:
    """The number behind words that show it rounded: ``9.4871`` behind ``9,5 %``; empty where nothing more is known."""
    value = getattr(words, "value", None)
    if value is None:
        return ""
    printed = words.partition(",")[2]
    decimals = len(printed) - len(printed.lstrip("0123456789"))
    return "" if float(_rounded(value, decimals)) == value else repr(value)


@lru_cache(maxsize=16_384)  # a page writes the same few figures thousands of times
def number(value: float, decimals: int = 0) -> str:
    """``1945.0`` with 0 decimals is ``1 945``; a negative value that rounds to zero has no sign."""
    rounded = _rounded(value, decimals)
    digits = f"{abs(rounded):,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    return f"{MINUS}{digits}" if rounded < 0 else digits


def quantity(value: float, decimals: int = 0, unit: str = "") -> str:
    """A number with its unit of measure: ``9,5 %``; without a unit the bare number."""
    written = number(value, decimals)
    of_one = ONE_OF.get(unit, unit) if written == "1" else unit
    shown = Shown(f"{written}{NBSP}{of_one}" if unit else written)
    shown.value = value
    return shown


def difference(later: float, earlier: float, decimals: int = 0, unit: str = "") -> str:
    """A signed change: ``+2,1 procentenheter`` for shares, ``−3 GWh`` for quantities, ``±0`` where nothing moved."""
    moved = float(Decimal(str(later)) - Decimal(str(earlier)))
    rounded = _rounded(moved, decimals)
    sign = "±" if rounded == 0 else "+" if rounded > 0 else MINUS
    return f"{sign}{_with_unit_of_change(abs(moved), decimals, unit)}"


def distance(later: float, earlier: float, decimals: int = 0, unit: str = "") -> str:
    """How far apart two values are, without a sign: ``2,1 procentenheter``."""
    return _with_unit_of_change(abs(float(Decimal(str(later)) - Decimal(str(earlier)))), decimals, unit)


def telling_decimals(values: Iterable[float | None], decimals: int) -> int:
    """The fewest decimals, at least ``decimals``, with which different values do not look the same.

    ``8.5`` against ``8.4`` needs one although the definition says none: "8 % mot 8 %: uppfylls inte" would be nonsense.
    """
    different = {value for value in values if value is not None}
    for tried in range(decimals, MOST_DECIMALS + 1):
        if len({number(value, tried) for value in different}) == len(different):
            return tried
    return max(decimals, MOST_DECIMALS)


def _with_unit_of_change(moved: float, decimals: int, unit: str) -> str:
    if unit != PER_CENT:
        return quantity(moved, decimals, unit)
    word = PERCENTAGE_POINT if number(moved, decimals) == "1" else PERCENTAGE_POINTS
    return f"{number(moved, decimals)}{NBSP}{word}"


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
