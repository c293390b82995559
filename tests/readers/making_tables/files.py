"""Sheets of plain cells into files of every kind that is read."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentSpreadsheet


@dataclass(frozen=True)
class Share:
    """A share of 100, kept as a proportion with a per cent format where the file has such formats: ``Share(9.5)`` is 9,5 %."""

    per_cent: float


Plain = str | float | int | Share | dt.date | None


@dataclass
class Made:
    """A sheet: rows of cells, and merged ranges as first row, first column, last row, last column, from 0."""

    name: str
    rows: list[list[Plain]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def with_xlsxwriter(sheets: Sequence[Made], path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    per_cent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "yyyy-mm-dd"})
    for made in sheets:
        sheet = book.add_worksheet(made.name)
        for row, cells in enumerate(made.rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, Share):
                    sheet.write_number(row, column, cell.per_cent / 100, per_cent)
                elif isinstance(cell, dt.date):
                    sheet.write_datetime(row, column, dt.datetime(cell.year, cell.month, cell.day), day)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_number(row, column, cell)
        for first_row, first_column, last_row, last_column in made.merged:
            text = made.rows[first_row][first_column]
            sheet.merge_range(first_row, first_column, last_row, last_column, text)
    book.close()


def with_openpyxl(sheets: Sequence[Made], path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for made in sheets:
        sheet = book.create_sheet(made.name)
        for row, cells in enumerate(made.rows, start=1):
            for column, cell in enumerate(cells, start=1):
                if isinstance(cell, Share):
                    sheet.cell(row, column, cell.per_cent / 100).number_format = "0.00 %"
                elif cell is not None:
                    sheet.cell(row, column, cell)
        for first_row, first_column, last_row, last_column in made.merged:
            sheet.merge_cells(
                start_row=first_row + 1, start_column=first_column + 1, end_row=last_row + 1, end_column=last_column + 1
            )
    book.save(path)


def with_odfpy(sheets: Sequence[Made], path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    for made in sheets:
        sheet = odf_table.Table(name=made.name)
        spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in made.merged}
        covered = {
            (row, column)
            for top, left, bottom, right in made.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        } - set(spans)
        for row, cells in enumerate(made.rows):
            line = odf_table.TableRow()
            for column, cell in enumerate(cells):
                if (row, column) in covered:
                    line.addElement(odf_table.CoveredTableCell())
                else:
                    line.addElement(_odf_cell(cell, spans.get((row, column))))
            sheet.addElement(line)
        document.spreadsheet.addElement(sheet)
    document.save(str(path))


def _odf_cell(cell: Plain, span: tuple[int, int] | None) -> Any:
    said: dict[str, Any] = {}
    if span is not None:
        said = {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]}
    if isinstance(cell, Share):
        said |= {"valuetype": "percentage", "value": repr(cell.per_cent / 100)}
    elif isinstance(cell, dt.date):
        said |= {"valuetype": "date", "datevalue": cell.isoformat()}
    elif isinstance(cell, str):
        said |= {"valuetype": "string"}
    elif cell is not None:
        said |= {"valuetype": "float", "value": repr(cell)}
    made = odf_table.TableCell(**said)
    if cell is not None:
        made.addElement(odf_text.P(text=str(cell)))
    return made


def with_csv(separator: str, mark: str, encoding: str) -> Callable[[Sequence[Made], Path], None]:
    def printed(cell: Plain) -> str:
        if isinstance(cell, Share):
            return f"{cell.per_cent:.15g}".replace(".", mark) + " %"
        if isinstance(cell, float):
            return f"{cell:.15g}".replace(".", mark)
        return "" if cell is None else str(cell)

    def write_csv(sheets: Sequence[Made], path: Path) -> None:
        (made,) = sheets
        with path.open("w", encoding=encoding, newline="", errors="replace") as file:
            csv.writer(file, delimiter=separator).writerows([[printed(cell) for cell in row] for row in made.rows])

    return write_csv


FORMATS: dict[str, tuple[str, Callable[[Sequence[Made], Path], None]]] = {
    "xlsxwriter": (".xlsx", with_xlsxwriter),
    "openpyxl": (".xlsx", with_openpyxl),
    "odfpy": (".ods", with_odfpy),
    "swedish csv": (".csv", with_csv(";", ",", "utf-8-sig")),
    "old swedish csv": (".csv", with_csv(";", ",", "cp1252")),
    "english csv": (".csv", with_csv(",", ".", "utf-8")),
    "unicode text": (".csv", with_csv("\t", ",", "utf-16")),
}


def write(sheets: Sequence[Made], folder: Path, kind: str, name: str = "tabell") -> Path:
    """The sheets as a file of that kind; gives its path."""
    ending, writer = FORMATS[kind]
    path = folder / f"{name}{ending}"
    writer(sheets, path)
    return path
