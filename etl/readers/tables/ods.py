"""OpenDocument spreadsheets (LibreOffice), as a stream: stored values with their types, merged cells, repeated cells."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Set
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from etl.readers.tables.grid import Cell, Counter, RefusedError, Row, Sheet, Workbook, damaged, raised
from etl.readers.tables.safety import locked, open_zip

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ERROR_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CURRENCIES = {"SEK": "kr"}
_ERROR = re.compile(r"#[A-ZÅÄÖa-z/0!?]+|(?:Err|Fel):\d{3}")
_NAMED = re.compile(r"\$?'?(?P<sheet>[^'$]+(?:''[^'$]*)*)'?\.\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d{1,7})")
_ROWS, _COLUMNS = 1_048_576, 16_384
_KIND = "OpenDocument-kalkylblad"


def open_ods(path: Path) -> Workbook:
    """The sheets of a spreadsheet (.ods); raises RefusedError for what cannot be read."""
    with open_zip(path, _KIND, ("content.xml",)) as archive:
        try:
            if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise locked(path.name)
            with archive.open("content.xml") as source:
                return _Reading(Counter(path.name)).read(source)
        except RefusedError:
            raise
        except OSError as error:
            if error.errno is not None:
                raise
            raise damaged(path.name, _KIND) from error
        except Exception as error:  # whatever a damaged part leads the parser to
            raise damaged(path.name, _KIND) from error


class _Reading:
    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._sheets: list[Sheet] = []
        self._hidden_styles: set[str] = set()
        self._names: dict[str, tuple[str, int, int]] = {}
        self._next_row = self._next_column = 1
        self._raised_styles: set[str] = set()

    def read(self, source: IO[bytes]) -> Workbook:
        depth = 0
        for event, element in iterparse(source, ("start", "end")):
            tag = element.tag
            if event == "start":
                if tag == f"{_TABLE}table":
                    depth += 1
                    if depth == 1:
                        self._begin(element)
            elif tag == f"{_TABLE}table":
                depth -= 1
                element.clear()
            elif tag == f"{_TABLE}table-row" and depth == 1:
                self._take_row(element)
                element.clear()
            elif tag == f"{_TABLE}table-column" and depth == 1:
                self._take_column(element)
            elif tag == f"{_STYLE}style":
                self._take_style(element)
            elif tag == f"{_TABLE}named-range":
                self._take_name(element)
        return Workbook(self._sheets, self._names)

    def _begin(self, element: Element) -> None:
        before = self._sheets[-1].before + self._sheets[-1].last_row if self._sheets else 0
        is_hidden = element.get(f"{_TABLE}style-name", "") in self._hidden_styles
        self._sheets.append(Sheet(element.get(f"{_TABLE}name", ""), is_hidden=is_hidden, before=before))
        self._next_row = self._next_column = 1

    def _take_style(self, element: Element) -> None:
        for child in element:
            if child.get(f"{_TABLE}display") == "false":
                self._hidden_styles.add(element.get(f"{_STYLE}name", ""))
            if _is_raised(child.get(f"{_STYLE}text-position", "")):
                self._raised_styles.add(element.get(f"{_STYLE}name", ""))

    def _take_name(self, element: Element) -> None:
        found = _NAMED.fullmatch(element.get(f"{_TABLE}cell-range-address", ""))
        if found:
            column = 0
            for letter in found["column"]:
                column = column * 26 + ord(letter) - 64
            name = element.get(f"{_TABLE}name", "").casefold()
            self._names[name] = (found["sheet"].replace("''", "'"), int(found["row"]), column)

    def _take_row(self, element: Element) -> None:
        sheet = self._sheets[-1]
        repeated = _count(element.get(f"{_TABLE}number-rows-repeated"))
        first = self._next_row
        self._next_row += repeated
        if self._next_row > _ROWS + 1:
            repeated = max(0, _ROWS + 1 - first)
        row = self._row(element, sheet, first)
        if row and element.get(f"{_TABLE}visibility", "visible") != "visible":
            sheet.hidden_rows.update(range(first, first + repeated))
        if row:
            for number in range(first, first + repeated):
                self._counter.add(row)
                sheet.rows[number] = row

    def _take_column(self, element: Element) -> None:
        last = self._next_column + _count(element.get(f"{_TABLE}number-columns-repeated")) - 1
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            self._sheets[-1].hidden_columns.append((self._next_column, min(last, _COLUMNS)))
        self._next_column = last + 1

    def _row(self, element: Element, sheet: Sheet, number: int) -> Row:
        row: Row = {}
        column = 1
        for child in element:
            if child.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            repeated = _count(child.get(f"{_TABLE}number-columns-repeated"))
            if child.tag == f"{_TABLE}table-cell":
                right = column + _count(child.get(f"{_TABLE}number-columns-spanned")) - 1
                bottom = number + _count(child.get(f"{_TABLE}number-rows-spanned")) - 1
                if (right, bottom) != (column, number):
                    sheet.merged.append((column, number, right, bottom))
                cell = self._cell(child)
                if cell is not None:
                    for each in range(column, min(column + repeated, _COLUMNS + 1)):
                        row[each] = cell
            column += repeated
        return row

    def _cell(self, element: Element) -> Cell | None:
        kind = element.get(f"{_OFFICE}value-type", "")
        if not kind and not len(element):
            return Cell("formula", "") if element.get(f"{_TABLE}formula") else None
        text = "\n".join(_words(each, self._raised_styles) for each in element if each.tag == f"{_TEXT}p").strip()
        is_formula = bool(element.get(f"{_TABLE}formula"))
        if element.get(_ERROR_TYPE) == "error" or (is_formula and _ERROR.fullmatch(text)):
            return Cell("error", text or "fel")
        if kind in ("float", "percentage", "currency"):
            value = float(element.get(f"{_OFFICE}value", ""))
            if not math.isfinite(value):
                return Cell("error", text)
            currency = element.get(f"{_OFFICE}currency", "")
            shown = {"percentage": "%%", "currency": _CURRENCIES.get(currency, currency)}.get(kind, "")
            return Cell("number", int(value) if value.is_integer() and abs(value) < 1e15 else value, shown)
        if kind == "date":
            return Cell("date", dt.date.fromisoformat(element.get(f"{_OFFICE}date-value", "")[:10]))
        if kind == "boolean":
            return Cell("bool", element.get(f"{_OFFICE}boolean-value") == "true")
        text = self._counter.check(element.get(f"{_OFFICE}string-value") or text)
        return Cell("text", text) if text.strip() else None


def _count(text: str | None) -> int:
    return max(1, int(text)) if text else 1


def _is_raised(position: str) -> bool:
    """Whether text stands above the line: ``super 58%`` or ``33% 58%``."""
    first = position.split(" ")[0]
    return first == "super" or (first.endswith("%") and not first.startswith(("-", "0%")))


def _words(element: Element, raised_styles: Set[str]) -> str:
    """The text of a paragraph, its raised digits as such; a comment in it is no part of it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(_count(child.get(f"{_TEXT}c")), 100))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append(" ")
        elif child.tag not in (f"{_OFFICE}annotation", f"{_TEXT}note"):
            words = _words(child, raised_styles)
            parts.append(raised(words) if child.get(f"{_TEXT}style-name", "") in raised_styles else words)
        parts.append(child.tail or "")
    return "".join(parts)
