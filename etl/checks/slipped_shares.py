"""A share that is ten times, or a tenth of, both the last one and what is aimed at: a slipped decimal mark."""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import FindingKind, Measure
from etl.checks.problem import Problem
from etl.checks.row import CellName, Row

TIMES = 8.0
"""How many times the previous outcome and the årsmål a share is, or is a part of, to be asked about."""


def share_with_slipped_decimal(row: Row) -> Iterator[Problem]:
    """A question for a share eight times, or an eighth of, both its previous outcome and its årsmål: ``95`` after ``9,5``.

    The årsmål is asked too because a share may well go from 2 to 20 per cent when that is what was aimed at.
    """
    outcome, previous, target = (row.value(name) for name in (CellName.OUTCOME, CellName.PREVIOUS, CellName.TARGET))
    if row.measure is not Measure.SHARE or not outcome or not previous or not target:
        return
    if min(outcome, previous, target) < 0 or not (_is_far(outcome / previous, outcome / target)):
        return
    yield Problem(
        kind=FindingKind.QUESTION,
        code="slipped_share",
        message=(
            f"Utfallet för «{row.name}» är {row.cells[CellName.OUTCOME].printed}, men det föregående var"
            f" {row.cells[CellName.PREVIOUS].printed} och årsmålet är {row.cells[CellName.TARGET].printed}:"
            " står decimaltecknet rätt?"
        ),
        action="Fråga enheten efter rätt värde, och svara med python -m etl settle. Utfallet bedöms inte förrän det är besvarat.",
        printed=row.cells[CellName.OUTCOME].printed,
        line=row.line,
        indicator=row.indicator,
        doubtful=frozenset({CellName.OUTCOME}),
    )


def _is_far(of_previous: float, of_target: float) -> bool:
    return min(of_previous, of_target) >= TIMES or max(of_previous, of_target) <= 1 / TIMES
