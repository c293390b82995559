"""Where the figures of a whole part come from, and how new they are."""

from __future__ import annotations

import datetime as dt

from app import text
from data.vocabulary import Period


def reports_source(period: Period, updated_on: dt.date | None) -> str:
    """``Källa: enheternas verksamhetsplaner och tertialrapporter 2 2025 · uppdaterad 2025-09-18``."""
    source = text.OVERVIEW_SOURCE.format(reports=text.REPORTS[period.kind], year=period.year)
    if updated_on is None:
        return source
    return source + text.LINE_BREAK_DOT + text.UPDATED.format(date=updated_on.isoformat())
