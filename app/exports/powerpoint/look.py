"""Colours, letters and number formats of the PowerPoint file: the style sheet's light tokens, as a file cannot ask for them."""

from __future__ import annotations

from pptx.dml.color import RGBColor

FONT = "Segoe UI"
TOKENS = {
    "ink": "1A1D21",
    "muted": "59616B",
    "line": "E4E1DA",
    "edge": "8B8F96",
    "helt": "13694B",
    "delvis": "8A5300",
    "inte": "A3211A",
    "ej": "59616B",
    "ejb": "59616B",
    "ejr": "59616B",
    "utfall": "0B4F6C",
    "spar": "EFEEEA",
    "kvinnor": "7A3E9D",
    "man": "C25A00",
    "card": "FFFFFF",
}
_TINTS = {"kvinnor": "E4D3EE", "man": "F7DCC4", "delvis": "EFC172", "ej": "EFEEEA", "ejb": "EFEEEA", "ejr": "EFEEEA"}
"""Inside a hollow sign: not white, as some programs leave out its edge."""
THEME_COLOURS = {
    "dk1": TOKENS["ink"],
    "lt1": TOKENS["card"],
    "dk2": TOKENS["muted"],
    "lt2": TOKENS["spar"],
    "accent1": TOKENS["utfall"],
    "accent2": TOKENS["kvinnor"],
    "accent3": TOKENS["man"],
    "accent4": TOKENS["helt"],
    "accent5": TOKENS["delvis"],
    "accent6": TOKENS["inte"],
    "hlink": TOKENS["utfall"],
    "folHlink": TOKENS["kvinnor"],
}


def colour(token: str) -> RGBColor:
    """The colour of a token, written as its name or as the style sheet does: ``var(--utfall)``."""
    return RGBColor.from_string(TOKENS[token.removeprefix("var(--").removesuffix(")")])


def axis_format(step: float, unit: str) -> str:
    """The same for the marks of an axis: the fewest decimals that tell them apart."""
    return number_format(next((count for count in range(6) if round(step, count) == round(step, 9)), 6), unit)


def tint(token: str) -> RGBColor:
    """What a hollow sign of the token's colour is filled with."""
    return RGBColor.from_string(_TINTS.get(token, TOKENS["card"]))


def number_format(decimals: int, unit: str) -> str:
    """How a spreadsheet shows values of this measure: ``0.0" %"``; its reader's own language sets the decimal mark."""
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    safe = unit.replace('"', "").strip()
    return f'{shown}"\u00a0{safe}"' if safe else shown
