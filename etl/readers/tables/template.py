"""The workbook that ``etl template`` writes, filled in: known by the marks that stand in each of its rows.

Every row bears the marks of its unit, indicator (or goal) and follow-up, so that rows may be sorted, moved or left empty. A row
where nothing is filled in is not reported and gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Context
from typing import Any

from data.vocabulary import FOLLOW_UPS, Period, PeriodKind
from etl.readers.records import Document, Goal, Indicator, Record, Remark
from etl.readers.tables.grid import Cell, Sheet, Workbook

UNIT, INDICATOR, PERIOD, EXAMPLE = "malbild_enhet", "malbild_indikator", "malbild_period", "malbild_exempel"
GOAL_LEVEL, GOAL_ORDER = "malbild_niva", "malbild_ordning"
NAMES = "malbild_namn"
EXAMPLE_WORD = "exempeldata"
"""Headers of the hidden columns that bear the marks, and what stands in ``malbild_exempel`` for a made-up unit.

``malbild_namn`` repeats the names that the row shows: where it says something else, somebody has moved the row without its marks.
"""

UNIT_NAME, INDICATOR_NAME, UNIT_OF_MEASURE = "Enhet", "Indikator", "Måttenhet"
OUTCOME, OUTCOME_WOMEN, OUTCOME_MEN = "Utfall totalt", "Utfall kvinnor", "Utfall män"
N, N_WOMEN, N_MEN = "Antal svarande totalt", "Antal svarande kvinnor", "Antal svarande män"
FORECAST, REASON, ANALYSIS = "Prognos helår", "Varför utfall saknas", "Analys"
GOAL_NUMBER, GOAL_TITLE, JUDGEMENT = "Nummer", "Mål", "Bedömning"

REASONS = ("Ej aktuellt", "Bortfall", "För få svarande")
"""What can be chosen where there is no outcome; each is a mark that the program knows."""
JUDGEMENTS = ("Uppfylls helt", "Uppfylls delvis", "Uppfylls inte")

_VALUES = {OUTCOME: "outcome", OUTCOME_WOMEN: "outcome_women", OUTCOME_MEN: "outcome_men", FORECAST: "forecast"}
_COUNTS = {N: "n", N_WOMEN: "n_women", N_MEN: "n_men"}
HEADERS = (UNIT, INDICATOR, PERIOD, UNIT_NAME, INDICATOR_NAME, UNIT_OF_MEASURE, *_VALUES, *_COUNTS, REASON, ANALYSIS)
"""What the sheet of figures must have; a column that lacks its header would be passed over."""

_COLUMNS = ("name", "outcome", "outcome_men", "outcome_women", "forecast")
_MOST_TOLD = 5
_BARE_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_FIFTEEN_DIGITS = Context(prec=15)
_COUNCIL = ("kf_inriktningsmal", "kf_mal")


def is_template(book: Workbook) -> bool:
    """Whether the workbook bears the template's marks."""
    return any(_header(sheet, INDICATOR) is not None for sheet in book.sheets)


def template_records(book: Workbook, file_name: str) -> Iterator[Record]:
    """A report for each unit and follow-up of which anything is filled in; a rejection where nothing is."""
    reports = _Reports()
    has_lost_headers = False
    for sheet in book.sheets:
        if missing := _missing_headers(sheet):
            has_lost_headers = True
            yield _without_headers(missing, sheet)
            continue
        for row in _rows(sheet, INDICATOR):
            reports.add_figure(row)
        for row in _rows(sheet, GOAL_LEVEL):
            reports.add_goal(row)
    records = list(reports.records())
    yield from reports.unplaced
    if reports.moved:
        yield _moved(reports.moved)
    if not (records or reports.unplaced or reports.moved or has_lost_headers):
        message = f"Mallen {file_name} är inte ifylld, så det finns ingenting att läsa in."
        yield Remark("rejection", "template_empty", message, action="Fyll i de ljusa cellerna, spara och läs in filen igen.")
    yield from records


@dataclass(frozen=True, slots=True)
class _Row:
    """A row by its headers, with its place."""

    cells: dict[str, Cell]
    line: int
    place: str

    def text(self, header: str) -> str:
        cell = self.cells.get(header)
        return " ".join(cell.text.split()) if cell else ""

    def value(self, header: str) -> str:
        """The cell as it would stand in a report: ``9,5 %`` for 9.5 in a row of per cent, and for 0.095 shown as per cent."""
        cell = self.cells.get(header)
        if cell is None or cell.kind != "number" or isinstance(cell.value, (str, bool)):
            text = self.text(header)
            return f"{text} %" if self.text(UNIT_OF_MEASURE) == "%" and _BARE_NUMBER.fullmatch(text) else text
        is_proportion = cell.shown_with == "%%"
        number = _FIFTEEN_DIGITS.create_decimal(repr(cell.value)) * (100 if is_proportion else 1)
        printed = format(number.normalize() if number % 1 else number.to_integral_value(), "f").replace(".", ",")
        return f"{printed} %" if is_proportion or self.text(UNIT_OF_MEASURE) == "%" else printed

    @property
    def is_of_other_names(self) -> bool:
        """Whether the names that the row shows are not those that its marks stand for."""
        names = self.text(NAMES)
        shown = names_of(self.text(UNIT_NAME), self.text(INDICATOR_NAME) or self.text(GOAL_TITLE))
        return bool(names) and bool(self.text(INDICATOR_NAME) or self.text(GOAL_TITLE)) and shown != names

    def without_value(self) -> list[str]:
        """Headers of the cells in which a formula stands whose value the file does not hold."""
        return [header for header in (*_VALUES, *_COUNTS) if header in self.cells and self.cells[header].kind == "formula"]


@dataclass(slots=True)
class _Report:
    """What is filled in for one unit and follow-up."""

    document: Document
    figures: list[Record] = field(default_factory=list)
    goals: list[tuple[float, Goal]] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        judged = any(goal.fulfilment for _, goal in self.goals)
        if not self.figures and not judged:
            return
        yield self.document
        yield from self.figures
        if judged:  # the whole tree, for a goal is known by what stands above it
            yield from (goal for _, goal in sorted(self.goals, key=lambda each: each[0]))


class _Reports:
    def __init__(self) -> None:
        self._reports: dict[tuple[str, Period], _Report] = {}
        self.unplaced: list[Remark] = []
        self.moved: list[_Row] = []

    def records(self) -> Iterator[Record]:
        for report in self._reports.values():
            yield from report.records()

    def add_figure(self, row: _Row) -> None:
        report = self._report(row)
        if report is not None:
            report.figures.extend(_figure(row))

    def add_goal(self, row: _Row) -> None:
        report = self._report(row)
        if report is None:
            return
        level, number, title = row.text(GOAL_LEVEL), row.text(GOAL_NUMBER), row.text(GOAL_TITLE)
        order = row.cells.get(GOAL_ORDER)
        goal = Goal(
            level=level,
            number="" if level in _COUNCIL else number,
            title=title,
            fulfilment=row.text(JUDGEMENT),
            line=row.line,
            printed=f"{number} {title}".strip(),
            place=row.place,
        )
        place = order.value if order is not None and isinstance(order.value, (int, float)) else row.line
        report.goals.append((float(place), goal))

    def _report(self, row: _Row) -> _Report | None:
        """The report that a row belongs to; None, with a rejection, where its marks are gone but something is filled in."""
        period, unit = _period(row.text(PERIOD)), row.text(UNIT)
        is_marked = bool(row.text(INDICATOR) or row.text(GOAL_LEVEL))
        if period is None or not unit or not is_marked:
            filled = [row.text(each) for each in (INDICATOR_NAME, *_VALUES, *_COUNTS, ANALYSIS, GOAL_TITLE, JUDGEMENT)]
            if any(filled):
                self.unplaced.append(_unplaced(row, "; ".join(each for each in filled if each)))
            return None
        if row.is_of_other_names:
            self.moved.append(row)
            return None
        if (unit, period) not in self._reports:
            name = row.text(UNIT_NAME)
            self._reports[unit, period] = _Report(
                Document(
                    unit_name=name or unit,
                    document_type=period.kind.value,
                    year=str(period.year),
                    title=f"{period} för {name or unit}",
                    line=row.line,
                    place=row.place,
                    unit_code=unit,
                    is_example=row.text(EXAMPLE) == EXAMPLE_WORD,
                )
            )
        return self._reports[unit, period]


def _figure(row: _Row) -> Iterator[Record]:
    values: dict[str, Any] = {name: row.value(header) for header, name in _VALUES.items()}
    counts: dict[str, Any] = {name: row.text(header) for header, name in _COUNTS.items()}
    for header in row.without_value():
        yield _formula(row, header)
    reason, analysis = row.text(REASON), row.cells[ANALYSIS].text if ANALYSIS in row.cells else ""
    if not any((*values.values(), *counts.values(), reason, analysis.strip())):
        return
    if reason and values["outcome"]:
        yield Remark(
            kind="question",
            code="value_and_reason",
            message=f"«{row.text(INDICATOR_NAME)}» har både ett utfall och ett skäl till att utfallet saknas.",
            printed=f"{values['outcome']} ({reason})",
            action="Ta bort det ena i mallen och läs in den igen.",
            line=row.line,
            place=row.place,
        )
    values["outcome"] = values["outcome"] or reason
    yield Indicator(
        name=row.text(INDICATOR_NAME) or row.text(INDICATOR),
        analysis=analysis,
        line=row.line,
        columns=_COLUMNS,
        code=row.text(INDICATOR),
        place=row.place,
        **values,
        **counts,
    )


def names_of(unit: str, what: str) -> str:
    """What ``malbild_namn`` says in a row of that unit and indicator or goal."""
    return " ".join(f"{unit} | {what}".split())


def _moved(rows: list[_Row]) -> Remark:
    told = [
        f"{row.place}: visas {names_of(row.text(UNIT_NAME), row.text(INDICATOR_NAME) or row.text(GOAL_TITLE))},"
        f" märkt {row.text(NAMES)}"
        for row in rows[:_MOST_TOLD]
    ]
    more = f" … och {len(rows) - _MOST_TOLD} till" if len(rows) > _MOST_TOLD else ""
    return Remark(
        kind="rejection",
        code="template_rows_moved",
        message="Rader i mallen visar en annan enhet eller indikator än den som deras dolda märkning gäller. De är inte lästa.",
        printed="; ".join(told)[:2000] + more,
        action="Har raderna sorterats utan de dolda kolumnerna, fyll i en ny mall. Sortera med rubrikradens filterknappar.",
        line=rows[0].line,
        place=rows[0].place,
    )


def _formula(row: _Row, header: str) -> Remark:
    return Remark(
        kind="question",
        code="formula",
        message=f"«{row.text(INDICATOR_NAME)}» har en formel i kolumnen «{header}» vars värde inte är sparat. Den är inte läst.",
        action="Öppna filen i Excel, spara den där och läs in den igen. Målbild räknar inte ut formler.",
        line=row.line,
        place=row.place,
    )


def _missing_headers(sheet: Sheet) -> list[str]:
    """The headers of a sheet of figures that are gone or written in another way: their columns could not be read."""
    number = _header(sheet, INDICATOR)
    if number is None:
        return []
    there = {" ".join(cell.text.split()) for cell in sheet.rows[number].values()}
    return [each for each in HEADERS if each not in there]


def _without_headers(missing: list[str], sheet: Sheet) -> Remark:
    listed = ", ".join(f"«{each}»" for each in missing)
    return Remark(
        kind="rejection",
        code="template_headers_changed",
        message=f"Mallens rubriker är ändrade: {listed} saknas. Ingenting på bladet är läst.",
        action="Skriv rubrikerna som de var, eller ta fram en ny mall och fyll i den.",
        line=sheet.line(_header(sheet, INDICATOR) or 1),
        place=sheet.place(),
    )


def _unplaced(row: _Row, printed: str) -> Remark:
    return Remark(
        kind="rejection",
        code="template_row_unmarked",
        message="En rad i mallen saknar märkningen som säger vilken enhet, indikator och period den gäller.",
        printed=printed[:400],
        action="Skriv uppgiften på den rad som mallen har för indikatorn, eller ta fram en ny mall.",
        line=row.line,
        place=row.place,
    )


def _period(text: str) -> Period | None:
    try:
        period = Period.from_code(text)
    except ValueError:
        return None
    return period if period.kind in FOLLOW_UPS and period.kind is not PeriodKind.VP else None


def _header(sheet: Sheet, mark: str) -> int | None:
    """The row of headers, of which one is the mark; None on a sheet without."""
    return next((number for number, row in sheet.rows.items() if any(cell.text == mark for cell in row.values())), None)


def _rows(sheet: Sheet, mark: str) -> Iterator[_Row]:
    header = _header(sheet, mark)
    if header is None:
        return
    titles = {column: " ".join(cell.text.split()) for column, cell in sheet.rows[header].items()}
    for number, row in sheet.rows.items():
        if number > header:
            cells = {titles[column]: cell for column, cell in row.items() if column in titles}
            yield _Row(cells, sheet.line(number), sheet.place(number))
