"""What is withheld of many indicators at once, and the figures as two readers see them: the fast way's ``views``.

That nothing is too few is found for everything at once; where something is, ``etl.rules.withholding`` decides for the
indicator and year.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from data.vocabulary import Measure, MeasuredOver, MissingReason
from etl.read_model.columns import GENDERS, KINDS, MISSING, NO_NUMBER, Bools, Codes
from etl.read_model.facts import Definition
from etl.read_model.grid import NOT_ADDED_UP, NOT_APPLICABLE, NOT_REPORTED, NOT_YET_DUE, WITHHELD, Figures, Grid
from etl.read_model.organisation import Organisation
from etl.rules import withholding
from etl.rules.figures import Figure

_DROPPED_OUT = MISSING.index(MissingReason.DROPPED_OUT)
_NOTHING_TO_WITHHOLD = (NOT_REPORTED, NOT_YET_DUE, NOT_APPLICABLE, NOT_ADDED_UP, _DROPPED_OUT)


def withheld(grid: Grid, organisation: Organisation, definitions: dict[int, Definition], units: Codes) -> Bools:
    """The cells that ordinary readers do not see."""
    found = np.zeros(grid.exists.shape, bool)
    of_indicator = [definitions[indicator] for indicator in grid.indicator_ids.tolist()]
    few = concerned(grid, of_indicator)
    years = few.reshape(len(few), len(GENDERS), grid.years, len(KINDS)).any(axis=(1, 3))
    parents = organisation.parents
    for indicator, year in sorted({(int(grid.indicator_ids[s]), int(y)) for s, y in np.argwhere(years)}):
        series = np.flatnonzero(grid.indicator_ids == indicator)
        definition = definitions[indicator]
        cells = _cells(grid, series, year, units.texts)
        keys = withholding.withheld_cells(
            cells, parents, definition.rules, min_group=definition.min_group, is_sensitive=definition.is_sensitive
        )
        hidden = [key for key in keys if key in cells]
        if hidden:
            at = grid.series_at([key.unit_id for key in hidden], np.full(len(hidden), indicator))
            genders = [GENDERS.index(key.gender) for key in hidden]
            found[at, genders, [year * len(KINDS) + KINDS.index(key.period) for key in hidden]] = True
    return found


def concerned(grid: Grid, of_indicator: list[Definition]) -> Bools:
    """The cells for whose sake something is withheld; ``of_indicator``: the definition of each series."""
    return _too_few(grid, of_indicator) | _small_increases(grid, of_indicator)


def published(figures: Figures, hidden: Bools) -> Figures:
    """What ordinary readers see. Of what the source itself withholds the print (``..``) may be shown; nothing else."""
    if not hidden.any():
        return figures
    shown = figures.copy()
    hides_a_value = hidden & (~np.isnan(figures.value) | (figures.missing != WITHHELD))
    shown.fact[hides_a_value] = -1
    shown.value[hidden], shown.n[hidden], shown.missing[hidden] = np.nan, NO_NUMBER, WITHHELD
    shown.is_doubtful[hidden], shown.unit[hidden] = False, 0
    return shown


def complete(figures: Figures) -> Figures:
    """What they would see if nothing were withheld."""
    revealed = figures.copy()
    revealed.missing[(figures.missing == WITHHELD) & ~np.isnan(figures.value)] = 0
    return revealed


def _too_few(grid: Grid, of_indicator: list[Definition]) -> Bools:
    """As ``withholding.is_too_few``."""
    figures = grid.figures
    min_group = np.array([each.min_group for each in of_indicator])[:, None, None]
    sensitive = _sensitive(of_indicator)
    nothing = np.isin(figures.missing, _NOTHING_TO_WITHHOLD) | (np.isnan(figures.value) & (figures.missing == 0))
    few = (figures.n != NO_NUMBER) & (figures.n < min_group)
    small = sensitive & ~(figures.value >= min_group)
    found: Bools = grid.exists & ((figures.missing == WITHHELD) | (~nothing & (few | small)))
    return found


def _small_increases(grid: Grid, of_indicator: list[Definition]) -> Bools:
    """As ``withholding.small_increases``, marked at the later follow-up."""
    figures, found = grid.figures, np.zeros(grid.exists.shape, bool)
    grows = np.array([each.rules.accumulates or each.rules.measured_over is MeasuredOver.YEAR_TO_DATE for each in of_indicator])
    series = np.flatnonzero(grows)
    if not len(series):
        return found
    mine = [of_indicator[each] for each in series.tolist()]
    min_group, sensitive = np.array([each.min_group for each in mine])[:, None, None], _sensitive(mine)
    shown = np.isfinite(figures.value[series]) & (figures.missing[series] == 0) & grid.exists[series]
    value, n, has_n = figures.value[series], figures.n[series], figures.n[series] != NO_NUMBER
    step = len(KINDS)
    for earlier, later in combinations(range(step), 2):
        a, b = (..., slice(earlier, None, step)), (..., slice(later, None, step))
        both = shown[a] & shown[b]
        more = n[b] - n[a]
        few = sensitive & (np.abs(np.where(both, value[b] - value[a], np.inf)) < min_group)
        few |= has_n[a] & has_n[b] & (more > 0) & (more < min_group)
        found[series, :, later::step] |= both & few
    return found


def _sensitive(of_indicator: list[Definition]) -> Any:
    counts = [each.is_sensitive and each.rules.measure in (Measure.COUNT, None) for each in of_indicator]
    return np.array(counts)[:, None, None]


def _cells(grid: Grid, series: Any, year: int, units: list[str]) -> dict[withholding.Key, withholding.Cell]:
    """The cells of an indicator and year in the words of the rules."""
    figures, cells = grid.figures, {}
    columns = slice(year * len(KINDS), (year + 1) * len(KINDS))
    at, genders, places = np.nonzero(grid.exists[series, :, columns])
    where = (series[at], genders, places + columns.start)
    values, numbers, reasons = (getattr(figures, name)[where].tolist() for name in ("value", "n", "missing"))
    doubtful, of_measure = figures.is_doubtful[where].tolist(), figures.unit[where].tolist()
    unit_ids, added = grid.unit_ids[where[0]].tolist(), grid.is_aggregated[where].tolist()
    for unit_id, gender, place, value, n, reason, doubt, unit, is_added_up in zip(
        *(unit_ids, genders.tolist(), places.tolist(), values, numbers, reasons, doubtful, of_measure, added), strict=True
    ):
        figure = Figure(None if value != value else value, units[unit], MISSING[reason], doubt)
        cell = withholding.Cell(figure, None if n == NO_NUMBER else n, is_added_up)
        cells[withholding.Key(unit_id, KINDS[place], GENDERS[gender])] = cell
    return cells
