"""Rows that the store has already, as columns of numbers: what a unit is added up of where only some facts are read anew."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import Connection, Integer, case, cast, or_, select

from data.schema import Attainment
from data.vocabulary import Status, StatusReason
from etl.read_model.columns import (
    FOLLOW_UP_CODES,
    GENDER_CODES,
    MISSING_CODES,
    NO_NUMBER,
    Codes,
    code_of,
    coded,
    numbers,
    packed,
    read_columns,
    unpacked,
)
from etl.read_model.grid import Grid

COUNTS = ("units_reached", "units_judged", "units_reported", "units_total")
_JUDGED = (Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS, Status.UPPFYLLS_INTE)
_INDICATORS = 2**31
_FLAGS = ("has_outcome", "is_promised", "is_aggregated", "is_doubtful", "reaches", "is_judged")
_OF_PLACE = (4, 4, 16, *(2 for _ in _FLAGS))


@cache
def _packed_columns() -> tuple[Any, ...]:
    """Made once: the parts of a query take longer to put together than a small query itself takes."""
    of = Attainment
    doubtful = or_(of.status_reason == StatusReason.OUTCOME_DOUBTFUL, of.kf_status_reason == StatusReason.OUTCOME_DOUBTFUL)
    flags = (
        *(of.outcome_id.is_not(None), of.due_on.is_not(None), of.is_aggregated, doubtful),
        *(of.status == Status.UPPFYLLS_HELT, of.status.in_(_JUDGED)),
    )
    missing = case((of.missing.is_(None), 0), else_=code_of(MISSING_CODES, of.missing))
    place = (of.year, code_of(FOLLOW_UP_CODES, of.period), code_of(GENDER_CODES, of.gender), missing)
    parts = zip((*place, *(cast(flag, Integer) for flag in flags)), (1, *_OF_PLACE), strict=True)
    who = packed((of.unit_id, 1), (of.indicator_id, _INDICATORS)).label("who")
    return who, packed(*parts), of.value, of.n, of.outcome_unit


class Stored(dict[str, Any]):
    """Columns of rows by their names: who and where a row is, its figure, its flags, and how many units below it counts."""

    def __len__(self) -> int:
        return len(self["unit_id"])

    def only(self, chosen: Any) -> Stored:
        return Stored({name: column[chosen] for name, column in self.items()})

    def at(self, grid: Grid) -> tuple[Any, Any, Any]:
        """The places of the rows in a grid that has them."""
        series = grid.series_at(self["unit_id"], self["indicator_id"])
        return series, self["gender"], grid.period_at(self["year"], self["kind"])

    def put(self, grid: Grid) -> None:
        """Put the figures into the grid."""
        at, figures = self.at(grid), grid.figures
        for name in ("value", "n", "missing", "unit", "is_doubtful"):
            getattr(figures, name)[at] = self[name]
        # which of another unit's outcomes it is, is not asked for here: only that there is one
        figures.fact[at] = np.where(self["has_outcome"], 0, -1)
        grid.is_aggregated[at] = self["is_aggregated"]
        grid.exists[at] = True


def read_stored(connection: Connection, conditions: Sequence[Any], of_measure: Codes, *, with_counts: bool = False) -> Stored:
    """The rows of ``attainment`` that meet the conditions; with the counts of units below only where they are asked for.

    Thousands are read where one report is judged, so what is a whole number or a word comes packed into two numbers a row.
    """
    columns = (*_packed_columns(), *(getattr(Attainment, name) for name in COUNTS if with_counts))

    def made(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        who, where, value, n, unit, *counts = rows
        unit_id, indicator_id = unpacked(who, (_INDICATORS,))
        year, kind, gender, reason, *told = unpacked(where, _OF_PLACE)
        values = np.array(value, dtype=np.float64)
        found = {name: flag > 0 for name, flag in zip(_FLAGS, told, strict=True)}
        found["is_doubtful"] &= ~np.isnan(values)
        return {
            **{"unit_id": unit_id, "indicator_id": indicator_id, "year": year, "kind": kind, "gender": gender},
            **{"value": values, "n": numbers(n), "missing": reason, "unit": coded(unit, of_measure)},
            **found,
            **{name: _counts(column) for name, column in zip(COUNTS, counts, strict=False)},
        }

    return Stored(read_columns(connection, select(*columns).where(*conditions), made))


def _counts(column: Sequence[int | None]) -> Any:
    counted = numbers(column)
    return np.where(counted == NO_NUMBER, -1, counted)
