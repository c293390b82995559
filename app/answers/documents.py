"""Goals, judgements, texts and activities of a unit, and the documents they come from."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class PlannedGoal(NamedTuple):
    """A goal that a unit's documents of a year name, under which goal, in which order."""

    unit_id: int
    goal_id: int
    parent_goal_id: int | None
    sort_order: int
    level: str
    number: str
    title: str


class CouncilGoal(NamedTuple):
    """A goal of the council (KF:s mål), under which indicators are grouped."""

    goal_id: int
    number: str
    title: str


class Source(NamedTuple):
    """Where a fact stands: its document and place, and the day it was loaded."""

    fact_id: int
    locator: str
    kind: str
    year: int
    unit_name: str
    file_name: str
    loaded_on: dt.date
    publisher: str = ""


class StatedJudgement(NamedTuple):
    """What the unit states about a goal; ``judgement`` is None where the printed words are none of the three."""

    goal_id: int
    judgement: str | None
    printed: str


class GoalCount(NamedTuple):
    """How many of the indicators under a goal have each status, and where that tells another story than what is stated."""

    goal_id: int
    reached: int
    partly: int
    missed: int
    not_judged: int
    not_reported: int
    judgement: str | None
    remark: str | None


class Commentary(NamedTuple):
    """A text of the unit about an indicator or a goal, under the heading ``section``."""

    period: str
    section: str
    text: str
    indicator_id: int | None
    goal_id: int | None


class Activity(NamedTuple):
    """An activity as a plan or follow-up states it."""

    period: str
    name: str
    goal_id: int | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    deviation: str
    analysis: str


class LoadedDocument(NamedTuple):
    """A document that is loaded for a unit."""

    unit_id: int
    kind: str
    year: int
    file_name: str
    origin: str
    loaded_on: dt.date
    publisher: str = ""
