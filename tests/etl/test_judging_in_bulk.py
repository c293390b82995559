"""Judging many figures at once gives what judging them one by one does, whatever they are."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.vocabulary import FOLLOW_UPS, Aggregate, Better, Gender, Measure, MissingReason, PeriodKind, TargetForm
from etl.read_model.columns import FORMS, GENDERS, KINDS, MISSING
from etl.read_model.facts import Definition
from etl.read_model.judging import BETTERS, REASONS, Asked, Rules, judge, outcome_hindrance, target_hindrance
from etl.rules.attainment import status_against_kf_target, status_against_target
from etl.rules.figures import Figure, IndicatorRules, Judged, TargetFigure

UNITS = ["", "%", "personer", "GWh"]


class Case(NamedTuple):
    outcome: Figure
    target: TargetFigure | None
    indicator: IndicatorRules
    follow_up: PeriodKind
    gender: Gender
    last_year: Figure | None


printed = st.decimals(-1000, 1000, places=2).map(float)
numbers = st.one_of(printed, st.sampled_from([0.0, 9.5, 10.45, 0.3, 0.27, 87.3, 87.30000001]), st.floats())
no_nan = numbers.filter(lambda number: not math.isnan(number))
figures = st.builds(
    Figure, st.none() | no_nan, st.sampled_from(UNITS), st.sampled_from([None] * 8 + [*MissingReason]), st.booleans()
)
targets = st.builds(
    TargetFigure,
    st.sampled_from([TargetForm.LEVEL] * 4 + list(TargetForm)),
    st.none() | no_nan,
    st.sampled_from(UNITS),
    st.booleans(),
)
indicators = st.builds(
    IndicatorRules,
    better=st.sampled_from([None, *Better, *Better]),
    tolerance_pct=st.sampled_from([0.0, 5.0, 10.0, 12.5, 33.3, 100.0]),
    measure=st.sampled_from([None, *Measure]),
    unit_of_measure=st.sampled_from(UNITS),
    accumulates=st.booleans(),
    aggregate=st.sampled_from(Aggregate),
    kf_target_is_local=st.booleans(),
)
cases = st.builds(
    Case, figures, st.none() | targets, indicators, st.sampled_from(FOLLOW_UPS), st.sampled_from(Gender), st.none() | figures
)


def one_by_one(case: Case, *, against_city: bool) -> Judged:
    against = status_against_kf_target if against_city else status_against_target
    last_year = case.last_year
    if last_year is not None and last_year.usable is None and last_year.missing is not MissingReason.WITHHELD:
        last_year = None
    return against(case.outcome, case.target, case.indicator, follow_up=case.follow_up, gender=case.gender, last_year=last_year)


def at_once(many: list[Case], *, against_city: bool) -> list[tuple[Any, ...]]:
    said = [case.target or TargetFigure(TargetForm.WORDS) for case in many]
    columns = {
        "form": np.array([FORMS.index(target.form) for target in said]),
        "value": np.array([math.nan if target.value is None else target.value for target in said]),
        "unit": np.array([UNITS.index(target.unit) for target in said]),
        "is_doubtful": np.array([target.is_doubtful for target in said]),
    }
    last = [case.last_year or Figure(None) for case in many]
    value = np.array([math.nan if case.outcome.value is None else case.outcome.value for case in many])
    missing = np.array([MISSING.index(case.outcome.missing) for case in many])
    asked = Asked(
        indicator=np.arange(len(many)),
        gender=np.array([GENDERS.index(case.gender) for case in many]),
        thirds=np.array([KINDS.index(case.follow_up) + 1 if case.indicator.accumulates else 3 for case in many]),
        value=value,
        unit=np.array([UNITS.index(case.outcome.unit) for case in many]),
        hindrance=outcome_hindrance(value, missing, np.array([case.outcome.is_doubtful for case in many])),
        target=np.array([number if case.target is not None else -1 for number, case in enumerate(many)]),
        last_value=np.array([math.nan if figure.usable is None else figure.usable for figure in last]),
        last_unit=np.array([UNITS.index(figure.unit) for figure in last]),
        last_is_withheld=np.array([figure.missing is MissingReason.WITHHELD for figure in last]),
    )
    rules = Rules([Definition(case.indicator, None, 10, False) for case in many], UNITS)
    found = judge(asked, columns, target_hindrance(columns), rules, against_city=against_city)
    return [
        (REASONS[reason], BETTERS[better], None if math.isnan(level) else level, None if math.isnan(limit) else limit)
        for reason, better, level, limit in zip(
            *(each.tolist() for each in (found.reason, found.better, found.level, found.limit)), strict=True
        )
    ]


_TARGET, _INDICATOR = TargetFigure(TargetForm.LEVEL, 9.5), IndicatorRules(Better.LOWER, 10.0)
_ON_THE_BORDER = Case(Figure(10.45), _TARGET, _INDICATOR, PeriodKind.VB, Gender.T, None)


@given(st.lists(cases, min_size=1, max_size=30), st.booleans())
@example([Case(Figure(10.45), TargetFigure(TargetForm.LEVEL, 9.5), _INDICATOR, PeriodKind.VB, Gender.T, None)], False)
@example(
    [Case(Figure(10.450000000000001), TargetFigure(TargetForm.LEVEL, 9.5), _INDICATOR, PeriodKind.VB, Gender.T, None)], False
)
@settings(max_examples=80, deadline=None)
def test_at_once_it_is_as_one_by_one(many: list[Case], against_city: bool) -> None:
    judged = [one_by_one(case, against_city=against_city) for case in many]
    expected = [(each.reason, each.judged_better, each.judged_level, each.judged_limit) for each in judged]
    assert at_once(many, against_city=against_city) == expected
