"""Signs that look different in print and mean the same, folded before a text is read as a value."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SIGNS = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")),
    **{ord(small): str(digit) for digit, small in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    **dict.fromkeys(map(ord, "−‐‑‒–—―﹣－"), "-"),
    ord("％"): "%",
}


_KEPT = 8192
"""Texts whose result is remembered: the same names and values come over and over."""


@lru_cache(maxsize=_KEPT)
def folded(text: str) -> str:
    """The text in NFC with every white space (no-break and thin too) as one space, every dash and minus as ``-``."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_SIGNS)).split())


def squeezed(text: str) -> str:
    """Folded, casefolded and without any space: the same for a word whole and broken (``nämnd/styrel se``)."""
    return folded(text).casefold().replace(" ", "")
