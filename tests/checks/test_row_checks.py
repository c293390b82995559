"""Each rule about the data, on rows like those in real reports."""

from __future__ import annotations

import pytest

from data.vocabulary import FindingKind, Measure
from etl.checks import CellName, problems_of
from etl.checks.duplicates import same_indicator_twice
from etl.checks.genders import both_sexes_on_one_side
from etl.checks.magnitude import ten_times_the_last
from etl.checks.missing_target import followed_without_target
from etl.checks.ranges import outside_what_is_possible
from etl.checks.small_shares import share_without_sign_below_one
from etl.checks.units import unit_against_measure
from etl.checks.zeros import nothing_measured
from tests.checks.rows import row


def test_a_count_with_a_target_in_per_cent_is_asked_about_and_not_judged() -> None:
    (question,) = unit_against_measure(row("Antal äldre som får hjälp av digitala fixaren", Measure.COUNT, "st", target="90 %"))
    assert question.kind is FindingKind.QUESTION
    assert question.doubtful == {CellName.TARGET}
    assert question.printed == "90 %"
    assert question.line == 12
    assert "mäter ett antal" in question.message


@pytest.mark.parametrize(
    ("name", "measure", "unit_of_measure", "target"),
    [
        ("Sjukfrånvaro", Measure.SHARE, "%", "7,5 %"),
        ("Sjukfrånvaro", Measure.SHARE, "%", "7,5"),
        ("Antal tillhandahållna platser för feriejobb", Measure.COUNT, "platser", "360 st"),
        ("Antal personal en hemtjänsttagare möter", Measure.COUNT, "personer", "Max 10 personer"),
        ("Antal förskolor med profil", Measure.COUNT, "st", "12 förskolor"),
        ("Ledarskapsindex", Measure.INDEX, "", "82"),
        ("Totalt köpt energi", Measure.AMOUNT, "GWh", "1 945 GWh"),
        ("Klimatpåverkan", Measure.AMOUNT, "kg CO2 per kg livsmedel", "1,8 kg CO2e/kg livsmedel"),
        ("Sjukfrånvaro", Measure.SHARE, "%", "Tas fram av nämnd"),
        ("Något nytt", None, "", "90 %"),
    ],
)
def test_a_unit_that_fits_is_not_asked_about(name: str, measure: Measure | None, unit_of_measure: str, target: str) -> None:
    assert list(unit_against_measure(row(name, measure, unit_of_measure, target=target))) == []


@pytest.mark.parametrize(
    ("name", "measure", "unit_of_measure", "target"),
    [
        ("Andel nöjda", Measure.SHARE, "%", "12 st"),
        ("Ledarskapsindex", Measure.INDEX, "", "82 %"),
        ("Totalt köpt energi", Measure.AMOUNT, "GWh", "3 130 MWh"),
        ("Antal platser", Measure.COUNT, "platser", "12 hoppsan"),
        ("Antal nya aktiviteter", None, "", "90 %"),
        ("Andel nya aktiviteter", None, "", "12 st"),
    ],
)
def test_a_unit_of_another_kind_is_asked_about(name: str, measure: Measure | None, unit_of_measure: str, target: str) -> None:
    (question,) = unit_against_measure(row(name, measure, unit_of_measure, target=target))
    assert question.doubtful == {CellName.TARGET}


@pytest.mark.parametrize(("outcome", "is_asked"), [("104 %", True), ("-3 %", True), ("100 %", False), ("0 %", False)])
def test_a_share_lies_between_0_and_100(outcome: str, is_asked: bool) -> None:
    questions = list(outside_what_is_possible(row(outcome=outcome)))
    assert bool(questions) is is_asked
    assert all(question.doubtful == {CellName.OUTCOME} for question in questions)


def test_a_count_is_not_negative_but_an_amount_may_be() -> None:
    assert list(outside_what_is_possible(row("Antal platser", Measure.COUNT, "st", outcome="-1")))
    assert not list(outside_what_is_possible(row("Avvikelse mot budget", Measure.AMOUNT, "mnkr", outcome="-1,5 mnkr")))


@pytest.mark.parametrize(("printed", "is_asked"), [("0,9", True), ("1", True), ("0,9 %", False), ("0", False), ("90", False)])
def test_a_small_share_without_sign_may_be_a_proportion(printed: str, is_asked: bool) -> None:
    assert bool(list(share_without_sign_below_one(row(target=printed)))) is is_asked


def test_an_amount_of_0_was_hardly_measured() -> None:
    climate = row("Klimatpåverkan", Measure.AMOUNT, "kg CO2 per kg livsmedel", outcome="0", target="1,9")
    (question,) = nothing_measured(climate)
    assert question.doubtful == {CellName.OUTCOME}
    assert "årsmålet är 1,9" in question.message


def test_a_count_a_share_or_an_amount_with_nothing_to_compare_may_be_0() -> None:
    assert not list(nothing_measured(row("Antal avhopp", Measure.COUNT, "st", outcome="0", target="5")))
    assert not list(nothing_measured(row(outcome="0 %", target="5 %")))
    assert not list(nothing_measured(row("Avfall", Measure.AMOUNT, "ton", outcome="0")))
    assert not list(nothing_measured(row("Avfall", Measure.AMOUNT, "ton", outcome="0", target="0")))


@pytest.mark.parametrize(
    ("outcome", "previous", "is_asked"),
    [("313 GWh", "3,13 GWh", True), ("0,3 GWh", "3,13 GWh", True), ("4,1 GWh", "3,13 GWh", False), ("-3 GWh", "3 GWh", False)],
)
def test_a_slipped_decimal_mark_is_asked_about(outcome: str, previous: str, is_asked: bool) -> None:
    energy = row("Köpt energi", Measure.AMOUNT, "GWh", outcome=outcome, previous=previous, kf_target="1 945 GWh")
    assert bool(list(ten_times_the_last(energy))) is is_asked


def test_a_count_may_grow_tenfold() -> None:
    assert not list(ten_times_the_last(row("Antal platser", Measure.COUNT, "st", outcome="10", previous="1")))


@pytest.mark.parametrize(
    ("total", "men", "women", "is_asked"),
    [
        ("80 %", "85 %", "82 %", True),
        ("80 %", "70 %", "75 %", True),
        ("80 %", "78 %", "83 %", False),
        ("80 %", "81 %", "81 %", False),
        ("80,0 %", "80,2 %", "80,3 %", True),
        ("80 %", "80,4 %", "80,5 %", False),
        ("80 %", "..", "85 %", False),
    ],
)
def test_both_sexes_cannot_be_above_or_below_all(total: str, men: str, women: str, is_asked: bool) -> None:
    both = row(outcome=total, outcome_men=men, outcome_women=women)
    assert bool(list(both_sexes_on_one_side(both))) is is_asked


def test_women_and_men_need_not_add_up_to_the_total() -> None:
    platser = row("Antal platser", Measure.COUNT, "st", outcome="40", outcome_men="15", outcome_women="20")
    assert not list(both_sexes_on_one_side(platser))
    (question,) = both_sexes_on_one_side(row("Antal platser", Measure.COUNT, "st", outcome="40", outcome_men="55"))
    assert question.doubtful == {CellName.OUTCOME, CellName.OUTCOME_MEN}


def test_a_plan_without_target_is_remarked_upon() -> None:
    (warning,) = followed_without_target(row(in_plan=True, kf_target="Tas fram av nämnd"))
    assert warning.kind is FindingKind.WARNING
    assert warning.doubtful == frozenset()
    assert "KF har lämnat åt nämnden" in warning.message
    assert list(followed_without_target(row(in_plan=True)))
    assert not list(followed_without_target(row(in_plan=True, target="9,5 %")))
    assert not list(followed_without_target(row(in_plan=True, kf_target="Max 10 personer")))
    assert not list(followed_without_target(row(in_plan=False)))


def test_the_same_indicator_twice_with_different_values_is_asked_about() -> None:
    (question,) = same_indicator_twice([row(target="9,5 %", outcome="4 %"), row(target="10 %", outcome="4 %", line=40)])
    assert question.doubtful == {CellName.TARGET}
    assert question.line == 12
    assert question.other_lines == frozenset({40})
    assert "9,5 % (rad 12), 10 % (rad 40)" in question.message


def test_the_same_row_twice_is_no_fault() -> None:
    assert not list(same_indicator_twice([row(target="9,5 %"), row(target="9,50 %", line=40), row("Annan", target="1 %")]))


def test_all_checks_run_over_a_document() -> None:
    codes = {problem.code for problem in problems_of([row(outcome="104 %", target="0,9"), row(outcome="90 %", line=20)])}
    assert codes == {"impossible_value", "small_bare_share", "same_indicator_twice"}
    assert problems_of([row(outcome="4,8 %", target="7,5 %")]) == []
