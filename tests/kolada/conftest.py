"""A Kolada of its own for each test, with a store of its own; nothing waits, and nothing leaves this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from data.definitions import load_definitions
from data.settings import settings
from data.store import engine_for, upgrade
from etl.kolada import client
from etl.loading import load, run
from tests.kolada.desk import KoladaDesk
from tests.kolada.server import Kolada, serving, value

own_definitions = cache(load_definitions)


@pytest.fixture
def kolada() -> Iterator[Kolada]:
    known = Kolada(
        municipalities={"0180": "Stockholm", "0184": "Solna"}, units={"V15E0001": "Axelsbergs vård- och omsorgsboende"}
    )
    known.kpi("N00090", "Nöjda brukare hemtjänst, andel (%)")
    known.kpi("U21468", "Kostnad hemtjänst, kr/inv")
    known.figures = {
        ("N00090", "0180", "2019"): [value(84.25), value(86, "K"), value(81.5, "M")],
        ("N00090", "0180", "2020"): [value(85), value(87, "K"), value(82, "M")],
        ("U21468", "0180", "2020"): [value(4321.987654321098765)],
    }
    yield from serving(known)


@pytest.fixture(scope="session")
def store_with_definitions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows the definitions and holds no document, made once."""
    path = tmp_path_factory.mktemp("store") / "malbild.sqlite"
    engine = engine_for(f"sqlite:///{path}")
    upgrade(engine)
    load(engine, [])
    engine.dispose()
    return path


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client would have waited, each time."""
    waited: list[float] = []
    monkeypatch.setattr(client, "pause", waited.append)
    return waited


@pytest.fixture
def desk(
    kolada: Kolada,
    waits: list[float],
    store_with_definitions: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[KoladaDesk]:
    store = tmp_path / "var" / "malbild.sqlite"
    store.parent.mkdir()
    shutil.copy(store_with_definitions, store)
    monkeypatch.setenv("MALBILD_STORE_URL", f"sqlite:///{store}")
    monkeypatch.setenv("MALBILD_KOLADA_URL", kolada.address)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(run, "load_definitions", own_definitions)  # read once, as they are many files
    settings.cache_clear()
    yield KoladaDesk(kolada, store, tmp_path, waits, capsys)
    settings.cache_clear()
