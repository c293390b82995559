"""What becomes of the cells of a report: facts with their origin, judged, and questions about the rest."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from data.schema import (
    Activity,
    Attainment,
    Commentary,
    FollowedUnder,
    Forecast,
    Goal,
    Indicator,
    Load,
    Outcome,
    PlanGoal,
    SourceDocument,
    StatedJudgement,
    Target,
    Unit,
)
from etl.readers import records
from tests.load.desk import AXELSBERG, KF_GOAL, UNIT_GOAL, Desk, annual_report, document, row

SICK_LEAVE = row(
    "Sjukfrånvaro",
    30,
    outcome="4,8 %",
    outcome_men="4,1 %",
    outcome_women="5,0 %",
    previous_outcome="6,2 %",
    previous_period="VB 2019",
    forecast="5 %",
    target="7,5 %",
    kf_target="Tas fram av nämnd/styrelse",
    periodicity="Tertial",
    period="VB 2020",
    analysis="Färre har varit sjuka.",
    n="48",
)


def test_every_cell_becomes_a_fact_with_its_origin(desk: Desk) -> None:
    report = desk.load("vb-2020-axelsberg.txt", annual_report(SICK_LEAVE))

    assert report.exit_status == 0
    unit, indicator = desk.unit_id("axelsberg"), desk.indicator_id("sjukfranvaro")
    assert desk.rows(Outcome, "unit_id", "indicator_id", "year", "period", "gender", "value", "n", "printed", "locator") == [
        (unit, indicator, 2020, "VB", "T", 4.8, 48, "4,8 %", "rad 30"),
        (unit, indicator, 2020, "VB", "M", 4.1, None, "4,1 %", "rad 30"),
        (unit, indicator, 2020, "VB", "K", 5.0, None, "5,0 %", "rad 30"),
        (unit, indicator, 2019, "VB", "T", 6.2, None, "6,2 %", "rad 30"),
    ]
    assert set(desk.rows(Outcome, "reported_year", "reported_period")) == {(2020, "VB")}
    assert desk.rows(Target, "kind", "form", "value", "valid_from", "printed") == [
        ("arsmal", "level", 7.5, dt.date(2020, 12, 31), "7,5 %"),
        ("kf_arsmal", "delegated", None, dt.date(2020, 12, 31), "Tas fram av nämnd/styrelse"),
    ]
    assert desk.rows(Forecast, "year", "period", "gender", "value") == [(2020, "VB", "T", 5.0)]
    assert desk.rows(FollowedUnder, "year", "periodicity") == [(2020, "Tertial")]
    assert desk.rows(Commentary, "section", "printed") == [("Analys", "Färre har varit sjuka.")]
    ((version, file_name, kind, year, title),) = desk.rows(SourceDocument, "id", "file_name", "kind", "year", "title")
    assert (file_name, kind, year, title) == ("vb-2020-axelsberg.txt", "VB", 2020, f"VB 2020 för {AXELSBERG}")
    assert set(desk.rows(Outcome, "source_document_id")) == {(version,)}


def test_what_is_loaded_is_judged_in_the_same_breath(desk: Desk) -> None:
    desk.load("vb-2020-axelsberg.txt", annual_report(SICK_LEAVE))
    ((value, status, kf_reason),) = desk.rows(
        Attainment, "value", "status", "kf_status_reason", year=2020, period="VB", gender="T"
    )
    assert (value, status, kf_reason) == (4.8, "uppfylls_helt", "target_delegated")


def test_an_empty_cell_is_no_outcome_but_a_mark_is_a_reason(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="", outcome_men="..", outcome_women="-")))
    assert desk.rows(Outcome, "gender", "value", "missing") == [("M", None, "withheld"), ("K", None, "dropped_out")]


def test_a_bare_number_for_a_share_is_per_cent(desk: Desk) -> None:
    desk.load("vp.txt", annual_report(row("Andelen nöjda omsorgstagare", 30, target="90"), kind="VP"))
    assert desk.rows(Target, "value", "unit_printed", "printed") == [(90.0, "", "90")]


def test_the_goal_tree_is_in_the_order_of_the_document(desk: Desk) -> None:
    top = records.Goal("kf_inriktningsmal", "1", "En stad för alla", "", 10, "1. En stad för alla")
    board = records.Goal("namndmal", "", "Äldre får insatser av hög kvalitet", "", 40, "Äldre får insatser av hög kvalitet")
    desk.load("vb.txt", [document(), top, KF_GOAL, board, UNIT_GOAL, row("Sjukfrånvaro", 70, UNIT_GOAL, outcome="4 %")])

    titles = dict(desk.rows(Goal, "id", "title"))
    tree = [(titles[goal], titles.get(parent)) for goal, parent in desk.rows(PlanGoal, "goal_id", "parent_goal_id")]
    assert tree == [
        ("En stad för alla", None),
        ("Äldre har en trygg tillvaro", "En stad för alla"),
        ("Äldre får insatser av hög kvalitet", "Äldre har en trygg tillvaro"),
        ("Vi erbjuder insatser med hög kvalitet", "Äldre får insatser av hög kvalitet"),
    ]
    assert desk.rows(Goal, "level", "programme", "number", "owner_unit_id") == [
        ("kf_inriktningsmal", "2019–2022", "1", None),
        ("kf_mal", "2019–2022", "1.5", None),
        ("namndmal", "2019–2022", "", desk.unit_id("district")),
        ("enhetsmal", "2019–2022", "", desk.unit_id("axelsberg")),
    ]
    ((followed_goal,),) = desk.rows(FollowedUnder, "goal_id")
    assert titles[followed_goal] == "Vi erbjuder insatser med hög kvalitet"
    assert desk.rows(StatedJudgement, "judgement", "printed") == [("uppfylls_helt", "Uppfylls helt")]


def test_two_units_share_the_boards_goal_but_not_each_others(desk: Desk) -> None:
    board = records.Goal("namndmal", "", "Äldre får insatser av hög kvalitet", "", 40, "Äldre får insatser av hög kvalitet")
    for name, unit in (("a.txt", AXELSBERG), ("b.txt", "Pilträdets servicehus")):
        desk.load(name, [document(unit), KF_GOAL, board, UNIT_GOAL])
    assert [level for (level,) in desk.rows(Goal, "level")] == ["kf_mal", "namndmal", "enhetsmal", "enhetsmal"]


def test_words_that_are_no_judgement_are_kept_and_asked_about(desk: Desk) -> None:
    goal = records.Goal("enhetsmal", "", "God kvalitet", "Kommer att uppfyllas", 60, "God kvalitet")
    desk.load("vb.txt", [document(), goal])
    assert desk.rows(StatedJudgement, "judgement", "printed") == [(None, "Kommer att uppfyllas")]
    assert desk.questions("code", "locator") == [("judgement_unknown", "rad 60")]


def test_activities_and_texts_come_with_their_goal(desk: Desk) -> None:
    activity = records.Activity(UNIT_GOAL.printed, "Temaveckor om mat", "2020-01-01", "2020-12-31", "Avvikelse", "Pandemin.", 80)
    text = records.Text(UNIT_GOAL.printed, "Förväntat resultat", "Nöjda boende.", 64)
    desk.load("vb.txt", [document(), UNIT_GOAL, text, activity])
    ((goal,),) = desk.rows(Goal, "id")
    assert desk.rows(Activity, "printed", "goal_id", "starts_on", "ends_on", "deviation", "analysis", "locator") == [
        ("Temaveckor om mat", goal, dt.date(2020, 1, 1), dt.date(2020, 12, 31), "Avvikelse", "Pandemin.", "rad 80")
    ]
    assert desk.rows(Commentary, "section", "goal_id", "printed") == [("Förväntat resultat", goal, "Nöjda boende.")]


@pytest.mark.parametrize(("start", "code"), [("2020-02-30", "date_unreadable"), ("2021-01-01", "ends_before_start")])
def test_a_day_that_cannot_be_is_asked_about(desk: Desk, start: str, code: str) -> None:
    desk.load("vb.txt", [document(), UNIT_GOAL, records.Activity(UNIT_GOAL.printed, "Temavecka", start, "2020-12-31", line=80)])
    assert desk.questions("code", "locator") == [(code, "rad 80")]
    assert len(desk.rows(Activity, "id")) == 1


@pytest.mark.parametrize("printed", ["4,8 %%", "1,2,3", "12..5", "1.234", ",5", "1e5"])
def test_a_value_that_cannot_be_read_is_kept_as_printed_and_asked_about(desk: Desk, printed: str) -> None:
    report = desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome=printed, target=printed)))
    assert report.exit_status == 1
    assert desk.rows(Outcome, "value", "missing", "printed") == [(None, "unreadable", printed)]
    assert desk.rows(Target, "value", "form", "is_doubtful", "printed") == [(None, "words", True, printed)]
    for message, place, shown, action in desk.questions("message", "locator", "printed", "action"):
        assert "kan inte läsas säkert" in message
        assert (place, shown) == ("rad 30", printed)
        assert action
    assert len(desk.questions()) == 2
    ((status, reason),) = desk.rows(Attainment, "status", "status_reason", year=2020, period="VB")
    assert (status, reason) == ("ej_bedomd", "outcome_unreadable")


def test_a_value_that_looks_mistaken_is_shown_but_not_judged(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row("Antal platser för feriejobb", 30, outcome="12 st", target="90 %")))
    assert desk.rows(Target, "value", "is_doubtful") == [(90.0, True)]
    assert desk.questions("code") == [("unit_against_measure",)]
    ((value, target, status, reason),) = desk.rows(Attainment, "value", "target_printed", "status", "status_reason", period="VB")
    assert (value, target, status, reason) == (12.0, "90 %", "ej_bedomd", "target_doubtful")


def test_a_row_that_the_reader_doubts_is_not_judged(desk: Desk) -> None:
    remark = records.Remark("question", "doubtful-row", "Raden kan läsas på flera sätt.", "4,8 % 7,5 %", "Jämför.", 30)
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="4,8 %", target="7,5 %"), remark))
    assert desk.rows(Outcome, "is_doubtful") == [(True,)]
    assert desk.rows(Target, "is_doubtful") == [(True,)]


def test_the_same_indicator_twice_with_different_outcomes_is_judged_on_neither(desk: Desk) -> None:
    contents = annual_report(row("Sjukfrånvaro", 30, outcome="4,8 %"), row("Sjukfrånvaro", 90, outcome="5,8 %"))
    desk.load("vb.txt", contents)
    assert desk.rows(Outcome, "value", "is_doubtful") == [(4.8, True), (5.8, True)]
    assert desk.questions("code") == [("same_indicator_twice",)]


def test_the_same_row_twice_is_one_fact(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="4,8 %"), row("Sjukfrånvaro", 90, outcome="4,8 %")))
    assert desk.rows(Outcome, "locator") == [("rad 30",)]
    assert len(desk.rows(FollowedUnder, "id")) == 1


def test_a_period_that_is_not_the_documents(desk: Desk) -> None:
    contents = annual_report(
        row("Andelen nöjda omsorgstagare", 30, outcome="80 %", target="82 %", period="2019"),
        row("Sjukfrånvaro", 40, outcome="4 %", period="2021"),
        row("Antal platser för feriejobb", 50, outcome="4", period="sommaren"),
    )
    desk.load("vb.txt", contents)
    assert desk.rows(Outcome, "year", "reported_year", "is_doubtful") == [
        (2019, 2020, False),
        (2021, 2020, True),
        (2020, 2020, True),
    ]
    assert desk.rows(Target, "year") == [(2020,)]
    assert desk.questions("code") == [("period_of_another_year",), ("period_after_document",), ("period_unreadable",)]


def test_a_previous_outcome_of_an_unknown_period_is_not_loaded(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="4 %", previous_outcome="6 %", previous_period="VB 2021")))
    assert desk.rows(Outcome, "value") == [(4.0,)]
    assert desk.questions("kind", "code") == [("rejection", "previous_period_unreadable")]


def test_a_plans_target_is_valid_from_new_year_and_a_reports_from_its_periods_last_day(desk: Desk) -> None:
    desk.load("vp.txt", annual_report(row("Sjukfrånvaro", 30, target="7,5 %"), kind="VP"))
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, target="7,5 %")))
    assert desk.rows(Target, "value", "valid_from") == [(7.5, dt.date(2020, 1, 1)), (7.5, dt.date(2020, 12, 31))]
    shown = desk.rows(Attainment, "target_printed", "target_id", year=2020, period="VB")
    assert shown == [("7,5 %", desk.rows(Target, "id")[0][0])]


@pytest.mark.parametrize("order", list(permutations(("VP", "T2", "VB"))), ids="-".join)
def test_a_target_that_goes_back_to_the_plans_holds_in_whatever_order_it_is_loaded(desk: Desk, order: tuple[str, ...]) -> None:
    contents = {
        "VP": annual_report(row("Sjukfrånvaro", 30, target="9,5 %"), kind="VP"),
        "T2": annual_report(row("Sjukfrånvaro", 30, outcome="8,5 %", target="8,0 %"), kind="T2"),
        "VB": annual_report(row("Sjukfrånvaro", 30, outcome="9,0 %", target="9,5 %")),
    }
    for kind in order:
        desk.load(f"{kind}.txt", contents[kind])
    judged = desk.rows(Attainment, "period", "target_value", "status", year=2020, gender="T")
    assert [each for each in judged if each[0] != "T1"] == [("T2", 8.0, "uppfylls_delvis"), ("VB", 9.5, "uppfylls_helt")]


def test_an_unknown_indicator_is_a_draft_with_one_question_and_proposals(desk: Desk) -> None:
    desk.load("a.txt", annual_report(row("Andelen nöjda omsorgstagarna", 30, outcome="80 %", target="82 %")))
    desk.load("b.txt", annual_report(row("Andelen nöjda omsorgstagarna", 44, outcome="81 %"), unit="Pilträdets servicehus"))
    drafts = desk.rows(Indicator, "slug", "better", "measure", is_draft=True)
    assert drafts == [("andelen-nojda-omsorgstagarna", None, None)]
    ((file_name, place, message, action),) = desk.questions("file_name", "locator", "message", "action")
    assert (file_name, place) == ("a.txt", "rad 30")
    assert "Liknar «Andelen nöjda omsorgstagare»" in message
    assert "data/definitions/indicators" in action
    reasons = desk.rows(Attainment, "status", "status_reason", year=2020, period="VB", unit_id=desk.unit_id("axelsberg"))
    assert reasons == [("ej_bedomd", "direction_unknown")]


def test_an_unknown_unit_is_a_draft_with_a_question(desk: Desk) -> None:
    desk.load("a.txt", annual_report(row("Sjukfrånvaro", 30, outcome="4 %"), unit="Pilträdens servicehus"))
    assert desk.rows(Unit, "slug", "kind", is_draft=True) == [("piltradens-servicehus", "enhet")]
    ((code, message),) = desk.questions("code", "message")
    assert code == "unknown_unit"
    assert "Liknar «Pilträdets servicehus»" in message
    assert len(desk.rows(Outcome, "id", unit_id=desk.unit_id("piltradens-servicehus"))) == 1


def test_other_names_and_other_print_are_the_same_unit_and_indicator(desk: Desk) -> None:
    desk.load("a.txt", annual_report(row("ANDEL nöjda  omsorgstagare.", 30, outcome="80 %"), unit="axelsberg"))
    assert desk.rows(Outcome, "unit_id", "indicator_id") == [(desk.unit_id("axelsberg"), desk.indicator_id("nojda"))]
    assert desk.questions() == []


def test_a_council_goal_under_another_title_is_asked_about(desk: Desk) -> None:
    goal = records.Goal("kf_mal", "1.5.", "Äldre har en trygg", "", 20, "1.5. Äldre har en trygg")
    desk.load("a.txt", [document(), goal, row("Sjukfrånvaro", 30, goal, outcome="4 %")])
    ((code, message),) = desk.questions("code", "message")
    assert code == "goal_title_differs"
    assert "«Äldre har en trygg tillvaro»" in message


def test_a_column_that_is_not_known_is_asked_about_once(desk: Desk) -> None:
    other = {"Felmarginal": "± 3"}
    contents = annual_report(
        row("Sjukfrånvaro", 30, outcome="4 %", other=other), row("Andel nöjda omsorgstagare", 31, other=other)
    )
    desk.load("a.txt", contents)
    assert desk.questions("code", "locator", "printed") == [("unknown_column", "rad 30", "± 3")]


def test_a_row_without_name_is_rejected_and_the_rest_is_loaded(desk: Desk) -> None:
    report = desk.load("a.txt", annual_report(row("", 30, outcome="4 %"), row("Sjukfrånvaro", 31, outcome="4 %")))
    assert report.exit_status == 1
    assert desk.questions("kind", "code", "locator") == [("rejection", "row_without_name", "rad 30")]
    assert len(desk.rows(Outcome, "id")) == 1


def test_the_load_tells_what_it_did(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(SICK_LEAVE))
    (_, (what, added, ended, unchanged)) = desk.rows(Load, "what", "facts_added", "facts_ended", "facts_unchanged")
    assert what == f"VB 2020, {AXELSBERG} (vb.txt)"
    assert (added, ended, unchanged) == (10, 0, 0)
