"""Which units have figures that something is to be asked about when all are seen together: few, and they alone are looked at.

As with the sieves: a unit may be looked at in vain, but none is passed over of which ``etl.loading.disagreements`` or
``etl.loading.course`` would have something to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import Gender, Period, PeriodKind, TargetKind
from etl.checks.course import fewer_than_a_year_ago
from etl.loading.bulk.lines import KF_TARGET, OUTCOMES, PREVIOUS, TARGET, Mask
from etl.loading.bulk.reading import FORMS, KINDS, ReadLines, in_one_number, year_and_kind
from etl.loading.course import WORTH_A_LOOK
from etl.loading.facts import OUTCOME, Fact, FactTable
from etl.loading.facts import TARGET as TARGETS

Whole = NDArray[np.int64]
Numbers = NDArray[np.float64]

_GENDERS = (Gender.T, Gender.M, Gender.K)
_TARGET_KINDS = (TargetKind.ARSMAL, TargetKind.KF_ARSMAL)
_NO_VALUE = -1e300

_WHICH, _PERIODS, _INDICATORS = 1 << 3, 1 << 14, 1 << 22
"""Room for a gender or a kind of target, for a period and for an indicator, so that what a figure is about is one number."""

_OWN, _DOUBTFUL = 1, 2
"""An outcome of the follow-up that it is reported in; one that is not judged."""


@dataclass(slots=True)
class Figures:
    """The outcomes and targets of a load: what each is about, its value, and the form of a target or marks of an outcome."""

    about: list[Whole] = field(default_factory=list)
    value: list[Numbers] = field(default_factory=list)
    form: list[Whole] = field(default_factory=list)
    marks: list[Whole] = field(default_factory=list)
    _one_by_one: list[tuple[int, int, int, int, float, int, int]] = field(default_factory=list)

    def add_lines(self, read: ReadLines, unit_id: Whole, indicator_id: Whole, chosen: Mask) -> None:
        """Those of the chosen lines."""
        for cell in range(OUTCOMES.stop):
            lines = np.flatnonzero(chosen & (read.is_cell[:, cell] | read.is_missing[:, cell]))
            about = _about(unit_id[lines], indicator_id[lines], read.period[lines], cell)
            marks = np.where(read.period[lines] == read.document[lines], _OWN, 0)
            self._add(about, _value(read.value[lines, cell]), np.zeros(len(lines), dtype=np.int64), marks)
        lines = np.flatnonzero(chosen & read.is_cell[:, PREVIOUS])
        about = _about(unit_id[lines], indicator_id[lines], read.previous_period[lines], 0)
        nothing = np.zeros(len(lines), dtype=np.int64)
        self._add(about, read.value[lines, PREVIOUS], nothing, nothing)
        for place, cell in enumerate((TARGET, KF_TARGET), start=len(_GENDERS)):
            lines = np.flatnonzero(chosen & read.is_cell[:, cell])
            about = _about(unit_id[lines], indicator_id[lines], read.document[lines] // len(KINDS), place)
            form = read.form[lines, cell].astype(np.int64)
            self._add(about, _value(read.value[lines, cell]), form, np.zeros(len(lines), dtype=np.int64))

    def add_facts(self, facts: dict[str, list[Fact]]) -> None:
        """Those of one document that were made one by one."""
        for said in _named(OUTCOME, facts):
            period = in_one_number(Period(said["year"], PeriodKind(said["period"])))
            reported = (said["reported_year"], said["reported_period"])
            marks = _OWN * (reported == (said["year"], said["period"])) + _DOUBTFUL * bool(said["is_doubtful"])
            self._add_one(said, period, _GENDERS.index(Gender(said["gender"])), 0, marks)
        for said in _named(TARGETS, facts):
            kind = len(_GENDERS) + _TARGET_KINDS.index(TargetKind(said["kind"]))
            self._add_one(said, said["year"], kind, FORMS.index(said["form"]), 0)

    def units_that_disagree(self) -> set[int]:
        """Ids of the units of which a figure is told in two ways."""
        about, value, form, _ = self._all()
        order = np.argsort(about)
        about = about[order]
        twice = np.flatnonzero(about[1:] == about[:-1])
        one, other = order[twice], order[twice + 1]
        differ = (value[one] != value[other]) | (form[one] != form[other])
        return set(_unit(about[twice[differ]]).tolist())

    def units_with_a_course(self) -> set[int]:
        """Ids of the units whose figures leap from one time to another, or grow far fewer."""
        about, value, _, marks = self._all()
        return self._that_leap(about, value, marks) | self._that_report_less(about, value, marks)

    @staticmethod
    def _that_leap(about: Whole, value: Numbers, marks: Whole) -> set[int]:
        """Those with a series of totals of which one is many times another."""
        chosen = np.flatnonzero((about % _WHICH == 0) & (value > 0) & (marks & _DOUBTFUL == 0))
        series = about[chosen] // (_WHICH * _PERIODS)
        order = np.argsort(series, kind="stable")
        series, value = series[order], value[chosen][order]
        starts = np.flatnonzero(np.diff(series, prepend=-1))
        if not len(starts):
            return set()
        leaps = np.maximum.reduceat(value, starts) >= WORTH_A_LOOK * np.minimum.reduceat(value, starts)
        return set((series[starts[leaps]] // _INDICATORS).tolist())

    @staticmethod
    def _that_report_less(about: Whole, value: Numbers, marks: Whole) -> set[int]:
        """Those of which a follow-up tells of far fewer indicators than a year ago."""
        chosen = (about % _WHICH < len(_GENDERS)) & (value != _NO_VALUE) & (marks & _OWN > 0)
        told = np.unique(about[chosen] // _WHICH)
        units, period = told // (_PERIODS * _INDICATORS), told % _PERIODS
        follow_ups, times = np.unique(units * _PERIODS + period, return_counts=True)
        number = dict(zip(follow_ups.tolist(), times.tolist(), strict=True))
        return {
            each // _PERIODS
            for each, now in number.items()
            if any(fewer_than_a_year_ago(Period(*year_and_kind(each % _PERIODS)), now, number.get(each - len(KINDS), 0)))
        }

    def _all(self) -> tuple[Whole, Numbers, Whole, Whole]:
        if self._one_by_one:
            unit, indicator, period, which, value, form, marks = map(np.array, zip(*self._one_by_one, strict=True))
            self._add(_about(unit, indicator, period, which), value, form, marks)
            self._one_by_one.clear()
        none = np.empty(0, dtype=np.int64)
        return (
            np.concatenate([none, *self.about]),
            np.concatenate([np.empty(0), *self.value]),
            np.concatenate([none, *self.form]),
            np.concatenate([none, *self.marks]),
        )

    def _add(self, about: Whole, value: Numbers, form: Whole, marks: Whole) -> None:
        for kept, new in ((self.about, about), (self.form, form), (self.marks, marks)):
            kept.append(new)
        self.value.append(value)

    def _add_one(self, said: dict[str, Any], period: int, which: int, form: int, marks: int) -> None:
        value = _NO_VALUE if said["value"] is None else said["value"]
        self._one_by_one.append((said["unit_id"], said["indicator_id"], period, which, value, form, marks))


def _about(unit_id: Whole, indicator_id: Whole, period: Whole, which: int | Whole) -> Whole:
    return ((unit_id * _INDICATORS + indicator_id) * _PERIODS + period) * _WHICH + which


def _unit(about: Whole) -> Whole:
    return about // (_WHICH * _PERIODS * _INDICATORS)


def _value(value: Numbers) -> Numbers:
    return np.nan_to_num(value, nan=_NO_VALUE)


def _named(table: FactTable, facts: dict[str, list[Fact]]) -> Iterator[dict[str, Any]]:
    return (dict(zip(table.columns, each.values, strict=True)) for each in facts[table.name])
