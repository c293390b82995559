"""Of which units figures are told more than once and not the same way: few, and they alone are looked at closely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.vocabulary import Gender, Period, PeriodKind, TargetForm, TargetKind
from etl.loading.bulk.lines import KF_TARGET, OUTCOMES, PREVIOUS, TARGET, Mask
from etl.loading.bulk.reading import KINDS, ReadLines, in_one_number
from etl.loading.facts import OUTCOME, Fact, FactTable
from etl.loading.facts import TARGET as TARGETS

Whole = NDArray[np.int64]

_GENDERS = (Gender.T, Gender.M, Gender.K)
_TARGET_KINDS = (TargetKind.ARSMAL, TargetKind.KF_ARSMAL)
_FORMS = tuple(form.value for form in TargetForm)
_NO_VALUE = -1e300

_WHICH, _PERIODS, _INDICATORS = 1 << 3, 1 << 14, 1 << 22
"""Room for a gender or a kind of target, for a period and for an indicator, so that what a figure is about is one number."""


@dataclass(slots=True)
class Figures:
    """The outcomes and targets of a load: what each is about, and what it is said to be (for a target also in which form)."""

    about: list[Whole] = field(default_factory=list)
    value: list[NDArray[np.float64]] = field(default_factory=list)
    form: list[Whole] = field(default_factory=list)
    _one_by_one: list[tuple[int, int, int, int, float, int]] = field(default_factory=list)

    def add_lines(self, read: ReadLines, unit_id: Whole, indicator_id: Whole, chosen: Mask) -> None:
        """Those of the chosen lines."""
        for cell in range(OUTCOMES.stop):
            lines = np.flatnonzero(chosen & (read.is_cell[:, cell] | read.is_missing[:, cell]))
            value = np.nan_to_num(read.value[lines, cell], nan=_NO_VALUE)
            self._add(_about(unit_id[lines], indicator_id[lines], read.period[lines], cell), value)
        lines = np.flatnonzero(chosen & read.is_cell[:, PREVIOUS])
        about = _about(unit_id[lines], indicator_id[lines], read.previous_period[lines], 0)
        self._add(about, read.value[lines, PREVIOUS])
        for place, cell in enumerate((TARGET, KF_TARGET), start=len(_GENDERS)):
            lines = np.flatnonzero(chosen & read.is_cell[:, cell])
            about = _about(unit_id[lines], indicator_id[lines], read.document[lines] // len(KINDS), place)
            value = np.nan_to_num(read.value[lines, cell], nan=_NO_VALUE)
            self._add(about, value, np.array([_FORMS.index(form) for form in read.form[lines, cell].tolist()], dtype=np.int64))

    def add_facts(self, facts: dict[str, list[Fact]]) -> None:
        """Those of one document that were made one by one."""
        for said in _named(OUTCOME, facts):
            period = in_one_number(Period(said["year"], PeriodKind(said["period"])))
            value = _NO_VALUE if said["value"] is None else said["value"]
            self._add_one(said, period, _GENDERS.index(Gender(said["gender"])), value, 0)
        for said in _named(TARGETS, facts):
            kind = len(_GENDERS) + _TARGET_KINDS.index(TargetKind(said["kind"]))
            value = _NO_VALUE if said["value"] is None else said["value"]
            self._add_one(said, said["year"], kind, value, _FORMS.index(said["form"]))

    def units_that_disagree(self) -> list[int]:
        """Ids of the units of which a figure is told in two ways."""
        if self._one_by_one:
            unit, indicator, period, which, value, form = map(np.array, zip(*self._one_by_one, strict=True))
            self._add(_about(unit, indicator, period, which), value, form)
            self._one_by_one.clear()
        if not self.about:
            return []
        about, value, form = np.concatenate(self.about), np.concatenate(self.value), np.concatenate(self.form)
        order = np.argsort(about)
        about = about[order]
        twice = np.flatnonzero(about[1:] == about[:-1])
        one, other = order[twice], order[twice + 1]
        differ = (value[one] != value[other]) | (form[one] != form[other])
        return [int(each) for each in np.unique(about[twice[differ]] // (_WHICH * _PERIODS * _INDICATORS))]

    def _add(self, about: Whole, value: NDArray[np.float64], form: Whole | None = None) -> None:
        self.about.append(about)
        self.value.append(value)
        self.form.append(np.zeros(len(about), dtype=np.int64) if form is None else form)

    def _add_one(self, said: dict[str, Any], period: int, which: int, value: float, form: int) -> None:
        self._one_by_one.append((said["unit_id"], said["indicator_id"], period, which, value, form))


def _about(unit_id: Whole, indicator_id: Whole, period: Whole, which: int | Whole) -> Whole:
    return ((unit_id * _INDICATORS + indicator_id) * _PERIODS + period) * _WHICH + which


def _named(table: FactTable, facts: dict[str, list[Fact]]) -> Iterator[dict[str, Any]]:
    return (dict(zip(table.columns, each.values, strict=True)) for each in facts[table.name])
