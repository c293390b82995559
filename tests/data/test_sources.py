"""The bundled sources: every file vouched for, facts only, and the example marked as what it is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data.definitions import load_definitions
from data.settings import ROOT
from data.vocabulary import Origin
from etl.readers.figures import ACTIVITIES, COLUMNS, FIGURES, GOALS, TEXTS
from etl.readers.sidecar import sidecar_path, verified_sidecar

SOURCES = ROOT / "data" / "sources"
FILES = sorted(SOURCES.glob("*/*.csv"))
TRANSCRIPTION = ROOT.parent / "shared" / "documents" / "gold"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_both_folders_are_there() -> None:
    assert {path.parent.name for path in FILES} == {"stockholm", "exempelstaden"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_sidecar_vouches_for_the_file(path: Path) -> None:
    sidecar = verified_sidecar(path)
    assert sidecar.publisher
    assert sidecar.licence
    expected = Origin.EXAMPLE if path.parent.name == "exempelstaden" else Origin.BUNDLED
    assert sidecar.origin is expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_file_has_the_columns_that_the_reader_expects(path: Path) -> None:
    assert tuple(rows(path)[0]) == COLUMNS[path.name]


def test_no_sidecar_stands_alone() -> None:
    assert set(SOURCES.glob("*/*.yaml")) == {sidecar_path(path) for path in FILES}


def test_the_real_source_holds_facts_and_no_prose() -> None:
    folder = SOURCES / "stockholm"
    assert (folder / FIGURES).exists()
    assert (folder / GOALS).exists()
    assert not (folder / ACTIVITIES).exists()
    assert not (folder / TEXTS).exists()


def test_the_real_source_tells_the_line_of_every_figure() -> None:
    assert all(row["line"].isdecimal() for row in rows(SOURCES / "stockholm" / FIGURES))


def test_invented_figures_are_never_given_to_a_unit_that_exists() -> None:
    invented = {unit.name for unit in load_definitions().units if unit.is_example}
    in_example = {row["unit"] for row in rows(SOURCES / "exempelstaden" / FIGURES)}
    in_stockholm = {row["unit"] for row in rows(SOURCES / "stockholm" / FIGURES)}
    assert in_example <= invented
    assert not in_stockholm & invented


def test_the_example_is_small_enough_to_carry() -> None:
    assert sum(path.stat().st_size for path in (SOURCES / "exempelstaden").iterdir()) < 2_500_000


@pytest.mark.skipif(not TRANSCRIPTION.exists(), reason="the transcription of the documents lies beside the project")
def test_the_real_source_holds_every_cell_that_was_transcribed() -> None:
    cells = {
        ("utfall", "T"): "periodens_utfall",
        ("utfall", "M"): "utfall_man",
        ("utfall", "K"): "utfall_kvinnor",
        ("föregående_utfall", "T"): "foregaende_utfall",
        ("prognos", "T"): "prognos_helar",
        ("årsmål", "T"): "arsmal",
        ("kf_årsmål", "T"): "kf_arsmal",
    }
    kept = {
        (row["document"], row["line"], row["indicator"], cells[row["what"], row["gender"]], row["value"])
        for row in rows(SOURCES / "stockholm" / FIGURES)
        if row["value"]
    }
    transcribed = {
        (row["doc_id"], row["line"], row["indicator_name"], cell, row[cell])
        for row in rows(TRANSCRIPTION / "indicators.csv")
        for cell in cells.values()
        if row[cell]
    }
    assert kept == transcribed
