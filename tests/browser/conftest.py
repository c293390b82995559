"""One server on a store with Provstaden and one Chromium for all browser tests; every test has windows of its own.

A page that writes an error in the console, or asks another host for anything, makes its test fail. Of a failed test a
picture and a trace are kept under ``test-results/``.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from data.settings import ROOT
from data.store import engine_for
from tests.app.loading_world import add_history
from tests.app.world import fill

RESULTS = ROOT / "test-results"
START_SECONDS = 30
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Open = Callable[..., Page]
expect.set_options(timeout=10_000)


class Server:
    """The application as users start it, on a store and a port of its own; it can be stopped and started anew."""

    def __init__(self, store: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self._port}"
        self._store = store
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {**os.environ, "MALBILD_STORE_URL": self._store, "PORT": str(self._port)}
        self._process = subprocess.Popen([sys.executable, "-m", "app"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        _wait_for(self.address, self._process)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(START_SECONDS)
            self._process = None


def comes_true(page: Page, condition: str, seconds: float = 10) -> bool:
    """Whether the condition holds within the time. Asked again and again from here: the page's own policy forbids
    Playwright's way of waiting for one, which has the page evaluate it as text."""
    for _ in range(round(seconds * 10)):
        if page.evaluate(condition):
            return True
        page.wait_for_timeout(100)
    return False


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store with Provstaden and a history of loads."""
    store = f"sqlite:///{tmp_path_factory.mktemp('provstaden') / 'malbild.sqlite'}"
    engine = engine_for(store)
    fill(engine)
    add_history(engine)
    engine.dispose()
    return store


@pytest.fixture(scope="session")
def server(store: str) -> Iterator[str]:
    """The address of a server that has been started as users start it."""
    server = Server(store)
    try:
        server.start()
        yield server.address
    finally:
        server.stop()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"{address}/halsa", timeout=START_SECONDS):
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail("The server did not start.")
            time.sleep(0.05)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def usual(browser: Browser) -> Iterator[BrowserContext]:
    """What the windows of most tests share: the files that the browser has fetched already. There is nothing else to share."""
    with browser.new_context(locale="sv-SE") as context:
        context.tracing.start(snapshots=True)
        yield context


@pytest.fixture
def open_page(browser: Browser, usual: BrowserContext, server: str, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens an address in a new window; gives it when its script has taken over.

    ``may_say`` is a word of the message that the console is expected to show. With options of a browser context the window
    gets a context of its own.
    """
    faults: list[str] = []
    allowed: list[str] = []
    with ExitStack() as windows:
        usual.tracing.start_chunk()
        windows.callback(_end_trace, usual, request)

        def open_(path: str, width: int = 1440, height: int = 900, may_say: str = "", **options: Any) -> Page:
            allowed.append(may_say)
            context = _own_context(windows, browser, request, options) if options else usual
            page = context.new_page()
            windows.callback(_close, page, request)
            page.set_viewport_size({"width": width, "height": height})
            _listen(page, server, faults)
            page.goto(f"{server}{path}")
            if options.get("java_script_enabled", True):
                page.wait_for_selector("html[data-skript=redo]")
            return page

        yield open_
    unexpected = [fault for fault in faults if not any(word and word in fault for word in allowed)]
    assert unexpected == []


def _own_context(windows: ExitStack, browser: Browser, request: pytest.FixtureRequest, options: dict[str, Any]) -> BrowserContext:
    """A context with options of its own, with a trace of its own too."""
    context = windows.enter_context(browser.new_context(locale="sv-SE", **options))
    context.tracing.start(snapshots=True)
    context.tracing.start_chunk()
    windows.callback(_end_trace, context, request)
    return context


def _listen(page: Page, server: str, faults: list[str]) -> None:
    page.on("console", lambda said: faults.append(f"console: {said.text}") if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((server, "data:", "blob:")) else faults.append(f"foreign host: {asked.url}"),
    )


def _close(page: Page, request: pytest.FixtureRequest) -> None:
    """Close a window; of a failed test its picture is kept."""
    if _has_failed(request):
        folder = _folder(request)
        page.screenshot(path=folder / f"page-{len(list(folder.glob('page-*')))}.png", full_page=True)
    page.close()


def _end_trace(context: BrowserContext, request: pytest.FixtureRequest) -> None:
    if _has_failed(request):
        folder = _folder(request)
        context.tracing.stop_chunk(path=folder / f"trace-{len(list(folder.glob('trace-*')))}.zip")
    else:
        context.tracing.stop_chunk()


def _has_failed(request: pytest.FixtureRequest) -> bool:
    report = request.node.stash.get(OUTCOME, None)
    return report is not None and report.failed


def _folder(request: pytest.FixtureRequest) -> Path:
    folder = RESULTS / re.sub(r"[^\w.-]+", "-", request.node.name)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


OUTCOME = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield  # type: ignore[assignment]
    if report.when == "call":
        item.stash[OUTCOME] = report
    return report  # type: ignore[return-value]
