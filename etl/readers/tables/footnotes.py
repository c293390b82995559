"""Footnotes below a table, and their marks stuck to names: *Sjukfrånvaro1)*. Only a note that bears the mark proves it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.readers.tables.grid import Sheet
from etl.readers.tables.layout import plain

_SUPERSCRIPTS = {"¹": "1", "²": "2", "³": "3", **{chr(0x2070 + digit): str(digit) for digit in range(4, 10)}}
_NOTE = re.compile(
    r"(?:(?P<closed>[1-9]\d?)\)|(?P<small>[¹²³⁴⁵⁶⁷⁸⁹])\)?|(?P<bare>[1-9])[.:]?(?=\s|[A-ZÅÄÖ])|(?P<stars>\*{1,3}))\s*(?=[^\W\d])"
)
_SMALL_MARK = re.compile(r"(?P<name>.*\S)\s*(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹])\)?", re.DOTALL)
_CLOSED_MARK = re.compile(r"(?P<name>[^(]*[^\s(\d])\s?(?P<mark>[1-9]\d?)\)", re.DOTALL)
_BARE_MARK = re.compile(r"(?P<name>.*[^\W\d_])(?P<mark>[1-9])", re.DOTALL)
_MARK_OF_FIGURE = re.compile(
    r"(?P<figure>.*[\d%])(?:\s?(?P<small>[¹²³⁴⁵⁶⁷⁸⁹])\)?|\s(?P<closed>[1-9]\d?)\)|\s?(?P<stars>\*{1,3}))(?P<after>\s?%?)"
)
_STAR_MARK = re.compile(r"(?P<name>.*[^\s*])\s*(?P<mark>\*{1,3})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The marks that the notes of a sheet bear."""

    marks: frozenset[str] = frozenset()

    def without_mark(self, text: str) -> tuple[str, str]:
        """The name without the mark of a note; and the mark that could be one but that no note proves, else nothing."""
        name = plain(text)
        if found := _SMALL_MARK.fullmatch(name):
            return self._proven(found, name, _SUPERSCRIPTS[found["mark"]])
        if found := _CLOSED_MARK.fullmatch(name):
            return self._proven(found, name, found["mark"])
        if (found := _STAR_MARK.fullmatch(name)) and found["mark"] in self.marks:
            return found["name"], ""
        if (found := _BARE_MARK.fullmatch(name)) and found["mark"] in self.marks:
            if found["name"][-1].isupper():  # CO2, F1: the digit may belong to the name
                return name, found["mark"]
            return found["name"], ""
        return name, ""

    def of_figure(self, text: str) -> str:
        """A figure without the mark of a note that stands apart from it: ``87`` of ``87¹``, ``87 1)`` and ``87*``."""
        found = _MARK_OF_FIGURE.fullmatch(plain(text))
        if found is None:
            return text
        mark = found["closed"] or found["stars"] or _SUPERSCRIPTS.get(found["small"], "")
        return found["figure"] + found["after"] if mark in self.marks else text

    def _proven(self, found: re.Match[str], name: str, mark: str) -> tuple[str, str]:
        return (found["name"], "") if mark in self.marks else (name, mark)


def footnotes_of(sheet: Sheet, after: int) -> Footnotes:
    """The notes of a sheet below row ``after``: rows with words in one cell that begin with a mark."""
    marks = set()
    for number, row in sheet.rows.items():
        if number <= after or len(row) > 2:
            continue
        cells = list(row.values())
        text = plain(" ".join(cell.text for cell in cells))
        if all(cell.kind == "text" for cell in cells[-1:]) and (found := _NOTE.match(text)):
            mark = found["closed"] or found["bare"] or found["stars"]
            marks.add(mark or _SUPERSCRIPTS[found["small"]])
    return Footnotes(frozenset(marks))
