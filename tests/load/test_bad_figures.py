"""Figures that cannot be, all the way: kept as printed, asked about with their row, and not judged."""

from __future__ import annotations

from typing import Any

import pytest

from data.schema import Attainment, Finding, Indicator, Outcome
from data.vocabulary import MeasuredOver
from etl.loading.definitions import sync_definitions
from tests.load.desk import TODAY, Desk, annual_report, definitions, indicator_definition, row

NOJDA = "Andelen nöjda omsorgstagare"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"outcome": "NaN"}, "outcome_unreadable"),
        ({"outcome": "∞"}, "outcome_unreadable"),
        ({"outcome": "104 %"}, "outcome_doubtful"),
        ({"outcome": "-4 %"}, "outcome_doubtful"),
        ({"outcome": "84 %", "n": "-3"}, "outcome_doubtful"),
        ({"outcome": "84 %", "n": "45,5"}, "outcome_doubtful"),
        ({"outcome": "84 %", "outcome_women": "88 %", "outcome_men": "90 %"}, "outcome_doubtful"),
        ({"outcome": "84 %", "outcome_women": "80 %", "outcome_men": "79 %"}, "outcome_doubtful"),
    ],
    ids=str,
)
def test_is_kept_asked_about_and_not_judged(desk: Desk, cells: dict[str, Any], reason: str) -> None:
    desk.load("vb.txt", annual_report(row(NOJDA, 31, target="82 %", **cells)))
    assert desk.current(Outcome, "printed", gender="T") == [(cells["outcome"],)]
    assert desk.current(Finding, "locator", kind="question") == [("rad 31",)]
    shown = desk.rows(
        Attainment,
        "status",
        "status_reason",
        "outcome_printed",
        year=2020,
        period="VB",
        gender="T",
        unit_id=desk.unit_id("axelsberg"),
    )
    assert shown == [("ej_bedomd", reason, cells["outcome"])]


def test_a_target_that_is_no_number_is_not_judged_against(desk: Desk) -> None:
    desk.load("vb.txt", annual_report(row(NOJDA, 31, target="nan %", outcome="84 %")))
    assert ("not_a_finite_number",) in desk.current(Finding, "code", kind="question")
    shown = desk.rows(Attainment, "status_reason", year=2020, period="VB", gender="T", unit_id=desk.unit_id("axelsberg"))
    assert shown == [("target_doubtful",)]


def test_which_time_is_measured_over_follows_the_definition(desk: Desk) -> None:
    survey = indicator_definition("enkat", "Andel nöjda i enkäten", measured_over=MeasuredOver.OWN_PERIOD)
    sync_definitions(desk.engine, definitions(indicators=[survey]), today=TODAY)
    assert desk.rows(Indicator, "measured_over", slug="enkat") == [("own_period",)]
    assert desk.rows(Indicator, "measured_over", slug="nojda") == [(None,)]
