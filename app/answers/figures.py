"""Figures out of the read model, and the definitions they are shown with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from data.vocabulary import Period


class Indicator(NamedTuple):
    """What is needed of a definition to show an indicator."""

    id: int
    slug: str
    name: str
    short_name: str
    description: str
    measure: str | None
    unit_of_measure: str
    decimals: int
    better: str | None
    accumulates: bool
    kf_target_is_local: bool
    sort_order: int


class JudgedFigure(Protocol):
    """What a sentence about one figure needs; both kinds of rows below have it."""

    @property
    def value(self) -> float | None: ...
    @property
    def outcome_printed(self) -> str: ...
    @property
    def target_value(self) -> float | None: ...
    @property
    def target_form(self) -> str | None: ...
    @property
    def target_printed(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def status_reason(self) -> str: ...
    @property
    def judged_better(self) -> str | None: ...
    @property
    def judged_level(self) -> float | None: ...


class MatrixFigure(NamedTuple):
    """One cell of the matrix: gender T of one unit, indicator and follow-up."""

    unit_id: int
    indicator_id: int
    value: float | None
    outcome_printed: str
    target_value: float | None
    target_form: str | None
    target_printed: str
    status: str
    status_reason: str
    judged_better: str | None
    judged_level: float | None
    goal_id: int | None
    is_example: bool


MATRIX_CELL = ("unit_id", "indicator_id", "status", "status_reason", "goal_id", "remark_kind", "remark_weight")
"""The columns of a ``MatrixCell``, by their names in the read model."""
MatrixCell = tuple[int, int, str, str, int | None, str | None, float | None]
"""What an overview shows of a figure (``MATRIX_CELL``): its status, and what of it deserves attention. All of it stands in an
index (``data.schema.OVERVIEW``). A bare tuple, as the driver gives it: a page may hold thousands."""


class PartCell(NamedTuple):
    """An indicator in a part whose units are too many to show: how many of those that are judged reach their årsmål."""

    unit_id: int
    indicator_id: int
    units_reached: int
    units_judged: int
    units_total: int
    is_example: bool


class StatusCell(NamedTuple):
    """How many units right below a parent have one status in an indicator; ``units`` is how many follow it."""

    unit_id: int
    indicator_id: int
    units_with_status: int
    units: int


class DetailedFigure(NamedTuple):
    """One row of the read model, as the page of a unit shows it."""

    indicator_id: int
    gender: str
    value: float | None
    n: int | None
    missing: str | None
    outcome_printed: str
    outcome_id: int | None
    target_value: float | None
    target_form: str | None
    target_printed: str
    target_id: int | None
    status: str
    status_reason: str
    judged_better: str | None
    judged_level: float | None
    judged_limit: float | None
    kf_target_value: float | None
    kf_target_form: str | None
    kf_target_printed: str
    kf_target_id: int | None
    kf_status: str
    kf_status_reason: str
    previous_value: float | None
    previous_year: int | None
    previous_period: str | None
    change: str | None
    change_within_margin: bool | None
    year_ago_value: float | None
    year_ago_change: str | None
    year_ago_within_margin: bool | None
    gap: float | None
    gap_low: float | None
    gap_high: float | None
    gap_within_margin: bool | None
    forecast_value: float | None
    forecast_printed: str
    forecast_status: str | None
    forecast_status_reason: str | None
    interval_low: float | None
    interval_high: float | None
    within_margin: bool | None
    kf_within_margin: bool | None
    variation: str | None
    assurance: str | None
    due_on: dt.date | None
    is_withheld: bool
    is_aggregated: bool
    units_reached: int | None
    units_judged: int | None
    units_reported: int | None
    units_total: int | None
    goal_id: int | None
    is_example: bool


class HistoryFigure(NamedTuple):
    """One follow-up of an indicator in a unit, for the chart of its development."""

    year: int
    period: str
    gender: str
    value: float | None
    n: int | None
    missing: str | None
    status: str
    status_reason: str
    target_value: float | None
    target_form: str | None
    judged_level: float | None
    interval_low: float | None
    interval_high: float | None
    variation: str | None
    process_mean: float | None
    process_low: float | None
    process_high: float | None
    is_withheld: bool
    is_aggregated: bool
    is_example: bool


class PlannedIndicator(NamedTuple):
    """An indicator that a unit's plan of a year follows, with the targets that the plan sets."""

    indicator_id: int
    goal_id: int | None
    periodicity: str | None
    target_printed: str
    kf_target_printed: str


class StatusCount(NamedTuple):
    """How many figures of a unit have a status for a reason."""

    unit_id: int
    status: str
    status_reason: str
    figures: int


@dataclass(frozen=True, slots=True)
class PeriodReporting:
    """How much of a follow-up has been reported, in one part of the organisation."""

    period: Period
    expected: int
    """Figures that are due or reported."""
    reported: int
    """Figures that have a value."""
    units_reporting: int

    @property
    def is_mostly_reported(self) -> bool:
        return self.reported > 0 and self.reported * 2 >= self.expected
