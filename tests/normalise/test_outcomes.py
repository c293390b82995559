"""Outcomes as reports print them, and the marks that stand where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import MissingReason
from etl.normalise.doubts import Doubt
from etl.normalise.outcomes import PrintedOutcome, parse_n, parse_outcome


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("-", MissingReason.DROPPED_OUT),
        ("–", MissingReason.DROPPED_OUT),
        ("−", MissingReason.DROPPED_OUT),
        ("..", MissingReason.WITHHELD),
        (".", MissingReason.NOT_APPLICABLE),
        ("ej aktuellt", MissingReason.NOT_APPLICABLE),
        ("Ej\u00a0aktuellt", MissingReason.NOT_APPLICABLE),
        ("i.u.", MissingReason.NOT_REPORTED),
        ("Uppgift saknas", MissingReason.NOT_REPORTED),
    ],
)
def test_a_mark_says_why_there_is_no_value(printed: str, reason: MissingReason) -> None:
    assert parse_outcome(printed) == PrintedOutcome(None, "", reason)


def test_a_value_an_empty_cell_and_a_misprint_are_three_things() -> None:
    assert parse_outcome("4,8 %") == PrintedOutcome(4.8, "%")
    assert parse_outcome(" ") is None
    assert isinstance(parse_outcome("4,8 %%"), Doubt)
    assert isinstance(parse_outcome("Ja"), Doubt)
    assert isinstance(parse_outcome("…"), Doubt)


@pytest.mark.parametrize(("printed", "n"), [("45", 45), ("1 234 st", 1234), ("", None), ("..", None)])
def test_the_number_of_respondents_is_whole(printed: str, n: int | None) -> None:
    assert parse_n(printed) == n


@pytest.mark.parametrize("printed", ["45,5", "-3", "45 %", "många"])
def test_a_number_of_respondents_that_is_none_is_asked_about(printed: str) -> None:
    assert isinstance(parse_n(printed), Doubt)


@given(st.text())
def test_any_text_is_read_doubted_or_nothing(text: str) -> None:
    outcome = parse_outcome(text)
    assert outcome is None or isinstance(outcome, Doubt) or (outcome.value is None) is (outcome.missing is not None)
    assert parse_n(text) is None or isinstance(parse_n(text), int | Doubt)
