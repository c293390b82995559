"""What the charts draw beside the bullet: developments, units against their targets, women and men."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import Mark, Span, TableTwin


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: from where to where, and its marks with their words."""

    low: float
    high: float
    ticks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A value at a place of the time axis, with its interval where that is known."""

    at: int
    value: float
    text: str
    interval: Span | None = None


@dataclass(frozen=True, slots=True)
class Hole:
    """A follow-up without a value: the sign that marks it, and why there is none."""

    at: int
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class ProcessLines:
    """The lines of a process-behaviour (XmR) chart: the mean, and the limits that the outcome usually stays within."""

    mean: Mark
    low: Mark
    high: Mark
    words: str


@dataclass(frozen=True, slots=True)
class Development:
    """One indicator of one unit over its follow-ups, oldest first. Lines are in pieces: they break where a value is missing."""

    finding: str
    description: str
    scale: Scale
    places: tuple[str, ...]
    """What the time axis says at each follow-up: ``T1``, with the year below at the first of each year."""
    years: tuple[int, ...]
    """Places at which a year begins."""
    total: tuple[tuple[Spot, ...], ...]
    women: tuple[tuple[Spot, ...], ...]
    men: tuple[tuple[Spot, ...], ...]
    targets: tuple[tuple[float, float, Mark], ...]
    """Steps: from, to, and the level with its words."""
    holes: tuple[Hole, ...]
    legend: tuple[tuple[str, str, str], ...]
    """Sign, its CSS class, and what it stands for."""
    table: TableTwin
    process: ProcessLines | None = None
    """None where there are too few follow-ups to tell what is usual."""
    real_changes: tuple[Spot, ...] = ()
    """Outcomes of totalt that were more than usual variation when they came."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A unit in the dot plot: its outcome and its own target, where there is one on the same scale."""

    name: str
    value: float
    target: float | None
    interval: Span | None
    text: str
    css: str
    is_chosen: bool = False
    kf_target: float | None = None
    """KF:s årsmål, where the outcome is held against it."""


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Units against their own targets, the one that is furthest on the good side first."""

    finding: str
    description: str
    scale: Scale
    dots: tuple[Dot, ...]
    legend: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class LinkedTable:
    """A table whose rows begin with a link: name, address, then the other cells."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Women and men of one unit and indicator: a name, what stands below it, the two values, and the difference in words."""

    name: str
    below: str
    women: Mark
    men: Mark
    gap: str
    text: str
    is_told_from_chance: bool | None
    """None where no number of respondents is known."""


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Differences between women and men on one scale, what is surer than chance first, and below them what is not shown."""

    finding: str
    unsure: str
    """Of how many comparisons nobody can say; empty where there are none. ``finding`` says it too."""
    description: str
    scale: Scale
    pairs: tuple[Pair, ...]
    legend: tuple[tuple[str, str, str], ...]
    withheld: tuple[tuple[str, str], ...] = ()
    """Rows without marks: the names of comparisons that are withheld, each with what stands below it."""
