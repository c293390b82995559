"""Figures as documents print them: decimal comma, the unit of measure after a space, bounds and directions in words."""

from __future__ import annotations

from data.definitions import IndicatorDefinition
from data.vocabulary import Measure, Period, Periodicity, PeriodKind, TargetForm

WITHHELD = ".."
"""What a survey's publisher prints for a group too small to tell about."""

_FORMS = {TargetForm.LEVEL: "{}", TargetForm.MAX: "Max {}", TargetForm.MIN: "Minst {}"}
_DIRECTIONS = {TargetForm.INCREASE: "öka", TargetForm.DECREASE: "minska"}


def number(value: float, decimals: int) -> str:
    """``9,5``, ``83``: as many decimals as asked for, with a comma."""
    return f"{value:.{decimals}f}".replace(".", ",")


def outcome(value: float, indicator: IndicatorDefinition) -> str:
    """``9,5 %``, ``3,13 GWh``; counts, indexes and quantities with a long unit stand bare."""
    printed = number(value, indicator.decimals)
    if indicator.measure is Measure.SHARE or indicator.unit_of_measure == "GWh":
        return f"{printed} {indicator.unit_of_measure}"
    return printed


def target(level: float, form: TargetForm, indicator: IndicatorDefinition, is_bare: bool = False) -> str:
    """``9,5 %``, ``Max 10 personer``, ``120 st``, ``öka``; whole levels of shares without decimals."""
    if form in _DIRECTIONS:
        return _DIRECTIONS[form]
    decimals = 0 if indicator.measure is Measure.SHARE and level == int(level) else indicator.decimals
    printed = number(level, decimals)
    has_unit = indicator.measure is Measure.SHARE or indicator.unit_of_measure in ("GWh", "st") or form is TargetForm.MAX
    if has_unit and not is_bare:
        printed = f"{printed} {indicator.unit_of_measure}".strip()
    return _FORMS[form].format(printed)


def period(of: Period, periodicity: Periodicity) -> str:
    """``T1 2024``, ``VB 2024``; what is measured once a year prints the year alone, as the annual reports do."""
    return str(of.year) if periodicity is Periodicity.AR and of.kind is PeriodKind.VB else str(of)
