"""What the pages Indikatorer, Indikator and Jämställdhet show."""

from __future__ import annotations

from dataclasses import dataclass

from app.chart_views import Development, DotPlot, Dumbbell, LinkedTable
from app.views import CommentView, LabelledFact, Notice


@dataclass(frozen=True, slots=True)
class Hidden:
    """A field of a form that carries a choice along."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchForm:
    action: str
    value: str
    carried: tuple[Hidden, ...]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in the list: its name and address, what it is measured in, and a count for each status."""

    name: str
    href: str
    note: str
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators under one of the council's goals."""

    name: str
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """Indikatorer. ``found`` says what a search has left, and ``clear`` leads back to all."""

    title: str
    subtitle: str
    is_example: bool
    search: SearchForm
    found: str
    clear: str
    groups: tuple[IndicatorGroup, ...]
    source: str
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Units without an outcome, by why: name and address of each."""

    why: str
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the organisation and how many of its units reach their årsmål; ``share`` is 0 to 1, None with none judged."""

    name: str
    href: str
    words: str
    share: float | None


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """Indikator."""

    title: str
    subtitle: str
    is_example: bool
    is_draft: bool
    description: str
    facts: tuple[LabelledFact, ...]
    units_heading: str
    finding: str
    plot: DotPlot | None
    parts: tuple[PartRow, ...]
    parts_note: str
    left_out: tuple[LeftOut, ...]
    table: LinkedTable | None
    source: str
    development_heading: str
    development: Development | None
    development_note: str
    development_source: str
    others: tuple[tuple[str, str], ...]
    """Other units whose development can be shown: name and address."""
    notices: tuple[Notice, ...] = ()
    slide: str = ""
    development_slide: str = ""
    """Which slides the two charts are in a presentation (app.slides.model)."""
    comments: tuple[tuple[str, str, CommentView], ...] = ()
    """What is written about the units' figures: unit, the address of its comments, and the comment."""


@dataclass(frozen=True, slots=True)
class ComparisonPart:
    """Differences in one kind of measure: shares in percentage points, or others against the mean of the two."""

    heading: str
    note: str
    plot: Dumbbell | None
    table: LinkedTable
    more: str
    slide: str = ""
    """Which slide the chart is in a presentation (app.slides.model)."""


@dataclass(frozen=True, slots=True)
class EqualityPage:
    """Jämställdhet."""

    title: str
    subtitle: str
    is_example: bool
    finding: str
    filters: tuple[tuple[str, tuple[tuple[str, str, bool], ...]], ...]
    """What can be chosen: a label, then name, address and whether it is chosen."""
    parts: tuple[ComparisonPart, ...]
    withheld: LinkedTable | None
    withheld_note: str
    source: str
    notices: tuple[Notice, ...] = ()
