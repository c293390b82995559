"""The cells of an Excel workbook: stored values with what their number formats make of them, and texts with raised digits."""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.datetime import from_excel

from etl.readers.tables.grid import Cell, Counter, raised
from etl.readers.tables.number_formats import PER_CENT, NumberFormat, number_format

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Cells:
    """Makes cells of what a workbook stores, by its texts, styles and epoch."""

    def __init__(self, book: Any, texts: list[str], counter: Counter) -> None:
        self.counter = counter
        self._texts = texts
        self._shared: dict[bytes, Cell | None] = {}
        self._epoch: dt.datetime = book.epoch
        self._dates = book._date_formats
        self._durations = book._timedelta_formats
        self._formats = [number_format(_format(book, style.numFmtId)) for style in book._cell_styles]
        self._plain = {
            style: each.sections[0].after
            for style, each in enumerate(self._formats)
            if style not in self._dates and each.is_plain
        }
        self._is_stale = bool(book.calculation and book.calculation.fullCalcOnLoad)

    def of(self, kind: str, style: int, text: str, is_formula: bool) -> Cell | None:
        """The cell of a value as it is stored; None where nothing is."""
        if kind == "n":
            return self.of_number(text, style, is_formula)
        if kind == "s":
            return self.of_shared(text.encode())
        if not text:
            return Cell("formula", "") if kind != "str" else None
        if kind == "b":
            return Cell("bool", text.strip() not in ("0", "false"))
        if kind == "e":
            return Cell("error", text)
        if kind == "d":
            return Cell("date", dt.datetime.fromisoformat(text.removesuffix("Z")).date())
        return self._of_text(text)

    def of_shared(self, index: bytes) -> Cell | None:
        """The cell of the text with that number."""
        try:
            return self._shared[index]
        except KeyError:
            cell = self._shared[index] = self._of_text(self._texts[int(index)])
            return cell

    def _of_text(self, text: str) -> Cell | None:
        return Cell("text", self.counter.check(text)) if text and not text.isspace() else None

    def of_number(self, text: str | bytes, style: int, is_formula: bool) -> Cell:
        """The cell of a number, a date, or a formula without a value."""
        if not text:
            return Cell("formula", "")
        value: int | float = int(text) if text.isdigit() and len(text) < 16 else float(text)
        if not math.isfinite(value):
            return Cell("error", str(value))
        if is_formula and self._is_stale and value == 0:  # a program that does not compute writes 0
            return Cell("formula", "")
        if style in self._plain:
            return Cell("number", value, self._plain[style])
        if style in self._dates:
            return _date(value, self._epoch, style in self._durations)
        return _shown(value, self._formats[style]) if style < len(self._formats) else Cell("number", value)


def _shown(value: int | float, form: NumberFormat) -> Cell:
    """The number as it is seen: what a person cannot see, or sees a thousandth of, is no certain value."""
    shown = form.shown(value)
    if shown.after == PER_CENT:
        return Cell("number", value, PER_CENT)
    if shown.is_hidden:
        return Cell("hidden", value)
    if shown.instead:
        return Cell("text", shown.instead)
    if shown.divisor > 1:
        if not shown.after:
            return Cell("scaled", value)
        return Cell("number", float(f"{value / shown.divisor:.15g}"), shown.after)
    cell = Cell("number", value, shown.after)
    return Cell("text", f"{shown.before} {cell.text} {shown.after}".strip()) if shown.before else cell


@lru_cache(maxsize=4096)
def _date(value: float, epoch: dt.datetime, is_duration: bool) -> Cell:
    try:
        found = from_excel(value, epoch, timedelta=is_duration)
    except (OverflowError, ValueError):
        return Cell("error", f"datum {value:g}")
    if isinstance(found, dt.datetime):
        return Cell("date", found.date())
    return Cell("text", str(found))


def _format(book: Any, number: int) -> str:
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return BUILTIN_FORMATS.get(number, "General")
    formats = book._number_formats
    at = number - BUILTIN_FORMATS_MAX_SIZE
    return str(formats[at]) if at < len(formats) else "General"


def texts_with_raised_digits(part: bytes) -> list[str]:
    """The texts of a workbook's part for them, where some of it is raised."""
    return [_text(item) for item in ElementTree.fromstring(part).iter(f"{_NS}si")]


def _text(item: ElementTree.Element) -> str:
    parts = []
    for child in item:
        if child.tag == f"{_NS}t":
            parts.append(child.text or "")
        elif child.tag == f"{_NS}r":
            place = child.find(f"{_NS}rPr/{_NS}vertAlign")
            text = "".join(each.text or "" for each in child.iter(f"{_NS}t"))
            parts.append(raised(text) if place is not None and place.get("val") == "superscript" else text)
    return "".join(parts)
