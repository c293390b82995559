"""What a program writes where a calculation went wrong: NaN and infinities."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from data.vocabulary import FindingKind, TargetForm
from etl.checks.problem import Problem
from etl.checks.row import Cell, Row

_WRITTEN = re.compile(r"[-+−]?\s*(?:nan|inf(?:inity)?|∞)\s*%?", re.IGNORECASE)


def not_a_finite_number(row: Row) -> Iterator[Problem]:
    """A question for every value that is no finite number, and every target that is written as none.

    As an outcome or a forecast the words are no number either: they are asked about where they are read.
    """
    for name, cell in row.cells.items():
        if not _is_no_number(cell):
            continue
        yield Problem(
            kind=FindingKind.QUESTION,
            code="not_a_finite_number",
            message=f"{name.at_start} för «{row.name}» är inget tal utan ett märke för att en uträkning har gått fel.",
            action="Fråga enheten efter rätt värde, rätta källan och läs in den igen.",
            printed=cell.printed,
            line=row.line,
            indicator=row.indicator,
            doubtful=frozenset({name}),
        )


def _is_no_number(cell: Cell) -> bool:
    if cell.value is not None:
        return not math.isfinite(cell.value)
    return cell.form is TargetForm.WORDS and _WRITTEN.fullmatch(cell.printed.strip()) is not None
