"""CSV by columns: the two ways of reading say the same, which is what ``csv.DictReader`` says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers.figures_columns import Columns, read_columns

CELLS = st.text(alphabet="aå1, \"'\t\r\n;.%\ufeff\u00a0\0", max_size=4)
LINES = st.lists(st.lists(CELLS.map(lambda cell: cell.replace("\0", "x")), min_size=0, max_size=4), max_size=6)


def as_rows(columns: Columns) -> list[tuple[int, dict[str, str]]]:
    return [(int(number), columns.cells(row)) for row, number in enumerate(columns.numbers)]


def by_dict_reader(path: Path) -> list[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        return [(reader.line_num, {title: cell.strip() for title, cell in row.items() if title is not None}) for row in reader]


def both(path: Path) -> tuple[Columns, Columns]:
    """Read as a small file is, and as a large one is."""
    return read_columns(path), read_columns(path, large_bytes=0)


def written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n3,4\n",
        "a,b\r\n1,2\r\n3,4",
        "\ufeffa,b\n 1 ,\u00a02\n",
        'a,b\n"9,5 %","sade ""ja"""\n',
        'a,b\n"två\nrader",2\n3,4\n',
        "a,b\n\n1,2\n\n",
        "a,b\n1\n1,2,3\n",
        "a,b\n1,NA\nnull,\n",
        "a,b\n",
        "a,a\n1,2\n",
        'a,b\n1,"oavslutad\n',
        "a,b\n1,2\r3,4\n",
        "a,b\n \n1,2\n",
        'a,b\nx"y,"z"w\n',
    ],
)  # fmt: skip
def test_both_ways_read_what_csv_reads(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "siffror.csv", text)
    small, large = both(path)
    assert as_rows(small) == by_dict_reader(path)
    assert as_rows(large) == as_rows(small)


@given(rows=LINES, raw=st.text(alphabet='a,"\n 1', max_size=12))
def test_whatever_the_cells_hold(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], raw: str) -> None:
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["a", "b", "c"], *rows])
        file.write(raw)
    small, large = both(path)
    assert as_rows(small) == by_dict_reader(path)
    assert as_rows(large) == as_rows(small)


def test_a_file_in_another_encoding_is_no_text_either_way(tmp_path: Path) -> None:
    path = tmp_path / "siffror.csv"
    path.write_bytes("a,b\nå,2\n".encode("latin-1"))
    for large_bytes in (0, 1000):
        with pytest.raises(UnicodeDecodeError):
            read_columns(path, large_bytes=large_bytes)


def test_cells_that_differ_by_white_space_are_one_text(tmp_path: Path) -> None:
    columns = read_columns(written(tmp_path / "siffror.csv", "a\nx\n x\nx \ny\n"))
    assert columns.texts == {"a": ["x", "y"]}
    assert columns.codes["a"].tolist() == [0, 0, 0, 1]
    assert list(columns.runs("a")) == [(0, 3), (3, 4)]
