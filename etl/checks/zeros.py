"""A zero where nothing was measured."""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import FindingKind, Measure
from etl.checks.problem import Problem
from etl.checks.row import OUTCOMES, CellName, Row

_COMPARED = (CellName.PREVIOUS, CellName.TARGET, CellName.KF_TARGET)


def nothing_measured(row: Row) -> Iterator[Problem]:
    """A question for an amount or an index that is 0 although its target or its last outcome is above 0.

    A count or a share may well be none; kilograms per meal and indices are not 0 unless nobody measured.
    """
    if row.measure not in (Measure.AMOUNT, Measure.INDEX):
        return
    above = next((name for name in _COMPARED if (row.value(name) or 0) > 0), None)
    for name in (*OUTCOMES, CellName.FORECAST):
        if above is None or row.value(name) != 0:
            continue
        yield Problem(
            kind=FindingKind.QUESTION,
            code="zero_not_measured",
            message=(f"{name.at_start} för «{row.name}» är 0, men {above.value} är {row.cells[above].printed}: är det uppmätt?"),
            action="Fråga enheten om värdet är mätt. Om inte: stryk nollan i källan och läs in den igen.",
            printed=row.cells[name].printed,
            line=row.line,
            indicator=row.indicator,
            doubtful=frozenset({name}),
        )
