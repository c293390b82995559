"""Margins of error: against published examples, another way of computing them, and what must hold for all of them."""

from __future__ import annotations

import statistics
from dataclasses import replace
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import FOLLOW_UPS, Measure, MeasuredOver, Period
from etl.rules.figures import Figure, IndicatorRules
from etl.rules.margin import (
    Z_95,
    Interval,
    is_within_margin,
    margin_of_gap,
    margin_of_outcome,
    newcombe,
    newcombe_bounds,
    shares_measurements,
    wilson,
    wilson_bounds,
)

SHARE = IndicatorRules(better=None, tolerance_pct=10, measure=Measure.SHARE, unit_of_measure="%")

shares = st.decimals(0, 100, places=1).map(float)
numbers = st.integers(1, 5000)
periods = st.builds(Period, st.integers(2019, 2024), st.sampled_from(FOLLOW_UPS))
kinds_of_time = st.none() | st.sampled_from(MeasuredOver)


# ---- published examples ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "of_a", "b", "of_b", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
    ids=[f"Newcombe ({letter})" for letter in "abcdefgh"],
)
def test_difference_of_newcombes_own_examples(a: int, of_a: int, b: int, of_b: int, low: float, high: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17, table II, method 10, as the R package propint repeats them."""
    interval = newcombe(100 * a / of_a, of_a, 100 * b / of_b, of_b)
    assert (round(interval.low / 100, 4), round(interval.high / 100, 4)) == (low, high)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (430, 474, 0.8776750858242243, 0.9301239839930541),
        (392, 436, 0.8672311846637769, 0.9239625360567735),
        (10, 14, 0.4535045882751561, 0.882788120898909),
    ],
)
def test_share_of_a_published_example(k: int, n: int, low: float, high: float) -> None:
    """The examples of the JavaScript package wilson-score-interval, which takes z as 1.96: the same to four decimals."""
    interval = wilson(100 * k / n, n)
    assert interval.low / 100 == pytest.approx(low, abs=5e-5)
    assert interval.high / 100 == pytest.approx(high, abs=5e-5)


def test_the_quantile_is_the_normal_distributions() -> None:
    assert pytest.approx(statistics.NormalDist().inv_cdf(0.975), abs=1e-15) == Z_95


# ---- another way of computing the same -------------------------------------------------------------------------------


def test_share_by_its_definition() -> None:
    """Wilson's bounds are the shares t from which the outcome lies exactly z standard errors: (p − t)² = z² t (1 − t) / n."""
    for share, n in ((84.0, 45), (50.0, 45), (0.1, 3), (99.9, 5000), (38.3, 60)):
        interval = wilson(share, n)
        for bound in (interval.low, interval.high):
            with localcontext() as context:
                context.prec = 40
                p, t, z = Decimal(share) / 100, Decimal(bound) / 100, Decimal("1.95996398454005423552")
                distance = (p - t) ** 2 - z * z * t * (1 - t) / n
            assert abs(distance) < Decimal("1e-15")


@given(st.lists(st.tuples(shares, numbers, shares, numbers), min_size=1, max_size=50))
def test_in_bulk_it_is_the_same_to_the_last_bit(cases: list[tuple[float, int, float, int]]) -> None:
    a, n_a, b, n_b = (np.array(column) for column in zip(*cases, strict=True))
    low, high = newcombe_bounds(a, n_a, b, n_b, np)
    assert [Interval(*each) for each in zip(low.tolist(), high.tolist(), strict=True)] == [newcombe(*case) for case in cases]
    low, high = wilson_bounds(a, n_a, np)
    assert [Interval(*each) for each in zip(low.tolist(), high.tolist(), strict=True)] == [
        wilson(share, n) for share, n, *_ in cases
    ]


# ---- what holds for all ----------------------------------------------------------------------------------------------


@given(shares, numbers)
def test_the_margin_holds_its_own_share_and_stays_within_0_and_100(share: float, n: int) -> None:
    interval = wilson(share, n)
    assert 0 <= interval.low <= share <= interval.high <= 100
    assert interval.low < interval.high


@given(shares, numbers)
def test_turned_round_the_margin_is_turned_round(share: float, n: int) -> None:
    interval, turned = wilson(share, n), wilson(100 - share, n)
    assert turned.low == pytest.approx(100 - interval.high, abs=1e-9)
    assert turned.high == pytest.approx(100 - interval.low, abs=1e-9)


@given(shares, numbers, st.integers(1, 1000))
def test_more_respondents_narrow_the_margin(share: float, n: int, more: int) -> None:
    few, many = wilson(share, n), wilson(share, n + more)
    assert many.high - many.low < few.high - few.low


@given(shares, numbers, shares, numbers)
def test_a_difference_holds_itself_and_turns_round(a: float, n_a: int, b: float, n_b: int) -> None:
    interval, turned = newcombe(a, n_a, b, n_b), newcombe(b, n_b, a, n_a)
    assert -100 <= interval.low <= a - b <= interval.high <= 100
    assert (turned.low, turned.high) == (-interval.high, -interval.low)
    assert not (a == b and not is_within_margin(interval, 0.0))


@pytest.mark.parametrize(("share", "n"), [(-0.1, 45), (100.1, 45), (float("nan"), 45), (84.0, 0), (84.0, -3)])
def test_what_is_no_share_has_no_margin(share: float, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(share, n)
    with pytest.raises(ValueError, match="no share"):
        newcombe(50.0, 45, share, n)
    assert margin_of_gap(Figure(share, "%"), n, Figure(50.0, "%"), 45, SHARE) is None


@pytest.mark.parametrize(("level", "is_within"), [(70.0, True), (92.0, True), (69.99, False), (92.01, False)])
def test_the_ends_belong_to_the_margin(level: float, is_within: bool) -> None:
    assert is_within_margin(Interval(70.0, 92.0), level) is is_within


def test_without_margin_or_level_nothing_is_said() -> None:
    assert is_within_margin(None, 0.0) is None
    assert is_within_margin(Interval(70.0, 92.0), None) is None


@given(periods, periods, kinds_of_time)
def test_sharing_is_mutual_and_never_claimed_away_where_it_is_not_known(a: Period, b: Period, over: MeasuredOver | None) -> None:
    assert shares_measurements(a, b, over) is shares_measurements(b, a, over)
    assert shares_measurements(a, b, None) or not shares_measurements(a, b, over)


def test_a_share_of_something_else_than_its_n_has_no_margin() -> None:
    """Sick leave is a share of working hours: the employees' number says nothing of how it varies by chance."""
    sick_leave = IndicatorRules(None, 10.0, Measure.SHARE, "%", n_is_denominator=False)
    assert margin_of_outcome(Figure(7.1, "%"), 75, sick_leave) is None
    assert margin_of_outcome(Figure(7.1, "%"), 75, replace(sick_leave, n_is_denominator=True)) is not None
