"""Names are compared as people read them, not as they happen to be typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.names import normalise_name, slug

SAME_NAME = [
    ("Sjukfrånvaro", "SJUKFRÅNVARO"),
    ("Sjukfrånvaro dag 1-14", "Sjukfrånvaro dag 1–14"),
    ("Antal identifierade äldre i våldsutsatt situation.", "Antal identifierade äldre i våldsutsatt situation"),
    ("Andel äldre som är nöjda med matlagningsgrupperna?", "Andel äldre som är nöjda med  matlagningsgrupperna"),
    ("Axelsbergs vård- och omsorgsboende", "Axelsbergs\u00a0vård- och\nomsorgsboende "),
    (
        "Beställarenheten Äldreomsorg - Enheten för myndighetsutövning",
        "Beställarenheten Äldreomsorg – Enheten för myndighetsutövning",
    ),
    ("Pilträdets servicehus", "”Pilträdets servicehus”"),
    ("Äldreomsorg", unicodedata.normalize("NFD", "Äldreomsorg")),
    ("nämnd/styrelse", "nämnd/styr\u00adelse"),
]

DIFFERENT_NAMES = [
    ("Sjukfrånvaro", "Sjukfrånvaro dag 1-14"),
    ("Andel digitalt signerade insatser i APPVA", "Andel digitalt signerade insatser i APPVA genomförda i tid"),
    ("Nämndmål 1.4.1", "Nämndmål 1.4.2"),
    ("Kungsholmens hemtjänst", "Kungsholmens hemtjanst"),
]


@pytest.mark.parametrize(("one", "other"), SAME_NAME)
def test_same_name_however_it_is_printed(one: str, other: str) -> None:
    assert normalise_name(one) == normalise_name(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT_NAMES)
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert normalise_name(one) != normalise_name(other)


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once) == once


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Vård- och omsorgsboende Åsen", "vard-och-omsorgsboende-asen"),
        ("Kungsholmens hemtjänst", "kungsholmens-hemtjanst"),
        ("Sjukfrånvaro dag 1–14", "sjukfranvaro-dag-1-14"),
        ("Café Ö & Bröd", "cafe-o-och-brod"),
        ("?", ""),
    ],
)
def test_slug_is_what_an_address_can_hold(name: str, address: str) -> None:
    assert slug(name) == address


@given(st.text(max_size=60))
def test_slug_holds_only_letters_digits_and_single_hyphens(text: str) -> None:
    address = slug(text)
    assert all(part.isascii() and part.isalnum() and part == part.lower() for part in address.split("-")) or address == ""
    assert slug(address) == address
