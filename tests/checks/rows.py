"""Rows as the checks see them, written as they stand in a report."""

from __future__ import annotations

from data.vocabulary import Measure, Period, PeriodKind
from etl.checks import CellName, Row
from etl.checks.row import Cell
from etl.normalise.doubts import Doubt
from etl.normalise.outcomes import parse_outcome
from etl.normalise.targets import parse_target

VB_2020 = Period(2020, PeriodKind.VB)
TARGETS = (CellName.TARGET, CellName.KF_TARGET)


def row(
    name: str = "Sjukfrånvaro",
    measure: Measure | None = Measure.SHARE,
    unit_of_measure: str = "%",
    *,
    line: int = 12,
    in_plan: bool = False,
    **printed: str,
) -> Row:
    """``row(outcome="4,8 %", target="7,5 %")``."""
    cells: dict[CellName, Cell] = {}
    for cell_name, text in printed.items():
        which = CellName[cell_name.upper()]
        read = parse_target(text) if which in TARGETS else parse_outcome(text)
        if read is not None and not isinstance(read, Doubt):
            cells[which] = Cell(text, read.value, read.unit, getattr(read, "form", None))
    return Row(line, name.casefold(), name, measure, unit_of_measure, VB_2020, in_plan, cells)
