"""On which day, and with which tolerance and smallest group, the whole store was last judged.

What is *ej rapporterad* depends on the calendar, not on loads alone: when a follow-up's last day has passed, rows that were
*not yet due* become *ej rapporterade* though nothing was loaded. The store remembers the day, so that a later start sees it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from data.schema import StoreFact
from data.settings import settings
from etl.rules.reporting import latest_due

JUDGED_ON = "judged_on"
JUDGED_TOLERANCE_PCT = "judged_tolerance_pct"
JUDGED_MIN_GROUP = "judged_min_group"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a definition says nothing: the tolerance in per cent of the target, and the smallest group in persons."""

    tolerance_pct: float
    min_group: int


def defaults(tolerance_pct: float | None = None, min_group: int | None = None) -> Defaults:
    """The defaults given, else the installation's."""
    of_installation = settings()
    return Defaults(
        tolerance_pct=float(of_installation.tolerance_pct if tolerance_pct is None else tolerance_pct),
        min_group=of_installation.min_group if min_group is None else min_group,
    )


def judged_on(connection: Connection) -> dt.date | None:
    """The day as of which every row of the read model was judged; None for a store that never was.

    A fresh computation for that day gives the very rows that the store holds.
    """
    day = _store_fact(connection, JUDGED_ON)
    return dt.date.fromisoformat(day) if day is not None else None


def needs_rejudging(
    connection: Connection, as_of: dt.date, tolerance_pct: float | None = None, min_group: int | None = None
) -> bool:
    """Whether the rows would come out otherwise on ``as_of`` though no fact has changed.

    True for a store that was never judged, when a follow-up has fallen due since, and when the installation's default
    tolerance or smallest group (the settings', unless given) is another than then.
    """
    wanted = _as_store_facts(defaults(tolerance_pct, min_group))
    query = select(StoreFact.name, StoreFact.value).where(StoreFact.name.in_((JUDGED_ON, *wanted)))
    known = {name: value for name, value in connection.execute(query)}
    day = known.pop(JUDGED_ON, None)
    return day is None or latest_due(dt.date.fromisoformat(day)) != latest_due(as_of) or known != wanted


def remember_judging(connection: Connection, as_of: dt.date, judged_with: Defaults) -> None:
    """Note that every row now holds as of this day and with these defaults."""
    for name, value in {JUDGED_ON: as_of.isoformat(), **_as_store_facts(judged_with)}.items():
        _set_store_fact(connection, name, value)


def _as_store_facts(judged_with: Defaults) -> dict[str, str]:
    return {JUDGED_TOLERANCE_PCT: repr(judged_with.tolerance_pct), JUDGED_MIN_GROUP: repr(judged_with.min_group)}


def _store_fact(connection: Connection, name: str) -> str | None:
    return connection.execute(select(StoreFact.value).where(StoreFact.name == name)).scalar()


def _set_store_fact(connection: Connection, name: str, value: str) -> None:
    known = _store_fact(connection, name)
    if known is None:
        connection.execute(insert(StoreFact).values(name=name, value=value))
    elif known != value:
        connection.execute(update(StoreFact).where(StoreFact.name == name).values(value=value))
