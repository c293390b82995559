"""What the page of a unit is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.answers.comments import Comment
from app.answers.comparison import UnitFigure
from app.answers.documents import Activity, Commentary, GoalCount, LoadedDocument, PlannedGoal, Source, StatedJudgement
from app.answers.figures import DetailedFigure, HistoryFigure, Indicator, PlannedIndicator
from app.answers.organisation import Organisation, Unit
from data.vocabulary import Period


@dataclass(frozen=True, slots=True)
class UnitInput:
    """The answers that the page of a unit is made of."""

    organisation: Organisation
    unit: Unit
    period: Period
    indicators: Mapping[int, Indicator]
    goals: Sequence[PlannedGoal] = ()
    figures: Sequence[DetailedFigure] = ()
    planned: Sequence[PlannedIndicator] = ()
    judgements: Sequence[StatedJudgement] = ()
    texts: Sequence[Commentary] = ()
    activities: Sequence[Activity] = ()
    outcome_sources: Mapping[int, Source] = field(default_factory=dict)
    target_sources: Mapping[int, Source] = field(default_factory=dict)
    documents: Sequence[LoadedDocument] = ()
    is_followed_up: bool = False
    """Whether any outcome of the year has been reported, in whichever follow-up."""
    goal_counts: Sequence[GoalCount] = ()
    below: Mapping[int, Sequence[UnitFigure]] = field(default_factory=dict)
    """Of a part of the organisation: the figures of the units right below it, by indicator."""
    opened: int | None = None
    """The indicator whose development is shown, with its ``history``."""
    history: Sequence[HistoryFigure] = ()
    today: dt.date | None = None
    comments: Mapping[int, Sequence[Comment]] = field(default_factory=dict)
    """By indicator."""
