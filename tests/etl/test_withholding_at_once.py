"""What is withheld of many indicators at once is what ``etl.rules.withholding`` says of one indicator and year."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from etl.read_model import fast, hiding
from etl.read_model.columns import GENDERS, KINDS, MISSING, NO_NUMBER, Facts
from etl.read_model.facts import definitions
from etl.read_model.grid import Grid
from etl.read_model.organisation import organisation_of
from etl.rules.figures import Figure
from etl.rules.withholding import Cell, Key, withheld_cells
from tests.etl.odd_store import odd_store
from tests.etl.test_two_implementations import AS_OF, DEFAULTS

OfYear = dict[tuple[int, int], dict[Key, tuple[Cell, tuple[int, int, int]]]]
"""By indicator and year the figures, each with its place in the grid."""


def figures_of(grid: Grid, facts: Facts) -> OfYear:
    found: OfYear = defaultdict(dict)
    figures, units = grid.figures, facts.units_of_measure.texts
    for series, gender, period in np.argwhere(grid.exists).tolist():
        at = series, gender, period
        value, n = float(figures.value[at]), int(figures.n[at])
        reason, is_doubtful = MISSING[figures.missing[at]], bool(figures.is_doubtful[at])
        figure = Figure(None if np.isnan(value) else value, units[figures.unit[at]], reason, is_doubtful)
        cell = Cell(figure, None if n == NO_NUMBER else n, bool(grid.is_aggregated[at]))
        key = Key(int(grid.unit_ids[series]), KINDS[period % len(KINDS)], GENDERS[gender])
        found[int(grid.indicator_ids[series]), period // len(KINDS)][key] = cell, at
    return found


@pytest.mark.parametrize(("seed", "few"), [(3, 0.02), (4, 0.1), (5, 0.3)])
def test_the_same_figures_are_withheld_all_at_once_as_one_year_at_a_time(seed: int, few: float) -> None:
    with odd_store(seed, departments=2, units=3, indicators=20, years=(2022, 2023), few=few) as (connection, _):
        whole = fast.whole_of(connection, AS_OF, DEFAULTS)
        assert whole is not None
        organisation, of_indicator = organisation_of(connection), definitions(connection, DEFAULTS)
        expected = np.zeros(whole.grid.exists.shape, bool)
        for (indicator, _), of_year in figures_of(whole.grid, whole.facts).items():
            definition = of_indicator[indicator]
            keys = withheld_cells(
                {key: cell for key, (cell, _) in of_year.items()},
                organisation.parents,
                definition.rules,
                min_group=definition.min_group,
                is_sensitive=definition.is_sensitive,
            )
            for key in keys & of_year.keys():
                expected[of_year[key][1]] = True
    rules = [of_indicator[each] for each in whole.grid.indicator_ids.tolist()]
    primary = hiding.concerned(whole.grid, rules)
    expected |= hiding.few_expected(whole.grid, rules)
    assert expected.sum() > primary.sum() > 0
    assert np.argwhere(expected != whole.withheld).tolist() == []
