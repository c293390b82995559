"""What an unknown name may be another name of: for a person to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from data.definitions import Definitions
from data.schema import Finding, SourceDocument
from data.vocabulary import GoalLevel
from etl.loading.findings import UNKNOWN_INDICATOR, UNKNOWN_UNIT
from etl.normalise.proposals import difference, nearest_names
from etl.settling.questions import Question

_LEAST = 0.6
"""Lower than for what is said unasked: here somebody is looking for the right one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """``mark`` is what the answer gives: the slug, or the goal's number. ``difference`` tells how the names differ."""

    mark: str
    name: str
    difference: str


def candidates(connection: Connection, question: Question, definitions: Definitions) -> list[Candidate]:
    """At most three known names like the printed one, the most alike first; none for questions that are not about a name."""
    if question.code == UNKNOWN_INDICATOR:
        known = {name: each.slug for each in definitions.indicators for name in each.all_names}
    elif question.code == UNKNOWN_UNIT:
        known = {name: each.slug for each in definitions.units if not each.is_example for name in each.all_names}
    else:
        known = _goals(connection, question, definitions)
    near = nearest_names(question.printed, known, _LEAST)
    return [Candidate(known[name], name, difference(question.printed, name)) for name in near]


def _goals(connection: Connection, question: Question, definitions: Definitions) -> dict[str, str]:
    document = select(SourceDocument.year).join(Finding, Finding.source_document_id == SourceDocument.id)
    year = connection.execute(document.where(Finding.id == question.id)).scalar()
    programme = definitions.programme_of(year) if year is not None else None
    levels = (GoalLevel.KF_INRIKTNINGSMAL, GoalLevel.KF_MAL)
    return {goal.title: goal.number for goal in programme.goals if goal.level in levels} if programme else {}
