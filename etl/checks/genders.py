"""Women's and men's values against the total."""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import FindingKind, Measure
from etl.checks.precision import printed_step
from etl.checks.problem import Problem
from etl.checks.row import OUTCOMES, Cell, Row


def both_sexes_on_one_side(row: Row) -> Iterator[Problem]:
    """A question where a share or an index is higher, or lower, for both sexes than for all; for a count, where one exceeds all.

    What rounding to the printed decimals can do is allowed; a count printed without decimals is not rounded.
    Women and men need not add up to the total: that is no error.
    """
    total, men, women = (row.cells.get(name) for name in OUTCOMES)
    if total is None or not (why := _disagreement(row.measure, total, men, women)):
        return
    concerned = frozenset(name for name in OUTCOMES if row.value(name) is not None)
    yield Problem(
        kind=FindingKind.QUESTION,
        code="sexes_against_total",
        message=f"Utfallen för «{row.name}» går inte ihop: {why}.",
        action="Fråga enheten vilket värde som är fel, rätta källan och läs in den igen.",
        printed=" / ".join(row.cells[name].printed for name in OUTCOMES if name in row.cells),
        line=row.line,
        indicator=row.indicator,
        doubtful=concerned,
    )


def _disagreement(measure: Measure | None, total: Cell, men: Cell | None, women: Cell | None) -> str:
    sides = [_side(part, total, is_counted=measure is Measure.COUNT) for part in (men, women) if part is not None]
    if measure is Measure.COUNT and 1 in sides:
        return "ett av könen har ett högre antal än totalen"
    if measure in (Measure.SHARE, Measure.INDEX) and len(sides) == 2 and sides[0] == sides[1] != 0:
        return f"både män och kvinnor ligger {'över' if sides[0] > 0 else 'under'} totalen"
    return ""


def _side(part: Cell, total: Cell, *, is_counted: bool) -> int:
    """1 above the total, -1 below, 0 where the printed decimals cannot tell or a value is missing."""
    if part.value is None or total.value is None:
        return 0
    steps = [printed_step(cell.printed) for cell in (part, total)]
    slack = sum(step / 2 for step in steps if step < 1 or not is_counted) + 1e-9
    difference = part.value - total.value
    return 0 if abs(difference) <= slack else 1 if difference > 0 else -1
