"""Corrections as files: what is right is read, what is wrong is told with file, line, field and what is expected."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data.corrections import Act, CellWord, load_corrections
from data.definitions import DefinitionError
from data.vocabulary import Period, PeriodKind

VALID = """\
# Rättelser.
corrections:
  - do: override
    unit: Axelsbergs vård- och omsorgsboende
    period: VB 2020
    indicator: Sjukfrånvaro
    cell: outcome
    expect: "48 %"
    value: "4,8 %"
    why: Kommat fattas.
    by: Anna
    date: 2024-06-01
"""


def written(folder: Path, text: str) -> Path:
    (folder / "axelsberg.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_correction_says_what_is_done_with_which_figure(tmp_path: Path) -> None:
    (correction,) = load_corrections(written(tmp_path, VALID)).all
    says = correction.says
    assert (says.do, says.cell, says.expect, says.value) == (Act.OVERRIDE, CellWord.OUTCOME, "48 %", "4,8 %")
    assert (says.document_period, says.by, says.date) == (Period(2020, PeriodKind.VB), "Anna", dt.date(2024, 6, 1))
    assert correction.place == "data/corrections/axelsberg.yaml, rad 3"


def test_no_corrections_are_no_fault(tmp_path: Path) -> None:
    assert load_corrections(tmp_path).all == ()


def test_the_fingerprint_follows_the_files(tmp_path: Path) -> None:
    before = load_corrections(written(tmp_path, VALID)).sha256
    assert load_corrections(written(tmp_path, VALID.replace("Anna", "Bo"))).sha256 != before


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("do: override", "do: rätta", 3, "do"),
        ("cell: outcome", "cell: utfall", 7, "cell"),
        ('    expect: "48 %"\n', "", 3, "expect"),
        ("    why: Kommat fattas.\n", "", 3, "why"),
        ("period: VB 2020", "period: 2020", 5, "period"),
        ("period: VB 2020", "period: hösten", 5, "period"),
        ("do: override", "do: drop", 9, "value"),
        ('    value: "4,8 %"\n', "", 3, "value"),
        ("do: override", "do: scale", 3, "factor"),
        ('value: "4,8 %"', 'value: "4,8 %"\n    missing: not_reported', 10, "missing"),
        ("    unit: Axelsbergs vård- och omsorgsboende\n", "", 3, "unit"),
        ("do: override", "do: override\n    sha256: " + "a" * 64, 4, "sha256"),
        ("do: override", "do: override\n    farg: röd", 4, "farg"),
        ("corrections:", "rättelser:", 2, "rättelser"),
        ("corrections:", "corrections: inga\nnågot:", 2, "corrections"),
    ],
)
def test_a_fault_is_told_with_file_line_and_field(tmp_path: Path, old: str, new: str, line: int, field: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        load_corrections(written(tmp_path, VALID.replace(old, new, 1)))
    told = {(problem.file.name, problem.line, problem.field) for problem in raised.value.problems}
    assert ("axelsberg.yaml", line, field) in told


def test_two_corrections_of_one_cell_are_a_fault(tmp_path: Path) -> None:
    second = VALID.partition("corrections:\n")[2].replace("4,8 %", "4,9 %")
    with pytest.raises(DefinitionError, match=r"samma cell som i axelsberg.yaml, rad 3"):
        load_corrections(written(tmp_path, VALID + second))


def test_the_installations_own_corrections_can_be_used() -> None:
    assert {correction.says.do for correction in load_corrections().all} == {Act.DROP}
