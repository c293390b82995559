"""Values that cannot be: shares outside 0–100 %, negative counts."""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import FindingKind, Measure
from etl.checks.problem import Problem
from etl.checks.row import Row


def outside_what_is_possible(row: Row) -> Iterator[Problem]:
    """A question for every share below 0 or above 100 per cent and every count below 0."""
    for name, cell in row.cells.items():
        if cell.value is None or not (why := _impossible(cell.value, row.measure)):
            continue
        yield Problem(
            kind=FindingKind.QUESTION,
            code="impossible_value",
            message=f"{name.at_start} för «{row.name}» kan inte stämma: {why}.",
            action="Fråga enheten efter rätt värde, rätta källan och läs in den igen.",
            printed=cell.printed,
            line=row.line,
            indicator=row.indicator,
            doubtful=frozenset({name}),
        )


def _impossible(value: float, measure: Measure | None) -> str:
    if measure is Measure.SHARE and not 0 <= value <= 100:
        return "en andel ligger mellan 0 och 100 %"
    if measure is Measure.COUNT and value < 0:
        return "ett antal är inte mindre än 0"
    return ""
