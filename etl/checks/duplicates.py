"""The same indicator twice in one document, with different values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from data.vocabulary import FindingKind
from etl.checks.problem import Problem
from etl.checks.row import CellName, Row
from etl.places import locator


def same_indicator_twice(rows: Sequence[Row]) -> Iterator[Problem]:
    """A question for every cell in which two rows about the same indicator and period differ. Equal rows are no fault."""
    alike: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        alike[row.indicator, str(row.period)].append(row)
    for together in alike.values():
        for name in CellName:
            told = [row for row in together if name in row.cells]
            if len({(row.cells[name].value, row.cells[name].form) for row in told}) > 1:
                yield _question(name, told)


def _question(name: CellName, told: Sequence[Row]) -> Problem:
    first = told[0]
    listed = ", ".join(f"{row.cells[name].printed} ({locator(row.line)})" for row in told)
    return Problem(
        kind=FindingKind.QUESTION,
        code="same_indicator_twice",
        message=f"«{first.name}» står flera gånger i dokumentet, och {name.value} är olika: {listed}.",
        action="Fråga enheten vilket värde som gäller, rätta källan och läs in den igen.",
        printed=" / ".join(row.cells[name].printed for row in told),
        line=first.line,
        indicator=first.indicator,
        doubtful=frozenset({name}),
        other_lines=frozenset(row.line for row in told[1:]),
    )
