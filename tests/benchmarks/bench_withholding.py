"""How long withholding takes, as ratios within one run: ``python -m tests.benchmarks.bench_withholding``.

One indicator and one year of a district of 40 units, and of a city of 520 – women, men and totals in three follow-ups,
departments added up – against asking of each figure whether it is too few by itself, which has to be done anyway.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from data.vocabulary import FOLLOW_UPS, Aggregate, Gender, Measure
from etl.rules.figures import Figure, IndicatorRules
from etl.rules.withholding import Cell, Key, is_too_few, withheld_cells

MIN_GROUP = 10
INDICATOR = IndicatorRules(better=None, tolerance_pct=10, measure=Measure.SHARE, aggregate=Aggregate.WEIGHTED_MEAN)
SIZES = {
    "inga för små": (10, 90),
    "någon procent för små": (9, 90),
    "var sjätte grupp för liten": (0, 60),
    "alla för små": (0, 4),
}
ROUNDS = 5


def organisation(units: int, sizes: tuple[int, int]) -> tuple[dict[Key, Cell], dict[int, int | None]]:
    """Departments of eight units under one board, each unit with groups of a size within the bounds."""
    chance = random.Random(2023)
    departments = units // 8
    parents: dict[int, int | None] = {0: None, **dict.fromkeys(range(1, departments + 1), 0)}
    parents |= {1000 + number: 1 + number % departments for number in range(units)}
    people: dict[Key, int] = {}
    for unit_id in range(1000, 1000 + units):
        for period in FOLLOW_UPS:
            women, men = (chance.randint(*sizes) for _ in range(2))
            for gender, n in ((Gender.T, women + men), (Gender.K, women), (Gender.M, men)):
                above: int | None = unit_id
                while above is not None:
                    key = Key(above, period, gender)
                    people[key] = people.get(key, 0) + n
                    above = parents[above]
    return {key: Cell(Figure(80.0, "%"), n, key.unit_id < 1000) for key, n in people.items()}, parents


def seconds(work: Callable[[], object]) -> float:
    """The shortest of some rounds, in CPU time."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    for units in (40, 520):
        for name, sizes in SIZES.items():
            cells, parents = organisation(units, sizes)

            def too_few(cells: dict[Key, Cell] = cells) -> list[Key]:
                return [
                    key
                    for key, cell in cells.items()
                    if is_too_few(cell.figure, cell.n, min_group=MIN_GROUP, is_sensitive=False, indicator=INDICATOR)
                ]

            def withheld(cells: dict[Key, Cell] = cells, parents: dict[int, int | None] = parents) -> frozenset[Key]:
                return withheld_cells(cells, parents, INDICATOR, min_group=MIN_GROUP, is_sensitive=False)

            alone, whole = seconds(too_few), seconds(withheld)
            print(
                f"{units} enheter, {len(cells)} utfall, {name}: {len(too_few())} för få, {len(withheld())} undertryckta;"
                f" {whole * 1000:.1f} ms, {whole / alone:.1f} × frågan om varje utfall för sig"
            )


if __name__ == "__main__":
    main()
