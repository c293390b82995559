"""Excel workbooks that are damaged, or made to take time and memory."""

from __future__ import annotations

import io
import random
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from data.definitions import load_definitions
from data.vocabulary import Period, PeriodKind
from etl.readers.records import Record
from etl.readers.tables import Knowledge, read_table
from etl.tables import knowledge_of
from tests.readers.fuzzing.damage import WAYS, damaged
from tests.readers.making_tables import SETUPS, Figures, write
from tests.readers.making_tables.files import Plain, Share

SUFFIX = ".xlsx"
HOSTILE = (
    *("entities", "a zip bomb", "a huge cell", "a huge cell in its place", "a million empty rows", "a dimension that lies"),
    *("an old workbook", "a locked workbook", "a web page", "many merged cells", "a cell far away"),
)
KINDS = (*WAYS, "xml changed", *HOSTILE)
_SHEET, _STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@cache
def knowledge() -> Knowledge:
    return knowledge_of(load_definitions())


def read(path: Path) -> Iterator[Record]:
    return read_table(path, knowledge())


def case(kind: str, seed: int) -> bytes:
    chance = random.Random(seed)
    if kind in HOSTILE:
        return _HOSTILE[kind]()
    whole = whole_file("xlsxwriter", seed % len(SETUPS))
    if kind != "xml changed":
        return damaged(whole, kind, chance)
    return with_part(whole, _SHEET, lambda xml: rearranged(xml, chance))


@cache
def whole_file(kind: str, setup: int) -> bytes:
    """A sound file of known figures in one of the set-ups."""
    units, indicators = ["Pilträdets servicehus", "Kungsholmens hemtjänst"], ["Sjukfrånvaro", "Ledarskapsindex"]
    periods = [Period(2023, PeriodKind.T1), Period(2023, PeriodKind.T2)]
    outcomes: dict[tuple[str, str, Period, str], Plain] = {
        (unit, indicator, period, gender): Share(9.5) if indicator == "Sjukfrånvaro" else 78
        for unit in units
        for indicator in indicators
        for period in periods
        for gender in "TKM"
    }
    chosen = [each for each in SETUPS.values() if each.fits_text or kind in ("xlsxwriter", "odfpy")]
    with tempfile.TemporaryDirectory() as folder:
        sheets = chosen[setup % len(chosen)].make(Figures(units, indicators, periods, outcomes))
        return write(sheets, Path(folder), kind).read_bytes()


def with_part(whole: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            content = before.read(part)
            after.writestr(part, change(content) if part == name else content)
    return made.getvalue()


def rearranged(xml: bytes, chance: random.Random) -> bytes:
    """Tags lost, repeated, swapped and given other numbers; well-formed as often as not."""
    tags = re.findall(rb"<[^>]*>[^<]*", xml)
    for _ in range(chance.choice((1, 3, 20))):
        at, other = chance.randrange(len(tags)), chance.randrange(len(tags))
        what = chance.randrange(5)
        if what == 0:
            del tags[at]
        elif what == 1:
            tags.insert(at, tags[other])
        elif what == 2:
            tags[at], tags[other] = tags[other], tags[at]
        elif what == 3:
            tags[at] = re.sub(rb"\d+", lambda _: str(chance.choice((0, 1, 7, 99999, 2**40))).encode(), tags[at])
        else:
            tags[at] = re.sub(rb'"[a-z]+"', b'"e"', tags[at])
    return b"".join(tags)


def with_spaces(whole: bytes, name: str, megabytes: int) -> bytes:
    """The archive with a part that unpacks to so much more, written piece by piece."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            with after.open(part, "w") as file:
                file.write(before.read(part))
                for _ in range(megabytes if part == name else 0):
                    file.write(b" " * (1 << 20))
    return made.getvalue()


def _with_rows(rows: bytes) -> bytes:
    return with_part(whole_file("xlsxwriter", 0), _SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def _entities() -> bytes:
    names = [b"abcdefgh"[at : at + 1] for at in range(8)]
    entities = b'<!ENTITY a "ha">' + b"".join(
        b"<!ENTITY %s '%s'>" % (name, b"&%s;" % before * 100) for before, name in pairwise(names)
    )
    return with_part(
        whole_file("xlsxwriter", 0),
        _SHEET,
        lambda xml: xml.replace(b"<worksheet", b"<!DOCTYPE x [" + entities + b"]><worksheet", 1).replace(
            b"</sheetData>", b'<row r="900"><c r="A900" t="inlineStr"><is><t>&h;</t></is></c></row></sheetData>'
        ),
    )


def _many_empty_rows() -> bytes:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (row, row, row) for row in range(900, 1_048_577))
    return _with_rows(rows)


def _huge_cell() -> bytes:
    return with_part(whole_file("xlsxwriter", 0), _STRINGS, lambda xml: xml.replace(b"Enhet<", b"E" * 50_000_000 + b"<", 1))


def _huge_cell_in_its_place() -> bytes:
    return _with_rows(b'<row r="900"><c r="A900" t="inlineStr"><is><t>' + b"x" * 50_000_000 + b"</t></is></c></row>")


def _many_merged() -> bytes:
    ranges = b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (row, row + 90) for row in range(1, 100_000, 100))
    merged = b'<mergeCells count="1000">' + ranges + b"</mergeCells>"
    return with_part(whole_file("xlsxwriter", 0), _SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merged))


def _lying_dimension() -> bytes:
    return with_part(
        whole_file("xlsxwriter", 0), _SHEET, lambda xml: re.sub(rb'dimension ref="[^"]*"', b'dimension ref="A1:XFD1048576"', xml)
    )


_HOSTILE: dict[str, Callable[[], bytes]] = {
    "entities": _entities,
    "a zip bomb": lambda: with_spaces(whole_file("xlsxwriter", 0), _SHEET, 400),
    "a huge cell": _huge_cell,
    "a huge cell in its place": _huge_cell_in_its_place,
    "a million empty rows": _many_empty_rows,
    "a dimension that lies": _lying_dimension,
    "an old workbook": lambda: _OLE + bytes(5_000),
    "a locked workbook": lambda: _OLE + bytes(5_000) + "EncryptedPackage".encode("utf-16-le") + bytes(500),
    "a web page": lambda: b"<html><body><table><tr><td>Enhet</td></tr></table></body></html>",
    "many merged cells": _many_merged,
    "a cell far away": lambda: _with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
}
