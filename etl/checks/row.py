"""An indicator row with its values read, as the rules about the data see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data.vocabulary import Better, Measure, Period, TargetForm


class CellName(StrEnum):
    """The cells of a row that hold values, by what they are called in a Swedish sentence."""

    OUTCOME = "utfallet"
    OUTCOME_MEN = "utfallet för män och pojkar"
    OUTCOME_WOMEN = "utfallet för kvinnor och flickor"
    PREVIOUS = "det föregående utfallet"
    FORECAST = "prognosen"
    TARGET = "årsmålet"
    KF_TARGET = "KF:s årsmål"

    @property
    def at_start(self) -> str:
        """The same at the start of a sentence."""
        return self.value[0].upper() + self.value[1:]


OUTCOMES = (CellName.OUTCOME, CellName.OUTCOME_MEN, CellName.OUTCOME_WOMEN)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that was read: as printed, as a number (shares in per cent; None for words), with its unit of measure."""

    printed: str
    value: float | None
    unit: str = ""
    form: TargetForm | None = None
    """Only for targets."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, and its cells that were read. ``measure`` is None while the indicator is a draft."""

    line: int
    indicator: str
    name: str
    measure: Measure | None
    unit_of_measure: str
    period: Period
    in_plan: bool = False
    cells: Mapping[CellName, Cell] = field(default_factory=dict)
    odd_respondents: Mapping[CellName, Cell] = field(default_factory=dict)
    """Numbers of respondents that are printed but are no whole number from 0, by the outcome that they stand behind."""
    kf_target_is_local: bool = True
    """False where KF:s årsmål is known to concern the whole city."""
    better: Better | None = None

    def value(self, name: CellName) -> float | None:
        """The number in the cell; None where it is empty or holds words."""
        cell = self.cells.get(name)
        return cell.value if cell else None
