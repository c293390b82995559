"""Several files at once or after one another: of the same name, without title, earlier versions, and what contradicts what."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.schema import Outcome, SourceDocument
from data.vocabulary import FindingKind, PeriodKind
from etl.loading import Given, State
from etl.readers import records
from etl.sources import find_sources
from tests.load import printed
from tests.load.desk import AXELSBERG, KF_GOAL, PILTRADET, Desk, annual_report, row


def report(outcome: str, unit: str = AXELSBERG) -> str:
    return printed.annual_report(unit, 2020, [f"Sjukfrånvaro {outcome} %     7,5 % Tas fram av nämnd VB 2020 "])


def write(folder: Path, **texts: str) -> Path:
    """``write(inbox, a="…", b="…")`` writes a/vb.txt and b/vb.txt; gives the folder."""
    for name, text in texts.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "vb.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return tmp_path / "inkorg"


# -- without title

UNTITLED = [records.Document(), KF_GOAL, row("Sjukfrånvaro", 30, outcome="4 %")]
OTHER_UNTITLED = [records.Document(), KF_GOAL, row("Sjukfrånvaro", 30, outcome="9 %")]
OPTIONS = Given(AXELSBERG, 2020, PeriodKind.VB)


def test_what_is_given_is_for_none_of_several_files_without_title(desk: Desk) -> None:
    titled = desk.source("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="5 %"), unit=PILTRADET))
    loaded = desk.load_sources(desk.source("a.txt", UNTITLED), desk.source("b.txt", OTHER_UNTITLED), titled, given=OPTIONS)
    assert [dict(file.states) for file in loaded.files] == [{State.REJECTED: 1}, {State.REJECTED: 1}, {State.NEW: 1}]
    assert desk.rows(Outcome, "value") == [(5.0,)]
    actions = [action for (action,) in desk.questions("action", code="not_identified")]
    assert len(actions) == 2
    assert all("Läs in dem en i taget." in action and "--unit" in action for action in actions)


def test_one_at_a_time_they_are_loaded_and_stay(desk: Desk) -> None:
    sources = [desk.source("a.txt", UNTITLED), desk.source("b.txt", OTHER_UNTITLED)]
    desk.load_sources(*sources, given=OPTIONS)
    desk.load_sources(sources[0], given=OPTIONS)
    desk.load_sources(sources[1], given=Given(PILTRADET, 2020, PeriodKind.VB))
    assert desk.rows(SourceDocument, "unit_id") == [(desk.unit_id("axelsberg"),), (desk.unit_id("piltradet"),)]
    assert desk.questions() == []


# -- of the same name


def test_names_are_shown_with_as_much_of_the_path_as_tells_them_apart(inbox: Path) -> None:
    write(inbox / "2020", axelsberg="a", piltradet="b")
    write(inbox / "2021", axelsberg="c")
    found = find_sources([inbox, inbox / "2020" / "axelsberg" / "vb.txt"])
    assert [each.file_name for each in found] == ["2020/axelsberg/vb.txt", "piltradet/vb.txt", "2021/axelsberg/vb.txt"]


def test_a_document_is_the_same_whatever_is_loaded_with_it(desk: Desk, inbox: Path) -> None:
    write(inbox, axelsberg=report("4,8"), piltradet=report("6,1", PILTRADET))
    desk.load_sources(inbox / "axelsberg" / "vb.txt")
    desk.load_sources(inbox)
    write(inbox, axelsberg=report("5,0"))
    assert desk.load_sources(inbox).files[0].states[State.CHANGED] == 1
    write(inbox, axelsberg=report("5,2"))
    assert desk.load_sources(inbox / "axelsberg" / "vb.txt").files[0].states[State.CHANGED] == 1
    assert desk.current(Outcome, "printed", unit_id=desk.unit_id("axelsberg")) == [("5,2 %",)]
    assert len(desk.current(SourceDocument, "id")) == 2


def test_two_files_that_say_to_be_the_same_are_two_documents_with_a_warning(desk: Desk, inbox: Path) -> None:
    write(inbox, a=report("4,8"), b=report("6,1"))
    desk.load_sources(inbox)
    assert sorted(desk.current(Outcome, "printed")) == [("4,8 %",), ("6,1 %",)]
    ((message,),) = desk.questions("message", code="two_files_of_one_name")
    assert "b/vb.txt och a/vb.txt" in message
    before = desk.dump()
    assert [file.states[State.UNCHANGED] for file in desk.load_sources(inbox).files] == [1, 1]
    assert desk.dump() == before

    write(inbox, b=report("6,2"))
    for paths in ([inbox], [inbox / "b" / "vb.txt"]):
        desk.load_sources(*paths)
        assert sorted(desk.current(Outcome, "printed")) == [("4,8 %",), ("6,2 %",)]


def test_a_rejection_ends_with_its_own_file_and_not_with_another_of_the_same_name(desk: Desk, inbox: Path) -> None:
    write(inbox, a="", b=report("4,8"))
    desk.load_sources(inbox / "a" / "vb.txt")
    loaded = desk.load_sources(inbox / "b" / "vb.txt")
    assert desk.questions("kind") == [("rejection",)]
    assert list(loaded.remarks) == []
    desk.load_sources(inbox)
    assert desk.questions("kind") == [("rejection",)]
    write(inbox, a=report("6,1", PILTRADET))
    desk.load_sources(inbox / "a" / "vb.txt")
    assert desk.questions() == []


def test_a_rejection_ends_when_the_file_was_moved_and_mended(desk: Desk, inbox: Path) -> None:
    write(inbox, a="")
    desk.load_sources(inbox)
    shutil.rmtree(inbox / "a")
    write(inbox, b=report("4,8"))
    desk.load_sources(inbox)
    assert desk.questions() == []


# -- versions


def test_an_earlier_version_under_another_name_does_not_undo_the_correction(desk: Desk, inbox: Path) -> None:
    write(inbox, a=report("4,8"))
    desk.load_sources(inbox)
    shutil.copy(inbox / "a" / "vb.txt", inbox / "gammal.txt")
    write(inbox, a=report("5,2"))
    desk.load_sources(inbox / "a" / "vb.txt")
    loaded = desk.load_sources(inbox / "gammal.txt")
    assert [(each.kind, each.file_name) for each in loaded.remarks] == [(FindingKind.WARNING, "gammal.txt")]
    assert "tidigare version av VB 2020" in next(loaded.remarks).message
    assert desk.current(Outcome, "printed") == [("5,2 %",)]
    before = desk.dump()
    desk.load_sources(inbox / "gammal.txt")
    assert desk.dump() == before


def test_a_version_that_ends_most_of_what_was_said_is_told_of_until_the_next(desk: Desk) -> None:
    rows = [
        row(name, 30 + n, outcome="4")
        for n, name in enumerate(("Sjukfrånvaro", "Antal platser för feriejobb", "Klimatpåverkan från måltider"))
    ]
    desk.load("vb.txt", annual_report(*rows))
    desk.load("vb.txt", annual_report(rows[0]))
    ((kind, message),) = desk.questions("kind", "message", code="much_ended")
    assert kind == "warning"
    assert "4 av de 7 uppgifter" in message
    before = desk.dump()
    desk.load("vb.txt", annual_report(rows[0]))
    assert desk.dump() == before
    desk.load("vb.txt", annual_report(*rows))
    assert desk.questions(code="much_ended") == []


def test_what_is_found_again_in_a_changed_document_is_told_where_it_stands_now(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="4,8 %%", target="7 %")))
    ((id_, place),) = desk.questions("id", "locator")
    assert place == "rad 30"
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 44, outcome="4,8 %%", target="8 %")))
    assert desk.questions("id", "locator") == [(id_, "rad 44")]


# -- contradictions


@pytest.mark.parametrize("last", ["VP", "VB"])
def test_a_contradiction_is_told_whichever_document_is_loaded_last(desk: Desk, last: str) -> None:
    sources = {
        "VP": desk.source("vp.txt", annual_report(row("Sjukfrånvaro", 30, target="9,5 %"), kind="VP")),
        "VB": desk.source("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="9 %", target="10 %"))),
    }
    desk.load_sources(sources["VB" if last == "VP" else "VP"])
    loaded = desk.load_sources(sources[last])
    assert [(each.kind, each.file_name) for each in loaded.remarks] == [(FindingKind.WARNING, "vb.txt")]
    assert list(desk.load_sources(sources["VP"]).remarks) == []


def test_paths_that_are_not_there_are_no_documents(desk: Desk, inbox: Path) -> None:
    loaded = desk.load_sources(write(inbox, a=report("4,8")), inbox / "finns-inte.txt")
    assert [sum(file.states.values()) for file in loaded.files] == [1, 0]
    assert loaded.exit_status == 1
