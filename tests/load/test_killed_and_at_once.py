"""Loads that are killed, and loads that run at the same time: the store is as before a document or as after it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import select

from data.schema import Attainment, Outcome, SourceDocument, Target, Unit
from data.settings import ROOT
from data.store import engine_for
from etl.verify import verify
from tests.load.printed import annual_report

UNITS = ("Axelsbergs vård- och omsorgsboende", "Pilträdets servicehus", "Kungsholmens hemtjänst")
YEARS = range(2009, 2019)
KILLS = 8


def write_reports(folder: Path) -> int:
    """Reports of three units for ten years, each with some figures; gives how many."""
    folder.mkdir()
    for place, unit in enumerate(UNITS):
        for year in YEARS:
            rows = [
                f"Sjukfrånvaro {place + year % 7},5 %     7,5 % Tas fram av nämnd VB {year} ",
                f"Aktivt Medskapandeindex {70 + year % 9}     83 83 {year} ",
                f"Ledarskapsindex {71 + place}     80  {year} ",
            ]
            (folder / f"vb-{year}-{place}.txt").write_text(annual_report(unit, year, rows), encoding="utf-8")
    return len(UNITS) * len(YEARS)


def start(folder: Path, url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "etl", "load", str(folder)],
        cwd=ROOT,
        env=os.environ | {"MALBILD_STORE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def documents(url: str) -> int:
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            has_table = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'source_document'").scalar()
            return len(connection.execute(select(SourceDocument.id)).all()) if has_table else 0
    finally:
        engine.dispose()


def kill_in_the_middle(folder: Path, url: str, chance: random.Random) -> None:
    """Let the load get some way, then kill it at a moment that nobody chose."""
    before = documents(url)
    process = start(folder, url)
    give_up = time.monotonic() + 30
    while process.poll() is None and documents(url) < before + chance.randrange(4) and time.monotonic() < give_up:
        pass
    time.sleep(chance.random() * 0.03)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def contents(url: str) -> dict[str, set[Any]]:
    """What the store says, whatever the order in which it was loaded."""
    figure = (Unit.slug, Outcome.indicator_id, Outcome.year, Outcome.period, Outcome.value, Outcome.printed, Outcome.locator)
    target = (Unit.slug, Target.indicator_id, Target.year, Target.kind, Target.value, Target.printed)
    shown = (Unit.slug, Attainment.year, Attainment.period, Attainment.indicator_id, Attainment.value, Attainment.status)
    engine = engine_for(url)
    with engine.connect() as connection:
        return {
            "outcomes": set(connection.execute(select(*figure).join(Unit, Unit.id == Outcome.unit_id)).all()),
            "targets": set(connection.execute(select(*target).join(Unit, Unit.id == Target.unit_id)).all()),
            "shown": set(connection.execute(select(*shown).join(Unit, Unit.id == Attainment.unit_id)).all()),
        }


def faults(url: str) -> list[str]:
    engine = engine_for(url)
    with engine.connect() as connection:
        return verify(connection).faults


def test_a_load_killed_at_any_moment_leaves_the_store_whole(tmp_path: Path) -> None:
    number = write_reports(tmp_path / "rapporter")
    url = f"sqlite:///{tmp_path / 'dödad.sqlite'}"
    chance = random.Random(20201231)
    start(tmp_path / "finns-inte", url).communicate(timeout=60)
    for _ in range(KILLS):
        kill_in_the_middle(tmp_path / "rapporter", url, chance)
        assert faults(url) == []
        with engine_for(url).connect() as connection:
            of_documents = connection.execute(select(SourceDocument.id)).all()
            with_facts = connection.execute(select(Outcome.source_document_id).distinct()).all()
        assert len(of_documents) == len(with_facts)

    output, _ = start(tmp_path / "rapporter", url).communicate(timeout=120)
    assert documents(url) == number, output
    assert faults(url) == []

    whole = f"sqlite:///{tmp_path / 'hel.sqlite'}"
    start(tmp_path / "rapporter", whole).communicate(timeout=120)
    assert contents(url) == contents(whole)


def test_two_loads_at_once_both_come_through(tmp_path: Path) -> None:
    number = write_reports(tmp_path / "rapporter")
    url = f"sqlite:///{tmp_path / 'malbild.sqlite'}"
    both = [start(tmp_path / "rapporter", url) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert documents(url) == number
    assert faults(url) == []
