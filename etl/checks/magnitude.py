"""A value of quite another size than the last one: a slipped decimal mark or another unit."""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import FindingKind, Measure
from etl.checks.problem import Problem
from etl.checks.row import CellName, Row

TIMES = 10.0


def ten_times_the_last(row: Row) -> Iterator[Problem]:
    """A question for an amount or an index ten times, or a tenth of, its previous outcome or else its årsmål.

    Counts are left out: from 1 to 10 is a small change. KF:s årsmål is left out: it may concern the whole city.
    """
    outcome = row.value(CellName.OUTCOME)
    if row.measure not in (Measure.AMOUNT, Measure.INDEX) or not outcome or outcome < 0:
        return
    against = next((name for name in (CellName.PREVIOUS, CellName.TARGET) if (row.value(name) or 0) > 0), None)
    compared = row.value(against) if against else None
    if against is None or not compared or 1 / TIMES < outcome / compared < TIMES:
        return
    yield Problem(
        kind=FindingKind.QUESTION,
        code="another_magnitude",
        message=(
            f"Utfallet för «{row.name}» är av en helt annan storlek än {against.value} ({row.cells[against].printed}):"
            " står decimaltecknet och måttenheten rätt?"
        ),
        action="Fråga enheten efter rätt värde, rätta källan och läs in den igen.",
        printed=row.cells[CellName.OUTCOME].printed,
        line=row.line,
        indicator=row.indicator,
        doubtful=frozenset({CellName.OUTCOME}),
    )
