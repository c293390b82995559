"""Tables made from known figures, in every set-up and kind of file: what is read is what was written, cell by cell."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.definitions import load_definitions
from data.vocabulary import Period, PeriodKind
from etl.readers.records import Remark
from etl.readers.tables import read_table
from etl.tables import knowledge_of
from tests.readers.making_tables import FORMATS, SETUPS, Figures, as_read, expected, write
from tests.readers.making_tables.files import Plain, Share

UNITS = ("Pilträdets servicehus", "Kungsholmens hemtjänst", "Beställarenheten Äldreomsorg")
SHARES = ("Sjukfrånvaro", "Sjukfrånvaro dag 1-14")
COUNTS = ("Antal tillhandahållna platser för feriejobb",)

KNOWLEDGE = knowledge_of(load_definitions())


def shares() -> st.SearchStrategy[Plain]:
    return st.one_of(st.integers(11, 999).map(lambda tenths: Share(tenths / 10)), st.sampled_from(["..", "-", None]))


def counts() -> st.SearchStrategy[Plain]:
    return st.one_of(st.integers(0, 400), st.sampled_from(["..", None]))


@st.composite
def known_figures(draw: st.DrawFn) -> Figures:
    units = draw(st.lists(st.sampled_from(UNITS), min_size=1, unique=True))
    indicators = draw(st.lists(st.sampled_from((*SHARES, *COUNTS)), min_size=1, unique=True))
    every = [Period(year, kind) for year in (2022, 2023) for kind in (PeriodKind.T1, PeriodKind.T2, PeriodKind.VB)]
    periods = draw(st.lists(st.sampled_from(every), min_size=1, max_size=3, unique=True).map(sorted))
    outcomes: dict[tuple[str, str, Period, str], Plain] = {
        (unit, indicator, period, gender): draw(counts() if indicator in COUNTS else shares())
        for unit in units
        for indicator in indicators
        for period in periods
        for gender in "TKM"
    }
    # a table without any figure is none
    outcomes[units[0], indicators[0], periods[0], "T"] = 17 if indicators[0] in COUNTS else Share(17.5)
    return Figures(units, indicators, periods, outcomes)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", SETUPS)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(figures=known_figures())
def test_what_is_read_is_what_was_written(name: str, kind: str, figures: Figures) -> None:
    setup = SETUPS[name]
    if FORMATS[kind][0] == ".csv" and not setup.fits_text:
        return
    with tempfile.TemporaryDirectory() as folder:
        records = list(read_table(write(setup.make(figures), Path(folder), kind), KNOWLEDGE))
    assert as_read(records) == expected(figures, setup.genders)
    assert [each for each in records if isinstance(each, Remark) and each.kind != "warning"] == []
