"""The read model of goals: the indicators under a goal and under the goals below it, beside what is stated of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, update

from data import schema
from etl.read_model.goals import goal_rows
from etl.read_model.organisation import organisation_of
from tests.etl.read_model_store import Report, Story, empty_story
from tests.etl.test_two_implementations import made_fast

Counts = tuple[int, int, int, int, int]
COLUMNS = ("reached", "partly", "missed", "not_judged", "not_reported")


@pytest.fixture
def story() -> Iterator[Story]:
    with empty_story() as told:
        yield told


class Goals:
    """The council's direction, its goal for the area, the board's and the unit's own, each under the one before."""

    def __init__(self, story: Story) -> None:
        self.direction, self.area, self.board, self.own = (
            story.goal(title) for title in ("1. En stad för alla", "1.4 Trygga äldre", "Omsorgen är god", "Maten är god")
        )


@pytest.fixture
def goals(story: Story) -> Goals:
    return Goals(story)


def plan(story: Story, unit: int, goals: Goals, kind: str = "VP") -> Report:
    document = story.document(unit, f"{kind} 2023")
    for goal, above in ((goals.area, goals.direction), (goals.board, goals.area), (goals.own, goals.board)):
        under(story, document, goal, above)
    return document


def under(story: Story, document: Report, goal: int, above: int | None) -> None:
    fact = {"source_document_id": document.id, "load_id": document.load_id, "locator": "rad 1", "printed": ""}
    story._insert(
        schema.PlanGoal, **fact, unit_id=document.unit_id, year=2023, goal_id=goal, parent_goal_id=above, sort_order=goal
    )


def state(story: Story, document: Report, goal: int, judgement: str) -> None:
    fact = {"source_document_id": document.id, "load_id": document.load_id, "locator": "rad 1", "printed": ""}
    where = {"unit_id": document.unit_id, "goal_id": goal, "year": 2023, "period": "VB", "judgement": judgement}
    story._insert(schema.StatedJudgement, **fact, **where)


def follow(story: Story, document: Report, goal: int, *outcomes: float) -> list[int]:
    """New indicators under the goal, all with the target 80 %, and their outcomes of the full year."""
    report = story.document(document.unit_id, "VB 2023")
    made = []
    for value in outcomes:
        indicator = story.indicator(
            f"Nöjda {goal} {value} {document.unit_id}", measure="share", unit_of_measure="%", better="higher", periodicity="År"
        )
        document.follows(indicator, "År", goal_id=goal).target(indicator, 80)
        report.outcome(indicator, value, n=40)
        made.append(indicator)
    return made


def counted(story: Story, unit: int) -> dict[int, Counts]:
    table = schema.GoalAttainment.__table__.c
    query = select(table.goal_id, *(table[name] for name in COLUMNS)).where(table.unit_id == unit, table.period == "VB")
    return {row[0]: tuple(row[1:]) for row in story.connection.execute(query)}


def remarks(story: Story, unit: int) -> dict[int, Any]:
    table = schema.GoalAttainment.__table__.c
    return {goal: remark for goal, remark in story.connection.execute(select(table.goal_id, table.remark)) if remark}


def test_a_goal_counts_the_indicators_of_all_goals_below_it(story: Story, goals: Goals) -> None:
    unit = story.unit("Serafen")
    document = plan(story, unit, goals)
    follow(story, document, goals.own, 90, 40)
    follow(story, document, goals.area, 75)
    story.rebuild()
    assert counted(story, unit) == {
        goals.own: (1, 0, 1, 0, 0),
        goals.board: (1, 0, 1, 0, 0),
        goals.area: (1, 1, 1, 0, 0),
        goals.direction: (1, 1, 1, 0, 0),
    }


def test_the_goals_of_another_unit_s_plan_do_not_matter(story: Story, goals: Goals) -> None:
    planned, unplanned = story.unit("Serafen"), story.unit("Väduren")
    plan(story, planned, goals)
    follow(story, story.document(unplanned, "VP 2023"), goals.board, 90)
    story.rebuild()
    assert counted(story, unplanned) == {goals.board: (1, 0, 0, 0, 0)}


def test_a_report_that_moves_a_goal_moves_its_indicators(story: Story, goals: Goals) -> None:
    unit, other = story.unit("Serafen"), story.goal("1.5 En jämställd stad")
    document = plan(story, unit, goals)
    follow(story, document, goals.board, 90)
    under(story, story.document(unit, "T2 2023"), goals.board, other)
    story.rebuild()
    assert counted(story, unit) == {goals.board: (1, 0, 0, 0, 0), other: (1, 0, 0, 0, 0)}


def test_a_report_that_leaves_the_levels_above_out_moves_nothing(story: Story, goals: Goals) -> None:
    unit = story.unit("Serafen")
    document = plan(story, unit, goals)
    follow(story, document, goals.own, 90)
    under(story, story.document(unit, "VB 2023"), goals.own, None)
    story.rebuild()
    assert counted(story, unit).keys() == {goals.own, goals.board, goals.area, goals.direction}


def test_a_council_goal_stated_better_than_the_indicators_below_it(story: Story, goals: Goals) -> None:
    unit = story.unit("Serafen")
    document = plan(story, unit, goals)
    follow(story, document, goals.own, 40, 50, 90)
    state(story, story.document(unit, "VB 2023"), goals.area, "uppfylls_helt")
    story.rebuild()
    assert remarks(story, unit) == {goals.area: "stated_better"}


def test_what_is_withheld_counts_as_not_judged_all_the_way_up(story: Story, goals: Goals) -> None:
    unit = story.unit("Serafen")
    document = plan(story, unit, goals)
    follow(story, document, goals.own, 90)
    (few,) = follow(story, document, goals.own, 40)
    story.connection.execute(update(schema.Outcome).where(schema.Outcome.indicator_id == few).values(n=4))
    story.rebuild()
    assert counted(story, unit)[goals.direction] == (1, 0, 0, 1, 0)


def test_a_withdrawn_plan_takes_the_goals_above_with_it(story: Story, goals: Goals) -> None:
    unit = story.unit("Serafen")
    document = plan(story, unit, goals)
    follow(story, document, goals.own, 90)
    story.rebuild()
    for fact_id in list(story.connection.execute(select(schema.PlanGoal.id)).scalars()):
        story.end(schema.PlanGoal, fact_id)
    story.rebuild([unit])
    assert counted(story, unit) == {goals.own: (1, 0, 0, 0, 0)}


def test_a_unit_that_states_a_judgement_and_follows_nothing(story: Story, goals: Goals) -> None:
    unit, other = story.unit("Serafen"), story.unit("Väduren")
    follow(story, plan(story, other, goals), goals.own, 90)
    story.rebuild()
    state(story, story.document(unit, "VB 2023"), goals.area, "uppfylls_helt")
    story.rebuild([unit])
    assert counted(story, unit) == {goals.area: (0, 0, 0, 0, 0)}


def test_the_fast_way_counts_as_the_readable_one(story: Story, goals: Goals) -> None:
    unit = story.unit("Serafen")
    document = plan(story, unit, goals)
    follow(story, document, goals.own, 90, 40)
    quick = goal_rows(story.connection, organisation_of(story.connection), made_fast(story.connection).goals)
    assert [row["goal_id"] for row in quick if row["missed"] == 1] == [goals.direction, goals.area, goals.board, goals.own]
