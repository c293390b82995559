"""A plan that follows an indicator without saying what to reach."""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import FindingKind, TargetForm
from etl.checks.problem import Problem
from etl.checks.row import CellName, Row


def followed_without_target(row: Row) -> Iterator[Problem]:
    """A warning for a plan's row with neither an årsmål nor a KF:s årsmål to hold the outcome against."""
    if not row.in_plan or CellName.TARGET in row.cells:
        return
    kf_target = row.cells.get(CellName.KF_TARGET)
    if kf_target is not None and kf_target.form is not TargetForm.DELEGATED:
        return
    delegated = " KF har lämnat åt nämnden att sätta det." if kf_target else ""
    yield Problem(
        kind=FindingKind.WARNING,
        code="followed_without_target",
        message=f"«{row.name}» följs i planen utan årsmål.{delegated}",
        action="Fråga enheten om årsmålet fattas i planen. Utan mål blir indikatorn ej bedömd.",
        printed=kf_target.printed if kf_target else "",
        line=row.line,
        indicator=row.indicator,
    )
