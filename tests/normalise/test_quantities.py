"""Numbers as they stand in plans and reports: read exactly, or asked about."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.vocabulary import Quantity
from etl.normalise.doubts import Doubt
from etl.normalise.quantities import parse_quantity

NB, THIN, NARROW = "\u00a0", "\u2009", "\u202f"


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("9,5 %", 9.5, "%"),
        ("9,5%", 9.5, "%"),
        (f"9,5{NB}%", 9.5, "%"),
        ("90", 90.0, ""),
        ("0", 0.0, ""),
        ("83", 83.0, ""),
        ("90 procent", 90.0, "%"),
        ("360 st", 360.0, "st"),
        ("360 st.", 360.0, "st"),
        ("10 personer", 10.0, "personer"),
        ("1945 GWh", 1945.0, "GWh"),
        ("1 945 GWh", 1945.0, "GWh"),
        (f"1{NB}945{NARROW}GWh", 1945.0, "GWh"),
        (f"12{THIN}345{THIN}678 kr", 12345678.0, "kr"),
        ("3,13 GWh", 3.13, "GWh"),
        ("1,8 kg CO2 per kg livsmedel", 1.8, "kg CO2 per kg livsmedel"),
        ("1,8 kg CO₂e/kg livsmedel", 1.8, "kg CO2 per kg livsmedel"),
        ("2,5 miljoner kronor", 2.5, "mnkr"),
        ("−1,3 %", -1.3, "%"),
        ("-1,3 %", -1.3, "%"),
        ("–1,3 %", -1.3, "%"),
        ("9.5 %", 9.5, "%"),
        ("0.123", 0.123, ""),
        ("1.234,5 kr", 1234.5, "kr"),
        ("1.234.567 kr", 1234567.0, "kr"),
        ("1,234.5 kr", 1234.5, "kr"),
        ("1,234 GWh", 1.234, "GWh"),
        ("12 förskolor", 12.0, "förskolor"),
    ],
)
def test_a_printed_number_is_read(printed: str, value: float, unit: str) -> None:
    assert parse_quantity(printed) == Quantity(value, unit)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("4,8 %%", "rest_not_a_unit"),
        ("1,2,3", "number_misprinted"),
        ("12..5", "number_misprinted"),
        ("1.234", "point_or_thousands"),
        ("12.345 kr", "point_or_thousands"),
        (",5", "not_a_number"),
        ("5,", "rest_not_a_unit"),
        ("83.", "rest_not_a_unit"),
        ("NaN", "not_a_number"),
        ("inf", "not_a_number"),
        ("1e5", "rest_not_a_unit"),
        ("19 45 GWh", "number_misprinted"),
        ("1945 000 kr", "number_misprinted"),
        ("10 12 personer", "number_misprinted"),
        ("007", "number_misprinted"),
        ("70–80 %", "rest_not_a_unit"),
        ("ca 85 %", "not_a_number"),
        ("85 % (82 %)", "rest_not_a_unit"),
        ("90 % eller mer", "rest_not_a_unit"),
        ("1/3", "rest_not_a_unit"),
        ("½", "not_a_number"),
        ("< 5", "not_a_number"),
        ("+3", "not_a_number"),
        ("1234567890123456", "too_many_digits"),
        ("٤٢", "not_a_number"),
        ("", "not_a_number"),
        ("-", "not_a_number"),
    ],
)
def test_what_is_not_plainly_a_number_is_asked_about(printed: str, code: str) -> None:
    doubt = parse_quantity(printed)
    assert isinstance(doubt, Doubt)
    assert doubt.code == code
    assert doubt.message.endswith(".")
    assert doubt.action


def test_an_ambiguous_point_names_both_readings() -> None:
    doubt = parse_quantity("1.234 kr")
    assert isinstance(doubt, Doubt)
    assert "(1,234)" in doubt.message
    assert "(1234)" in doubt.message


def swedish(thousandths: int, decimals: int, space: str) -> tuple[str, float]:
    """The number as a Swedish report prints it, with its value."""
    whole, rest = divmod(abs(thousandths), 10**decimals)
    groups = f"{whole:,}".replace(",", space)
    fraction = f",{rest:0{decimals}d}" if decimals else ""
    sign = "−" if thousandths < 0 else ""
    return f"{sign}{groups}{fraction}", thousandths / 10**decimals


@given(
    number=st.integers(-(10**11), 10**11),
    decimals=st.integers(0, 3),
    space=st.sampled_from(["", " ", NB, THIN, NARROW]),
    unit=st.sampled_from(["", " %", "%", f"{NB}%", " GWh", " personer", " kg CO2 per kg livsmedel"]),
)
@example(number=-1, decimals=1, space="", unit=" %")
def test_reading_gives_back_what_was_printed(number: int, decimals: int, space: str, unit: str) -> None:
    printed, value = swedish(number, decimals, space)
    assert parse_quantity(printed + unit) == Quantity(pytest.approx(value, abs=1e-9), unit.strip())  # type: ignore[arg-type]


@given(st.text())
@example("9" * 400)
@example("1\n2")
def test_any_text_is_read_or_doubted(text: str) -> None:
    assert isinstance(parse_quantity(text), Quantity | Doubt)


@given(st.text(alphabet="0123456789.,- %\u00a0−"))
def test_a_number_that_is_read_has_the_digits_that_are_printed(text: str) -> None:
    read = parse_quantity(text)
    if isinstance(read, Quantity):
        printed_digits = "".join(sign for sign in text if sign.isdigit())
        assert format(Decimal(repr(abs(read.value))), "f").replace(".", "").strip("0") in printed_digits
