"""Withholding for few respondents: which figures of an indicator and a year ordinary readers do not see.

Source of the rules: the product's design. *Primary*: fewer respondents than ``min_group``, a small count of people in a
sensitive indicator, and what the source itself withholds (``..``). *Complementary*: what has to go with it so that nothing
withheld can be found by subtraction – over the sexes, over the units under a parent, and over the follow-ups of a figure that
grows during the year. ``subtraction`` has the mechanism; docs/decisions/0006-withholding.md says what it withstands and what not.

Shares and averages follow the same sums as counts do, for with a figure goes its number of respondents, and what is summed is
their product. Withholding sees one indicator and one year at a time, but all of the organisation.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from data.vocabulary import FOLLOW_UPS, Gender, Measure, MeasuredOver, MissingReason, PeriodKind
from etl.rules.figures import Figure, IndicatorRules
from etl.rules.subtraction import Sum, complementary


class Key(NamedTuple):
    """The place of a figure within an indicator and a year; with an ``aspect``, what is printed nowhere but can be subtracted.

    Of a later follow-up the aspect ``T1`` or ``T2`` is what has been added since that earlier one: a count of people of its
    own. The aspect ``WHOLE`` is all of a parent whose figure is added up over some of its units only.
    """

    unit_id: int
    period: PeriodKind
    gender: Gender
    aspect: str = ""


WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Cell:
    """The true figure in a place, with its number of respondents. ``is_added_up``: a parent's, made of its units' figures."""

    figure: Figure
    n: int | None = None
    is_added_up: bool = False


_NOTHING_TO_WITHHOLD = (
    MissingReason.NOT_REPORTED,
    MissingReason.NOT_YET_DUE,
    MissingReason.NOT_APPLICABLE,
    MissingReason.DROPPED_OUT,
    MissingReason.NOT_ADDED_UP,
)


def is_too_few(outcome: Figure, n: int | None, *, min_group: int, is_sensitive: bool, indicator: IndicatorRules) -> bool:
    """Whether a figure is withheld for its own sake (primary). ``min_group`` persons are enough; fewer are not.

    A sensitive count is withheld below ``min_group`` whatever its n, and *zero too*: a shown zero says something about
    everybody in the group, and would make every withheld count at least one. One that could not be read is withheld, as its
    print would be shown. Where n is not known a figure is shown. What the source withholds stays so.
    """
    if outcome.missing is MissingReason.WITHHELD:
        return True
    if outcome.missing in _NOTHING_TO_WITHHOLD or (outcome.value is None and outcome.missing is None):
        return False
    if n is not None and n < min_group:
        return True
    return _counts_sensitive_people(indicator, is_sensitive) and not (outcome.value is not None and outcome.value >= min_group)


def expects_too_few(forecast: Figure, *, min_group: int, is_sensitive: bool, indicator: IndicatorRules) -> bool:
    """Whether a forecast tells of as few people as an outcome that is withheld: then nothing of its place is shown.

    Only a sensitive count: of anything else it is not known how many respondents there will be. A forecast is in no sum.
    """
    is_enough = forecast.value is not None and forecast.value >= min_group
    return _counts_sensitive_people(indicator, is_sensitive) and not is_enough


def withheld_cells(
    cells: Mapping[Key, Cell],
    parents: Mapping[int, int | None],
    indicator: IndicatorRules,
    *,
    min_group: int,
    is_sensitive: bool,
) -> frozenset[Key]:
    """Everything to withhold of one indicator and year, primary and complementary, as keys of ``cells``.

    ``cells`` are all figures of the organisation with their true values, parents' added-up ones included; ``parents`` gives the
    unit above each. Where nothing is withheld for its own sake the answer is empty at once. The order of input does not matter.
    """
    primary = {
        key
        for key, cell in cells.items()
        if is_too_few(cell.figure, cell.n, min_group=min_group, is_sensitive=is_sensitive, indicator=indicator)
    }
    small = small_increases(cells, indicator, min_group=min_group, is_sensitive=is_sensitive)
    if not primary and not small:
        return frozenset()
    linked = set(FOLLOW_UPS) if small else {key.period for key in primary}
    shown = {key for key, cell in cells.items() if key.period in linked and _is_shown(cell.figure)}
    present = {key: cells[key] for key in shown | primary}
    sums = [*sums_of(present, parents, indicator), *(_with_increase(key) for key in small)]
    others = complementary(primary | small, sums, _costs(present, parents, indicator), shown)
    return frozenset(primary | others)


def small_increases(cells: Mapping[Key, Cell], indicator: IndicatorRules, *, min_group: int, is_sensitive: bool) -> set[Key]:
    """The increases between two follow-ups of a growing figure that concern too few people, as keys with that aspect.

    For a sensitive count less than ``min_group`` either way (none at all included, as for the count itself). Where n is
    known, from one to less than ``min_group`` further respondents: no further ones tell nothing of anybody.
    """
    if not indicator.accumulates and indicator.measured_over is not MeasuredOver.YEAR_TO_DATE:
        return set()
    sensitive = _counts_sensitive_people(indicator, is_sensitive)
    return {
        Key(unit_id, later, gender, earlier)
        for unit_id, gender in {(key.unit_id, key.gender) for key in cells}
        for earlier, later in combinations(FOLLOW_UPS, 2)
        if _is_small_increase(
            cells.get(Key(unit_id, earlier, gender)), cells.get(Key(unit_id, later, gender)), min_group, sensitive
        )
    }


def sums_of(cells: Mapping[Key, Cell], parents: Mapping[int, int | None], indicator: IndicatorRules) -> list[Sum[Key]]:
    """Every sum that a reader could use to subtract: a total of women and men, a parent of its units, on all levels.

    ``cells`` are those that have a figure, shown or withheld. A place without one is reckoned with where the unit has another
    figure, or units below it do, for it may follow from those. A unit that has nothing is taken for nobody, which can only
    withhold more. A parent that is added up is the sum of what was added. Sums over units are left out where no number of
    respondents is known and the figures are no counts: nobody can subtract without weights.
    """
    periods: defaultdict[PeriodKind, dict[Key, Cell]] = defaultdict(dict)
    for key, cell in cells.items():
        periods[key.period][key] = cell
    sums: list[Sum[Key]] = []
    for period, here in periods.items():
        if indicator.adds_up or any(cell.n is not None for cell in here.values()):
            sums += _sums_over_units(period, here, _Tree({key.unit_id for key in here}, parents))
        else:
            sums += _sums_over_genders(period, here)
    return sums


class _Tree:
    """The units that have figures and all above them: who is right below whom, and an order with every unit before its parent."""

    def __init__(self, unit_ids: Iterable[int], parents: Mapping[int, int | None]) -> None:
        units: set[int] = set()
        for unit_id in unit_ids:
            above: int | None = unit_id
            while above is not None and above not in units:
                units.add(above)
                above = parents.get(above)
        self.children: defaultdict[int | None, list[int]] = defaultdict(list)
        for unit_id in sorted(units):
            self.children[parents.get(unit_id)].append(unit_id)
        from_the_top = list(self.children[None])
        for unit_id in from_the_top:
            from_the_top += self.children[unit_id]
        self.from_below = from_the_top[::-1]


def _sums_over_units(period: PeriodKind, cells: Mapping[Key, Cell], tree: _Tree) -> Iterator[Sum[Key]]:
    """The sums of units and of sexes; of units alone where nothing is printed by sex."""
    genders = tuple(Gender) if any(key.gender is not Gender.T for key in cells) else (Gender.T,)
    whole: dict[Key, Key] = {}
    """By place where all of its people are counted: the figure there, unless that covers some units only."""
    for unit_id in tree.from_below:
        own = {gender: Key(unit_id, period, gender) for gender in genders}
        children = {gender: [Key(child, period, gender) for child in tree.children[unit_id]] for gender in genders}
        below = {gender: [whole[key] for key in children[gender] if key in whole] for gender in genders}
        for gender, key in own.items():
            whole[key] = key
            if key in cells and cells[key].is_added_up:
                added = [each for each in children[gender] if each in cells and cells[each].figure.usable is not None]
                yield Sum(key, tuple(added))
                whole[key] = key if added == below[gender] else key._replace(aspect=WHOLE)
        nobody = _sex_of_nobody(own, cells)
        if nobody is not None and not below[nobody]:
            del whole[own[nobody]]
        total, *sexes = (whole[key] for key in own.values() if key in whole)
        yield Sum(total, tuple(sexes))
        for gender, parts in below.items():
            if parts:
                yield Sum(whole[own[gender]], tuple(parts))


def _sums_over_genders(period: PeriodKind, cells: Mapping[Key, Cell]) -> Iterator[Sum[Key]]:
    for unit_id in {key.unit_id for key in cells}:
        own = {gender: Key(unit_id, period, gender) for gender in Gender}
        total, *sexes = own.values()
        yield Sum(total, tuple(key for key in sexes if key.gender is not _sex_of_nobody(own, cells)))


def _sex_of_nobody(own: Mapping[Gender, Key], cells: Mapping[Key, Cell]) -> Gender | None:
    """Where only one sex has a figure, and it is the total's, everybody is of that sex: the one tells the other."""
    total = cells.get(own[Gender.T])
    if len(own) == 1:
        return None
    for one, other in ((Gender.K, Gender.M), (Gender.M, Gender.K)):
        cell = cells.get(own[one])
        if total is None or cell is None or own[other] in cells or cell.figure.value is None:
            continue
        if (cell.figure.value, cell.n) == (total.figure.value, total.n):
            return other
    return None


def _counts_sensitive_people(indicator: IndicatorRules, is_sensitive: bool) -> bool:
    return is_sensitive and indicator.measure in (Measure.COUNT, None)


def _is_shown(figure: Figure) -> bool:
    """Whether readers would see a number: doubtful ones are shown too, only not judged."""
    return figure.value is not None and figure.missing is None and math.isfinite(figure.value)


def _is_small_increase(earlier: Cell | None, later: Cell | None, min_group: int, sensitive: bool) -> bool:
    if earlier is None or later is None or not _is_shown(earlier.figure) or not _is_shown(later.figure):
        return False
    if sensitive and abs((later.figure.value or 0) - (earlier.figure.value or 0)) < min_group:
        return True
    return earlier.n is not None and later.n is not None and 0 < later.n - earlier.n < min_group


def _with_increase(key: Key) -> Sum[Key]:
    later = key._replace(aspect="")
    return Sum(later, (later._replace(period=PeriodKind(key.aspect)), key))


def _costs(
    cells: Mapping[Key, Cell], parents: Mapping[int, int | None], indicator: IndicatorRules
) -> dict[Key, tuple[bool, float, int, bool, int]]:
    """The order in which figures are withheld for others' sake.

    Units before parents; a unit with a small group in this follow-up before others, as it may have to be withheld anyway and
    one unit is enough; one sex before the total; an earlier follow-up before a later.
    """
    smallest: dict[tuple[int, PeriodKind], float] = {}
    for key, cell in cells.items():
        place = key.unit_id, key.period
        smallest[place] = min(_size(cell, indicator), smallest.get(place, math.inf))
    above = set(parents.values())
    return {
        key: (key.unit_id in above, smallest[key.unit_id, key.period], key.unit_id, key.gender is Gender.T, key.period.order)
        for key in cells
    }


def _size(cell: Cell, indicator: IndicatorRules) -> float:
    """How many people a figure is about, if known; nothing is lost where the source withholds it already."""
    if not _is_shown(cell.figure):
        return 0.0
    if cell.n is not None:
        return cell.n
    return abs(cell.figure.value or 0.0) if indicator.adds_up else math.inf
