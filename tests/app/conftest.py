"""A store with Provstaden in it, made once, and the application on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine

from app.server import create_app
from data.store import engine_for, upgrade
from tests.app.world import fill


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine on a store that holds Provstaden. Not to be written to."""
    path: Path = tmp_path_factory.mktemp("provstaden") / "malbild.sqlite"
    engine = engine_for(f"sqlite:///{path}")
    fill(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(world: Engine) -> Iterator[Connection]:
    with world.connect() as connection:
        yield connection


@pytest.fixture(scope="session")
def client(world: Engine) -> FlaskClient:
    """A client of the application on Provstaden."""
    return create_app(world).server.test_client()


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[FlaskClient]:
    """A client of the application on a store without any data."""
    engine = engine_for(f"sqlite:///{tmp_path / 'tom.sqlite'}")
    upgrade(engine)
    yield create_app(engine).server.test_client()
    engine.dispose()
