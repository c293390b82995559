"""Adding up is exact to the printed decimals, whatever the order of the units, and says nothing that their figures do not say."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Aggregate, Measure, MissingReason, Status
from etl.rules.adding_up import Part, add_up, units_that_reach
from etl.rules.figures import Figure, IndicatorRules

SHARE = IndicatorRules(better=None, tolerance_pct=10, measure=Measure.SHARE, aggregate=Aggregate.WEIGHTED_MEAN)
SHARE_IN_TENTHS = replace(SHARE, decimals=1)
COUNT = IndicatorRules(better=None, tolerance_pct=10, measure=Measure.COUNT, aggregate=Aggregate.SUM)

percentages = st.integers(0, 1000).map(lambda tenths: tenths / 10)
shares = st.builds(lambda value, n: Part(Figure(value, "%"), n), percentages, st.integers(1, 500))
counts = st.builds(lambda value: Part(Figure(float(value))), st.integers(0, 10**6))


@given(st.lists(shares, min_size=1, max_size=12))
def test_a_weighted_mean_is_the_share_of_all_respondents_as_it_would_be_printed(parts: list[Part]) -> None:
    added = add_up(parts, SHARE_IN_TENTHS)
    yes = sum(Decimal(str(part.figure.value)) * (part.n or 0) for part in parts)
    share = Decimal(yes) / sum(part.n or 0 for part in parts)
    assert added.figure == Figure(float(share.quantize(Decimal("0.1"), ROUND_HALF_UP)), "%")
    assert added.n == sum(part.n or 0 for part in parts)


@given(st.lists(shares, min_size=1, max_size=12), st.integers(0, 3))
def test_a_mean_has_the_decimals_of_its_most_precise_unit_or_of_the_definition(parts: list[Part], decimals: int) -> None:
    value = add_up(parts, replace(SHARE, decimals=decimals)).figure.value
    of_units = max(_decimals(part.figure.value) for part in parts)
    weighed = [Fraction(str(part.figure.value)) * (part.n or 0) for part in parts]
    exactly = sum(weighed, Fraction(0)) / sum(part.n or 0 for part in parts)
    assert _decimals(value) <= max(of_units, decimals)
    assert abs(Fraction(str(value)) - exactly) <= Fraction(1, 2 * 10 ** max(of_units, decimals))


def _decimals(value: float | None) -> int:
    """As written in Python: 8.0 has none."""
    return len(str(value).removesuffix(".0").partition(".")[2])


@given(st.lists(shares, min_size=1, max_size=12))
def test_a_weighted_mean_lies_between_its_units(parts: list[Part]) -> None:
    values = [part.figure.value or 0.0 for part in parts]
    assert min(values) <= (add_up(parts, SHARE).figure.value or 0.0) <= max(values)


@given(st.lists(shares, min_size=2, max_size=9), st.integers(1, 8))
def test_adding_up_over_departments_gives_the_same_as_over_units_at_once(parts: list[Part], size: int) -> None:
    """A department's mean is rounded, so the two may differ in the last decimal."""
    departments = [add_up(parts[start : start + size], SHARE_IN_TENTHS) for start in range(0, len(parts), size)]
    at_once = add_up(parts, SHARE_IN_TENTHS)
    in_two_steps = add_up([Part(each.figure, each.n) for each in departments], SHARE_IN_TENTHS)
    assert in_two_steps.figure.value == pytest.approx(at_once.figure.value, abs=0.1001)
    assert in_two_steps.n == at_once.n


@given(st.lists(shares | counts, min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_the_units_does_not_matter(parts: list[Part], order: random.Random) -> None:
    shuffled = list(parts)
    order.shuffle(shuffled)
    for rules in (SHARE, COUNT):
        assert add_up(shuffled, rules) == add_up(parts, rules)


@given(st.lists(counts, min_size=1, max_size=9), st.integers(0, 8))
def test_a_sum_that_lacks_a_unit_is_none(parts: list[Part], place: int) -> None:
    late = Part(Figure(None, missing=MissingReason.NOT_REPORTED))
    added = add_up([*parts[:place], late, *parts[place:]], COUNT)
    assert added.figure == Figure(None, missing=MissingReason.NOT_ADDED_UP)
    assert (added.units_reported, added.units_total) == (len(parts), len(parts) + 1)


def test_a_mean_without_weights_is_none_though_it_could_be_computed() -> None:
    values = [84.0, 90.0]
    assert add_up([Part(Figure(value, "%")) for value in values], SHARE).figure.value is None
    assert fmean(values) == 87.0


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_a_figure_that_is_no_number_is_not_added(bad: float) -> None:
    parts = [Part(Figure(84.0, "%"), 20), Part(Figure(bad, "%"), 20)]
    assert add_up(parts, SHARE).figure == Figure(84.0, "%")
    assert add_up(parts, COUNT).figure.missing is MissingReason.NOT_ADDED_UP


def test_a_sum_larger_than_any_number_of_the_computer_is_not_added_up() -> None:
    parts = [Part(Figure(1.7e308, "kr")), Part(Figure(1.7e308, "kr"))]
    assert add_up(parts, COUNT).figure == Figure(None, missing=MissingReason.NOT_ADDED_UP)


def test_a_parent_without_units_is_not_reported() -> None:
    assert add_up([], SHARE).figure.missing is MissingReason.NOT_REPORTED


@given(st.lists(st.sampled_from(Status)))
def test_no_more_units_reach_than_are_judged(statuses: list[Status]) -> None:
    reached, judged = units_that_reach(statuses)
    assert 0 <= reached <= judged <= len(statuses)
