"""What holds for every figure: worse is never judged better, units of measure do not matter, nor does any order."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.vocabulary import (
    FOLLOW_UPS,
    Aggregate,
    Better,
    Change,
    Gender,
    Measure,
    MissingReason,
    Period,
    PeriodKind,
    Status,
    StatusReason,
    TargetForm,
)
from etl.rules.attainment import status_against_kf_target, status_against_target, status_of_forecast
from etl.rules.change import change_since, difference
from etl.rules.comparability import is_same_measure
from etl.rules.exact import exact
from etl.rules.figures import Figure, IndicatorRules, Judged, TargetFigure
from etl.rules.precedence import outcome_that_counts, target_valid_on
from etl.rules.reporting import latest_due, next_due_change
from tests.rules.printed import Reading

GRADE = {Status.UPPFYLLS_INTE: 0, Status.UPPFYLLS_DELVIS: 1, Status.UPPFYLLS_HELT: 2}
LEVELS = (TargetForm.LEVEL, TargetForm.MAX, TargetForm.MIN)

printed_numbers = st.decimals(min_value=-10_000, max_value=10_000, places=2)
tolerances = st.decimals(min_value=0, max_value=100, places=1)
follow_ups = st.sampled_from(FOLLOW_UPS)
directions = st.sampled_from(list(Better))
judged_forms = st.sampled_from([*LEVELS, TargetForm.INCREASE, TargetForm.DECREASE])


def judge(
    outcome: Decimal,
    target: Decimal,
    form: TargetForm,
    *,
    better: Better,
    tolerance: Decimal,
    follow_up: PeriodKind = PeriodKind.VB,
    accumulates: bool = False,
) -> Judged:
    """A status; ``öka`` and ``minska`` take the target's number as last year's outcome."""
    indicator = IndicatorRules(better=better, tolerance_pct=float(tolerance), accumulates=accumulates)
    value = float(target) if form in LEVELS else None
    return status_against_target(
        Figure(float(outcome)), TargetFigure(form, value), indicator, follow_up=follow_up, last_year=Figure(float(target))
    )


@given(printed_numbers, printed_numbers, printed_numbers, judged_forms, directions, tolerances, follow_ups, st.booleans())
def test_status_never_improves_when_the_outcome_gets_worse(
    one: Decimal,
    other: Decimal,
    target: Decimal,
    form: TargetForm,
    better: Better,
    tolerance: Decimal,
    follow_up: PeriodKind,
    accumulates: bool,
) -> None:
    judged = [
        judge(figure, target, form, better=better, tolerance=tolerance, follow_up=follow_up, accumulates=accumulates)
        for figure in (one, other)
    ]
    direction = judged[0].judged_better
    worse, good = judged if (one < other) is (direction is Better.HIGHER) else reversed(judged)
    if one != other:
        assert GRADE[worse.status] <= GRADE[good.status]
    else:
        assert worse == good


@given(printed_numbers, printed_numbers, judged_forms, directions, tolerances, st.sampled_from(["0.001", "0.1", "3", "1000"]))
@example(Decimal("10.45"), Decimal("9.5"), TargetForm.LEVEL, Better.LOWER, Decimal(10), "0.001")
@example(Decimal("0.27"), Decimal("0.3"), TargetForm.LEVEL, Better.HIGHER, Decimal(10), "3")
def test_scaling_the_unit_of_measure_changes_nothing(
    outcome: Decimal, target: Decimal, form: TargetForm, better: Better, tolerance: Decimal, scale: str
) -> None:
    factor = Decimal(scale)
    plain = judge(outcome, target, form, better=better, tolerance=tolerance)
    scaled = judge(outcome * factor, target * factor, form, better=better, tolerance=tolerance)
    assert (plain.status, plain.reason) == (scaled.status, scaled.reason)


@given(printed_numbers, tolerances, directions, st.sampled_from([-1, 0, 1]))
def test_the_border_of_the_tolerance_is_exact_to_the_last_decimal(
    target: Decimal, tolerance: Decimal, better: Better, step: int
) -> None:
    """Two decimals times one decimal per cent is five decimals: on the border, and one hundred-thousandth off it."""
    away = abs(target) * tolerance / 100
    smallest = Decimal("0.00001")
    border = target - away if better is Better.HIGHER else target + away
    judged = judge(border + step * smallest, target, TargetForm.LEVEL, better=better, tolerance=tolerance)
    outside = step < 0 if better is Better.HIGHER else step > 0
    if outside:
        assert judged.status is Status.UPPFYLLS_INTE
    else:
        assert judged.status in (Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS)
    assert judged.judged_limit == (float(border) if away else None)


@given(printed_numbers, printed_numbers, directions)
def test_a_difference_is_that_of_the_printed_decimals(now: Decimal, then: Decimal, better: Better) -> None:
    rules = IndicatorRules(better=better, tolerance_pct=10)
    found = difference(Figure(float(now), "kr"), Figure(float(then), "kr"), rules)
    assert found == float(now - then)
    moved = change_since(Figure(float(now), "kr"), Figure(float(then), "kr"), rules)
    assert (found == 0) is (moved is Change.UNCHANGED)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=5))
def test_a_stored_float_gives_back_the_printed_decimal(printed: Decimal) -> None:
    assert exact(float(printed)) == Fraction(printed)


def test_what_is_no_number_is_not_exact() -> None:
    with pytest.raises(ValueError, match="nan"):
        exact(float("nan"))


any_figures = st.builds(
    Figure,
    st.none() | st.floats(),
    st.sampled_from(["", "%", "personer", "GWh"]),
    st.none() | st.sampled_from(list(MissingReason)),
    st.booleans(),
)
any_targets = st.none() | st.builds(
    TargetFigure, st.sampled_from(list(TargetForm)), st.none() | st.floats(), st.sampled_from(["", "%", "GWh"]), st.booleans()
)
any_indicators = st.builds(
    IndicatorRules,
    better=st.none() | directions,
    tolerance_pct=st.floats(min_value=0, max_value=1000),
    measure=st.none() | st.sampled_from(list(Measure)),
    unit_of_measure=st.sampled_from(["", "%", "personer"]),
    accumulates=st.booleans(),
    aggregate=st.sampled_from(list(Aggregate)),
    kf_target_is_local=st.booleans(),
)


@given(any_figures, any_targets, any_indicators, follow_ups, st.sampled_from(list(Gender)), st.none() | any_figures, st.data())
def test_everything_gets_a_status_with_a_fitting_reason(
    outcome: Figure,
    target: TargetFigure | None,
    indicator: IndicatorRules,
    follow_up: PeriodKind,
    gender: Gender,
    last_year: Figure | None,
    data: st.DataObject,
) -> None:
    against = data.draw(st.sampled_from([status_against_target, status_against_kf_target]))
    for judged in (
        against(outcome, target, indicator, follow_up=follow_up, gender=gender, last_year=last_year),
        status_of_forecast(outcome, target, indicator, gender=gender, last_year=last_year),
    ):
        is_graded = judged.status in GRADE
        assert is_graded is (judged.reason in (StatusReason.REACHED, StatusReason.WITHIN_TOLERANCE, StatusReason.MISSED))
        assert is_graded is (judged.judged_better is not None) is (judged.judged_level is not None)
        assert judged.judged_limit is None or is_graded
        assert (judged.status is Status.EJ_RAPPORTERAD) is (outcome.missing is MissingReason.NOT_REPORTED)
        assert not is_graded or (outcome.usable is not None and target is not None and not target.is_doubtful)


@given(any_figures, any_figures, any_indicators)
def test_change_turns_round_with_the_order_of_the_two(now: Figure, then: Figure, indicator: IndicatorRules) -> None:
    turned = {Change.BETTER: Change.WORSE, Change.WORSE: Change.BETTER}
    forwards, backwards = change_since(now, then, indicator), change_since(then, now, indicator)
    assert backwards == (turned.get(forwards, forwards) if forwards is not None else None)
    assert is_same_measure(now.unit, then.unit, indicator) is is_same_measure(then.unit, now.unit, indicator)


documents = st.builds(Period, st.integers(2021, 2024), st.sampled_from(list(PeriodKind)))
some_figures = st.sampled_from(["4,8 %", "4,8 % n 80", "4,9 %", "(bortfall)", "(ej rapporterat)", "(tomt)"])
sayings = st.lists(st.tuples(documents, some_figures), max_size=6)


@given(sayings, st.randoms(use_true_random=False))
def test_which_outcome_counts_does_not_depend_on_the_order_they_are_met_in(
    said: list[tuple[Period, str]], chance: random.Random
) -> None:
    facts = [Reading(number, reported, text) for number, (reported, text) in enumerate(said, start=1)]
    assert outcome_that_counts(facts) == outcome_that_counts(chance.sample(facts, len(facts)))


days = st.dates(dt.date(2023, 1, 1), dt.date(2023, 12, 31))


@given(sayings, days, st.randoms(use_true_random=False), st.data())
def test_the_target_set_last_by_a_day_is_valid_whoever_reported_it(
    said: list[tuple[Period, str]], day: dt.date, chance: random.Random, data: st.DataObject
) -> None:
    """A document may set a target from another day than its own: the day decides, then the order of reporting."""
    facts = [Reading(number, reported, text) for number, (reported, text) in enumerate(said, start=1)]
    targets = [fact.as_target(data.draw(days)) for fact in facts]
    valid = target_valid_on(targets, day)
    assert valid == target_valid_on(chance.sample(targets, len(targets)), day)
    set_by_then = [target.valid_from for target in targets if target.valid_from <= day]
    assert (valid.valid_from if valid is not None else None) == max(set_by_then, default=None)


@given(st.dates(dt.date(2000, 1, 2), dt.date(2100, 1, 1)))
def test_what_is_due_stays_the_same_until_the_next_day_of_change(day: dt.date) -> None:
    change = next_due_change(day)
    assert latest_due(change - dt.timedelta(days=1)) == latest_due(day) < latest_due(change)
