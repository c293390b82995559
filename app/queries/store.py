"""The state of the store as a whole."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.queries.tables import LOAD, STORE_FACT
from data.store import data_version


class StoreState(NamedTuple):
    """Which data there are: the newest load, when it came, and the day that they were judged on."""

    version: int
    loaded_at: dt.datetime | None
    judged_on: str

    @property
    def key(self) -> tuple[int, str]:
        """What cached answers hold for: it changes with a load, and when a follow-up falls due."""
        return (self.version, self.judged_on)


def store_state(connection: Connection) -> StoreState:
    """The version of the data, the time of the last load (None for an empty store) and the day of judging."""
    loaded_at = connection.execute(select(func.max(LOAD.c.finished_at))).scalar()
    judged_on = connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == "judged_on")).scalar()
    return StoreState(data_version(connection), loaded_at, judged_on or "")
