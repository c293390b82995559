"""A share printed without its sign, so small that it may be a proportion: ``0,9`` for 90 %?"""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import FindingKind, Measure
from etl.checks.problem import Problem
from etl.checks.row import Row


def share_without_sign_below_one(row: Row) -> Iterator[Problem]:
    """A question for a bare number above 0 and at most 1 where a share is meant. ``90`` is 90 %; ``0,9`` may be either."""
    if row.measure is not Measure.SHARE:
        return
    for name, cell in row.cells.items():
        if cell.value is None or cell.unit or not 0 < cell.value <= 1:
            continue
        yield Problem(
            kind=FindingKind.QUESTION,
            code="small_bare_share",
            message=f"{name.at_start} för «{row.name}» saknar procenttecken och är högst 1: det kan vara procent eller en kvot.",
            action=f"Skriv {cell.printed} % eller {_as_per_cent(cell.value)} % i källan, och läs in den igen.",
            printed=cell.printed,
            line=row.line,
            indicator=row.indicator,
            doubtful=frozenset({name}),
        )


def _as_per_cent(proportion: float) -> str:
    return f"{round(proportion * 100, 6):g}".replace(".", ",")
