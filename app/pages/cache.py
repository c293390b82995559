"""Drawn pages, kept for as long as the data that they show are the newest."""

from __future__ import annotations

import sys
from collections import OrderedDict
from threading import Lock

from app.pages.page import Page
from app.queries.store import StoreState

MOST_BYTES = 16_000_000
"""Of memory, all kept pages together; a district's Läget is some 200,000, two for each of its characters."""


class PageCache:
    """Pages by address for one version of the data; the ones not asked for longest give way. Safe between threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._version: tuple[int, str, str] | None = None
        self._pages: OrderedDict[tuple[str, str], Page] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, state: StoreState, address: tuple[str, str]) -> Page | None:
        """The page of the address as of this state, None where it is not kept."""
        with self._lock:
            if self._version != state.key_of_pages or address not in self._pages:
                return None
            self._pages.move_to_end(address)
            return self._pages[address]

    def keep(self, state: StoreState, address: tuple[str, str], page: Page) -> None:
        """Keep a page that was found; a newer version of the data empties the cache first."""
        if page.status != 200:
            return
        with self._lock:
            if self._version != state.key_of_pages:
                self._version, self._bytes = state.key_of_pages, 0
                self._pages.clear()
            if address not in self._pages:
                self._pages[address] = page
                self._bytes += sys.getsizeof(page.content)
            while self._bytes > self._most:
                _, gone = self._pages.popitem(last=False)
                self._bytes -= sys.getsizeof(gone.content)
