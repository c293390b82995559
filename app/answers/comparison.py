"""One indicator over many units, and women beside men: what the pages Indikator and Jämställdhet are made of."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class IndicatorDefinition(NamedTuple):
    """All that a definition says."""

    id: int
    description: str
    periodicity: str | None
    tolerance_pct: float | None
    measured_over: str | None
    aggregate: str
    min_group: int | None
    is_sensitive: bool
    set_by: str | None
    source: str
    checked_on: dt.date | None
    is_draft: bool
    other_names: tuple[str, ...] = ()


class UnitFigure(NamedTuple):
    """An indicator (totalt) of one unit in a follow-up, to be held against its own target."""

    unit_id: int
    value: float | None
    n: int | None
    missing: str | None
    outcome_printed: str
    due_on: dt.date | None
    target_value: float | None
    target_form: str | None
    target_printed: str
    status: str
    status_reason: str
    judged_better: str | None
    judged_level: float | None
    kf_target_value: float | None
    kf_target_form: str | None
    kf_target_printed: str
    kf_status_reason: str
    kf_judged_level: float | None
    interval_low: float | None
    interval_high: float | None
    within_margin: bool | None
    is_withheld: bool
    is_aggregated: bool
    units_reached: int | None
    units_judged: int | None
    units_total: int | None
    is_example: bool


class IndicatorCount(NamedTuple):
    """How many units of a part have a status in an indicator; ``goal_id`` is a goal that one of them puts it under."""

    indicator_id: int
    status: str
    figures: int
    goal_id: int | None


class GapFigure(NamedTuple):
    """Women's and men's outcomes of one unit and indicator, with the difference that stands on the row of the total.

    ``women`` and ``men`` are None where they are not reported or not shown; ``is_withheld`` says which.
    """

    unit_id: int
    indicator_id: int
    goal_id: int | None
    gap: float | None
    gap_low: float | None
    gap_high: float | None
    gap_within_margin: bool | None
    women: float | None
    men: float | None
    women_n: int | None
    men_n: int | None
    women_missing: str | None
    men_missing: str | None
    is_withheld: bool
    is_example: bool
