"""The commands of the Makefile, with a stand-in for the Python of the virtual environment that notes how it is called."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from data.settings import ROOT

INSTALLED = (".venv/.made", ".venv/.installed-run", ".venv/.installed-dev", ".venv/.compiled")


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """Notes its arguments and port in ``calls``; a load ends with the status in ``LOAD_STATUS``."""
    stand_in = tmp_path / "python"
    stand_in.write_text(
        f'#!/bin/sh\necho "$* ${{PORT-}}" >> "{tmp_path}/calls"\n[ "$2 $3" != "etl load" ] || exit "$LOAD_STATUS"\n',
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    return stand_in


def make(python: Path, *arguments: str, load_status: int = 0, **environment: str) -> tuple[int, list[str]]:
    """Run make as if everything were installed; its exit status, and how Python was called."""
    installed = [word for stamp in INSTALLED for word in ("--old-file", stamp)]
    done = subprocess.run(
        ["make", *installed, f"BIN={python.parent}", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LOAD_STATUS": str(load_status), **environment},
        capture_output=True,
        text=True,
    )
    calls = python.parent / "calls"
    return done.returncode, calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []


LOAD, SERVE = "-m etl load --bundled ", "-m app "


@pytest.mark.parametrize("load_status", [0, 1])
def test_run_loads_and_serves_also_when_the_load_left_questions(python: Path, load_status: int) -> None:
    assert make(python, "run", load_status=load_status) == (0, [LOAD, SERVE])


def test_run_stops_when_nothing_could_be_loaded(python: Path) -> None:
    assert make(python, "run", load_status=2) == (2, [LOAD])


def test_run_takes_the_port_before_or_after(python: Path) -> None:
    make(python, "run", "PORT=9000")
    _, calls = make(python, "run", PORT="9001")
    assert [call for call in calls if call.startswith("-m app")] == ["-m app 9000", "-m app 9001"]


def test_run_compiles_what_has_changed_before_anything_starts(python: Path) -> None:
    stamp = f"COMPILED={python.parent / 'compiled'}"
    assert make(python, "run", stamp)[1] == ["-m compileall -qq app data etl ", LOAD, SERVE]
    assert make(python, "run", stamp)[1][3:] == [LOAD, SERVE]


def test_test_runs_the_checks_first_and_ends_with_pytest(python: Path) -> None:
    status, calls = make(python, "test", BROWSER_COMMAND="sh")
    assert status == 0
    assert [" ".join(call.split()[1:3]) for call in calls[:3]] == ["ruff check", "ruff format", "mypy"]
    assert "lint_imports" in calls[3]
    assert calls[4:] == ["-m pytest -n auto --dist loadfile "]


def test_help_is_what_make_alone_gives(python: Path) -> None:
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "make run" in done.stdout
    assert "make test" in done.stdout


def test_a_package_that_the_user_may_not_install_is_named(tmp_path: Path) -> None:
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n", encoding="utf-8")
    (tmp_path / "id").chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", ROOT / ".ci" / "system-package", "chromium"], env={"PATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Systempaketet chromium saknas" in done.stderr
    assert "apt-get install chromium" in done.stderr
