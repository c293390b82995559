"""The address is the only state: what it says, and what it says wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.filters import Filter, parse, shown
from data.vocabulary import FOLLOW_UPS, Period, PeriodKind, Status


def test_a_link_says_part_period_and_status() -> None:
    chosen = Filter("aldreomsorg", Period(2025, PeriodKind.T2), Status.UPPFYLLS_INTE)
    assert chosen.query == "?enhet=aldreomsorg&period=T2-2025&status=uppfylls-inte"
    assert parse(chosen.query).filter == chosen
    assert Filter().query == ""


@pytest.mark.parametrize("written", ["T2-2025", "t2-2025", "T2 2025", "T2+2025", "T22025"])
def test_a_period_is_read_as_people_write_it(written: str) -> None:
    parsed = parse(f"?period={written}")
    assert parsed.filter.period == Period(2025, PeriodKind.T2)
    assert parsed.faults == ()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?period=T4-2025", "Perioden ”T4-2025” gick inte att förstå"),
        ("?period=2025", "Perioden ”2025” gick inte att förstå"),
        ("?status=rosa", "Statusen ”rosa” finns inte"),
        ("?farg=rosa", "”farg”"),
        ("?period=T1-2025&period=T2-2025", "”period” mer än en gång"),
    ],
)
def test_nonsense_is_told_and_left_out(query: str, told: str) -> None:
    parsed = parse(query)
    assert len(parsed.faults) == 1
    assert told in parsed.faults[0]


def test_the_first_of_two_values_counts() -> None:
    assert parse("?period=T1-2025&period=T2-2025").filter.period == Period(2025, PeriodKind.T1)


def test_a_long_or_unprintable_value_is_shown_back_short() -> None:
    assert len(shown("x" * 5000)) < 100
    assert shown("a\x00b\nc") == "a·b·c"


@given(st.text(max_size=200))
def test_no_query_string_ever_raises(query: str) -> None:
    assert parse(query).filter.status in (None, *Status)


@given(
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    st.builds(Period, st.integers(1990, 2099), st.sampled_from(FOLLOW_UPS)),
    st.none() | st.sampled_from(list(Status)),
)
def test_what_is_written_is_read_back(unit: str, period: Period, status: Status | None) -> None:
    chosen = Filter(unit, period, status)
    assert parse(chosen.query).filter == chosen
    assert parse(chosen.query).faults == ()
