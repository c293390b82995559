"""Goals that documents call by another title than the council's programme, once somebody has said that they are the same."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from data.definitions import Definitions, ProgrammeDefinition, ProgrammeGoal
from data.names import normalise_name
from data.schema import Finding, Goal, SourceDocument
from etl.loading.goals import TITLE_DIFFERS, TITLE_NEAR
from etl.loading.merging import move_facts


def merge_goals(connection: Connection, definitions: Definitions, load_id: int) -> int:
    """Let what was said of a goal under its other titles be said of the goal; gives how many facts that were."""
    moved = 0
    for programme in definitions.programmes:
        for goal in programme.goals:
            for title in goal.other_titles:
                moved += _merge(connection, programme, goal, title, load_id)
                _end_questions(connection, programme, title, load_id)
    return moved


def _merge(connection: Connection, programme: ProgrammeDefinition, goal: ProgrammeGoal, title: str, load_id: int) -> int:
    ids = {row.key: row.id for row in connection.execute(select(Goal.key, Goal.id).where(Goal.programme == programme.name))}
    other, own = (ids.get(_key(programme, goal, each)) for each in (title, goal.title))
    if other is None or other == own:
        return 0
    if own is None:
        values = {"key": _key(programme, goal, goal.title), "title": goal.title}
        connection.execute(update(Goal).where(Goal.id == other).values(**values))
        return 0
    return sum(move_facts(connection, column, other, own, load_id) for column in ("goal_id", "parent_goal_id"))


def _key(programme: ProgrammeDefinition, goal: ProgrammeGoal, title: str) -> str:
    return "|".join((goal.level.value, programme.name, "", normalise_name(title)))


def _end_questions(connection: Connection, programme: ProgrammeDefinition, title: str, load_id: int) -> None:
    documents = select(SourceDocument.id).where(SourceDocument.year.between(programme.first_year, programme.last_year))
    asked = select(Finding.id, Finding.printed).where(
        Finding.code.in_((TITLE_DIFFERS, TITLE_NEAR)),
        Finding.ended_load_id.is_(None),
        Finding.source_document_id.in_(documents),
    )
    ids = [row.id for row in connection.execute(asked) if normalise_name(row.printed) == normalise_name(title)]
    connection.execute(update(Finding).where(Finding.id.in_(ids)).values(ended_load_id=load_id))
