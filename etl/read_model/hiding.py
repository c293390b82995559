"""What is withheld of many indicators at once, and the figures as two readers see them: the fast way's ``views``.

What is too few is found for everything at once, and so is which sums there are (``subtracting``); what goes with it is
decided for each indicator and year by ``etl.rules.subtraction``.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from data.vocabulary import Measure, MeasuredOver, MissingReason
from etl import sharing
from etl.read_model.columns import KINDS, MISSING, NO_NUMBER, Bools
from etl.read_model.facts import Definition
from etl.read_model.grid import NOT_ADDED_UP, NOT_APPLICABLE, NOT_REPORTED, NOT_YET_DUE, WITHHELD, Figures, Grid
from etl.read_model.organisation import Organisation
from etl.read_model.subtracting import Marked, Subtracting
from etl.rules.subtraction import withheld_for

_DROPPED_OUT = MISSING.index(MissingReason.DROPPED_OUT)
_NOTHING_TO_WITHHOLD = (NOT_REPORTED, NOT_YET_DUE, NOT_APPLICABLE, NOT_ADDED_UP, _DROPPED_OUT)


def withheld(grid: Grid, organisation: Organisation, definitions: dict[int, Definition]) -> Bools:
    """The cells that ordinary readers do not see."""
    of_indicator = [definitions[indicator] for indicator in grid.indicator_ids.tolist()]
    found, increases = _too_few(grid, of_indicator), _small_increases(grid, of_indicator)
    if not found.any() and not any(small.any() for small in increases.values()):
        return found
    shown = grid.exists & np.isfinite(grid.figures.value) & (grid.figures.missing == 0)
    adds_up = np.array([each.rules.adds_up for each in of_indicator])
    subtracting = Subtracting(grid, organisation, adds_up, Marked(shown, found.copy(), increases))
    years = subtracting.years()

    def cells_of(of: tuple[Any, int]) -> Any:
        sums = subtracting.of(*of)
        places = [sums.place(cell) for cell in withheld_for(sums.too_few(), sums)]
        return np.array(places, np.int32).reshape(-1, 3)

    for (series, year), cells in zip(years, sharing.each(cells_of, years), strict=True):
        units, genders, kinds = cells.T
        found[series[units], genders, year * len(KINDS) + kinds] = True
    return found


def concerned(grid: Grid, of_indicator: list[Definition]) -> Bools:
    """The cells for whose sake something is withheld; ``of_indicator``: the definition of each series."""
    found = _too_few(grid, of_indicator)
    for small in _small_increases(grid, of_indicator).values():
        found |= small
    return found


def few_expected(grid: Grid, of_indicator: list[Definition]) -> Bools:
    """As ``withholding.expects_too_few``."""
    min_group = np.array([each.min_group for each in of_indicator])[:, None, None]
    found: Bools = (grid.forecast >= 0) & _sensitive(of_indicator) & ~(grid.forecast_value >= min_group)
    return found


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


def _small_increases(grid: Grid, of_indicator: list[Definition]) -> dict[tuple[int, int], Bools]:
    """As ``withholding.small_increases``: by earlier and later follow-up, marked at the later."""
    figures, step = grid.figures, len(KINDS)
    grows = np.array([each.rules.accumulates or each.rules.measured_over is MeasuredOver.YEAR_TO_DATE for each in of_indicator])
    series = np.flatnonzero(grows)
    if not len(series):
        return {}
    mine = [of_indicator[each] for each in series.tolist()]
    min_group, sensitive = np.array([each.min_group for each in mine])[:, None, None], _sensitive(mine)
    shown = np.isfinite(figures.value[series]) & (figures.missing[series] == 0) & grid.exists[series]
    value, n, has_n = figures.value[series], figures.n[series], figures.n[series] != NO_NUMBER
    increases = {}
    for earlier, later in combinations(range(step), 2):
        a, b = (..., slice(earlier, None, step)), (..., slice(later, None, step))
        both = shown[a] & shown[b]
        more = n[b] - n[a]
        few = sensitive & (np.abs(np.where(both, value[b] - value[a], np.inf)) < min_group)
        few |= has_n[a] & has_n[b] & (more > 0) & (more < min_group)
        increases[earlier, later] = found = np.zeros(grid.exists.shape, bool)
        found[series, :, later::step] = both & few
    return increases


def _sensitive(of_indicator: list[Definition]) -> Any:
    counts = [each.is_sensitive and each.rules.measure in (Measure.COUNT, None) for each in of_indicator]
    return np.array(counts)[:, None, None]
