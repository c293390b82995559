"""A bound, or *öka* and *minska*, that goes the other way than the indicator's definition."""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import Better, FindingKind, TargetForm
from etl.checks.problem import Problem
from etl.checks.row import CellName, Row

AGAINST_DIRECTION = "bound_against_direction"

OWN_DIRECTION = {
    TargetForm.MAX: Better.LOWER,
    TargetForm.DECREASE: Better.LOWER,
    TargetForm.MIN: Better.HIGHER,
    TargetForm.INCREASE: Better.HIGHER,
}
_WORDS = {Better.HIGHER: "högre", Better.LOWER: "lägre"}


def bound_against_direction(row: Row) -> Iterator[Problem]:
    """A question for ``högst 87 %`` where the definition says that higher is better, and the like for *minst*, *öka*, *minska*.

    The target decides its own direction, so 40 % would come out as *uppfylls helt*. Either the target or the definition is
    probably mistaken; until it is answered nothing is judged against the target. Source of the rule: ours.
    """
    for name in (CellName.TARGET, CellName.KF_TARGET):
        cell = row.cells.get(name)
        own = OWN_DIRECTION.get(cell.form) if cell is not None and cell.form is not None else None
        if cell is None or own is None or row.better is None or own is row.better:
            continue
        yield Problem(
            kind=FindingKind.QUESTION,
            code=AGAINST_DIRECTION,
            message=(
                f"{name.at_start} för «{row.name}» är «{cell.printed.strip()}», men enligt definitionen är"
                f" {_WORDS[row.better]} bättre. Utfallet bedöms inte mot målet förrän det är besvarat."
            ),
            action=(
                "Fråga enheten vad som avses, rätta källan och läs in den igen. Är det definitionen som är fel, rätta better i"
                f" data/definitions/indicators/{row.indicator}.yaml. Ska målet stå som det står, svara att det stämmer."
            ),
            printed=cell.printed,
            line=row.line,
            indicator=row.indicator,
            doubtful=frozenset({name}),
        )
