"""How fast a folder of documents is loaded: ``python -m tests.benchmarks.bench_many_files [documents]``.

Invented reports of some forty pages each, printed as the city's are, are loaded into a new store: first one process
reads and writes, then all cores read while one writes. The yardstick is the ratio of the two in the same run; what both
stores hold is compared. A second load of the same folder, where nothing is new, is timed too.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from data.schema import Attainment, Outcome, SourceDocument
from data.store import engine_for, upgrade
from tests.benchmarks.bench_reading import prose
from tests.readers.printing import DEVIATIONS, REPORT, Layout, Page, Row

LINES_A_PAGE = 45
PAGES = 40
KINDS = (("Tertialrapport 1", "T1"), ("Tertialrapport 2", "T2"), ("Verksamhetsberättelse", "VB"))
YEARS = (2023, 2024, 2025)
DIRECTION = "1. Ett Stockholm som håller samman med en stark och jämlik välfärd i hela staden"
GOALS = (
    "1.3 Stockholms stad ska ge stöd och omsorg där behoven är som störst",
    "1.4 Stockholm ska vara en bra stad att åldras i - med god omsorg och stor trygghet",
    "1.5 Alla stockholmare ska ha tillgång till ett rikt kultur-, idrotts- och föreningsliv",
    "3.4 Medarbetare i Stockholm ska ges goda förutsättningar att göra ett bra jobb",
    "3.5 Hög beredskap och stark rådighet ska råda i alla verksamhetsområden",
)
INDICATORS = (
    "Sjukfrånvaro",
    "Sjukfrånvaro dag 1-14",
    "Ledarskapsindex",
    "Aktivt Medskapandeindex",
    "Andel trygga omsorgstagare i vård- och omsorgsboende",
    "Andelen nöjda omsorgstagare i vård- och omsorgsboende",
    "Andel boende på vård- och omsorgsboende som upplever att måltiden är en trevlig stund på dagen",
    "Andel digitalt signerade insatser i APPVA",
    "Följsamhet till basala hygienrutiner och klädregler.",
    "Andelen nöjda omsorgstagare i hemtjänst",
)


def report(chance: random.Random, unit: str, kind: tuple[str, str], year: int) -> str:
    """One report of forty pages: running text, and under each of five goals two indicators and some activities."""
    page = Page(Layout(name_width=26, cell_width=9, icons=2))
    page.running(f"{kind[0]} {kind[1]} {year} för {unit} ", "Inledning")
    page.label("KF:s inriktningsmål", DIRECTION, apart=True)
    for goal in range(5):
        page.label("KF:s mål för verksamhetsområdet", GOALS[goal], apart=True)
        page.table(REPORT, [row(chance, name, f"{kind[1]} {year}") for name in INDICATORS[2 * goal : 2 * goal + 2]])
        page.label("Enhetsmål", f"Enheten ger god omsorg, del {goal + 1}").running("Uppfylls helt", "Analys", *prose(chance, 6))
        page.table(DEVIATIONS, [Row((" ".join(prose(chance, 1)), f"{year}-01-01", f"{year}-12-31", "")) for _ in range(4)])
        page.running("Beskrivning")
        while len(page.lines) < (goal + 1) * PAGES * LINES_A_PAGE / 5:
            page.running(*prose(chance, 5))
    return page.text()


def row(chance: random.Random, name: str, period: str) -> Row:
    sign = "" if "index" in name else " %"
    outcome = f"{chance.randrange(500, 900) / 10:.1f}{sign}".replace(".", ",")
    return Row((name, outcome, "", "", "", "", f"82{sign}", "", period))


def write(folder: Path, documents: int) -> int:
    """Write so many reports; gives how many bytes they are."""
    chance = random.Random(20_240_101)
    places = [(kind, year) for year in YEARS for kind in KINDS]
    for number in range(documents):
        kind, year = places[number % len(places)]
        unit = number // len(places) + 1
        path = folder / f"{kind[1].lower()}-{year}-{unit:03}.txt"
        path.write_text(report(chance, f"Exempelenhet {unit}", kind, year), encoding="utf-8")
    return sum(path.stat().st_size for path in folder.iterdir())


def timed_load(folder: Path, store: Path, workers: int) -> tuple[float, float, dict[str, int]]:
    """Wall seconds and CPU seconds (with the readers'), and what the store holds afterwards."""
    from etl.loading import load

    engine = engine_for(f"sqlite:///{store}")
    upgrade(engine)
    start, before = time.perf_counter(), cpu()
    load(engine, [folder], workers=workers)
    taken = time.perf_counter() - start, cpu() - before
    with engine.connect() as connection:
        held = {
            model.__tablename__: connection.execute(select(func.count()).select_from(model)).scalar_one()
            for model in (SourceDocument, Outcome, Attainment)
        }
    engine.dispose()
    return *taken, held


def cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "rapporter"
        folder.mkdir()
        size = write(folder, documents)
        print(f"{documents} reports of {PAGES} pages, {size / documents / 1000:.0f} kB each; {cores} cores")
        alone, alone_cpu, held = timed_load(folder, Path(name) / "alone.sqlite", 1)
        print(f"one process: {alone:.1f} s ({alone_cpu:.1f} s CPU), {1000 * alone / documents:.0f} s for 1,000 documents")
        together, together_cpu, same = timed_load(folder, Path(name) / "together.sqlite", cores)
        print(f"{cores} readers and one writer: {together:.1f} s ({together_cpu:.1f} s CPU), ", end="")
        print(f"{1000 * together / documents:.0f} s for 1,000 documents, {together / alone:.2f} of the time of one process")
        again, _, _ = timed_load(folder, Path(name) / "together.sqlite", cores)
        print(f"again, nothing new: {again:.1f} s, {again / together:.3f} of the first time")
        if held != same:
            sys.exit(f"the stores differ: {held} and {same}")
        print(f"both stores hold {held}")


if __name__ == "__main__":
    main()
