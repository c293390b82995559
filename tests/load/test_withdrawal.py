"""Documents that are taken back, titles that are corrected, and what the operator said once."""

from __future__ import annotations

from collections import Counter

import pytest

from data.schema import Attainment, Finding, Load, Outcome, SourceDocument
from data.vocabulary import Period, PeriodKind
from etl.loading import Given, State
from etl.loading.withdrawal import WithdrawalError, allow_again, taken_back, withdraw, withdrawable
from etl.verify import verify
from tests.load.desk import AXELSBERG, TODAY, Desk, annual_report, document, row

REPORT = annual_report(row("Sjukfrånvaro", 30, outcome="5 %", target="7 %"))
UNTITLED = [document(unit="", kind="", year=""), *annual_report(row("Sjukfrånvaro", 30, outcome="5 %"))[1:]]
GIVEN = Given("Axelsberg", 2020, PeriodKind.VB)


def is_whole(desk: Desk) -> bool:
    with desk.engine.connect() as connection:
        return verify(connection).faults == []


def test_a_document_that_is_taken_back_counts_no_more_and_is_kept(desk: Desk) -> None:
    desk.load("vb.txt", REPORT)
    ended = withdraw(desk.engine, 1, by="Anna", today=TODAY)
    assert ended == 4
    assert desk.current(Outcome, "id") == desk.current(SourceDocument, "id") == []
    assert desk.rows(Outcome, "value") == [(5.0,)]
    assert desk.rows(Attainment, "value", year=2020, period="VB", unit_id=desk.unit_id("axelsberg")) == []
    assert desk.rows(Load, "what")[-1] == (f"Återtaget av Anna: VB 2020, {AXELSBERG} (vb.txt)",)
    assert is_whole(desk)


def test_what_was_asked_about_it_ends(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row("Nytt namn", 30, outcome="5 %"), row("Sjukfrånvaro", 31, outcome="500 %")))
    assert len(desk.questions()) == 2
    withdraw(desk.engine, 1, by="Anna", today=TODAY)
    assert desk.questions() == []


def test_it_is_not_loaded_again_by_mistake_and_can_be_allowed(desk: Desk) -> None:
    desk.load("vb.txt", REPORT)
    withdraw(desk.engine, 1, by="Anna", today=TODAY)
    for _ in range(2):
        desk.load("vb.txt", REPORT)
        assert desk.current(Outcome, "id") == []
        assert desk.questions() == [("withdrawn",)]
    with desk.engine.connect() as connection:
        (back,) = taken_back(connection)
    allow_again(desk.engine, back.mark[:8])
    assert desk.load("vb.txt", REPORT).files[0].states == {State.NEW: 1}
    assert desk.questions() == []
    assert is_whole(desk)


def test_only_what_is_current_can_be_taken_back(desk: Desk) -> None:
    desk.load("vb.txt", REPORT)
    withdraw(desk.engine, 1, by="Anna", today=TODAY)
    with pytest.raises(WithdrawalError, match="redan återtaget"):
        withdraw(desk.engine, 1, by="Anna", today=TODAY)
    with pytest.raises(WithdrawalError, match="Inget dokument har numret 99"):
        withdraw(desk.engine, 99, by="Anna", today=TODAY)
    with pytest.raises(WithdrawalError, match="Inget återtaget dokument"):
        allow_again(desk.engine, "ffff")


def test_documents_are_found_by_unit_and_period(desk: Desk) -> None:
    desk.load("vb.txt", REPORT)
    with desk.engine.connect() as connection:
        (found,) = withdrawable(connection, unit="Axelsberg", period=Period(2020, PeriodKind.VB))
        assert (found.id, found.period, found.facts) == (1, "VB 2020", 4)
        assert withdrawable(connection, unit="Axelsberg", period=Period(2021, PeriodKind.VB)) == []


def test_a_corrected_title_leaves_a_question_that_taking_the_old_one_back_ends(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="5 %"), year=2019))
    for _ in range(2):
        desk.load("vb.txt", REPORT)
        ((code, action),) = desk.questions("code", "action")
        assert (code, "withdraw 1." in action) == ("left_behind", True)
    withdraw(desk.engine, 1, by="Anna", today=TODAY)
    assert desk.questions() == []
    assert desk.load("vb.txt", REPORT).files[0].states == {State.UNCHANGED: 1}
    assert desk.questions() == []


def test_a_new_version_of_a_document_leaves_nothing_behind(desk: Desk) -> None:
    desk.load("vb.txt", REPORT)
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="6 %", target="7 %")))
    assert desk.questions() == []


def test_what_was_given_for_a_file_holds_when_its_folder_is_loaded_without_options(desk: Desk) -> None:
    untitled, titled = desk.source("utan.txt", UNTITLED), desk.source("vb.txt", annual_report(row("Sjukfrånvaro", 9), year=2019))
    assert desk.load_sources(untitled, given=GIVEN).files[0].states == {State.NEW: 1}
    report = desk.load_sources(untitled, titled)
    assert [file.states for file in report.files] == [Counter({State.UNCHANGED: 1}), Counter({State.NEW: 1})]
    assert desk.rows(Finding, "code", code="not_identified") == []


def test_what_was_given_for_other_bytes_holds_not(desk: Desk) -> None:
    desk.load("utan.txt", UNTITLED, given=GIVEN)
    changed = [UNTITLED[0], *annual_report(row("Sjukfrånvaro", 30, outcome="6 %"))[1:]]
    assert desk.load("utan.txt", changed).files[0].states == {State.REJECTED: 1}


def test_of_several_untitled_files_those_that_were_told_before_are_not_in_the_way(desk: Desk) -> None:
    first, other = (
        desk.source("a.txt", UNTITLED),
        desk.source("b.txt", [UNTITLED[0], *UNTITLED[1:], row("Sjukfrånvaro", 60, target="4 %")]),
    )
    desk.load_sources(first, given=GIVEN)
    report = desk.load_sources(first, other, given=Given("Axelsberg", 2019, PeriodKind.VB))
    assert report.files[1].states == {State.NEW: 1}
    assert desk.rows(Finding, "code", code="not_identified") == []
