"""Whatever a file holds, the reader ends in time, raises nothing and gives records with places in the file."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from etl.readers.records import Indicator, Record
from etl.readers.text import read_text
from tests.benchmarks.bench_reading import report


def damaged(chance: random.Random, kind: str) -> bytes:
    lines = report(chance, 1).split("\n")
    start = chance.randrange(len(lines) // 2)
    lines = lines[start : start + chance.randrange(20, 500)]
    if kind == "cut off":
        return "\n".join(lines).encode()[: chance.randrange(1, 20_000)]
    if kind == "shuffled":
        chance.shuffle(lines)
        return "\n".join(lines).encode()
    if kind == "lines lost":
        return "\n".join(line for line in lines if chance.random() < 0.7).encode()
    if kind == "letters lost":
        return "".join(letter for letter in "\n".join(lines) if chance.random() < 0.95).encode()
    if kind == "one line":
        return " ".join(lines).encode()
    if kind == "latin-1":
        return "\n".join(lines).encode("latin-1", "replace")
    return chance.randbytes(chance.randrange(5_000))


@pytest.mark.parametrize("kind", ["cut off", "shuffled", "lines lost", "letters lost", "one line", "latin-1", "random bytes"])
def test_damaged_documents(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "skadad.txt"
    for seed in range(40):
        path.write_bytes(damaged(random.Random(seed), kind))
        start = time.monotonic()
        records: list[Record] = list(read_text(path))
        assert time.monotonic() - start < 10
        lines = path.read_bytes().count(b"\n") + 1
        assert all(1 <= record.line <= lines for record in records)
        assert all(record.name for record in records if isinstance(record, Indicator))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    (remark,) = read_text(tmp_path / "finns-inte.txt")
    assert getattr(remark, "code", "") == "unreadable-file"


def test_an_enormous_line_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "lang.txt"
    path.write_text("ord " * 2_000_000, encoding="utf-8")
    assert [record.type for record in read_text(path)] == ["document", "remark"]
