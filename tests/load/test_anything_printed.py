"""Whatever is printed: nothing raises, nothing is lost, and the store stays whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import engine_for
from data.vocabulary import Measure, Period, PeriodKind
from etl.checks import CellName
from etl.loading.register import KnownIndicator
from etl.loading.rows import read_row
from etl.normalise.missing import missing_mark
from etl.normalise.printed import folded
from etl.readers import records
from etl.verify import verify
from tests.load.desk import AXELSBERG, Desk, definitions

SHARE = KnownIndicator(1, "nojda", "Andelen nöjda", Measure.SHARE, "%", is_defined=True)
VB_2020 = Period(2020, PeriodKind.VB)

PRINTED = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", "4,8 %", "90", "-", "..", "öka", "Max 10 personer", "Tas fram av nämnd", "4,8 %%", "1.234", "0", "104 %"]
    ),
)
KNOWN_NAMES = ["Sjukfrånvaro", "Andelen nöjda omsorgstagare", "Klimatpåverkan från måltider"]
NAMES = st.one_of(st.text(max_size=20), st.sampled_from(KNOWN_NAMES))
PERIODS = st.one_of(st.text(max_size=10), st.sampled_from(["", "VB 2020", "2019", "T1 2020", "VB 2019"]))
DAYS = st.one_of(PRINTED, st.sampled_from(["2020-01-01", "2020-12-31"]))
WORDS = st.text(max_size=30)
LINES = st.integers(1, 10_000)
LEVELS = st.sampled_from(["kf_inriktningsmal", "kf_mal", "namndmal", "enhetsmal", "okänd"])

GOALS = st.builds(
    records.Goal, level=LEVELS, number=st.text(max_size=5), title=WORDS, fulfilment=PRINTED, line=LINES, printed=WORDS
)
INDICATORS = st.builds(
    records.Indicator,
    goal=WORDS,
    name=NAMES,
    **dict.fromkeys(
        ("outcome", "outcome_men", "outcome_women", "previous_outcome", "forecast", "target", "kf_target", "n"), PRINTED
    ),
    **dict.fromkeys(("previous_period", "period"), PERIODS),
    periodicity=st.one_of(st.text(max_size=8), st.sampled_from(["Tertial", "År"])),
    analysis=WORDS,
    line=LINES,
    other=st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
)
ACTIVITIES = st.builds(records.Activity, goal=WORDS, name=WORDS, start=DAYS, end=DAYS, deviation=WORDS, line=LINES)
TEXTS = st.builds(records.Text, goal=WORDS, section=WORDS, text=WORDS, line=LINES)
DOCUMENTS = st.builds(
    records.Document,
    unit_name=st.sampled_from([AXELSBERG, "Ny enhet", ""]),
    document_type=st.sampled_from(["VP", "T1", "VB", "?"]),
    year=st.sampled_from(["2020", "2021", "", "20"]),
    title=WORDS,
    line=LINES,
)


@given(INDICATORS)
def test_every_printed_value_is_read_or_asked_about(record: records.Indicator) -> None:
    row = read_row(record, SHARE, VB_2020)
    asked = {problem.printed for problem in row.problems}
    for name in (CellName.OUTCOME, CellName.OUTCOME_MEN, CellName.OUTCOME_WOMEN, CellName.FORECAST):
        assert not folded(row.printed(name)) or name in row.cells or name in row.missing
        assert name not in row.missing or missing_mark(row.printed(name)) or row.printed(name) in asked
    for name in (CellName.TARGET, CellName.KF_TARGET):
        assert not folded(row.printed(name)) or name in row.cells or missing_mark(row.printed(name))
        assert name not in row.doubtful or row.printed(name) in asked


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(contents=st.lists(st.one_of(DOCUMENTS, GOALS, INDICATORS, ACTIVITIES, TEXTS), max_size=12))
def test_any_document_is_loaded_or_refused_and_the_store_is_whole(
    contents: list[records.Record], empty_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "malbild.sqlite"
    for old in tmp_path.glob("malbild.sqlite*"):
        old.unlink()
    shutil.copy(empty_store, store)
    engine = engine_for(f"sqlite:///{store}")
    try:
        desk = Desk(engine, tmp_path, definitions())
        desk.load("vb.txt", [records.Document(AXELSBERG, "VB", "2020"), *contents])
        before = desk.dump()
        desk.load("vb.txt", [records.Document(AXELSBERG, "VB", "2020"), *contents])
        assert desk.dump() == before
        with engine.connect() as connection:
            assert verify(connection).faults == []
    finally:
        engine.dispose()
