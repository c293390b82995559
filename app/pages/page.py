"""What a page is to the server, and what every page is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup
from sqlalchemy import Connection

from app.answers.figures import Indicator, PeriodReporting
from app.answers.organisation import Organisation, Unit
from app.queries.overview import status_counts
from app.queries.periods import reporting_by_period
from app.queries.store import StoreState
from data.vocabulary import Period


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown, with the title of the window and the HTTP status of the answer.

    ``is_kept`` is False for a page that shows more than the data of one version, such as what people have saved.
    """

    title: str
    content: Markup
    status: int = 200
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What holds for every page of one version of the data: it is read once and kept."""

    state: StoreState
    organisation: Organisation
    indicators: dict[int, Indicator]
    default_part: Unit | None
    reporting: dict[tuple[int, ...], tuple[PeriodReporting, ...]] = field(default_factory=dict)
    """Which follow-ups each part has, as far as anybody has asked; some hundred bytes a part."""
    totals: dict[tuple[int, Period], Mapping[str, int]] = field(default_factory=dict)
    """How many figures have each status, for each part (its id) and follow-up that others are held beside."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: the connection to ask on, what is known, and the address with its query string."""

    connection: Connection
    known: Known
    path: str
    query: str

    def totals(self, part: Unit, period: Period) -> Mapping[str, int]:
        """How many figures of the part have each status in the follow-up: counted once for a version of the data."""
        kept = self.known.totals.get((part.id, period))
        if kept is None:
            counted = Counter[str]()
            for count in status_counts(self.connection, self.known.organisation.ids_below(part), period):
                counted[count.status] += count.figures
            kept = self.known.totals[part.id, period] = dict(counted)
        return kept

    def reporting(self, unit_ids: Collection[int]) -> tuple[PeriodReporting, ...]:
        """Every follow-up of these units, oldest first: counted once for a version of the data."""
        key = tuple(unit_ids)
        kept = self.known.reporting.get(key)
        if kept is None:
            kept = self.known.reporting[key] = reporting_by_period(self.connection, key)
        return kept
