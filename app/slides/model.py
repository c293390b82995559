"""A slide and a deck as values: what full screen, print, PowerPoint and reports show alike.

A slide holds what it says (headline, figures, source, note) and *what is drawn* as plain data; whoever shows it chooses how.
Nothing in it was withheld: it is made of what the pages show, by the same queries and presenters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.chart_views import Development, DotPlot, Dumbbell
from app.views import Bullet, Notice, TableTwin
from data.vocabulary import Period, PeriodKind


class SlideKind(StrEnum):
    """What a slide is about; the value is its name in an address."""

    TITLE = "titel"
    POSITION = "lage"
    """Where a part stands: how many figures have each status, beside the earlier follow-up."""
    IMPROVED = "battre"
    LIFTED = "lyft"
    """A figure of *Att lyfta*: its sentence, with its development or its bullet."""
    EQUALITY = "kvinnor-man"
    EQUALITY_INDEX = "kvinnor-man-index"
    """Women and men in what is measured as an index, where shares are shown too."""
    GOALS = "mal"
    """Goals whose stated judgement and indicators tell different stories."""
    OWED = "saknas"
    WRITTEN = "skriver"
    """What the units themselves write about the figures that are lifted."""
    FIGURE = "utfall"
    """The bullet of an indicator in a unit."""
    DEVELOPMENT = "utveckling"
    UNITS = "enheter"
    """An indicator in the units of a part, against their own targets."""

    @property
    def needs_indicator(self) -> bool:
        """Whether a slide of the kind is of one indicator."""
        return self in (SlideKind.LIFTED, SlideKind.FIGURE, SlideKind.DEVELOPMENT, SlideKind.UNITS)

    @property
    def may_have_indicator(self) -> bool:
        """Whether a slide of the kind can be of one indicator."""
        return self.needs_indicator or self in (SlideKind.EQUALITY, SlideKind.EQUALITY_INDEX)


_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_REFERENCE = re.compile(
    rf"(?P<kind>{'|'.join(map(re.escape, SlideKind))})"
    rf"(?:_(?P<unit>{_SLUG})?(?:_(?P<indicator>{_SLUG})?(?:_(?P<period>(?:T1|T2|VB)-(?:19|20)\d\d))?)?)?"
)
LONGEST_REFERENCE = 420


@dataclass(frozen=True, slots=True)
class SlideRef:
    """Which slide: a kind, and where it is not the deck's own a unit, an indicator and a follow-up.

    Written ``kind_unit_indicator_period`` without what is missing at the end: ``lage``, ``utveckling_bjorkgarden_sjukfranvaro``.
    """

    kind: SlideKind
    unit: str = ""
    indicator: str = ""
    period: Period | None = None

    def __str__(self) -> str:
        period = f"{self.period.kind}-{self.period.year}" if self.period is not None else ""
        return "_".join((self.kind.value, self.unit, self.indicator, period)).rstrip("_")

    @property
    def anchor(self) -> str:
        """An id that is the slide's own within a deck."""
        return f"bild-{self}"


def read_reference(written: str) -> SlideRef | None:
    """The slide that is written so; None for anything else, also where its kind needs an indicator and none is named."""
    found = _REFERENCE.fullmatch(written) if len(written) <= LONGEST_REFERENCE else None
    if found is None:
        return None
    kind = SlideKind(found["kind"])
    has_indicator = bool(found["indicator"])
    if (kind.needs_indicator and not has_indicator) or (has_indicator and not kind.may_have_indicator):
        return None
    period = found["period"]
    at = Period(int(period[-4:]), PeriodKind(period[:2])) if period else None
    return SlideRef(kind, found["unit"] or "", found["indicator"] or "", at)


@dataclass(frozen=True, slots=True)
class BarSeries:
    """One value for each category; ``colours`` are names of tokens, one for all or one each."""

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts as lying bars, the first category on top; side by side, or one after another where ``is_stacked``."""

    categories: tuple[str, ...]
    series: tuple[BarSeries, ...]
    is_stacked: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A table that is the slide's picture: few rows, to be read from the back of a room. The last column stands out."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody writes, word for word, and who writes it about what."""

    words: str
    by: str
    href: str


@dataclass(frozen=True, slots=True)
class Quotes:
    quotes: tuple[Quote, ...]


Drawing = Bars | Bullet | Development | DotPlot | Dumbbell | Listing | Quotes


@dataclass(frozen=True, slots=True)
class Slide:
    """One message. ``headline`` is a sentence with its figures and ``lead`` what it rests on; ``note`` is the presenter's.

    ``drawing`` is what is drawn, None on a title; ``decimals`` and ``unit`` are how its values are written. ``description`` names
    every mark: with the headline it is the text alternative. ``href`` leads to the detail.
    """

    ref: SlideRef
    headline: str
    drawing: Drawing | None = None
    lead: str = ""
    description: str = ""
    table: TableTwin | None = None
    source: str = ""
    note: str = ""
    href: str = ""
    decimals: int = 0
    unit: str = ""
    is_example: bool = False
    proposed_headline: str = ""
    """The headline as it was made, where somebody has written another."""

    @property
    def alternative(self) -> str:
        """The text alternative of the drawing."""
        return f"{self.headline} {self.description}".strip()


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation of a part of the organisation and a follow-up, in the order in which it is shown."""

    title: str
    subtitle: str
    slides: tuple[Slide, ...]
    is_example: bool = False
    data_note: str = ""
    notices: tuple[Notice, ...] = ()
