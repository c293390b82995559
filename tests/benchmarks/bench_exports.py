"""How long files take: Underlag of a hundred thousand figures as Excel and CSV, a report as PDF, others answered meanwhile.

Processor time of this process, and peak memory; beside Excel stands the same number of cells through XlsxWriter's own calls, in
the same run. What Chromium does is another process's, so PDF is told in seconds on the clock.
"""

from __future__ import annotations

import gc
import io
import multiprocessing
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from flask.testing import FlaskClient
from sqlalchemy import select

from app.server import create_app
from data.schema import Unit
from data.store import engine_for
from tests.benchmarks.city import City
from tests.benchmarks.page_stores import SIZES, store_of

ROWS, COLUMNS = 100_000, 16
SIZES["exports"] = City(districts=1, years=(2020, 2021, 2022, 2023))
"""Some 97,000 figures of one district, of every follow-up of four years."""
DISTRICT = "f0"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        maker = multiprocessing.get_context("spawn").Process(target=_make, args=(folder,))
        maker.start()  # in a process of its own: what making the store takes is no part of what is measured
        maker.join()
        engine = engine_for(store_of("exports", Path(folder)))
        with engine.connect() as connection:
            units = list(connection.execute(select(Unit.slug).where(Unit.kind == "enhet").limit(12)).scalars())
        pages = create_app(engine).server.test_client()
        pages.get("/")
        gc.collect()
        gc.freeze()  # as app.serving does
        _files(pages)
        _reports(pages, units)
        engine.dispose()


def _make(folder: str) -> None:
    store_of("exports", Path(folder))


def _files(pages: FlaskClient) -> None:
    asked = f"enhet={DISTRICT}&perioder=alla"
    before = _megabytes()
    excel = _processor(lambda: _whole(pages, f"/underlag.xlsx?{asked}"))
    peak = _megabytes()
    csv = _processor(lambda: _whole(pages, f"/underlag.csv?{asked}"))
    lines = _whole(pages, f"/underlag.csv?{asked}").count(b"\r\n") - 1
    plain = _processor(_by_calls)
    print(f"Excel, {lines} uppgifter: {excel:.1f} s processortid, {excel * ROWS / lines:.1f} s för {ROWS}")
    print(f"minne: {peak:.0f} MB som mest, {before:.0f} MB innan")
    print(f"CSV: {csv:.1f} s, {csv / excel:.2f} av Excel")
    print(f"bara cellerna ({ROWS} rader) med XlsxWriters egna anrop: {plain:.1f} s")


def _reports(pages: FlaskClient, units: list[str]) -> None:
    _whole(pages, f"/rapport/{units[0]}.pdf?period=VB-2023")  # the browser starts
    took = [_clock(lambda unit=unit: _whole(pages, f"/rapport/{unit}.pdf?period=VB-2023")) for unit in units]  # type: ignore[misc]
    drawn = _processor(lambda: _whole(pages, f"/rapport/{units[0]}?period=VB-2023"))
    print(f"rapport som PDF, webbläsaren igång: {statistics.median(took):.1f} s i median, {max(took):.1f} s som mest")
    print(f"därav sidan: {drawn:.2f} s processortid")
    alone = statistics.median(_clock(lambda: _whole(pages, "/enheter")) for _ in range(20))
    work = threading.Thread(target=lambda: [_whole(pages, f"/rapport/{unit}.pdf?period=VB-2023") for unit in units])
    work.start()
    beside = []
    while work.is_alive():
        beside.append(_clock(lambda: _whole(pages, "/enheter")))
        time.sleep(0.05)
    print(f"ett svar till andra medan rapporter görs: {statistics.median(beside) / alone:.1f} gånger ett svar annars")


def _whole(pages: FlaskClient, address: str) -> bytes:
    answer = pages.get(address, buffered=True)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return answer.data


def _by_calls() -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet = book.add_worksheet()
    for row in range(ROWS):
        for column in range(COLUMNS // 2):
            sheet.write_string(row, column, "Björkgårdens servicehus")
        for column in range(COLUMNS // 2, COLUMNS):
            sheet.write_number(row, column, 12.5)
    book.close()


def _processor(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _clock(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
