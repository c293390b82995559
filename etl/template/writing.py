"""The workbook: one row for each figure that is due, one for each goal, with the cells to fill in open and all else locked."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from data.vocabulary import Better, Gender, GoalLevel, Judgement, Measure, Period, PeriodKind
from etl.readers.tables import template as marks
from etl.template.choosing import MeantUnit
from etl.template.due import DueFigure, DueGoal, DueReport

_HEADER_ROW = 5
"""Counted from 0: title, three lines of help and an empty row stand above."""
_HELP = (
    "Fyll i de ljusa cellerna. En rad som lämnas tom räknas som inte rapporterad. Raderna får sorteras.",
    "Andelar skrivs i procent: 9,5 betyder 9,5 %. Håll pekaren över indikatorns namn för att läsa vad den mäter.",
    "Saknas utfallet, välj skäl i kolumnen «{reason}». Spara filen och läs in den: python -m etl load {file}",
)
_HOW_LONG = {PeriodKind.T1: "till och med april", PeriodKind.T2: "till och med augusti", PeriodKind.VB: "helåret"}
_BETTER = {Better.HIGHER: "högre är bättre", Better.LOWER: "lägre är bättre", None: "inte bestämt"}
_LEVELS = {
    GoalLevel.KF_INRIKTNINGSMAL: "KF:s inriktningsmål",
    GoalLevel.KF_MAL: "KF:s mål",
    GoalLevel.NAMNDMAL: "Nämndmål",
    GoalLevel.ENHETSMAL: "Enhetsmål",
}
_JUDGEMENTS = dict(zip(Judgement, marks.JUDGEMENTS, strict=True))
_OUTCOMES = {marks.OUTCOME: Gender.T, marks.OUTCOME_WOMEN: Gender.K, marks.OUTCOME_MEN: Gender.M}
_COUNTS = {marks.N: Gender.T, marks.N_WOMEN: Gender.K, marks.N_MEN: Gender.M}
_WITHHELD = "visas inte: för få svarande"
_LONGEST_ANALYSIS = 32_000


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: ``shown`` gives what stands in a locked cell; one without is to be filled in."""

    header: str
    width: float
    shown: Callable[[DueFigure, MeantUnit, Period], str | float | None] | None = None
    is_hidden: bool = False


_FIGURE_COLUMNS = (
    _Column(marks.UNIT_NAME, 28, lambda figure, unit, period: unit.name),
    _Column(marks.INDICATOR_NAME, 44, lambda figure, unit, period: figure.name),
    _Column(marks.UNIT_OF_MEASURE, 11, lambda figure, unit, period: figure.unit_of_measure),
    _Column("Riktning", 16, lambda figure, unit, period: _BETTER[figure.better]),
    _Column("Senaste utfall", 13, lambda figure, unit, period: _WITHHELD if figure.last_is_withheld else figure.last_value),
    _Column("Gäller", 10, lambda figure, unit, period: str(figure.last_period or "")),
    _Column("Årsmål", 12, lambda figure, unit, period: figure.target),
    _Column("KF:s årsmål", 14, lambda figure, unit, period: figure.kf_target),
    *(_Column(header, 11) for header in (*_OUTCOMES, *_COUNTS, marks.FORECAST)),
    _Column(marks.REASON, 18),
    _Column(marks.ANALYSIS, 60),
    _Column(marks.UNIT, 4, lambda figure, unit, period: unit.slug, is_hidden=True),
    _Column(marks.INDICATOR, 4, lambda figure, unit, period: figure.slug, is_hidden=True),
    _Column(marks.PERIOD, 4, lambda figure, unit, period: str(period), is_hidden=True),
    _Column(marks.EXAMPLE, 4, lambda figure, unit, period: marks.EXAMPLE_WORD if unit.is_example else "", is_hidden=True),
    _Column(marks.NAMES, 4, lambda figure, unit, period: marks.names_of(unit.name, figure.name), is_hidden=True),
)
_PLACES = {column.header: place for place, column in enumerate(_FIGURE_COLUMNS)}


def write_template(reports: Sequence[DueReport], name: str, period: Period, path: Path, *, with_reported: bool = False) -> None:
    """Write the workbook for what is due; ``name`` is what the unit or department is called. Raises OSError where it cannot be.

    ``with_reported``: what has been reported stands in its cells.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": f"Uppföljning {period}, {name}", "comments": "Mall från Målbild", "keywords": str(period)})
        _Writing(book, name, period, path.name, with_reported).write(reports)
    with path.open("xb") as file:
        try:
            file.write(content.getvalue())
        except OSError:
            path.unlink(missing_ok=True)
            raise


class _Writing:
    def __init__(self, book: Any, name: str, period: Period, file_name: str, with_reported: bool) -> None:
        self._book = book
        self._name = name
        self._period = period
        self._file_name = file_name
        self._with_reported = with_reported
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self, reports: Sequence[DueReport]) -> None:
        self._write_figures(reports)
        if any(report.goals for report in reports):
            self._write_goals(reports)

    def _format(self, **said: Any) -> Any:
        of_all = {"valign": "top", "border": 1, "border_color": "#BFBFBF", "font_size": 11}
        key = tuple(sorted((of_all | said).items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(key))
        return self._formats[key]

    def _input(self, **said: Any) -> Any:
        return self._format(locked=False, bg_color="#FFF9DB", **said)

    # -- figures

    def _write_figures(self, reports: Sequence[DueReport]) -> None:
        sheet = self._begin(
            "Uppföljning", f"Uppföljning {self._period} ({_HOW_LONG[self._period.kind]}), {self._name}", _FIGURE_COLUMNS
        )
        row = _HEADER_ROW
        for report in reports:
            for figure in report.figures:
                row += 1
                self._write_figure(sheet, row, figure, report.unit)
        sheet.data_validation(_HEADER_ROW + 1, _PLACES[marks.REASON], row, _PLACES[marks.REASON], _one_of(marks.REASONS))
        self._end(sheet, row, len(_FIGURE_COLUMNS))

    def _write_figure(self, sheet: Any, row: int, figure: DueFigure, unit: MeantUnit) -> None:
        number = _number_format(figure.decimals)
        for place, column in enumerate(_FIGURE_COLUMNS):
            if column.shown is not None:
                _put(sheet, row, place, column.shown(figure, unit, self._period), self._format(text_wrap=True, num_format=number))
        # a share's cells have no format of their own, so that 9,5 % written with its sign is kept and known as such
        of_value = self._input(**({} if figure.measure is Measure.SHARE else {"num_format": number}))
        for header in (*_OUTCOMES, marks.FORECAST):
            shown = figure.values.get(_OUTCOMES[header]) if header in _OUTCOMES else None
            _put(sheet, row, _PLACES[header], shown, of_value)
            sheet.data_validation(row, _PLACES[header], row, _PLACES[header], _limits(figure))
        for header, gender in _COUNTS.items():
            _put(sheet, row, _PLACES[header], figure.counts.get(gender), self._input(num_format="# ##0"))
            sheet.data_validation(row, _PLACES[header], row, _PLACES[header], _WHOLE_NUMBER)
        _put(sheet, row, _PLACES[marks.REASON], None, self._input())
        _put(sheet, row, _PLACES[marks.ANALYSIS], None, self._input(text_wrap=True))
        sheet.data_validation(row, _PLACES[marks.ANALYSIS], row, _PLACES[marks.ANALYSIS], _NOT_TOO_LONG)
        sheet.write_comment(row, _PLACES[marks.INDICATOR_NAME], _told(figure), {"x_scale": 3, "y_scale": 2.4, "font_size": 10})
        sheet.set_row(row, 32)

    # -- goals

    def _write_goals(self, reports: Sequence[DueReport]) -> None:
        columns = (
            *(_Column(marks.UNIT_NAME, 28), _Column("Nivå", 20), _Column(marks.GOAL_NUMBER, 10), _Column(marks.GOAL_TITLE, 70)),
            _Column(marks.JUDGEMENT, 18),
            *(
                _Column(mark, 4, is_hidden=True)
                for mark in (marks.UNIT, marks.PERIOD, marks.EXAMPLE, marks.GOAL_LEVEL, marks.GOAL_ORDER, marks.NAMES)
            ),
        )
        sheet = self._begin("Mål", f"Bedömning av målen {self._period}, {self._name}", columns)
        row = _HEADER_ROW
        for report in reports:
            for order, goal in enumerate(report.goals):
                row += 1
                self._write_goal(sheet, row, goal, order, report.unit)
        self._end(sheet, row, len(columns))

    def _write_goal(self, sheet: Any, row: int, goal: DueGoal, order: int, unit: MeantUnit) -> None:
        level = GoalLevel(goal.level)
        for place, shown in enumerate((unit.name, _LEVELS[level], goal.number, goal.title)):
            _put(sheet, row, place, shown, self._format(text_wrap=True))
        stated = _JUDGEMENTS[goal.judgement] if goal.judgement is not None and self._with_reported else None
        is_judged = level is not GoalLevel.KF_INRIKTNINGSMAL
        _put(sheet, row, 4, stated, self._input() if is_judged else self._format())
        if is_judged:
            sheet.data_validation(row, 4, row, 4, _one_of(marks.JUDGEMENTS))
        example = marks.EXAMPLE_WORD if unit.is_example else ""
        names = marks.names_of(unit.name, goal.title)
        for place, mark in enumerate((unit.slug, str(self._period), example, level.value, order, names), start=5):
            _put(sheet, row, place, mark, self._format())

    # -- what both sheets have

    def _begin(self, name: str, title: str, columns: Sequence[_Column]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, title, self._book.add_format({"bold": True, "font_size": 14}))
        for number, help_text in enumerate(_HELP, start=1):
            sheet.write_string(number, 0, help_text.format(reason=marks.REASON, file=self._file_name))
        header = self._format(bold=True, text_wrap=True, bg_color="#E7EDF3")
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, None, {"hidden": column.is_hidden})
            sheet.write_string(_HEADER_ROW, place, column.header, header)
        sheet.set_row(_HEADER_ROW, 34)
        return sheet

    def _end(self, sheet: Any, last_row: int, columns: int) -> None:
        last_shown = columns - 1
        sheet.freeze_panes(_HEADER_ROW + 1, 2)
        sheet.autofilter(_HEADER_ROW, 0, last_row, last_shown)
        sheet.protect("", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADER_ROW)
        sheet.print_area(0, 0, last_row, last_shown)
        sheet.set_footer("&L&F&RSida &P av &N")


def _put(sheet: Any, row: int, column: int, value: str | float | None, cell_format: Any) -> None:
    """Text is written as text, whatever it begins with."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, cell_format)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, cell_format)
    else:
        sheet.write_number(row, column, value, cell_format)


def _number_format(decimals: int) -> str:
    """Swedish when the program that shows it is: thousands apart, and the definition's decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _told(figure: DueFigure) -> str:
    """What the indicator measures, how, and which way is better: what a reader of the definition is told."""
    parts = [
        figure.name,
        figure.description,
        f"Riktning: {_BETTER[figure.better]}.",
        f"Hämtas: {figure.source}" if figure.source else "",
    ]
    return "\n".join(part for part in parts if part)[:2000]


def _limits(figure: DueFigure) -> dict[str, Any]:
    """Which numbers a cell takes: a share 0 to 100, a count or index none below 0."""
    told = {"error_title": "Kontrollera värdet", "error_type": "stop", "ignore_blank": True, "validate": "decimal"}
    if figure.measure is Measure.SHARE:
        message = "En andel är ett tal mellan 0 och 100. Skriv 9,5 för 9,5 %."
        return told | {"criteria": "between", "minimum": 0, "maximum": 100, "error_message": message, **_hint("Procent, 0–100.")}
    if figure.measure in (Measure.COUNT, Measure.INDEX):
        message = "Skriv ett tal som är 0 eller större, bara siffror. Saknas värdet, välj ett skäl i stället."
        return told | {"criteria": ">=", "value": 0, "error_message": message}
    message = "Skriv ett tal, bara siffror. Saknas värdet, välj ett skäl i stället."
    return told | {"criteria": "between", "minimum": -1e12, "maximum": 1e12, "error_message": message}


def _hint(message: str) -> dict[str, str]:
    return {"input_title": "Utfall", "input_message": message}


def _one_of(words: Sequence[str]) -> dict[str, Any]:
    message = f"Välj i listan: {', '.join(words)}."
    return {"validate": "list", "source": list(words), "error_title": "Välj i listan", "error_message": message}


_WHOLE_NUMBER: dict[str, Any] = {
    **{"validate": "integer", "criteria": ">=", "value": 0, "error_title": "Kontrollera antalet"},
    "error_message": "Antalet svarande är ett heltal, 0 eller större.",
}
_NOT_TOO_LONG: dict[str, Any] = {
    **{"validate": "length", "criteria": "<=", "value": _LONGEST_ANALYSIS, "error_title": "För lång text"},
    "error_message": f"Analysen får ha högst {_LONGEST_ANALYSIS} tecken.",
}
