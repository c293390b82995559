"""Loading very many figures, against a bare copy of them: ``python -m tests.benchmarks.bench_bulk [share] [facts]``.

13 districts × 40 units × 60 indicators × 5 years × 3 follow-ups × 3 genders: 1.4 million outcomes with 156,000 targets, in a
folder of figures in CSV. The bare copy is ``pandas.read_csv`` of the same file and ``to_sql`` of the outcomes' unit, indicator,
year, period, gender, value and number of respondents, unread and unchecked, into a SQLite file. The load is the whole way: read,
normalise, check, trace, judge, withhold, add up, index. Each is a process of its own, whose memory is that of all processes that
it starts as well, with what they share counted once. ``share`` (default 1) is how much of the units to take; with ``facts``
nothing is judged, which shows the way from the file to the facts alone.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from data.definitions import Definitions, IndicatorDefinition, UnitDefinition
from data.vocabulary import Aggregate, Better, Measure, Periodicity, UnitKind

DISTRICTS, UNITS, INDICATORS, YEARS = 13, 40, 60, range(2019, 2024)
CHECKED = dt.date(2024, 1, 1)
TODAY = dt.date(2024, 2, 1)
GOALS = (("namndmal", "1.1", "Omsorgen är trygg"), ("namndmal", "2.1", "Verksamheten är hållbar"))
SECONDS_BETWEEN_LOOKS = 0.2
SIDECAR = "publisher: Provstaden\nreference: mätning\ndate: 2024-01-01\nlicence: påhittat\norigin: bundled\nsha256: {sha256}\n"
TITLES = (
    *("document", "unit", "document_type", "year", "goal", "indicator", "periodicity"),
    *("what", "gender", "period", "value", "n", "line"),
)


def definitions(units: int) -> Definitions:
    """The districts with their units, and the indicators: shares mostly, some counts and indices."""
    placed = [UnitDefinition(slug="stad", name="Provstaden", kind=UnitKind.STAD)]
    for district in range(DISTRICTS):
        above = f"district-{district}"
        placed.append(UnitDefinition(slug=above, name=f"Stadsdel {district}", kind=UnitKind.FORVALTNING, parent="stad"))
        placed += [
            UnitDefinition(slug=f"enhet-{district}-{unit}", name=_unit(district, unit), kind=UnitKind.ENHET, parent=above)
            for unit in range(units)
        ]
    return Definitions(units=tuple(placed), indicators=tuple(map(_indicator, range(INDICATORS))), sha256="mätning")


def _unit(district: int, unit: int) -> str:
    return f"Vård- och omsorgsboendet {district}.{unit}"


def _measure(number: int) -> tuple[Measure, str, Aggregate]:
    if number % 6 == 4:
        return Measure.COUNT, "st", Aggregate.SUM
    if number % 6 == 5:
        return Measure.INDEX, "", Aggregate.NONE
    return Measure.SHARE, "%", Aggregate.WEIGHTED_MEAN


def _indicator(number: int) -> IndicatorDefinition:
    measure, unit, aggregate = _measure(number)
    return IndicatorDefinition(
        slug=f"indikator-{number}", name=_name(number), short_name=f"Indikator {number}", description="Mätning.", why="Mätning.",
        measure=measure, unit_of_measure=unit, better=Better.HIGHER if number % 3 else Better.LOWER,
        periodicity=Periodicity.TERTIAL, aggregate=aggregate, set_by="kf", source="mätning", checked_on=CHECKED,
    )  # fmt: skip


def _name(number: int) -> str:
    return f"{'Antal' if _measure(number)[0] is Measure.COUNT else 'Andel'} omsorgstagare, fråga {number}"


def write_folder(folder: Path, units: int) -> None:
    """The CSV files with their sidecars: the same in every run."""
    chance = random.Random(7)
    with (
        _vouched(folder / "figures.csv", TITLES) as figures,
        _vouched(folder / "goals.csv", ("document", "order", "level", "number", "title", "fulfilment", "line")) as goals,
    ):
        for district in range(DISTRICTS):
            for unit in range(units):
                for year in YEARS:
                    for kind in ("VP", "T1", "T2", "VB"):
                        document = f"{district}-{unit}-{kind}-{year}".lower()
                        goals.writerows([document, order, *goal, "", ""] for order, goal in enumerate(GOALS, start=1))
                        figures.writerows(_document([document, _unit(district, unit), kind, str(year)], chance))


@contextmanager
def _vouched(path: Path, titles: tuple[str, ...]) -> Iterator[Any]:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(titles)
        yield writer
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_name(f"{path.name}.yaml").write_text(SIDECAR.format(sha256=sha256), encoding="utf-8")


def _document(document: list[str], chance: random.Random) -> Iterator[list[str]]:
    kind, year = document[2:]
    for number in range(INDICATORS):
        line = [*document, str(number % len(GOALS) + 1), _name(number), "Tertial"]
        measure = _measure(number)[0]
        sign = " %" if measure is Measure.SHARE else ""
        if kind == "VP":
            yield [*line, "årsmål", "T", "", f"{chance.randint(60, 90)}{sign}", "", ""]
            continue
        answers = chance.randint(4, 12) if chance.random() < 0.03 else chance.randint(25, 90)
        men = round(answers * chance.uniform(0.3, 0.6))
        level = chance.uniform(45, 92)
        half = round(level) // 2
        sexes = (half, round(level) - half) if measure is Measure.COUNT else (level - 2, level + 2)
        for gender, value, n in (("T", level, answers), ("M", sexes[0], men), ("K", sexes[1], answers - men)):
            printed = f"{value:.1f}".replace(".", ",") if sign else str(round(value))
            mark = chance.random()
            told = f"{printed}{sign}" if mark > 0.01 else chance.choice(("..", "-", "i.u.", ""))
            if mark > 0.9995:  # printed by mistake
                told = chance.choice(("abc", "105 %", "0,7", "12 GWh"))
            yield [*line, "utfall", gender, f"{kind} {year}", told, str(n), ""]


# -- what is measured, each in a process of its own


def bare_copy(folder: Path) -> dict[str, float]:
    import pandas as pd

    start = time.perf_counter()
    frame = pd.read_csv(folder / "figures.csv")
    read = time.perf_counter() - start
    outcomes = frame[frame["what"] == "utfall"][["unit", "indicator", "year", "period", "gender", "value", "n"]]
    with sqlite3.connect(folder / "bare.sqlite") as connection:
        outcomes.to_sql("outcome", connection, index=False)
    connection.close()
    return {"allt": time.perf_counter() - start, "read_csv": read, "rader": len(outcomes)}


def whole_load(folder: Path, units: int, is_judged: bool = True) -> dict[str, float]:
    from data.store import engine_for, upgrade
    from etl import read_model
    from etl.loading import load

    engine = engine_for(f"sqlite:///{folder / 'malbild.sqlite'}")
    upgrade(engine)
    judging = 0.0
    rebuild = read_model.rebuild

    def timed(*given: Any, **named: Any) -> int:
        nonlocal judging
        start = time.perf_counter()
        changed = rebuild(*given, **named) if is_judged else 0
        judging += time.perf_counter() - start
        return changed

    read_model.rebuild = timed
    start = time.perf_counter()
    report = load(engine, [folder], definitions=definitions(units), today=TODAY)
    took = time.perf_counter() - start
    with engine.connect() as connection:
        counted = {
            f"rader {table}": float(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
            for table in ("outcome", "target", "followed_under", "finding", "attainment")
        }
    documents = float(sum(report.files[0].states.values()))
    return {
        "allt": took,
        "bedöma, dölja, räkna ihop": judging,
        "läsa till fakta": took - judging,
        "dokument": documents,
    } | counted


def _measured(action: Callable[..., dict[str, float]], given: tuple[Any, ...]) -> dict[str, float]:
    start = _processor_seconds()
    took = action(*given)
    took |= {"processortid med starten": _processor_seconds() - start}
    return took | {"minne, den största processen, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3}


def _processor_seconds() -> float:
    """Of this process and of those that it has started and that have ended."""
    used = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def in_a_process(action: Callable[..., dict[str, float]], *given: Any) -> dict[str, float]:
    """What the action measured of itself, with the peak of the memory of its process and of those that it starts, together."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        pid = process.submit(os.getpid).result()
        measured, peak = process.submit(_measured, action, given), 0.0
        while not wait([measured], timeout=SECONDS_BETWEEN_LOOKS).done:
            there = list(_with_those_below(pid))
            together = sum(map(_proportional_megabytes, there))
            if there == list(_with_those_below(pid)):  # else a page may have been counted both before and after it was shared
                peak = max(peak, together)
        return measured.result() | {"minne, alla processer, MB": peak}


def _with_those_below(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):  # it has just ended
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield from _with_those_below(int(child))


def _proportional_megabytes(pid: int) -> float:
    """Its memory, where pages that several processes share are shared among them (PSS)."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def main() -> None:
    units = max(1, round(UNITS * float(sys.argv[1] if len(sys.argv) > 1 else 1)))
    with tempfile.TemporaryDirectory(prefix="malbild-bulk-") as name:
        folder = Path(name)
        write_folder(folder, units)
        bare = in_a_process(bare_copy, folder)
        whole = in_a_process(whole_load, folder, units, "facts" not in sys.argv)
    print(f"{bare['rader']:.0f} utfall i en fil")
    for title, took in (("kopia av de bara raderna", bare), ("hela vägen", whole)):
        print(f"  {title}")
        for what, value in took.items():
            if what.startswith(("rader", "minne", "dokument")):
                print(f"    {what:<28} {value:12.0f}")
            else:
                print(f"    {what:<28} {value:12.2f} s {value / bare['allt']:6.2f} × kopian")


if __name__ == "__main__":
    main()
