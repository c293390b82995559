"""Rows of units above others, what is withheld, and the read model of goals: stories from a small district."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from data import schema
from data.vocabulary import Gender
from tests.etl.read_model_store import Story, empty_story

District = dict[str, int]


@pytest.fixture
def story() -> Iterator[Story]:
    with empty_story() as told:
        yield told


@pytest.fixture
def district(story: Story) -> District:
    """A city with one district, one department and three units."""
    city = story.unit("Staden")
    district = story.unit("Förvaltningen", parent_id=city)
    department = story.unit("Äldreomsorgen", parent_id=district)
    units = {name: story.unit(name, parent_id=department) for name in ("Serafen", "Pilträdet", "Väduren")}
    return {"stad": city, "förvaltning": district, "avdelning": department, **units}


@pytest.fixture
def nojda(story: Story) -> int:
    return story.indicator(
        "Nöjda", measure="share", unit_of_measure="%", better="higher", periodicity="År", aggregate="weighted_mean", min_group=5
    )


def row_of(story: Story, unit_id: int, period: str = "VB 2023", gender: Gender = Gender.T, table: Any = None) -> dict[str, Any]:
    """The unit's row; KeyError where there is none."""
    model = (table or schema.Attainment).__table__
    kind, _, year = period.partition(" ")
    where = (model.c.unit_id == unit_id, model.c.year == int(year), model.c.period == kind, model.c.gender == gender)
    found = story.connection.execute(select(model).where(*where)).mappings().first()
    if found is None:
        raise KeyError(unit_id, period)
    return dict(found)


def picked(row: dict[str, Any], *columns: str) -> tuple[Any, ...]:
    return tuple(row[column] for column in columns)


def report(story: Story, unit: int, indicator: int, value: float, n: int | None, target: float = 80, **more: Any) -> None:
    story.document(unit, "VP 2023").follows(indicator, "År", **more).target(indicator, target)
    story.document(unit, "VB 2023").outcome(indicator, value, n=n)


def test_shares_are_weighted_on_every_level(story: Story, district: District, nojda: int) -> None:
    report(story, district["Serafen"], nojda, 90, 10)
    report(story, district["Pilträdet"], nojda, 60, 30)
    report(story, district["Väduren"], nojda, 85, 20)
    story.rebuild()
    for above in ("avdelning", "förvaltning", "stad"):
        row = row_of(story, district[above])
        assert picked(row, "value", "n", "is_aggregated", "due_on", "outcome_id") == (
            73.0,  # 4400 / 60, as whole per cent are printed
            60,
            True,
            None,
            None,
        )
        assert picked(row, "status_reason", "target_id") == ("no_target", None)
        assert row["interval_low"] < row["value"] < row["interval_high"]
    department = row_of(story, district["avdelning"])
    assert picked(department, "units_reached", "units_judged", "units_reported", "units_total") == (2, 3, 3, 3)
    assert picked(row_of(story, district["förvaltning"]), "units_reached", "units_judged", "units_total") == (0, 0, 1)


def test_without_weights_units_are_counted_instead(story: Story, district: District, nojda: int) -> None:
    report(story, district["Serafen"], nojda, 90, None)
    report(story, district["Pilträdet"], nojda, 60, 30)
    story.document(district["Väduren"], "VP 2023").follows(nojda, "År").target(nojda, 80)
    story.rebuild()
    row = row_of(story, district["avdelning"])
    assert picked(row, "value", "missing", "status", "status_reason") == (None, "not_added_up", "ej_bedomd", "not_added_up")
    assert picked(row, "units_reached", "units_judged", "units_reported", "units_total") == (1, 2, 2, 3)


def test_the_parents_own_figure_and_target_go_before(story: Story, district: District, nojda: int) -> None:
    report(story, district["Serafen"], nojda, 90, 10)
    report(story, district["avdelning"], nojda, 70, 50, target=75)
    story.document(district["förvaltning"], "VP 2023").follows(nojda, "År").target(nojda, 95)
    story.rebuild()
    own = row_of(story, district["avdelning"])
    assert picked(own, "value", "is_aggregated", "status", "units_total") == (70, False, "uppfylls_delvis", 1)
    above = row_of(story, district["förvaltning"])
    assert picked(above, "value", "is_aggregated", "status", "due_on") == (70, True, "uppfylls_inte", dt.date(2023, 12, 31))


def test_a_parent_that_owes_and_whose_units_are_silent_has_not_reported(story: Story, district: District, nojda: int) -> None:
    for unit in ("avdelning", "Serafen"):
        story.document(district[unit], "VP 2023").follows(nojda, "År")
    story.rebuild()
    assert picked(row_of(story, district["avdelning"]), "status", "is_aggregated", "units_reported") == (
        "ej_rapporterad",
        False,
        0,
    )


def test_a_unit_that_has_closed_owes_no_more(story: Story, nojda: int) -> None:
    unit = story.unit("Serafen", valid_to=dt.date(2023, 6, 30))
    indicator = story.indicator("Sjukfrånvaro", measure="share", better="lower", periodicity="Tertial")
    story.document(unit, "VP 2023").follows(indicator)
    assert story.periods() == ["T1 2023"]


def test_a_forecast_alone_has_a_row_that_owes_nothing(story: Story, nojda: int) -> None:
    unit = story.unit("Serafen")
    story.document(unit, "VP 2023").follows(nojda, "År").target(nojda, 80)
    story.document(unit, "T1 2023").forecast(nojda, 82)
    row = story.row("T1 2023")
    assert picked(row, "missing", "status_reason", "due_on") == ("not_applicable", "not_applicable", None)
    assert picked(row, "forecast_value", "forecast_status") == (82, "uppfylls_helt")


def test_too_few_are_withheld_with_all_that_tells_of_them(story: Story, district: District, nojda: int) -> None:
    report(story, district["Serafen"], nojda, 75, 4)
    story.document(district["Serafen"], "VB 2022").outcome(nojda, 50, n=40)
    story.document(district["Serafen"], "T2 2023").forecast(nojda, 77)
    report(story, district["Pilträdet"], nojda, 60, 30)
    report(story, district["Väduren"], nojda, 85, 20)
    story.rebuild()
    row = row_of(story, district["Serafen"])
    assert picked(row, "value", "n", "missing", "is_withheld") == (None, None, "withheld", True)
    assert picked(row, "status", "status_reason", "change", "interval_low") == ("ej_bedomd", "withheld", None, None)
    assert picked(row, "outcome_id", "outcome_printed", "judged_level") == (None, "", None)
    others = [row_of(story, district[name])["is_withheld"] for name in ("Pilträdet", "Väduren", "avdelning")]
    assert others.count(True) >= 1, "annars går det att räkna ut som skillnaden mot avdelningen"
    full = row_of(story, district["Serafen"], table=schema.WithheldAttainment)
    assert picked(full, "value", "n", "status", "is_withheld") == (75, 4, "uppfylls_delvis", True)


def test_next_year_does_not_tell_what_was_withheld(story: Story, nojda: int) -> None:
    unit = story.unit("Serafen")
    story.document(unit, "VB 2022").outcome(nojda, 50, n=4)
    story.document(unit, "VB 2023").outcome(nojda, 75, n=40)
    story.rebuild()
    row = row_of(story, unit)
    assert picked(row, "value", "previous_value", "year_ago_value", "change", "change_low") == (75, None, None, None, None)
    full = row_of(story, unit, table=schema.WithheldAttainment)
    assert picked(full, "previous_value", "change", "is_withheld") == (50, "better", False)


def test_a_forecast_of_too_few_in_a_sensitive_indicator_is_withheld(story: Story) -> None:
    unit = story.unit("Serafen")
    utsatta = story.indicator("Utsatta", measure="count", better="lower", periodicity="År", is_sensitive=True, min_group=5)
    story.document(unit, "VP 2023").follows(utsatta, "År").target(utsatta, 10, "")
    story.document(unit, "T1 2023").forecast(utsatta, 3, "")
    story.document(unit, "T2 2023").forecast(utsatta, 5, "")
    story.rebuild()
    hidden, shown = row_of(story, unit, "T1 2023"), row_of(story, unit, "T2 2023")
    assert picked(hidden, "is_withheld", "missing", "forecast_value", "forecast_printed") == (True, "withheld", None, "")
    assert picked(shown, "is_withheld", "missing", "forecast_value") == (False, "not_applicable", 5)
    full = row_of(story, unit, "T1 2023", table=schema.WithheldAttainment)
    assert picked(full, "missing", "forecast_value", "forecast_status") == ("not_applicable", 3, "uppfylls_helt")


def test_another_smallest_group_judges_anew(story: Story, nojda: int) -> None:
    unit = story.unit("Serafen")
    indicator = story.indicator("Trygga", measure="share", better="higher", periodicity="År")
    story.document(unit, "VB 2023").outcome(indicator, 75, n=12)
    story.rebuild(min_group=10)
    assert row_of(story, unit)["value"] == 75
    story.rebuild([unit], min_group=20)
    assert row_of(story, unit)["missing"] == "withheld"


def test_women_and_men_and_the_gap_between_them(story: Story, nojda: int) -> None:
    unit = story.unit("Serafen")
    told = story.document(unit, "VB 2023").outcome(nojda, 84, n=45)
    told.outcome(nojda, 90, gender=Gender.K, n=30).outcome(nojda, 72, gender=Gender.M, n=15)
    story.rebuild()
    row = row_of(story, unit)
    assert (row["gap"], row["gap_within_margin"]) == (18, True)
    assert row["gap_low"] < 0 < row["gap_high"]


def test_the_goal_that_all_units_below_agree_on(story: Story, district: District, nojda: int) -> None:
    goal, other = story.goal("3.2 Goda villkor"), story.goal("1.5 Trygg ålderdom")
    for name in ("Serafen", "Pilträdet"):
        report(story, district[name], nojda, 80, 20, goal_id=goal)
    story.rebuild()
    assert [row_of(story, district[above])["goal_id"] for above in ("avdelning", "stad")] == [goal, goal]
    report(story, district["Väduren"], nojda, 80, 20, goal_id=other)
    story.rebuild([district["Väduren"]])
    assert [row_of(story, district[above])["goal_id"] for above in ("avdelning", "stad")] == [None, None]


def test_a_goal_beside_its_indicators(story: Story, nojda: int) -> None:
    unit, goal = story.unit("Serafen"), story.goal("1.5 Trygg ålderdom")
    report(story, unit, nojda, 40, 20, goal_id=goal)
    document = story.document(unit, "VB 2023")
    stated = {"unit_id": unit, "goal_id": goal, "year": 2023, "period": "VB", "judgement": "uppfylls_helt"}
    origin = {"source_document_id": document.id, "load_id": document.load_id, "locator": "rad 1", "printed": "Uppfylls helt"}
    stated_id = story._insert(schema.StatedJudgement, **stated, **origin)
    story.rebuild()
    row = dict(story.connection.execute(select(schema.GoalAttainment.__table__)).mappings().one())
    assert picked(row, "judgement", "stated_judgement_id", "remark") == ("uppfylls_helt", stated_id, "stated_better")
    assert picked(row, "reached", "partly", "missed", "not_judged", "not_reported") == (0, 0, 1, 0, 0)


def test_twelve_follow_ups_make_a_process(story: Story) -> None:
    unit = story.unit("Serafen")
    indicator = story.indicator(
        "Sjukfrånvaro", measure="share", unit_of_measure="%", better="lower", periodicity="Tertial", measured_over="own_period"
    )
    figures = [8.0, 8.4, 7.9, 8.1, 8.3, 8.0, 8.2, 7.8, 8.1, 8.3, 8.0, 12.5]
    for number, value in enumerate(figures):
        period = f"{('T1', 'T2', 'VB')[number % 3]} {2020 + number // 3}"
        story.document(unit, period).target(indicator, 15).outcome(indicator, value)
    story.rebuild()
    assert picked(row_of(story, unit, "T2 2023"), "variation", "assurance") == (None, None)
    assert picked(row_of(story, unit), "variation", "assurance") == ("concern", "reaches")
