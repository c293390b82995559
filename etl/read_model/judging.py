"""Judging many figures at once, as ``etl.rules.attainment`` does it one by one.

A border is a decimal number, and the rules compare exactly. So does this: the rule itself is asked, once for every different
target, for the border as a float and whether a figure printed as that very float is on the better side. Every other float lies
on the same side of the border as its own decimal number does, for decimals never change places when they are rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from data.vocabulary import Better, Gender, Status, StatusReason, TargetForm
from etl.read_model.columns import FORMS, GENDERS, KINDS, MISSING
from etl.read_model.facts import Definition
from etl.rules.attainment import status_against_target
from etl.rules.comparability import is_same_measure
from etl.rules.figures import Figure, IndicatorRules, TargetFigure

REASONS = tuple(StatusReason)
BETTERS = (None, *Better)
_CODE = {reason: code for code, reason in enumerate(REASONS)}
_HIGHER, _LOWER = BETTERS.index(Better.HIGHER), BETTERS.index(Better.LOWER)
_NONE = -1

_OWN_DIRECTION = {
    **{TargetForm.MAX: _LOWER, TargetForm.MIN: _HIGHER},
    **{TargetForm.INCREASE: _HIGHER, TargetForm.DECREASE: _LOWER},
}
_DIRECTION = np.array([_OWN_DIRECTION.get(form, 0) for form in FORMS])
_FOLLOWS_LAST_YEAR = np.array([form in (TargetForm.INCREASE, TargetForm.DECREASE) for form in FORMS])


def _reason_of(figure: Figure, target: TargetFigure | None) -> int:
    """What stands in the way of judging, by the rule itself; −1 where nothing does."""
    rules = IndicatorRules(better=Better.HIGHER, tolerance_pct=0.0)
    last_year = Figure(1.0)
    judged = status_against_target(figure, target, rules, follow_up=KINDS[-1], last_year=last_year)
    return _NONE if judged.judged_level is not None else _CODE[judged.reason]


_LEVEL = TargetFigure(TargetForm.LEVEL, 1.0)
OF_MISSING = np.array([_reason_of(Figure(None, missing=reason), _LEVEL) for reason in MISSING], np.int8)
_UNREADABLE = _CODE[StatusReason.OUTCOME_UNREADABLE]
_DOUBTFUL = _CODE[StatusReason.OUTCOME_DOUBTFUL]
STATUS = np.array(
    [
        list(Status).index(
            {
                StatusReason.REACHED: Status.UPPFYLLS_HELT,
                StatusReason.WITHIN_TOLERANCE: Status.UPPFYLLS_DELVIS,
                StatusReason.MISSED: Status.UPPFYLLS_INTE,
                StatusReason.NOT_REPORTED: Status.EJ_RAPPORTERAD,
            }.get(reason, Status.EJ_BEDOMD)
        )
        for reason in REASONS
    ],
    np.int8,
)


@dataclass(slots=True)
class Judgements:
    """Codes of reasons and directions; the level and the limit are NaN where there is none."""

    reason: Any
    better: Any
    level: Any
    limit: Any


@dataclass(slots=True)
class Rules:
    """The definitions as columns, one row an indicator, and what is the same measure."""

    definitions: list[Definition]
    units: list[str]

    def of(self, name: str) -> list[Any]:
        return [getattr(each.rules, name) for each in self.definitions]

    def same_measure(self, indicator: Any, a: Any, b: Any) -> Any:
        """Whether figures in these units of measure may be compared: the rule is asked once for every pair that differs."""
        same = a == b
        other = np.flatnonzero(~same)
        if len(other):
            number = len(self.units)
            packed = (indicator[other].astype(np.int64) * number + a[other]) * number + b[other]
            codes, pairs = pd.factorize(packed)
            answers = [self._is_same(*divmod(pair, number * number)) for pair in pairs.tolist()]
            same[other] = np.array(answers)[codes]
        return same

    def _is_same(self, indicator: int, pair: int) -> bool:
        a, b = divmod(pair, len(self.units))
        return is_same_measure(self.units[a], self.units[b], self.definitions[indicator].rules)


@dataclass(slots=True)
class Asked:
    """Rows to be judged: the figure, its target (a place in the columns of targets, −1 without), and last year's figure."""

    indicator: Any
    gender: Any
    thirds: Any
    value: Any
    unit: Any
    hindrance: Any
    """The code of what stands in the outcome's way, −1 where nothing does."""
    target: Any
    last_value: Any
    """NaN where there is none that can be used."""
    last_unit: Any
    last_is_withheld: Any


def outcome_hindrance(value: Any, missing: Any, is_doubtful: Any) -> Any:
    found = np.where(np.isfinite(value), np.where(is_doubtful, _DOUBTFUL, _NONE), _UNREADABLE)
    return np.where(missing != 0, OF_MISSING[missing], found).astype(np.int8)


def target_hindrance(targets: dict[str, Any]) -> Any:
    """By target, what stands in its way; −1 where nothing does. The rule is asked for every kind of target."""
    value, doubtful = targets["value"], targets["is_doubtful"]
    state = np.where(np.isnan(value), 0, np.where(np.isfinite(value), 1, 2)) + 3 * doubtful
    codes, kinds = pd.factorize(targets["form"] * 6 + state)
    figures = {0: None, 1: 1.0, 2: float("inf")}
    answers = [
        _reason_of(Figure(2.0), TargetFigure(FORMS[kind // 6], figures[kind % 3], "", bool(kind % 6 // 3)))
        for kind in kinds.tolist()
    ]
    return np.array([*answers, _CODE[StatusReason.NO_TARGET]], np.int8)[np.append(codes, len(answers))]


def judge(asked: Asked, targets: dict[str, Any], hindrances: Any, rules: Rules, *, against_city: bool = False) -> Judgements:
    """As ``status_against_target``, or ``status_against_kf_target`` where ``against_city``."""
    reason = np.where(asked.hindrance != _NONE, asked.hindrance, hindrances[asked.target]).astype(np.int8)
    if against_city:
        is_local = np.array(rules.of("kf_target_is_local"), bool)[asked.indicator]
        reason[(reason == _NONE) & ~is_local] = _CODE[StatusReason.NOT_COMPARABLE]
    found = Judgements(reason, np.zeros(len(reason), np.int8), np.full(len(reason), np.nan), np.full(len(reason), np.nan))
    open_ = np.flatnonzero(reason == _NONE)
    follows = _FOLLOWS_LAST_YEAR[targets["form"][asked.target[open_]]] if len(open_) else np.zeros(0, bool)
    _against_level(found, asked, open_[~follows], targets, rules)
    _against_last_year(found, asked, open_[follows], targets, rules)
    return found


def _against_level(found: Judgements, asked: Asked, rows: Any, targets: dict[str, Any], rules: Rules) -> None:
    if not len(rows):
        return
    target, indicator = asked.target[rows], asked.indicator[rows]
    own = _DIRECTION[targets["form"][target]]
    better = np.where(own != 0, own, np.array([BETTERS.index(each) for each in rules.of("better")])[indicator])
    of_total = np.array(rules.of("adds_up"), bool)[indicator] & (asked.gender[rows] != GENDERS.index(Gender.T))
    same = rules.same_measure(indicator, asked.unit[rows], targets["unit"][target])
    hindered = np.where(
        better == 0, _CODE[StatusReason.DIRECTION_UNKNOWN], np.where(of_total | ~same, _CODE[StatusReason.NOT_COMPARABLE], _NONE)
    )
    found.reason[rows] = hindered
    free = hindered == _NONE
    rows, target, indicator, better = rows[free], target[free], indicator[free], better[free]

    of_value, values = pd.factorize(targets["value"])
    of_tolerance, tolerances = pd.factorize(np.array(rules.of("tolerance_pct"), np.float64))
    packed = (
        (of_value[target].astype(np.int64) * len(tolerances) + of_tolerance[indicator]) * 4 + asked.thirds[rows]
    ) * 3 + better
    codes, kinds = pd.factorize(packed)
    borders = []
    for kind in kinds.tolist():
        rest, direction = divmod(kind, 3)
        rest, thirds = divmod(rest, 4)
        value, tolerance = divmod(rest, len(tolerances))
        borders.append(_level_border(float(values[value]), float(tolerances[tolerance]), thirds, BETTERS[direction]))
    level, at_level, limit, at_limit = (
        (np.array(column)[codes] for column in zip(*borders, strict=True)) if borders else [np.zeros(0)] * 4
    )
    measured = asked.value[rows]
    reaches = _is_better(measured, level, at_level, better)
    is_near = _is_better(measured, limit, at_limit, better)
    near = np.where(is_near, _CODE[StatusReason.WITHIN_TOLERANCE], _CODE[StatusReason.MISSED])
    found.reason[rows] = np.where(reaches, _CODE[StatusReason.REACHED], near)
    found.better[rows], found.level[rows], found.limit[rows] = better, level, limit


def _against_last_year(found: Judgements, asked: Asked, rows: Any, targets: dict[str, Any], rules: Rules) -> None:
    if not len(rows):
        return
    last, indicator = asked.last_value[rows], asked.indicator[rows]
    same = rules.same_measure(indicator, asked.unit[rows], asked.last_unit[rows])
    hindered = np.where(same, _NONE, _CODE[StatusReason.NOT_COMPARABLE])
    hindered = np.where(np.isnan(last), _CODE[StatusReason.NO_PREVIOUS_YEAR], hindered)
    hindered = np.where(asked.last_is_withheld[rows], _CODE[StatusReason.PREVIOUS_YEAR_WITHHELD], hindered)
    found.reason[rows] = hindered
    rows = rows[hindered == _NONE]
    better = _DIRECTION[targets["form"][asked.target[rows]]]
    of_value, values = pd.factorize(asked.last_value[rows])
    codes, kinds = pd.factorize((of_value.astype(np.int64) * 4 + asked.thirds[rows]) * 3 + better)
    borders = []
    for kind in kinds.tolist():
        rest, direction = divmod(kind, 3)
        value, thirds = divmod(rest, 4)
        borders.append(_last_year_border(float(values[value]), thirds, BETTERS[direction]))
    level, at_level = (np.array(column)[codes] for column in zip(*borders, strict=True)) if borders else [np.zeros(0)] * 2
    passes = _is_better(asked.value[rows], level, at_level, better)
    found.reason[rows] = np.where(passes, _CODE[StatusReason.REACHED], _CODE[StatusReason.MISSED])
    found.better[rows], found.level[rows] = better, level


def _is_better(measured: Any, border: Any, at_border: Any, better: Any) -> Any:
    beyond = np.where(better == _HIGHER, measured > border, measured < border)
    return beyond | ((measured == border) & at_border.astype(bool))


@lru_cache(maxsize=1 << 16)
def _level_border(target: float, tolerance_pct: float, thirds: int, better: Better | None) -> tuple[float, bool, float, bool]:
    """The level and the limit as floats (the limit NaN without *delvis*), and whether a figure of that very float gets there."""
    rules = IndicatorRules(better=better, tolerance_pct=tolerance_pct, accumulates=thirds < len(KINDS))
    figure, kind = TargetFigure(TargetForm.LEVEL, target), KINDS[thirds - 1]
    judged = status_against_target(Figure(target), figure, rules, follow_up=kind)
    level = judged.judged_level if judged.judged_level is not None else float("nan")
    at_level = status_against_target(Figure(level), figure, rules, follow_up=kind).reason is StatusReason.REACHED
    limit = judged.judged_limit
    if limit is None:
        return level, at_level, float("nan"), False
    at_limit = status_against_target(Figure(limit), figure, rules, follow_up=kind).status
    return level, at_level, limit, at_limit in (Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS)


@lru_cache(maxsize=1 << 16)
def _last_year_border(last_year: float, thirds: int, better: Better | None) -> tuple[float, bool]:
    form = TargetForm.INCREASE if better is Better.HIGHER else TargetForm.DECREASE
    rules = IndicatorRules(better=better, tolerance_pct=0.0, accumulates=thirds < len(KINDS))
    figure, kind, before = TargetFigure(form), KINDS[thirds - 1], Figure(last_year)
    judged = status_against_target(Figure(last_year), figure, rules, follow_up=kind, last_year=before)
    level = judged.judged_level if judged.judged_level is not None else float("nan")
    at_level = status_against_target(Figure(level), figure, rules, follow_up=kind, last_year=before)
    return level, at_level.reason is StatusReason.REACHED
