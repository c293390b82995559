"""The read model as a table that a spreadsheet opens: one row per unit, indicator, period and gender."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, case, func, select
from sqlalchemy.orm import aliased

from data.schema import Attainment, Indicator, SourceDocument, Target, Unit
from data.schema import Outcome as OutcomeFact
from data.vocabulary import KOLADA, Period, Status

STATUS_WORDS = {
    Status.UPPFYLLS_HELT: "uppfylls helt",
    Status.UPPFYLLS_DELVIS: "uppfylls delvis",
    Status.UPPFYLLS_INTE: "uppfylls inte",
    Status.EJ_BEDOMD: "ej bedömd",
    Status.EJ_RAPPORTERAD: "ej rapporterad",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def attainment_table(connection: Connection, *, unit_slugs: tuple[str, ...] = (), period: Period | None = None) -> pd.DataFrame:
    """Goal attainment with Swedish column titles, in the order of units, periods and indicators.

    ``unit_slugs`` limits to these units (all when empty), ``period`` to one follow-up. Numbers are in the indicator's unit
    of measure (shares in per cent); a figure that is missing is an empty cell. The last columns tell where the figure
    stands and whether it is example data.
    """
    table = pd.read_sql_query(_rows(unit_slugs, period), connection)
    for column in ("Status mot årsmål", "Status mot KF:s årsmål"):
        table[column] = table[column].map(lambda status: STATUS_WORDS[Status(status)])
    table["Antal svarande"] = table["Antal svarande"].astype("Int64")
    return table


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """UTF-8 with byte-order mark, semicolons and decimal commas, as a Swedish spreadsheet expects. Replaces the file whole.

    A text that a spreadsheet would run as a formula is written with an apostrophe before it.
    """
    table = table.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell)
    unfinished = path.with_name(path.name + ".skrivs")
    table.to_csv(unfinished, sep=";", decimal=",", index=False, encoding="utf-8-sig", lineterminator="\r\n")
    unfinished.replace(path)


def _rows(unit_slugs: tuple[str, ...], period: Period | None) -> Select[*tuple[Any, ...]]:
    row, outcome, target = Attainment, OutcomeFact, Target
    outcome_source, target_source = aliased(SourceDocument), aliased(SourceDocument)
    of_kolada = case((outcome_source.publisher == KOLADA, KOLADA + ", " + outcome.locator))
    of_outcome = func.coalesce(of_kolada, outcome_source.file_name + ", " + outcome.locator)
    place = func.coalesce(of_outcome, target_source.file_name + ", " + target.locator, "")
    query: Select[*tuple[Any, ...]] = (
        select(
            Unit.name.label("Enhet"),
            row.year.label("År"),
            row.period.label("Period"),
            Indicator.name.label("Indikator"),
            row.gender.label("Kön"),
            row.value.label("Utfall"),
            Indicator.unit_of_measure.label("Måttenhet"),
            row.n.label("Antal svarande"),
            row.target_value.label("Årsmål"),
            row.target_printed.label("Årsmål, tryckt"),
            row.status.label("Status mot årsmål"),
            row.kf_target_printed.label("KF:s årsmål, tryckt"),
            row.kf_status.label("Status mot KF:s årsmål"),
            row.previous_value.label("Föregående utfall"),
            row.forecast_value.label("Prognos helår"),
            place.label("Källa"),
            case((row.is_example, "ja"), else_="nej").label("Exempeldata"),
        )
        .join(Unit, Unit.id == row.unit_id)
        .join(Indicator, Indicator.id == row.indicator_id)
        .outerjoin(outcome, outcome.id == row.outcome_id)
        .outerjoin(outcome_source, outcome_source.id == outcome.source_document_id)
        .outerjoin(target, target.id == row.target_id)
        .outerjoin(target_source, target_source.id == target.source_document_id)
        .order_by(Unit.sort_order, Unit.name, row.year, row.period, Indicator.sort_order, Indicator.name, row.gender.desc())
    )
    if unit_slugs:
        query = query.where(Unit.slug.in_(unit_slugs))
    if period is not None:
        query = query.where(row.year == period.year, row.period == str(period.kind))
    return query
