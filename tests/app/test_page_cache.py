"""Drawn pages are kept while their data are the newest, and no longer."""

from __future__ import annotations

import sys

from markupsafe import Markup

from app.pages.cache import PageCache
from app.pages.page import Page
from app.queries.store import StoreState

FIRST = StoreState(1, None, "2025-10-01")
LAGET = ("/", "")
PAGE = Page("Läget", Markup("x" * 100))


def test_a_kept_page_is_given_until_data_change_or_a_follow_up_falls_due() -> None:
    cache = PageCache()
    cache.keep(FIRST, LAGET, PAGE)
    assert cache.get(FIRST, LAGET) is PAGE
    assert cache.get(FIRST._replace(version=2), LAGET) is None
    assert cache.get(FIRST._replace(judged_on="2026-01-01"), LAGET) is None


def test_a_newer_version_empties_the_cache() -> None:
    cache = PageCache()
    cache.keep(FIRST, LAGET, PAGE)
    cache.keep(FIRST._replace(version=2), ("/enheter", ""), PAGE)
    assert cache.get(FIRST._replace(version=2), LAGET) is None
    assert cache.get(FIRST, LAGET) is None


def test_the_page_not_asked_for_longest_gives_way() -> None:
    cache = PageCache(most_bytes=2 * sys.getsizeof(PAGE.content) + 50)
    for address in ("/a", "/b"):
        cache.keep(FIRST, (address, ""), PAGE)
    cache.get(FIRST, ("/a", ""))
    cache.keep(FIRST, ("/c", ""), PAGE)
    assert [cache.get(FIRST, (address, "")) is not None for address in ("/a", "/b", "/c")] == [True, False, True]


def test_pages_are_counted_by_the_memory_that_they_take() -> None:
    signs = Page("Läget", Markup("▲" * 100))
    cache = PageCache(most_bytes=2 * sys.getsizeof(PAGE.content) + 50)
    for address in ("/a", "/b"):
        cache.keep(FIRST, (address, ""), signs)
    assert cache.get(FIRST, ("/a", "")) is None
    assert cache.get(FIRST, ("/b", "")) is signs


def test_a_page_that_was_not_found_is_not_kept() -> None:
    cache = PageCache()
    cache.keep(FIRST, LAGET, Page("Sidan finns inte", Markup(""), status=404))
    assert cache.get(FIRST, LAGET) is None
