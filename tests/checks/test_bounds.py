"""Targets that go the other way than the indicator's definition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.vocabulary import Better, FindingKind, Measure
from etl.checks import CellName, Row
from etl.checks.bounds import AGAINST_DIRECTION, bound_against_direction
from tests.checks.rows import row


def test_at_most_where_higher_is_better_is_asked_and_not_judged() -> None:
    (question,) = bound_against_direction(replace(row("Nöjda", outcome="40 %", target="högst 87 %"), better=Better.HIGHER))
    assert (question.kind, question.code, question.doubtful) == (
        FindingKind.QUESTION,
        AGAINST_DIRECTION,
        frozenset({CellName.TARGET}),
    )
    assert "«högst 87 %», men enligt definitionen är högre bättre" in question.message
    assert "rätta better i" in question.action


@pytest.mark.parametrize(
    ("target", "better", "is_asked"),
    [
        ("högst 87 %", Better.HIGHER, True),
        ("minst 87 %", Better.LOWER, True),
        ("minska", Better.HIGHER, True),
        ("öka", Better.LOWER, True),
        ("högst 87 %", Better.LOWER, False),
        ("minst 87 %", Better.HIGHER, False),
        ("öka", Better.HIGHER, False),
        ("87 %", Better.HIGHER, False),
        ("Tas fram av nämnd", Better.LOWER, False),
        ("God arbetsmiljö", Better.LOWER, False),
        ("högst 87 %", None, False),
    ],
)
def test_only_a_direction_of_its_own_against_the_definitions(target: str, better: Better | None, is_asked: bool) -> None:
    for cell in ("target", "kf_target"):
        found = list(bound_against_direction(replace(_with_target(cell, target), better=better)))
        assert [each.doubtful for each in found] == ([{CellName[cell.upper()]}] if is_asked else [])


def _with_target(cell: str, target: str) -> Row:
    return row("Nöjda", target=target) if cell == "target" else row("Nöjda", kf_target=target)


def test_each_of_the_two_targets_is_asked_about_by_itself() -> None:
    both = row("Feriejobb", Measure.COUNT, "platser", target="max 10", kf_target="minska")
    assert len(list(bound_against_direction(replace(both, better=Better.HIGHER)))) == 2
