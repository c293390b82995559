"""The figures of Underlag: what is asked for, the rows that answer, where each stands and what stood there before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from data.vocabulary import Gender, MissingReason, Period, Status

AS_STORED = "lagrad"


@dataclass(frozen=True, slots=True)
class FigureSelection:
    """Which figures are asked for. ``period`` None is every year; with ``whole_year`` it is every follow-up of its year.

    ``words`` are what each word of a search means: the units and the indicators that have it in their names. ``sort`` is a
    column's slug, with a hyphen before it for falling order; the empty string puts units' own figures before added-up ones, and
    ``AS_STORED`` is the order of the primary key.
    """

    unit_ids: Sequence[int]
    period: Period | None = None
    whole_year: bool = False
    indicator_id: int | None = None
    gender: Gender | None = None
    status: Status | None = None
    missing: MissingReason | None = None
    origin: str = ""
    words: tuple[tuple[frozenset[int], frozenset[int]], ...] = ()
    sort: str = ""


class FigureRow(NamedTuple):
    """One row of the read model as ordinary readers see it, as Underlag shows it."""

    unit_id: int
    year: int
    period: str
    indicator_id: int
    gender: str
    value: float | None
    n: int | None
    missing: str | None
    outcome_printed: str
    outcome_unit: str
    outcome_id: int | None
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
    kf_status: str
    previous_value: float | None
    previous_year: int | None
    previous_period: str | None
    forecast_value: float | None
    interval_low: float | None
    interval_high: float | None
    within_margin: bool | None
    is_withheld: bool
    is_aggregated: bool
    is_example: bool

    @property
    def key(self) -> FigureKey:
        return FigureKey(self.unit_id, self.indicator_id, self.year, self.period, self.gender)


class FigureKey(NamedTuple):
    """What a figure is about."""

    unit_id: int
    indicator_id: int
    year: int
    period: str
    gender: str


class FigureSource(NamedTuple):
    """Where an outcome stands: its document and place in it, and the day it was loaded."""

    outcome_id: int
    locator: str
    kind: str
    year: int
    file_name: str
    origin: str
    publisher: str
    loaded_on: dt.date


class EarlierValue(NamedTuple):
    """Another value of the same figure: one that is corrected, or (``ended_on`` None) one that another document gives."""

    key: FigureKey
    value: float | None
    printed: str
    file_name: str
    locator: str
    loaded_on: dt.date
    ended_on: dt.date | None
