"""The addresses of the pages, built in one place."""

from __future__ import annotations

from app.filters import Filter
from data.vocabulary import Period

OVERVIEW = "/"
UNITS = "/enheter"
UNIT_PREFIX = "/enhet/"
HEALTH = "/halsa"


def overview_address(chosen: Filter) -> str:
    """Läget with these choices."""
    return f"{OVERVIEW}{chosen.query}"


def units_address(chosen: Filter) -> str:
    """The list of units with these choices; a status is not one of them."""
    return f"{UNITS}{chosen.with_(status=None).query}"


def unit_address(slug: str, period: Period | None = None, indicator_slug: str = "") -> str:
    """The page of a unit, at one of its indicators where that is given."""
    anchor = f"#{indicator_anchor(indicator_slug)}" if indicator_slug else ""
    return f"{UNIT_PREFIX}{slug}{Filter(period=period).query}{anchor}"


def indicator_anchor(indicator_slug: str) -> str:
    """The id of an indicator's place on the page of a unit."""
    return f"indikator-{indicator_slug}"
