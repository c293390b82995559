"""Stated judgements, units of measure and names: the words around the figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Judgement
from etl.normalise.doubts import Doubt
from etl.normalise.judgements import parse_judgement
from etl.normalise.printed import folded, squeezed
from etl.normalise.proposals import nearest_names, proposal_sentence
from etl.normalise.units_of_measure import unit_written

INDICATORS = ["Sjukfrånvaro", "Sjukfrånvaro dag 1-14", "Ledarskapsindex", "Aktivt Medskapandeindex"]


@pytest.mark.parametrize(
    ("printed", "judgement"),
    [
        ("Uppfylls helt", Judgement.UPPFYLLS_HELT),
        ("uppfylls\u00a0delvis", Judgement.UPPFYLLS_DELVIS),
        ("Uppfylls inte", Judgement.UPPFYLLS_INTE),
        ("Uppfylls ej", Judgement.UPPFYLLS_INTE),
        ("Uppfylls inte alls.", Judgement.UPPFYLLS_INTE),
        ("", None),
    ],
)
def test_a_stated_judgement(printed: str, judgement: Judgement | None) -> None:
    assert parse_judgement(printed) is judgement


@pytest.mark.parametrize("printed", ["Kommer att uppfyllas", "Uppfylls", "Ej bedömt", "helt ok"])
def test_other_words_are_never_interpreted(printed: str) -> None:
    assert isinstance(parse_judgement(printed), Doubt)


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("procent", "%"),
        ("St.", "st"),
        ("kg CO2e / kg livsmedel", "kg CO2 per kg livsmedel"),
        ("gwh", "GWh"),
        ("", ""),
        ("%%", None),
    ],
)
def test_a_unit_is_written_in_one_way(printed: str, unit: str | None) -> None:
    assert unit_written(printed) == unit


def test_nearest_names_are_proposed_the_most_alike_first() -> None:
    assert nearest_names("Sjukfrånvaro dag 1–15", INDICATORS) == ["Sjukfrånvaro dag 1-14"]
    assert nearest_names("sjukfrånvaron", INDICATORS) == ["Sjukfrånvaro"]
    assert nearest_names("Antal platser i förskolan", INDICATORS) == []


def test_a_proposal_is_a_sentence_or_nothing() -> None:
    assert proposal_sentence("Ledarskapsindexet", INDICATORS) == (
        "Liknar «Ledarskapsindex». Det som skiljer: «ledarskapsindexet» i stället för «ledarskapsindex»."
    )
    assert proposal_sentence("Något helt annat", INDICATORS) == ""
    several = proposal_sentence("Andel nöjda i hemtjänsten", ["Andel nöjda i hemtjänst", "Andel nöjda i hemtjänsten nu"])
    assert several == (
        "Liknar «Andel nöjda i hemtjänst» och «Andel nöjda i hemtjänsten nu»."
        " Det som skiljer: «hemtjänsten» i stället för «hemtjänst»."
    )


def test_signs_that_mean_the_same_are_folded() -> None:
    assert folded("  a\u00a0b\u2009c\n–d\u00ad ") == "a b c -d"
    assert squeezed("Nämnd/styrel se") == "nämnd/styrelse"


@given(st.text(), st.text())
def test_any_names_can_be_compared(name: str, other: str) -> None:
    assert nearest_names(name, [other]) in ([], [other])
    assert folded(folded(name)) == folded(name)
