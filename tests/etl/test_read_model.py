"""What the read model makes of the documents: stories from the field, each on a small store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from data.schema import FollowedUnder, Outcome
from data.vocabulary import Gender, TargetForm, TargetKind
from etl.read_model.rows import COLUMNS
from tests.etl.read_model_store import Story, empty_story


@pytest.fixture
def story() -> Iterator[Story]:
    with empty_story() as told:
        yield told


@pytest.fixture
def serafen(story: Story) -> int:
    return story.unit("Serafen")


@pytest.fixture
def sjukfranvaro(story: Story) -> int:
    return story.indicator("Sjukfrånvaro", measure="share", unit_of_measure="%", better="lower", periodicity="Tertial")


def picked(row: dict[str, Any], *columns: str) -> tuple[Any, ...]:
    return tuple(row[column] for column in columns)


def test_a_year_from_plan_to_annual_report(story: Story, serafen: int, sjukfranvaro: int) -> None:
    goal = story.goal("3.4 Goda förutsättningar")
    plan = story.document(serafen, "VP 2023").follows(sjukfranvaro, goal_id=goal).target(sjukfranvaro, 9.5)
    plan.target(sjukfranvaro, None, "", form=TargetForm.DELEGATED, kind=TargetKind.KF_ARSMAL)
    story.document(serafen, "T1 2023").outcome(sjukfranvaro, 10.2).forecast(sjukfranvaro, 9.4)
    story.document(serafen, "T2 2023").outcome(sjukfranvaro, 9.5)
    annual = story.document(serafen, "VB 2023").outcome(sjukfranvaro, 7.8)

    t1, t2, vb = (story.row(period) for period in ("T1 2023", "T2 2023", "VB 2023"))
    assert picked(t1, "status", "forecast_value", "forecast_status") == ("uppfylls_delvis", 9.4, "uppfylls_helt")
    assert picked(t1, "previous_value", "change", "year_ago_value") == (None, None, None)
    assert picked(t2, "status", "status_reason", "change") == ("uppfylls_helt", "reached", "better")
    assert picked(vb, "value", "target_value", "judged_level", "judged_better") == (7.8, 9.5, 9.5, "lower")
    assert picked(vb, "previous_value", "previous_year", "previous_period") == (9.5, 2023, "T2")
    assert picked(vb, "kf_status", "kf_status_reason", "kf_target_form") == ("ej_bedomd", "target_delegated", "delegated")
    assert picked(vb, "outcome_id", "target_id") == (annual.fact_ids[0], plan.fact_ids[1])
    assert picked(vb, "outcome_printed", "target_printed", "goal_id") == ("7.8 %", "9.5 %", goal)
    assert picked(vb, "forecast_status", "forecast_printed", "missing", "is_withheld") == (None, "", None, False)


def test_a_plan_long_past_without_reports_is_not_reported(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VP 2021").follows(sjukfranvaro).target(sjukfranvaro, 9.5)
    rows = [story.row(period) for period in ("T1 2021", "T2 2021", "VB 2021")]
    assert {picked(row, "status", "status_reason", "missing", "value") for row in rows} == {
        ("ej_rapporterad", "not_reported", "not_reported", None)
    }
    assert rows[0]["target_value"] == 9.5


def test_a_plan_for_the_year_to_come_is_not_yet_due(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VP 2024").follows(sjukfranvaro).target(sjukfranvaro, 9.5)
    assert picked(story.row("T1 2024"), "status", "status_reason", "missing") == ("ej_bedomd", "not_yet_due", "not_yet_due")
    row = story.row("T1 2024", as_of=dt.date(2024, 5, 1))
    assert picked(row, "status", "status_reason", "missing") == ("ej_rapporterad", "not_reported", "not_reported")
    assert story.row("T2 2024", as_of=dt.date(2024, 5, 1))["status_reason"] == "not_yet_due"


def test_an_annual_indicator_has_one_row_a_year(story: Story, serafen: int) -> None:
    survey = story.indicator("Nöjda omsorgstagare", measure="share", better="higher", periodicity="Tertial")
    story.document(serafen, "VP 2023").follows(survey, "År").target(survey, 86)
    assert story.periods() == ["VB 2023"]


def test_the_definition_says_how_often_when_the_plan_does_not(story: Story, serafen: int, sjukfranvaro: int) -> None:
    unsaid = story.indicator("Utan periodicitet")
    story.document(serafen, "VP 2023").follows(sjukfranvaro, None).follows(unsaid, None)
    assert story.periods() == ["T1 2023", "T2 2023", "VB 2023", "VB 2023"]


def test_the_report_without_periodicity_does_not_undo_the_plan(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VP 2023").follows(sjukfranvaro, "År")
    story.document(serafen, "VB 2023").follows(sjukfranvaro, None)
    assert story.periods() == ["VB 2023"]


def test_an_outcome_that_no_plan_promised_has_its_row(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VB 2020").outcome(sjukfranvaro, 4.8).outcome(sjukfranvaro, 7.5, of="VB 2019")
    assert story.periods() == ["VB 2019", "VB 2020"]
    assert picked(story.row("VB 2020"), "status_reason", "previous_value", "change") == ("no_target", 7.5, "better")
    assert picked(story.row("VB 2020"), "year_ago_value", "year_ago_change", "goal_id") == (7.5, "better", None)


def test_a_late_report_counts_for_the_period_it_concerns(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VP 2023").follows(sjukfranvaro).target(sjukfranvaro, 9.5)
    story.document(serafen, "T2 2023").outcome(sjukfranvaro, 8.0).outcome(sjukfranvaro, 8.5, of="T1 2023")
    assert picked(story.row("T1 2023"), "value", "status") == (8.5, "uppfylls_helt")
    assert picked(story.row("T2 2023"), "value", "previous_value") == (8.0, 8.5)


@pytest.mark.parametrize("first_loaded", ["VB 2022", "VB 2023"])
def test_next_years_report_restates_the_figure(story: Story, serafen: int, sjukfranvaro: int, first_loaded: str) -> None:
    """Whichever of the two documents is loaded first."""
    figures = {"VB 2022": 4.8, "VB 2023": 4.9}
    for document in sorted(figures, reverse=first_loaded == "VB 2023"):
        story.document(serafen, document).outcome(sjukfranvaro, figures[document], of="VB 2022")
    assert picked(story.row("VB 2022"), "value", "outcome_printed") == (4.9, "4.9 %")


def test_of_two_documents_that_contradict_each_other_the_last_loaded_counts(
    story: Story, serafen: int, sjukfranvaro: int
) -> None:
    story.document(serafen, "VB 2023").outcome(sjukfranvaro, 7.8).target(sjukfranvaro, 9.5)
    story.document(serafen, "VB 2023").outcome(sjukfranvaro, 8.7).target(sjukfranvaro, 8.5)
    assert picked(story.row("VB 2023"), "value", "target_value", "status") == (8.7, 8.5, "uppfylls_delvis")


def test_a_superseded_figure_no_longer_counts(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VB 2022").outcome(sjukfranvaro, 7.8)
    later = story.document(serafen, "VB 2023").outcome(sjukfranvaro, 78, of="VB 2022")
    assert story.row("VB 2022")["value"] == 78
    story.end(Outcome, later.fact_ids[0])
    assert story.row("VB 2022")["value"] == 7.8


def test_rows_of_facts_that_are_gone_go_too(story: Story, serafen: int, sjukfranvaro: int) -> None:
    plan = story.document(serafen, "VP 2023").follows(sjukfranvaro)
    assert story.periods() == ["T1 2023", "T2 2023", "VB 2023"]
    story.end(FollowedUnder, plan.fact_ids[0])
    assert story.periods() == []


def test_a_target_changed_at_t2_holds_from_t2(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "T2 2023").target(sjukfranvaro, 8.0).outcome(sjukfranvaro, 9.0)
    story.document(serafen, "VP 2023").follows(sjukfranvaro).target(sjukfranvaro, 9.5)
    story.document(serafen, "T1 2023").outcome(sjukfranvaro, 9.0)
    story.document(serafen, "VB 2023").outcome(sjukfranvaro, 9.0)
    assert picked(story.row("T1 2023"), "target_value", "status") == (9.5, "uppfylls_helt")
    assert picked(story.row("T2 2023"), "target_value", "status") == (8.0, "uppfylls_inte")
    assert picked(story.row("VB 2023"), "target_value", "status") == (8.0, "uppfylls_inte")


def test_the_plan_that_set_a_target_is_its_source_though_reports_repeat_it(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VP 2023").follows(sjukfranvaro).target(sjukfranvaro, 9.5)
    story.document(serafen, "T1 2023").target(sjukfranvaro, 9.5).outcome(sjukfranvaro, 9.0)
    story.document(serafen, "T2 2023").target(sjukfranvaro, 8.0).outcome(sjukfranvaro, 9.0)
    story.document(serafen, "VB 2023").target(sjukfranvaro, 9.5).outcome(sjukfranvaro, 9.0)
    plan, _, changed, changed_back = sorted(target.id for target in story.targets())
    assert story.row("T1 2023")["target_id"] == plan
    assert story.row("T2 2023")["target_id"] == changed
    assert story.row("VB 2023")["target_id"] == changed_back


def test_women_and_men_have_rows_where_they_were_reported(story: Story, serafen: int) -> None:
    satisfied = story.indicator("Nöjda", measure="share", unit_of_measure="%", better="higher", periodicity="Tertial")
    story.document(serafen, "VP 2023").follows(satisfied).target(satisfied, 86)
    report = story.document(serafen, "T2 2023").outcome(satisfied, 85)
    report.outcome(satisfied, 88, gender=Gender.K, n=40).outcome(satisfied, 70, gender=Gender.M, n=12)
    assert story.periods(Gender.K) == story.periods(Gender.M) == ["T2 2023"]
    assert picked(story.row("T2 2023", Gender.K), "status", "n", "target_value") == ("uppfylls_helt", 40, 86)
    assert picked(story.row("T2 2023", Gender.M), "status", "n") == ("uppfylls_inte", 12)
    assert story.row("T2 2023")["status"] == "uppfylls_delvis"


def test_a_sex_is_compared_with_itself(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VB 2022").outcome(sjukfranvaro, 5.0).outcome(sjukfranvaro, 6.0, gender=Gender.K)
    story.document(serafen, "VB 2023").outcome(sjukfranvaro, 5.5).outcome(sjukfranvaro, 5.5, gender=Gender.K)
    assert story.row("VB 2023")["change"] == "worse"
    assert picked(story.row("VB 2023", Gender.K), "previous_value", "change") == (6.0, "better")


def test_women_of_a_count_are_not_held_against_the_target_for_all(story: Story, serafen: int) -> None:
    victims = story.indicator("Identifierade", measure="count", better="higher", aggregate="sum", periodicity="Tertial")
    plan = story.document(serafen, "VP 2023").follows(victims)
    plan.target(victims, 7, "")
    story.document(serafen, "VB 2023").outcome(victims, 7, "").outcome(victims, 4, "", gender=Gender.K)
    assert story.row("VB 2023")["status"] == "uppfylls_helt"
    assert picked(story.row("VB 2023", Gender.K), "status", "status_reason") == ("ej_bedomd", "not_comparable")


def test_a_bound_needs_no_direction(story: Story, serafen: int) -> None:
    staff = story.indicator("Antal personal under en 14-dagarsperiod", measure="count", unit_of_measure="personer")
    plan = story.document(serafen, "VP 2023").follows(staff, "År")
    plan.target(staff, 10, "personer", form=TargetForm.MAX, kind=TargetKind.KF_ARSMAL)
    story.document(serafen, "VB 2022").outcome(staff, 12, "")
    story.document(serafen, "VB 2023").outcome(staff, 11, "")
    row = story.row("VB 2023")
    assert picked(row, "kf_status", "kf_target_value", "status_reason") == ("uppfylls_delvis", 10, "no_target")
    assert picked(row, "change", "judged_better") == ("undirected", None)


def test_increase_needs_last_years_annual_outcome(story: Story, serafen: int) -> None:
    visits = story.indicator("Besök", measure="count", periodicity="Tertial")
    story.document(serafen, "VP 2023").follows(visits).target(visits, None, "", form=TargetForm.INCREASE)
    story.document(serafen, "T1 2023").outcome(visits, 46, "").forecast(visits, 44, "")
    assert picked(story.row("T1 2023"), "status_reason", "forecast_status_reason") == ("no_previous_year", "no_previous_year")
    story.document(serafen, "VB 2022").outcome(visits, 45, "")
    row = story.row("T1 2023")
    assert picked(row, "status", "judged_level", "judged_better") == ("uppfylls_helt", 45, "higher")
    assert picked(row, "forecast_status", "target_value") == ("uppfylls_inte", None)


def test_increase_for_women_is_against_women_last_year(story: Story, serafen: int) -> None:
    visits = story.indicator("Besök", measure="count", periodicity="År")
    story.document(serafen, "VB 2022").outcome(visits, 45, "").outcome(visits, 20, "", gender=Gender.K)
    report = story.document(serafen, "VB 2023").target(visits, None, "", form=TargetForm.INCREASE)
    report.outcome(visits, 44, "").outcome(visits, 21, "", gender=Gender.K).outcome(visits, 23, "", gender=Gender.M)
    assert story.row("VB 2023")["status"] == "uppfylls_inte"
    assert picked(story.row("VB 2023", Gender.K), "status", "judged_level") == ("uppfylls_helt", 20)
    assert story.row("VB 2023", Gender.M)["status_reason"] == "no_previous_year"


def test_an_annual_survey_is_compared_with_last_year(story: Story, serafen: int) -> None:
    """Also when an interim figure was reported on the way."""
    survey = story.indicator("Nöjda", measure="share", better="higher", periodicity="Tertial")
    story.document(serafen, "VP 2023").follows(survey, "År")
    story.document(serafen, "VB 2022").outcome(survey, 80)
    story.document(serafen, "T2 2023").outcome(survey, 88)
    story.document(serafen, "VB 2023").outcome(survey, 85)
    assert picked(story.row("VB 2023"), "previous_value", "previous_year", "change") == (80, 2022, "better")


def test_a_count_that_accumulates_is_due_by_thirds_and_compared_year_by_year(story: Story, serafen: int) -> None:
    jobs = story.indicator("Feriejobb", measure="count", better="higher", periodicity="Tertial", accumulates=True)
    story.document(serafen, "VB 2022").outcome(jobs, 28, "", of="T1 2022").outcome(jobs, 95, "")
    story.document(serafen, "VP 2023").follows(jobs).target(jobs, 90, "")
    story.document(serafen, "T1 2023").outcome(jobs, 29, "").forecast(jobs, 90, "")
    row = story.row("T1 2023")
    assert picked(row, "status", "judged_level", "target_value") == ("uppfylls_delvis", 30, 90)
    assert picked(row, "forecast_status", "previous_period", "previous_year") == ("uppfylls_helt", "T1", 2022)
    assert picked(row, "previous_value", "change", "year_ago_change") == (28, "better", "better")


def test_the_citys_target_is_not_the_units(story: Story, serafen: int) -> None:
    energy = story.indicator(
        "Köpt energi", measure="amount", unit_of_measure="GWh", better="lower", periodicity="År", kf_target_is_local=False
    )
    plan = story.document(serafen, "VP 2023").follows(energy, "År").target(energy, 3.3, "GWh")
    plan.target(energy, 1945, "GWh", kind=TargetKind.KF_ARSMAL)
    story.document(serafen, "VB 2023").outcome(energy, 3.2, "GWh")
    assert picked(story.row("VB 2023"), "status", "kf_status_reason") == ("uppfylls_helt", "not_comparable")


def test_a_doubtful_outcome_is_shown_but_neither_judged_nor_compared(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VP 2023").follows(sjukfranvaro).target(sjukfranvaro, 9.5)
    story.document(serafen, "T1 2023").outcome(sjukfranvaro, 0, is_doubtful=True)
    story.document(serafen, "T2 2023").outcome(sjukfranvaro, 8.0)
    assert picked(story.row("T1 2023"), "value", "missing", "status_reason") == (0, None, "outcome_doubtful")
    assert picked(story.row("T2 2023"), "previous_value", "change") == (None, None)


def test_a_withheld_value_stays_out_of_the_rows(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VB 2022").outcome(sjukfranvaro, 33.3, n=3, missing="withheld")
    story.document(serafen, "VB 2023").outcome(sjukfranvaro, 8.0)
    row = story.row("VB 2022")
    assert picked(row, "value", "missing", "is_withheld", "status_reason") == (None, "withheld", True, "withheld")
    assert picked(row, "outcome_printed", "n") == ("", None)
    assert story.row("VB 2023")["previous_value"] is None
    assert not any("33.3" in str(value) for shown in story.rows() for value in shown.values())


@pytest.mark.parametrize(
    ("value", "missing", "shown"),
    [
        (None, "dropped_out", (None, "dropped_out", "dropped_out")),
        (None, "not_applicable", (None, "not_applicable", "not_applicable")),
        (None, "unreadable", (None, "unreadable", "outcome_unreadable")),
        (None, "doubtful", (None, "doubtful", "outcome_doubtful")),
        (7.0, "doubtful", (7.0, None, "outcome_doubtful")),
        (float("inf"), None, (None, "unreadable", "outcome_unreadable")),
        (None, None, (None, "not_reported", "not_reported")),
    ],
)
def test_a_row_has_a_value_or_a_reason(
    story: Story, serafen: int, sjukfranvaro: int, value: float | None, missing: str | None, shown: tuple[Any, ...]
) -> None:
    story.document(serafen, "VB 2023").outcome(sjukfranvaro, value, missing=missing)
    assert picked(story.row("VB 2023"), "value", "missing", "status_reason") == shown


def test_a_later_document_names_the_goal_anew(story: Story, serafen: int, sjukfranvaro: int) -> None:
    old, new = story.goal("3.2 Skattemedel"), story.goal("3.4 Arbete")
    story.document(serafen, "T2 2023").follows(sjukfranvaro, goal_id=new)
    story.document(serafen, "VP 2023").follows(sjukfranvaro, goal_id=old)
    story.document(serafen, "VB 2023").follows(sjukfranvaro, goal_id=None)
    assert {story.row(period)["goal_id"] for period in ("T1 2023", "VB 2023")} == {new}


def test_example_units_are_marked_on_every_row(story: Story, serafen: int, sjukfranvaro: int) -> None:
    invented = story.unit("Exempelhemmet", is_example=True)
    for unit in (serafen, invented):
        story.document(unit, "VP 2023").follows(sjukfranvaro)
    story.rebuild()
    assert {(row["unit_id"], row["is_example"]) for row in story.rows()} == {(serafen, False), (invented, True)}


def test_expected_rows_are_the_stored_rows_with_every_column(story: Story, serafen: int, sjukfranvaro: int) -> None:
    story.document(serafen, "VP 2023").follows(sjukfranvaro).target(sjukfranvaro, 9.5)
    story.document(serafen, "VB 2023").outcome(sjukfranvaro, 7.8).outcome(sjukfranvaro, 7.0, gender=Gender.K)
    story.rebuild()
    assert story.expected() == story.rows()
    assert [set(row) for row in story.expected()] == [set(COLUMNS)] * 4
