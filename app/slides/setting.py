"""What every slide is built from: the visit, the part of the organisation and the follow-up it is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from app.answers.figures import Indicator
from app.answers.organisation import Unit
from app.pages.page import Visit
from app.presenters.overview import comparable
from app.presenters.sources import reports_source
from app.queries.overview import updated_on
from app.slides.model import SlideRef
from data.vocabulary import Period


@dataclass(frozen=True)
class Setting:
    """``part`` and ``period`` are the slide's own, which may be others than the deck's."""

    visit: Visit
    part: Unit
    period: Period

    def of(self, ref: SlideRef) -> Setting | None:
        """The setting of a slide; None where it names a unit that is not known."""
        part = self.visit.known.organisation.by_slug.get(ref.unit) if ref.unit else self.part
        if part is None:
            return None
        if part.id == self.part.id and ref.period in (None, self.period):
            return self
        return Setting(self.visit, part, ref.period or self.period)

    def indicator(self, slug: str) -> Indicator | None:
        """The indicator with this slug."""
        return next((one for one in self.visit.known.indicators.values() if one.slug == slug), None)

    @cached_property
    def unit_ids(self) -> tuple[int, ...]:
        """The part and all below it."""
        return tuple(self.visit.known.organisation.ids_below(self.part))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every follow-up of the part, oldest first."""
        return tuple(row.period for row in self.visit.reporting(self.unit_ids))

    @cached_property
    def earlier(self) -> Period | None:
        """The follow-up that counts are held against."""
        return comparable(self.period, self.periods)

    @cached_property
    def updated_on(self) -> dt.date | None:
        """The day on which a document of the part and year was last loaded."""
        return updated_on(self.visit.connection, self.unit_ids, self.period.year)

    @cached_property
    def source(self) -> str:
        """The source line of what is about the whole part."""
        return reports_source(self.period, self.updated_on)

    @cached_property
    def judged_on(self) -> dt.date:
        """The day up to which the store was judged."""
        told = self.visit.known.state.judged_on
        return dt.date.fromisoformat(told) if told else dt.date.today()
