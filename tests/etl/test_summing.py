"""Rounding many figures at once is rounding them one by one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from etl.read_model.summing import decimals_in, nearest_whole, whole
from etl.rules.exact import decimals_of, rounded

printed = st.builds(lambda number, decimals: number / 10**decimals, st.integers(-(10**7), 10**7), st.integers(0, 6))
fractions = st.tuples(st.integers(-(2**53), 2**53), st.integers(1, 2**53))


@given(st.lists(printed, min_size=1, max_size=20))
def test_figures_have_the_decimals_that_they_are_written_with(values: list[float]) -> None:
    in_whole, fits = whole(np.array(values))
    assert fits.all()
    assert decimals_in(in_whole).tolist() == [decimals_of(value) for value in values]


@given(st.lists(fractions, min_size=1, max_size=20))
def test_a_fraction_is_rounded_as_the_rule_does_it(of: list[tuple[int, int]]) -> None:
    numerators, denominators = (np.array(column, np.int64) for column in zip(*of, strict=True))
    assert nearest_whole(numerators, denominators).tolist() == [rounded(*each, 0) for each in of]


def test_halves_go_away_from_zero() -> None:
    assert [rounded(number, 2, 0) for number in (-3, -1, 1, 3)] == [-2, -1, 1, 2]
    assert rounded(845, 100, 1) == Fraction(17, 2)


def test_nothing_divided_by_nobody_is_nothing() -> None:
    assert nearest_whole(np.array([0]), np.array([0])).tolist() == [0]
