"""How the read model is rebuilt: only what changed, only the units concerned, and anew when the calendar says so."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, update

from data.schema import Attainment, Indicator
from data.settings import settings as installation
from data.vocabulary import Gender, TargetForm
from etl.read_model import expected_rows, judged_on, needs_rejudging, rebuild
from tests.etl.read_model_store import TODAY, Story, empty_story


@pytest.fixture
def story() -> Iterator[Story]:
    with empty_story() as told:
        yield told


@pytest.fixture
def two_units(story: Story) -> tuple[int, int, int]:
    """Two units that follow the same indicator, and the indicator."""
    indicator = story.indicator("Sjukfrånvaro", measure="share", better="lower", periodicity="Tertial")
    first, second = story.unit("Serafen"), story.unit("Pilträdet")
    for unit in (first, second):
        story.document(unit, "VP 2023").follows(indicator).target(indicator, 9.5)
        story.document(unit, "T1 2023").outcome(indicator, 10.0)
    return first, second, indicator


def test_rebuilding_twice_changes_nothing(story: Story, two_units: tuple[int, int, int]) -> None:
    assert story.rebuild() == 6
    rows = story.rows()
    assert story.rebuild() == 0
    assert story.rows() == rows


def test_only_the_rows_that_come_out_otherwise_are_written(story: Story, two_units: tuple[int, int, int]) -> None:
    first, _, indicator = two_units
    story.rebuild()
    story.document(first, "VB 2023").outcome(indicator, 8.0)
    assert story.rebuild([first]) == 1
    assert story.rows() == story.expected()


def test_rebuilding_one_unit_touches_no_other(story: Story, two_units: tuple[int, int, int]) -> None:
    first, second, indicator = two_units
    story.rebuild()
    for unit in (first, second):
        story.document(unit, "VB 2023").outcome(indicator, 8.0)
    story.rebuild([first])
    reported = {row["unit_id"]: row["value"] for row in story.rows() if row["period"] == "VB"}
    assert reported == {first: 8.0, second: None}


def test_rebuilding_one_unit_asks_for_its_facts_alone(story: Story, two_units: tuple[int, int, int]) -> None:
    first = two_units[0]
    story.rebuild()
    asked: list[tuple[str, tuple[object, ...]]] = []
    engine = story.connection.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _cu, sql, parameters, *_: asked.append((sql, parameters)))
    story.rebuild([first])
    for table in ("outcome", "target", "forecast", "followed_under"):
        ((sql, parameters),) = [each for each in asked if f"FROM {table}" in each[0]]
        before = sql[: sql.index(f"{table}.unit_id IN (?)")]
        assert parameters[before.count("?")] == first


def test_an_unknown_unit_has_no_rows(story: Story, two_units: tuple[int, int, int]) -> None:
    story.rebuild()
    assert story.rebuild([999]) == 0
    assert list(expected_rows(story.connection, [999], TODAY)) == []
    assert list(expected_rows(story.connection, [], TODAY)) == []


def test_expected_rows_of_one_unit(story: Story, two_units: tuple[int, int, int]) -> None:
    first, second, _ = two_units
    assert {row["unit_id"] for row in expected_rows(story.connection, [second, second], TODAY)} == {second}
    assert [row["unit_id"] for row in story.expected()] == [first] * 3 + [second] * 3


def test_a_store_that_was_never_judged_needs_it(story: Story, two_units: tuple[int, int, int]) -> None:
    assert judged_on(story.connection) is None
    assert needs_rejudging(story.connection, TODAY)
    story.rebuild()
    assert judged_on(story.connection) == TODAY
    assert not needs_rejudging(story.connection, TODAY)


def test_a_period_that_has_ended_since_makes_the_store_need_judging(story: Story, two_units: tuple[int, int, int]) -> None:
    story.rebuild(as_of=dt.date(2023, 8, 31))
    assert not needs_rejudging(story.connection, dt.date(2023, 5, 1))
    assert needs_rejudging(story.connection, dt.date(2023, 9, 1))
    assert needs_rejudging(story.connection, dt.date(2023, 4, 30)), "klockan har ställts tillbaka"


def test_a_load_after_a_periods_end_judges_the_other_units_too(story: Story, two_units: tuple[int, int, int]) -> None:
    first, second, _ = two_units
    story.rebuild(as_of=dt.date(2023, 8, 31))
    changed = story.rebuild([first], as_of=dt.date(2023, 9, 1))
    assert changed == 2, "T2 är nu ej rapporterad för båda"
    assert {row["unit_id"] for row in story.rows() if row["status"] == "ej_rapporterad"} == {first, second}
    assert judged_on(story.connection) == dt.date(2023, 9, 1)


def test_the_first_load_of_one_unit_leaves_nothing_unjudged(story: Story, two_units: tuple[int, int, int]) -> None:
    story.rebuild([two_units[0]])
    assert story.rows() == story.expected()


def test_another_default_tolerance_judges_anew(story: Story, two_units: tuple[int, int, int]) -> None:
    first = two_units[0]
    story.rebuild()
    assert {row["status"] for row in story.rows() if row["period"] == "T1"} == {"uppfylls_delvis"}
    assert needs_rejudging(story.connection, TODAY, tolerance_pct=1.0)
    assert story.rebuild([first], tolerance_pct=1.0) == 2
    assert {row["status"] for row in story.rows() if row["period"] == "T1"} == {"uppfylls_inte"}
    assert needs_rejudging(story.connection, TODAY) is (installation().tolerance_pct != 1.0)


def test_the_definitions_own_tolerance_goes_before_the_default(story: Story, two_units: tuple[int, int, int]) -> None:
    story.connection.execute(update(Indicator).values(tolerance_pct=0.0))
    story.rebuild()
    assert {row["status"] for row in story.rows() if row["period"] == "T1"} == {"uppfylls_inte"}


def test_a_row_that_was_tampered_with_is_mended(story: Story, two_units: tuple[int, int, int]) -> None:
    story.rebuild()
    story.connection.execute(update(Attainment).where(Attainment.period == "T1").values(status="uppfylls_helt"))
    assert story.rows() != story.expected()
    assert story.rebuild() == 2
    assert story.rows() == story.expected()


values = st.none() | st.integers(0, 200).map(lambda tenths: tenths / 10)
events = st.lists(
    st.tuples(
        st.sampled_from([0, 1]),
        st.sampled_from(["VP 2022", "VB 2022", "VP 2023", "T1 2023", "T2 2023", "VB 2023"]),
        st.sampled_from(["outcome", "women", "last_year", "target", "increase", "follows", "forecast"]),
        values,
    ),
    max_size=12,
)


def tell(story: Story, units: list[int], indicator: int, what: tuple[int, str, str, float | None]) -> None:
    """One document that says one thing."""
    unit, document, says, value = what
    report = story.document(units[unit], document)
    if says == "follows":
        report.follows(indicator)
    elif says == "target":
        report.target(indicator, value)
    elif says == "increase":
        report.target(indicator, None, "", form=TargetForm.INCREASE)
    elif says == "forecast":
        report.forecast(indicator, value)
    elif says == "last_year":
        report.outcome(indicator, value, of="VB 2022")
    elif says == "women":
        report.outcome(indicator, value, gender=Gender.K)
    else:
        report.outcome(indicator, value)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events, st.randoms(use_true_random=False))
def test_one_load_at_a_time_comes_to_the_same_as_all_at_once(
    said: list[tuple[int, str, str, float | None]], chance: random.Random
) -> None:
    """Rebuilding after every load only the unit concerned, and one unit or all in any order, gives the same rows."""
    with empty_story() as story:
        indicator = story.indicator("Sjukfrånvaro", measure="share", better="lower")
        units = [story.unit("Serafen"), story.unit("Pilträdet")]
        story.rebuild()
        for what in said:
            tell(story, units, indicator, what)
            rebuild(story.connection, [units[what[0]]], TODAY)
        step_by_step = story.rows()
        assert step_by_step == story.expected()
        for unit in chance.sample(units, len(units)):
            assert rebuild(story.connection, [unit], TODAY) == 0
        assert all((row["value"] is None) is (row["missing"] is not None) for row in step_by_step)
