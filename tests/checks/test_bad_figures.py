"""Figures that cannot be: asked about with their row, kept as printed, and not judged."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from data.vocabulary import FindingKind, Measure, Period, PeriodKind
from etl.checks import CellName, Row, problems_of
from etl.checks.genders import both_sexes_on_one_side
from etl.checks.numbers import not_a_finite_number
from etl.checks.ranges import outside_what_is_possible
from etl.checks.respondents import impossible_respondents
from etl.checks.row import Cell
from etl.loading.register import KnownIndicator
from etl.loading.rows import read_row
from etl.readers.records import Indicator
from tests.checks.rows import row

NOJDA = KnownIndicator(1, "nojda", "Andelen nöjda omsorgstagare", Measure.SHARE, "%", is_defined=True)
VB_2020 = Period(2020, PeriodKind.VB)


def with_value(printed: str, value: float) -> Row:
    return dataclasses.replace(row(), cells={CellName.OUTCOME: Cell(printed, value)})


# ---- no numbers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("printed", "value"), [("NaN", float("nan")), ("∞", float("inf")), ("-inf", float("-inf"))])
def test_a_value_that_is_no_number_is_asked_about_and_not_judged(printed: str, value: float) -> None:
    (question,) = not_a_finite_number(with_value(printed, value))
    assert question.kind is FindingKind.QUESTION
    assert (question.printed, question.line, question.doubtful) == (printed, 12, frozenset({CellName.OUTCOME}))


@pytest.mark.parametrize("printed", ["+inf", "nan %", "NaN", "−∞"])
def test_a_target_written_as_no_number_is_no_target_in_words(printed: str) -> None:
    cells = {CellName.TARGET: Cell(printed, None, form=row(target="God arbetsmiljö").cells[CellName.TARGET].form)}
    (question,) = not_a_finite_number(dataclasses.replace(row(), cells=cells))
    assert question.doubtful == {CellName.TARGET}


@pytest.mark.parametrize("target", ["9,5 %", "öka", "Nanny för alla", "God information till alla", "Tas fram av nämnd"])
def test_numbers_and_real_words_are_left_alone(target: str) -> None:
    assert not list(not_a_finite_number(row(target=target, outcome="4,8 %")))


@pytest.mark.parametrize("printed", ["NaN", "inf", "-inf", "∞", "1e400", "9" * 400])
def test_an_outcome_printed_as_no_number_is_kept_as_printed_and_asked_about(printed: str) -> None:
    read = read_row(Indicator(name=NOJDA.name, outcome=printed, line=31), NOJDA, VB_2020)
    (question,) = read.problems
    assert (question.kind, question.printed, question.line) == (FindingKind.QUESTION, printed, 31)
    assert CellName.OUTCOME not in read.cells
    assert read.printed(CellName.OUTCOME) == printed


# ---- numbers of respondents ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "why"),
    [
        ("-3", "är mindre än 0"),
        ("−3", "är mindre än 0"),
        ("45,5", "är inget heltal"),
        ("många", "går inte att läsa"),
        ("NaN", "går inte att läsa"),
        ("45 %", "har en måttenhet som inte räknar personer"),
    ],
)
def test_a_number_of_respondents_that_cannot_be_makes_the_outcome_doubtful(n: str, why: str) -> None:
    read = read_row(Indicator(name=NOJDA.name, outcome="84 %", n=n, line=31), NOJDA, VB_2020)
    (question,) = problems_of([read.for_checks()])
    assert question.kind is FindingKind.QUESTION
    assert (question.printed, question.line, question.doubtful) == (n, 31, frozenset({CellName.OUTCOME}))
    assert why in question.message
    assert read.cells[CellName.OUTCOME].value == 84
    assert read.n == {}


def test_only_the_sex_whose_number_is_wrong_is_concerned() -> None:
    record = Indicator(name=NOJDA.name, outcome="84 %", outcome_women="86 %", n="45", n_women="-1")
    read = read_row(record, NOJDA, VB_2020)
    (question,) = impossible_respondents(read.for_checks())
    assert question.doubtful == {CellName.OUTCOME_WOMEN}
    assert read.n == {CellName.OUTCOME: 45}


@pytest.mark.parametrize("n", ["", "0", "45", "1 045", "45 st", "-", ".."])
def test_other_numbers_and_none_are_not_asked_about(n: str) -> None:
    read = read_row(Indicator(name=NOJDA.name, outcome="84 %", n=n), NOJDA, VB_2020)
    assert problems_of([read.for_checks()]) == []


# ---- outside what is possible ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["outcome", "outcome_men", "outcome_women", "previous", "forecast", "target", "kf_target"])
@pytest.mark.parametrize("printed", ["100,1 %", "-0,1 %"])
def test_no_share_anywhere_lies_outside_0_and_100(cell: str, printed: str) -> None:
    cells: dict[str, Any] = {cell: printed}
    (question,) = outside_what_is_possible(row(**cells))
    assert question.doubtful == {CellName[cell.upper()]}
    assert question.printed == printed


# ---- women and men against the total ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "men", "women", "is_asked"),
    [
        ("80 %", "80 %", "80 %", False),
        ("80 %", "80 %", "85 %", False),
        ("80,0 %", "80,1 %", "80,1 %", False),
        ("80,0 %", "80,2 %", "80,1 %", False),
        ("80,0 %", "80,2 %", "80,2 %", True),
        ("80 %", "81 %", "82 %", False),
        ("80 %", "82 %", "82 %", True),
        ("80 %", "78 %", "78 %", True),
        ("0 %", "0 %", "0 %", False),
    ],
    ids=lambda each: str(each),
)
def test_what_rounding_can_do_is_allowed(total: str, men: str, women: str, is_asked: bool) -> None:
    """Half a unit of the last printed decimal of each: 80,0 may be 80,05 and 80,1 may be 80,05."""
    for measure in (Measure.SHARE, Measure.INDEX):
        both = row(measure=measure, outcome=total, outcome_men=men, outcome_women=women)
        assert bool(list(both_sexes_on_one_side(both))) is is_asked


@pytest.mark.parametrize(
    ("men", "women", "is_asked"), [("15", "20", False), ("20", "20", False), ("41", "", True), ("", "41", True)]
)
def test_a_part_of_a_count_is_not_more_than_all(men: str, women: str, is_asked: bool) -> None:
    places = row("Antal platser", Measure.COUNT, "platser", outcome="40", outcome_men=men, outcome_women=women)
    assert bool(list(both_sexes_on_one_side(places))) is is_asked


def test_an_amount_of_both_sexes_may_be_anything() -> None:
    """Nobody has said whether an amount is summed or averaged over women and men: nothing is concluded."""
    hours = row("Beviljade timmar", Measure.AMOUNT, "timmar", outcome="100", outcome_men="60", outcome_women="70")
    assert not list(both_sexes_on_one_side(hours))
