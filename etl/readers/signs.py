"""Signs as files hold them → letters as they are printed: ligatures, combined letters, invisible signs, raised digits."""

from __future__ import annotations

import unicodedata

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " ")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", ")")
_CLEAN = _SPACES | _INVISIBLE | _LIGATURES


def clean(text: str) -> str:
    """The text in NFC, with plain spaces, ligatures as their letters and without soft hyphens and other invisible signs."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_CLEAN))


def raised(text: str) -> str:
    """Raised digits as such, so that the mark of a footnote (*1)*) is never read as a part of the number before it."""
    return text.translate(_RAISED)
