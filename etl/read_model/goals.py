"""Which goal a row stands under, and the read model of goals: what is stated of them beside a count of their indicators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, select

from data import schema
from data.vocabulary import FOLLOW_UPS, Gender, GoalLevel, Judgement, Period, PeriodKind, Status
from etl.read_model.organisation import Organisation
from etl.rules.judgements import remark_on, with_goals_above
from etl.rules.precedence import latest_reported

_OF_EVERYONE = (GoalLevel.KF_INRIKTNINGSMAL.value, GoalLevel.KF_MAL.value)

GOAL_COLUMNS = tuple(column.name for column in schema.GoalAttainment.__table__.columns)
GOAL_KEY = ("unit_id", "year", "period", "goal_id")

GoalKey = tuple[int, int, str, int]
"""Unit, year, follow-up and goal: the key of ``goal_attainment``."""


@dataclass(frozen=True, slots=True)
class JudgementFact:
    id: int
    reported: Period
    load_id: int
    judgement: Judgement | None


def kf_goals(connection: Connection) -> frozenset[int]:
    """The goals that the council has set for everyone."""
    return frozenset(connection.execute(select(schema.Goal.id).where(schema.Goal.level.in_(_OF_EVERYONE))).scalars())


def goals_by_year(
    organisation: Organisation, listed: Mapping[int, Mapping[int, int | None]], of_everyone: frozenset[int]
) -> dict[int, dict[int, int | None]]:
    """Under which goal each unit's rows of an indicator stand, by unit and year.

    ``listed``: what the units' own documents say, in the years that the unit has rows in. A unit whose documents say nothing
    stands under the goal that all units below it agree on, where they do and the goal is one of the council's; an enhetsmål is
    its own unit's alone.
    """
    below: dict[int, dict[int, set[int]]] = {}
    goals: dict[int, dict[int, int | None]] = {}
    for level in organisation.levels:
        for unit_id in level:
            named: dict[int, set[int]] = {}
            for child in organisation.children.get(unit_id, ()):
                for year, ids in below.get(child, {}).items():
                    named.setdefault(year, set()).update(ids)
            own = listed.get(unit_id, {})
            goals[unit_id] = {year: _agreed(ids, of_everyone) for year, ids in named.items()} | {
                year: goal for year, goal in own.items() if goal is not None
            }
            below[unit_id] = named | {year: {goal} for year, goal in own.items() if goal is not None}
    return goals


def _agreed(ids: set[int], of_everyone: frozenset[int]) -> int | None:
    return next(iter(ids)) if len(ids) == 1 and ids <= of_everyone else None


def goal_rows(
    connection: Connection,
    organisation: Organisation,
    counted: Mapping[GoalKey, Mapping[str, int]],
    unit_ids: Iterable[int] | None = None,
) -> list[dict[str, Any]]:
    """The rows of ``goal_attainment`` for goals that a judgement is stated of, or that an indicator stands under.

    ``counted``: how many published rows of indicators (totalt) right under each goal have each status. A goal's row counts
    those under the goals below it too.
    """
    stated = stated_judgements(connection, unit_ids)
    of_goal = _with_goals_above(counted, goals_above(connection, unit_ids))
    keys = sorted(of_goal.keys() | stated.keys())
    return [_row(organisation, key, stated.get(key), of_goal.get(key, {})) for key in keys if key[0] in organisation.units]


def _with_goals_above(
    counted: Mapping[GoalKey, Mapping[str, int]], above: Mapping[tuple[int, int], Mapping[int, int | None]]
) -> dict[GoalKey, Counter[str]]:
    together: defaultdict[tuple[int, int, str], dict[int, Mapping[str, int]]] = defaultdict(dict)
    for (unit_id, year, period, goal), statuses in counted.items():
        together[unit_id, year, period][goal] = statuses
    return {
        (unit_id, year, period, goal): statuses
        for (unit_id, year, period), of in together.items()
        for goal, statuses in with_goals_above(of, above.get((unit_id, year), {})).items()
    }


def goals_above(connection: Connection, unit_ids: Iterable[int] | None) -> dict[tuple[int, int], dict[int, int | None]]:
    """By unit and year, the goal above each goal: as the latest of the year's documents that puts it under one says."""
    fact, document = schema.PlanGoal, schema.SourceDocument
    query = (
        select(fact.unit_id, fact.year, fact.goal_id, fact.parent_goal_id)
        .join(document, document.id == fact.source_document_id)
        .where(fact.ended_load_id.is_(None), fact.parent_goal_id.is_not(None))
        .order_by(case({kind.value: kind.order for kind in PeriodKind}, value=document.kind, else_=0), fact.load_id, fact.id)
    )
    if unit_ids is not None:
        query = query.where(fact.unit_id.in_(list(unit_ids)))
    above: defaultdict[tuple[int, int], dict[int, int | None]] = defaultdict(dict)
    for unit_id, year, goal_id, parent_id in connection.execute(query):
        above[unit_id, year][goal_id] = parent_id
    return above


def _row(organisation: Organisation, key: GoalKey, stated: JudgementFact | None, statuses: Mapping[str, int]) -> dict[str, Any]:
    reached, partly, missed, not_judged, not_reported = (statuses.get(status.value, 0) for status in Status)
    remark = remark_on(stated.judgement if stated is not None else None, reached, partly, missed)
    return {
        **dict(zip(GOAL_KEY, key, strict=True)),
        "judgement": stated.judgement.value if stated is not None and stated.judgement is not None else None,
        "stated_judgement_id": stated.id if stated is not None else None,
        "reached": reached,
        "partly": partly,
        "missed": missed,
        "not_judged": not_judged,
        "not_reported": not_reported,
        "remark": remark.value if remark is not None else None,
        "is_example": organisation.units[key[0]].is_example,
    }


def stated_judgements(connection: Connection, unit_ids: Iterable[int] | None) -> dict[GoalKey, JudgementFact]:
    """What is stated of each goal: by the latest document that states one of the three, of those that speak of it."""
    fact, document = schema.StatedJudgement, schema.SourceDocument
    query = (
        select(fact.unit_id, fact.year, fact.period, fact.goal_id, fact.id, fact.load_id, fact.judgement)
        .add_columns(document.kind, document.year)
        .join(document, document.id == fact.source_document_id)
        .where(fact.ended_load_id.is_(None), fact.period.in_([kind.value for kind in FOLLOW_UPS]))
    )
    if unit_ids is not None:
        query = query.where(fact.unit_id.in_(list(unit_ids)))
    facts: dict[GoalKey, list[JudgementFact]] = {}
    for unit_id, year, period, goal_id, id_, load_id, judgement, kind, kind_year in connection.execute(query):
        reported = Period(kind_year, PeriodKind(kind) if kind in PeriodKind.__members__ else PeriodKind.VP)
        stated = JudgementFact(id_, reported, load_id, Judgement(judgement) if judgement else None)
        facts.setdefault((unit_id, year, period, goal_id), []).append(stated)
    latest = {key: latest_reported(one for one in of if one.judgement) or latest_reported(of) for key, of in facts.items()}
    return {key: fact for key, fact in latest.items() if fact is not None}


def counted_statuses(
    connection: Connection, unit_ids: Iterable[int] | None, since: int | None = None
) -> dict[GoalKey, Counter[str]]:
    """The same count of the rows that are in the store, of some units or of all, and from a year on."""
    row = schema.Attainment
    key = (row.unit_id, row.year, row.period, row.goal_id)
    query = select(*key, row.status, func.count()).where(row.gender == Gender.T.value, row.goal_id.is_not(None))
    if unit_ids is not None:
        query = query.where(row.unit_id.in_(list(unit_ids)))
    if since is not None:
        query = query.where(row.year >= since)
    counted: dict[GoalKey, Counter[str]] = {}
    for unit_id, year, period, goal_id, status, number in connection.execute(query.group_by(*key, row.status)):
        counted.setdefault((unit_id, year, period, int(goal_id or 0)), Counter())[status] = number
    return counted


def count_statuses(counted: dict[GoalKey, Counter[str]], rows: Iterable[Mapping[str, Any]]) -> None:
    """Count the published rows by goal and status; not those of a sex, nor those without a goal."""
    for row in rows:
        if row["gender"] == Gender.T.value and row["goal_id"] is not None:
            key = (row["unit_id"], row["year"], row["period"], row["goal_id"])
            counted.setdefault(key, Counter())[row["status"]] += 1
