"""The same document again, a changed one, and what the store knew before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from sqlalchemy import or_, select, update

from data.schema import Attainment, Finding, FollowedUnder, Load, Outcome, SourceDocument, Target
from data.store import write_transaction
from data.vocabulary import FindingKind, FindingState, PeriodKind
from etl.loading import Given, State, load
from etl.readers import records
from tests.load.desk import AXELSBERG, KF_GOAL, PILTRADET, Desk, annual_report, document, row

FIRST = annual_report(
    row("Sjukfrånvaro", 30, outcome="4,8 %", target="7,5 %", analysis="Färre har varit sjuka."),
    row("Andelen nöjda omsorgstagare", 34, outcome="45 %", target="82 %"),
    row("Klimatpåverkan från måltider", 38, outcome="0", target="1,9"),
)
CORRECTED = annual_report(
    row("Sjukfrånvaro", 31, outcome="5,2 %", target="7,5 %", analysis="Färre har varit sjuka."),
    row("Andelen nöjda omsorgstagare", 35, outcome="45 %", target="82 %"),
    row("Klimatpåverkan från måltider", 39, outcome="0", target="1,9"),
)


def outcomes_as_of(desk: Desk, load_id: int) -> Sequence[float | None]:
    """What the store answered after that load."""
    known = select(Outcome.value).where(
        Outcome.load_id <= load_id, or_(Outcome.ended_load_id.is_(None), Outcome.ended_load_id > load_id)
    )
    with desk.engine.connect() as connection:
        return connection.execute(known.order_by(Outcome.indicator_id)).scalars().all()


def newest_load(desk: Desk) -> int:
    return max(id_ for (id_,) in desk.rows(Load, "id"))


def test_the_same_bytes_twice_change_nothing_at_all(desk: Desk) -> None:
    assert desk.load("vb.txt", FIRST).exit_status == 1
    before = desk.dump()
    again = desk.load("vb.txt", FIRST)
    assert desk.dump() == before
    assert again.exit_status == 0
    assert again.files[0].states == {"unchanged": 1, "rejected": 0}


def test_the_same_bytes_under_another_file_name_change_nothing_but_what_was_read(desk: Desk) -> None:
    source = desk.source("vb.txt", FIRST)
    desk.load_sources(source)
    before = desk.dump()
    copy = desk.folder / "vb (1).txt"
    copy.write_bytes(source.path.read_bytes())
    report = desk.load_sources(type(source)(copy, copy.name, source.records, (copy,)))
    after = desk.dump()
    assert report.files[0].states[State.UNCHANGED] == 1
    assert {name for name in before if before[name] != after[name]} == {"store_fact"}


def test_a_document_that_only_moved_on_the_page_changes_nothing(desk: Desk) -> None:
    desk.load("vb.txt", FIRST)
    facts = desk.dump()["outcome"]
    moved = annual_report(
        *(
            row(each.name, each.line + 7, outcome=each.outcome, target=each.target, analysis=each.analysis)
            for each in FIRST
            if isinstance(each, records.Indicator)
        )
    )
    report = desk.load("vb.txt", moved)
    assert report.files[0].states[State.UNCHANGED] == 1
    assert desk.dump()["outcome"] == facts
    assert len(desk.rows(SourceDocument, "id")) == 1


def test_a_changed_document_changes_exactly_what_changed(desk: Desk) -> None:
    desk.load("vb.txt", FIRST)
    first = newest_load(desk)
    before = desk.dump()
    report = desk.load("vb.txt", CORRECTED)
    second = newest_load(desk)
    after = desk.dump()

    assert report.files[0].states[State.CHANGED] == 1
    assert desk.rows(Outcome, "printed", "load_id", "ended_load_id") == [
        ("4,8 %", first, second),
        ("45 %", first, None),
        ("0", first, None),
        ("5,2 %", second, None),
    ]
    assert {name for name in before if before[name] != after[name]} == {
        *("load", "store_fact", "source_document", "finding", "outcome", "attainment")
    }
    assert desk.rows(Load, "facts_added", "facts_ended", "facts_unchanged", id=second) == [(1, 1, 10)]
    assert desk.rows(SourceDocument, "load_id", "ended_load_id") == [(first, second), (second, None)]
    assert desk.current(Outcome, "locator", printed="5,2 %") == [("rad 31",)]


def test_as_of_an_earlier_load_the_earlier_figure_is_the_answer(desk: Desk) -> None:
    desk.load("vb.txt", FIRST)
    first = newest_load(desk)
    desk.load("vb.txt", CORRECTED)
    assert outcomes_as_of(desk, first) == [4.8, 45.0, 0.0]
    assert outcomes_as_of(desk, newest_load(desk)) == [5.2, 45.0, 0.0]


def test_what_a_corrected_document_no_longer_says_ends(desk: Desk) -> None:
    desk.load("vb.txt", FIRST)
    desk.load("vb.txt", FIRST[:3])
    assert [printed for (printed,) in desk.current(Outcome, "printed")] == ["4,8 %"]
    assert [printed for (printed,) in desk.current(Target, "printed")] == ["7,5 %"]
    assert len(desk.rows(Outcome, "id")) == 3
    shown = desk.rows(Attainment, "indicator_id", year=2020, period="VB", gender="T")
    assert shown == [(desk.indicator_id("sjukfranvaro"),)]


def test_a_document_that_goes_back_to_what_it_was_is_loaded_as_it_is(desk: Desk) -> None:
    for contents in (FIRST, CORRECTED, FIRST):
        desk.load("vb.txt", contents)
    assert desk.current(Outcome, "printed") == [("45 %",), ("0",), ("4,8 %",)]
    assert len(desk.current(SourceDocument, "id")) == 1


def test_a_correction_of_a_correction_finds_the_facts_of_all_versions(desk: Desk) -> None:
    desk.load("vb.txt", FIRST)
    desk.load("vb.txt", CORRECTED)
    third = annual_report(
        row("Sjukfrånvaro", 31, outcome="5,2 %", target="7,5 %", analysis="Färre har varit sjuka."),
        row("Andelen nöjda omsorgstagare", 35, outcome="46 %", target="82 %"),
        row("Klimatpåverkan från måltider", 39, outcome="0", target="1,9"),
    )
    desk.load("vb.txt", third)
    assert desk.rows(Load, "facts_added", "facts_ended", id=newest_load(desk)) == [(1, 1)]
    assert desk.current(Outcome, "printed") == [("0",), ("5,2 %",), ("46 %",)]


def test_a_question_is_asked_once_and_ends_with_its_cause(desk: Desk) -> None:
    desk.load("vb.txt", FIRST)
    desk.load("vb.txt", CORRECTED)
    assert desk.questions("code", "locator") == [("zero_not_measured", "rad 39")]
    measured = [*CORRECTED[:-1], row("Klimatpåverkan från måltider", 39, outcome="1,7", target="1,9")]
    report = desk.load("vb.txt", measured)
    assert desk.questions() == []
    assert report.exit_status == 0


def test_a_settled_question_stays_settled(desk: Desk) -> None:
    desk.load("vb.txt", FIRST)
    with write_transaction(desk.engine) as connection:
        connection.execute(update(Finding).values(state=FindingState.SETTLED.value, answer="Noll är rätt."))
    report = desk.load("vb.txt", CORRECTED)
    assert desk.questions("state", "answer") == [("settled", "Noll är rätt.")]
    assert report.exit_status == 0


def test_in_a_file_of_several_documents_only_the_changed_one_is_touched(desk: Desk) -> None:
    other = [document(PILTRADET, line=100), KF_GOAL, row("Sjukfrånvaro", 130, outcome="6 %")]
    desk.load("alla.txt", [*FIRST, *other])
    report = desk.load("alla.txt", [*CORRECTED, *other])
    assert report.files[0].states == {"changed": 1, "unchanged": 1}
    versions = desk.rows(SourceDocument, "unit_id", "position")
    assert versions == [(desk.unit_id("axelsberg"), 0), (desk.unit_id("piltradet"), 1), (desk.unit_id("axelsberg"), 0)]


def test_an_order_that_changes_the_goal_is_a_change_of_what_is_followed(desk: Desk) -> None:
    goal = records.Goal("enhetsmal", "", "Friska medarbetare", "", 25, "Friska medarbetare")
    desk.load("vb.txt", FIRST)
    desk.load("vb.txt", [FIRST[0], KF_GOAL, goal, row("Sjukfrånvaro", 30, goal, outcome="4,8 %", target="7,5 %"), *FIRST[3:]])
    assert len(desk.rows(FollowedUnder, "id")) == 4
    assert len(desk.current(FollowedUnder, "id")) == 3
    assert len(desk.rows(Outcome, "id")) == 3


# -- two documents about the same thing


def test_documents_that_contradict_each_other_are_both_kept_and_it_is_said(desk: Desk) -> None:
    desk.load("vb-2020.txt", annual_report(row("Andelen nöjda omsorgstagare", 30, outcome="54 %")))
    later = row("Andelen nöjda omsorgstagare", 40, outcome="60 %", previous_outcome="53 %", previous_period="VB 2020")
    report = desk.load("vb-2021.txt", annual_report(later, year=2021))

    assert len(desk.current(Outcome, "id", year=2020)) == 2
    assert desk.rows(Attainment, "value", year=2020, period="VB") == [(53.0,)]
    ((kind, code, file_name, message),) = desk.questions("kind", "code", "file_name", "message")
    assert (kind, code, file_name) == ("warning", "contradiction", "vb-2021.txt")
    assert "53 % i vb-2021.txt (VB 2021), men 54 % i vb-2020.txt (VB 2020)" in message
    assert report.files[0].count(FindingKind.WARNING) == 1
    assert report.exit_status == 0


def test_a_later_report_without_a_figure_does_not_replace_one_in_silence(desk: Desk) -> None:
    desk.load("vb-2020.txt", annual_report(row("Andelen nöjda omsorgstagare", 30, outcome="54 %")))
    later = row("Andelen nöjda omsorgstagare", 40, outcome="-", period="VB 2020")
    desk.load("vb-2021.txt", annual_report(later, year=2021))
    ((kind, code, message),) = desk.questions("kind", "code", "message")
    assert (kind, code) == ("warning", "contradiction")
    assert "- i vb-2021.txt (VB 2021), men 54 % i vb-2020.txt (VB 2020)" in message


def test_a_figure_that_comes_where_none_was_told_is_no_contradiction(desk: Desk) -> None:
    desk.load("vb-2020.txt", annual_report(row("Andelen nöjda omsorgstagare", 30, outcome="..")))
    later = row("Andelen nöjda omsorgstagare", 40, outcome="54 %", period="VB 2020")
    desk.load("vb-2021.txt", annual_report(later, year=2021))
    assert desk.questions() == []


def test_a_contradiction_ends_when_the_earlier_document_is_mended(desk: Desk) -> None:
    desk.load("vb-2020.txt", annual_report(row("Andelen nöjda omsorgstagare", 30, outcome="54 %")))
    later = row("Andelen nöjda omsorgstagare", 40, outcome="60 %", previous_outcome="53 %", previous_period="VB 2020")
    desk.load("vb-2021.txt", annual_report(later, year=2021))
    desk.load("vb-2020.txt", annual_report(row("Andelen nöjda omsorgstagare", 30, outcome="53 %")))
    assert desk.questions() == []


def test_a_plan_and_a_report_with_different_targets_are_told_of(desk: Desk) -> None:
    desk.load("vp.txt", annual_report(row("Sjukfrånvaro", 30, target="7,5 %"), kind="VP"))
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="7 %", target="7,0 %")))
    ((message,),) = desk.questions("message")
    assert "årsmålet 2020 för «Sjukfrånvaro»: 7,0 % i vb.txt (VB 2020), men 7,5 % i vp.txt (VP 2020)" in message
    assert desk.rows(Attainment, "target_value", year=2020, period="VB") == [(7.0,)]


def test_the_same_document_as_two_units_is_asked_about(desk: Desk) -> None:
    untitled = [records.Document(), KF_GOAL, row("Sjukfrånvaro", 30, outcome="4 %")]
    desk.load("utan-rubrik.txt", untitled, Given(AXELSBERG, 2020, PeriodKind.VB))
    desk.load("utan-rubrik.txt", untitled, Given(PILTRADET, 2020, PeriodKind.VB))
    ((code, message),) = desk.questions("code", "message")
    assert code == "loaded_as_another"
    assert AXELSBERG in message


def test_what_falls_due_is_judged_anew_though_nothing_is_loaded(desk: Desk) -> None:
    plan = desk.source("vp.txt", annual_report(row("Andelen nöjda omsorgstagare", 30, target="80 %"), year=2024, kind="VP"))
    load(desk.engine, [plan], definitions=desk.known, today=dt.date(2024, 6, 1))
    assert desk.rows(Attainment, "missing", year=2024, period="VB") == [("not_yet_due",)]
    report = load(desk.engine, [plan], definitions=desk.known, today=dt.date(2025, 1, 1))
    assert report.files[0].states[State.UNCHANGED] == 1
    assert desk.rows(Attainment, "missing", "status", year=2024, period="VB") == [("not_reported", "ej_rapporterad")]


def test_a_program_that_has_changed_reads_and_judges_once_more(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.load("vb.txt", FIRST)
    with write_transaction(desk.engine) as connection:
        connection.execute(update(Attainment).values(status="uppfylls_helt"))
        connection.execute(update(Outcome).where(Outcome.printed == "0").values(is_doubtful=False))
    assert desk.load("vb.txt", FIRST).files[0].states[State.UNCHANGED] == 1

    for module in ("memory", "run"):
        monkeypatch.setattr(f"etl.loading.{module}.program_sha256", lambda: "en nyare version")
    report = desk.load("vb.txt", FIRST)
    assert report.files[0].states[State.CHANGED] == 1
    assert desk.current(Outcome, "is_doubtful", printed="0") == [(True,)]
    assert len(desk.rows(SourceDocument, "id")) == 1
    nojda = desk.indicator_id("nojda")
    assert desk.rows(Attainment, "status", indicator_id=nojda, year=2020, period="VB") == [("uppfylls_inte",)]
    before = desk.dump()
    desk.load("vb.txt", FIRST)
    assert desk.dump() == before
