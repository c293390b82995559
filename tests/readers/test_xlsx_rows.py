"""Two ways of reading a sheet's rows, by a pattern and by an XML parser: they find the same cells."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.readers.tables import xlsx_rows
from etl.readers.tables.grid import Sheet
from etl.readers.tables.xlsx import open_xlsx

CELLS = st.one_of(
    st.none(),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12),
    st.sampled_from(["a & b", "<tomt>", "  indragen", "två\nrader", "=1+2", "]]>", "'", '"']),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
)


def written_by_openpyxl(rows: list[list[Any]], path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(2 * number, column, value)
    sheet.row_dimensions[2].hidden = True
    book.save(path)


def written_by_xlsxwriter(rows: list[list[Any]], path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    sheet, per_cent = book.add_worksheet(), book.add_format({"num_format": "0.0%"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(2 * number, column, value, per_cent if isinstance(value, float) else None)
    sheet.set_row(2, None, None, {"hidden": True})
    book.close()


def sheets(path: Path) -> list[Sheet]:
    return open_xlsx(path).sheets


@pytest.mark.parametrize("write", [written_by_openpyxl, written_by_xlsxwriter])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_both_ways_find_the_same(write: Any, rows: list[list[Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tabell.xlsx"
        write(rows, path)
        by_pattern = sheets(path)
        with pytest.MonkeyPatch.context() as changed:
            changed.setattr(xlsx_rows, "_USUAL_HEAD", re.compile(rb"(?!)"))
            by_parser = sheets(path)
    assert by_pattern == by_parser


def test_a_row_that_is_longer_than_any_usual_one_is_read_by_the_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[f"Enhet {number}", number, None, "text"] for number in range(3_000)]
    written_by_openpyxl(rows, tmp_path / "lang.xlsx")
    whole = sheets(tmp_path / "lang.xlsx")
    monkeypatch.setattr(xlsx_rows, "_LONGEST_USUAL_ROW", 10)
    assert sheets(tmp_path / "lang.xlsx") == whole
    assert len(whole[0].rows) == 3_000


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        (b'<c r="B2" t="n"><v>7</v></c>', b'<c t="n" r="B2"><v>7</v></c>'),
        (b'<c r="B2" t="n"><v>7</v></c>', b'<!-- 9 --><c r="B2" t="n"><v> 7 </v></c>'),
        (b'<c r="B2" t="n"><v>7</v></c>', b'<c r="B2" t="n"><v>&#55;</v></c>'),
        (b'<row r="2">', b'<row r="2" x14ac:dyDescent="0.25" spans="1:2">'),
        (b'<row r="2">', b'<row r="1"/><row r="2">'),
    ],
)
def test_what_is_written_in_another_way_is_the_same(tmp_path: Path, usual: bytes, other: bytes) -> None:
    written_by_openpyxl([["Utfall", 7]], tmp_path / "tabell.xlsx")
    path = tmp_path / "annan.xlsx"
    with zipfile.ZipFile(tmp_path / "tabell.xlsx") as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            content = source.read(part).replace(b'<row r="2" hidden="1">', b'<row r="2">')
            assert usual in content or "sheet1" not in part
            target.writestr(part, content.replace(usual, other))
    (sheet,) = sheets(path)
    assert {column: cell.value for column, cell in sheet.rows[2].items()} == {1: "Utfall", 2: 7}
