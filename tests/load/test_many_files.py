"""Many files read by several processes: what comes of it is what one process would have made of them, whatever the files do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.schema import Finding, Load, Outcome, SourceDocument
from etl import reading
from etl import reading_ahead as ahead
from etl.loading import State
from etl.readers.records import Document, Record
from etl.sources import NotRead, Source, find_sources
from tests.load.desk import AXELSBERG, PILTRADET, Desk
from tests.load.harm import KILLS, SLEEPS, harmful, outdated
from tests.load.printed import annual_report

RAISES = "brister.txt"


def inbox(folder: Path, years: range = range(2009, 2015)) -> Path:
    """Reports of two units, and things that are no reports."""
    place = folder / "inkorg"
    place.mkdir()
    for unit in (AXELSBERG, PILTRADET):
        for year in years:
            rows = [f"Sjukfrånvaro {year % 9},5 %     7,5 % Tas fram av nämnd VB {year} "]
            (place / f"vb-{year}-{unit[:3].lower()}.txt").write_text(annual_report(unit, year, rows), encoding="utf-8")
    (place / "tom.txt").write_bytes(b"")
    (place / "bild.png").write_bytes(b"\x89PNG")
    return place


def contents(desk: Desk) -> dict[str, Any]:
    """The whole store but for the moments of loading and where the files lay."""
    dump = desk.dump()
    dump["load"] = [tuple(each for each in row if not hasattr(each, "year")) for row in dump["load"]]
    dump.pop("store_fact")
    return dump


def twin(desk: Desk, folder: Path, empty_store: Path) -> Desk:
    from data.store import engine_for

    store = folder / "ensam.sqlite"
    shutil.copy(empty_store, store)
    return Desk(engine_for(f"sqlite:///{store}"), folder, desk.known)


def test_several_processes_make_the_same_store_as_one(desk: Desk, tmp_path: Path, empty_store: Path) -> None:
    place, alone = inbox(tmp_path), twin(desk, tmp_path, empty_store)
    one = alone.load_sources(place, workers=1)
    several = desk.load_sources(place, workers=2)
    assert contents(desk) == contents(alone)
    assert [(each.file_name, each.states, each.remarks) for each in several.files] == [
        (each.file_name, each.states, each.remarks) for each in one.files
    ]
    assert desk.load_sources(place, workers=2).files[0].states == {State.REJECTED: 1}


def test_a_file_that_has_changed_since_it_was_read_ahead_is_read_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "READ", outdated)
    desk.load_sources(inbox(tmp_path, range(2009, 2011)), workers=2)
    assert len(desk.current(SourceDocument, "id")) == 4


@pytest.fixture
def reports(tmp_path: Path) -> list[Source]:
    return [each for each in find_sources([inbox(tmp_path, range(2009, 2011))]) if isinstance(each, Source)]


def names_and_codes(sources: list[Source], **settings: Any) -> dict[str, str]:
    told = {}
    with ahead.ReadingAhead(sources, 2, **settings) as readers:
        for source in sources:
            read = readers.read(source)
            assert read is not None
            told[source.path.name] = getattr(read.records[0], "code", "") if len(read.records) == 1 else "read"
    return told


def test_a_file_that_kills_its_reader_is_rejected_and_the_rest_are_read(
    reports: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(reports[0].path, reports[0].path.with_name(KILLS))
    sources = [each for each in find_sources([reports[0].path.parent]) if not isinstance(each, NotRead)]
    monkeypatch.setattr(ahead, "READ", harmful)
    told = names_and_codes(sources)
    assert told.pop(KILLS) == "reader_fell"
    assert told.pop("tom.txt") not in ("read", "reader_fell")
    assert set(told.values()) == {"read"}


def test_a_file_that_takes_for_ever_is_given_up_and_the_rest_are_read(
    reports: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(reports[0].path, reports[0].path.with_name(SLEEPS))
    sources = [each for each in find_sources([reports[0].path.parent]) if not isinstance(each, NotRead)]
    monkeypatch.setattr(ahead, "READ", harmful)
    told = names_and_codes(sources, seconds_a_file=3.0)
    assert told.pop(SLEEPS) == "reading_too_long"
    assert set(told.values()) - {told["tom.txt"]} == {"read"}


def test_a_fault_in_a_reader_rejects_the_file_and_not_what_stood_before_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = inbox(tmp_path, range(2009, 2011))
    both = [annual_report(unit, 2012, ["Sjukfrånvaro 5,5 %     7,5 %  VB 2012 "]) for unit in (AXELSBERG, PILTRADET)]
    (place / RAISES).write_text("\n".join(both), encoding="utf-8")

    def second_fails(source: Source) -> Iterator[Record]:
        documents = 0
        for record in source.records():
            yield record
            documents += isinstance(record, Document)
            if source.path.name == RAISES and documents == 2:
                raise reading.ReaderFault("ValueError: oväntat")

    monkeypatch.setattr("etl.loading.run.guarded", second_fails)
    report = desk.load_sources(place, workers=1)
    (failed,) = [each for each in report.files if each.file_name == RAISES]
    assert failed.states == {State.NEW: 1, State.REJECTED: 1}
    assert ("reader_failed", "ValueError: oväntat") in desk.questions("code", "printed", file_name=RAISES)
    assert len(desk.current(SourceDocument, "id")) == 5
    assert len(desk.current(Outcome, "id")) == 5
    assert desk.rows(Finding, "load_id", code="reader_failed")[0][0] <= max(desk.rows(Load, "id"))[0]


def test_few_and_small_files_are_read_without_other_processes(reports: list[Source]) -> None:
    assert not reading.worth_reading_ahead(reports, None)
    assert not reading.worth_reading_ahead(reports[:1], 2)
    assert reading.worth_reading_ahead(reports, 2)
