"""The controller's office for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.conftest import desk, empty_store
from tests.load.desk import Desk
from tests.settling.office import Office, furnished

__all__ = ["desk", "empty_store"]


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Office:
    return furnished(desk, tmp_path)
