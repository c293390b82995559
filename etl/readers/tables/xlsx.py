"""Excel workbooks, as a stream: the cells' stored values and what their number formats say of them; no formula is computed.

openpyxl reads the workbook, its texts and its styles; ``xlsx_rows`` reads the sheets' rows.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from etl.readers.tables.grid import Counter, RefusedError, Sheet, Workbook, damaged
from etl.readers.tables.safety import open_zip
from etl.readers.tables.xlsx_cells import Cells, texts_with_raised_digits
from etl.readers.tables.xlsx_rows import Rows

_STRICT = b"purl.oclc.org/ooxml"
_MOST_MERGED = 100_000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
_VALUES = tuple(begin + tag + end for begin in (b"<", b":") for tag in (b"v", b"is", b"f") for end in (b">", b" "))
_CHUNK = 1 << 17
_PATH = "_worksheet_path"
"""Where openpyxl keeps the name of a sheet's part in the archive."""
_OVERLAP = 60
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
        rows = Rows(Cells(book, _texts(book, archive), Counter(path.name)))
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


def _texts(book: Any, archive: zipfile.ZipFile) -> list[str]:
    """The workbook's texts, which openpyxl hands to every sheet; read here where some signs are raised, as openpyxl tells not."""
    part = next((name for name in archive.namelist() if name.casefold().endswith("sharedstrings.xml")), "")
    content = archive.read(part) if part else b""
    if b"superscript" in content:
        return texts_with_raised_digits(content)
    return next((list(sheet._shared_strings) for sheet in book.worksheets), [])
