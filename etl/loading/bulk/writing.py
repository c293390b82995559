"""Lines that have been read, as rows of the fact tables: the same as ``etl.loading.facts`` makes of them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from data.bulk import Fixed, Place, add_lines
from data.vocabulary import Gender, Period, TargetKind
from etl.loading.bulk.lines import FORECAST, KF_TARGET, OUTCOMES, PREVIOUS, TARGET, Mask
from etl.loading.bulk.reading import ReadLines, objects, year_and_kind
from etl.loading.facts import FACT_TABLES, FOLLOWED_UNDER, OUTCOME, Fact, FactTable
from etl.loading.facts import FORECAST as FORECASTS
from etl.loading.facts import TARGET as TARGETS
from etl.rules.precedence import target_valid_from

LARGE_TABLES = (OUTCOME.table, FOLLOWED_UNDER.table, TARGETS.table)

_GENDERS = (Gender.T, Gender.M, Gender.K)
_TARGET_KINDS = {TARGET: TargetKind.ARSMAL, KF_TARGET: TargetKind.KF_ARSMAL}
_ORIGIN = ("source_document_id", "locator", "printed")

Listed = list[object]


@dataclass(slots=True)
class Placed:
    """What the store knows of the lines: document and unit, goal and indicator by their ids, and the place in words."""

    document_id: Listed
    locator: Listed
    unit_id: Listed
    indicator_id: Listed
    goal_id: list[int | None]


def write_lines(connection: Connection, read: ReadLines, placed: Placed, chosen: Mask, load_id: int) -> int:
    """Add the facts of the chosen lines; gives how many."""
    writer = _Writer(connection, read, placed, load_id)
    writer.write(np.flatnonzero(chosen))
    return writer.added


class _Writer:
    def __init__(self, connection: Connection, read: ReadLines, placed: Placed, load_id: int) -> None:
        self._connection = connection
        self._read = read
        self._load_id = Fixed(load_id)
        self.added = 0
        self._units = np.array(read.units, dtype=object)
        years, kinds = _listed_periods(read.document)
        lines: dict[str, Listed] = {
            **{"source_document_id": placed.document_id, "locator": placed.locator, "unit_id": placed.unit_id},
            **{"indicator_id": placed.indicator_id, "goal_id": list(placed.goal_id), "year": years, "period": kinds},
        }
        self._columns = {name: objects(values) for name, values in lines.items()}

    def write(self, chosen: NDArray[np.int64]) -> None:
        self._add_followed(chosen)
        self._add_targets(chosen)
        self._add_outcomes(chosen)
        self._add_previous(chosen)
        self._add_forecasts(chosen)

    def _of(self, lines: NDArray[np.int64], *names: str) -> list[Listed]:
        return [self._columns[name][lines].tolist() for name in names]

    def _cell(self, lines: NDArray[np.int64], cell: int) -> list[Listed]:
        """The cell's print, value and unit."""
        read = self._read
        return [
            read.printed[lines, cell].tolist(),
            _or_none(read.value[lines, cell]),
            self._units[read.unit[lines, cell]].tolist(),
        ]

    def _add(self, table: FactTable, rows: Sequence[dict[str, Place]], columns: Sequence[Listed]) -> None:
        common: dict[str, Place] = {"load_id": self._load_id}
        if table is not FOLLOWED_UNDER and table is not FORECASTS:
            common["is_doubtful"] = Fixed(0)
        self.added += add_lines(self._connection, table.table, [row | common for row in rows], columns)

    def _add_followed(self, lines: NDArray[np.int64]) -> None:
        names = ("source_document_id", "locator", "unit_id", "indicator_id", "goal_id", "year")
        row: dict[str, Place] = {name: place for place, name in enumerate((*names, "printed", "periodicity"))}
        columns = [*self._of(lines, *names), self._read.name[lines].tolist(), self._read.periodicity[lines].tolist()]
        self._add(FOLLOWED_UNDER, [row], columns)

    def _add_targets(self, chosen: NDArray[np.int64]) -> None:
        read = self._read
        for kinds, lines in _alike(chosen, read.is_cell[:, TARGET : KF_TARGET + 1], first=TARGET):
            columns = self._of(lines, "source_document_id", "locator", "unit_id", "indicator_id", "year")
            columns.append([_valid_from(number) for number in read.document[lines].tolist()])
            shared = ("source_document_id", "locator", "unit_id", "indicator_id", "year", "valid_from")
            rows = []
            for kind in kinds:
                own = {name: len(columns) + place for place, name in enumerate(("printed", "value", "unit_printed", "form"))}
                columns += [*self._cell(lines, kind), read.form[lines, kind].tolist()]
                rows.append(_places(shared) | own | {"kind": Fixed(_TARGET_KINDS[kind].value)})
            self._add(TARGETS, rows, columns)

    def _add_outcomes(self, chosen: NDArray[np.int64]) -> None:
        read = self._read
        is_told = read.is_cell[:, OUTCOMES] | read.is_missing[:, OUTCOMES]
        shared = (
            "source_document_id",
            "locator",
            "unit_id",
            "indicator_id",
            "reported_year",
            "reported_period",
            "year",
            "period",
        )
        for genders, lines in _alike(chosen, is_told, first=0):
            columns = self._of(lines, "source_document_id", "locator", "unit_id", "indicator_id", "year", "period")
            columns += _listed_periods(read.period[lines])
            rows = []
            for gender in genders:
                cell = ("printed", "value", "unit_printed", "missing", "n")
                own = {name: len(columns) + place for place, name in enumerate(cell)}
                columns += [*self._cell(lines, gender), read.missing[lines, gender].tolist(), read.n[lines, gender].tolist()]
                rows.append(_places(shared) | own | {"gender": Fixed(_GENDERS[gender].value)})
            self._add(OUTCOME, rows, columns)

    def _add_previous(self, chosen: NDArray[np.int64]) -> None:
        lines = chosen[self._read.is_cell[chosen, PREVIOUS]]
        columns = self._of(lines, "source_document_id", "locator", "unit_id", "indicator_id", "year", "period")
        columns += [*_listed_periods(self._read.previous_period[lines]), *self._cell(lines, PREVIOUS)]
        names = ("source_document_id", "locator", "unit_id", "indicator_id", "reported_year", "reported_period", "year", "period")
        row = _places((*names, "printed", "value", "unit_printed")) | {"gender": Fixed(Gender.T.value)}
        self._add(OUTCOME, [row], columns)

    def _add_forecasts(self, chosen: NDArray[np.int64]) -> None:
        lines = chosen[self._read.printed[chosen, FORECAST] != ""]
        columns = self._of(lines, "source_document_id", "locator", "unit_id", "indicator_id", "year", "period")
        columns += self._cell(lines, FORECAST)
        names = ("source_document_id", "locator", "unit_id", "indicator_id", "year", "period")
        row = _places((*names, "printed", "value", "unit_printed")) | {"gender": Fixed(Gender.T.value)}
        self._add(FORECASTS, [row], columns)


def write_facts(connection: Connection, facts: Iterable[tuple[int, dict[str, list[Fact]]]], load_id: int) -> int:
    """Add the facts that were made one by one, each document's with its id; gives how many."""
    lines: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in FACT_TABLES}
    for document_id, of_document in facts:
        for name, many in of_document.items():
            lines[name].extend((document_id, each.locator, each.printed, *each.values) for each in many)
    added = 0
    for table in FACT_TABLES:
        if lines[table.name]:
            row = _places((*_ORIGIN, *table.columns)) | {"load_id": Fixed(load_id)}
            added += add_lines(connection, table.table, [row], list(zip(*lines[table.name], strict=True)))
    return added


def _places(names: Iterable[str]) -> dict[str, Place]:
    return {name: place for place, name in enumerate(names)}


def _alike(chosen: NDArray[np.int64], has: Mask, first: int) -> Iterable[tuple[list[int], NDArray[np.int64]]]:
    """The chosen lines by which cells they have, with those cells; lines without any are left out."""
    width = has.shape[1]
    pattern = has[chosen] @ (1 << np.arange(width))
    for number in range(1, 1 << width):
        lines = chosen[pattern == number]
        if len(lines):
            yield [first + place for place in range(width) if number >> place & 1], lines


def _or_none(values: NDArray[np.float64]) -> Listed:
    found: NDArray[np.object_] = values.astype(object)
    found[np.isnan(values)] = None
    return list(found.tolist())


@lru_cache(maxsize=4096)
def _period(number: int) -> tuple[int, str]:
    year, kind = year_and_kind(number)
    return year, kind.value


@lru_cache(maxsize=4096)
def _valid_from(number: int) -> object:
    return target_valid_from(Period(*year_and_kind(number)))


def _listed_periods(numbers: NDArray[np.int64]) -> list[Listed]:
    """The years and the kinds of the periods."""
    periods, of_line = np.unique(numbers, return_inverse=True)
    told = [_period(number) for number in periods.tolist()]
    return [objects([each[place] for each in told])[of_line].tolist() for place in (0, 1)]
