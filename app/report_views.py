"""What the presenter of a report gives and its component draws."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import Glance, GoalView, Notice, StatusView, TableTwin


@dataclass(frozen=True, slots=True)
class Attention:
    """An indicator to act on: its name, place in the report, status and finding."""

    name: str
    anchor: str
    status: StatusView
    finding: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report of a unit, or of a part of the organisation, for one follow-up."""

    title: str
    unit: str
    period: str
    path: str
    made: str
    is_example: bool
    is_draft: bool
    summary: str
    glance: tuple[Glance, ...]
    attention: tuple[Attention, ...]
    stated: TableTwin | None
    goals: tuple[GoalView, ...]
    units_below: str
    sources: TableTwin | None
    source: str
    rules: tuple[tuple[str, str], ...]
    pdf: str
    back: str
    many: str
    notices: tuple[Notice, ...] = ()
