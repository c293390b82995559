"""What holds of whatever is lifted."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Change, Measure, RemarkKind, Status, Variation
from etl.rules.remarkable import Remarkable, what_to_lift

number = st.one_of(st.none(), st.floats(-1e6, 1e6))
within = st.sampled_from((None, False, True))
figures = st.builds(
    Remarkable,
    value=number,
    n=st.one_of(st.none(), st.integers(0, 5000)),
    status=st.sampled_from(list(Status)),
    judged_level=number,
    within_margin=within,
    target_value=number,
    forecast_status=st.sampled_from((None, *Status)),
    forecast_value=number,
    change=st.sampled_from((None, *Change)),
    change_within_margin=within,
    previous_value=number,
    year_ago_change=st.sampled_from((None, *Change)),
    year_ago_within_margin=within,
    year_ago_value=number,
    gap=number,
    gap_within_margin=within,
    variation=st.sampled_from((None, *Variation)),
)
measures = st.sampled_from((None, *Measure))


@given(figures, measures)
def test_a_weight_is_a_part_of_one(figure: Remarkable, measure: Measure | None) -> None:
    found = what_to_lift(figure, measure)
    assert found is None or 0.0 <= found[1] <= 1.0


@given(figures, measures)
def test_what_chance_alone_can_explain_is_never_told(figure: Remarkable, measure: Measure | None) -> None:
    by_chance = replace(
        figure, within_margin=True, change_within_margin=True, year_ago_within_margin=True, gap_within_margin=True
    )
    found = what_to_lift(by_chance, measure)
    assert found is None or found[0] in (RemarkKind.FORECAST, RemarkKind.PROCESS)


@given(figures, measures)
def test_the_surer_the_heavier(figure: Remarkable, measure: Measure | None) -> None:
    """What is known to be more than chance weighs no less than the same of which nobody knows."""
    unknown = replace(figure, within_margin=None, change_within_margin=None, year_ago_within_margin=None, gap_within_margin=None)
    sure = replace(figure, within_margin=False, change_within_margin=False, year_ago_within_margin=False, gap_within_margin=False)
    before, after = what_to_lift(unknown, measure), what_to_lift(sure, measure)
    assert before is None or (after is not None and after[1] >= before[1])


@given(figures, measures, st.integers(0, 5000), st.integers(0, 5000))
def test_the_more_people_the_heavier(figure: Remarkable, measure: Measure | None, one: int, other: int) -> None:
    few, many = (what_to_lift(replace(figure, n=n), measure) for n in sorted((one, other)))
    assert (few is None) == (many is None)
    assert few is None or many is None or few[1] <= many[1]
