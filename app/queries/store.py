"""The state of the store as a whole."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.queries.comments import COUNTER
from app.queries.tables import LOAD, STORE_FACT

_LAST_LOAD = select(func.max(LOAD.c.id), func.max(LOAD.c.finished_at))
_FACTS = select(STORE_FACT.c.name, STORE_FACT.c.value).where(STORE_FACT.c.name.in_(("judged_on", COUNTER)))


class StoreState(NamedTuple):
    """Which data there are: the newest load, when it came, and the day that they were judged on."""

    version: int
    loaded_at: dt.datetime | None
    judged_on: str
    written: str = ""
    """Changes when somebody writes a comment: what is drawn holds for it too, but not what is known of the organisation."""

    @property
    def key(self) -> tuple[int, str]:
        """What cached answers hold for: it changes with a load, and when a follow-up falls due."""
        return (self.version, self.judged_on)

    @property
    def key_of_pages(self) -> tuple[int, str, str]:
        """What drawn pages hold for."""
        return (*self.key, self.written)


def store_state(connection: Connection) -> StoreState:
    """The version of the data, the time of the last load (None for an empty store) and the day of judging."""
    version, loaded_at = connection.execute(_LAST_LOAD).one()
    facts = {name: value for name, value in connection.execute(_FACTS)}
    return StoreState(version or 0, loaded_at, facts.get("judged_on", ""), facts.get(COUNTER, ""))
