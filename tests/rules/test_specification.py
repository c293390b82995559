"""Every case of the tables in ``tables/`` comes out of the rules as it stands there, and the document is made from them."""

from __future__ import annotations

import pytest

from tests.rules import document
from tests.rules.specification import EXPECTED_COLUMNS, REASON, STATUS, Case, Table, computed, tables

CASES = [case for table in tables() for case in table.cases]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case_comes_out_as_it_stands(case: Case) -> None:
    result = computed(case)
    expected = {column: case.cells[column] for column in case.cells if column in EXPECTED_COLUMNS}
    assert {column: result[column] for column in expected} == expected


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_table_expects_something_and_says_why(table: Table) -> None:
    assert EXPECTED_COLUMNS.intersection(table.columns)
    assert all(case.cells["varför"].strip() for case in table.cases)
    inputs = [tuple(case.cells[column] for column in table.columns if column != "varför") for case in table.cases]
    assert len(set(inputs)) == len(inputs), "samma fall två gånger"


def test_every_status_and_reason_has_a_case() -> None:
    assert {case.cells["status"] for case in CASES if "status" in case.cells} == set(STATUS.values())
    assert {case.cells["skäl"] for case in CASES if "skäl" in case.cells} == set(REASON.values())


def test_the_document_is_what_the_tables_give() -> None:
    assert document.PATH.read_text(encoding="utf-8") == document.text(), f"Gör om dokumentet: {document.COMMAND}"
