"""Targets as plans print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import TargetForm
from etl.normalise.doubts import Doubt
from etl.normalise.targets import PrintedTarget, parse_target


@pytest.mark.parametrize(
    ("printed", "form", "value", "unit"),
    [
        ("9,5 %", TargetForm.LEVEL, 9.5, "%"),
        ("83", TargetForm.LEVEL, 83.0, ""),
        ("Max 10 personer", TargetForm.MAX, 10.0, "personer"),
        ("max. 10 personer", TargetForm.MAX, 10.0, "personer"),
        ("Högst 10 personer", TargetForm.MAX, 10.0, "personer"),
        ("≤ 5 %", TargetForm.MAX, 5.0, "%"),
        ("<=5 %", TargetForm.MAX, 5.0, "%"),
        ("minst 90 %", TargetForm.MIN, 90.0, "%"),
        ("Minst: 90 %", TargetForm.MIN, 90.0, "%"),
        ("Lägst 90", TargetForm.MIN, 90.0, ""),
        ("≥90 %", TargetForm.MIN, 90.0, "%"),
        ("öka", TargetForm.INCREASE, None, ""),
        ("Ökar", TargetForm.INCREASE, None, ""),
        ("Ska öka", TargetForm.INCREASE, None, ""),
        ("Öka jämfört med föregående år", TargetForm.INCREASE, None, ""),
        ("ska minska", TargetForm.DECREASE, None, ""),
        ("Minskar", TargetForm.DECREASE, None, ""),
        ("Tas fram av nämnd", TargetForm.DELEGATED, None, ""),
        ("Tas fram av nämnd/styrelse", TargetForm.DELEGATED, None, ""),
        ("Tas fram av nämnd/styrel se", TargetForm.DELEGATED, None, ""),
        ("Tas fram av nämnd/ styrelse", TargetForm.DELEGATED, None, ""),
        ("Tas fram av\u00a0nämnden", TargetForm.DELEGATED, None, ""),
        ("Fastställs av nämnd eller styrelse", TargetForm.DELEGATED, None, ""),
        ("Budget i balans", TargetForm.WORDS, None, ""),
        ("Oförändrat", TargetForm.WORDS, None, ""),
    ],
)
def test_a_printed_target_is_read(printed: str, form: TargetForm, value: float | None, unit: str) -> None:
    assert parse_target(printed) == PrintedTarget(form, value, unit)


@pytest.mark.parametrize("printed", ["", "  ", "-", "–", ".", "..", "i.u.", "uppgift saknas", "Ej aktuellt"])
def test_no_target_is_no_target(printed: str) -> None:
    assert parse_target(printed) is None


@pytest.mark.parametrize(
    "printed",
    [
        *("4,8 %%", "1,2,3", "12..5", "1.234", ",5", "NaN", "1e5", "#DIV/0!"),
        *("> 90 %", "under 5", "Tas fram av", "öka med 5 %", "Öka till 90 %", "mellan 80 och 90 %"),
        *("%", "***", "Max ca 10", "10 personer högst"),
    ],
)
def test_an_uncertain_target_is_asked_about(printed: str) -> None:
    assert isinstance(parse_target(printed), Doubt)


@given(st.text())
def test_any_text_is_read_doubted_or_nothing(text: str) -> None:
    target = parse_target(text)
    assert target is None or isinstance(target, PrintedTarget | Doubt)


@given(st.sampled_from(["Max ", "Högst ", "minst ", "≥", "<= ", ""]), st.integers(0, 10**6), st.sampled_from(["", " %", " st"]))
def test_the_level_of_a_bound_is_the_number_in_it(bound: str, number: int, unit: str) -> None:
    target = parse_target(f"{bound}{number}{unit}")
    assert isinstance(target, PrintedTarget)
    assert target.value == number
    assert (target.form is TargetForm.LEVEL) is (bound == "")
