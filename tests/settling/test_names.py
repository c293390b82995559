"""Names that are nobody's: the same as a known one, or new. What is answered is written, and holds at once."""

from __future__ import annotations

import pytest

from data.definitions import load_definitions
from data.schema import Finding, Goal, Indicator, Load, Outcome, PlanGoal, SourceDocument, Unit
from etl.loading import State
from etl.readers import records
from etl.settling import AnswerKind, SettlingError
from etl.verify import verify
from tests.load.desk import AXELSBERG, annual_report, document, row
from tests.settling.office import Office

PERFORMED = "Andel medarbetare som utfört webbutbildningen"
REPORT = annual_report(row(PERFORMED, 30, outcome="85 %", target="90 %"))


def is_whole(office: Office) -> bool:
    with office.desk.engine.connect() as connection:
        return verify(connection).faults == []


def test_a_near_name_is_proposed_with_what_differs_and_never_merged(office: Office) -> None:
    office.load("vb.txt", REPORT)
    question = office.question("unknown_indicator")
    assert "Liknar «Andel medarbetare som genomfört webbutbildningen»" in question.message
    assert "«utfört» i stället för «genomfört»" in question.message
    assert "other_names" in question.action
    assert office.desk.rows(Indicator, "is_draft", name=PERFORMED) == [(True,)]


def test_the_same_indicator_gets_another_name_and_its_figures_at_once(office: Office) -> None:
    office.load("vb.txt", REPORT)
    settled = office.answer("unknown_indicator", AnswerKind.SAME, "utbildning")
    assert settled.file is not None
    assert settled.file.read_text(encoding="utf-8").startswith("# Om utbildning\n")
    assert f'  - "{PERFORMED}"  # svar av Anna 2024-06-01\n' in office.text("indicators/utbildning.yaml")
    assert office.desk.current(Outcome, "indicator_id", "value") == [(office.desk.indicator_id("utbildning"), 85.0)]
    assert len(office.desk.rows(Outcome, "id")) == 2, "what was said of the draft is kept"
    ((state, by, at),) = office.desk.rows(Finding, "state", "settled_by", "settled_at", code="unknown_indicator")
    assert (state, by) == ("settled", "Anna")
    assert at is not None
    assert is_whole(office)


def test_what_is_settled_does_not_come_back_with_the_next_load(office: Office) -> None:
    office.load("vb.txt", REPORT)
    office.answer("unknown_indicator", AnswerKind.SAME, "utbildning")
    assert office.load("vb.txt", REPORT).files[0].states == {State.UNCHANGED: 1}
    office.load("vb.txt", annual_report(row(PERFORMED, 31, outcome="86 %", target="90 %")))
    assert [each for each in office.questions() if each.code == "unknown_indicator"] == []


def test_a_new_indicator_is_written_with_what_was_answered(office: Office) -> None:
    office.load("vb.txt", REPORT)
    office.answer("unknown_indicator", AnswerKind.NEW, measure="share", better="higher", periodicity="År")
    (defined,) = [each for each in load_definitions(office.folders.definitions).indicators if each.name == PERFORMED]
    assert (defined.measure, defined.unit_of_measure, defined.better, defined.periodicity) == ("share", "%", "higher", "År")
    assert "vb.txt" in defined.source
    assert office.desk.rows(Indicator, "is_draft", "better", slug=defined.slug) == [(False, "higher")]
    assert is_whole(office)


def test_a_direction_that_nobody_knows_stays_a_question(office: Office) -> None:
    office.load("vb.txt", REPORT)
    office.answer("unknown_indicator", AnswerKind.NEW, measure="share", better="okand", periodicity="År")
    assert {each.indicator for each in office.questions() if each.code == "direction_open"} >= {
        "andel-medarbetare-som-utfort-webbutbildningen"
    }


def test_a_stated_direction_takes_the_place_of_the_question(office: Office) -> None:
    office.load("vb.txt", annual_report(row("Antal anmälningar", 30, outcome="5", target="4")))
    office.answer("direction_open", AnswerKind.BETTER, "lower")
    assert "open_question" not in office.text("indicators/fragad.yaml")
    assert "better: lower" in office.text("indicators/fragad.yaml")
    assert office.desk.rows(Indicator, "better", slug="fragad") == [("lower",)]
    assert [each.code for each in office.questions()] == []


def test_a_unit_by_another_name_keeps_its_documents(office: Office) -> None:
    office.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="5 %"), unit="Axelsbergs vård och omsorgsboende"))
    assert AXELSBERG in office.question("unknown_unit").message
    office.answer("unknown_unit", AnswerKind.SAME, "axelsberg")
    assert "# flyttade 2019" in office.text("units/staden.yaml")
    assert office.desk.current(SourceDocument, "unit_id") == [(office.desk.unit_id("axelsberg"),)]
    again = office.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="5 %"), unit="Axelsbergs vård och omsorgsboende"))
    assert again.files[0].states == {State.UNCHANGED: 1}
    assert is_whole(office)


def test_a_new_unit_stands_under_the_one_that_was_answered(office: Office) -> None:
    office.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="5 %"), unit="Solrosens dagverksamhet"))
    office.answer("unknown_unit", AnswerKind.NEW, "district", kind="enhet")
    assert office.desk.rows(Unit, "parent_id", "is_draft", name="Solrosens dagverksamhet") == [
        (office.desk.unit_id("district"), False)
    ]
    assert "# Sist i filen." in office.text("units/staden.yaml")


def test_a_goal_that_differs_by_a_word_is_asked_about_and_merged_when_it_is_the_same(office: Office) -> None:
    other = records.Goal(
        "kf_mal",
        "",
        "Barn och unga har bra och jämlika uppväxtvillkor",
        "",
        20,
        "Barn och unga har bra och jämlika uppväxtvillkor",
    )
    of_other = row("Sjukfrånvaro", 30, goal=other, outcome="5 %")
    office.load(
        "vb-2019.txt", [document(year=2019), KF_OF_PROGRAMME, row("Sjukfrånvaro", 30, goal=KF_OF_PROGRAMME, outcome="4 %")]
    )
    office.load("vb.txt", [document(), other, of_other])
    question = office.question("goal_title_near")
    assert "«bra» i stället för «goda»" in question.message
    office.answer("goal_title_near", AnswerKind.SAME, "1.6")
    assert '- "Barn och unga har bra och jämlika uppväxtvillkor"' in office.text("programmes/2019.yaml")
    ((goal,),) = office.desk.rows(Goal, "id", title=KF_OF_PROGRAMME.title)
    assert {goal_id for (goal_id,) in office.desk.current(PlanGoal, "goal_id")} == {goal}
    assert office.load("vb.txt", [document(), other, of_other]).files[0].states == {State.UNCHANGED: 1}
    assert [each.code for each in office.questions() if each.code.startswith("goal")] == []


KF_OF_PROGRAMME = records.Goal(
    "kf_mal",
    "1.6",
    "Barn och unga har goda och jämlika uppväxtvillkor",
    "",
    20,
    "1.6 Barn och unga har goda och jämlika uppväxtvillkor",
)


@pytest.mark.parametrize(
    ("kind", "value", "fields", "said"),
    [
        (AnswerKind.SAME, "finns-inte", {}, "Ingen definierad indikator heter"),
        (AnswerKind.NEW, "", {"measure": "share"}, "behöver också: --set better="),
        (AnswerKind.NEW, "", {"measure": "procent", "better": "higher", "periodicity": "År"}, "«procent» är inget av"),
        (AnswerKind.NEW, "", {"farg": "röd"}, "Fältet farg finns inte"),
        (AnswerKind.RIGHT, "", {}, "Det som går är: samma"),
    ],
)
def test_an_answer_that_does_not_fit_changes_nothing(
    office: Office, kind: AnswerKind, value: str, fields: dict[str, str], said: str
) -> None:
    office.load("vb.txt", REPORT)
    files, store = office.files(), office.desk.dump()
    with pytest.raises(SettlingError, match=said):
        office.answer("unknown_indicator", kind, value, **fields)
    assert (office.files(), office.desk.dump()) == (files, store)


def test_an_answer_that_would_make_the_definitions_faulty_is_taken_back(office: Office) -> None:
    office.load("vb.txt", REPORT)
    files, store = office.files(), office.desk.dump()
    with pytest.raises(SettlingError, match="skulle göra definitionerna felaktiga"):
        office.answer(
            "unknown_indicator", AnswerKind.NEW, measure="share", better="higher", periodicity="År", short_name="sjukfranvaro"
        )
    assert (office.files(), office.desk.dump()) == (files, store)


def test_an_answer_is_a_load_of_its_own(office: Office) -> None:
    office.load("vb.txt", REPORT)
    office.answer("unknown_indicator", AnswerKind.SAME, "utbildning", by="Bo Berg")
    assert office.desk.rows(Load, "what")[-1][0].startswith("Svar av Bo Berg: ")
