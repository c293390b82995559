"""Whatever a PDF or Word file holds, its reader ends in time, raises nothing and gives records with places.

The benchmark ``tests/benchmarks/fuzz_readers.py`` runs the same cases by the thousand.
"""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType

import pytest

from tests.readers.fuzzing import pdf, word

_SECONDS = 10


@pytest.mark.parametrize("module", [pdf, word], ids=["pdf", "word"])
def test_damaged_files(tmp_path: Path, module: ModuleType) -> None:
    path = tmp_path / f"skadad{module.SUFFIX}"
    for seed in range(64):
        ordinary = [kind for kind in module.KINDS if kind not in module.HOSTILE]
        path.write_bytes(module.case(ordinary[seed % len(ordinary)], seed))
        start = time.monotonic()
        records = list(module.read(path))
        assert time.monotonic() - start < _SECONDS
        assert records
        assert all(record.line >= 1 for record in records)
        assert all(record.place for record in records) or len(records) == 1


@pytest.mark.parametrize("kind", ["figures in figures", "many letters", "pages in a circle", "a huge number", "deep arrays"])
def test_hostile_pdf(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from etl.readers.pdf import guard

    monkeypatch.setattr(guard, "_DRAWN_AT_MOST", 4_000)
    path = tmp_path / "fientlig.pdf"
    path.write_bytes(pdf.case(kind, 1))
    start = time.monotonic()
    assert list(pdf.read(path))
    assert time.monotonic() - start < _SECONDS


@pytest.mark.parametrize("kind", word.HOSTILE)
def test_hostile_word(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "fientlig.docx"
    path.write_bytes(word.case(kind, 1))
    start = time.monotonic()
    assert list(word.read(path))
    assert time.monotonic() - start < _SECONDS
