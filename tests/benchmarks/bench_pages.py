"""How fast the bundled sources load and the two pages open: ``python -m tests.benchmarks.bench_pages``.

Everything in one run: loading from nothing and once more, the server's start until its first answer, and ten visits of each
page in Chromium with an empty cache, until the page's words stand and until everything is drawn. The yardstick is the same
browser opening an empty page of the same server (``/halsa``).
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from data.settings import ROOT
from tests.browser.conftest import CHROMIUM, FLAGS

PAGES = {"Läget": "/", "Enhet": "/enhet/fyrlidens-vard-och-omsorgsboende?period=VB-2025"}
VISITS = 10


def seconds_of(*command: str, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def wait_for(address: str) -> None:
    while True:
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)


def visit(browser: Browser, address: str) -> tuple[float, float, float]:
    """Milliseconds until the heading stands and until the network is idle, and kilobytes over the wire; nothing is cached."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("h1, body > pre").first.wait_for()
    words = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    drawn = time.perf_counter() - start - 0.5  # Chromium calls the network idle after half a second of silence
    context.close()
    return words * 1000, drawn * 1000, sum(received) / 1000


def main() -> None:
    executable = next(found for name in CHROMIUM for found in [Path("/usr/bin") / name] if found.exists())
    with tempfile.TemporaryDirectory() as folder:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        environment = {**os.environ, "MALBILD_STORE_URL": f"sqlite:///{folder}/malbild.sqlite", "PORT": str(port)}
        first = seconds_of("etl", "load", "--bundled", environment=environment)
        again = seconds_of("etl", "load", "--bundled", environment=environment)
        print(f"bundled sources: {first:.1f} s from nothing, {again:.2f} s again ({again / first:.2f} of the first)")
        start = time.perf_counter()
        with subprocess.Popen([sys.executable, "-m", "app"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/halsa")
            print(f"server's start until its first answer: {time.perf_counter() - start:.2f} s")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
                floor = statistics.median(visit(browser, f"{address}/halsa")[0] for _ in range(VISITS))
                print(f"an empty page: {floor:.0f} ms")
                for name, path in PAGES.items():
                    visits = [visit(browser, address + path) for _ in range(VISITS)]
                    words, drawn, size = (statistics.median(column) for column in zip(*visits, strict=True))
                    print(f"{name}: words {words:.0f} ms ({words / floor:.1f} × empty), drawn {drawn:.0f} ms, {size:.0f} kB")
                browser.close()
            server.terminate()


if __name__ == "__main__":
    main()
