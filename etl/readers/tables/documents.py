"""Figures put together: for each unit and period found a document, and under it one record for each indicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from data.vocabulary import PeriodKind
from etl.readers.records import Document, Indicator
from etl.readers.tables.figures import Figure, RowSays, TableFigures
from etl.readers.tables.grid import Sheet
from etl.readers.tables.layout import Knowledge, key
from etl.readers.tables.periods import When
from etl.readers.tables.questions import Questions

_TARGETS = ("target", "kf_target")
_ORDER = ("name", "outcome", "outcome_men", "outcome_women", "forecast", "target", "kf_target", "periodicity")

Whose = tuple[str, str, int | None, PeriodKind | None, str]
"""Unit as compared, its code, year, kind of period, and the series."""


@dataclass(slots=True)
class _Row:
    """One indicator of one document, put together from one row, or from the rows of both sexes and the total."""

    indicator: Indicator
    rows: list[int]
    sheet: Sheet
    taken: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Document:
    document: Document
    rows: dict[tuple[str, str, str], list[_Row]] = field(default_factory=lambda: defaultdict(list))


class Documents:
    """Takes the figures of table after table; gives the documents in the order in which they are first spoken of."""

    def __init__(self, knowledge: Knowledge, questions: Questions) -> None:
        self._knowledge = knowledge
        self._ask = questions
        self._found: dict[Whose, _Document] = {}
        self._last: tuple[Figure, _Document, TableFigures] | None = None

    def add(self, found: TableFigures) -> None:
        """Place every figure; those whose period is said by the rest of the table follow the others."""
        whole: list[Figure] = []
        waiting: list[Figure] = []
        only_targets = all(figure.field in _TARGETS for figure in found.figures)
        for figure in found.figures:
            if not (figure.indicator or figure.indicator_code):
                self._ask.row("figure_without_indicator", found.table.sheet, figure.row, figure.text)
                continue
            settled = self._settled(figure, found, only_targets)
            (whole if settled.when.kind and settled.when.year else waiting).append(settled)
        for figure in whole:
            self._place(figure, found)
        periods = {(each.when.year, each.when.kind) for each in whole}
        for figure in waiting:
            self._place_waiting(figure, found, whole, periods)

    def _settled(self, figure: Figure, found: TableFigures, only_targets: bool) -> Figure:
        """A year alone in a header or a row is the full year; a list of nothing but targets is a plan."""
        when = figure.when
        if when.kind or not when.year or found.context.when.year == when.year:
            return figure
        if figure.field in _TARGETS and not only_targets:
            return figure
        kind = PeriodKind.VP if only_targets else PeriodKind.VB
        return replace_when(figure, replace(when, kind=kind))

    def _place_waiting(
        self, figure: Figure, found: TableFigures, whole: list[Figure], periods: set[tuple[int | None, PeriodKind | None]]
    ) -> None:
        """A figure without a period of its own: a target holds for every follow-up of its year that the table has."""
        year = figure.when.year
        own = {each for each in periods if year is None or each[0] == year}
        years = {each[0] for each in own}
        if figure.field in _TARGETS and len(years) == 1:
            of_unit = {(each.when.year, each.when.kind) for each in whole if key(each.unit) == key(figure.unit)} & own
            for period in sorted(of_unit or own, key=lambda each: each[1].order if each[1] else 0):
                self._place(replace_when(figure, When(*period)), found)
        elif figure.field in _TARGETS and year:
            self._place(replace_when(figure, When(year, PeriodKind.VP)), found)
        elif len(own) == 1:
            self._place(replace_when(figure, When(*next(iter(own)))), found)
        elif not periods:
            self._place(figure, found)
        else:
            code = "target_without_year" if figure.field in _TARGETS else "figure_without_period"
            self._ask.row(code, found.table.sheet, figure.row, f"{figure.header} {figure.text}")

    def _place(self, figure: Figure, found: TableFigures) -> None:
        sheet = found.table.sheet
        last = self._last
        if last is not None and figure.unit is last[0].unit and figure.when is last[0].when and found is last[2]:
            self._set(last[1], figure, sheet, found.rows.get(figure.row))
            return
        layout = found.table.layout
        series = "" if layout.is_report else layout.name
        when = figure.when
        whose = (self._knowledge.unit_named(figure.unit) or key(figure.unit), figure.unit_code, when.year, when.kind, series)
        there = self._found.get(whose)
        if there is None:
            document = Document(
                unit_name=figure.unit,
                document_type=when.kind.value if when.kind else "",
                year=str(when.year or ""),
                title=found.context.title or layout.title,
                line=sheet.line(found.table.header_rows[0]),
                series=series,
                place=sheet.place(),
                is_of_file=bool(series) and not layout.is_one_series,
                unit_code=figure.unit_code,
            )
            there = self._found[whose] = _Document(document)
        self._last = (figure, there, found)
        self._set(there, figure, sheet, found.rows.get(figure.row))

    def _set(self, document: _Document, figure: Figure, sheet: Sheet, says: RowSays | None) -> None:
        """Put the figure into the indicator's row; a second figure for a cell that is taken begins a row of its own."""
        rows = document.rows[key(figure.indicator), figure.indicator_code, sheet.name]
        row = rows[-1] if rows and figure.row == rows[-1].rows[-1] and figure.field not in rows[-1].taken else None
        if row is None:
            if any(getattr(each.indicator, figure.field) == figure.text for each in rows if figure.field in each.taken):
                return
            own = [each for each in rows if figure.row in each.rows]
            row = next((each for each in own or rows if figure.field not in each.taken), None)
        if row is None:
            name = figure.indicator or figure.indicator_code
            row = _Row(Indicator(name=name, code=figure.indicator_code, line=sheet.line(figure.row)), [], sheet)
            rows.append(row)
        setattr(row.indicator, figure.field, figure.text)
        row.taken.add(figure.field)
        if not row.rows or row.rows[-1] != figure.row:
            row.rows.append(figure.row)
        if figure.is_unread:
            row.unread.append(figure.field)
        if says is not None and (says.texts or says.other):
            self._add_words(row.indicator, says)

    def _add_words(self, indicator: Indicator, says: RowSays) -> None:
        indicator.periodicity = indicator.periodicity or says.texts.get("periodicity", "")
        indicator.analysis = indicator.analysis or says.texts.get("analysis", "")
        for header, text in says.other.items():
            indicator.other.setdefault(header, text)

    @property
    def is_empty(self) -> bool:
        return not self._found

    def records(self) -> Iterator[Document | Indicator]:
        """The documents, each followed by its indicators in the order of the file."""
        for document in self._found.values():
            yield document.document
            for rows in document.rows.values():
                for row in rows:
                    yield self._finished(row)

    def _finished(self, row: _Row) -> Indicator:
        indicator = row.indicator
        rows = set(row.rows)
        indicator.line = row.sheet.line(min(rows))
        indicator.place = row.sheet.place(*rows) if row.sheet.name or len(rows) > 1 else ""
        known = {"name", *row.taken, *(["periodicity"] if indicator.periodicity else [])}
        indicator.columns = tuple(name for name in _ORDER if name in known)
        indicator.unread = tuple(row.unread)
        return indicator


def replace_when(figure: Figure, when: When) -> Figure:
    """The figure with another period."""
    return replace(figure, when=when)
