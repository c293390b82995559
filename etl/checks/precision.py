"""How finely a value is printed."""

from __future__ import annotations

import re

_DECIMALS = re.compile(r"[0-9][.,]([0-9]+)")


def printed_step(printed: str) -> float:
    """The smallest difference that the print shows: 0.1 for ``9,5 %``, 1 for ``83``."""
    decimals = _DECIMALS.search(printed)
    return float(10.0 ** -len(decimals[1])) if decimals else 1.0
