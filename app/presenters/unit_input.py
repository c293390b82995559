"""What the page of a unit is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.answers.documents import Activity, Commentary, LoadedDocument, PlannedGoal, Source, StatedJudgement
from app.answers.figures import DetailedFigure, Indicator, PlannedIndicator
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
