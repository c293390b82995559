"""A template filled in and loaded back: what the store holds is what was written, and nothing is asked."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import Workbook
from sqlalchemy import select

from data.schema import Goal, StatedJudgement
from etl.normalise.outcomes import PrintedOutcome, parse_outcome
from etl.readers.records import Document, Indicator
from etl.readers.tables import Knowledge, read_table
from etl.readers.tables import template as marks
from tests.template.desk import AXELSBERG, HEADER_ROW, INDEX, MADE_UP, OWN_GOAL, SICK_LEAVE, SUMMER_JOBS, UTVECKLING, TemplateDesk


def test_what_is_filled_in_is_loaded_without_a_question(desk: TemplateDesk) -> None:
    filled = desk.template()
    filled.write(SICK_LEAVE, utfall_totalt=7.25, utfall_kvinnor=8, utfall_män=5.5, antal_svarande_totalt=40, prognos_helår=7)
    filled.write(SICK_LEAVE, antal_svarande_kvinnor=28, antal_svarande_män=12)
    filled.write(SUMMER_JOBS, utfall_totalt=240, analys="Fler platser än i fjol.\nAlla är tillsatta.")
    assert desk.load(filled) == 0, desk.said
    assert desk.outcomes() == {
        (SICK_LEAVE, "T"): (7.25, 40, None),
        (SICK_LEAVE, "K"): (8.0, 28, None),
        (SICK_LEAVE, "M"): (5.5, 12, None),
        (SUMMER_JOBS, "T"): (240.0, None, None),
    }
    assert desk.forecasts() == {SICK_LEAVE: 7.0}
    assert desk.analyses() == {SUMMER_JOBS: "Fler platser än i fjol.\nAlla är tillsatta."}
    assert desk.documents() == [(AXELSBERG, "T2", 2025, "document")]
    assert desk.questions() == []


def test_rows_may_be_sorted_and_left_empty(desk: TemplateDesk) -> None:
    filled = desk.template()
    filled.write(SUMMER_JOBS, utfall_totalt=240)
    filled.write(INDEX, utfall_totalt=81)
    rows = filled.rows()
    random.Random(3).shuffle(rows)
    filled.put_rows(rows)
    assert desk.load(filled) == 0
    assert desk.outcomes() == {(SUMMER_JOBS, "T"): (240.0, None, None), (INDEX, "T"): (81.0, None, None)}


def test_a_department_s_template_is_a_report_for_each_unit(desk: TemplateDesk) -> None:
    filled = desk.template(unit="hagersten-alvsjo-social-omsorg")
    filled.write(SICK_LEAVE, AXELSBERG, utfall_totalt=7)
    filled.write(SICK_LEAVE, UTVECKLING, utfall_totalt=3.5)
    assert desk.load(filled) == 0
    assert desk.outcomes(AXELSBERG) == {(SICK_LEAVE, "T"): (7.0, None, None)}
    assert desk.outcomes(UTVECKLING) == {(SICK_LEAVE, "T"): (3.5, None, None)}


def test_a_made_up_unit_stays_made_up(desk: TemplateDesk) -> None:
    filled = desk.template(unit=MADE_UP)
    filled.write(SICK_LEAVE, utfall_totalt=7)
    assert desk.load(filled) == 0
    assert desk.documents() == [(MADE_UP, "T2", 2025, "example")]


@pytest.mark.parametrize(
    ("reason", "missing"), [("Ej aktuellt", "not_applicable"), ("Bortfall", "dropped_out"), ("För få svarande", "withheld")]
)
def test_the_reason_that_is_chosen_is_kept(desk: TemplateDesk, reason: str, missing: str) -> None:
    filled = desk.template()
    filled.write(INDEX, varför_utfall_saknas=reason)
    assert desk.load(filled) == 0
    assert desk.outcomes() == {(INDEX, "T"): (None, None, missing)}


def test_a_value_beside_a_reason_is_asked_about(desk: TemplateDesk) -> None:
    filled = desk.template()
    filled.write(INDEX, utfall_totalt=80, varför_utfall_saknas="Bortfall")
    desk.load(filled)
    assert [code for code, _ in desk.questions()] == ["value_and_reason"]


def test_a_judgement_of_a_goal_is_kept_on_the_plan_s_own_goal(desk: TemplateDesk) -> None:
    goals = desk.rows(select(Goal.id, Goal.title).order_by(Goal.id))
    filled = desk.template()
    filled.judge(OWN_GOAL.title, "Uppfylls delvis")
    assert desk.load(filled) == 0
    stated = select(Goal.title, StatedJudgement.judgement).join(Goal).where(StatedJudgement.period == "T2")
    assert desk.rows(stated) == [(OWN_GOAL.title, "uppfylls_delvis")]
    assert desk.rows(select(Goal.id, Goal.title).order_by(Goal.id)) == goals


def test_a_corrected_template_supersedes_what_it_said_before(desk: TemplateDesk) -> None:
    filled = desk.template()
    filled.write(SUMMER_JOBS, utfall_totalt=240)
    desk.load(filled)
    filled.write(SUMMER_JOBS, utfall_totalt=204)
    desk.load(filled)
    assert desk.outcomes() == {(SUMMER_JOBS, "T"): (204.0, None, None)}
    assert desk.load(filled) == 0
    assert "Ingenting nytt" in desk.said


def test_with_what_is_reported_nothing_changes(desk: TemplateDesk) -> None:
    filled = desk.template("T1-2025", AXELSBERG, "--all")
    assert filled.shown(SICK_LEAVE, "Utfall totalt") == 7.9
    assert filled.shown(SICK_LEAVE, "Antal svarande totalt") == 40
    assert desk.load(filled) == 0
    assert desk.outcomes() == {(SICK_LEAVE, "T"): (7.9, 40, None)}
    assert "säger olika" not in desk.said


def test_figures_sorted_without_their_hidden_marks_are_not_read(desk: TemplateDesk) -> None:
    filled = desk.template()
    filled.write(SICK_LEAVE, utfall_totalt=7)
    filled.write(SUMMER_JOBS, utfall_totalt=240)
    shown = [place for header, place in filled.columns().items() if not header.startswith("malbild")]
    one, other = filled.row_of(SICK_LEAVE), filled.row_of(SUMMER_JOBS)
    for place in shown:
        first, second = filled.sheet.cell(one, place), filled.sheet.cell(other, place)
        first.value, second.value = second.value, first.value
    assert desk.load(filled) == 2
    assert desk.outcomes() == {}
    assert f"visas {AXELSBERG} | {SICK_LEAVE}, märkt {AXELSBERG} | {SUMMER_JOBS};" in desk.said


def test_a_header_that_is_changed_is_told_instead_of_losing_its_column(desk: TemplateDesk) -> None:
    filled = desk.template()
    filled.write(SICK_LEAVE, utfall_totalt=7)
    filled.sheet.cell(HEADER_ROW, filled.columns()["Utfall totalt"]).value = "Utfall"
    assert desk.load(filled) == 2
    assert "«Utfall totalt» saknas" in desk.said


def test_a_formula_without_a_stored_value_is_asked_about(desk: TemplateDesk) -> None:
    filled = desk.template()
    filled.write(SICK_LEAVE, utfall_totalt="=3+4")
    filled.write(SUMMER_JOBS, utfall_totalt=240)
    assert desk.load(filled) == 1
    assert [code for code, _ in desk.questions()] == ["formula"]
    assert desk.outcomes() == {(SUMMER_JOBS, "T"): (240.0, None, None)}


def test_a_small_share_written_as_text_is_per_cent_as_the_template_says(tmp_path: Path) -> None:
    assert outcome_of(sheet_of(tmp_path / "m.xlsx", "%", "0,5")) == "0,5 %"


def test_an_empty_template_says_that_it_is(desk: TemplateDesk) -> None:
    assert desk.load(desk.template()) == 2
    assert "är inte ifylld" in desk.said


def test_a_row_that_the_template_does_not_have_is_told(desk: TemplateDesk) -> None:
    filled = desk.template()
    filled.write(SUMMER_JOBS, utfall_totalt=240)
    row = filled.sheet.max_row + 2
    filled.sheet.cell(row, 2).value = "Något eget"
    filled.sheet.cell(row, filled.columns()["Utfall totalt"]).value = 17
    assert desk.load(filled) == 1
    assert "saknar märkningen" in desk.said
    assert len(desk.outcomes()) == 1


# -- any value


def sheet_of(path: Path, unit_of_measure: str, value: Any, number_format: str = "General") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    first = [marks.UNIT, marks.INDICATOR, marks.PERIOD, marks.UNIT_OF_MEASURE, marks.OUTCOME]
    sheet.append([*first, *(each for each in marks.HEADERS if each not in first)])
    sheet.append(["axelsberg", "sjukfranvaro", "T2 2025", unit_of_measure, value])
    sheet.cell(2, 5).number_format = number_format
    book.save(path)
    return path


def outcome_of(path: Path) -> str:
    document, figure = read_table(path, Knowledge(()))
    assert isinstance(document, Document)
    assert isinstance(figure, Indicator)
    assert (document.unit_code, document.document_type, document.year, figure.code) == ("axelsberg", "T2", "2025", "sjukfranvaro")
    return figure.outcome


@given(value=st.floats(0, 100).map(lambda each: round(each, 3)) | st.integers(0, 100))
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_share_comes_back_as_it_was_written(value: float, tmp_path: Path) -> None:
    assert parse_outcome(outcome_of(sheet_of(tmp_path / "m.xlsx", "%", value))) == PrintedOutcome(float(value), "%")


@given(value=st.floats(-1e9, 1e9).map(lambda each: round(each, 4)) | st.integers(-(10**12), 10**12))
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_number_comes_back_as_it_was_written(value: float, tmp_path: Path) -> None:
    assert parse_outcome(outcome_of(sheet_of(tmp_path / "m.xlsx", "st", value))) == PrintedOutcome(float(value), "")


def test_a_share_written_with_its_sign_is_the_same_share(tmp_path: Path) -> None:
    """A spreadsheet makes 0.095 with a format of per cent of the 9,5 % that is written."""
    assert outcome_of(sheet_of(tmp_path / "m.xlsx", "%", 0.095, "0.00%")) == "9,5 %"
    assert outcome_of(sheet_of(tmp_path / "m.xlsx", "%", 9.5)) == "9,5 %"
    assert outcome_of(sheet_of(tmp_path / "m.xlsx", "%", "9,5 %")) == "9,5 %"
