"""What the presenter of Underlag gives and its component draws."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import Notice, StatusView


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """A choice among a few, by the name of its parameter."""

    parameter: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column. ``href`` sorts by it, where that is possible; ``way`` is how it is sorted now, if at all."""

    words: str
    href: str = ""
    way: str = ""
    """``ascending``, ``descending`` or nothing."""
    title: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    words: str
    href: str = ""
    status: StatusView | None = None
    is_number: bool = False
    is_silent: bool = False
    """There is no value, and the words say why."""
    earlier: tuple[str, ...] = ()
    earlier_summary: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column that can be taken in or out; ``href`` does the other."""

    words: str
    href: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Underlag. ``hidden`` are the parameters that the form of choices keeps as they are."""

    title: str
    is_example: bool
    finding: str
    shown: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    selects: tuple[Select, ...]
    search: str
    hidden: tuple[tuple[str, str], ...]
    columns: tuple[ColumnChoice, ...]
    usual_columns: str
    clear: str
    csv: str
    excel: str
    previous: str
    next: str
    source: str
    notices: tuple[Notice, ...] = ()
