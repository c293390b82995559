"""How it is written what to ask Kolada for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.kolada import Asked, AskingError, asked_for
from tests.kolada.desk import KoladaDesk


def asked(
    years: str = "2020", *, kpis: tuple[str, ...] = ("kolada:N00090",), municipalities: tuple[str, ...] = ("0180",)
) -> Asked:
    return asked_for(kpis, municipalities=municipalities, units=(), years=years, this_year=2026)


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2019-", tuple(range(2019, 2027))),
        ("2019-2022", (2019, 2020, 2021, 2022)),
        ("2019–2022", (2019, 2020, 2021, 2022)),
        ("2020,2022", (2020, 2022)),
        ("2022, 2020-2021", (2020, 2021, 2022)),
        ("2020", (2020,)),
        ("", (2021, 2022, 2023, 2024, 2025, 2026)),
    ],
)
def test_years(written: str, years: tuple[int, ...]) -> None:
    assert asked(written).years == years


@pytest.mark.parametrize(
    "written", ["2022-2019", "19", "tjugo", "2020,,2021", "-2020", "2020-2021-2022", "1900-", "20202021", "2030"]
)
def test_years_that_cannot_be_told(written: str) -> None:
    with pytest.raises(AskingError, match="2019-2022"):
        asked(written)


@given(st.text())
def test_any_years_are_years_or_a_message(written: str) -> None:
    try:
        years = asked(written).years
    except AskingError:
        return
    assert years == tuple(sorted(set(years)))
    assert years[-1] <= 2027


def test_marks_are_told_apart_and_counted_once() -> None:
    assert asked(kpis=("kolada:N00090,U21468", "kolada:n00090")).kpis == ("N00090", "U21468")


@pytest.mark.parametrize("kpi", ["N00090/../../etc", "Stockholm", "N0009", "N00090?x=1"])
def test_a_mark_of_another_form_is_told(kpi: str) -> None:
    with pytest.raises(AskingError, match="N00090"):
        asked(kpis=(f"kolada:{kpi}",))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("kolada:N00090",), "--municipality 0180"),
        (("kolada:", "--municipality", "0180"), "kolada:N00090,U21468"),
        (("kolada:N00090", "--municipality", "Stockholm"), "«STOCKHOLM»"),
        (("--bundled", "--years", "2019-"), "gäller bara uppgifter ur Kolada"),
        (("kolada:N00090", "--municipality", "0180", "--years", "snart"), "--years snart"),
    ],
)
def test_what_is_wrongly_written_is_told_and_nothing_is_done(desk: KoladaDesk, arguments: tuple[str, ...], told: str) -> None:
    assert desk.load(*arguments) == 2
    assert told in desk.said
    assert desk.kolada.asked == []
    assert desk.is_empty
