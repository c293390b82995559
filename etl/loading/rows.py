"""An indicator row as printed → its values, each read or asked about."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.vocabulary import FindingKind, MissingReason, Period, Periodicity, PeriodKind, TargetForm
from etl.checks import CellName, Problem, Row
from etl.checks.row import Cell
from etl.loading.register import KnownIndicator
from etl.normalise.doubts import Doubt
from etl.normalise.occasions import parse_period, parse_periodicity
from etl.normalise.outcomes import parse_n, parse_outcome
from etl.normalise.quantities import parse_quantity
from etl.normalise.targets import parse_target
from etl.readers.records import Indicator

_VALUE_FIELDS = {
    CellName.OUTCOME: "outcome",
    CellName.OUTCOME_MEN: "outcome_men",
    CellName.OUTCOME_WOMEN: "outcome_women",
    CellName.PREVIOUS: "previous_outcome",
    CellName.FORECAST: "forecast",
}
_TARGET_FIELDS = {CellName.TARGET: "target", CellName.KF_TARGET: "kf_target"}
_N_FIELDS = {CellName.OUTCOME: "n", CellName.OUTCOME_MEN: "n_men", CellName.OUTCOME_WOMEN: "n_women"}


@dataclass(slots=True)
class ReadRow:
    """What a printed row says, with what could not be said for certain.

    ``cells`` holds values and words, ``missing`` why a printed cell gives no value, ``doubtful`` the cells that are not
    to be judged before somebody has answered, ``confirmed`` those that somebody has said are right. ``period`` is what the
    row's outcome concerns; ``previous_period`` None where it is not printed.
    """

    record: Indicator
    indicator: KnownIndicator
    document: Period
    period: Period
    previous_period: Period | None = None
    periodicity: Periodicity | None = None
    cells: dict[CellName, Cell] = field(default_factory=dict)
    missing: dict[CellName, MissingReason] = field(default_factory=dict)
    n: dict[CellName, int] = field(default_factory=dict)
    odd_respondents: dict[CellName, Cell] = field(default_factory=dict)
    doubtful: set[CellName] = field(default_factory=set)
    confirmed: set[CellName] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.record.line

    def printed(self, name: CellName) -> str:
        """What stands in the cell."""
        return str(getattr(self.record, (_VALUE_FIELDS | _TARGET_FIELDS)[name])).strip()

    def for_checks(self) -> Row:
        """The row as the rules about the data see it."""
        return Row(
            line=self.line,
            indicator=self.indicator.slug,
            name=self.indicator.name,
            measure=self.indicator.measure,
            unit_of_measure=self.indicator.unit_of_measure,
            period=self.period,
            in_plan=self.document.kind is PeriodKind.VP,
            kf_target_is_local=self.indicator.kf_target_is_local,
            better=self.indicator.better,
            cells=self.cells,
            odd_respondents=self.odd_respondents,
        )

    def ask(self, kind: FindingKind, code: str, message: str, action: str, printed: str) -> None:
        """Note a problem of this row."""
        self.problems.append(Problem(kind, code, message, action, printed, self.line, self.indicator.slug))


def read_row(record: Indicator, indicator: KnownIndicator, document: Period) -> ReadRow:
    """The values of one row. Never raises: what cannot be read is asked about, with what was printed."""
    row = ReadRow(record, indicator, document, document)
    for name in _VALUE_FIELDS:
        _read_value(row, name)
    for name in _TARGET_FIELDS:
        _read_target(row, name)
    for name, source in _N_FIELDS.items():
        if source not in record.unread:
            _read_n(row, name, getattr(record, source))
    _read_periodicity(row)
    _read_period(row)
    _read_previous_period(row)
    return row


def _read_value(row: ReadRow, name: CellName) -> None:
    printed = row.printed(name)
    if _VALUE_FIELDS[name] in row.record.unread:
        row.missing[name] = MissingReason.UNREADABLE
        return
    read = parse_outcome(printed)
    if isinstance(read, Doubt):
        row.missing[name] = MissingReason.UNREADABLE
        _ask_about(row, name, read)
    elif read is not None and read.missing is not None:
        row.missing[name] = read.missing
    elif read is not None:
        row.cells[name] = Cell(printed, read.value, read.unit)


def _read_target(row: ReadRow, name: CellName) -> None:
    printed = row.printed(name)
    if _TARGET_FIELDS[name] in row.record.unread:
        row.cells[name] = Cell(printed, None, "", TargetForm.WORDS)
        row.doubtful.add(name)
        return
    read = parse_target(printed)
    if isinstance(read, Doubt):
        row.cells[name] = Cell(printed, None, "", TargetForm.WORDS)
        row.doubtful.add(name)
        _ask_about(row, name, read)
    elif read is not None:
        row.cells[name] = Cell(printed, read.value, read.unit, read.form)
        if read.form is TargetForm.WORDS:
            message = f"{name.at_start} för «{row.indicator.name}» är skrivet i ord. Utfallet bedöms inte mot det."
            action = "Skriv målet som ett tal, en gräns (minst, högst) eller öka/minska i källan om det ska bedömas."
            row.ask(FindingKind.WARNING, "target_in_words", message, action, printed)


def _read_n(row: ReadRow, name: CellName, printed: str) -> None:
    read = parse_n(printed)
    if isinstance(read, Doubt):
        number = parse_quantity(printed)
        row.odd_respondents[name] = Cell(printed, None if isinstance(number, Doubt) else number.value)
    elif read is not None:
        row.n[name] = read


def _read_periodicity(row: ReadRow) -> None:
    read = parse_periodicity(row.record.periodicity)
    if isinstance(read, Doubt):
        message = f"Periodiciteten för «{row.indicator.name}» känns inte igen. {read.message}"
        row.ask(FindingKind.QUESTION, read.code, message, read.action, row.record.periodicity)
    else:
        row.periodicity = read


def _read_period(row: ReadRow) -> None:
    printed = row.record.period
    read = parse_period(printed, row.document)
    if isinstance(read, Doubt):
        row.doubtful.update((CellName.OUTCOME, CellName.OUTCOME_MEN, CellName.OUTCOME_WOMEN))
        message = f"Perioden för «{row.indicator.name}» kan inte läsas. {read.message} Utfallet bedöms inte."
        row.ask(FindingKind.QUESTION, read.code, message, read.action, printed)
        return
    row.period = read
    if row.document < read:
        row.doubtful.update((CellName.OUTCOME, CellName.OUTCOME_MEN, CellName.OUTCOME_WOMEN))
        message = f"«{row.indicator.name}» gäller {read}, som kommer efter {row.document}. Utfallet bedöms inte."
        action = "Fråga enheten vilken period utfallet gäller, rätta källan och läs in den igen."
        row.ask(FindingKind.QUESTION, "period_after_document", message, action, printed)
    elif read.year != row.document.year and any(name in row.cells for name in _TARGET_FIELDS):
        message = f"«{row.indicator.name}» gäller {read} men står i {row.document}. Målet har lästs som {row.document.year} års."
        action = "Fråga enheten vilket år målet gäller. Rätta perioden i källan om den är fel, och läs in den igen."
        row.ask(FindingKind.QUESTION, "period_of_another_year", message, action, printed)


def _read_previous_period(row: ReadRow) -> None:
    if CellName.PREVIOUS not in row.cells:
        return
    read = Period.printed(row.record.previous_period)
    if read is not None and read < row.period:
        row.previous_period = read
        return
    message = f"Det framgår inte vilken period det föregående utfallet för «{row.indicator.name}» gäller. Det är inte inläst."
    action = "Läs in rapporten för den perioden, eller rätta kolumnens rubrik i källan och läs in den igen."
    printed = f"{row.printed(CellName.PREVIOUS)} ({row.record.previous_period or 'ingen period'})"
    row.ask(FindingKind.REJECTION, "previous_period_unreadable", message, action, printed)


def _ask_about(row: ReadRow, name: CellName, doubt: Doubt) -> None:
    message = f"{name.at_start} för «{row.indicator.name}» kan inte läsas säkert. {doubt.message}"
    row.ask(FindingKind.QUESTION, doubt.code, message, doubt.action, row.printed(name))
