"""A reader who tries to work out what is withheld, and organisations for it to be tried on.

The attack shares nothing with the rules: it writes down every sum that is true of the figures, puts in what is published,
and solves for the rest in exact fractions. What comes out with one value only is found.
"""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from data.vocabulary import FOLLOW_UPS, Aggregate, Gender, Measure, MeasuredOver, MissingReason, PeriodKind
from etl.rules.adding_up import Part, add_up
from etl.rules.figures import Figure, IndicatorRules
from etl.rules.withholding import Cell, Key, small_increases, withheld_cells

Equation = dict[Hashable, int]
"""Of the quantities in it, with their factors, that they come to nothing."""


class People(NamedTuple):
    """How many there are in a group, and how many of them answer yes (or are counted)."""

    n: int
    hits: int

    def __add__(self, other: object) -> People:
        assert isinstance(other, People)
        return People(self.n + other.n, self.hits + other.hits)


@dataclass
class World:
    """What is true of an organisation, what has been reported of it, and what is withheld."""

    indicator: IndicatorRules
    parents: dict[int, int | None]
    min_group: int
    is_sensitive: bool
    truth: dict[Key, People] = field(default_factory=dict)
    """All people of each place."""
    covered: dict[Key, People] = field(default_factory=dict)
    """Of a parent that is added up: the people of the units that were."""
    cells: dict[Key, Cell] = field(default_factory=dict)

    def withheld(self) -> frozenset[Key]:
        return withheld_cells(self.cells, self.parents, self.indicator, min_group=self.min_group, is_sensitive=self.is_sensitive)

    def small_increases(self) -> set[Key]:
        return small_increases(self.cells, self.indicator, min_group=self.min_group, is_sensitive=self.is_sensitive)

    def children(self, unit_id: int) -> list[int]:
        return [child for child, parent in self.parents.items() if parent == unit_id]

    def report(self, key: Key) -> None:
        """The unit itself reports the truth; a share of nobody is no figure."""
        people = self.truth[key]
        if self.indicator.measure is Measure.COUNT:
            self.cells[key] = Cell(Figure(float(people.hits)))
        elif people.n:
            self.cells[key] = Cell(Figure(100 * people.hits / people.n), people.n)

    def withhold_in_source(self, key: Key) -> None:
        self.cells[key] = Cell(Figure(None, missing=MissingReason.WITHHELD))

    def add_up(self, key: Key) -> None:
        """A parent that has not reported gets what its units' figures come to, as far as that can be computed."""
        below = [self.cells.get(key._replace(unit_id=child)) for child in self.children(key.unit_id)]
        parts = [Part(cell.figure, cell.n) if cell else Part(Figure(None)) for cell in below]
        added = add_up(parts, self.indicator)
        if added.figure.value is not None:
            self.cells[key] = Cell(added.figure, added.n, is_added_up=True)
            self.covered[key] = sum((self.people(each) for each in self.added(key)), People(0, 0))

    def added(self, key: Key) -> list[Key]:
        """The units whose figures a parent's is made of."""
        below = [key._replace(unit_id=child) for child in self.children(key.unit_id)]
        return [each for each in below if each in self.cells and self.cells[each].figure.usable is not None]

    def people(self, key: Key) -> People:
        """The people that a figure is about."""
        return self.covered.get(key, self.truth[key])


def what_is_found(world: World, withheld: Iterable[Key]) -> set[Key]:
    """Which withheld figures, and increases that concern too few, a reader of all the others works out."""
    hidden = set(withheld)
    known = {key: world.people(key) for key, cell in world.cells.items() if key not in hidden and cell.figure.missing is None}
    targets = hidden | world.small_increases()
    equations = _true_sums(world)
    numbers = [{key: Fraction(people.hits) for key, people in known.items()}]
    if world.indicator.measure is not Measure.COUNT:
        numbers.append({key: Fraction(people.n) for key, people in known.items()})
    return {key for each in numbers for key in solved(equations, each) if isinstance(key, Key) and key in targets}


def solved(equations: Iterable[Mapping[Any, int]], known: Mapping[Any, Fraction]) -> dict[Hashable, Fraction]:
    """Every quantity that the equations and the known ones leave one value for, by Gauss–Jordan elimination."""
    pivots: dict[Hashable, tuple[dict[Hashable, Fraction], Fraction]] = {}
    for equation in equations:
        left: dict[Hashable, Fraction] = {}
        right = Fraction(0)
        for quantity, factor in equation.items():
            if quantity in known:
                right -= factor * known[quantity]
            else:
                left[quantity] = Fraction(factor)
        for pivot, (row, value) in pivots.items():
            if pivot in left:
                left, right = _minus(left, right, left[pivot], row, value)
        if not left:
            assert right == 0, "the sums are true, so they cannot contradict each other"
            continue
        chosen = next(iter(left))
        row, value = {each: factor / left[chosen] for each, factor in left.items()}, right / left[chosen]
        for pivot, (other, other_value) in pivots.items():
            if chosen in other:
                pivots[pivot] = _minus(other, other_value, other[chosen], row, value)
        pivots[chosen] = row, value
    return {pivot: value for pivot, (row, value) in pivots.items() if len(row) == 1}


def _minus(
    left: dict[Hashable, Fraction], right: Fraction, times: Fraction, row: dict[Hashable, Fraction], value: Fraction
) -> tuple[dict[Hashable, Fraction], Fraction]:
    difference = {each: left.get(each, Fraction(0)) - times * row.get(each, Fraction(0)) for each in [*left, *row]}
    return {each: factor for each, factor in difference.items() if factor}, right - times * value


def _true_sums(world: World) -> list[Equation]:
    """Women and men make the total; units make their parent; the earlier follow-up and the increase make the later.

    Also what a bold reader tries: that a unit, or a sex, which has reported nothing is nobody – where that is true. A place
    is two quantities: the figure in it, and all of its people.
    """
    equations: list[Equation] = []
    for key in world.truth:
        below = [key._replace(unit_id=child) for child in world.children(key.unit_id)]
        if key in world.covered:
            equations.append(_equation(key, world.added(key)))
        elif key in world.cells:
            equations.append(_equation(key, [_all_of(key)]))
        for parts in (below, [each for each in below if _is_anywhere(world, each.unit_id, each.period)]):
            if parts and sum((world.truth[each] for each in parts), People(0, 0)) == world.truth[key]:
                equations.append(_equation(_all_of(key), [_all_of(each) for each in parts]))
        if key.gender is Gender.T:
            equations += _over_sexes(world, key)
    return [*equations, *_increases(world)]


def _over_sexes(world: World, total: Key) -> Iterator[Equation]:
    women, men = (total._replace(gender=gender) for gender in (Gender.K, Gender.M))
    yield _equation(_all_of(total), [_all_of(women), _all_of(men)])
    for one, other in ((women, men), (men, women)):
        printed = [world.cells[key].figure.missing is None for key in (total, one) if key in world.cells]
        if printed == [True, True] and world.truth[one] == world.truth[total] and _may_be_nobody(world, other):
            yield _equation(_all_of(total), [_all_of(one)])


def _increases(world: World) -> Iterator[Equation]:
    if not world.indicator.accumulates and world.indicator.measured_over is not MeasuredOver.YEAR_TO_DATE:
        return
    for later in world.truth:
        for kind in FOLLOW_UPS[: FOLLOW_UPS.index(later.period)]:
            yield _equation(later, [later._replace(period=kind), later._replace(aspect=kind)])


def _may_be_nobody(world: World, key: Key) -> bool:
    """Whether a place without a figure can be taken for nobody: a figure above it then has other units to come from."""
    if _is_anywhere(world, *key[:3]):
        return False
    above = world.parents[key.unit_id]
    while above is not None:
        if Key(above, key.period, key.gender) in world.cells:
            return any(_is_anywhere(world, child, key.period, key.gender) for child in world.children(above))
        above = world.parents[above]
    return True


def _all_of(key: Key) -> tuple[str, Key]:
    return "all of", key


def _is_anywhere(world: World, unit_id: int, period: PeriodKind, *genders: Gender) -> bool:
    """Whether a unit has a figure, itself or below it."""
    here = any(Key(unit_id, period, gender) in world.cells for gender in genders or Gender)
    return here or any(_is_anywhere(world, child, period, *genders) for child in world.children(unit_id))


def _equation(total: Hashable, parts: Iterable[Hashable]) -> Equation:
    return {total: 1, **dict.fromkeys(parts, -1)}


def indicator(measure: Measure, *, grows: bool) -> IndicatorRules:
    return IndicatorRules(
        better=None,
        tolerance_pct=10,
        measure=measure,
        accumulates=grows and measure is Measure.COUNT,
        aggregate=Aggregate.SUM if measure is Measure.COUNT else Aggregate.WEIGHTED_MEAN,
        measured_over=MeasuredOver.YEAR_TO_DATE if grows else MeasuredOver.OWN_PERIOD,
    )


def district(
    seed: int,
    *,
    measure: Measure,
    grows: bool = False,
    units: int = 40,
    smallest: int = 0,
    largest: int = 60,
    gaps: float = 0.1,
    tree: int | None = None,
) -> World:
    """A district of departments and units, some too small. ``gaps``: how often something is not reported as it should be.

    Districts with the same ``tree`` have the same units; what is reported follows the seed.
    """
    chance = random.Random(seed)
    departments = max(1, units // 8)
    placing = chance if tree is None else random.Random(tree)
    parents: dict[int, int | None] = {0: None, **{number: 0 for number in range(1, departments + 1)}}
    parents |= {100 + number: 1 + placing.randrange(departments) for number in range(units)}
    sensitive = measure is Measure.COUNT
    world = World(indicator(measure, grows=grows), parents, min_group=5 if sensitive else 10, is_sensitive=sensitive)
    for unit_id in range(100, 100 + units):
        _people_of_unit(world, unit_id, chance, (smallest, largest), grows)
    for unit_id in sorted(parents, reverse=True):
        for period in FOLLOW_UPS:
            for gender in Gender:
                _figure_of(world, Key(unit_id, period, gender), chance, gaps)
    return world


def _people_of_unit(world: World, unit_id: int, chance: random.Random, size: tuple[int, int], grows: bool) -> None:
    so_far = {Gender.K: People(0, 0), Gender.M: People(0, 0)}
    for period in FOLLOW_UPS:
        for gender in so_far:
            n = chance.randint(*size)
            people = People(n, chance.randint(0, n) if world.indicator.measure is Measure.SHARE else n)
            so_far[gender] = so_far[gender] + people if grows else people
            world.truth[Key(unit_id, period, gender)] = so_far[gender]
        world.truth[Key(unit_id, period, Gender.T)] = so_far[Gender.K] + so_far[Gender.M]


def _figure_of(world: World, key: Key, chance: random.Random, gaps: float) -> None:
    """Units report, departments and districts report or are added up; now and then something is missing or withheld already."""
    if key.unit_id < 100:
        below = [key._replace(unit_id=child) for child in world.children(key.unit_id)]
        world.truth[key] = sum((world.truth[each] for each in below), People(0, 0))
        if chance.random() < 0.5:
            world.add_up(key)
            return
    if chance.random() < gaps / 2:
        world.withhold_in_source(key)
    elif chance.random() >= gaps / 2:
        world.report(key)
