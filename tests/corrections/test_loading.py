"""Corrections of documents that are loaded, and of documents that lie in the store already."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from data.corrections import Correction, CorrectionDefinition, Corrections
from data.schema import Attainment, Finding, Forecast, Outcome, Target
from etl.loading import State
from etl.verify import verify
from tests.load.conftest import desk, empty_store
from tests.load.desk import AXELSBERG, Desk, annual_report, row

__all__ = ["desk", "empty_store"]

REPORT = annual_report(
    row(
        "Sjukfrånvaro",
        30,
        outcome="48 %",
        outcome_women="52 %",
        target="7,5 %",
        forecast="50 %",
        previous_outcome="4,7 %",
        previous_period="VB 2019",
    )
)


def corrections(*all_of_them: dict[str, Any], sha256: str = "c1") -> Corrections:
    common = {"unit": AXELSBERG, "period": "VB 2020", "indicator": "Sjukfrånvaro", "why": "Kommat fattas.", "by": "Anna"}
    said = [CorrectionDefinition(**(common | {"date": dt.date(2024, 6, 1)} | each)) for each in all_of_them]
    return Corrections(tuple(Correction(each, "x.yaml", 3) for each in said), sha256)


def is_whole(desk: Desk) -> bool:
    with desk.engine.connect() as connection:
        return verify(connection).faults == []


OUTCOME = {"do": "override", "cell": "outcome", "expect": "48 %", "value": "4,8 %"}


def outcomes(desk: Desk, **where: Any) -> list[tuple[Any, ...]]:
    return desk.current(Outcome, "value", "printed", "missing", **where)


@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        (OUTCOME, (4.8, "48 %", None)),
        ({"do": "scale", "cell": "outcome", "expect": "48 %", "factor": 0.1}, (4.8, "48 %", None)),
        ({"do": "drop", "cell": "outcome", "expect": "48 %"}, (None, "48 %", "not_reported")),
        ({"do": "drop", "cell": "outcome", "expect": "48 %", "missing": "dropped_out"}, (None, "48 %", "dropped_out")),
        ({"do": "override", "cell": "outcome", "expect": "48 %", "value": ".."}, (None, "48 %", "withheld")),
    ],
    ids=["override", "scale", "drop", "drop with reason", "withheld"],
)
def test_an_outcome_is_corrected_and_its_print_kept(
    desk: Desk, order: str, correction: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    if order == "after":
        desk.load("vb.txt", REPORT)
    desk.corrections = corrections(correction)
    desk.load("vb.txt", REPORT)
    assert outcomes(desk, year=2020, gender="T") == [expected]
    ((message, printed),) = desk.questions("message", "printed", code="corrected")
    assert ("är rättat" in message, printed) == (True, "48 %")
    assert "Kommat fattas. (Anna, 2024-06-01)" in message
    assert is_whole(desk)


def test_the_store_is_the_same_whether_the_correction_or_the_document_came_first(desk: Desk) -> None:
    desk.load("vb.txt", REPORT)
    desk.corrections = corrections(OUTCOME, {"do": "drop", "cell": "target", "expect": "7,5 %"})
    desk.load("annat.txt", annual_report(row("Sjukfrånvaro", 9, outcome="1 %"), year=2015))
    assert desk.current(Target, "value", "is_doubtful") == [(None, True)]
    assert outcomes(desk, year=2020, gender="T") == [(4.8, "48 %", None)]
    assert desk.load("vb.txt", REPORT).files[0].states == {State.UNCHANGED: 1}


@pytest.mark.parametrize(
    ("cell", "expect", "model", "where"),
    [
        ("outcome_women", "52 %", Outcome, {"gender": "K"}),
        ("previous", "4,7 %", Outcome, {"year": 2019}),
        ("forecast", "50 %", Forecast, {}),
        ("target", "7,5 %", Target, {"kind": "arsmal"}),
    ],
)
@pytest.mark.parametrize("order", ["before", "after"])
def test_every_cell_can_be_corrected(desk: Desk, order: str, cell: str, expect: str, model: Any, where: dict[str, Any]) -> None:
    if order == "after":
        desk.load("vb.txt", REPORT)
    desk.corrections = corrections({"do": "override", "cell": cell, "expect": expect, "value": "6 %"})
    desk.load("vb.txt", REPORT)
    assert desk.current(model, "value", "printed", **where) == [(6.0, expect)]


def test_a_corrected_figure_is_judged(desk: Desk) -> None:
    desk.corrections = corrections(OUTCOME)
    desk.load("vb.txt", REPORT)
    of_unit = {"unit_id": desk.unit_id("axelsberg"), "year": 2020, "gender": "T", "period": "VB"}
    assert desk.rows(Attainment, "value", "status", **of_unit) == [(4.8, "uppfylls_helt")]


def test_a_cell_that_prints_something_else_is_left_alone_and_asked_about(desk: Desk) -> None:
    desk.corrections = corrections({**OUTCOME, "expect": "4.8 %"})
    desk.load("vb.txt", REPORT)
    assert outcomes(desk, year=2020, gender="T") == [(48.0, "48 %", None)]
    ((kind, message),) = desk.questions("kind", "message", code="correction_outdated")
    assert kind == "question"
    assert "där skulle stå «4.8 %», men i cellen står nu «48 %»" in message


def test_other_documents_and_units_are_left_alone(desk: Desk) -> None:
    desk.corrections = corrections(OUTCOME)
    desk.load("vb.txt", annual_report(row("Sjukfrånvaro", 30, outcome="48 %"), year=2019))
    desk.load("piltradet.txt", annual_report(row("Sjukfrånvaro", 30, outcome="48 %"), unit="Pilträdets servicehus"))
    assert outcomes(desk) == [(48.0, "48 %", None)] * 2
    assert desk.rows(Finding, "code", code="corrected") == []


def test_a_document_can_be_told_by_its_bytes(desk: Desk) -> None:
    source = desk.source("vb.txt", REPORT)
    desk.corrections = corrections({**OUTCOME, "unit": "", "period": "", "sha256": source.sha256()})
    desk.load_sources(source)
    assert outcomes(desk, year=2020, gender="T") == [(4.8, "48 %", None)]


def test_of_two_rows_the_one_at_the_place_is_corrected(desk: Desk) -> None:
    report = annual_report(row("Sjukfrånvaro", 30, outcome="48 %"), row("Sjukfrånvaro", 40, outcome="48 %"))
    desk.corrections = corrections({**OUTCOME, "locator": "rad 40"})
    desk.load("vb.txt", report)
    assert sorted(desk.current(Outcome, "locator", "value")) == [("rad 30", 48.0), ("rad 40", 4.8)]


def test_a_correction_that_is_taken_away_is_undone_at_the_next_load_of_the_document(desk: Desk) -> None:
    desk.corrections = corrections(OUTCOME)
    desk.load("vb.txt", REPORT)
    desk.corrections = Corrections(sha256="c2")
    desk.load("vb.txt", REPORT)
    assert outcomes(desk, year=2020, gender="T") == [(48.0, "48 %", None)]
    assert desk.questions(code="corrected") == []
    assert [value for (value,) in desk.rows(Outcome, "value", year=2020, gender="T")] == [4.8, 48.0]


def test_a_right_value_that_cannot_be_read_is_not_used_and_told_of(desk: Desk) -> None:
    desk.corrections = corrections({**OUTCOME, "value": "fyra komma åtta"})
    desk.load("vb.txt", REPORT)
    assert outcomes(desk, year=2020, gender="T") == [(48.0, "48 %", None)]
    ((action,),) = desk.questions("action", code="correction_unreadable")
    assert action == "Rätta den i data/corrections/x.yaml, rad 3."


@pytest.mark.parametrize(
    "correction",
    [
        OUTCOME,
        {"do": "scale", "cell": "outcome", "expect": "48 %", "factor": 0.1},
        {"do": "drop", "cell": "outcome", "expect": "48 %"},
    ],
    ids=lambda correction: correction["do"],
)
def test_a_correction_is_applied_once_however_often_others_are_added(desk: Desk, correction: dict[str, Any]) -> None:
    desk.load("vb.txt", REPORT)
    desk.corrections = corrections(correction)
    desk.load("annat.txt", annual_report(row("Sjukfrånvaro", 9, outcome="1 %"), year=2015))
    once = outcomes(desk, year=2020, gender="T")
    desk.corrections = corrections(correction, {"do": "drop", "cell": "target", "expect": "7,5 %"}, sha256="c2")
    desk.load("annat.txt", annual_report(row("Sjukfrånvaro", 9, outcome="1 %"), year=2015))
    assert outcomes(desk, year=2020, gender="T") == once
    assert len(desk.rows(Outcome, "id", year=2020, gender="T")) == 2
