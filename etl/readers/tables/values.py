"""The figures of one column as printed text in Swedish: ``9,5 %``, ``1234``, ``Minst 90 %``. What is not certain is not read.

How a number is written in text is decided for the whole column, by the numbers in it that can be written in one way only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from functools import lru_cache

from etl.readers.tables.grid import Cell
from etl.readers.tables.layout import UNIT_WORDS, key, plain

COMMA, POINT = ",", "."
_EXCEL_DIGITS = 15
"""Significant digits that a spreadsheet keeps; what a stored number has beyond them is noise of its binary form."""

_NUMBER = re.compile(r"-?\d(?:[\d.,' ]*\d)?")
_GROUPS_OF_COMMA = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3}){2,}|-?[1-9]\d{0,2}(?:,\d{3})+\.\d+")
_GROUPS_OF_POINT = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3}){2,}|-?[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_WITH_MARK = re.compile(r"-?\d+(?P<mark>[.,])\d+")
_UNIT_KEYS = {key(word): unit for unit, words in UNIT_WORDS.items() for word in words}


@dataclass(slots=True)
class Read:
    """A cell as printed text; ``doubt`` is a word for why it was not read, empty where it was."""

    text: str
    doubt: str = ""


@dataclass(slots=True)
class ColumnOfFigures:
    """The cells of one column of figures by row, and what its header says of them.

    ``decimal_mark`` and ``shares`` (``percent`` or ``ratio``) are what the layout says; empty where it says nothing.
    """

    decimal_mark: str = ""
    shares: str = ""
    cells: list[tuple[int, Cell, str]] = field(default_factory=list)
    """Row, cell and the unit of measure that the row or the header gives."""
    merged: frozenset[int] = frozenset()

    def add(self, row: int, cell: Cell, unit: str) -> None:
        self.cells.append((row, cell, unit))

    def read(self) -> tuple[dict[int, Read], str]:
        """The text of every cell, by row, and the decimal mark that the numbers in text were read with (empty: none was)."""
        mark, is_used = self._decimal_mark()
        doubtful = self._is_ratio_or_per_cent()
        found: dict[int, Read] = {}
        for row, cell, unit in self.cells:
            read = _read(cell, mark)
            if not read.doubt and row in self.merged:
                read.doubt = "merged"
            found[row] = read if read.doubt else self._with_unit(cell, read.text, unit, doubtful)
        return found, mark if is_used and mark in (COMMA, POINT) else ""

    def _decimal_mark(self) -> tuple[str, bool]:
        """``,`` or ``.``, or ``mixed``, ``unknown``; and whether any number in text has such a mark."""
        marks: dict[str, int] = defaultdict(int)
        for _, cell, _ in self.cells:
            if cell.kind == "text":
                for number in _numbers(cell.text):
                    marks[_evidence(number)] += 1
        is_used = bool(marks[COMMA] or marks[POINT] or marks["either"])
        if self.decimal_mark:
            return self.decimal_mark, is_used
        if marks[COMMA] and marks[POINT]:
            return "mixed", is_used
        if marks[COMMA]:
            return COMMA, is_used
        return (POINT if marks[POINT] else "unknown"), is_used

    def _is_ratio_or_per_cent(self) -> bool:
        """Whether the column's shares could all be proportions (0.095) that lack their per cent format."""
        if self.shares:
            return False
        bare = [value for _, cell, unit in self.cells if (value := _bare_share(cell, unit)) is not None]
        return bool(bare) and all(abs(value) <= 1 for value in bare) and any(bare)

    def _with_unit(self, cell: Cell, text: str, unit: str, doubtful: bool) -> Read:
        """The number with the unit that stands beside it or in the header."""
        if not unit or cell.shown_with:
            return Read(text)
        share = _bare_share(cell, unit)
        if share is not None:
            if doubtful and share:
                return Read(text, "ratio_or_per_cent")
            if self.shares == "ratio":
                return Read(f"{_scaled(share)} %")
            if not self.shares and 0 < abs(share) <= 1:
                return Read(text)  # whether it is per cent is asked where the indicator is known
        is_bare = bool(text) and _NUMBER.fullmatch(text.replace(" ", "")) is not None
        return Read(f"{text} {unit}") if is_bare else Read(text)


def unit_printed(text: str) -> str:
    """What a unit-of-measure cell adds to the number: ``%`` for *procent*, nothing for *antal*."""
    words = plain(text)
    return _UNIT_KEYS.get(key(words), words) if words not in ("-", ".", "..") else ""


def _read(cell: Cell, mark: str) -> Read:
    if cell.kind == "number" and not isinstance(cell.value, (str, bool, dt.date)):
        return Read(_printed(cell.value, cell.shown_with))
    if cell.kind == "text":
        return _in_swedish(plain(cell.text), mark)
    return Read(plain(cell.text), cell.kind)


@lru_cache(maxsize=1 << 14)
def _printed(value: float, shown_with: str) -> str:
    if shown_with == "%%":
        return f"{_scaled(value)} %"
    return f"{_digits(_exact(value))} {shown_with}".strip()


def _scaled(value: float) -> str:
    return _digits(_exact(value) * 100)


def _exact(value: float) -> Decimal:
    """The number that the spreadsheet holds: 0.30000000000000004 is 0.3."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_EXCEL_DIGITS}g}")


def _digits(number: Decimal) -> str:
    """With decimal comma, without needless zeros, and with no more digits than can be kept."""
    text = format(number.normalize(), "f") if number else "0"
    if len(text) > _EXCEL_DIGITS and sum(sign.isdigit() for sign in text) > _EXCEL_DIGITS and "." in text:
        leading = len(re.match(r"-?0?\.?0*", text)[0].replace("-", "").replace(".", ""))  # type: ignore[index]
        with localcontext() as context:
            context.prec = max(1, _EXCEL_DIGITS - leading)
            text = format((+number).normalize(), "f")
    return text.replace(".", ",")


def _numbers(text: str) -> Iterable[str]:
    """The numbers of a text cell; a text with several, or with a date in it, says nothing of decimal marks."""
    found = _NUMBER.findall(plain(text))
    return found if len(found) == 1 else ()


def _evidence(number: str) -> str:
    """The decimal mark that the number must have been written with; ``either`` for 1.234 and 1,234, else nothing."""
    if _GROUPS_OF_COMMA.fullmatch(number):
        return POINT
    if _GROUPS_OF_POINT.fullmatch(number):
        return COMMA
    if _EITHER.fullmatch(number):
        return "either"
    found = _WITH_MARK.fullmatch(number.replace(" ", ""))
    return found["mark"] if found else ""


def _in_swedish(text: str, mark: str) -> Read:
    """The text with its number written the Swedish way, where the column tells how it is written."""
    numbers = list(_numbers(text))
    if not numbers:
        return Read(text)
    number = numbers[0]
    evidence = _evidence(number)
    if not evidence:
        return Read(text)
    if mark == "mixed":
        return Read(text, "mixed")
    if mark == "unknown":
        return Read(text, "either") if evidence == "either" else Read(text)
    if evidence not in (mark, "either"):
        return Read(text, "other_mark")
    other = POINT if mark == COMMA else COMMA
    return Read(text.replace(number, number.replace(other, "").replace(mark, ",")))


def _bare_share(cell: Cell, unit: str) -> float | None:
    """The number in a cell of per cent that has no per cent sign of its own; None for any other cell."""
    if unit != "%" or cell.shown_with:
        return None
    if cell.kind == "number" and isinstance(cell.value, (int, float)):
        return float(cell.value)
    text = plain(cell.text).replace(" ", "").replace(",", ".")
    if cell.kind != "text" or not re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return None
    return float(text)
