"""What the presenters give and the components draw: texts and addresses ready to show, no codes to look up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.chart_views import Development


@dataclass(frozen=True, slots=True)
class Tile:
    """One count of the summary line; its link filters, or takes the filter away."""

    css: str
    symbol: str
    number: str
    word: str
    note: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator as a column: the short name that is printed, the full one, and its slug."""

    short: str
    full: str
    slug: str
    starts_group: bool


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """A goal over the columns that belong to it."""

    label: str
    title: str
    span: int


@dataclass(frozen=True, slots=True)
class Row:
    """One unit, or one part whose units are too many to show."""

    name: str
    href: str
    slug: str
    counts: tuple[tuple[str, str, str, str], ...]
    """The row of a part in small, for narrow screens: CSS class, symbol, number and word. A unit's is counted from its cells."""
    cells: tuple[str | None, ...]
    """The status of each column's indicator, None where it is not followed."""
    shares: tuple[tuple[int, int] | None, ...] = ()
    """Instead of cells, of a part: how many units reach their årsmål, of how many that are judged."""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Units under the same avdelning; an empty name for those directly under the chosen part."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    column_groups: tuple[ColumnGroup, ...]
    columns: tuple[Column, ...]
    row_groups: tuple[RowGroup, ...]
    caption: str
    href: str
    """How the address of every cell begins; unit and indicator follow (``app.addresses.cell_prefix``)."""
    figures: str
    """Where the sentences of a row's cells are fetched; the unit's slug follows."""
    chosen: tuple[str, str] = ("", "")
    """The slugs of the unit and the indicator whose cell is chosen."""
    status: str | None = None
    """Figures with another status stand back."""
    is_of_parts: bool = False
    share_words: str = ""
    """Of parts under a chosen status: what a cell's ``{reached}`` of ``{judged}`` says."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell above the page: a choice that was not understood, or why there is nothing to see."""

    text: str
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence of *Att lyfta*: what matters in ``lead``, then the rest, and below it what it rests on."""

    lead: str
    rest: str
    note: str
    href: str
    kind: str
    """A slug of the kind, for its sign and its colour: ``missar``, ``samre``, ``kon``, ``prognos`` …"""


@dataclass(frozen=True, slots=True)
class Overview:
    """Läget."""

    title: str
    subtitle: str
    is_example: bool
    tiles: tuple[Tile, ...]
    finding: str
    filter_note: str
    clear_filter: str
    matrix: Matrix | None
    source: str
    remarks: tuple[Remark, ...] = ()
    remarks_left: str = ""
    """How many more there are than are told, or why none is told."""
    detail: Detail | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """The figure of the chosen cell, beside the matrix. ``close`` is the address without it."""

    indicator: IndicatorView
    unit: str
    period: str
    is_example: bool
    unit_href: str
    indicator_href: str
    close: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on a bullet chart and its words."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of 95 % and its words."""

    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """What a bullet chart draws, in the indicator's own measure."""

    low: float
    high: float
    outcome: Mark
    target: Mark | None = None
    kf_target: Mark | None = None
    previous: Mark | None = None
    women: Mark | None = None
    men: Mark | None = None
    interval: Span | None = None


@dataclass(frozen=True, slots=True)
class TableTwin:
    """The same figures as a real table."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status as symbol, word and colour (CSS class): never told by one of them alone."""

    css: str
    symbol: str
    word: str


@dataclass(frozen=True, slots=True)
class LabelledFact:
    """A short fact beside a chart: previous value, forecast, KF:s årsmål, respondents."""

    label: str
    words: str
    status: StatusView | None = None


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment that somebody has written in Målbild: its paragraphs, and who wrote it when."""

    id: int
    paragraphs: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class UnitBelow:
    """A unit below a part, with its status in one indicator; ``words`` are its outcome, or how many of its own units reach."""

    name: str
    href: str
    status: StatusView
    words: str


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator on the page of a unit. ``finding`` says in words what the chart shows, or why there is none."""

    anchor: str
    name: str
    short_name: str
    description: str
    status: StatusView
    finding: str
    bullet: Bullet | None
    facts: tuple[LabelledFact, ...]
    analyses: tuple[str, ...]
    source: str
    table: TableTwin
    printed: tuple[str, ...]
    """What the sources print, word for word, and where."""
    below: tuple[UnitBelow, ...] = ()
    """Of a part of the organisation: the units right below it that follow the indicator."""
    development: Development | None = None
    development_href: str = ""
    """Where the development is shown, on the same page; empty where it is shown already."""
    slide: str = ""
    development_slide: str = ""
    """Which slides the two charts are in a presentation (app.slides.model)."""
    comments: tuple[CommentView, ...] = ()
    comments_href: str = ""
    """Where they are written; empty where nothing can be."""


@dataclass(frozen=True, slots=True)
class TextView:
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActivityView:
    name: str
    dates: str
    deviation: str
    analysis: str


@dataclass(frozen=True, slots=True)
class GoalView:
    """One goal with what stands under it. ``contrast`` is set where its indicators tell another story than what is stated."""

    level: str
    depth: int
    number: str
    title: str
    judgement: StatusView | None = None
    judgement_printed: str = ""
    contrast: str = ""
    counts: tuple[tuple[str, StatusView], ...] = ()
    """How many of the indicators under the goal have each status that occurs, as computed."""
    indicators: tuple[IndicatorView, ...] = ()
    planned: TableTwin | None = None
    activities: tuple[ActivityView, ...] = ()
    activities_heading: str = ""
    texts: tuple[TextView, ...] = ()
    children: tuple[GoalView, ...] = ()


@dataclass(frozen=True, slots=True)
class Glance:
    """The indicators with one status: how many, and links to them further down the page (name and anchor)."""

    status: StatusView
    number: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Enhet. ``path`` is the way down the organisation: names and addresses."""

    title: str
    path: tuple[tuple[str, str], ...]
    subtitle: str
    is_example: bool
    is_draft: bool
    glance: tuple[Glance, ...]
    goals: tuple[GoalView, ...]
    source: str
    notices: tuple[Notice, ...] = ()
    report: str = ""
    """Where the same stands as a document to print."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in the list of units, indented by its depth."""

    name: str
    href: str
    depth: int
    kind: str
    counts: tuple[str, ...]
    """How many figures have each status, in the order of the statuses; empty where nothing is followed."""


@dataclass(frozen=True, slots=True)
class UnitList:
    """Enheter."""

    title: str
    subtitle: str
    is_example: bool
    rows: tuple[UnitRow, ...]
    source: str
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, with what can be chosen below it."""

    name: str
    href: str
    is_chosen: bool = False
    hint: str = ""
    below: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """The page where a part of the organisation is chosen."""

    title: str
    back: str
    back_text: str
    tree: tuple[Choice, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: where one is, and what can be chosen. ``periods`` are rows of a year each.

    ``units_href`` is the page where the part of the organisation is chosen; empty where there is nothing to choose.
    """

    navigation: tuple[Choice, ...]
    unit_label: str = ""
    units_href: str = ""
    period_label: str = ""
    periods: tuple[Choice, ...] = ()
    data_note: str = ""
    version: str = ""
    """The state of the store that the page is drawn of: version of the data and day of judging, as ``/halsa`` tells them."""


@dataclass(frozen=True, slots=True)
class CountOfStatus:
    """How many of something have a status: as a share of a bar, and in words."""

    status: StatusView
    count: int
    number: str
    word: str


@dataclass(frozen=True, slots=True)
class GoalRemark:
    """Where a unit's stated judgement and its indicators tell different stories, and where to see it."""

    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class GoalBranch:
    """A goal of the tree with what is below it. ``counts`` are of all indicators under it, ``stated`` of what units state."""

    anchor: str
    level: str
    number: str
    title: str
    owner: str
    owner_href: str
    counts: tuple[CountOfStatus, ...]
    stated: tuple[CountOfStatus, ...]
    remarks: tuple[GoalRemark, ...]
    below: tuple[GoalBranch, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class GoalsPage:
    """Mål. ``toggle`` leads to the same page with, or without, only the goals that have a remark."""

    title: str
    subtitle: str
    is_example: bool
    finding: str
    only_remarks: bool
    toggle: str
    branches: tuple[GoalBranch, ...]
    source: str
    notices: tuple[Notice, ...] = ()
