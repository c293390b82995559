"""Definitions that are changed: the store follows, and what was a draft becomes what is defined."""

from __future__ import annotations

from data.schema import Attainment, FollowedUnder, Goal, Indicator, IndicatorName, Load, Outcome, SourceDocument, Unit, UnitName
from data.vocabulary import Measure
from etl.loading import State
from etl.loading.definitions import sync_definitions
from tests.load.desk import (
    AXELSBERG,
    KF_GOAL,
    TODAY,
    UNIT_GOAL,
    Desk,
    annual_report,
    definitions,
    document,
    indicator_definition,
    row,
    unit_definition,
)

NEW_NAME = "Andel nöjda boende"
REPORT = annual_report(row(NEW_NAME, 30, outcome="45 %", target="82 %"))


def test_definitions_are_written_once(desk: Desk) -> None:
    assert sync_definitions(desk.engine, desk.known, today=TODAY)
    before = desk.dump()
    assert not sync_definitions(desk.engine, desk.known, today=TODAY)
    assert desk.dump() == before
    assert [what for (what,) in desk.rows(Load, "what")] == ["Definitioner av enheter och indikatorer"]


def test_units_stand_under_their_parents_and_answer_to_all_their_names(desk: Desk) -> None:
    sync_definitions(desk.engine, desk.known, today=TODAY)
    assert desk.rows(Unit, "slug", "kind", "parent_id") == [
        ("stad", "stad", None),
        ("district", "forvaltning", desk.unit_id("stad")),
        ("axelsberg", "enhet", desk.unit_id("district")),
        ("piltradet", "enhet", desk.unit_id("district")),
    ]
    names = desk.rows(UnitName, "normalised", unit_id=desk.unit_id("axelsberg"))
    assert names == [("axelsbergs vård-och omsorgsboende",), ("axelsberg",)]


def test_a_changed_definition_changes_the_store_and_what_is_shown(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="4,8 %", target="7,5 %")))
    assert desk.rows(Attainment, "status", year=2020, period="VB") == [("uppfylls_helt",)]
    changed = [each for each in desk.known.indicators if each.slug != "sjukfranvaro"]
    changed.append(indicator_definition("sjukfranvaro", "Sjukfrånvaro", better="higher", periodicity="Tertial"))
    desk.known = desk.known.model_copy(update={"indicators": tuple(changed), "sha256": "2"})
    sync_definitions(desk.engine, desk.known, today=TODAY)
    assert desk.rows(Attainment, "status", year=2020, period="VB") == [("uppfylls_inte",)]


def test_a_draft_indicator_that_is_defined_keeps_its_figures_and_is_judged(desk: Desk) -> None:
    desk.load("vb.txt", REPORT)
    (draft,) = desk.rows(Indicator, "id", is_draft=True)
    assert desk.questions() == [("unknown_indicator",)]

    desk.known = definitions(indicators=(indicator_definition("nojda-boende", NEW_NAME),), sha256="2")
    sync_definitions(desk.engine, desk.known, today=TODAY)

    assert desk.rows(Indicator, "id", "is_draft", slug="nojda-boende") == [(*draft, False)]
    assert desk.questions() == []
    assert desk.rows(Attainment, "value", "status", year=2020, period="VB") == [(45.0, "uppfylls_inte")]


def test_a_draft_that_is_another_name_of_an_indicator_gives_its_figures_to_it(desk: Desk) -> None:
    desk.load("vb.txt", REPORT)
    first = max(desk.rows(Load, "id"))[0]
    known = definitions(sha256="2")
    renamed = indicator_definition("nojda", "Andelen nöjda omsorgstagare", other_names=(NEW_NAME,))
    desk.known = known.model_copy(update={"indicators": (*(each for each in known.indicators if each.slug != "nojda"), renamed)})
    report = desk.load("vb.txt", REPORT)

    defined, second = desk.indicator_id("nojda"), max(desk.rows(Load, "id"))[0]
    assert desk.rows(Outcome, "value", "load_id", "ended_load_id") == [(45.0, first, second), (45.0, second, None)]
    assert desk.current(Outcome, "indicator_id", "locator") == [(defined, "rad 30")]
    assert desk.current(FollowedUnder, "indicator_id") == [(defined,)]
    assert desk.questions() == []
    assert desk.rows(Attainment, "indicator_id", "status", year=2020, period="VB") == [(defined, "uppfylls_inte")]
    assert report.files[0].states[State.UNCHANGED] == 1
    assert desk.rows(IndicatorName, "indicator_id", normalised="andel nöjda boende") == [(defined,)]


def test_a_draft_unit_that_is_another_name_of_a_unit_gives_its_documents_to_it(desk: Desk) -> None:
    contents = [document("Axelsbergs boende"), KF_GOAL, UNIT_GOAL, row("Sjukfrånvaro", 30, UNIT_GOAL, outcome="4 %")]
    desk.load("vb.txt", contents)
    draft = desk.unit_id("axelsbergs-boende")

    known = definitions(sha256="2")
    renamed = unit_definition("axelsberg", AXELSBERG, other_names=("Axelsbergs boende",))
    desk.known = known.model_copy(update={"units": (*(each for each in known.units if each.slug != "axelsberg"), renamed)})
    report = desk.load("vb.txt", contents)

    unit = desk.unit_id("axelsberg")
    assert report.files[0].states[State.UNCHANGED] == 1
    assert desk.rows(SourceDocument, "unit_id") == [(unit,)]
    assert desk.current(Outcome, "unit_id") == [(unit,)]
    assert desk.rows(Goal, "owner_unit_id", level="enhetsmal") == [(unit,)]
    assert desk.rows(Attainment, "unit_id", year=2020, period="VB") == [(unit,)]
    assert desk.current(Outcome, "id", unit_id=draft) == []
    assert desk.questions() == []


def test_a_draft_unit_that_is_defined_keeps_its_documents(desk: Desk) -> None:
    contents = annual_report(row("Sjukfrånvaro", 30, outcome="4 %"), unit="Fruängsgården")
    desk.load("vb.txt", contents)
    desk.known = definitions(units=(unit_definition("fruangen", "Fruängsgården"),), sha256="2")
    report = desk.load("vb.txt", contents)
    assert report.files[0].states[State.UNCHANGED] == 1
    assert desk.rows(Unit, "slug", "is_draft", id=desk.current(Outcome, "unit_id")[0][0]) == [("fruangen", False)]
    assert desk.questions() == []


def test_a_definition_that_gets_another_slug_keeps_its_figures(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="4 %")))
    known = definitions(sha256="2")
    others = tuple(each for each in known.indicators if each.slug != "sjukfranvaro")
    renamed = indicator_definition("sjukfranvaro-alla", "Sjukfrånvaro", better="lower")
    desk.known = known.model_copy(update={"indicators": (*others, renamed)})
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="4 %")))
    assert desk.current(Outcome, "indicator_id") == [(desk.indicator_id("sjukfranvaro-alla"),)]
    assert desk.rows(Indicator, "id", slug="sjukfranvaro") == []


def test_a_definition_that_is_taken_away_becomes_a_draft_that_is_asked_about(desk: Desk) -> None:
    contents = annual_report(row("Sjukfrånvaro", 30, outcome="4 %"))
    desk.load("vb.txt", contents)
    known = definitions(sha256="2")
    desk.known = known.model_copy(update={"indicators": tuple(each for each in known.indicators if each.slug != "sjukfranvaro")})
    desk.load("vb.txt", contents)
    assert desk.rows(Indicator, "is_draft", slug="sjukfranvaro") == [(True,)]
    assert desk.questions() == [("unknown_indicator",)]
    assert len(desk.current(Outcome, "id")) == 1


def test_a_changed_measure_is_checked_when_the_document_is_loaded_again(desk: Desk) -> None:
    contents = annual_report(row("Antal platser för feriejobb", 30, target="90 %"))
    desk.load("vb.txt", contents)
    assert desk.questions() == [("unit_against_measure",)]
    known = definitions(sha256="2")
    others = tuple(each for each in known.indicators if each.slug != "feriejobb")
    as_share = indicator_definition("feriejobb", "Antal platser för feriejobb", Measure.SHARE)
    desk.known = known.model_copy(update={"indicators": (*others, as_share)})
    report = desk.load("vb.txt", contents)
    assert report.files[0].states[State.CHANGED] == 1
    assert desk.questions() == []
    assert len(desk.rows(SourceDocument, "id")) == 1


def test_an_open_direction_is_a_question_until_it_is_decided(desk: Desk) -> None:
    name = "Antal identifierade våldsutsatta"
    question = "Är fler identifierade bättre?"
    open_one = indicator_definition("vald", name, Measure.COUNT, "personer", better=None, open_question=question)
    sync_definitions(desk.engine, definitions(indicators=(open_one,), sha256="2"), today=TODAY)
    ((code, message, file_name),) = desk.questions("code", "message", "file_name")
    assert (code, file_name) == ("direction_open", "vald.yaml")
    assert message == f"Åt vilket håll är «{name}» bättre? {question}"

    decided = indicator_definition("vald", name, Measure.COUNT, "personer", better="higher")
    sync_definitions(desk.engine, definitions(indicators=(decided,), sha256="3"), today=TODAY)
    assert desk.questions() == []


def test_a_draft_that_no_document_names_any_more_is_not_asked_about(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row("Sjukfrånvarro", 30, outcome="4 %")))
    assert desk.questions() == [("unknown_indicator",)]
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="4 %")))
    assert desk.questions(kind="question") == []
    desk.load("vb.txt", annual_report(row("Sjukfrånvarro", 30, outcome="4 %")))
    assert desk.questions(kind="question") == [("unknown_indicator",)]
