"""Whose a document is: what it prints, what the operator says, and what is never guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from data.schema import Load, Outcome, SourceDocument, Unit
from data.vocabulary import Origin, PeriodKind
from etl.loading import Given, UnknownUnitError
from etl.readers import records
from tests.load.desk import AXELSBERG, KF_GOAL, PILTRADET, Desk, annual_report, definitions, document, row, unit_definition

ROW = row("Sjukfrånvaro", 30, outcome="4 %")
UNTITLED = [records.Document(), KF_GOAL, ROW]


def test_a_document_that_prints_nothing_is_not_guessed_at(desk: Desk) -> None:
    report = desk.load("utan-rubrik.txt", UNTITLED)
    assert report.exit_status == 2
    assert desk.rows(SourceDocument, "id") == []
    assert desk.rows(Outcome, "id") == []
    ((kind, file_name, place, message, action),) = desk.questions("kind", "file_name", "locator", "message", "action")
    assert (kind, file_name, place) == ("rejection", "utan-rubrik.txt", "rad 1")
    assert "vilken enhet, vilket år och vilken dokumenttyp" in message
    assert action == 'Läs in filen igen med --unit "ENHETENS NAMN" --year ÅRTAL --kind VP (eller T1, T2, VB).'


def test_only_what_is_missing_is_asked_for(desk: Desk) -> None:
    desk.load("utan-ar.txt", [records.Document(AXELSBERG, "VP", "", "Plan"), KF_GOAL, ROW])
    ((message, action),) = desk.questions("message", "action")
    assert message == "Det framgår inte vilket år dokumentet gäller, så det kan inte läsas in."
    assert action == "Läs in filen igen med --year ÅRTAL."


def test_the_next_load_with_the_options_loads_it_and_the_rejection_ends(desk: Desk) -> None:
    desk.load("utan-rubrik.txt", UNTITLED)
    report = desk.load("utan-rubrik.txt", UNTITLED, Given(AXELSBERG, 2020, PeriodKind.VB))
    assert report.exit_status == 0
    assert desk.rows(SourceDocument, "unit_id", "kind", "year") == [(desk.unit_id("axelsberg"), "VB", 2020)]
    assert desk.questions() == []


def test_a_rejected_file_loaded_again_does_not_make_the_store_grow(desk: Desk) -> None:
    desk.load("utan-rubrik.txt", UNTITLED)
    before = desk.dump()
    report = desk.load("utan-rubrik.txt", UNTITLED)
    assert desk.dump() == before
    assert report.exit_status == 2


def test_what_the_document_prints_stands_and_the_contradiction_is_asked_about(desk: Desk) -> None:
    report = desk.load("vb.txt", annual_report(ROW), Given(AXELSBERG, 2021, PeriodKind.T2))
    assert report.exit_status == 1
    assert desk.rows(SourceDocument, "kind", "year") == [("VB", 2020)]
    assert [message for (message,) in desk.questions("message")] == [
        "I dokumentet är året 2020, men vid inläsningen angavs 2021. Det som står i dokumentet gäller.",
        "I dokumentet är dokumenttypen VB, men vid inläsningen angavs T2. Det som står i dokumentet gäller.",
    ]


def test_a_given_unit_that_no_document_has_is_asked_about(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(ROW), Given(unit=PILTRADET))
    assert desk.rows(SourceDocument, "unit_id") == [(desk.unit_id("axelsberg"),)]
    assert desk.questions("code", "printed") == [("given_contradicts_printed", PILTRADET)]


def test_options_are_for_the_document_that_prints_nothing_and_not_for_the_others(desk: Desk) -> None:
    contents = [*UNTITLED, document(PILTRADET, "VB", 2020, 100), KF_GOAL, ROW]
    report = desk.load("tva.txt", contents, Given(AXELSBERG, 2020, PeriodKind.VB))
    assert report.exit_status == 0
    assert desk.rows(SourceDocument, "unit_id") == [(desk.unit_id("axelsberg"),), (desk.unit_id("piltradet"),)]


def test_a_unit_given_by_another_of_its_names_is_no_contradiction(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(ROW), Given("axelsberg"))
    desk.load("vb-igen.txt", annual_report(ROW), Given("Axelsberg"))
    assert desk.questions() == []


def test_a_second_document_without_title_does_not_get_the_same_unit(desk: Desk) -> None:
    contents = [*UNTITLED, records.Document(line=100), KF_GOAL, row("Sjukfrånvaro", 130, outcome="9 %")]
    report = desk.load("tva.txt", contents, Given(AXELSBERG, 2020, PeriodKind.VB))
    assert report.files[0].states == {"new": 1, "rejected": 1}
    ((place, action),) = desk.questions("locator", "action")
    assert place == "rad 100"
    assert action.startswith("Filen rymmer flera dokument utan rubrik: dela den")
    assert desk.rows(Outcome, "value") == [(4.0,)]


def test_a_given_unit_that_seems_mistyped_is_refused_with_what_may_be_meant(desk: Desk) -> None:
    with pytest.raises(UnknownUnitError, match="Menade du «Pilträdets servicehus»"):
        desk.load("utan-rubrik.txt", UNTITLED, Given("Piltredets servicehus", 2020, PeriodKind.VB))
    assert desk.rows(SourceDocument, "id") == []
    assert len(desk.rows(Load, "id")) == 1


def test_a_given_unit_that_is_quite_new_is_a_draft_with_a_question(desk: Desk) -> None:
    desk.load("utan-rubrik.txt", UNTITLED, Given("Fruängsgården", 2020, PeriodKind.VB))
    assert desk.rows(Unit, "name", is_draft=True) == [("Fruängsgården",)]
    assert desk.questions() == [("unknown_unit",)]


def test_units_of_the_same_name_are_told_apart_by_the_operator(desk: Desk) -> None:
    desk.known = definitions(units=(unit_definition("annan-axelsberg", AXELSBERG, parent="stad"),))
    desk.load("vb.txt", annual_report(ROW))
    ((kind, message, action),) = desk.questions("kind", "message", "action")
    assert kind == "rejection"
    assert f"Flera enheter heter «{AXELSBERG}»" in message
    assert action == "Läs in filen igen med --unit axelsberg eller --unit annan-axelsberg."
    desk.load("vb.txt", annual_report(ROW), Given("annan-axelsberg"))
    assert desk.rows(SourceDocument, "unit_id") == [(desk.unit_id("annan-axelsberg"),)]
    assert desk.questions() == []


def test_a_unit_of_another_time_is_asked_about(desk: Desk) -> None:
    desk.known = definitions(units=(unit_definition("ny", "Nya enheten", valid_from=dt.date(2021, 7, 1)),))
    desk.load("gammal.txt", annual_report(ROW, unit="Nya enheten"))
    desk.load("ny.txt", annual_report(ROW, unit="Nya enheten", year=2021))
    assert desk.questions("code", "file_name") == [("unit_of_another_time", "gammal.txt")]


def test_a_year_or_kind_that_is_none_is_asked_about(desk: Desk) -> None:
    desk.load("vb.txt", [records.Document(AXELSBERG, "Budget", "20", "Budget 20"), KF_GOAL, ROW])
    assert desk.questions("code", "printed") == [
        ("year_unreadable", "20"),
        ("kind_unreadable", "Budget"),
        ("not_identified", "Budget 20"),
    ]


def test_a_document_with_nothing_in_it_is_rejected(desk: Desk) -> None:
    remark = records.Remark("warning", "no-indicators", "Ingen tabell.", line=1)
    report = desk.load("tomt.txt", [document(), remark])
    assert report.exit_status == 2
    assert desk.questions("kind", "code") == [("rejection", "nothing_to_load")]


def test_a_file_that_is_no_document_is_rejected_with_the_readers_words(desk: Desk) -> None:
    report = desk.load(
        "rapport.txt", [records.Remark("rejection", "pdf", "Filen är en PDF.", action="Ge den rätt namn.", line=1)]
    )
    assert report.exit_status == 2
    assert [remark.message for remark in report.remarks] == ["Filen är en PDF."]
    assert desk.questions("code", "source_document_id") == [("pdf", None)]


def test_example_data_and_real_data_never_answer_to_each_others_names(desk: Desk) -> None:
    desk.known = definitions(units=(unit_definition("exempel", "Exempelhemmet", is_example=True),))
    desk.load("figures.csv", annual_report(ROW, unit="Exempelhemmet"), origin=Origin.EXAMPLE)
    desk.load("verklig.txt", annual_report(ROW, unit="Exempelhemmet"))
    desk.load("exempel.csv", annual_report(ROW), origin=Origin.EXAMPLE)
    assert desk.rows(Unit, "slug", "is_example", is_draft=True) == [
        ("exempelhemmet", False),
        ("axelsbergs-vard-och-omsorgsboende", True),
    ]
    assert desk.rows(SourceDocument, "unit_id")[0] == (desk.unit_id("exempel"),)
