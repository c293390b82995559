"""What may deserve attention in a part of the organisation: only what is remarkable is read, not every figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, Select, bindparam, func, select, tuple_

from app.answers.remarks import ContradictedGoal, RemarkableFigure, UnitThatOwes, Weighed
from app.queries.tables import (
    ATTAINMENT,
    GOAL,
    GOAL_ATTAINMENT,
    asked_of,
    columns_for,
    in_period,
    is_reported_total,
    rows_of_driver,
)
from data.vocabulary import Period, Status

MOST_OF_A_STORY, MOST_OF_ONE = 20, 2
"""Figures that are given of each kind of story, and within it of one unit or indicator, those that weigh most: a large part may
have thousands that could be told of, and no more can come into question."""

_Figure = tuple[float, int, int, str]
"""Weight below zero, so that the heaviest sorts first, unit, indicator and kind of story."""


def remarkable_figures(
    connection: Connection, unit_ids: Collection[int], period: Period, most: int = MOST_OF_A_STORY, of_one: int = MOST_OF_ONE
) -> tuple[tuple[RemarkableFigure, ...], int]:
    """Figures that miss their target, have worsened, differ between women and men beyond chance, or are expected to miss; those
    that weigh most first, at most ``most`` of each kind of story (see ``heaviest``), and how many there are in all. What each
    tells and weighs was decided when it was judged.

    Added-up figures of parents are left out: what they hide stands with their units.
    """
    weighed = weighed_figures(connection, unit_ids, period)
    keys = [(unit_id, indicator_id) for unit_id, indicator_id, *_ in heaviest(weighed, most, of_one)]
    return figures_at(connection, keys, period), len(weighed)


def weighed_figures(connection: Connection, unit_ids: Collection[int], period: Period) -> list[Weighed]:
    """Every figure of these units that could be told of, in no particular order."""
    of = ATTAINMENT.c
    columns = (of.unit_id, of.indicator_id, of.remark_kind, of.remark_weight)
    query = select(*columns).where(*in_period(ATTAINMENT), is_reported_total(), of.remark_kind.is_not(None))
    return cast(list[Weighed], rows_of_driver(connection, query, asked_of(unit_ids, period)))


def figures_at(connection: Connection, keys: Sequence[tuple[int, int]], period: Period) -> tuple[RemarkableFigure, ...]:
    """The figures of these units and indicators, in the same order; ``keys`` name figures that there are."""
    if not keys:
        return ()
    asked = asked_of({unit_id for unit_id, _ in keys}, period) | {"pairs": keys}
    found = {(one.unit_id, one.indicator_id): one for one in map(RemarkableFigure._make, connection.execute(_chosen(), asked))}
    return tuple(found[key] for key in keys)


@lru_cache
def _chosen() -> Select[Any]:
    """Put together once: it takes as long as asking."""
    of = ATTAINMENT.c
    pairs = tuple_(of.unit_id, of.indicator_id).in_(bindparam("pairs", expanding=True))
    return select(*columns_for(RemarkableFigure, ATTAINMENT)).where(*in_period(ATTAINMENT), pairs, is_reported_total())


def heaviest(weighed: Iterable[Weighed], most: int = MOST_OF_A_STORY, of_one: int = MOST_OF_ONE) -> list[Weighed]:
    """Those that weigh most, the weightiest first: at most ``most`` of each kind. Of these ``of_one`` of each unit or
    indicator are taken first, and more of the same only where places are left: a part of many units is told of in its breadth.
    """
    of_kind: dict[str, list[_Figure]] = defaultdict(list)
    for unit_id, indicator_id, kind, weight in weighed:
        of_kind[kind].append((-weight, unit_id, indicator_id, kind))
    given = sorted(one for those in of_kind.values() for one in _varied(sorted(those), most, of_one))
    return [(unit_id, indicator_id, kind, -weight) for weight, unit_id, indicator_id, kind in given]


def _varied(figures: Iterable[_Figure], most: int, of_one: int) -> list[_Figure]:
    units, indicators = Counter[int](), Counter[int]()
    varied: list[_Figure] = []
    others: list[_Figure] = []
    for one in figures:
        if len(varied) == most:
            break
        if units[one[1]] < of_one and indicators[one[2]] < of_one:
            units[one[1]] += 1
            indicators[one[2]] += 1
            varied.append(one)
        else:
            others.append(one)
    return [*varied, *others][:most]


def units_that_owe(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[UnitThatOwes, ...]:
    """The units that have not reported all that is due in the follow-up."""
    return tuple(map(UnitThatOwes._make, connection.execute(_owing(), asked_of(unit_ids, period))))


@lru_cache
def _owing() -> Select[Any]:
    of = ATTAINMENT.c
    due = select(of.unit_id, func.count(), func.max(of.due_on)).where(*in_period(ATTAINMENT), is_reported_total())
    return due.where(of.status == Status.EJ_RAPPORTERAD).group_by(of.unit_id)


def contradicted_goals(connection: Connection, unit_ids: Collection[int], period: Period) -> tuple[ContradictedGoal, ...]:
    """Goals whose stated judgement tells another story than their indicators."""
    return tuple(map(ContradictedGoal._make, connection.execute(_contradicted(), asked_of(unit_ids, period))))


@lru_cache
def _contradicted() -> Select[Any]:
    joined = select(*columns_for(ContradictedGoal, GOAL_ATTAINMENT, GOAL)).join_from(
        GOAL_ATTAINMENT, GOAL, GOAL_ATTAINMENT.c.goal_id == GOAL.c.id
    )
    return joined.where(*in_period(GOAL_ATTAINMENT), GOAL_ATTAINMENT.c.remark.is_not(None))
