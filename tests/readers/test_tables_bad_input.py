"""Whatever a file of tables holds, its reader ends in time, raises nothing, and says what to do.

The benchmark ``tests/benchmarks/fuzz_readers.py`` runs the same cases by the thousand.
"""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType

import pytest

from etl.readers.records import Indicator, Remark
from tests.readers.fuzzing import tables, tables_csv, tables_ods

_SECONDS = 10
MODULES = [tables, tables_ods, tables_csv]


@pytest.mark.parametrize("module", MODULES, ids=["xlsx", "ods", "csv"])
def test_damaged_files(tmp_path: Path, module: ModuleType) -> None:
    path = tmp_path / f"skadad{module.SUFFIX}"
    for seed in range(120):
        ordinary = [kind for kind in module.KINDS if kind not in module.HOSTILE]
        path.write_bytes(module.case(ordinary[seed % len(ordinary)], seed))
        start = time.monotonic()
        records = list(module.read(path))
        assert time.monotonic() - start < _SECONDS
        assert records
        assert all(record.line >= 0 for record in records)
        assert all(record.name for record in records if isinstance(record, Indicator))


REFUSED = {
    ("xlsx", "entities"): "entities",
    ("xlsx", "a zip bomb"): "too_large",
    ("xlsx", "a huge cell"): "cell_too_long",
    ("xlsx", "a huge cell in its place"): "cell_too_long",
    ("xlsx", "an old workbook"): "old_workbook",
    ("xlsx", "a locked workbook"): "locked",
    ("xlsx", "a web page"): "not_a_workbook",
    ("ods", "entities"): "entities",
    ("ods", "a zip bomb"): "too_large",
    ("ods", "rows repeated without end"): "too_large",
    ("ods", "a locked file"): "locked",
    ("csv", "a huge cell"): "csv_damaged",
    ("csv", "many rows"): "too_large",
    ("csv", "an open quotation mark"): "csv_damaged",
    ("csv", "zeros"): "not_text",
}


@pytest.mark.parametrize(("ending", "kind"), [(m.SUFFIX[1:], kind) for m in MODULES for kind in m.HOSTILE])
def test_hostile_files(tmp_path: Path, ending: str, kind: str) -> None:
    module = {each.SUFFIX[1:]: each for each in MODULES}[ending]
    path = tmp_path / f"fientlig.{ending}"
    path.write_bytes(module.case(kind, 1))
    start = time.monotonic()
    records = list(module.read(path))
    assert time.monotonic() - start < _SECONDS
    refused = [each.code for each in records if isinstance(each, Remark) and each.kind == "rejection"]
    assert (
        refused == [REFUSED[ending, kind]]
        if (ending, kind) in REFUSED
        else any(isinstance(r, Indicator) for r in records) or refused
    )


def test_a_workbook_under_another_ending_is_told_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "tabell.csv"
    path.write_bytes(tables.whole_file("xlsxwriter", 0))
    (remark,) = tables.read(path)
    assert isinstance(remark, Remark)
    assert (remark.code, remark.message) == ("not_text", "tabell.csv är ingen textfil utan en fil av slaget .xlsx eller .ods.")


def test_an_old_workbook_is_told_how_to_save_it(tmp_path: Path) -> None:
    path = tmp_path / "gammal.xls"
    path.write_bytes(tables.case("an old workbook", 0))
    (remark,) = tables.read(path)
    assert isinstance(remark, Remark)
    assert "spara den som Excel-arbetsbok (.xlsx)" in remark.action
