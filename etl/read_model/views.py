"""The same figures as two readers see them: an ordinary reader, and one who may see what is withheld."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from data.vocabulary import Gender, MissingReason, Period
from etl.read_model.cells import Cell, CellsByUnit
from etl.read_model.facts import Definition, OutcomeFact
from etl.read_model.organisation import Organisation
from etl.read_model.series import Place, Series
from etl.rules import withholding
from etl.rules.figures import Figure


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as a reader sees it. ``is_masked``: nothing of the row may be told; ``is_withheld`` in both views."""

    cell: Cell
    figure: Figure
    n: int | None
    outcome: OutcomeFact | None
    is_withheld: bool
    is_masked: bool

    @property
    def value(self) -> float | None:
        """The number to show: a doubtful one is shown and not judged; one with a reason for missing is not shown."""
        return Figure(self.figure.value, self.figure.unit, self.figure.missing).usable


View = dict[Place, Shown]


def published(cells: Mapping[Place, Cell], withheld: frozenset[Place]) -> View:
    """What ordinary readers see. Of what the source itself withholds the print (``..``) may be shown; nothing else."""
    return {
        place: _masked(cell) if place in withheld else Shown(cell, cell.figure, cell.n, cell.outcome, False, False)
        for place, cell in cells.items()
    }


def complete(cells: Mapping[Place, Cell], withheld: frozenset[Place]) -> View:
    """What they would see if nothing were withheld, for those who may see it."""
    return {
        place: Shown(cell, _revealed(cell.figure), cell.n, cell.outcome, place in withheld, False)
        for place, cell in cells.items()
    }


def _masked(cell: Cell) -> Shown:
    hides_a_value = cell.figure.value is not None or cell.figure.missing is not MissingReason.WITHHELD
    outcome = None if hides_a_value else cell.outcome
    return Shown(cell, Figure(None, missing=MissingReason.WITHHELD), None, outcome, True, True)


def _revealed(figure: Figure) -> Figure:
    if figure.missing is MissingReason.WITHHELD and figure.value is not None:
        return Figure(figure.value, figure.unit, None, figure.is_doubtful)
    return figure


def withheld_places(
    cells: CellsByUnit, series: Mapping[int, Series], organisation: Organisation, definition: Definition
) -> dict[int, frozenset[Place]]:
    """What is withheld of an indicator, by unit; the units without any are left out."""
    found: defaultdict[int, set[Place]] = defaultdict(set)
    for unit_id, of_unit in series.items():
        for place, forecast in of_unit.forecasts.items():
            if _expects_too_few(forecast.figure, definition):
                found[unit_id].add(place)
    for year, of_year in _by_year(cells).items():
        keys = withholding.withheld_cells(
            of_year,
            organisation.parents,
            definition.rules,
            min_group=definition.min_group,
            is_sensitive=definition.is_sensitive,
        )
        for key in keys:
            found[key.unit_id].add((Period(year, key.period), key.gender))
    return {unit_id: frozenset(places & cells[unit_id].keys()) for unit_id, places in found.items() if unit_id in cells}


def _expects_too_few(forecast: Figure, definition: Definition) -> bool:
    return withholding.expects_too_few(
        forecast, min_group=definition.min_group, is_sensitive=definition.is_sensitive, indicator=definition.rules
    )


def _by_year(cells: CellsByUnit) -> dict[int, dict[withholding.Key, withholding.Cell]]:
    years: defaultdict[int, dict[withholding.Key, withholding.Cell]] = defaultdict(dict)
    for unit_id, places in cells.items():
        for (period, gender), cell in places.items():
            key = withholding.Key(unit_id, period.kind, gender)
            years[period.year][key] = withholding.Cell(cell.figure, cell.n, cell.is_aggregated)
    return years


def usable_figures(view: View) -> dict[Gender, dict[Period, Shown]]:
    """By gender, what others may be compared with."""
    usable: dict[Gender, dict[Period, Shown]] = {gender: {} for gender in Gender}
    for (period, gender), shown in view.items():
        if shown.figure.usable is not None:
            usable[gender][period] = shown
    return usable
