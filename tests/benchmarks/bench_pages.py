"""How fast Läget opens and changes, beside a plain Dash page of the same size in the same run.

``python -m tests.benchmarks.bench_pages [S|M|L] [folder]``: the store of that size is made in the folder unless it is there.
What is measured, in milliseconds, medians of interleaved repeats: the first visit with an empty cache and a repeat visit, until
summary, matrix and remarks are painted; a change of part and period until redrawn; the server's share of a change when nothing
is kept; twenty users who change without pause; the start of the server; the memory of its worker; kilobytes over the wire.
"""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.memory import no_search_for_garbage
from app.pages.cache import PageCache
from app.server import create_app
from app.serving import warm
from data.settings import ROOT
from data.store import engine_for
from tests.benchmarks.page_stores import addresses, store_of
from tests.browser.conftest import CHROMIUM, FLAGS

VISITS, CHANGES, USERS, SECONDS, STARTS, ROUNDS = 5, 15, 20, 6, 20, 12
OURS = (
    "document.querySelector('.tiles') && document.querySelector('.remarks') && "
    "document.querySelectorAll('.mx td a').length > 2000"
)
PLAIN = (
    "document.querySelector('#counts div') && document.querySelector('#heatmap .heatmaplayer image') && "
    "document.querySelector('#grid .ag-row')"
)
PAINTED = """(function wait() {
  if (%s) requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now(); }));
  else requestAnimationFrame(wait);
})()"""
OUR_CHANGE = """address => new Promise(done => {
  const link = document.querySelector('header a.brand'); link.href = address;
  const start = performance.now(); link.click();
  (function wait() {
    const table = document.querySelector('table.mx'), period = document.querySelector('.val-period [aria-current]');
    if (table.dataset.rutor === address + '&ruta=' && period.getAttribute('href') === address)
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    else requestAnimationFrame(wait);
  })();
})"""
ALL_LEAD_THERE = """address => { const cells = Array.from(document.querySelectorAll('.mx td a'));
  return cells.length > 2000 && cells.every(cell => cell.getAttribute('href').startsWith(address + '&ruta=')); }"""
PLAIN_CHANGE = """choice => new Promise(done => {
  const start = performance.now(); dash_clientside.set_props('choice', {value: choice});
  (function wait() {
    const title = document.querySelector('#heatmap .gtitle'), row = document.querySelector('#grid .ag-row [col-id=status]');
    if (title && title.textContent === choice && row && row.textContent.endsWith(choice))
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    else requestAnimationFrame(wait);
  })();
})"""
FORM = {"outputs": [{"id": "sida", "property": name} for name in ("html", "title", "address")], "changedPropIds": ["sida.asked"]}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def serving(*command: str, **environment: str) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A server in a process of its own, and the seconds until its first answer."""
    start = time.perf_counter()
    known = {**os.environ, **environment}
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=known, **quiet) as process:
        port = environment.get("PORT") or command[2]
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).close()
                break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.01)
        try:
            yield process, time.perf_counter() - start
        finally:
            process.terminate()


def visit(context: BrowserContext, address: str, is_there: str) -> tuple[float, float]:
    """Milliseconds from the start of the navigation until it is painted, and kilobytes of scripts and all else."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.add_init_script(PAINTED % is_there)
    page.goto(address)
    page.wait_for_function("window.painted", timeout=60_000)
    painted = float(page.evaluate("window.painted"))
    page.close()
    return painted, sum(received) / 1000


def visits(browser: Browser, address: str, is_there: str) -> tuple[float, float, float]:
    """First visit, repeat visit and the kilobytes of the first."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        first, size = visit(context, address, is_there)
        again, _ = visit(context, address, is_there)
    return first, again, size


def opened(browser: Browser, address: str, is_there: str) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(PAINTED % is_there)
    page.goto(address)
    page.wait_for_function("window.painted", timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def without_pause(send: Callable[[httpx.Client, int], httpx.Response]) -> tuple[float, float, int]:
    """Changes a second, the 95th percentile in milliseconds, and how many were not answered with 200."""
    took: list[float] = []
    wrong: list[int] = []
    until = time.perf_counter() + SECONDS

    def user(number: int) -> None:
        with httpx.Client(timeout=60, headers={"Accept-Encoding": "gzip, br"}) as client:
            turn = number
            while time.perf_counter() < until:
                start = time.perf_counter()
                if send(client, turn).status_code != 200:
                    wrong.append(turn)
                took.append((time.perf_counter() - start) * 1000)
                turn += 1

    users = [threading.Thread(target=user, args=(number,)) for number in range(USERS)]
    for one in users:
        one.start()
    for one in users:
        one.join()
    return len(took) / SECONDS, percentile(took), len(wrong)


def percentile(values: list[float], share: float = 0.95) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def of_server(store: str, there_are: list[str]) -> tuple[float, float]:
    """Median and 95th percentile of a change's share of the server, with no page kept; CPU time.

    To be run in a process of its own, which begins as the server's does.
    """
    with no_search_for_garbage():
        app = create_app(engine_for(store))
        app.router._pages = PageCache(0)
        warm(app.server)
    client = app.server.test_client()
    took = []
    for turn, address in enumerate(there_are * ROUNDS):
        start = time.process_time()
        client.post("/_dash-update-component", json=our_form(address), headers={"Accept-Encoding": "br"})
        if turn >= len(there_are):
            took.append((time.process_time() - start) * 1000)
    return statistics.median(took), percentile(took)


def our_form(address: str) -> dict[str, Any]:
    asked = {"id": "sida", "property": "asked", "value": address}
    return {"output": "..sida.html...sida.title...sida.address..", "inputs": [asked], **FORM}


def plain_form(choice: str) -> dict[str, Any]:
    outputs = [
        {"id": id_, "property": name} for id_, name in (("counts", "children"), ("heatmap", "figure"), ("grid", "rowData"))
    ]
    told = "..counts.children...heatmap.figure...grid.rowData.."
    asked = {"id": "choice", "property": "value", "value": choice}
    return {"output": told, "outputs": outputs, "inputs": [asked], "changedPropIds": ["choice.value"]}


def memory_of(process: subprocess.Popen[bytes]) -> float:
    """Megabytes that the largest process of the server holds."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    sizes = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()) for pid in (str(process.pid), *children)]
    return max(int(found[1]) for found in sizes if found) / 1024


def line(what: str, ours: float, plain: float, unit: str = "ms") -> None:
    print(f"{what:<46} {ours:9.0f} {unit:<4} plain Dash {plain:9.0f}  {ours / plain:5.2f} ×", flush=True)


def in_browser(browser: Browser, ours: str, plain: str, there_are: list[str], choices: list[str]) -> None:
    pairs = [(visits(browser, ours + there_are[0], OURS), visits(browser, plain, PLAIN)) for _ in range(VISITS)]
    for place, what in enumerate(("first visit until painted", "repeat visit until painted", "over the wire, first visit")):
        medians = [statistics.median(pair[side][place] for pair in pairs) for side in (0, 1)]
        line(what, medians[0], medians[1], unit="kB" if place == 2 else "ms")
    our_page, plain_page = opened(browser, ours + there_are[0], OURS), opened(browser, plain, PLAIN)
    took: tuple[list[float], list[float]] = ([], [])
    for turn in range(1, CHANGES + 1):
        our_page.bring_to_front()  # a page behind another is drawn once a second
        address = there_are[turn % len(there_are)]
        took[0].append(our_page.evaluate(OUR_CHANGE, address))
        our_page.wait_for_timeout(300)  # links are given their addresses in idle moments after the drawing
        if not our_page.evaluate(ALL_LEAD_THERE, address):
            raise SystemExit(f"not all cells lead to {address}")
        plain_page.bring_to_front()
        took[1].append(plain_page.evaluate(PLAIN_CHANGE, choices[turn % len(choices)]))
    medians = [statistics.median(each) for each in took]
    line("change until redrawn, median", medians[0], medians[1])
    line("change until redrawn, 95th percentile", percentile(took[0]), percentile(took[1]))


def blank_pages(browser: Browser, store: str) -> tuple[float, int]:
    """The median seconds of twenty starts, and how many first visitors saw nothing."""
    took, blank = [], 0
    for _ in range(STARTS):
        port = free_port()
        with serving("app", MALBILD_STORE_URL=store, PORT=str(port)) as (_, seconds):
            took.append(seconds)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/")
            page.wait_for_selector("html[data-skript=redo]", timeout=30_000)
            blank += page.locator("h1").count() != 1
            page.close()
    return statistics.median(took), blank


def main() -> None:
    size = sys.argv[1] if len(sys.argv) > 1 else "S"
    executable = next(found for name in CHROMIUM for found in [Path("/usr/bin") / name] if found.exists())
    with tempfile.TemporaryDirectory() as made:
        store = store_of(size, Path(sys.argv[2]) if len(sys.argv) > 2 else Path(made))
        there_are = addresses(size)
        choices = [" ".join(re.findall(r"enhet=(\w+)&period=(\w+)-(\d+)", one)[0]) for one in there_are]
        our_port, plain_port = free_port(), free_port()
        ours, plain = f"http://127.0.0.1:{our_port}", f"http://127.0.0.1:{plain_port}"
        file = store.removeprefix("sqlite:///")
        with (
            serving("app", MALBILD_STORE_URL=store, PORT=str(our_port)) as (process, started),
            serving("tests.benchmarks.plain_page", file, str(plain_port), *choices) as (other, other_started),
            sync_playwright() as playwright,
        ):
            print(f"size {size}: {Path(file).stat().st_size / 1e6:.0f} MB")
            line("start until the first answer", started * 1000, other_started * 1000)
            browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
            in_browser(browser, ours, plain, there_are, choices)
            path = "/_dash-update-component"
            fast = without_pause(lambda client, turn: client.post(ours + path, json=our_form(there_are[turn % len(there_are)])))
            slow = without_pause(lambda client, turn: client.post(plain + path, json=plain_form(choices[turn % len(choices)])))
            line("20 users, changes a second", fast[0], slow[0], unit="/s")
            line("20 users, 95th percentile", fast[1], slow[1])
            print(f"20 users, not answered with 200: {fast[2]} (plain Dash {slow[2]})")
            line("memory of the worker", memory_of(process), memory_of(other), unit="MB")
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                median, p95 = alone.submit(of_server, store, there_are).result()
            print(f"server's share of a change, nothing kept, CPU: median {median:.1f} ms, 95th percentile {p95:.1f} ms")
            seconds, blank = blank_pages(browser, store)
            print(f"{STARTS} starts: median {seconds:.2f} s, blank pages {blank}")
            browser.close()


if __name__ == "__main__":
    main()
