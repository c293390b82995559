"""The rows of an Excel sheet out of its XML: merged cells, hidden rows, and formulas whose value was never stored.

openpyxl's read-only rows tell none of these, and make an object of every empty cell. A row that is written the usual way
(every cell as ``<c r= s= t=><v>…``) is taken apart by one pattern; any other by expat, which knows all of XML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from openpyxl.utils import column_index_from_string

from etl.readers.tables.grid import LONGEST_CELL, Row, Sheet, raised
from etl.readers.tables.xlsx_cells import Cells

_ROWS, _COLUMNS = 1_048_576, 16_384
_CHUNK = 1 << 17
_LONGEST_USUAL_ROW = 1 << 22
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_USUAL_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?\s*<worksheet [^<>]*xmlns=[\"']" + _NS.encode() + rb"[\"'][^<>]*>", re.IGNORECASE
)
_OTHER_SIGNS = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8|us-ascii)", re.IGNORECASE)
_USUAL_ROW = re.compile(rb"\s*(?:<row(?: [^<>]*)?/>\s*)*<row( [^<>]*[^<>/])?>")
_NUMBER = re.compile(rb"\sr=\"([0-9]{1,7})\"")
_HIDDEN = re.compile(rb"\shidden=[\"'](?:1|true)[\"']")
_USUAL_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]{1,9})")?(?:/>|>'
    rb"(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?"
    rb"(?:<v>([^<&]{0,40})</v>|<is><t(?: xml:space=[\"']preserve[\"'])?>([^<&]*)</t></is>)?</c>)|(.)",
    re.DOTALL,
)
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"\s(min|max|hidden)=[\"'](\w+)[\"']")


class Rows:
    """Reads the rows of one sheet after another."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._columns: dict[bytes, int] = {}

    def fill(self, sheet: Sheet, source: IO[bytes], end: int) -> None:
        """Read the sheet's filled cells, of which none stands after the byte ``end``."""
        self._sheet = sheet
        self._number = 0
        self._is_in_order, self._is_hidden = True, False
        beginning = source.read(_CHUNK)
        while b"<sheetData" not in beginning and len(beginning) < 8 * _CHUNK and (chunk := source.read(_CHUNK)):
            beginning += chunk
        sheet.hidden_columns = _hidden_columns(beginning)
        start = beginning.find(b"<sheetData>") + len(b"<sheetData>")
        if start >= len(b"<sheetData>") and _USUAL_HEAD.match(beginning) and not _OTHER_SIGNS.match(beginning):
            self._read_by_rows(source, beginning[start:], end - start)
        else:
            self._read_whole(_Parsing(self, f"{_NS} "), source, beginning, end)
        if not self._is_in_order:
            sheet.rows = dict(sorted(sheet.rows.items()))

    # -- the usual way

    def _read_by_rows(self, source: IO[bytes], text: bytes, end: int) -> None:
        """Row after row as long as there are values; raises ValueError where the rows are not closed."""
        at = 0
        while at <= end:
            *rows, rest = text.split(b"</row>")
            for row in rows:
                self._take(row)
            at += len(text) - len(rest)
            if b"</sheetData" in rest or at > end:
                return
            if len(rest) > _LONGEST_USUAL_ROW:
                self._read_whole(_Parsing(self, ""), source, b"<worksheet><sheetData>" + rest, end - at)
                return
            chunk = source.read(_CHUNK)
            if not chunk:
                raise ValueError("sheetData")
            text = rest + chunk

    def _take(self, text: bytes) -> None:
        head = _USUAL_ROW.match(text)
        row = self._taken_apart(text, head.end()) if head else None
        if head is None or row is None:
            _Parsing(self, "").parse(b"<sheetData>" + text + b"</row></sheetData>")
            return
        attributes = head[1] or b""
        number = _NUMBER.search(attributes)
        if number is None and text.count(b"<row", 0, head.end()) > 1:  # empty rows without numbers are counted too
            self._number += text.count(b"<row", 0, head.end()) - 1
        self.begin_row(int(number[1]) if number else None, _HIDDEN.search(attributes) is not None)
        self.end_row(row)

    def _taken_apart(self, text: bytes, start: int) -> Row | None:
        """The row's cells; None where one is not written the usual way."""
        row: Row = {}
        columns, shared, number = self._columns, self._cells.of_shared, self._cells.of_number
        for letters, style, kind, formula, value, words, other in _USUAL_CELL.findall(text, start):
            if other:
                return None
            if words:
                value = words
            elif not (value or formula):
                continue
            if kind == b"s":
                cell = shared(value)
            elif not kind or kind == b"n":
                cell = number(value, int(style or 0), bool(formula))
            else:
                cell = self._cells.of(kind.decode(), int(style or 0), value.decode(), bool(formula))
            if cell is not None:
                row[columns.get(letters) or self.column_of(letters)] = cell
        return row

    def column_of(self, letters: bytes) -> int:
        """The number of the column; raises ValueError for one that no sheet has."""
        column = column_index_from_string(letters.decode())
        if column > _COLUMNS:
            raise ValueError(letters)
        self._columns[letters] = column
        return column

    # -- any way

    def _read_whole(self, parsing: _Parsing, source: IO[bytes], beginning: bytes, end: int) -> None:
        chunk, begins = beginning, 0
        while chunk:
            ended = parsing.ended
            parsing.feed(chunk)
            if parsing.ended > ended and begins > end:  # the row of the last value is over
                return
            begins += len(chunk)
            chunk = source.read(_CHUNK)
        parsing.feed(b"", is_last=True)

    def begin_row(self, number: int | None, is_hidden: bool) -> None:
        """A row of that number, or the next one, begins."""
        last, self._number = self._number, number or self._number + 1
        if number == 0 or not 1 <= self._number <= _ROWS:
            raise ValueError(number)
        self._is_in_order = self._is_in_order and self._number > last
        self._is_hidden = is_hidden

    def end_row(self, row: Row) -> None:
        """The row that began last has these cells."""
        if row:
            self._cells.counter.add(row)
            rows = self._sheet.rows
            rows[self._number] = rows[self._number] | row if self._number in rows else row
            if self._is_hidden:
                self._sheet.hidden_rows.add(self._number)


class _Parsing:
    """Hears what expat tells of rows; ``prefix`` stands before the tags' names."""

    def __init__(self, rows: Rows, prefix: str) -> None:
        self.ended = 0
        self._rows = rows
        self._cells = rows._cells
        self._row: Row = {}
        self._column = 0
        self._attributes: dict[str, str] = {}
        self._text = ""
        self._is_value = self._is_formula = self._is_phonetic = self._is_raised = False
        begin: dict[str, Callable[[dict[str, str]], None]] = {
            **{"row": self._begin_row, "c": self._begin_cell, "v": self._begin_value, "t": self._begin_value},
            **{"f": self._begin_formula, "rPh": self._begin_phonetic, "vertAlign": self._raise},
        }
        end: dict[str, Callable[[], None]] = {
            **{"row": self._end_row, "c": self._end_cell, "v": self._end_value, "t": self._end_value},
            **{"r": self._end_run, "rPh": self._end_phonetic},
        }
        self._begin = {prefix + name: handler for name, handler in begin.items()}
        self._end = {prefix + name: handler for name, handler in end.items()}
        self._parser = expat.ParserCreate(namespace_separator=" ") if prefix else expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._on_start
        self._parser.EndElementHandler = self._on_end
        self._parser.CharacterDataHandler = self._on_text

    def parse(self, text: bytes) -> None:
        """A text that is whole."""
        self._parser.Parse(text, True)

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        """A piece of the text."""
        self._parser.Parse(chunk, is_last)

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        if handler := self._begin.get(name):
            handler(attributes)

    def _on_end(self, name: str) -> None:
        if handler := self._end.get(name):
            handler()

    def _on_text(self, text: str) -> None:
        if self._is_value:
            self._text += raised(text) if self._is_raised else text
            if len(self._text) > LONGEST_CELL:
                self._cells.counter.check(self._text)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._rows.begin_row(int(number) if number else None, attributes.get("hidden") in ("1", "true"))
        self._row, self._column = {}, 0

    def _end_row(self) -> None:
        self.ended += 1
        self._rows.end_row(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        place = attributes.get("r")
        self._column = self._rows.column_of(place.rstrip("0123456789").encode()) if place else self._column + 1

    def _end_cell(self) -> None:
        if self._text or self._is_formula:
            attributes = self._attributes
            cell = self._cells.of(attributes.get("t", "n"), int(attributes.get("s", 0)), self._text, self._is_formula)
            if cell is not None:
                self._row[self._column] = cell
            self._text, self._is_formula = "", False

    def _begin_value(self, _: dict[str, str]) -> None:
        self._is_value = not self._is_phonetic

    def _end_value(self) -> None:
        self._is_value = False

    def _begin_formula(self, _: dict[str, str]) -> None:
        self._is_formula = True

    def _begin_phonetic(self, _: dict[str, str]) -> None:
        self._is_phonetic = True

    def _end_phonetic(self) -> None:
        self._is_phonetic = False

    def _raise(self, attributes: dict[str, str]) -> None:
        self._is_raised = attributes.get("val") == "superscript"

    def _end_run(self) -> None:
        self._is_raised = False


def _hidden_columns(beginning: bytes) -> list[tuple[int, int]]:
    """The first and last of every range of hidden columns."""
    found = []
    for each in _COLUMN.finditer(beginning):
        said = {name: value for name, value in _ATTRIBUTE.findall(each[0])}
        if said.get(b"hidden") in (b"1", b"true") and b"min" in said:
            found.append((int(said[b"min"]), min(int(said.get(b"max", said[b"min"])), _COLUMNS)))
    return found
