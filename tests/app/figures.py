"""Figures and definitions out of the field, with only what the example is about."""

from __future__ import annotations

from typing import Any, cast

from app.answers.figures import MATRIX_CELL, DetailedFigure, Indicator, MatrixCell, MatrixFigure

SJUKFRANVARO = Indicator(1, "sjukfranvaro", "Sjukfrånvaro", "Sjukfrånvaro", "", "share", "%", 1, "lower", False, True, 10)
NOJDA = Indicator(2, "nojda", "Andel nöjda omsorgstagare", "Nöjda", "", "share", "%", 0, "higher", False, True, 20)
FERIEJOBB = Indicator(3, "feriejobb", "Antal feriejobb", "Feriejobb", "", "count", "st", 0, "higher", True, True, 30)
PERSONAL = Indicator(4, "personal", "Personal per kund", "Personal", "", "count", "personer", 0, "lower", False, True, 40)
ENERGI = Indicator(5, "energi", "Köpt energi", "Energi", "", "amount", "GWh", 1, "lower", False, False, 50)
VALD = Indicator(6, "vald", "Våldsutsatta", "Våldsutsatta", "", "count", "personer", 0, None, False, True, 60)
INDEX = Indicator(7, "ledarskap", "Ledarskapsindex", "Ledarskap", "", "index", "", 0, "higher", False, True, 70)

_CELL: dict[str, Any] = {
    "unit_id": 1, "indicator_id": 1, "status": "ej_bedomd", "status_reason": "no_target", "goal_id": None,
    "remark_kind": None, "remark_weight": None,
}  # fmt: skip
_MATRIX: dict[str, Any] = {
    **{name: _CELL[name] for name in MatrixFigure._fields if name in _CELL}, "is_example": False,
    "value": None, "outcome_printed": "", "target_value": None, "target_form": None, "target_printed": "",
    "judged_better": None, "judged_level": None,
}  # fmt: skip
_DETAILED: dict[str, Any] = dict.fromkeys(DetailedFigure._fields) | {
    "indicator_id": 1, "gender": "T", "outcome_printed": "", "target_printed": "", "status": "ej_bedomd",
    "status_reason": "no_target", "kf_target_printed": "", "kf_status": "ej_bedomd", "kf_status_reason": "no_target",
    "forecast_printed": "", "is_example": False, "is_withheld": False, "is_aggregated": False,
}  # fmt: skip


def status_cell(**given: Any) -> MatrixCell:
    """A cell of the matrix."""
    return cast(MatrixCell, tuple({**_CELL, **given}[name] for name in MATRIX_CELL))


def cell(**given: Any) -> MatrixFigure:
    """What stands behind a cell of the matrix."""
    return MatrixFigure(**{**_MATRIX, **given})


def figure(**given: Any) -> DetailedFigure:
    """A figure of a unit's page."""
    return DetailedFigure(**{**_DETAILED, **given})
