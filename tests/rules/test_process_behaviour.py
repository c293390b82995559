"""Process behaviour: the fast whole-number rules against the same rules written out in fractions, and what must always hold."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Assurance, Better, Variation
from etl.rules.process_behaviour import FEWEST_POINTS, judge_process, special_cause, target_in_process

DIRECTION = {Variation.IMPROVEMENT: 1, Variation.COMMON: 0, Variation.CONCERN: -1}

whole_points = st.lists(st.integers(70, 90), min_size=FEWEST_POINTS, max_size=20)
quiet_points = st.lists(st.sampled_from([79, 79, 80, 80, 81, 84]), min_size=FEWEST_POINTS, max_size=16)
climbing = st.lists(st.integers(1, 3), min_size=6, max_size=6).flatmap(
    lambda steps: st.lists(st.integers(70, 95), min_size=6, max_size=9).map(
        lambda before: [*before, *(75 + sum(steps[:taken]) for taken in range(7))]
    )
)
series = st.one_of(whole_points, quiet_points, climbing)


def written_out(points: list[int]) -> int:
    """The four patterns as the source words them, for the latest point: 1 upwards, −1 downwards, 0 none."""
    mean = Fraction(sum(points), len(points))
    moving_range = Fraction(sum(abs(b - a) for a, b in pairwise(points)), len(points) - 1)
    for sign in (1, -1):
        away = [sign * (point - mean) for point in points]
        limit = Fraction("2.66") * moving_range
        is_outer = [limit * 2 / 3 < each <= limit for each in away[-3:]]
        if away[-1] > limit or min(away[-7:]) > 0 or (is_outer[2] and sum(is_outer) >= 2 and min(away[-3:]) > 0):
            return sign
    for sign in (1, -1):
        if all(sign * (b - a) > 0 for a, b in pairwise(points[-7:])):
            return sign
    return 0


@given(series)
def test_the_patterns_are_those_of_the_source(points: list[int]) -> None:
    assert special_cause(points) == written_out(points)


@given(series, st.integers(60, 100))
def test_where_the_target_lies_is_exact(points: list[int], target: int) -> None:
    mean = Fraction(sum(points), len(points))
    reach = Fraction("2.66") * Fraction(sum(abs(b - a) for a, b in pairwise(points)), len(points) - 1)

    def lies(limit: Fraction) -> int:
        return (target > limit) - (target < limit)

    assert target_in_process(points, target) == (lies(mean - reach), lies(mean + reach))


@given(st.lists(st.lists(st.integers(70, 90), min_size=15, max_size=15), min_size=1, max_size=30))
def test_in_bulk_it_is_the_same_one_by_one(many: list[list[int]]) -> None:
    columns = list(np.array(many, dtype=np.int64).T)
    assert special_cause(columns).tolist() == [special_cause(points) for points in many]
    to_lower, to_upper = target_in_process(columns, 81)
    one_by_one = [target_in_process(points, 81) for points in many]
    assert list(zip(to_lower.tolist(), to_upper.tolist(), strict=True)) == one_by_one


@given(series, st.sampled_from([0.1, 0.01, 10.0, 1000.0]), st.sampled_from(Better))
def test_the_unit_of_measure_changes_nothing(points: list[int], scale: float, better: Better) -> None:
    """Figures with decimals are judged as the whole numbers that they are in a smaller unit."""
    plain = judge_process([float(point) for point in points], target=80.0, better=better)
    decimals = {0.1: 1, 0.01: 2}.get(scale, 0)
    scaled = judge_process(
        [round(point * scale, decimals) for point in points], target=round(80 * scale, decimals), better=better
    )
    assert plain is not None
    assert scaled is not None
    assert (plain.variation, plain.assurance) == (scaled.variation, scaled.assurance)


@given(series, st.integers(60, 100))
def test_turned_upside_down_better_is_worse(points: list[int], target: int) -> None:
    up = judge_process([float(point) for point in points], target=float(target), better=Better.HIGHER)
    down = judge_process([-float(point) for point in points], target=-float(target), better=Better.LOWER)
    assert up is not None
    assert down is not None
    assert (up.variation, up.assurance) == (down.variation, down.assurance)
    against = judge_process([float(point) for point in points], target=None, better=Better.LOWER)
    assert against is not None
    assert up.variation is not None
    assert against.variation is not None
    assert DIRECTION[up.variation] == -DIRECTION[against.variation]
    assert against.assurance is None


@given(series, st.integers(60, 99))
def test_a_harder_target_is_never_reached_more_surely(points: list[int], target: int) -> None:
    order = [Assurance.MISSES, Assurance.VARIES, Assurance.REACHES]
    easy, hard = (
        judge_process([float(point) for point in points], target=float(level), better=Better.HIGHER)
        for level in (target, target + 1)
    )
    assert easy is not None
    assert hard is not None
    assert easy.assurance is not None
    assert hard.assurance is not None
    assert order.index(hard.assurance) <= order.index(easy.assurance)


@given(st.lists(st.floats(-1e6, 1e6), max_size=FEWEST_POINTS - 1))
def test_below_twelve_points_nothing_is_said(points: list[float]) -> None:
    assert judge_process(points, target=80.0, better=Better.HIGHER) is None


@pytest.mark.parametrize("point", [float("nan"), float("inf")])
def test_what_is_no_number_is_no_point(point: float) -> None:
    with pytest.raises(ValueError, match=str(point)):
        judge_process([80.0] * 12 + [point], target=None, better=None)
