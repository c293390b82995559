"""A store for each test, copied from one that was made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.store import engine_for, upgrade
from tests.load.desk import Desk, definitions


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "empty.sqlite"
    engine = engine_for(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def desk(empty_store: Path, tmp_path: Path) -> Desk:
    store = tmp_path / "malbild.sqlite"
    shutil.copy(empty_store, store)
    return Desk(engine_for(f"sqlite:///{store}", busy_seconds=5), tmp_path, definitions())
