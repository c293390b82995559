"""Which printed figures a question is about: in which document, row and cell, so that a correction can name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from data.corrections import CellWord
from data.schema import Indicator, SourceDocument, Unit
from data.vocabulary import Gender, Period, PeriodKind, TargetKind
from etl.checks.contradictions import contradictions
from etl.loading.corrections import CELLS
from etl.loading.disagreements import outcome_words, said_of, target_words
from etl.loading.facts import FORECAST, OUTCOME, TARGET, FactTable

_GENDER_CELLS = {Gender.T: CellWord.OUTCOME, Gender.K: CellWord.OUTCOME_WOMEN, Gender.M: CellWord.OUTCOME_MEN}
_TARGET_CELLS = {TargetKind.ARSMAL: CellWord.TARGET, TargetKind.KF_ARSMAL: CellWord.KF_TARGET}


@dataclass(frozen=True, slots=True)
class Claim:
    """A printed figure in a current document. ``what`` names it in Swedish (``utfallet VB 2019``), ``period`` is the document's.

    ``is_read``: it has been read as a value, so that it can be right.
    """

    what: str
    unit: str
    period: Period
    document_key: str
    cell: CellWord
    locator: str
    printed: str
    file_name: str
    indicator: str
    is_read: bool
    is_doubtful: bool


def figures_of(connection: Connection, finding: Any) -> list[Claim]:
    """The figures that a question of one document and indicator is about; none where it is about something else."""
    if finding.document_key is None or finding.indicator_id is None:
        return []
    own = SourceDocument.document_key == finding.document_key
    printed = set(finding.printed.split(" / "))
    here = [each for each in _claims(connection, finding.indicator_id, own) if each.printed in printed]
    at = [each for each in here if each.locator == finding.locator] if len(printed) == 1 else here
    named = [each for each in at if finding.message.startswith(f"{CELLS[each.cell].at_start} för ")]
    about = [each for each in at if CELLS[each.cell].value in finding.message]
    doubted = [each for each in at if each.is_doubtful or not each.is_read]
    return named or [each for each in doubted if each in about] or doubted or at


def claims_of(connection: Connection, finding: Any) -> list[Claim]:
    """What the documents of a unit claim of the figure that they contradict each other about, as the question told it."""
    for latest, problem in contradictions(said_of(connection, finding.unit_id)):
        if problem.message == finding.message and latest.indicator == finding.indicator:
            of_unit = SourceDocument.unit_id == finding.unit_id
            return [each for each in _claims(connection, finding.indicator_id, of_unit) if each.what == latest.what]
    return []


def rows_of_indicator(connection: Connection, document_key: str, indicator_id: int) -> set[str]:
    """The places in a document where the indicator stands."""
    return {each.locator for each in _claims(connection, indicator_id, SourceDocument.document_key == document_key)}


def _claims(connection: Connection, indicator_id: int, where: Any) -> Iterator[Claim]:
    for table in (OUTCOME, TARGET, FORECAST):
        of = table.table.c
        query = (
            select(table.table, SourceDocument.document_key, SourceDocument.file_name, Unit.name.label("unit"))
            .add_columns(SourceDocument.kind.label("document_kind"), SourceDocument.year.label("document_year"))
            .add_columns(Indicator.name.label("indicator"))
            .join(SourceDocument, SourceDocument.id == of.source_document_id)
            .join(Unit, Unit.id == SourceDocument.unit_id)
            .join(Indicator, Indicator.id == of.indicator_id)
            .where(of.indicator_id == indicator_id, of.ended_load_id.is_(None), where)
            .order_by(of.id)
        )
        for row in connection.execute(query):
            yield _claim(row, table)


def _claim(row: Any, table: FactTable) -> Claim:
    document = Period(row.document_year, PeriodKind(row.document_kind))
    if table is TARGET:
        cell, what = _TARGET_CELLS[TargetKind(row.kind)], target_words(row.kind, row.year)
    elif table is FORECAST:
        cell, what = CellWord.FORECAST, f"prognosen {row.year}"
    else:
        is_earlier = Period(row.year, PeriodKind(row.period)) < document
        cell = CellWord.PREVIOUS if is_earlier and row.gender == Gender.T else _GENDER_CELLS[Gender(row.gender)]
        what = outcome_words(row.period, row.year, row.gender)
    return Claim(
        *(what, row.unit, document, row.document_key, cell, row.locator, row.printed, row.file_name, row.indicator),
        is_read=row.value is not None,
        is_doubtful=bool(getattr(row, "is_doubtful", row.value is None)),
    )
