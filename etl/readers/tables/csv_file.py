"""Text files with separators (CSV): which signs, which separator, and every cell as text."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter as Tally
from itertools import islice
from pathlib import Path

from etl.readers.tables.grid import Cell, Counter, RefusedError, Row, Sheet, Workbook

MOST_BYTES = 100 * 1024 * 1024
_SEPARATORS = (";", "\t", "|", ",")
_SAMPLE_LINES = 200
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WORKBOOKS = {b"PK\x03\x04": ".xlsx eller .ods", bytes.fromhex("d0cf11e0"): ".xls", b"%PDF": ".pdf"}
_OLDER = ("cp1252", "mac_roman", "cp850")
_SWEDISH = frozenset("åäöÅÄÖéÉ")
_FORMULA_SIGNS = ("=", "+", "-", "@")
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1a\x1b\x0b")


def open_csv(path: Path) -> Workbook:
    """The file as one sheet without a name, rows by the line where each begins; raises RefusedError for what is no text."""
    if path.stat().st_size > MOST_BYTES:
        message = f"{path.name} är större än {MOST_BYTES >> 20} megabyte."
        raise RefusedError("too_large", message, "Ta bort det som inte ska läsas in, eller dela filen i flera.")
    content = path.read_bytes()
    if not content.strip():
        raise RefusedError("empty", f"{path.name} är tom.", "Kontrollera att rätt fil är sparad.")
    for signature, ending in _WORKBOOKS.items():
        if content.startswith(signature):
            message = f"{path.name} är ingen textfil utan en fil av slaget {ending}."
            raise RefusedError("not_text", message, f"Ge filen rätt ändelse ({ending}) och läs in den igen.")
    text = _decoded(content, path.name)
    del content
    sheet = Sheet("")
    try:
        _fill(sheet, text, Counter(path.name))
    except csv.Error as error:
        raise RefusedError(
            "csv_damaged",
            f"{path.name} kan inte delas i celler{_where(sheet)}: ett citattecken fattas eller står fel, eller en cell är"
            " längre än vad ett kalkylblad rymmer.",
            "Rätta citattecknen där, eller öppna filen i Excel och spara den på nytt.",
        ) from error
    return Workbook([sheet])


def _where(sheet: Sheet) -> str:
    """After which row the reading stopped."""
    return f" efter rad {sheet.last_row}" if sheet.rows else ""


def _decoded(content: bytes, name: str) -> str:
    """UTF-8, UTF-16 or else the older signs that make most Swedish letters; bytes that no text has are refused."""
    encoding = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), "")
    sample = content[:20_000]
    if not encoding and sample.count(0) > len(sample) // 4:
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    try:
        if encoding:
            text = content.decode(encoding)
            if "\0" in text[:20_000]:
                raise _not_text(name)
            return text
        if _CONTROL.intersection(sample):
            raise _not_text(name)
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode(_older_signs(content), "replace")
    except UnicodeDecodeError as error:
        raise _not_text(name) from error


def _older_signs(content: bytes) -> str:
    """Windows' signs, unless a Mac's or DOS's make more Swedish letters of the bytes."""
    other = bytes(sign for sign in content if sign > 0x7F)
    return max(_OLDER, key=lambda encoding: sum(letter in _SWEDISH for letter in other.decode(encoding, "replace")))


def _not_text(name: str) -> RefusedError:
    return RefusedError(
        "not_text",
        f"{name} är ingen textfil.",
        "Kontrollera att det är rätt fil. Spara tabellen som CSV i UTF-8 eller som .xlsx.",
    )


def _fill(sheet: Sheet, text: str, counter: Counter) -> None:
    separator, is_said = _separator(text)
    lines = io.StringIO(text, newline="")
    if is_said:
        lines.readline()
    begins = int(is_said)
    cells: dict[str, Cell] = {}
    reader = csv.reader(lines, delimiter=separator, strict=True)
    for fields in reader:
        line, begins = begins + 1, reader.line_num + is_said
        if separator == ",":  # the only one that stands in Swedish numbers too
            sheet.widths[line] = len(fields)
        row: Row = {}
        for column, text_of_cell in enumerate(fields, start=1):
            cell = cells.get(text_of_cell)
            if cell is None and text_of_cell and not text_of_cell.isspace():
                cell = cells[text_of_cell] = Cell("text", counter.check(_unprotected(text_of_cell)))
            if cell is not None:
                row[column] = cell
        if row:
            counter.add(row)
            sheet.rows[line] = row


def _unprotected(field: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running a text as a formula."""
    return field[1:] if field[0] == "'" and field[1:2] in _FORMULA_SIGNS else field


def _separator(text: str) -> tuple[str, bool]:
    """The separator, and whether the first line says it (``sep=;``); else the one by which most lines have as many cells."""
    lines = list(islice(io.StringIO(text, newline=""), _SAMPLE_LINES))
    first = lines[0].strip().casefold() if lines else ""
    if first.startswith("sep=") and len(first) == 5:
        return first[4], True
    best, most = ";", 0
    for separator in _SEPARATORS:
        widths = Tally(len(fields) for fields in csv.reader(lines, delimiter=separator) if len(fields) > 1)
        alike = max(widths.values(), default=0)
        if alike > most:
            best, most = separator, alike
    return best, False
