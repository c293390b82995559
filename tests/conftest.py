"""What holds for every test: its own store and settings, and examples that are the same in every run."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

_STORE_FOLDER = Path(tempfile.mkdtemp(prefix="malbild-test-"))

# Before any test module is imported: no test, nor a process that it starts, reads or writes the store of the person who
# runs it.
for _name in [name for name in os.environ if name.startswith("MALBILD_")]:
    del os.environ[_name]
os.environ["MALBILD_STORE_URL"] = f"sqlite:///{_STORE_FOLDER / 'malbild.sqlite'}"

# No time limit for one example, as a slow machine is no fault of the code; the same examples in every run.
hypothesis_settings.register_profile("malbild", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("malbild")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: while a test waits for its browser another can be run."""
    return (os.cpu_count() or 1) + 1


def pytest_unconfigure() -> None:
    shutil.rmtree(_STORE_FOLDER, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Everything in ``tests/browser`` is marked ``browser``: ``-m 'not browser'`` leaves it out."""
    browser = config.rootpath / "tests" / "browser"
    for item in items:
        if item.path.is_relative_to(browser):
            item.add_marker(pytest.mark.browser)
