"""The documents beside the project, where they are: every figure in the store is the one that is printed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data.corrections import Corrections
from data.definitions import load_definitions
from data.schema import Finding, Forecast, Outcome, SourceDocument, Target, Unit
from data.settings import ROOT
from data.vocabulary import PeriodKind
from etl.loading import Given, State, load
from etl.verify import verify
from tests.load.desk import Desk

DOCUMENTS = ROOT.parent / "shared" / "documents"
OPTIONS = {
    "vb-2020-axelsberg.txt": Given(),
    "vp-2021-utveckling-och-forebyggande.txt": Given("Enheten för utveckling och förebyggande arbete", 2021, PeriodKind.VP),
    "vp-2023-kungsholmen.txt": Given("Beställarenheten", 2023, PeriodKind.VP),
}

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="dokumenten ligger inte bredvid projektet")


@pytest.fixture
def loaded(desk: Desk) -> Desk:
    desk.known = load_definitions()
    for name, given in OPTIONS.items():
        report = load(desk.engine, [DOCUMENTS / name], given=given, definitions=desk.known)
        assert report.files[0].states[State.REJECTED] == 0
    return desk


def gold() -> list[dict[str, str]]:
    with (DOCUMENTS / "gold" / "documents.csv").open(encoding="utf-8", newline="") as file:
        documents = {row["doc_id"]: row for row in csv.DictReader(file)}
    with (DOCUMENTS / "gold" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return [documents[row["doc_id"]] | row for row in csv.DictReader(file)]


def test_the_store_holds_every_printed_figure_of_the_right_unit_and_line(loaded: Desk) -> None:
    units = dict(loaded.rows(Unit, "id", "name"))
    columns = ("unit_id", "printed", "locator")
    stored = {
        kind: {(units[unit], printed, place) for unit, printed, place in loaded.current(Target, *columns, kind=kind)}
        for kind in ("arsmal", "kf_arsmal")
    }
    outcomes = {(units[unit], printed, place) for unit, printed, place in loaded.current(Outcome, *columns)}
    forecasts = {(units[unit], printed, place) for unit, printed, place in loaded.current(Forecast, *columns)}
    cells = {
        **dict.fromkeys(("periodens_utfall", "utfall_man", "utfall_kvinnor", "foregaende_utfall"), outcomes),
        **{"prognos_helar": forecasts, "arsmal": stored["arsmal"], "kf_arsmal": stored["kf_arsmal"]},
    }
    expected = {
        (column, (row["unit_name"], row[column], f"rad {row['line']}")) for row in gold() for column in cells if row[column]
    }
    missing = [(column, figure) for column, figure in expected if figure not in cells[column]]
    assert missing == []
    assert len(outcomes) + len(forecasts) + sum(map(len, stored.values())) == len(expected)


def test_what_is_plainly_mistaken_in_the_documents_is_asked_about_or_corrected(loaded: Desk) -> None:
    corrected = loaded.current(Finding, "locator", "printed", code="corrected")
    assert sorted(corrected) == [("rad 681", "90 %"), ("rad 683", "90 %"), ("rad 837", "0")]
    assert loaded.current(Outcome, "value", "missing", printed="0") == [(None, "not_reported")]
    loaded.corrections = Corrections(sha256="none")
    for name, given in OPTIONS.items():
        load(loaded.engine, [DOCUMENTS / name], given=given, definitions=loaded.known, corrections=loaded.corrections)
    asked = loaded.current(Finding, "locator", "code", kind="question", file_name="vb-2020-axelsberg.txt")
    assert asked == [("rad 837", "zero_not_measured")]
    mistaken = loaded.current(Finding, "locator", "printed", code="unit_against_measure")
    assert mistaken == [("rad 681", "90 %"), ("rad 683", "90 %")]


def test_the_bundled_selection_says_what_the_documents_say(loaded: Desk) -> None:
    bundled: Path = ROOT / "data" / "sources" / "stockholm"
    report = load(loaded.engine, [bundled], definitions=loaded.known)
    assert report.files[0].states == {State.NEW: 5}
    assert loaded.current(Finding, "message", code="contradiction") == []
    assert len(loaded.current(SourceDocument, "id")) == 10
    with loaded.engine.connect() as connection:
        assert verify(connection).faults == []
