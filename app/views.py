"""What the presenters give and the components draw: texts and addresses ready to show, no codes to look up."""

from __future__ import annotations

from dataclasses import dataclass


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
    """One indicator as a column: the short name that is printed and the full one."""

    short: str
    full: str
    starts_group: bool


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """A goal over the columns that belong to it."""

    label: str
    title: str
    span: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: where it leads, how it looks, what it says aloud, and whether the filter dims it."""

    css: str
    symbol: str
    status: str
    sentence: str
    href: str
    is_dimmed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One unit; a cell is None where the unit does not follow the indicator."""

    name: str
    href: str
    counts: tuple[tuple[str, str, str, str], ...]
    """CSS class, symbol, number and word of each status that occurs: the row in small, for narrow screens."""
    cells: tuple[Cell | None, ...]


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


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell above the page: a choice that was not understood, or why there is nothing to see."""

    text: str
    link: str = ""
    link_text: str = ""


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
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on a bullet chart and its words."""

    value: float
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
class Frame:
    """What stands around every page: where one is, and what can be chosen. ``periods`` are rows of a year each."""

    navigation: tuple[Choice, ...]
    unit_label: str = ""
    units: tuple[Choice, ...] = ()
    period_label: str = ""
    periods: tuple[Choice, ...] = ()
    data_note: str = ""
