"""A controller who takes out a template, and a unit that fills it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from data.definitions import load_definitions
from data.schema import Commentary, Finding, Forecast, Indicator, Outcome, SourceDocument, Unit
from data.store import engine_for
from data.vocabulary import Origin
from etl.cli import main
from etl.loading import load
from etl.readers import records
from etl.sources import Source

AXELSBERG = "Axelsbergs vård- och omsorgsboende"
UTVECKLING = "Enheten för utveckling och förebyggande arbete"
MADE_UP = "Klockängens vård- och omsorgsboende"
HEADER_ROW = 6

NAMES = {each.slug: each.name for each in load_definitions().indicators}
SICK_LEAVE, SUMMER_JOBS, INDEX, SATISFIED = (
    NAMES[slug] for slug in ("sjukfranvaro", "feriejobb", "ledarskapsindex", "nojda-vard-och-omsorgsboende")
)
GOAL = records.Goal("namndmal", "", "Äldre får insatser av hög kvalitet", "", 5, "Äldre får insatser av hög kvalitet")
OWN_GOAL = records.Goal("enhetsmal", "", "Vi erbjuder insatser med hög kvalitet", "", 6, "Vi erbjuder insatser med hög kvalitet")


def document(folder: Path, name: str, unit: str, kind: str, year: int, *rows: records.Record, example: bool = False) -> Source:
    contents = [records.Document(unit, kind, str(year), f"{kind} {year} för {unit}"), *rows]
    path = folder / name
    path.write_text("\n".join(map(repr, contents)), encoding="utf-8")
    return Source(path, name, lambda: iter(contents), (path,), Origin.EXAMPLE if example else Origin.DOCUMENT)


def indicator(name: str, line: int, **cells: Any) -> records.Indicator:
    return records.Indicator(goal=OWN_GOAL.printed, name=name, line=line, **cells)


def fill_store(store: Path, folder: Path) -> None:
    """Two units of one department and a made-up one, with plans for 2025, and reports of 2024 with one figure withheld."""
    plan = (
        *(GOAL, OWN_GOAL),
        indicator(SICK_LEAVE, 10, target="7,5 %", kf_target="Tas fram av nämnd", periodicity="Tertial"),
        indicator(SUMMER_JOBS, 11, target="360 st", periodicity="Tertial"),
        indicator(INDEX, 12, target="83", periodicity="Tertial"),
        indicator(SATISFIED, 13, target="90 %", periodicity="År"),
    )
    last_year = (
        indicator(SICK_LEAVE, 10, outcome="8,1 %"),
        indicator(SATISFIED, 11, outcome="97 %", n="4"),
        indicator(INDEX, 12, outcome="81"),
    )
    engine = engine_for(f"sqlite:///{store}")
    sources = [
        document(folder, "vb-2024.txt", AXELSBERG, "VB", 2024, GOAL, OWN_GOAL, *last_year),
        document(folder, "vp-2025.txt", AXELSBERG, "VP", 2025, *plan),
        document(folder, "t1-2025.txt", AXELSBERG, "T1", 2025, OWN_GOAL, indicator(SICK_LEAVE, 10, outcome="7,9 %", n="40")),
        document(folder, "vp-2025-u.txt", UTVECKLING, "VP", 2025, *plan[:3]),
        document(folder, "vp-2025-x.txt", MADE_UP, "VP", 2025, *plan[:4], example=True),
    ]
    load(engine, sources)
    engine.dispose()


@dataclass
class Filled:
    """A template opened in a spreadsheet."""

    path: Path
    book: Workbook

    @property
    def sheet(self) -> Worksheet:
        return self.book["Uppföljning"]

    def columns(self, sheet: str = "Uppföljning") -> dict[str, int]:
        return {str(cell.value): place for place, cell in enumerate(self.book[sheet][HEADER_ROW], start=1)}

    def row_of(self, name: str, unit: str = "") -> int:
        place = self.columns()
        rows = (row for row in range(HEADER_ROW + 1, self.sheet.max_row + 1))
        return next(
            row
            for row in rows
            if self.sheet.cell(row, place["Indikator"]).value == name and unit in ("", self.sheet.cell(row, place["Enhet"]).value)
        )

    def write(self, name: str, unit: str = "", **cells: Any) -> None:
        """``write(SICK_LEAVE, utfall_totalt=7.5)``: the cells under these headers, in the row of the indicator."""
        headers = {header.casefold().replace(" ", "_"): column for header, column in self.columns().items()}
        for header, value in cells.items():
            self.sheet.cell(self.row_of(name, unit), headers[header]).value = value

    def shown(self, name: str, header: str, unit: str = "") -> Any:
        return self.sheet.cell(self.row_of(name, unit), self.columns()[header]).value

    def judge(self, title: str, judgement: str) -> None:
        sheet, place = self.book["Mål"], self.columns("Mål")
        for row in range(HEADER_ROW + 1, sheet.max_row + 1):
            if sheet.cell(row, place["Mål"]).value == title:
                sheet.cell(row, place["Bedömning"]).value = judgement

    def saved(self) -> Path:
        self.book.save(self.path)
        return self.path

    def rows(self) -> list[list[Any]]:
        return [[cell.value for cell in row] for row in self.sheet.iter_rows(min_row=HEADER_ROW + 1)]

    def put_rows(self, rows: Sequence[Sequence[Any]]) -> None:
        for number, row in enumerate(rows, start=HEADER_ROW + 1):
            for column, value in enumerate(row, start=1):
                self.sheet.cell(number, column).value = value


@dataclass
class TemplateDesk:
    store: Path
    folder: Path
    capsys: pytest.CaptureFixture[str]
    said: str = ""

    def run(self, *arguments: str) -> int:
        status = main(list(arguments))
        captured = self.capsys.readouterr()
        self.said = " ".join(f"{captured.out}\n{captured.err}".split())
        return status

    def template(self, period: str = "T2-2025", unit: str = AXELSBERG, *options: str, name: str = "mall.xlsx") -> Filled:
        path = self.folder / name
        assert self.run("template", "--unit", unit, "--period", period, "--output", str(path), *options) == 0, self.said
        return Filled(path, load_workbook(path))

    def load(self, filled: Filled) -> int:
        return self.run("load", str(filled.saved()))

    def rows(self, query: Any) -> list[tuple[Any, ...]]:
        engine = engine_for(f"sqlite:///{self.store}")
        with engine.connect() as connection:
            found = [tuple(row) for row in connection.execute(query)]
        engine.dispose()
        return found

    def outcomes(self, unit: str = AXELSBERG, file: str = "mall.xlsx") -> dict[tuple[str, str], tuple[Any, ...]]:
        """What the file's current outcomes are, by indicator and gender: value, n, why it is missing."""
        query = self._of(Outcome, unit, file).add_columns(Outcome.gender, Outcome.value, Outcome.n, Outcome.missing)
        return {(name, gender): tuple(rest) for name, gender, *rest in self.rows(query)}

    def forecasts(self, unit: str = AXELSBERG) -> dict[str, float]:
        return dict(self.rows(self._of(Forecast, unit, "mall.xlsx").add_columns(Forecast.value)))

    def analyses(self, unit: str = AXELSBERG) -> dict[str, str]:
        return dict(self.rows(self._of(Commentary, unit, "mall.xlsx").add_columns(Commentary.printed)))

    def _of(self, fact: Any, unit: str, file: str) -> Any:
        return (
            select(Indicator.name)
            .join_from(fact, Indicator, fact.indicator_id == Indicator.id)
            .join(Unit, Unit.id == fact.unit_id)
            .join(SourceDocument, SourceDocument.id == fact.source_document_id)
            .where(Unit.name == unit, SourceDocument.file_name == file, fact.ended_load_id.is_(None))
        )

    def documents(self) -> list[tuple[Any, ...]]:
        query = select(Unit.name, SourceDocument.kind, SourceDocument.year, SourceDocument.origin).join(
            Unit, Unit.id == SourceDocument.unit_id
        )
        return sorted(self.rows(query.where(SourceDocument.file_name == "mall.xlsx", SourceDocument.ended_load_id.is_(None))))

    def questions(self) -> list[tuple[Any, ...]]:
        query = select(Finding.code, Finding.printed).where(
            Finding.file_name == "mall.xlsx", Finding.ended_load_id.is_(None), Finding.kind != "warning"
        )
        return self.rows(query)


Make = Callable[[], TemplateDesk]
