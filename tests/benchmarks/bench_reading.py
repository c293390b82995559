"""How fast text documents are read, and in how much memory: ``python -m tests.benchmarks.bench_reading [megabytes]``.

A file of invented reports, printed as the city's are, is read as a stream. The yardstick in the same run is Python's own
loop over the lines of the same file that only splits them into words. Memory is the largest resident set of a process of
its own that does nothing but read.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.readers.printing import DEVIATIONS, REPORT, Layout, Page, Row

WORDS = tuple(
    [
        "enheten",
        "arbetar",
        "med",
        "att",
        "stärka",
        "de",
        "äldres",
        "delaktighet",
        "och",
        "trygghet",
        "genom",
        "regelbundna",
        "samtal",
        "uppföljning",
        "av",
        "insatserna",
        "sker",
        "varje",
        "månad",
        "tillsammans",
        "med",
        "medarbetarna",
        "som",
        "har",
        "ansvar",
        "för",
        "planering",
        "och",
        "dokumentation",
        "av",
        "verksamhetens",
        "resultat",
    ]
)
NAMES = (
    "Sjukfrånvaro",
    "Sjukfrånvaro dag 1-14",
    "Andel boende på vård- och omsorgsboende som upplever att måltiden är en trevlig stund på dagen",
    "Andel trygga omsorgstagare i vård- och omsorgsboende",
    "Klimatpåverkan från upphandlade livsmedel och måltider",
)
_MEMORY = """
import resource, sys
from etl.readers.text import read_text
for _ in read_text(sys.argv[1]):
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def prose(chance: random.Random, lines: int) -> list[str]:
    return [" ".join(chance.choices(WORDS, k=12)).capitalize() for _ in range(lines)]


def report(chance: random.Random, number: int) -> str:
    """One report of about 30 kB: 6 goals with running text, an indicator table and an activity table each."""
    page = Page(Layout(name_width=26, cell_width=9, icons=2))
    page.running(f"Verksamhetsberättelse VB 2022 för Enhet {number} ", "Inledning")
    page.running(*prose(chance, 60)).label("KF:s inriktningsmål", "1. En stad som håller ihop", apart=True)
    for goal in range(1, 7):
        page.label("KF:s mål för verksamhetsområdet", f"1.{goal} En bra stad att leva i för alla som bor här", apart=True)
        page.running("Beskrivning", *prose(chance, 35))
        share = f"{chance.uniform(1, 99):.1f} %".replace(".", ",")
        cells = (share, "", "", "80 %", "", "82 %", "Tas fram av nämnd", "VB 2022")
        page.table(REPORT, [Row((name, *cells), " ".join(prose(chance, 2))) for name in NAMES])
        page.label("Enhetsmål", "Enheten ger god omsorg").running("Uppfylls helt", "Analys", *prose(chance, 6))
        page.table(DEVIATIONS, [Row((" ".join(prose(chance, 1)), "2022-01-01", "2022-12-31", "")) for _ in range(4)])
    return page.text()


def write(path: Path, megabytes: float) -> int:
    chance = random.Random(20_240_101)
    with path.open("w", encoding="utf-8") as handle:
        number = 0
        while handle.tell() < megabytes * 1e6:
            number += 1
            handle.write(report(chance, number))
    return path.stat().st_size


def seconds(action: object) -> float:
    assert callable(action)
    start = time.process_time()
    action()
    return time.process_time() - start


def main() -> None:
    from etl.readers.text import read_text

    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rapporter.txt"
        size = write(path, megabytes) / 1e6

        def read() -> None:
            for _ in read_text(path):
                pass

        def split() -> None:
            with path.open(encoding="utf-8") as handle:
                for line in handle:
                    line.split()

        runs = [(seconds(read), seconds(split)) for _ in range(3)]
        reading, splitting = min(run[0] for run in runs), min(run[1] for run in runs)
        done = subprocess.run([sys.executable, "-c", _MEMORY, str(path)], capture_output=True, text=True, check=True)
    print(f"{size:.0f} MB read in {reading:.1f} s of one core: {size / reading:.1f} MB/s, best of three")
    print(f"that is {reading / splitting:.1f} times the time of only splitting its lines into words")
    print(f"largest resident set: {int(done.stdout) // 1024} MB")


if __name__ == "__main__":
    main()
