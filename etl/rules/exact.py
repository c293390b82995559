"""Exact comparison of figures that are stored as binary floats.

A document prints decimal figures, and a border is a decimal border: 10,45 % is exactly ten per cent above 9,5 %. Binary
floats do not know that (``9.5 * 1.1`` is 10.450000000000001). So every figure is turned back into the decimal number
that was printed – the shortest decimal that the float stands for, which is the printed one up to 15 digits – and all
arithmetic of the rules is done in fractions. Nothing is rounded, thirds of a year included, and no "epsilon" moves a border.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=1 << 16)
def exact(value: float) -> Fraction:
    """The decimal number that was printed, as a fraction: ``exact(10.45) == exact(9.5) * 11 / 10`` holds.

    Raises ValueError for NaN and infinities, which are no figures; callers ask ``math.isfinite`` first.
    """
    return Fraction(repr(float(value)))


def as_float(value: Fraction) -> float:
    """The nearest float; an infinity where the number is larger than any float (the border of a target near the largest)."""
    return divided(value.numerator, value.denominator)


def divided(numerator: int, denominator: int) -> float:
    """The nearest float of a fraction of whole numbers with a denominator above zero; as ``as_float``."""
    try:
        return numerator / denominator
    except OverflowError:
        return math.inf if numerator > 0 else -math.inf
