"""How names of units, indicators and goals are compared, and how they are written in an address."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_QUOTES = dict.fromkeys(map(ord, "\"'`´‘’‚‛“”„‟«»‹›"))
_FOLDED = _DASHES | _INVISIBLE | _QUOTES
_SPACED_DASH = re.compile(r"\s*-\s*")
_PUNCTUATION = " .,:;!?…*-"
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "&": " och "})
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


_KEPT = 8192
"""Texts whose result is remembered: the same names and values come over and over."""


@lru_cache(maxsize=_KEPT)
def normalise_name(text: str) -> str:
    """The form in which two printed names are compared: equal forms are the same name.

    Letters are composed (NFC) and casefolded, white space and dashes of every sort folded, quotes, soft hyphens and
    punctuation at the ends dropped. Words, digits and their order stay: ``Sjukfrånvaro dag 1–14`` is not
    ``Sjukfrånvaro``. Text without a letter or digit gives the empty string.
    """
    folded = unicodedata.normalize("NFC", text.translate(_FOLDED)).casefold()
    one_spaced = " ".join(unicodedata.normalize("NFC", folded).split())
    return _SPACED_DASH.sub("-", one_spaced).strip(_PUNCTUATION)


def slug(text: str) -> str:
    """The name as a part of an address: ``Vård- och omsorgsboende Åsen`` is ``vard-och-omsorgsboende-asen``.

    Swedish letters lose their marks (å and ä are a, ö is o), everything but a–z and 0–9 becomes one hyphen. Text
    without a letter or digit gives the empty string. Different names may give the same slug.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    unmarked = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_IN_SLUG.sub("-", unmarked).strip("-")
