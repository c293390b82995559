"""Numbers as Swedish readers write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.numbers import difference, distance, number, quantity, telling_decimals


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "written"),
    [
        (9.5, 1, "%", "9,5\u00a0%"),
        (1945.0, 0, "GWh", "1\u00a0945\u00a0GWh"),
        (1234567.891, 2, "", "1\u00a0234\u00a0567,89"),
        (-1.3, 1, "", "\u22121,3"),
        (-0.04, 1, "%", "0,0\u00a0%"),
        (84.0, 0, "", "84"),
        (1.8, 1, "kg CO2 per kg livsmedel", "1,8\u00a0kg CO2 per kg livsmedel"),
        (2.5, 0, "%", "3\u00a0%"),
        (0.285, 2, "", "0,29"),
    ],
)
def test_a_quantity_is_written_with_comma_and_no_break_spaces(value: float, decimals: int, unit: str, written: str) -> None:
    assert quantity(value, decimals, unit) == written


@pytest.mark.parametrize(
    ("later", "earlier", "decimals", "unit", "written"),
    [
        (12.4, 10.3, 1, "%", "+2,1\u00a0procentenheter"),
        (9.0, 10.3, 1, "%", "\u22121,3\u00a0procentenheter"),
        (71.0, 70.0, 0, "%", "+1\u00a0procentenhet"),
        (71.0, 70.0, 1, "%", "+1,0\u00a0procentenheter"),
        (3.1, 3.3, 1, "GWh", "\u22120,2\u00a0GWh"),
        (5.0, 5.0, 0, "st", "±0\u00a0st"),
    ],
)
def test_a_change_of_a_share_is_in_percentage_points(
    later: float, earlier: float, decimals: int, unit: str, written: str
) -> None:
    assert difference(later, earlier, decimals, unit) == written
    assert distance(later, earlier, decimals, unit) == written.lstrip("+\u2212±")


def test_different_figures_never_look_the_same() -> None:
    assert telling_decimals([8.4, 8.0], 0) == 1
    assert telling_decimals([8.0, 9.0, None], 0) == 0
    assert telling_decimals([8.0, 8.0], 0) == 0
    assert telling_decimals([9.5, 9.5], 1) == 1


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_reading_back_gives_the_rounded_value(value: float, decimals: int) -> None:
    read = Decimal(number(value, decimals).replace("\u00a0", "").replace(",", ".").replace("\u2212", "-"))
    assert abs(read - Decimal(str(value))) <= Decimal(1).scaleb(-decimals) / 2
