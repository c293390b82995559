"""Excel workbooks, as a stream: the cells' stored values and what their number formats say of them; no formula is computed.

openpyxl reads the workbook, its texts and its styles. The sheets' rows are taken from the XML here, because its read-only
rows tell neither merged cells nor formulas whose value was never stored, and make an object of every empty cell.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import from_excel

from etl.readers.tables.grid import LONGEST_CELL, Cell, Counter, RefusedError, Row, Sheet, Workbook, damaged
from etl.readers.tables.safety import open_zip

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_ROW, _CELL, _VALUE, _FORMULA, _TEXT, _PHONETIC = (f"{_NS}{tag}" for tag in ("row", "c", "v", "f", "t", "rPh"))
_STRICT = b"purl.oclc.org/ooxml"
_ROWS, _COLUMNS = 1_048_576, 16_384
_MOST_MERGED = 100_000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
_VALUES = tuple(begin + tag + end for begin in (b"<", b":") for tag in (b"v", b"is", b"f") for end in (b">", b" "))
_CHUNK = 1 << 17
_PATH = "_worksheet_path"
"""Where openpyxl keeps the name of a sheet's part in the archive."""
_OVERLAP = 60
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]')
_KIND = "Excel-arbetsbok"


def open_xlsx(path: Path) -> Workbook:
    """The sheets of a workbook (.xlsx, .xlsm); raises RefusedError for what cannot be read."""
    with open_zip(path, _KIND, ("xl/worksheets/",)) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions that it leaves out
        try:
            return _read(archive, path)
        except RefusedError:
            raise
        except OSError as error:
            if error.errno is not None:
                raise
            raise damaged(path.name, _KIND) from error
        except Exception as error:  # whatever a damaged part leads the library to
            raise damaged(path.name, _KIND) from error


def _read(archive: zipfile.ZipFile, path: Path) -> Workbook:
    if _STRICT in archive.read("xl/workbook.xml"):
        raise RefusedError(
            "strict_workbook",
            f"{path.name} är sparad som Strict Open XML, som inte kan läsas.",
            "Öppna filen i Excel, spara den som Excel-arbetsbok (.xlsx) och läs in den.",
        )
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        rows = _Rows(book, Counter(path.name))
        sheets: list[Sheet] = []
        before = 0
        for each in book.worksheets:
            sheet = Sheet(each.title, is_hidden=each.sheet_state != "visible", before=before)
            with archive.open(getattr(each, _PATH)) as source:
                end, sheet.merged = _scanned(source)
            with archive.open(getattr(each, _PATH)) as source:
                rows.fill(sheet, source, end)
            before += sheet.last_row
            sheets.append(sheet)
        return Workbook(sheets, dict(_names(book)))


def _names(book: Any) -> Iterator[tuple[str, tuple[str, int, int]]]:
    for name, defined in book.defined_names.items():
        try:
            places = list(defined.destinations)
            if len(places) == 1 and ":" not in places[0][1]:
                row, column = coordinate_to_tuple(places[0][1].replace("$", ""))
                yield name.casefold(), (places[0][0], row, column)
        except (ValueError, TypeError, AttributeError):  # a name for something that is no cell
            continue


def _scanned(source: IO[bytes]) -> tuple[int, list[tuple[int, int, int, int]]]:
    """After which byte no cell has a value, and the merged ranges: a sheet may go on with a million empty rows.

    Looking through the bytes takes a small part of the time that reading them as XML does.
    """
    end = at = 0
    before = b""
    merged: list[tuple[int, int, int, int]] = []
    while chunk := source.read(_CHUNK):
        text = before + chunk
        start = at - len(before)
        last = max(text.rfind(sign) for sign in _VALUES)
        if last >= 0:
            end = start + last
        if b"mergeCell" in text and len(merged) < _MOST_MERGED:
            merged.extend(_range(found[1].decode()) for found in _MERGED.finditer(text) if found.end() > len(before))
        at += len(chunk)
        before = text[-_OVERLAP:]
    return end, merged


def _range(printed: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(printed)
    if not (left and top and right and bottom):
        raise ValueError(printed)
    return left, top, right, bottom


class _Rows:
    """Reads the rows of one sheet after another, as expat tells of them: a third of the time that a tree of elements takes."""

    def __init__(self, book: Any, counter: Counter) -> None:
        self._strings = _strings_of(book)
        self._texts: dict[int, Cell | None] = {}
        self._epoch: dt.datetime = book.epoch
        self._counter = counter
        self._dates = book._date_formats
        self._durations = book._timedelta_formats
        self._shown = [_shown_with(_format(book, style.numFmtId)) for style in book._cell_styles]
        self._is_stale = bool(book.calculation and book.calculation.fullCalcOnLoad)
        self._columns: dict[str, int] = {}

    def fill(self, sheet: Sheet, source: IO[bytes], end: int) -> None:
        """Read the sheet's filled cells, of which none stands after the byte ``end``."""
        self._sheet = sheet
        self._number = self._column = self._ended = 0
        self._is_in_order = True
        self._attributes: dict[str, str] = {}
        self._text = ""
        self._is_value = self._is_formula = self._is_phonetic = False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        begins = 0
        while chunk := source.read(_CHUNK):
            ended = self._ended
            parser.Parse(chunk, False)
            if self._ended > ended and begins > end:  # the row of the last value is over
                break
            begins += len(chunk)
        else:
            parser.Parse(b"", True)
        if not self._is_in_order:
            sheet.rows = dict(sorted(sheet.rows.items()))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _CELL:
            self._attributes = attributes
            place = attributes.get("r")
            if place is None:
                self._column += 1
            else:
                letters = place.rstrip("0123456789")
                self._column = self._columns.get(letters) or self._column_of(letters)
        elif name == _VALUE or (name == _TEXT and not self._is_phonetic):
            self._is_value = True
        elif name == _FORMULA:
            self._is_formula = True
        elif name == _ROW:
            self._begin_row(attributes.get("r"))
        elif name == _PHONETIC:
            self._is_phonetic = True

    def _characters(self, text: str) -> None:
        if self._is_value:
            self._text += text
            if len(self._text) > LONGEST_CELL:
                self._counter.check(self._text)

    def _end(self, name: str) -> None:
        if name == _CELL:
            if self._text or self._is_formula:
                cell = self._cell(self._attributes, self._text)
                if cell is not None:
                    self._row[self._column] = cell
                self._text, self._is_formula = "", False
        elif name in (_VALUE, _TEXT):
            self._is_value = False
        elif name == _ROW:
            self._end_row()
        elif name == _PHONETIC:
            self._is_phonetic = False

    def _begin_row(self, printed: str | None) -> None:
        last, self._number = self._number, int(printed) if printed else self._number + 1
        if not 1 <= self._number <= _ROWS:
            raise ValueError(printed)
        self._is_in_order = self._is_in_order and self._number > last
        self._row: Row = {}
        self._column = 0

    def _end_row(self) -> None:
        self._ended += 1
        if self._row:
            self._counter.add(self._row)
            rows = self._sheet.rows
            rows[self._number] = rows[self._number] | self._row if self._number in rows else self._row

    def _column_of(self, letters: str) -> int:
        column = column_index_from_string(letters)
        if column > _COLUMNS:
            raise ValueError(letters)
        self._columns[letters] = column
        return column

    def _cell(self, attributes: dict[str, str], text: str) -> Cell | None:
        kind = attributes.get("t", "n")
        if kind == "n":
            return self._of_number(text, int(attributes.get("s", 0)))
        if kind == "s":
            return self._of_shared(int(text))
        if not text:
            return Cell("formula", "") if kind != "str" else None
        if kind == "b":
            return Cell("bool", text.strip() not in ("0", "false"))
        if kind == "e":
            return Cell("error", text)
        if kind == "d":
            return Cell("date", dt.datetime.fromisoformat(text.removesuffix("Z")).date())
        return self._of_text(text)

    def _of_shared(self, index: int) -> Cell | None:
        if index not in self._texts:
            self._texts[index] = self._of_text(self._strings[index])
        return self._texts[index]

    def _of_text(self, text: str) -> Cell | None:
        return Cell("text", self._counter.check(text)) if text and not text.isspace() else None

    def _of_number(self, text: str, style: int) -> Cell:
        if not text:
            return Cell("formula", "")
        value: int | float = int(text) if text.isdecimal() and len(text) < 16 else float(text)
        if not math.isfinite(value):
            return Cell("error", text)
        if self._is_formula and self._is_stale and value == 0:  # a program that does not compute writes 0
            return Cell("formula", "")
        if style in self._dates:
            return _date(value, self._epoch, style in self._durations)
        return Cell("number", value, self._shown[style] if style < len(self._shown) else "")


def _date(value: float, epoch: dt.datetime, is_duration: bool) -> Cell:
    try:
        found = from_excel(value, epoch, timedelta=is_duration)
    except (OverflowError, ValueError):
        return Cell("error", f"datum {value:g}")
    if isinstance(found, dt.datetime):
        return Cell("date", found.date())
    return Cell("text", str(found))


def _strings_of(book: Any) -> list[str]:
    """The workbook's texts, which openpyxl hands to every sheet."""
    for sheet in book.worksheets:
        return list(sheet._shared_strings)
    return []


def _format(book: Any, number: int) -> str:
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return BUILTIN_FORMATS.get(number, "General")
    formats = book._number_formats
    at = number - BUILTIN_FORMATS_MAX_SIZE
    return str(formats[at]) if at < len(formats) else "General"


def _shown_with(number_format: str) -> str:
    """What a format adds to a number: ``%%`` where it shows a proportion as per cent, or the word that it writes after it."""
    first = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)[0]
    literals = [(found.end(), "".join(part or "" for part in found.groups())) for found in _LITERAL.finditer(first)]
    bare = _LITERAL.sub(lambda found: " " * len(found[0]), re.sub(r"[_*].", "  ", first))
    if "%" in bare:
        return "%%"
    digits = max((bare.rfind(sign) for sign in "0#?"), default=-1)
    return "".join(text for end, text in literals if end > digits + 1).strip() if digits >= 0 else ""
