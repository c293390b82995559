"""Loading a folder of figures by columns gives what loading its records one after another gives."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

import etl.checks
from data.definitions import Definitions
from data.schema import Attainment, Finding, Load, Outcome, SourceDocument, Target
from data.settings import ROOT
from data.store import engine_for, storage_faults
from data.vocabulary import FindingKind, Measure
from etl.checks import DOCUMENT_CHECKS, ROW_CHECKS, CellName, Problem, Row
from etl.loading.bulk import sieves
from etl.loading.report import State
from tests.load.both_ways import by_columns, contents, record_by_record
from tests.load.desk import Desk, definitions, indicator_definition, unit_definition
from tests.load.faulty_folder import UNITS, folder_of

KNOWN: Definitions = definitions(
    indicators=(indicator_definition("trygghet", "Index för trygghet", Measure.INDEX, ""),),
    units=(unit_definition("dubbel-1", "Dubbelgården"), unit_definition("dubbel-2", "Dubbelgården")),
)


def a_desk(empty_store: Path, folder: Path, name: str) -> Desk:
    store = folder / f"{name}.sqlite"
    shutil.copy(empty_store, store)
    return Desk(engine_for(f"sqlite:///{store}", busy_seconds=5), folder, KNOWN)


@pytest.fixture
def desks(empty_store: Path, tmp_path: Path) -> tuple[Desk, Desk]:
    return a_desk(empty_store, tmp_path, "columns"), a_desk(empty_store, tmp_path, "records")


@pytest.fixture
def known_desk(empty_store: Path, tmp_path: Path) -> Desk:
    return a_desk(empty_store, tmp_path, "malbild")


def folder_without_fault(path: Path, documents: int = 12) -> Path:
    return folder_of(1, oddity=0.0, documents=documents).write(path)


# -- the same, whatever is in the files


@pytest.mark.parametrize(("seed", "oddity"), [(1, 0.0), (2, 1.0), (3, 3.0), (4, 8.0), (5, 20.0), (6, 40.0)])
def test_the_store_says_the_same(desks: tuple[Desk, Desk], tmp_path: Path, seed: int, oddity: float) -> None:
    folder = folder_of(seed, oddity, documents=16).write(tmp_path / "siffror")
    columns, records = desks
    one, other = columns.load_sources(*by_columns(folder)), records.load_sources(*record_by_record(folder))
    assert contents(columns.engine) == contents(records.engine)
    assert one.files[0].states == other.files[0].states
    assert one.exit_status == other.exit_status


@pytest.mark.parametrize("seed", [1, 5, 6])
def test_it_says_the_same_when_written_beside_the_store(
    desks: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """As very many figures are, into an empty store and into one that has figures."""
    monkeypatch.setattr("data.staging.WORTH_WHILE", 0)
    columns, records = desks
    for part in range(2):
        folder = folder_of(seed + part, oddity=5.0, documents=10).write(tmp_path / f"siffror-{part}")
        columns.load_sources(*by_columns(folder))
        records.load_sources(*record_by_record(folder))
    assert contents(columns.engine) == contents(records.engine)
    with columns.engine.connect() as connection:
        assert storage_faults(connection) == []


@pytest.mark.parametrize("seed", range(10, 18))
def test_every_fault_that_the_checks_find_comes_through_the_sieves(
    desks: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Judging is left out: here it is the questions that count, of many files."""
    monkeypatch.setattr("etl.read_model.rebuild", lambda *_, **__: 0)
    folder = folder_of(seed, oddity=12.0, documents=12).write(tmp_path / "siffror")
    columns, records = desks
    columns.load_sources(*by_columns(folder))
    records.load_sources(*record_by_record(folder))
    assert contents(columns.engine)["finding"] == contents(records.engine)["finding"]
    assert contents(columns.engine)["outcome"] == contents(records.engine)["outcome"]


def test_what_there_is_already_is_met_in_the_same_way(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    """A second folder, of the same units, contradicts the first."""
    first = folder_of(7, oddity=2.0, documents=8).write(tmp_path / "siffror")
    second = folder_of(8, oddity=2.0, documents=8).write(tmp_path / "fler-siffror")
    for desk, how in zip(desks, (by_columns, record_by_record), strict=True):
        desk.load_sources(*how(first))
        desk.load_sources(*how(second))
    assert contents(desks[0].engine) == contents(desks[1].engine)


def test_every_check_has_a_sieve() -> None:
    assert set(sieves.SIEVES) == {*ROW_CHECKS, *DOCUMENT_CHECKS}


def test_a_check_without_a_sieve_is_handed_every_line(known_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def has_an_outcome(row: Row) -> Iterator[Problem]:
        if CellName.OUTCOME in row.cells:
            yield Problem(
                FindingKind.QUESTION, "has_outcome", "Här står ett utfall.", "Ändra det.", line=row.line, indicator=row.indicator
            )

    monkeypatch.setattr(etl.checks, "ROW_CHECKS", (*ROW_CHECKS, has_an_outcome))
    monkeypatch.setattr(sieves, "ROW_CHECKS", (*ROW_CHECKS, has_an_outcome))
    known_desk.load_sources(*by_columns(folder_without_fault(tmp_path / "siffror")))
    assert len(known_desk.questions(code="has_outcome")) > 10


# -- one load


def test_all_new_documents_are_one_load(known_desk: Desk, tmp_path: Path) -> None:
    known_desk.load_sources(*by_columns(folder_without_fault(tmp_path / "siffror", documents=10)))
    (load_id,) = {load_id for (load_id,) in known_desk.rows(SourceDocument, "load_id")}
    ((what, added),) = known_desk.rows(Load, "what", "facts_added", id=load_id)
    assert what == "10 dokument (siffror/figures.csv)"
    stored = contents(known_desk.engine)
    assert added == sum(len(stored[each]) for each in ("outcome", "target", "forecast", "followed_under", "plan_goal")) + len(
        stored["stated_judgement"]
    )


def test_the_same_bytes_write_nothing(known_desk: Desk, tmp_path: Path) -> None:
    folder = folder_without_fault(tmp_path / "siffror")
    known_desk.load_sources(*by_columns(folder))
    before = known_desk.dump()
    again = known_desk.load_sources(*by_columns(folder))
    assert known_desk.dump() == before
    assert again.files[0].states == Counter({State.UNCHANGED: 12})


def test_the_same_bytes_elsewhere_change_nothing(known_desk: Desk, tmp_path: Path) -> None:
    known_desk.load_sources(*by_columns(folder_without_fault(tmp_path / "siffror")))
    before = contents(known_desk.engine)
    shutil.copytree(tmp_path / "siffror", tmp_path / "kopia" / "siffror")
    known_desk.load_sources(*by_columns(tmp_path / "kopia" / "siffror"))
    assert contents(known_desk.engine) == before


def test_of_a_new_version_only_what_changed_is_written(known_desk: Desk, tmp_path: Path) -> None:
    folder = folder_of(1, oddity=0.0, documents=8)
    known_desk.load_sources(*by_columns(folder.write(tmp_path / "siffror")))
    before = {id_ for (id_,) in known_desk.rows(Outcome, "id")}
    corrected = next(row for row in folder.figures if row[5] == "Sjukfrånvaro" and row[7:9] == ["utfall", "T"])
    corrected[10] = "11,1 %"
    folder.add_document("nytt", UNITS[0], "VB", 2023)
    report = known_desk.load_sources(*by_columns(folder.write(tmp_path / "siffror")))
    assert report.files[0].states == Counter({State.NEW: 1, State.CHANGED: 1, State.UNCHANGED: 7})
    ended = known_desk.rows(Outcome, "id", "ended_load_id")
    assert sum(each is not None for _, each in ended) == 1
    added = known_desk.current(Outcome, "id", "printed", year=int(corrected[3]), reported_period=corrected[2])
    assert "11,1 %" in [printed for id_, printed in added if id_ not in before]


def test_a_document_without_a_sidecar_is_told_as_ever(known_desk: Desk, tmp_path: Path) -> None:
    folder = folder_without_fault(tmp_path / "siffror")
    (folder / "goals.csv.yaml").unlink()
    known_desk.load_sources(*by_columns(folder))
    assert known_desk.questions() == [("sidecar",)]
    assert known_desk.rows(SourceDocument, "id") == []


def test_references_are_looked_up_again_after_a_load(known_desk: Desk, tmp_path: Path) -> None:
    known_desk.load_sources(*by_columns(folder_without_fault(tmp_path / "siffror")))
    with known_desk.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert storage_faults(connection) == []
        indexes = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE tbl_name = 'outcome' AND type = 'index'")
        assert set(indexes.scalars()) == {"ix_outcome_source_document_id", "ix_outcome_unit_id_indicator_id_year"}


# -- killed in the middle

PROGRAM = """
import datetime as dt, sys
from pathlib import Path
from data.corrections import Corrections
from data.store import engine_for
from etl.loading import load
from tests.load.test_bulk import KNOWN
print("begins", flush=True)
load(engine_for(sys.argv[1]), [Path(sys.argv[2])], definitions=KNOWN, corrections=Corrections(), today=dt.date(2024, 6, 1))
"""


KILLED_WITHIN = """
import os, signal, sys
from data import staging
from etl.loading.bulk import loading
from tests.load import test_bulk

staging.WORTH_WHILE, taken_in, times = 0, staging.Staging.take_in, []

def killed(self):
    times.append(self.tables[0].name)
    if sys.argv[3] == f"before {times[-1]}":
        os.kill(os.getpid(), signal.SIGKILL)
    taken_in(self)
    if sys.argv[3] == f"after {times[-1]}":
        os.kill(os.getpid(), signal.SIGKILL)

staging.Staging.take_in = killed
exec(test_bulk.PROGRAM)
"""
"""A load that writes beside the store, killed when what it has written there is about to be taken in, or has just been."""


def start(store: Path, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, f"sqlite:///{store}", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))


def test_a_load_killed_at_any_moment_leaves_the_store_as_it_was_or_whole(empty_store: Path, tmp_path: Path) -> None:
    folder = folder_without_fault(tmp_path / "siffror", documents=24)
    store = tmp_path / "malbild.sqlite"
    chance = random.Random(5)
    shutil.copy(empty_store, store)
    for _ in range(3):
        process = start(store, folder)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 1.2)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        engine = engine_for(f"sqlite:///{store}")
        with engine.connect() as connection:
            documents = connection.execute(select(func.count()).select_from(SourceDocument)).scalar_one()
            facts = sum(connection.execute(select(func.count()).select_from(each)).scalar_one() for each in (Outcome, Target))
            asked = connection.execute(select(func.count()).where(Finding.source_document_id.is_not(None))).scalar_one()
            assert storage_faults(connection) == []
        engine.dispose()
        assert documents in (0, 24)
        assert (documents, facts > 0, asked > 0) in ((0, False, False), (24, True, True))
    last = start(store, folder)
    _, errors = last.communicate(timeout=60)
    assert last.returncode == 0, errors
    other = a_desk(empty_store, tmp_path, "whole")
    other.load_sources(*by_columns(folder))
    assert contents(engine_for(f"sqlite:///{store}")) == contents(other.engine)


def test_a_load_killed_while_it_writes_beside_the_store_changes_nothing(empty_store: Path, tmp_path: Path) -> None:
    folder = folder_without_fault(tmp_path / "siffror")
    store = tmp_path / "malbild.sqlite"
    shutil.copy(empty_store, store)
    desk = Desk(engine_for(f"sqlite:///{store}", busy_seconds=5), tmp_path, KNOWN)
    command = [sys.executable, "-c", KILLED_WITHIN, f"sqlite:///{store}", str(folder)]
    for when in ("before outcome", "after outcome", "before attainment", "after attainment"):
        killed = subprocess.run([*command, when], cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert desk.rows(SourceDocument, "id") == desk.rows(Outcome, "id") == desk.rows(Attainment, "unit_id") == []
    whole = subprocess.run([*command, "never"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert whole.returncode == 0, whole.stderr
    assert len(desk.rows(SourceDocument, "id")) == 12
    assert [each.name for each in tmp_path.iterdir() if "vid-sidan" in each.name] == []
