"""Lines that have been read, as rows of the fact tables: the same as ``etl.loading.facts`` makes of them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from data.arrow import Cells, Words, cells_of
from data.bulk import Fixed, Place, add_lines
from data.staging import Staging
from data.vocabulary import Gender, Period, TargetKind
from etl.loading.bulk.lines import FORECAST, KF_TARGET, OUTCOMES, PREVIOUS, TARGET, Mask
from etl.loading.bulk.reading import FORMS, KINDS, NO_N, REASONS, ReadLines, Whole, year_and_kind
from etl.loading.facts import FACT_TABLES, FOLLOWED_UNDER, OUTCOME, Fact, FactTable
from etl.loading.facts import FORECAST as FORECASTS
from etl.loading.facts import TARGET as TARGETS
from etl.rules.precedence import target_valid_from

LARGE_TABLES = (OUTCOME.table, FOLLOWED_UNDER.table, TARGETS.table)

_GENDERS = (Gender.T, Gender.M, Gender.K)
_TARGET_KINDS = {TARGET: TargetKind.ARSMAL, KF_TARGET: TargetKind.KF_ARSMAL}
_KINDS = Words(kind.value for kind in KINDS)
_ORIGIN = ("source_document_id", "locator", "printed")


@dataclass(slots=True)
class Placed:
    """What the store knows of the lines: document and unit, goal and indicator by their ids, and the place in words."""

    document_id: Whole
    locator: list[str]
    unit_id: Whole
    indicator_id: Whole
    goal_id: list[int | None]


@dataclass(frozen=True, slots=True)
class Into:
    """Where facts are written: by which load, and beside the store where that is worth while."""

    connection: Connection
    load_id: int
    beside: Staging | None = None


def write_lines(into: Into, read: ReadLines, placed: Placed, chosen: Mask) -> int:
    """Add the facts of the chosen lines; gives how many."""
    writer = _Writer(into, read, placed)
    writer.write(np.flatnonzero(chosen))
    return writer.added


class _Writer:
    def __init__(self, into: Into, read: ReadLines, placed: Placed) -> None:
        self._into = into
        self._read = read
        self.added = 0
        self._units = Words(read.units)
        years, kinds = _years_and_kinds(read.document)
        self._columns = {
            "source_document_id": Cells(placed.document_id),
            "locator": Cells(np.arange(len(placed.locator)), Words(placed.locator)),
            "unit_id": Cells(placed.unit_id),
            "indicator_id": Cells(placed.indicator_id),
            "goal_id": cells_of(placed.goal_id),
            "year": years,
            "period": kinds,
        }

    def write(self, chosen: Whole) -> None:
        self._add_followed(chosen)
        self._add_targets(chosen)
        self._add_outcomes(chosen)
        self._add_previous(chosen)
        self._add_forecasts(chosen)

    def _of(self, lines: Whole, *names: str) -> list[Cells]:
        return [self._columns[name].of(lines) for name in names]

    def _cell(self, lines: Whole, cell: int) -> list[Cells]:
        """The cell's print, value and unit."""
        read = self._read
        return [
            Cells(read.printed[lines, cell], read.prints),
            Cells(read.value[lines, cell]),
            Cells(read.unit[lines, cell], self._units),
        ]

    def _add(self, table: FactTable, rows: Sequence[dict[str, Place]], columns: Sequence[Cells]) -> None:
        into = self._into
        common: dict[str, Place] = {"load_id": Fixed(into.load_id)}
        if table is not FOLLOWED_UNDER and table is not FORECASTS:
            common["is_doubtful"] = Fixed(0)
        self.added += add_lines(into.connection, table.table, [row | common for row in rows], columns, into.beside)

    def _add_followed(self, lines: Whole) -> None:
        names = ("source_document_id", "locator", "unit_id", "indicator_id", "goal_id", "year")
        row: dict[str, Place] = {name: place for place, name in enumerate((*names, "printed", "periodicity"))}
        columns = [*self._of(lines, *names), self._read.name.of(lines), self._read.periodicity.of(lines)]
        self._add(FOLLOWED_UNDER, [row], columns)

    def _add_targets(self, chosen: Whole) -> None:
        read = self._read
        for kinds, lines in _alike(chosen, read.is_cell[:, TARGET : KF_TARGET + 1], first=TARGET):
            columns = self._of(lines, "source_document_id", "locator", "unit_id", "indicator_id", "year")
            columns.append(_valid_from(read.document[lines]))
            shared = ("source_document_id", "locator", "unit_id", "indicator_id", "year", "valid_from")
            rows = []
            for kind in kinds:
                own = {name: len(columns) + place for place, name in enumerate(("printed", "value", "unit_printed", "form"))}
                columns += [*self._cell(lines, kind), Cells(read.form[lines, kind], FORMS)]
                rows.append(_places(shared) | own | {"kind": Fixed(_TARGET_KINDS[kind].value)})
            self._add(TARGETS, rows, columns)

    def _add_outcomes(self, chosen: Whole) -> None:
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
            columns += _years_and_kinds(read.period[lines])
            rows = []
            for gender in genders:
                cell = ("printed", "value", "unit_printed", "missing", "n")
                own = {name: len(columns) + place for place, name in enumerate(cell)}
                missing, n = read.missing[lines, gender], read.n[lines, gender]
                columns += [*self._cell(lines, gender), Cells(missing, REASONS), Cells(n, empty=NO_N)]
                rows.append(_places(shared) | own | {"gender": Fixed(_GENDERS[gender].value)})
            self._add(OUTCOME, rows, columns)

    def _add_previous(self, chosen: Whole) -> None:
        lines = chosen[self._read.is_cell[chosen, PREVIOUS]]
        columns = self._of(lines, "source_document_id", "locator", "unit_id", "indicator_id", "year", "period")
        columns += [*_years_and_kinds(self._read.previous_period[lines]), *self._cell(lines, PREVIOUS)]
        names = ("source_document_id", "locator", "unit_id", "indicator_id", "reported_year", "reported_period", "year", "period")
        row = _places((*names, "printed", "value", "unit_printed")) | {"gender": Fixed(Gender.T.value)}
        self._add(OUTCOME, [row], columns)

    def _add_forecasts(self, chosen: Whole) -> None:
        printed, of = np.unique(self._read.printed[chosen, FORECAST], return_inverse=True)
        lines = chosen[np.array([self._read.prints[place] != "" for place in printed.tolist()], dtype=bool)[of]]
        columns = self._of(lines, "source_document_id", "locator", "unit_id", "indicator_id", "year", "period")
        columns += self._cell(lines, FORECAST)
        names = ("source_document_id", "locator", "unit_id", "indicator_id", "year", "period")
        row = _places((*names, "printed", "value", "unit_printed")) | {"gender": Fixed(Gender.T.value)}
        self._add(FORECASTS, [row], columns)


def write_facts(into: Into, facts: Iterable[tuple[int, dict[str, list[Fact]]]]) -> int:
    """Add the facts that were made one by one, each document's with its id; gives how many."""
    lines: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in FACT_TABLES}
    for document_id, of_document in facts:
        for name, many in of_document.items():
            lines[name].extend((document_id, each.locator, each.printed, *each.values) for each in many)
    added = 0
    for table in FACT_TABLES:
        if lines[table.name]:
            row = _places((*_ORIGIN, *table.columns)) | {"load_id": Fixed(into.load_id)}
            columns = list(zip(*lines[table.name], strict=True))
            added += add_lines(into.connection, table.table, [row], columns, into.beside)
    return added


def _places(names: Iterable[str]) -> dict[str, Place]:
    return {name: place for place, name in enumerate(names)}


def _alike(chosen: Whole, has: Mask, first: int) -> Iterable[tuple[list[int], Whole]]:
    """The chosen lines by which cells they have, with those cells; lines without any are left out."""
    width = has.shape[1]
    pattern = has[chosen] @ (1 << np.arange(width))
    for number in range(1, 1 << width):
        lines = chosen[pattern == number]
        if len(lines):
            yield [first + place for place in range(width) if number >> place & 1], lines


def _valid_from(documents: Whole) -> Cells:
    """The days from which the targets of these plans and follow-ups are valid."""
    periods, of_line = np.unique(documents, return_inverse=True)
    return Cells(of_line, Words(target_valid_from(Period(*year_and_kind(number))) for number in periods.tolist()))


def _years_and_kinds(periods: Whole) -> list[Cells]:
    years, kinds = np.divmod(periods, len(KINDS))
    return [Cells(years), Cells(kinds, _KINDS)]
