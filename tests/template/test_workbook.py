"""The workbook as the unit sees it: what is due, what is known of it, and what cannot be written over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.template.desk import AXELSBERG, HEADER_ROW, INDEX, SATISFIED, SICK_LEAVE, SUMMER_JOBS, Filled, TemplateDesk


def names(filled: Filled) -> list[str]:
    return [row[1] for row in filled.rows()]


def test_just_what_the_plan_promises_in_the_period_is_due(desk: TemplateDesk) -> None:
    assert sorted(names(desk.template("T2-2025"))) == sorted([SICK_LEAVE, SUMMER_JOBS, INDEX])
    assert SATISFIED in names(desk.template("VB 2025", name="vb.xlsx"))


def test_what_is_reported_is_not_due(desk: TemplateDesk) -> None:
    assert SICK_LEAVE not in names(desk.template("T1-2025"))
    assert SICK_LEAVE in names(desk.template("T1-2025", AXELSBERG, "--all", name="alla.xlsx"))


def test_targets_and_the_last_outcome_are_shown(desk: TemplateDesk) -> None:
    filled = desk.template()
    assert filled.shown(SICK_LEAVE, "Årsmål") == "7,5 %"
    assert filled.shown(SICK_LEAVE, "KF:s årsmål") == "Tas fram av nämnd"
    assert (filled.shown(SICK_LEAVE, "Senaste utfall"), filled.shown(SICK_LEAVE, "Gäller")) == (7.9, "T1 2025")
    assert (filled.shown(INDEX, "Senaste utfall"), filled.shown(INDEX, "Gäller")) == (81, "VB 2024")


def test_what_is_withheld_is_nowhere_in_the_file(desk: TemplateDesk) -> None:
    filled = desk.template("VB 2025")
    assert filled.shown(SATISFIED, "Senaste utfall") == "visas inte: för få svarande"
    shown = {cell for row in filled.rows() for cell in row}
    assert 97 not in shown
    again = desk.template("VB 2024", AXELSBERG, "--all", name="alla.xlsx")
    assert {97, 4}.isdisjoint({cell for row in again.rows() for cell in row})


def test_only_the_cells_to_fill_in_are_open(desk: TemplateDesk) -> None:
    filled = desk.template()
    assert filled.sheet.protection.sheet
    row, place = filled.row_of(SICK_LEAVE), filled.columns()
    is_open = {header for header, column in place.items() if not filled.sheet.cell(row, column).protection.locked}
    assert is_open == {
        *(
            "Utfall totalt",
            "Utfall kvinnor",
            "Utfall män",
            "Antal svarande totalt",
            "Antal svarande kvinnor",
            "Antal svarande män",
        ),
        *("Prognos helår", "Varför utfall saknas", "Analys"),
    }
    assert filled.sheet.cell(HEADER_ROW, place["Indikator"]).protection.locked


def test_the_definition_is_told_and_numbers_are_checked_in_swedish(desk: TemplateDesk) -> None:
    filled = desk.template()
    comment = filled.sheet.cell(filled.row_of(SICK_LEAVE), filled.columns()["Indikator"]).comment
    assert comment is not None
    assert "lägre är bättre" in comment.text
    rules = filled.sheet.data_validations.dataValidation
    assert any(rule.type == "list" and "Ej aktuellt" in str(rule.formula1) for rule in rules)
    limits = [rule for rule in rules if rule.type == "decimal" and str(rule.formula2) == "100"]
    assert limits
    assert "mellan 0 och 100" in str(limits[0].error)


def test_it_can_be_read_on_paper_and_while_scrolling(desk: TemplateDesk) -> None:
    sheet = desk.template().sheet
    assert sheet.freeze_panes == f"C{HEADER_ROW + 1}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    hidden = [name for name, dimension in sheet.column_dimensions.items() if dimension.hidden]
    assert len(hidden) >= 1


def test_decimals_are_the_definition_s(desk: TemplateDesk) -> None:
    filled = desk.template()
    place = filled.columns()
    assert filled.sheet.cell(filled.row_of(SICK_LEAVE), place["Senaste utfall"]).number_format == "#,##0.0"
    assert filled.sheet.cell(filled.row_of(SUMMER_JOBS), place["Utfall totalt"]).number_format == "#,##0"


@pytest.mark.parametrize("written", ["T2-2025", "T2 2025", "t2 2025", "T22025", "Tertial 2 2025"])
def test_the_period_may_be_written_in_several_ways(desk: TemplateDesk, written: str) -> None:
    assert SICK_LEAVE in names(desk.template(written))


def test_a_period_without_a_year_is_this_year_s(desk: TemplateDesk) -> None:
    desk.run("template", "--unit", AXELSBERG, "--period", "T2")
    assert f"T2 {dt.date.today().year}" in desk.said


@pytest.mark.parametrize("written", ["VP 2025", "T3", "snart", "", "T2-25"])
def test_what_is_no_follow_up_is_told(desk: TemplateDesk, written: str) -> None:
    assert desk.run("template", "--unit", AXELSBERG, "--period", written) == 2
    assert "är ingen uppföljning" in desk.said


@pytest.mark.parametrize("written", ["Axelsbergs vård och omsorgsboende", "Axelsbergs"])
def test_a_unit_that_is_not_there_gets_near_names(desk: TemplateDesk, written: str) -> None:
    assert desk.run("template", "--unit", written, "--period", "T2-2025") == 2
    assert f"Menade du «{AXELSBERG}»" in desk.said


def test_nothing_due_is_said_and_no_file_written(desk: TemplateDesk) -> None:
    assert desk.run("template", "--unit", AXELSBERG, "--period", "T2-2019", "--output", "tom.xlsx") == 1
    assert "ingenting att rapportera" in desk.said
    assert not Path("tom.xlsx").exists()


def test_a_file_that_is_there_is_not_written_over(desk: TemplateDesk) -> None:
    desk.template()
    before = Path("mall.xlsx").read_bytes()
    assert desk.run("template", "--unit", AXELSBERG, "--period", "T2-2025", "--output", "mall.xlsx") == 2
    assert "skrivs inte över" in desk.said
    assert Path("mall.xlsx").read_bytes() == before


@pytest.mark.parametrize(("name", "told"), [("mall.csv", "slutar på .xlsx"), ("saknas/mall.xlsx", "kunde inte skrivas")])
def test_a_file_that_cannot_be_written_is_told(desk: TemplateDesk, name: str, told: str) -> None:
    assert desk.run("template", "--unit", AXELSBERG, "--period", "T2-2025", "--output", name) == 2
    assert told in desk.said


def test_without_a_name_the_file_is_called_after_unit_and_period(desk: TemplateDesk) -> None:
    assert desk.run("template", "--unit", AXELSBERG, "--period", "T2-2025") == 0
    assert Path("mall-axelsbergs-vard-och-omsorgsboende-t2-2025.xlsx").exists()
