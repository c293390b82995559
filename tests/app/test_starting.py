"""What a start pays for: only what the first page needs, and nothing twice."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from typing import Any

import pytest

from data.settings import ROOT
from data.store import engine_for
from tests.app.world import fill

OF_FILES = {"xlsxwriter", "pptx", "lxml", "openpyxl", "odf", "docx", "pdfplumber", "reportlab"}
"""Needed when a file is made or read."""
OF_LOADS = {"etl", "httpx", "alembic", "yaml", "rapidfuzz", "typer", "rich", "sqlalchemy.dialects.postgresql"}
"""Needed by loads, by upgrades of the store, and with another database than SQLite."""
OF_NOBODY = {"numpy", "pandas", "plotly.express", "playwright", "kaleido", "scipy"}

AS_A_WORKER = """
import gc, json, socket, sys
from app.serving import Server
watching = sorted(sys.modules)
server = Server(socket.create_server(("127.0.0.1", 0)).detach(), "").load()
modules = sorted(sys.modules)
from data.base import Base
prepared = sum(mapper.configured for mapper in Base.registry.mappers)
first = server.test_client().get("/")
print(json.dumps({
    "watching": watching, "modules": modules, "prepared": prepared, "searches": gc.isenabled(), "frozen": gc.get_freeze_count(),
    "status": first.status_code, "page": first.text,
}))
"""
GROWTH_OF_FREED_PIECES = """
import re, sys
from app.memory import give_back_what_is_freed

def held():
    return int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024

if sys.argv[1] == "given back":
    give_back_what_is_freed()
del [bytes(8_000_000)][:]  # the first large piece that is freed, from which the C library learns
before = held()
pieces = [(bytearray(b"x" * 300_000), bytearray(3_000)) for _ in range(100)]
left = [small for _, small in pieces]
del pieces
print(held() - before)
"""


def run(program: str, *arguments: str, **environment: str) -> str:
    """What a Python of its own prints."""
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return ended.stdout


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a worker is once it has drawn its first page."""
    url = f"sqlite:///{tmp_path_factory.mktemp('start') / 'malbild.sqlite'}"
    engine = engine_for(url)
    fill(engine)
    engine.dispose()
    return dict(json.loads(run(AS_A_WORKER, MALBILD_STORE_URL=url)))


@pytest.mark.parametrize("not_needed", [OF_FILES, OF_LOADS, OF_NOBODY])
def test_the_first_page_waits_for_nothing_that_it_does_not_need(worker: dict[str, Any], not_needed: set[str]) -> None:
    assert worker["status"] == 200
    assert "Björkgården" in worker["page"]
    assert not_needed & set(worker["modules"]) == set()


def test_the_process_that_watches_the_worker_does_without_dash_and_pages(worker: dict[str, Any]) -> None:
    assert {"dash", "app.server", "app.pages.router"} & set(worker["watching"]) == set()
    assert {"dash", "app.server", "app.pages.router"} <= set(worker["modules"])


def test_no_page_lets_sqlalchemy_prepare_classes_for_objects(worker: dict[str, Any]) -> None:
    assert worker["prepared"] == 0


def test_what_the_start_has_made_is_not_searched_for_garbage_but_what_comes_after_is(worker: dict[str, Any]) -> None:
    assert worker["searches"]
    assert worker["frozen"] > 100_000


def test_garbage_is_searched_for_again_also_after_a_start_that_failed() -> None:
    program = """
import gc
from app.memory import no_search_for_garbage
try:
    with no_search_for_garbage():
        print(gc.isenabled())
        raise ValueError
except ValueError:
    print(gc.isenabled())
"""
    assert run(program).split() == ["False", "True"]


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries give back as it is")
def test_the_memory_of_large_pages_is_given_back() -> None:
    kept, given_back = (float(run(GROWTH_OF_FREED_PIECES, way)) for way in ("as it is", "given back"))
    assert kept > 10
    assert given_back < kept / 3
