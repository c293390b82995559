"""Doubtful figures: right, wrong, or another. The answer is a correction in a file, and holds at once and at every load."""

from __future__ import annotations

import threading

import pytest

from data.corrections import load_corrections
from data.schema import Attainment, Finding, Outcome, Target
from etl.loading import State
from etl.settling import Answer, AnswerKind, SettlingError
from etl.verify import verify
from tests.load.desk import AXELSBERG, annual_report, row
from tests.settling.office import Office

REPORT = annual_report(row("Antal platser för feriejobb", 30, outcome="360 st", target="90 %"))
DOUBTED = "unit_against_measure"


def shown(office: Office) -> list[tuple[object, ...]]:
    return office.desk.rows(
        Attainment, "value", "target_value", "status", year=2020, period="VB", unit_id=office.desk.unit_id("axelsberg")
    )


def is_whole(office: Office) -> bool:
    with office.desk.engine.connect() as connection:
        return verify(connection).faults == []


def test_a_figure_that_is_wrong_counts_no_more(office: Office) -> None:
    office.load("vb.txt", REPORT)
    settled = office.answer(DOUBTED, AnswerKind.DROP, why="Ett antal har inget mål i procent.")
    assert settled.file == office.folders.corrections / "axelsberg-vb-2020.yaml"
    (correction,) = load_corrections(office.folders.corrections).all
    assert (correction.says.do, correction.says.expect, correction.says.by) == ("drop", "90 %", "Anna")
    assert office.desk.current(Target, "value", "printed", "is_doubtful") == [(None, "90 %", True)]
    assert shown(office) == [(360.0, None, "ej_bedomd")]
    assert [each.code for each in office.questions()] == ["direction_open", "corrected"]
    assert is_whole(office)


def test_the_right_figure_is_judged_at_once_and_the_printed_one_kept(office: Office) -> None:
    office.load("vb.txt", REPORT)
    office.answer(DOUBTED, AnswerKind.VALUE, "350 st", why="Enheten har svarat 3 maj.")
    assert office.desk.current(Target, "value", "printed", "is_doubtful") == [(350.0, "90 %", False)]
    assert shown(office) == [(360.0, 350.0, "uppfylls_helt")]
    assert "350 st i stället för 90 %. Enheten har svarat 3 maj. (Anna" in office.question("corrected").message


def test_a_figure_that_is_right_is_judged_as_it_is_printed(office: Office) -> None:
    office.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="0,9", target="5 %")))
    assert shown(office) == [(0.9, 5.0, "ej_bedomd")]
    office.answer("small_bare_share", AnswerKind.RIGHT)
    assert shown(office) == [(0.9, 5.0, "uppfylls_helt")]
    assert [each.code for each in office.questions()] == ["direction_open"]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(AnswerKind.DROP, why="Fel."),
        Answer(AnswerKind.VALUE, "350 st", why="Fel."),
        Answer(AnswerKind.RIGHT),
    ],
    ids=lambda answer: answer.kind.name,
)
def test_loading_again_finds_what_the_answer_made(office: Office, answer: Answer) -> None:
    office.load("vb.txt", REPORT)
    office.settle(office.question(DOUBTED).id, answer)
    before = office.desk.dump()
    assert office.load("vb.txt", REPORT).files[0].states == {State.UNCHANGED: 1}
    after = office.desk.dump()
    assert {name for name in before if before[name] != after[name]} <= {"store_fact", "finding"}
    assert [each[:9] for each in before["finding"]] == [each[:9] for each in after["finding"]]


def test_a_changed_document_with_the_same_figure_is_not_asked_about_again(office: Office) -> None:
    office.load("vb.txt", REPORT)
    office.answer(DOUBTED, AnswerKind.DROP, why="Fel.")
    office.load("vb.txt", annual_report(row("Antal platser för feriejobb", 44, outcome="361 st", target="90 %")))
    assert [each.code for each in office.questions()] == ["direction_open", "corrected"]
    assert office.desk.current(Target, "value", "locator") == [(None, "rad 30")]


def test_a_mended_source_is_not_corrected_and_it_is_asked(office: Office) -> None:
    office.load("vb.txt", REPORT)
    office.answer(DOUBTED, AnswerKind.VALUE, "350 st", why="Fel.")
    office.load("vb.txt", annual_report(row("Antal platser för feriejobb", 30, outcome="360 st", target="340 st")))
    assert office.desk.current(Target, "value", "printed") == [(340.0, "340 st")]
    assert "där skulle stå «90 %», men i cellen står nu «340 st»" in office.question("correction_outdated").message


def test_of_two_documents_that_contradict_each_other_one_counts(office: Office) -> None:
    office.load("vb-2019.txt", annual_report(row("Sjukfrånvaro", 30, outcome="5 %"), year=2019))
    office.load(
        "vb-2020.txt", annual_report(row("Sjukfrånvaro", 30, outcome="6 %", previous_outcome="7 %", previous_period="VB 2019"))
    )
    question = office.question("contradiction")
    assert sorted(each.printed for each in question.claims) == ["5 %", "7 %"]
    office.answer("contradiction", AnswerKind.COUNTS, "5 %", why="Originalet säger 5 %.")
    assert office.desk.rows(Attainment, "value", year=2019, unit_id=office.desk.unit_id("axelsberg")) == [(5.0,)]
    assert sorted(office.desk.current(Outcome, "value", "printed", year=2019)) == [(5.0, "5 %"), (5.0, "7 %")]
    assert [each.code for each in office.questions() if each.code == "contradiction"] == []
    office.load(
        "vb-2020.txt", annual_report(row("Sjukfrånvaro", 31, outcome="6 %", previous_outcome="7 %", previous_period="VB 2019"))
    )
    assert [each.code for each in office.questions() if each.code == "contradiction"] == []


def test_of_two_rows_in_one_document_one_counts(office: Office) -> None:
    report = annual_report(
        row("Sjukfrånvaro", 30, outcome="5 %", target="6 %"), row("Sjukfrånvaro", 40, outcome="7 %", target="6 %")
    )
    office.load("vb.txt", report)
    office.answer("same_indicator_twice", AnswerKind.COUNTS, "7 %", why="Den övre är förra årets.")
    now = sorted(office.desk.current(Outcome, "locator", "value", "is_doubtful"))
    assert now == [("rad 30", 7.0, False), ("rad 40", 7.0, False)]
    assert office.load("vb.txt", report).files[0].states == {State.UNCHANGED: 1}
    assert shown(office)[0][0] == 7.0


def test_a_remark_that_is_seen_stays_seen_when_it_is_found_again(office: Office) -> None:
    plan = annual_report(row("Sjukfrånvaro", 30), kind="VP")
    office.load("vp.txt", plan)
    office.answer("followed_without_target", AnswerKind.SEEN, why="Målet sätts i maj.")
    office.load("vp.txt", annual_report(row("Sjukfrånvaro", 30, target="5 %"), kind="VP"))
    office.load("vp.txt", plan)
    assert [each.code for each in office.questions() if each.code != "direction_open"] == []
    answers = office.desk.rows(Finding, "answer", "settled_by", code="followed_without_target")
    assert answers == [("Sett. Målet sätts i maj.", "Anna")] * 2


def test_a_wrong_figure_needs_a_reason(office: Office) -> None:
    office.load("vb.txt", REPORT)
    files = office.files()
    with pytest.raises(SettlingError, match="Skriv varför"):
        office.answer(DOUBTED, AnswerKind.DROP)
    assert office.files() == files


def test_a_value_that_cannot_be_read_is_refused(office: Office) -> None:
    office.load("vb.txt", REPORT)
    with pytest.raises(SettlingError, match="«1,2,3» kan inte läsas"):
        office.answer(DOUBTED, AnswerKind.VALUE, "1,2,3", why="Fel.")


def test_definitions_that_must_not_be_written_are_told_of(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.load("vb.txt", REPORT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "nej")

    monkeypatch.setattr("etl.settling.files.tempfile.mkstemp", refuse)
    store = office.desk.dump()
    with pytest.raises(SettlingError, match="kan inte skrivas: rättighet saknas"):
        office.answer(DOUBTED, AnswerKind.DROP, why="Fel.")
    assert office.desk.dump() == store


def test_a_fault_of_the_store_leaves_the_files_as_they_were(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.load("vb.txt", REPORT)
    files = office.files()

    def fail(*_: object, **__: object) -> int:
        raise RuntimeError("strömmen gick")

    monkeypatch.setattr("etl.settling.answering.apply_corrections", fail)
    with pytest.raises(RuntimeError):
        office.answer(DOUBTED, AnswerKind.DROP, why="Fel.")
    assert office.files() == files


def test_the_second_of_two_who_answer_is_told_what_the_first_said(office: Office) -> None:
    office.load("vb.txt", REPORT)
    number = office.question(DOUBTED).id
    office.settle(number, Answer(AnswerKind.DROP, why="Fel."))
    with pytest.raises(SettlingError, match=f"Frågan {number} besvarades av Anna"):
        office.settle(number, Answer(AnswerKind.VALUE, "350 st", why="Fel."), by="Bo")


def test_answers_given_at_once_are_all_kept(office: Office) -> None:
    names = [f"Andel nöjda med sak {number}" for number in range(4)]
    office.load("vb.txt", annual_report(*(row(name, 30 + place, outcome="80 %") for place, name in enumerate(names))))
    numbers = [each.id for each in office.questions() if each.code == "unknown_indicator"]
    faults: list[Exception] = []

    def answer(number: int) -> None:
        try:
            office.settle(number, Answer(AnswerKind.SAME, "utbildning"), by=f"Person {number}")
        except Exception as error:
            faults.append(error)

    together = [threading.Thread(target=answer, args=(number,)) for number in numbers]
    for each in together:
        each.start()
    for each in together:
        each.join()
    assert faults == []
    assert all(name in office.text("indicators/utbildning.yaml") for name in names)
    assert [each.code for each in office.questions() if each.code == "unknown_indicator"] == []
    assert is_whole(office)


def test_a_document_left_behind_by_a_corrected_title_can_be_taken_back(office: Office) -> None:
    office.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="5 %"), year=2019))
    office.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="5 %"), year=2020))
    assert "VB 2019 för " + AXELSBERG in office.question("left_behind").message
    office.answer("left_behind", AnswerKind.WITHDRAW)
    assert office.desk.current(Outcome, "year") == [(2020,)]
    assert is_whole(office)
