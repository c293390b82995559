"""Rows that the store has already, as columns of numbers: what a unit is added up of where only some facts are read anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import Connection, Integer, Select, bindparam, case, cast, or_, select

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
_FLAGS = ("is_aggregated", "has_outcome", "is_promised", "is_doubtful", "reaches", "is_judged")
_PLACE = (4, 4, 16)
_OF_BELOW, _OF_EARLIER = len(_FLAGS), 1
"""How many of the flags are asked for: of rows that are added up themselves only whether they are."""

Chosen = Mapping[str, Sequence[Any]]
"""By column, the values that it may have. ``since`` is the first year."""


@cache
def _query(flags: int, counts: tuple[str, ...], chosen: tuple[str, ...]) -> Select[Any]:
    """Made once: the parts of a query take longer to put together than a small query itself takes."""
    of = Attainment
    doubtful = or_(of.status_reason == StatusReason.OUTCOME_DOUBTFUL, of.kf_status_reason == StatusReason.OUTCOME_DOUBTFUL)
    told = (
        *(of.is_aggregated, of.outcome_id.is_not(None), of.due_on.is_not(None), doubtful),
        *(of.status == Status.UPPFYLLS_HELT, of.status.in_(_JUDGED)),
    )[:flags]
    missing = case((of.missing.is_(None), 0), else_=code_of(MISSING_CODES, of.missing))
    place = (of.year, code_of(FOLLOW_UP_CODES, of.period), code_of(GENDER_CODES, of.gender), missing)
    parts = zip((*place, *(cast(flag, Integer) for flag in told)), (1, *_PLACE, *(2 for _ in told)), strict=True)
    who = packed((of.unit_id, 1), (of.indicator_id, _INDICATORS)).label("who")
    columns = (who, packed(*parts), of.value, of.n, of.outcome_unit, *(getattr(of, name) for name in counts))
    return select(*columns).where(
        *(
            of.year >= bindparam(name) if name == "since" else getattr(of, name).in_(bindparam(name, expanding=True))
            for name in chosen
        )
    )


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


def read_below(connection: Connection, chosen: Chosen, of_measure: Codes) -> Stored:
    """The rows of ``attainment`` so chosen, as units above are added up of them.

    Thousands are read where one report is judged, so what is a whole number or a word comes packed into two numbers a row.
    """
    return _read(connection, chosen, of_measure, _OF_BELOW, ())


def read_added_up(connection: Connection, chosen: Chosen, of_measure: Codes) -> Stored:
    """The rows of ``attainment`` so chosen, of units that have others below: of those that are added up all that is shown, and
    of each how many units below it counts."""
    return _read(connection, chosen, of_measure, _OF_EARLIER, COUNTS)


def _read(connection: Connection, chosen: Chosen, of_measure: Codes, flags: int, counted: tuple[str, ...]) -> Stored:
    def made(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        who, where, value, n, unit, *counts = rows
        unit_id, indicator_id = unpacked(who, (_INDICATORS,))
        year, kind, gender, reason, *told = unpacked(where, (*_PLACE, *(2 for _ in range(flags))))
        values = np.array(value, dtype=np.float64)
        found = dict.fromkeys(_FLAGS, np.zeros(len(values), bool)) | {
            name: flag > 0 for name, flag in zip(_FLAGS, told, strict=False)
        }
        return {
            **{"unit_id": unit_id, "indicator_id": indicator_id, "year": year, "kind": kind, "gender": gender},
            **{"value": values, "n": numbers(n), "missing": reason, "unit": coded(unit, of_measure)},
            **found,
            "is_doubtful": found["is_doubtful"] & ~np.isnan(values),
            **{name: _counts(column) for name, column in zip(counted, counts, strict=True)},
        }

    return Stored(read_columns(connection, _query(flags, counted, tuple(chosen)), made, chosen))


def _counts(column: Sequence[int | None]) -> Any:
    counted = numbers(column)
    return np.where(counted == NO_NUMBER, -1, counted)
