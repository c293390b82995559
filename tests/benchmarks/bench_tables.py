"""How long a workbook takes to read, against openpyxl's own read-only iteration over the same file in the same run.

``python -m tests.benchmarks.bench_tables``. Prints CPU seconds and their ratio.
"""

from __future__ import annotations

import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from data.definitions import load_definitions
from etl.readers.records import Indicator
from etl.readers.tables import read_table
from etl.tables import knowledge_of

ROWS = 10_000
REPEATS = 2
HEADER = (
    *("Mått", "Avdelning", "Enhet", "Slutdatum", "Måttenhet", "Utfall", "Utfall Kvinnor/Flickor", "Utfall Män/Pojkar"),
    *("Årsmål", "Antal svar"),
)


def write_export(path: Path, rows: int) -> None:
    """An export of the steering system: indicators of units at the ends of periods, shares as per cent."""
    chance = random.Random(1)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Utfall")
    per_cent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["Utfall per enhet"])
    sheet.write_row(2, 0, HEADER)
    for number in range(rows):
        row = number + 3
        sheet.write_row(
            row, 0, [f"Andel nöjda, fråga {number // 1500 + 1}", "Avdelningen för äldre", f"Enhet {number // 3 % 500}"]
        )
        sheet.write_number(row, 3, (45046, 45169, 45291)[number % 3], day)
        sheet.write(row, 4, "%")
        for column in (5, 6, 7, 8):
            sheet.write_number(row, column, round(chance.random(), 3), per_cent)
        sheet.write_number(row, 9, chance.randrange(10, 400))
    book.close()


def seconds(work: Callable[[], object]) -> float:
    """The least CPU time of several runs."""
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    knowledge = knowledge_of(load_definitions())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        write_export(path, ROWS)

        def of_openpyxl() -> None:
            book = load_workbook(path, read_only=True, data_only=True)
            for sheet in book.worksheets:
                for row in sheet.iter_rows():
                    for cell in row:
                        _ = cell.value
            book.close()

        found = sum(isinstance(each, Indicator) for each in read_table(path, knowledge))
        assert found == ROWS, found
        theirs, ours = seconds(of_openpyxl), seconds(lambda: list(read_table(path, knowledge)))
        tracemalloc.start()
        list(read_table(path, knowledge))
        peak = tracemalloc.get_traced_memory()[1]
    cells = (ROWS + 1) * len(HEADER)
    print(f"{ROWS} rader, {cells} celler")
    print(f"openpyxl, läsläge     {theirs:6.2f} s")
    print(f"läsaren av kalkylblad {ours:6.2f} s   {ours / theirs:.2f} × openpyxl   minne {peak / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
