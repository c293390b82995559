"""Exact comparison of figures that are stored as binary floats.

A document prints decimal figures, and a border is a decimal border: 10,45 % is exactly ten per cent above 9,5 %. Binary
floats do not know that (``9.5 * 1.1`` is 10.450000000000001). So every figure is turned back into the decimal number
that was printed – the shortest decimal that the float stands for, which is the printed one up to 15 digits – and all
arithmetic of the rules is done in fractions. Nothing that is compared is rounded, thirds of a year included, and no "epsilon"
moves a border. What is added up to a mean is rounded once, when it is made (``rounded``).
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=1 << 16)
def exact(value: float) -> Fraction:
    """The decimal number that was printed, as a fraction: ``exact(10.45) == exact(9.5) * 11 / 10`` holds.

    Raises ValueError for NaN and infinities, which are no figures; callers ask ``math.isfinite`` first.
    """
    return Fraction(repr(float(value)))


@lru_cache(maxsize=1 << 16)
def decimals_of(value: float) -> int:
    """How many decimals the figure has in print: 1 for 8.7, and 0 for 9.0, for what is stored does not tell 9 from 9,0."""
    _, _, exponent = Decimal(repr(float(value))).normalize().as_tuple()
    return max(-int(exponent), 0)


def rounded(numerator: int, denominator: int, decimals: int) -> Fraction:
    """The fraction of whole numbers (the denominator above zero) with so many decimals; halves go away from zero, as in print."""
    scale = 10**decimals
    nearest = (2 * abs(numerator) * scale + denominator) // (2 * denominator)
    return Fraction(nearest if numerator >= 0 else -nearest, scale)


def as_float(value: Fraction) -> float:
    """The nearest float; an infinity where the number is larger than any float (the border of a target near the largest)."""
    return divided(value.numerator, value.denominator)


def divided(numerator: int, denominator: int) -> float:
    """The nearest float of a fraction of whole numbers with a denominator above zero; as ``as_float``."""
    try:
        return numerator / denominator
    except OverflowError:
        return math.inf if numerator > 0 else -math.inf
