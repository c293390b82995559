"""Corrections brought to the facts that the store holds already, without reading their documents again.

What comes of it is what loading the document again would give: the same facts, the same remarks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from data.corrections import Act, CellWord, Correction, Corrections
from data.definitions import Definitions
from data.schema import Finding, Load, SourceDocument, Unit
from data.store import insert_rows, write_transaction
from data.vocabulary import FindingKind, Gender, Period, PeriodKind, TargetForm, TargetKind
from etl import read_model
from etl.checks import Problem
from etl.checks.row import Cell
from etl.loading.changes import end_facts
from etl.loading.corrections import CORRECTED, corrected_cell, is_of_document, remark_of
from etl.loading.course import course_of
from etl.loading.disagreements import disagreements
from etl.loading.facts import FORECAST, OUTCOME, TARGET, FactTable
from etl.loading.findings import compare_findings, finding_rows, write_findings
from etl.loading.memory import CORRECTIONS, set_store_fact
from etl.loading.register import Register
from etl.normalise.doubts import Doubt
from etl.normalise.printed import folded

_GENDERS = {
    CellWord.OUTCOME: Gender.T,
    CellWord.OUTCOME_MEN: Gender.M,
    CellWord.OUTCOME_WOMEN: Gender.K,
    CellWord.PREVIOUS: Gender.T,
}
_KINDS = {CellWord.TARGET: TargetKind.ARSMAL, CellWord.KF_TARGET: TargetKind.KF_ARSMAL}
_ORIGIN = ("source_document_id", "locator", "printed", "load_id")


def sync_corrections(engine: Engine, corrections: Corrections, definitions: Definitions, *, today: dt.date) -> bool:
    """Bring the store in line with the corrections; gives whether a figure changed. One transaction.

    A correction that has been taken away is undone when its document is loaded again.
    """
    with write_transaction(engine) as connection:
        changed = apply_corrections(connection, corrections.all, definitions, today=today, what="Rättelser")
        set_store_fact(connection, CORRECTIONS, corrections.sha256)
    return changed > 0


def apply_corrections(
    connection: Connection, corrections: Iterable[Correction], definitions: Definitions, *, today: dt.date, what: str
) -> int:
    """Correct the current facts, in the caller's transaction, and judge their units anew; gives how many facts changed."""
    desk = _Desk(connection, definitions, what)
    for correction in corrections:
        desk.apply(correction)
    desk.close(today)
    return desk.changed


class _Desk:
    def __init__(self, connection: Connection, definitions: Definitions, what: str) -> None:
        self._connection = connection
        self._registers = {flag: Register(connection, definitions, is_example=flag) for flag in (False, True)}
        self._what = what
        self._load_id: int | None = None
        self._units: set[int] = set()
        self.changed = 0

    def apply(self, correction: Correction) -> None:
        for document in self._documents(correction):
            register = self._registers[bool(document.is_example)]
            indicator = register.indicator_named(correction.says.indicator)
            if indicator is None:
                continue
            for table, row in self._facts(correction, document, indicator.id):
                self._correct(correction, document, indicator, table, row)

    def _documents(self, correction: Correction) -> list[Any]:
        says = correction.says
        query = (
            select(SourceDocument.__table__, Unit.is_example)
            .join(Unit, Unit.id == SourceDocument.unit_id)
            .where(SourceDocument.ended_load_id.is_(None))
        )
        if says.sha256 is not None:
            return list(self._connection.execute(query.where(SourceDocument.sha256 == says.sha256)))
        period = says.document_period
        if period is None:
            return []
        found = self._connection.execute(
            query.where(SourceDocument.year == period.year, SourceDocument.kind == period.kind.value)
        )
        return [row for row in found if self._is_of(correction, row, period)]

    def _is_of(self, correction: Correction, document: Any, period: Period) -> bool:
        register = self._registers[bool(document.is_example)]
        units = register.units_named(correction.says.unit, period.year)
        return any(
            unit.id == document.unit_id and is_of_document(correction, register, unit, period, document.sha256) for unit in units
        )

    def _facts(self, correction: Correction, document: Any, indicator_id: int) -> list[tuple[FactTable, Any]]:
        """The current facts that stand in the cell and print what is expected."""
        says = correction.says
        table = TARGET if says.cell in _KINDS else FORECAST if says.cell is CellWord.FORECAST else OUTCOME
        of = table.table.c
        same = [of.indicator_id == indicator_id, of.ended_load_id.is_(None)]
        if says.cell in _KINDS:
            same.append(of.kind == _KINDS[says.cell].value)
        if says.cell in _GENDERS:
            same.append(of.gender == _GENDERS[says.cell].value)
        query = (
            select(table.table)
            .join(SourceDocument, SourceDocument.id == of.source_document_id)
            .where(SourceDocument.document_key == document.document_key, *same)
            .order_by(of.id)
        )
        rows = [row for row in self._connection.execute(query) if folded(row.printed) == folded(says.expect)]
        if says.locator:
            rows = [row for row in rows if row.locator == folded(says.locator)]
        if says.cell in (CellWord.OUTCOME, CellWord.PREVIOUS):
            rows = _of_cell(says.cell, rows, document)
        return [(table, row) for row in rows]

    def _correct(self, correction: Correction, document: Any, indicator: Any, table: FactTable, row: Any) -> None:
        told = remark_of(correction, indicator.name, indicator.slug, row.printed, 0)
        corrected = corrected_cell(correction, row.printed, _cell_of(row))
        if isinstance(corrected, Doubt):
            return
        now = {name: getattr(row, name) for name in table.columns} | {
            "value": corrected.cell.value if corrected.cell else None,
            "unit_printed": corrected.cell.unit if corrected.cell else "",
        }
        if "missing" in now:
            now["missing"] = corrected.missing.value if corrected.missing else None
        if "form" in now and corrected.cell is not None:
            now["form"] = (corrected.cell.form or TargetForm.LEVEL).value
        if "is_doubtful" in now:
            now["is_doubtful"] = corrected.is_doubtful
        if all(getattr(row, name) == value for name, value in now.items()):
            return
        load_id = self._load()
        end_facts(self._connection, table, [row.id], load_id)
        values = (row.source_document_id, row.locator, row.printed, load_id, *(now[name] for name in table.columns))
        insert_rows(self._connection, table.table, (*_ORIGIN, *table.columns), [values])
        self.changed += 1
        self._units.add(document.unit_id)
        self._tell(correction, document, indicator, row, told)

    def _tell(self, correction: Correction, document: Any, indicator: Any, row: Any, told: Problem) -> None:
        """Say what was done, and ask no more about what stood there."""
        load_id = self._load()
        versions = select(SourceDocument.id).where(SourceDocument.document_key == document.document_key)
        asked = (
            Finding.source_document_id.in_(versions),
            Finding.ended_load_id.is_(None),
            Finding.indicator_id == indicator.id,
            Finding.printed == row.printed,
            Finding.kind == FindingKind.QUESTION.value,
            Finding.locator == row.locator,
        )
        self._connection.execute(update(Finding).where(*asked).values(ended_load_id=load_id))
        if correction.says.do is Act.CONFIRM:
            return
        rows = finding_rows(
            self._connection, [told], about=document.document_key, file_name=document.file_name, unit_id=document.unit_id
        )
        rows = [each | {"locator": row.locator} for each in rows]
        here = Finding.source_document_id.in_(versions) & (Finding.code == CORRECTED)
        opened = compare_findings(self._connection, here & (Finding.fingerprint == rows[0]["fingerprint"]), rows)
        write_findings(self._connection, opened, load_id, document.id)

    def _load(self) -> int:
        if self._load_id is None:
            values = {"finished_at": dt.datetime.now(), "what": self._what}
            self._load_id = int(self._connection.execute(insert(Load).values(**values).returning(Load.id)).scalar_one())
        return self._load_id

    def close(self, today: dt.date) -> None:
        if self._load_id is None:
            return
        for unit_id in sorted(self._units):
            for changes in (disagreements(self._connection, unit_id), course_of(self._connection, {unit_id})):
                write_findings(self._connection, changes, self._load_id, None)
        counted = {"facts_added": self.changed, "facts_ended": self.changed}
        self._connection.execute(update(Load).where(Load.id == self._load_id).values(**counted))
        read_model.rebuild(self._connection, self._units, today)


def _cell_of(row: Any) -> Cell | None:
    """The fact as a cell that was read."""
    form = getattr(row, "form", None)
    if row.value is None and form is None:
        return None
    return Cell(row.printed, row.value, row.unit_printed, TargetForm(form) if form else None)


def _of_cell(cell: CellWord, rows: list[Any], document: Any) -> list[Any]:
    """Outcomes of the row's own period, or those of the column for an earlier one."""
    own = Period(document.year, PeriodKind(document.kind))
    concerning = [(row, Period(row.year, PeriodKind(row.period))) for row in rows]
    if cell is CellWord.PREVIOUS:
        return [row for row, period in concerning if period < own]
    return [row for row, period in concerning if period == own] or rows
