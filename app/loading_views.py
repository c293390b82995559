"""What the presenter of Inläsning gives and its component draws."""

from __future__ import annotations

from dataclasses import dataclass

from app.chart_views import LinkedTable
from app.views import Choice, Notice, TableTwin


@dataclass(frozen=True, slots=True)
class OwedCell:
    """How many outcomes are owed; an empty ``href`` where none is."""

    words: str
    said: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class OwedRow:
    name: str
    href: str
    cells: tuple[OwedCell, ...]


@dataclass(frozen=True, slots=True)
class OwedView:
    """What is owed: a matrix of units and follow-ups, and the indicators of the chosen follow-up as a list."""

    finding: str
    periods: tuple[str, ...]
    rows: tuple[OwedRow, ...]
    note: str
    list_summary: str
    table: LinkedTable | None
    list_note: str
    all_href: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One question, warning or rejection. ``masked`` is said where numbers are hidden."""

    kind: str
    state: str
    message: str
    about: str
    where: str
    printed: str
    action: str
    answer: str
    answered: str
    masked: str


@dataclass(frozen=True, slots=True)
class FindingsView:
    """``kinds`` and ``states`` are links that filter."""

    finding: str
    kinds: tuple[Choice, ...]
    states: tuple[Choice, ...]
    findings: tuple[FindingView, ...]
    shown: str
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class ListView:
    """A table under a heading, with what it shows as a sentence and what it leaves out."""

    heading: str
    finding: str
    table: TableTwin | None
    note: str


@dataclass(frozen=True, slots=True)
class LoadingPage:
    """Inläsning."""

    title: str
    subtitle: str
    is_example: bool
    owed: OwedView | None
    findings: FindingsView
    documents: ListView
    loads: ListView
    notices: tuple[Notice, ...] = ()
