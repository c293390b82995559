"""Years, kinds, periods, periodicities and dates as documents print them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Period, Periodicity, PeriodKind
from etl.normalise.doubts import Doubt
from etl.normalise.occasions import parse_date, parse_kind, parse_period, parse_periodicity, parse_year

VB_2020 = Period(2020, PeriodKind.VB)
T1_2023 = Period(2023, PeriodKind.T1)


@pytest.mark.parametrize(
    ("printed", "document", "period"),
    [
        ("VB 2020", VB_2020, VB_2020),
        ("2020", VB_2020, VB_2020),
        ("2019", VB_2020, Period(2019, PeriodKind.VB)),
        ("", VB_2020, VB_2020),
        ("T1", T1_2023, T1_2023),
        ("Tertial 1 2023", T1_2023, T1_2023),
        ("T1\u00a02023", T1_2023, T1_2023),
    ],
)
def test_a_rows_period(printed: str, document: Period, period: Period) -> None:
    assert parse_period(printed, document) == period


@pytest.mark.parametrize("printed", ["2019-05 – 2020-04", "våren", "VP 2020", "T4 2020", "20", "2999"])
def test_a_period_that_is_none_is_asked_about(printed: str) -> None:
    assert isinstance(parse_period(printed, VB_2020), Doubt)


def test_how_often_an_indicator_is_followed() -> None:
    assert parse_periodicity("Tertial") is Periodicity.TERTIAL
    assert parse_periodicity("Ter tial") is Periodicity.TERTIAL
    assert parse_periodicity("År") is Periodicity.AR
    assert parse_periodicity("") is None
    assert isinstance(parse_periodicity("Månad"), Doubt)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2023-02-07", dt.date(2023, 2, 7)),
        ("2023–02–07", dt.date(2023, 2, 7)),
        ("7 februari 2023", dt.date(2023, 2, 7)),
        ("den 31 Maj 2023", dt.date(2023, 5, 31)),
        ("", None),
    ],
)
def test_a_day(printed: str, day: dt.date | None) -> None:
    assert parse_date(printed) == day


@pytest.mark.parametrize("printed", ["2023-02-30", "2023-13-01", "07/02/2023", "våren 2023", "12 foobar 2023", "0 maj 2023"])
def test_a_day_that_is_none_is_asked_about(printed: str) -> None:
    assert isinstance(parse_date(printed), Doubt)


def test_what_the_operator_may_write() -> None:
    assert parse_year("2023") == 2023
    assert parse_year("") is None
    assert isinstance(parse_year("23"), Doubt)
    assert parse_kind("vb") is PeriodKind.VB
    assert parse_kind("Verksamhetsplan") is PeriodKind.VP
    assert isinstance(parse_kind("T3"), Doubt)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_a_printed_day_is_read_back(day: dt.date) -> None:
    assert parse_date(day.isoformat()) == day


@given(st.text())
def test_any_text_is_read_or_doubted(text: str) -> None:
    assert isinstance(parse_period(text, VB_2020), Period | Doubt)
    assert parse_date(text) is None or isinstance(parse_date(text), dt.date | Doubt)
    assert parse_year(text) is None or isinstance(parse_year(text), int | Doubt)
    assert parse_kind(text) is None or isinstance(parse_kind(text), PeriodKind | Doubt)
    assert parse_periodicity(text) is None or isinstance(parse_periodicity(text), Periodicity | Doubt)
