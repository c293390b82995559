"""The read model rebuilt, or computed afresh for comparison."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from data.staging import staged
from etl.garbage import no_search_for_garbage
from etl.read_model.facts import definitions
from etl.read_model.goals import GoalKey, count_statuses, counted_statuses, goal_rows
from etl.read_model.judged import Defaults, defaults, needs_rejudging, remember_judging
from etl.read_model.organisation import organisation_around, organisation_of
from etl.read_model.reference import compute
from etl.read_model.rows import Row, in_order
from etl.read_model.writing import ATTAINMENT, GOALS, WITHHELD, Copying, Table, large_cache, write_changes, write_values


def rebuild(
    connection: Connection,
    unit_ids: Collection[int] | None,
    as_of: dt.date,
    *,
    since: int | None = None,
    tolerance_pct: float | None = None,
    min_group: int | None = None,
) -> int:
    """Bring the read model up to date for these units (None: all) and all that depends on them, in the caller's transaction.

    Gives how many rows were added, changed or taken away: 0 when nothing that shows has changed. On a unit's figures depend
    those of the units above it, which are added up, and those beside it, of which some may have to be withheld. When a
    follow-up has fallen due, or a default changed, since the store was last judged everything is rebuilt, so that all rows
    always hold as of one day.

    ``since``: the first year that a fact which has come or gone concerns (None: not known); the units' rows of earlier years
    are left as they are. ``tolerance_pct`` and ``min_group`` are the defaults where a definition has none (None: the settings').
    """
    judged_with = defaults(tolerance_pct, min_group)
    with no_search_for_garbage():
        if unit_ids is not None and not needs_rejudging(connection, as_of, tolerance_pct, min_group):
            return _rebuild_touched(connection, unit_ids, as_of, judged_with, since)
        changed = _rebuild_all(connection, as_of, judged_with)
    remember_judging(connection, as_of, judged_with)
    return changed


def _rebuild_all(connection: Connection, as_of: dt.date, judged_with: Defaults) -> int:
    from etl.read_model import fast  # numpy and pandas: only when something is to be judged

    with (
        large_cache(connection),
        Copying(connection, ATTAINMENT) as attainment,
        Copying(connection, WITHHELD) as withheld,
    ):
        whole = fast.whole_of(connection, as_of, judged_with)
        if whole is not None:
            with staged(connection, (ATTAINMENT.table, WITHHELD.table), whole.rows) as beside:
                for shown, revealed in whole.batches():
                    attainment.write(shown, beside)
                    withheld.write(revealed, beside)
    goals = goal_rows(connection, organisation_of(connection), whole.goals() if whole is not None else {})
    return attainment.changed + withheld.changed + write_changes(connection, GOALS, (), goals)


def _rebuild_touched(
    connection: Connection, unit_ids: Collection[int], as_of: dt.date, judged_with: Defaults, since: int | None
) -> int:
    from etl.read_model import fast  # numpy and pandas: only when something is to be judged
    from etl.read_model.touched import rejudge

    organisation = organisation_around(connection, unit_ids)
    touched = rejudge(connection, set(unit_ids), organisation, definitions(connection, judged_with), as_of, since)
    changed, first_year = touched.rows, since
    if touched.whole:
        organisation, first_year = organisation_of(connection), None
        whole = fast.whole_of(connection, as_of, judged_with, touched.whole)
        batches = list(whole.batches()) if whole is not None else []
        for place, table in enumerate((ATTAINMENT, WITHHELD)):
            scope = (table.table.c.indicator_id.in_(touched.whole),)
            rows = (row for batch in batches for row in batch[place].tuples())
            keys = write_values(connection, table, scope, rows)
            changed += len(keys)
            touched.units.update(key[table.key.index("unit_id")] for key in keys)
    of_goals: list[Any] = [GOALS.table.c.unit_id.in_(touched.units)]
    counted = counted_statuses(connection, touched.units, first_year)
    goals = goal_rows(connection, organisation, counted, touched.units)
    if first_year is not None:
        of_goals.append(GOALS.table.c.year >= first_year)
        goals = [row for row in goals if row["year"] >= first_year]
    return changed + write_changes(connection, GOALS, of_goals, goals)


@dataclass(frozen=True, slots=True)
class Expected:
    """All rows that a table of the read model is to hold within a scope (conditions on its columns)."""

    table: Table
    scope: tuple[Any, ...]
    rows: list[Row]


def expected_tables(
    connection: Connection, as_of: dt.date, *, tolerance_pct: float | None = None, min_group: int | None = None
) -> Iterator[Expected]:
    """The whole read model as a fresh computation by the readable rules gives it, indicator by indicator, the goals last.

    To compare with a store use the day it was judged on (``judged_on``).
    """
    counted: dict[GoalKey, Counter[str]] = {}
    known = []
    for computed in compute(connection, as_of, defaults(tolerance_pct, min_group)):
        known.append(computed.indicator_id)
        for table, rows in ((ATTAINMENT, computed.shown), (WITHHELD, computed.withheld)):
            yield Expected(table, (table.table.c.indicator_id == computed.indicator_id,), rows)
        count_statuses(counted, computed.shown)
    for table in (ATTAINMENT, WITHHELD):
        yield Expected(table, (table.table.c.indicator_id.not_in(known),), [])
    yield Expected(GOALS, (), goal_rows(connection, organisation_of(connection), counted))


def expected_rows(
    connection: Connection,
    unit_ids: Collection[int] | None,
    as_of: dt.date,
    *,
    tolerance_pct: float | None = None,
    min_group: int | None = None,
) -> Iterator[Row]:
    """The rows of ``attainment`` that a fresh computation gives for these units (None: all), with every column by its name.

    They come sorted by unit, indicator, period and gender.
    """
    rows = [row for computed in compute(connection, as_of, defaults(tolerance_pct, min_group)) for row in computed.shown]
    yield from sorted((row for row in rows if unit_ids is None or row["unit_id"] in unit_ids), key=in_order)
