"""Starting the server: the port, the address it prints, and what it says when it cannot."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.serving import CannotStartError, address, listen
from data.settings import ROOT


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m app`` until it gives up by itself."""
    known = {**os.environ, "MALBILD_STORE_URL": f"sqlite:///{tmp_path / 'malbild.sqlite'}", **environment}
    return subprocess.run(
        [sys.executable, "-m", "app"], cwd=ROOT, env=known, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_taken_port_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = start(tmp_path, PORT=str(port))
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Port {port} på 127.0.0.1 används redan")
    assert "PORT=" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("given", ["åtta", "0", "70000", "-1", "80.5"])
def test_a_port_that_is_none_is_told(tmp_path: Path, given: str) -> None:
    ended = start(tmp_path, PORT=given)
    assert ended.returncode == 1
    assert ended.stderr == f"PORT={given} är inget portnummer. Ange ett heltal mellan 1 och 65535.\n"


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    ended = start(tmp_path, MALBILD_PORT="många")
    assert ended.returncode == 1
    assert ended.stderr == "En inställning är fel: MALBILD_PORT=många\n"


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "malbild.sqlite").write_text("en helt vanlig textfil " * 50)
    ended = start(tmp_path, PORT=str(free_port()))
    assert ended.returncode == 1
    assert "är ingen databas" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_address_that_this_computer_does_not_have_is_told() -> None:
    with pytest.raises(CannotStartError, match=r"Adressen 203\.0\.113\.7 finns inte på den här datorn"):
        listen("203.0.113.7", free_port())


def test_two_servers_cannot_listen_on_the_same_port() -> None:
    first = listen("127.0.0.1", free_port())
    with first, pytest.raises(CannotStartError, match="används redan"):
        listen("127.0.0.1", first.getsockname()[1])


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "http://127.0.0.1:8050"), ("0.0.0.0", "http://127.0.0.1:8050"), ("::1", "http://[::1]:8050")],
)
def test_the_address_can_be_opened_in_a_browser(host: str, shown: str) -> None:
    assert address(host, 8050) == shown


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
