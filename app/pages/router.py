"""From an address to a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import Protocol

from sqlalchemy import Connection, Engine

from app.addresses import (
    ACCESSIBILITY,
    CELLS,
    COMMENTS,
    EQUALITY,
    FIGURES,
    GOALS,
    INDICATOR_PREFIX,
    INDICATORS,
    LOADING,
    ORGANISATION,
    OVERVIEW,
    PRESENTATION,
    REPORTS,
    TABLE_FORMATS,
    UNIT_PREFIX,
    UNITS,
)
from app.exports.page_tables import with_downloads
from app.pages import (
    enhet,
    enheter,
    indikator,
    indikatorer,
    inlasning,
    jamstalldhet,
    kommentarer,
    laget,
    mal,
    messages,
    organisation,
    presentation,
    rapporter,
    tabell,
    tillganglighet,
    underlag,
)
from app.pages.cache import PageCache
from app.pages.cells import sentences
from app.pages.page import Known, Page, Visit
from app.queries import NoRightsError
from app.queries.default_view import default_part
from app.queries.organisation import indicators
from app.queries.organisation import organisation as all_units
from app.queries.store import StoreState, store_state


class View(Protocol):
    """A module that draws the pages of one kind."""

    def page(self, visit: Visit) -> Page: ...


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
            visit = Visit(connection, known, path, query)
            try:
                page = _dispatch(visit)
            except NoRightsError:
                return messages.no_rights(visit)
            page = replace(page, content=with_downloads(page.content, f"{path}?{query}" if query else path))
            if page.is_kept:
                self._pages.keep(state, (path, query), page)
            return page

    def cells(self, query: str) -> dict[str, str] | None:
        """The sentences of a unit's cells in a follow-up; None where the query names no unit or no period."""
        with self._engine.connect() as connection:
            known = self._what_is_known(connection, store_state(connection))
            return sentences(Visit(connection, known, CELLS, query))

    @contextmanager
    def visiting(self, path: str, query: str) -> Iterator[Visit | None]:
        """A visit for what is no page, such as a file; None where the store is empty. Its connection is open within the block."""
        with self._engine.connect() as connection:
            known = self._what_is_known(connection, store_state(connection))
            yield Visit(connection, known, path, query) if known.organisation.by_id and known.state.version else None

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
    units = all_units(connection)
    return Known(state, units, indicators(connection), default_part(connection, units))


_VIEWS: dict[str, View] = {
    OVERVIEW: laget,
    UNITS: enheter,
    INDICATORS: indikatorer,
    EQUALITY: jamstalldhet,
    GOALS: mal,
    FIGURES: underlag,
    LOADING: inlasning,
    ACCESSIBILITY: tillganglighet,
    ORGANISATION: organisation,
    PRESENTATION: presentation,
    TABLE_FORMATS: tabell,
    COMMENTS: kommentarer,
    REPORTS: rapporter,
}
"""Pages at an address of their own."""

_VIEWS_OF_ONE: dict[str, View] = {
    UNIT_PREFIX: enhet,
    INDICATOR_PREFIX: indikator,
}
"""Pages of one thing, whose slug follows after the address."""


def _dispatch(visit: Visit) -> Page:
    path = visit.path.rstrip("/") or OVERVIEW
    if path in _VIEWS:
        return _VIEWS[path].page(visit)
    for prefix, view in _VIEWS_OF_ONE.items():
        if path.startswith(prefix) and "/" not in path[len(prefix) :]:
            return view.page(visit)
    return messages.not_found(visit.path, visit)
