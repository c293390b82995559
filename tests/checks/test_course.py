"""Figures of quite another size than before, and follow-ups with far fewer than a year ago."""

from __future__ import annotations

from typing import Any

import pytest

from data.vocabulary import FindingKind, Measure, Period, PeriodKind
from etl.checks import CellName
from etl.checks.course import Measured, another_magnitude_than_before, fewer_than_a_year_ago
from etl.checks.slipped_shares import share_with_slipped_decimal
from tests.checks.rows import row

T1, T2 = Period(2024, PeriodKind.T1), Period(2024, PeriodKind.T2)


def asked(measure: Measure | None, before: float, now: float) -> list[str]:
    told = another_magnitude_than_before(
        "x", "Indikatorn", measure, Measured(now, f"{now:g}", T2), Measured(before, f"{before:g}", T1)
    )
    return [problem.message for problem in told]


@pytest.mark.parametrize(
    ("measure", "before", "now"),
    [
        (Measure.SHARE, 9.5, 95),
        (Measure.SHARE, 95, 9.5),
        (Measure.SHARE, 95, 0.95),
        (Measure.SHARE, 8.2, 79),
        (Measure.COUNT, 36, 360),
        (Measure.AMOUNT, 3.3, 3300),
        (Measure.AMOUNT, 1.9, 0.19),
        (Measure.INDEX, 83, 8.3),
    ],
)
def test_a_slipped_decimal_mark_or_another_unit_is_asked_about_with_both_figures(
    measure: Measure, before: float, now: float
) -> None:
    (message,) = asked(measure, before, now)
    assert f"Utfallet T2 2024 för «Indikatorn» är {now:g}, men {before:g} i T1 2024" in message


@pytest.mark.parametrize(
    ("measure", "before", "now"),
    [
        (Measure.SHARE, 20, 90),
        (Measure.SHARE, 0.5, 5),
        (Measure.SHARE, 0, 95),
        (Measure.COUNT, 1, 12),
        (Measure.COUNT, 360, 0),
        (Measure.AMOUNT, 3.3, 30),
        (None, 1, 1000),
    ],
)
def test_what_may_well_happen_is_not_asked_about(measure: Measure | None, before: float, now: float) -> None:
    assert asked(measure, before, now) == []


def test_a_share_far_from_both_the_last_one_and_what_was_aimed_at_is_doubtful() -> None:
    (question,) = share_with_slipped_decimal(row(outcome="95 %", previous="9,5 %", target="7,5 %"))
    assert question.doubtful == {CellName.OUTCOME}
    assert "är 95 %, men det föregående var 9,5 % och årsmålet är 7,5 %" in question.message


@pytest.mark.parametrize(
    "cells",
    [
        {"outcome": "20 %", "previous": "2 %", "target": "20 %"},
        {"outcome": "95 %", "previous": "9,5 %"},
        {"outcome": "9 %", "previous": "9,5 %", "target": "90 %"},
    ],
    ids=["as aimed at", "no target", "as before"],
)
def test_a_share_that_something_speaks_for_is_not_doubtful(cells: dict[str, Any]) -> None:
    assert list(share_with_slipped_decimal(row(**cells))) == []


def test_far_fewer_indicators_than_a_year_ago_are_told_of() -> None:
    (warning,) = fewer_than_a_year_ago(T2, 3, 14)
    assert warning.kind is FindingKind.WARNING
    assert warning.message == "T2 2024 har utfall för 3 indikatorer, men T2 2023 hade för 14."


@pytest.mark.parametrize(("now", "before"), [(7, 14), (1, 3), (5, 0)])
def test_somewhat_fewer_are_not(now: int, before: int) -> None:
    assert list(fewer_than_a_year_ago(T2, now, before)) == []
