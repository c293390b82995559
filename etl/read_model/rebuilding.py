"""The read model rebuilt, or computed afresh for comparison."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection, select

from data.schema import Unit
from etl.read_model.facts import definitions, facts_of
from etl.read_model.judged import default_tolerance_pct, needs_rejudging, remember_judging
from etl.read_model.rows import Row, rows_of
from etl.read_model.writing import write_changes

_UNITS_AT_A_TIME = 20
"""Enough to spare round trips, few enough that the facts of a large city never lie in memory at once."""


def rebuild(
    connection: Connection, unit_ids: Collection[int] | None, as_of: dt.date, *, tolerance_pct: float | None = None
) -> int:
    """Bring ``attainment`` up to date for these units (None: all), in the caller's transaction.

    Gives how many rows were added, changed or taken away: 0 when nothing that shows has changed. Reads and writes
    nothing of other units – unless a follow-up has fallen due, or the default tolerance changed, since the store was last
    judged: then all units are rebuilt, so that all rows always hold as of one day. ``tolerance_pct`` is the default where a
    definition has none (None: the settings').
    """
    tolerance = default_tolerance_pct(tolerance_pct)
    everything = unit_ids is None or needs_rejudging(connection, as_of, tolerance)
    of_definitions = definitions(connection, tolerance)
    changed = 0
    for units in _batches(connection, None if everything else unit_ids):
        rows = (row for unit in facts_of(connection, units) for row in rows_of(unit, of_definitions, as_of))
        changed += write_changes(connection, units, rows)
    if everything:
        remember_judging(connection, as_of, tolerance)
    return changed


def expected_rows(
    connection: Connection, unit_ids: Collection[int] | None, as_of: dt.date, *, tolerance_pct: float | None = None
) -> Iterator[Row]:
    """The rows that a fresh computation gives, with every column of ``attainment`` by its name.

    They come sorted by unit, indicator, period and gender. To compare with a store use the day it was judged on (``judged_on``).
    """
    of_definitions = definitions(connection, default_tolerance_pct(tolerance_pct))
    for units in _batches(connection, unit_ids):
        for unit in facts_of(connection, units):
            yield from rows_of(unit, of_definitions, as_of)


def _batches(connection: Connection, unit_ids: Collection[int] | None) -> Iterator[Sequence[int]]:
    ids = sorted(set(unit_ids)) if unit_ids is not None else list(connection.execute(select(Unit.id).order_by(Unit.id)).scalars())
    return (ids[start : start + _UNITS_AT_A_TIME] for start in range(0, len(ids), _UNITS_AT_A_TIME))
