"""The address is the only state: what it says, and what it says wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.filters import CellChoice, Filter, parse, shown
from data.vocabulary import FOLLOW_UPS, FindingKind, FindingState, Gender, Period, PeriodKind, Status


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
        ("?ruta=serafen", "Rutan ”serafen” gick inte att förstå"),
        ("?indikator=../hemligt", "Indikatorn ”../hemligt” finns inte"),
        ("?kon=okänt", "Könet ”okänt” finns inte"),
        ("?mal=1 OR 1", "Målet ”1 OR 1” gick inte att förstå"),
        ("?slag=fel", "Slaget ”fel” finns inte"),
        ("?lage=stängd", "Läget ”stängd” finns inte"),
        ("?skiljer=kanske", "Valet ”kanske” gick inte att förstå"),
        ("?sok=" + "x" * 101, "Sökningen är för lång"),
        ("?ordning=--", "Ordningen ”--” finns inte"),
        ("?kolumner=a..b", "Kolumnerna ”a..b” gick inte att förstå"),
        ("?sida=0", "Sidan ”0” finns inte"),
        ("?sida=99999999999999999999", "finns inte. Den första visas"),
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


slugs = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda slug: len(slug) < 100)
filters = st.builds(
    Filter,
    unit=st.none() | slugs,
    period=st.none() | st.builds(Period, st.integers(1990, 2099), st.sampled_from(FOLLOW_UPS)),
    status=st.none() | st.sampled_from(list(Status)),
    cell=st.none() | st.builds(CellChoice, slugs, slugs),
    indicator=st.none() | slugs,
    gender=st.none() | st.sampled_from(list(Gender)),
    goal=st.none() | st.sampled_from(["1", "1.5", "2-3"]),
    finding=st.none() | st.sampled_from(list(FindingKind)),
    state=st.none() | st.sampled_from(list(FindingState)),
    remarks_only=st.booleans(),
    search=st.sampled_from(["", "sjukfrånvaro", "90 % & mer"]),
    sort=st.sampled_from(["", "enhet", "-utfall"]),
    columns=st.lists(slugs, max_size=5, unique=True).map(tuple),
    page=st.integers(1, 1000),
)


@given(filters)
def test_what_is_written_is_read_back(chosen: Filter) -> None:
    assert parse(chosen.query).filter == chosen
    assert parse(chosen.query).faults == ()
