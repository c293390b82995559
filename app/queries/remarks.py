"""What may deserve attention in a part of the organisation: only what is remarkable is read, not every figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, case, func, literal, null, or_, select, tuple_

from app.answers.remarks import (
    CHANGE,
    CONCERN,
    FEW,
    FORECAST,
    GAP,
    HOW_MANY,
    HOW_MANY_UNKNOWN,
    SMALLEST_OTHER,
    SMALLEST_SHARE,
    SURE,
    UNKNOWN,
    WITHOUT_SAMPLE,
    ContradictedGoal,
    RemarkableFigure,
    UnitThatOwes,
)
from app.queries.tables import ATTAINMENT, GOAL, GOAL_ATTAINMENT, INDICATOR, columns_for
from data.vocabulary import Change, Gender, Measure, Period, Status, Variation

MOST_OF_A_STORY, MOST_OF_ONE = 20, 2
"""Figures that are given of each kind of story, and within it of one unit or indicator, those that weigh most: a large part may
have thousands that could be told of, and no more are told."""


def remarkable_figures(
    connection: Connection, unit_ids: Collection[int], period: Period, most: int = MOST_OF_A_STORY, of_one: int = MOST_OF_ONE
) -> tuple[tuple[RemarkableFigure, ...], int]:
    """Figures that miss their target, have worsened, differ between women and men beyond chance, or are expected to miss; those
    that weigh most first (*how far* × *how sure* × *how many*, as ``app.presenters.remarks`` describes), at most ``most`` of each
    kind of story and in it ``of_one`` of a unit or an indicator, and how many there are in all.

    Left out is what chance alone can explain (``…_within_margin``); where nobody knows, the figure is given. Added-up figures
    of parents are left out: what they hide stands with their units.
    """
    asked = {"units": list(unit_ids), "year": period.year, "period": period.kind}
    weighed = connection.execute(_weights(connection.dialect.name), asked).cursor
    rows = list(weighed.fetchall()) if weighed is not None else []
    heaviest = _heaviest(rows, most, of_one)
    if not heaviest:
        return (), 0
    found = connection.execute(_chosen(), {**asked, "units": list({unit_id for unit_id, _ in heaviest}), "pairs": heaviest})
    by_key = {(one.unit_id, one.indicator_id): one for one in map(RemarkableFigure._make, found)}
    return tuple(by_key[key] for key in heaviest), len(rows)


_IN_THE_PERIOD = (
    ATTAINMENT.c.unit_id.in_(bindparam("units", expanding=True)),
    ATTAINMENT.c.year == bindparam("year"),
    ATTAINMENT.c.period == bindparam("period"),
    ATTAINMENT.c.gender == Gender.T,
    ATTAINMENT.c.is_aggregated.is_(False),
)


@lru_cache
def _weights(dialect: str) -> Select[Any]:
    """Unit, indicator and the weight of each story, of all that is remarkable. Put together once: it takes as long as asking."""
    of, stories = ATTAINMENT.c, _stories(dialect)
    return (
        select(of.unit_id, of.indicator_id, *(case((one.holds, one.weight), else_=0.0) * _how_many() for one in stories))
        .join_from(ATTAINMENT, INDICATOR, of.indicator_id == INDICATOR.c.id)
        .where(*_IN_THE_PERIOD, of.value.is_not(None), or_(*(one.holds for one in stories)))
    )


@lru_cache
def _chosen() -> Select[Any]:
    pairs = tuple_(ATTAINMENT.c.unit_id, ATTAINMENT.c.indicator_id).in_(bindparam("pairs", expanding=True))
    return select(*columns_for(RemarkableFigure, ATTAINMENT)).where(pairs, *_IN_THE_PERIOD)


def _heaviest(weighed: Iterable[tuple[Any, ...]], most: int, of_one: int) -> list[tuple[int, int]]:
    """Unit and indicator of the figures that weigh most, out of rows of unit, indicator and the weight of each story."""
    of_story: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for unit_id, indicator_id, *weights in weighed:
        weight = max(weights)
        of_story[weights.index(weight)].append((-weight, unit_id, indicator_id))
    given = sorted(one for those in of_story.values() for one in islice(_varied(sorted(those), of_one), most))
    return [(unit_id, indicator_id) for _, unit_id, indicator_id in given]


def _varied(figures: Iterable[tuple[float, int, int]], of_one: int) -> Iterator[tuple[float, int, int]]:
    units, indicators = Counter[int](), Counter[int]()
    for one in figures:
        if units[one[1]] < of_one and indicators[one[2]] < of_one:
            units[one[1]] += 1
            indicators[one[2]] += 1
            yield one


class _Story(NamedTuple):
    """Something that a figure can tell: where it does, and how far it is times how sure."""

    holds: ColumnElement[bool]
    weight: ColumnElement[Any]


def _stories(dialect: str) -> tuple[_Story, ...]:
    of = ATTAINMENT.c
    least = func.min if dialect == "sqlite" else func.least

    def story(holds: ColumnElement[bool], part: float, distance: Any, level: Any, sure: ColumnElement[Any]) -> _Story:
        return _Story(holds, part * least(1.0, _relative(distance, level)) * sure)

    misses = and_(of.status == Status.UPPFYLLS_INTE, of.within_margin.is_not(True))
    expected = and_(of.status != Status.UPPFYLLS_INTE, of.forecast_status == Status.UPPFYLLS_INTE)
    worse_than_last_year = and_(of.year_ago_change == Change.WORSE, of.year_ago_within_margin.is_not(True))
    is_worse = and_(of.change == Change.WORSE, of.change_within_margin.is_not(True))
    earlier = case((worse_than_last_year, of.year_ago_value), else_=of.previous_value)
    within = case((worse_than_last_year, of.year_ago_within_margin), else_=of.change_within_margin)
    return (
        story(misses, 1.0, of.value - of.judged_level, of.judged_level, _how_sure(of.within_margin)),
        story(expected, FORECAST, of.forecast_value - of.target_value, of.target_value, _how_sure(null())),
        story(or_(worse_than_last_year, is_worse), CHANGE, of.value - earlier, earlier, _how_sure(within)),
        story(of.gap_within_margin.is_(False), GAP, of.gap, of.value, literal(SURE)),
        _Story(of.variation == Variation.CONCERN, literal(CONCERN * SURE)),
    )


def _relative(distance: ColumnElement[Any], level: ColumnElement[Any]) -> ColumnElement[Any]:
    """A distance as a part of a level; levels below ten per cent, or one of anything else, count as that."""
    smallest = case((INDICATOR.c.measure == Measure.SHARE, SMALLEST_SHARE), else_=SMALLEST_OTHER)
    size = func.abs(level)
    return func.coalesce(func.abs(distance) / case((size > smallest, size), else_=smallest), 0.0)


def _how_sure(within_margin: ColumnElement[Any]) -> ColumnElement[Any]:
    is_sampled = INDICATOR.c.measure.in_((Measure.SHARE, Measure.INDEX))
    return case((within_margin.is_(False), SURE), (is_sampled, UNKNOWN), else_=WITHOUT_SAMPLE)


def _how_many() -> ColumnElement[Any]:
    n = ATTAINMENT.c.n
    return case((n.is_(None), HOW_MANY_UNKNOWN), *((n >= least, weight) for least, weight in HOW_MANY), else_=FEW)


def _totals(unit_ids: Collection[int], period: Period) -> tuple[ColumnElement[bool], ...]:
    of = ATTAINMENT.c
    in_period = (of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, of.gender == Gender.T)
    return (*in_period, of.is_aggregated.is_(False))


def units_that_owe(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[UnitThatOwes, ...]:
    """The units that have not reported all that is due in the follow-up."""
    of = ATTAINMENT.c
    query = (
        select(of.unit_id, func.count(), func.max(of.due_on))
        .where(*_totals(unit_ids, period), of.status == Status.EJ_RAPPORTERAD)
        .group_by(of.unit_id)
    )
    return tuple(map(UnitThatOwes._make, connection.execute(query)))


def contradicted_goals(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[ContradictedGoal, ...]:
    """Goals whose stated judgement tells another story than their indicators."""
    of = GOAL_ATTAINMENT.c
    query = (
        select(*columns_for(ContradictedGoal, GOAL_ATTAINMENT, GOAL))
        .join_from(GOAL_ATTAINMENT, GOAL, of.goal_id == GOAL.c.id)
        .where(of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, of.remark.is_not(None))
    )
    return tuple(map(ContradictedGoal._make, connection.execute(query)))
