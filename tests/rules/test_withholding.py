"""Nothing withheld can be worked out from what is published, and no more is withheld than that takes."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.vocabulary import FOLLOW_UPS, Gender, Measure, PeriodKind
from etl.rules.figures import Figure
from etl.rules.subtraction import Sum, complementary
from etl.rules.withholding import Cell, Key, is_too_few, withheld_cells
from tests.rules.attack import World, district, indicator, solved, what_is_found

KINDS = [
    pytest.param({"measure": Measure.SHARE}, id="andelar"),
    pytest.param({"measure": Measure.SHARE, "grows": True, "largest": 30}, id="andelar från 1 januari"),
    pytest.param({"measure": Measure.COUNT, "largest": 20}, id="känsliga antal"),
    pytest.param({"measure": Measure.COUNT, "grows": True, "largest": 12}, id="känsliga antal som ackumuleras"),
]


def _too_few(world: World) -> set[Key]:
    return {
        key
        for key, cell in world.cells.items()
        if is_too_few(cell.figure, cell.n, min_group=world.min_group, is_sensitive=world.is_sensitive, indicator=world.indicator)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_found_in_a_whole_district(kind: dict[str, Any]) -> None:
    world = district(2023, **kind)
    withheld = world.withheld()
    assert len(withheld) > 30
    assert what_is_found(world, withheld) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_the_attack_finds_figures_where_only_the_small_groups_are_withheld(kind: dict[str, Any]) -> None:
    world = district(2023, **kind)
    assert len(what_is_found(world, _too_few(world))) > 10


@given(
    seed=st.integers(0, 10**6),
    units=st.integers(1, 7),
    measure=st.sampled_from([Measure.SHARE, Measure.COUNT]),
    grows=st.booleans(),
    smallest=st.sampled_from([0, 3, 9]),
    spread=st.sampled_from([0, 5, 20]),
    gaps=st.sampled_from([0.0, 0.1, 0.6]),
)
@settings(max_examples=150, deadline=None)
def test_nothing_is_found_in_any_organisation(
    seed: int, units: int, measure: Measure, grows: bool, smallest: int, spread: int, gaps: float
) -> None:
    world = district(seed, measure=measure, grows=grows, units=units, smallest=smallest, largest=smallest + spread, gaps=gaps)
    assert what_is_found(world, world.withheld()) == set()


def _ten_units(women: int, men: int, others: int = 20) -> World:
    """Ten units under a board that has reported; all of one size but the first."""
    world = World(indicator(Measure.SHARE, grows=False), {0: None, **dict.fromkeys(range(1, 11), 0)}, 10, False)
    total = {Gender.K: 0, Gender.M: 0, Gender.T: 0}
    for unit_id in range(1, 11):
        sizes = {Gender.K: women if unit_id == 1 else others, Gender.M: men if unit_id == 1 else others}
        for gender, n in {**sizes, Gender.T: sum(sizes.values())}.items():
            world.cells[Key(unit_id, PeriodKind.VB, gender)] = Cell(Figure(80.0, "%"), n)
            total[gender] += n
    for gender, n in total.items():
        world.cells[Key(0, PeriodKind.VB, gender)] = Cell(Figure(80.0, "%"), n)
    return world


@pytest.mark.parametrize(("women", "men", "withheld"), [(10, 10, 0), (9, 10, 4), (5, 25, 4), (4, 5, 6), (9, 9, 4)])
def test_no_more_is_withheld_than_it_takes(women: int, men: int, withheld: int) -> None:
    """One sex that is too small takes the other, and both of one sister; a whole unit takes one whole sister."""
    assert len(_ten_units(women, men).withheld()) == withheld


@pytest.mark.parametrize("kind", KINDS)
def test_most_of_a_district_is_still_shown(kind: dict[str, Any]) -> None:
    """Where one group in twenty is too small, four figures in five are left."""
    world = district(7, **{**kind, "smallest": 9 if kind["measure"] is Measure.SHARE else 4, "largest": 60, "gaps": 0.0})
    assert 0 < len(world.withheld()) < len(world.cells) / 5


def test_where_all_groups_are_large_enough_nothing_is_withheld() -> None:
    assert district(1, measure=Measure.SHARE, smallest=10, gaps=0.0).withheld() == frozenset()


@given(seed=st.integers(0, 10**6), order=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_figures_does_not_matter(seed: int, order: random.Random) -> None:
    world = district(seed, measure=Measure.SHARE, units=6, largest=25)
    cells, parents = list(world.cells.items()), list(world.parents.items())
    order.shuffle(cells)
    order.shuffle(parents)
    assert replace(world, cells=dict(cells), parents=dict(parents)).withheld() == world.withheld()


@given(seed=st.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_a_larger_smallest_group_never_shows_more(seed: int) -> None:
    world = district(seed, measure=Measure.SHARE, units=6, largest=25, gaps=0.0)
    withheld = [
        withheld_cells(world.cells, world.parents, world.indicator, min_group=min_group, is_sensitive=False)
        for min_group in (1, 5, 10, 15)
    ]
    assert all(smaller <= larger for smaller, larger in pairwise(withheld))


@st.composite
def _sums(draw: st.DrawFn) -> list[Sum[int]]:
    """Any sums over ten cells, also such as no organisation has: overlapping, alike, or only possible with zeros."""
    subset = st.lists(st.integers(0, 9), min_size=2, max_size=5, unique=True)
    return [Sum(cells[0], tuple(cells[1:])) for cells in draw(st.lists(subset, max_size=7))]


_CELLS = st.frozensets(st.integers(0, 9))


@given(sums=_sums(), primary=_CELLS, shown=_CELLS, costs=st.permutations(range(10)))
@settings(max_examples=200, deadline=None)
def test_whatever_the_sums_only_what_they_say_themselves_is_found(
    sums: list[Sum[int]], primary: frozenset[int], shown: frozenset[int], costs: list[int]
) -> None:
    """All figures here are zero, the only ones that fit any sums. What is found with everything withheld is beyond help."""
    withheld = primary | complementary(primary, sums, dict(enumerate(costs)), shown)
    known = {cell: Fraction(0) for cell in shown - withheld}
    equations = [{each.total: 1, **dict.fromkeys(each.parts, -1)} for each in sums]
    assert set(solved(equations, known)) & withheld <= set(solved(equations, {}))


@given(sums=_sums(), primary=_CELLS, further=_CELLS, shown=_CELLS, costs=st.permutations(range(10)))
@settings(max_examples=200, deadline=None)
def test_what_is_withheld_only_grows_when_more_is_too_small(
    sums: list[Sum[int]], primary: frozenset[int], further: frozenset[int], shown: frozenset[int], costs: list[int]
) -> None:
    cost = dict(enumerate(costs))
    fewer = primary | complementary(primary, sums, cost, shown)
    more = primary | further | complementary(primary | further, sums, cost, shown)
    assert fewer <= more
    assert fewer - primary <= shown


def test_a_sum_with_a_cell_in_it_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        complementary({1}, [Sum(1, (2, 2))], {}, {1, 2})


def test_equal_follow_ups_of_all_genders_have_their_own_place() -> None:
    """Withholding in one follow-up leaves the others alone, unless the figure grows over the year."""
    cells = {
        Key(1, period, gender): Cell(Figure(80.0, "%"), 9 if (period, gender) == (PeriodKind.T2, Gender.K) else 30)
        for period in FOLLOW_UPS
        for gender in Gender
    }
    withheld = withheld_cells(cells, {1: None}, indicator(Measure.SHARE, grows=False), min_group=10, is_sensitive=False)
    assert withheld == {Key(1, PeriodKind.T2, Gender.K), Key(1, PeriodKind.T2, Gender.M)}
