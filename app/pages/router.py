"""From an address to a page."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection, Engine

from app.addresses import OVERVIEW, UNIT_PREFIX, UNITS
from app.pages import enhet, enheter, laget, messages
from app.pages.cache import PageCache
from app.pages.page import Known, Page, Visit
from app.queries.default_view import default_part
from app.queries.organisation import indicators, organisation
from app.queries.store import StoreState, store_state


class Router:
    """Opens a connection for each visit and keeps what holds for one version of the data."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: Known | None = None
        self._pages = PageCache()
        self._lock = Lock()

    def page(self, path: str, query: str) -> Page:
        """The page at the address; raises what the store raises."""
        with self._engine.connect() as connection:
            state = store_state(connection)
            kept = self._pages.get(state, (path, query))
            if kept is not None:
                return kept
            known = self._what_is_known(connection, state)
            if not known.organisation.by_id or state.version == 0:
                return messages.empty_store()
            page = _dispatch(Visit(connection, known, path, query))
            self._pages.keep(state, (path, query), page)
            return page

    def state(self) -> StoreState:
        """The state of the store, for the health check."""
        with self._engine.connect() as connection:
            return store_state(connection)

    def _what_is_known(self, connection: Connection, state: StoreState) -> Known:
        known = self._known
        if known is not None and known.state.key == state.key:
            return known
        with self._lock:
            if self._known is None or self._known.state.key != state.key:
                self._known = _read(connection, state)
            return self._known


def _read(connection: Connection, state: StoreState) -> Known:
    units = organisation(connection)
    return Known(state, units, indicators(connection), default_part(connection, units))


def _dispatch(visit: Visit) -> Page:
    path = visit.path.rstrip("/") or OVERVIEW
    if path == OVERVIEW:
        return laget.page(visit)
    if path == UNITS:
        return enheter.page(visit)
    if path.startswith(UNIT_PREFIX) and "/" not in path[len(UNIT_PREFIX) :]:
        return enhet.page(visit)
    return messages.not_found(visit.path, visit)
