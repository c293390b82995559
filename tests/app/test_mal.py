"""Mål: the goal tree, what stands under each goal, and what the units state beside it."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection, select

from app.answers.goals import GoalPlace, GoalStatusCount, StatedGoal
from app.answers.organisation import Organisation, Unit
from app.filters import Filter
from app.presenters.mal import GoalsInput, goals_page
from app.queries.goal_overview import goal_places, goal_status_counts, stated_goals
from app.views import GoalsPage
from data.schema import Attainment, PlanGoal
from data.vocabulary import Period, PeriodKind
from tests.app import world

T2_2025 = Period(2025, PeriodKind.T2)
UNITS = Organisation.of(Unit(id_, f"enhet-{id_}", f"Enhet {id_}", "enhet", None, id_, False, False) for id_ in (1, 2))
KF, NAMND, ENHET, OTHER = 1, 2, 3, 4
GOALS = (
    GoalPlace(ENHET, NAMND, "enhetsmal", "", "Alla är med", 1),
    GoalPlace(NAMND, KF, "namndmal", "1.4.1", "Äldre lever tryggt", None),
    GoalPlace(KF, 99, "kf_mal", "1.10", "Medarbetarna trivs", None),
    GoalPlace(OTHER, None, "kf_mal", "1.9", "Omsorgen är god", None),
)


def shown(*, counts: tuple[GoalStatusCount, ...] = (), stated: tuple[StatedGoal, ...] = (), only: bool = False) -> GoalsPage:
    chosen = Filter(unit="enhet-1", period=T2_2025, remarks_only=only)
    return goals_page(GoalsInput(UNITS, UNITS.by_id[1], T2_2025, chosen, GOALS, counts, stated, False, None))


def test_goals_stand_in_the_order_of_their_numbers_under_their_parents() -> None:
    page = shown()
    assert [branch.number for branch in page.branches] == ["1.9", "1.10"]
    (namnd,) = page.branches[1].below
    assert [goal.title for goal in namnd.below] == ["Alla är med"]
    assert namnd.below[0].owner == "Enhet 1"


def test_a_goal_counts_all_indicators_below_it() -> None:
    counts = (GoalStatusCount(ENHET, "uppfylls_helt", 2), GoalStatusCount(NAMND, "uppfylls_inte", 1))
    page = shown(counts=counts)
    kf = page.branches[1]
    assert [(one.status.css, one.count) for one in kf.counts] == [("helt", 2), ("inte", 1)]
    assert [(one.status.css, one.count) for one in kf.below[0].below[0].counts] == [("helt", 2)]
    assert page.finding.replace("\u00a0", " ") == "Av 3 bedömda utfall under målen når 2 sitt årsmål (67 %)."


def test_stated_judgements_stand_beside_and_a_remark_says_where_they_differ() -> None:
    stated = (
        StatedGoal(1, NAMND, "uppfylls_helt", "stated_better", 1, 0, 3),
        StatedGoal(2, NAMND, "uppfylls_helt", None, 3, 0, 0),
    )
    namnd = shown(stated=stated).branches[1].below[0]
    assert [(one.status.css, one.number) for one in namnd.stated] == [("helt", "2")]
    (remark,) = namnd.remarks
    assert remark.sentence == "Enhet 1 anger ”uppfylls helt”, men 3 av 4 bedömda indikatorer når inte sina årsmål."
    assert remark.href == "/enhet/enhet-1?period=T2-2025"


def test_only_goals_with_remarks_are_shown_with_what_stands_above_them() -> None:
    stated = (StatedGoal(1, ENHET, "uppfylls_inte", "stated_worse", 2, 0, 0),)
    page = shown(stated=stated, only=True)
    assert [branch.title for branch in page.branches] == ["Medarbetarna trivs"]
    assert page.branches[0].below[0].below[0].remarks
    assert shown(only=True).branches == ()


def test_the_queries_say_what_a_plain_count_says(connection: Connection) -> None:
    units = (world.BJORKGARDEN, world.EKBACKEN, world.SOLHEMMET, world.LINDEN)
    places = goal_places(connection, units, 2025)
    counts = goal_status_counts(connection, units, T2_2025)
    rows = connection.execute(select(Attainment.__table__)).all()
    named = set(connection.execute(select(PlanGoal.goal_id)).scalars())
    stated = stated_goals(connection, units, T2_2025)
    own = [row for row in rows if row.unit_id in units and (row.year, row.period, row.gender) == (2025, "T2", "T")]
    naive = Counter((row.goal_id, row.status) for row in own if row.goal_id is not None and not row.is_aggregated)
    assert naive
    assert {(one.goal_id, one.status): one.figures for one in counts} == naive
    assert {one.goal_id for one in places} == named
    assert [(one.unit_id, one.goal_id, one.judgement) for one in stated] == [
        (world.BJORKGARDEN, world.KF_MEDARBETARE, "uppfylls_helt")
    ]
