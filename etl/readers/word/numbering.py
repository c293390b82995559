"""The numbers that Word prints before headings and list items: they stand in the list's definition, not in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET = "•"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9
_CHAIN = 20
"""Styles based on each other at most: a damaged file may have a circle of them."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    style: str


class Numbering:
    """Gives each numbered paragraph its number, in the order of the document (ECMA-376 part 1, 17.9)."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """``numbering`` and ``styles`` are the roots of their parts, None where the document has none."""
        self._styles = {each.get(f"{W}styleId"): each for each in _children(styles, "style")}
        self._abstract = {each.get(f"{W}abstractNumId"): each for each in _children(numbering, "abstractNum")}
        self._lists = {each.get(f"{W}numId"): each for each in _children(numbering, "num")}
        self._levels: dict[str, list[_Level]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()

    def number(self, paragraph: Any) -> str:
        """The number with its punctuation and a space behind (``1.2. ``), empty for a paragraph without number."""
        list_id, depth = self._list_of(paragraph)
        if list_id in ("", "0") or list_id not in self._lists:
            return ""
        levels = self._levels_of(list_id)
        if depth >= len(levels):
            return ""
        level = levels[depth]
        counts = self._counts[self._counted_as(list_id)]
        self._restart(list_id, counts)
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in range(depth + 1, _LEVELS):
            counts.pop(deeper, None)
        if level.format == "bullet":
            return f"{_BULLET} "
        if level.format == "none":
            return ""

        def counted(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            return _formatted(counts.get(at, levels[at].start), levels[at].format) if at < len(levels) else ""

        number = re.sub(r"%([1-9])", counted, level.text).strip()
        return f"{number} " if number else ""

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """The list and level of a paragraph, its own or its style's."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None and own.find(f"{W}numId") is not None:
            return _value(own.find(f"{W}numId")), _integer(own.find(f"{W}ilvl"), 0)
        style_id = first = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for _ in range(_CHAIN):
            style = self._styles.get(style_id)
            if style is None:
                break
            numbered = style.find(f"{W}pPr/{W}numPr")
            if numbered is not None and numbered.find(f"{W}numId") is not None:
                list_id = _value(numbered.find(f"{W}numId"))
                depth = _integer(numbered.find(f"{W}ilvl"), 0)
                linked = [at for at, level in enumerate(self._levels_of(list_id)) if level.style == first]
                return list_id, linked[0] if linked else _integer(own.find(f"{W}ilvl") if own is not None else None, depth)
            style_id = _value(style.find(f"{W}basedOn"))
        return "", 0

    def _levels_of(self, list_id: str) -> list[_Level]:
        if list_id not in self._levels:
            self._levels[list_id] = self._read_levels(list_id)
        return self._levels[list_id]

    def _read_levels(self, list_id: str) -> list[_Level]:
        numbered = self._lists.get(list_id)
        abstract = self._abstract_of(numbered) if numbered is not None else None
        if abstract is None:
            return []
        levels = {_number(each.get(f"{W}ilvl"), 0): each for each in _children(abstract, "lvl")}
        for override in _children(numbered, "lvlOverride"):
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[_number(override.get(f"{W}ilvl"), 0)] = own
        return [_level(levels.get(at)) for at in range(_LEVELS)]

    def _abstract_of(self, numbered: Any) -> Any:
        abstract = self._abstract.get(_value(numbered.find(f"{W}abstractNumId")))
        link = _value(abstract.find(f"{W}numStyleLink")) if abstract is not None else ""
        if not link:
            return abstract
        return next((each for each in self._abstract.values() if _value(each.find(f"{W}styleLink")) == link), abstract)

    def _counted_as(self, list_id: str) -> str:
        """Lists that share a definition go on with each other's numbers."""
        return _value(self._lists[list_id].find(f"{W}abstractNumId"))

    def _restart(self, list_id: str, counts: dict[int, int]) -> None:
        """A list that says where it starts begins anew the first time it is used."""
        if list_id in self._begun:
            return
        self._begun.add(list_id)
        for override in _children(self._lists[list_id], "lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                counts[_number(override.get(f"{W}ilvl"), 0)] = _integer(start, 1) - 1


def _children(element: Any, name: str) -> list[Any]:
    return [] if element is None else list(element.findall(f"{W}{name}"))


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _integer(element: Any, default: int) -> int:
    return _number(_value(element), default)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default


def _level(element: Any) -> _Level:
    if element is None:
        return _Level(1, "none", "", "")
    style = _value(element.find(f"{W}pStyle"))
    form = _value(element.find(f"{W}numFmt")) or "decimal"
    return _Level(_integer(element.find(f"{W}start"), 1), form, _value(element.find(f"{W}lvlText")), style)


def _formatted(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        return chr((ord("a") if form == "lowerLetter" else ord("A")) + count - 1)
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        while count >= worth and len(text) < 20:
            text += letters
            count -= worth
    return text
