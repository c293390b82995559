"""A store with plans, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from data.definitions import load_definitions
from data.settings import settings
from data.store import engine_for, upgrade
from etl.loading import run
from tests.template.desk import TemplateDesk, fill_store

own_definitions = cache(load_definitions)


@pytest.fixture(scope="session")
def store_with_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    store = folder / "plans.sqlite"
    engine = engine_for(f"sqlite:///{store}")
    upgrade(engine)
    engine.dispose()
    fill_store(store, folder)
    return store


@pytest.fixture
def desk(
    store_with_plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[TemplateDesk]:
    store = tmp_path / "malbild.sqlite"
    shutil.copy(store_with_plans, store)
    monkeypatch.setenv("MALBILD_STORE_URL", f"sqlite:///{store}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(run, "load_definitions", own_definitions)  # read once, as they are many files
    settings.cache_clear()
    yield TemplateDesk(store, tmp_path, capsys)
    settings.cache_clear()
