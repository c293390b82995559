"""Rows that the store has already, as columns of numbers: what a unit is added up of where only some facts are read anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import Connection, Integer, Select, bindparam, case, cast, or_, select, text

from data.schema import Attainment
from data.vocabulary import Status, StatusReason
from etl.read_model.columns import (
    FOLLOW_UP_CODES,
    GENDER_CODES,
    MISSING_CODES,
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
_INDICATORS = 2**31
_FLAGS = ("is_aggregated", "has_outcome", "is_promised", "is_doubtful")
_OF_STATUS = {Status.UPPFYLLS_HELT: 0, Status.UPPFYLLS_DELVIS: 1, Status.UPPFYLLS_INTE: 1}
_NOT_JUDGED = 2
"""And more than that by flags and reason, of rows that are not judged: of one that is, its figure says enough."""
_PLACE = (4, 4, 256)
"""What the numbers packed into one with the year are below: follow-up, gender, and what there is to tell of the figure."""

Chosen = Mapping[str, Sequence[Any]]
"""By column, the values that it may have. ``since`` is the first year."""


@cache
def _query(is_below: bool, chosen: tuple[str, ...]) -> Select[Any]:
    """Made once: the parts of a query take longer to put together than a small query itself takes."""
    of = Attainment
    doubtful = or_(of.status_reason == StatusReason.OUTCOME_DOUBTFUL, of.kf_status_reason == StatusReason.OUTCOME_DOUBTFUL)
    flags = (of.is_aggregated, of.outcome_id.is_not(None), of.due_on.is_not(None), doubtful)
    missing = case((of.missing.is_(None), 0), else_=code_of(MISSING_CODES, of.missing))
    not_judged = missing * 2 ** len(flags) + _NOT_JUDGED
    for place, flag in enumerate(flags):
        not_judged = not_judged + cast(flag, Integer) * 2**place
    told = case({status.value: code for status, code in _OF_STATUS.items()}, value=of.status, else_=not_judged)
    where = (of.year, code_of(FOLLOW_UP_CODES, of.period), code_of(GENDER_CODES, of.gender), told if is_below else missing)
    query: Any = select(
        packed((of.unit_id, 1), (of.indicator_id, _INDICATORS)).label("who"),
        packed(*zip(where, (1, *_PLACE), strict=True)),
        *(of.value, of.n, of.outcome_unit),
    )
    query = query.where(*(getattr(of, name).in_(bindparam(name, expanding=True)) for name in chosen if name != "since"))
    if "since" in chosen:
        query = query.where(of.year >= bindparam("since"))
    found: Select[Any] = query if is_below else query.where(text("is_aggregated"))
    return found


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

    def put(self, grid: Grid, at: tuple[Any, Any, Any]) -> None:
        """Put the figures into these places of the grid."""
        figures = grid.figures
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

    def told(codes: Any) -> dict[str, Any]:
        is_judged, rest = codes < _NOT_JUDGED, codes - _NOT_JUDGED
        flags = {name: ~is_judged & (rest >> place & 1 > 0) for place, name in enumerate(_FLAGS)}
        return {
            **flags,
            "has_outcome": flags["has_outcome"] | is_judged,
            "is_judged": is_judged,
            "reaches": codes == _OF_STATUS[Status.UPPFYLLS_HELT],
            "missing": np.where(is_judged, 0, rest >> len(_FLAGS)),
        }

    return _read(connection, _query(True, tuple(chosen)), chosen, of_measure, told)


def read_added_up(connection: Connection, chosen: Chosen, of_measure: Codes) -> Stored:
    """Those of the rows of ``attainment`` so chosen that have been added up."""

    def told(codes: Any) -> dict[str, Any]:
        no = np.zeros(len(codes), bool)
        return {**dict.fromkeys(_FLAGS, no), "is_aggregated": ~no, "missing": codes}

    return _read(connection, _query(False, tuple(chosen)), chosen, of_measure, told)


def _read(
    connection: Connection, query: Select[Any], chosen: Chosen, of_measure: Codes, told: Callable[[Any], dict[str, Any]]
) -> Stored:
    def made(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        who, where, value, n, unit = rows
        unit_id, indicator_id = unpacked(who, (_INDICATORS,))
        year, kind, gender, codes = unpacked(where, _PLACE)
        values = np.array(value, dtype=np.float64)
        found = told(codes)
        found["is_doubtful"] &= ~np.isnan(values)
        return {
            **{"unit_id": unit_id, "indicator_id": indicator_id, "year": year, "kind": kind, "gender": gender},
            **{"value": values, "n": numbers(n), "unit": coded(unit, of_measure)},
            **found,
        }

    return Stored(read_columns(connection, query, made, chosen))


def counts_of(rows: Sequence[Mapping[str, Any]]) -> Stored:
    """Where rows are, and how many units below them they count; −1 where they do not."""
    kinds, genders = (
        [codes[row[name]] for row in rows] for codes, name in ((FOLLOW_UP_CODES, "period"), (GENDER_CODES, "gender"))
    )
    at = {name: [row[name] for row in rows] for name in ("unit_id", "indicator_id", "year")} | {"kind": kinds, "gender": genders}
    counts = {name: [-1 if row[name] is None else row[name] for row in rows] for name in COUNTS}
    return Stored({name: np.array(column, np.int64) for name, column in (at | counts).items()})
