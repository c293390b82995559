"""What a spreadsheet's number formats make of a number: per cent, a unit after it, words before it, or nothing to see.

Source: ECMA-376, part 1, 18.8.31 (numFmts). Sections are parted by semicolons, for what is above, below and equal to zero, or
by conditions of their own; a comma after the last digit divides the number by a thousand.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from functools import lru_cache

PER_CENT = "%%"
"""``shown_with`` of a number that its format shows as per cent."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]')
_SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_CONDITION = re.compile(r"\[(?P<sign><=|>=|<>|<|>|=)(?P<number>-?\d+(?:\.\d+)?)\]")
_OTHER_BRACKETS = re.compile(r"\[(?!\$)[^\]]*\]")
_SIGNS = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_CURRENCIES = frozenset({"", "kr", "sek", "€", "$", "£", "eur"})
_ZERO_AS = ("-", "–", "—")
"""How bookkeeping formats print the number 0: it is not a mark that something is missing."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a number is shown. ``after``: per cent or a unit; ``before``: words that change what it means (``<``, ``ca``).

    ``divisor`` is what the stored number is divided by before it is shown; ``instead`` what is printed in its place;
    ``is_hidden``: nothing is printed.
    """

    after: str = ""
    before: str = ""
    divisor: int = 1
    instead: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format with its sections. Numbers are looked up with ``shown``."""

    sections: tuple[Shown, ...]
    conditions: tuple[tuple[str, float], ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether every number is shown in one way: as it is stored, with the same after it."""
        return all(each == Shown(after=self.sections[0].after) for each in self.sections)

    def shown(self, value: float) -> Shown:
        """How the number is shown."""
        for (sign, number), section in zip(self.conditions, self.sections, strict=False):
            if sign and _SIGNS[sign](value, number):
                return section
        if self.conditions:
            return self.sections[-1]
        which = 1 if value < 0 else 2 if value == 0 else 0
        return self.sections[which if which < len(self.sections) else 0]


@lru_cache(maxsize=1024)
def number_format(code: str) -> NumberFormat:
    """The format that a workbook writes as ``code`` (``0.0%``, ``#,##0 "kr"``, ``General``)."""
    parts = _SECTIONS.split(code)[:3]
    found = [_CONDITION.search(part) for part in parts]
    conditions = tuple((each["sign"], float(each["number"])) if each else ("", 0.0) for each in found) if any(found) else ()
    sections = tuple(_section(part, len(parts) > 1) for part in parts)
    if not conditions and len(sections) == 3 and sections[2].instead[:1] in _ZERO_AS:
        sections = (*sections[:2], Shown())
    return NumberFormat(sections, conditions)


def _section(text: str, is_one_of_several: bool) -> Shown:
    text = _OTHER_BRACKETS.sub("", text)
    text = re.sub(r"[_*].", "  ", text)
    literals = [(found.start(), found.end(), "".join(part or "" for part in found.groups())) for found in _LITERAL.finditer(text)]
    bare = _LITERAL.sub(lambda found: " " * len(found[0]), text)
    general = re.search(r"general|standard", bare, re.IGNORECASE)
    digits = [index for index, sign in enumerate(bare) if sign in "0#?"] or (list(range(*general.span())) if general else [])
    if not digits:
        said = "".join(words for _, _, words in literals).strip()
        return Shown(instead=said, is_hidden=is_one_of_several and not (said or bare.strip()))
    if "%" in bare:
        return Shown(after=PER_CENT)
    commas = len(bare[digits[-1] + 1 :]) - len(bare[digits[-1] + 1 :].lstrip(","))
    before = "".join(words for _, end, words in literals if end <= digits[0]).strip(" -()+")
    return Shown(
        after="".join(words for start, _, words in literals if start > digits[-1]).strip(),
        before="" if before.casefold() in _CURRENCIES else before,
        divisor=1000**commas,
    )
