"""The figures of one table: whose, of what and of when each of them is, and what could not be told for certain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from data.vocabulary import Gender, PeriodKind
from etl.readers.tables.context import Context
from etl.readers.tables.grid import Cell, Row
from etl.readers.tables.headings import Heading
from etl.readers.tables.layout import DIMENSIONS, FIGURES, OF_GENDER, TEXTS, Knowledge, key, plain, without_per_cent
from etl.readers.tables.periods import When, of_cell, of_text
from etl.readers.tables.questions import Questions
from etl.readers.tables.regions import Merges, Table
from etl.readers.tables.unread import ask_about_hidden, ask_about_the_rest
from etl.readers.tables.values import ColumnOfFigures, Read, unit_printed

_TOTAL_FIRST = re.compile(
    r"(?:total(?:t|summa)?|(?:del)?summa|samtliga|snitt|medel(?:värde)?|genomsnitt)(?:\s+för)?[\s:]+(?P<rest>.+)"
)
_TOTAL_LAST = re.compile(r"(?P<rest>.+?)[\s,:(-]+(?:totalt|summa|total)\)?")
_WHOLE = re.compile(
    r"hela (?:avdelningen|förvaltningen|stadsdelen|stadsdelsområdet|stadsdelsförvaltningen|stadsdelsnämnden|nämnden|staden"
    r"|kommunen|verksamheten|verksamhetsområdet|området|enheten|gruppen)"
)
_TERTIALS = {"1": PeriodKind.T1, "2": PeriodKind.T2, "3": PeriodKind.VB}
_OF_WHICH = re.compile(r"(?:-\s*)?varav\s+(?P<rest>.+)")


@dataclass(slots=True)
class Figure:
    """One figure as printed. ``unit`` and ``when`` may be unsaid; ``field`` is the name in ``Indicator``.

    ``is_unread``: the reader has asked about it, so that its text is kept and never taken for a value.
    """

    unit: str
    unit_code: str
    indicator: str
    indicator_code: str
    when: When
    field: str
    text: str
    row: int
    header: str
    is_unread: bool = False


@dataclass(slots=True)
class RowSays:
    """What a row says of all its figures, beside what its columns say."""

    unit: str = ""
    unit_code: str = ""
    department: str = ""
    indicator: str = ""
    indicator_code: str = ""
    when: When = field(default_factory=When)
    gender: Gender | None = None
    what: str = ""
    unit_of_measure: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class TableFigures:
    """The figures of a table with the words of its rows, by row."""

    table: Table
    context: Context
    figures: list[Figure] = field(default_factory=list)
    rows: dict[int, RowSays] = field(default_factory=dict)


def figures_of(table: Table, context: Context, knowledge: Knowledge, questions: Questions) -> TableFigures:
    """All figures of a table. What is not certain is asked about, by way of ``questions``, and gives no value."""
    return _Reading(table, context, knowledge, questions).read()


class _Reading:
    def __init__(self, table: Table, context: Context, knowledge: Knowledge, questions: Questions) -> None:
        self._table = table
        self._layout = table.layout
        self._context = context
        self._knowledge = knowledge
        self._ask = questions
        self._merges = table.merges or Merges(table.sheet)
        self._result = TableFigures(table, context)
        self._roles = {heading.role: column for column, heading in table.columns.items() if heading.role in DIMENSIONS}
        self._texts = {column: heading.role for column, heading in table.columns.items() if heading.role in TEXTS}
        self._totals: dict[str, bool] = {}
        self._values = {
            column: heading
            for column, heading in table.columns.items()
            if heading.is_figure or (heading.name and table.across and not heading.doubt and heading.role in ("", *FIGURES))
        }
        self._unknown = {
            column: heading for column, heading in table.columns.items() if not heading.role and column not in self._values
        }
        self._known = table.columns.keys() | table.beside
        header = [table.sheet.rows[number] for number in table.header_rows]
        self._header_cells = {(column, plain(cell.text)) for row in header for column, cell in row.items()}
        self._last: dict[str, str] = {}
        self._heading = ""
        """A heading over rows that is nobody's name; empty where none stands over them."""
        self._period = When()
        """The period that stands as a heading over the rows."""
        self._lacks_periods = not table.says_periods
        self._names: dict[str, tuple[str, str]] = {}
        self._called_names: dict[str, str] = {}
        self._remembered: dict[str, Cell] = {}
        self._departments: set[str] = set()

    def read(self) -> TableFigures:
        self._departments = {key(text) for text in self._column_texts("department")}
        self._leave_out_totals()
        rows = list(self._rows())
        read = self._read_columns(rows)
        for number, says in rows:
            self._result.rows[number] = says
            figures = self._of_row(number, says, read)
            self._result.figures.extend(figures if self._table.across != "indicator" else _with_respondents(figures))
        ask_about_the_rest(self._table, self._unknown, self._known, self._ask)
        ask_about_hidden(self._table, self._values, [number for number, _ in rows], self._ask)
        return self._result

    def _leave_out_totals(self) -> None:
        """A column that sums up other units or indicators is none itself."""
        for column, heading in list(self._values.items()):
            is_total = self._is_total(heading.name) if self._table.across == "unit" else key(heading.name) in self._layout.totals
            if heading.name and is_total and not self._is_somebody(heading.name):
                del self._values[column]
                self._ask.row("subtotal", self._table.sheet, self._table.header_rows[-1], heading.printed)

    def _is_somebody(self, name: str) -> bool:
        return self._knowledge.is_unit(name) or self._knowledge.is_indicator(name)

    def _of_row(self, number: int, says: RowSays, read: dict[int, dict[int, Read]]) -> list[Figure]:
        found = []
        for column, heading in self._values.items():
            cell = read[column].get(number)
            if cell is not None and (figure := self._figure(number, says, heading, cell)):
                found.append(figure)
        return found

    def _column_texts(self, role: str) -> Iterator[str]:
        column = self._roles.get(role)
        if column is not None:
            for number in self._table.body:
                if cell := self._table.sheet.cell(number, column):
                    yield cell.text

    # -- rows

    def _rows(self) -> Iterator[tuple[int, RowSays]]:
        """The rows that bear figures, with what each of them says."""
        before: RowSays | None = None
        for number in self._table.body:
            row = self._table.sheet.rows[number]
            values = [column for column in self._values if column in row]
            if not values or all(self._is_its_header(row[column], column) for column in values):
                if not self._is_header_again(row):
                    self._take_words(number, {column: cell for column, cell in row.items() if column not in values})
                continue
            if self._is_too_wide(number):
                self._ask.row("row_too_wide", self._table.sheet, number, _printed(row))
                continue
            says = self._says(number, row, before)
            if says is not None:
                before = says
                yield number, says

    def _is_header_again(self, row: Row) -> bool:
        """Whether the row repeats the header, as after a page break."""
        return all(column in self._table.columns and self._is_its_header(cell, column) for column, cell in row.items())

    def _is_too_wide(self, number: int) -> bool:
        widths = self._table.sheet.widths
        return bool(widths) and widths[number] > max(widths[each] for each in self._table.header_rows)

    def _is_its_header(self, cell: Cell, column: int) -> bool:
        return cell.kind in ("text", "date") and (column, plain(cell.text)) in self._header_cells

    def _take_words(self, number: int, row: Row) -> None:
        """A row without figures: a heading over the rows below it, a note, or a row with nothing reported."""
        names = {min(self._table.columns), *(self._roles[role] for role in ("unit", "indicator") if role in self._roles)}
        own = [cell for column, cell in row.items() if column in self._table.columns]
        if len(own) != 1 or own[0].kind != "text" or not names & row.keys():
            return
        if self._lacks_periods and (when := of_text(own[0].text, self._layout)):
            self._period = when
            return
        name = self._name(own[0].text, number)
        role = self._layout.group_rows
        if not role and self._lacks("unit") and self._knowledge.is_unit(name):
            role = "unit"
        if not role and self._lacks("indicator") and self._knowledge.is_indicator(name):
            role = "indicator"
        if role:
            self._last[f"group {role}"] = name
            self._heading = ""
        elif (self._lacks("unit") or self._lacks("indicator")) and not self._is_somebody(name):
            self._heading = name

    def _lacks(self, role: str) -> bool:
        return role not in self._roles and self._table.across != role and not self._context.get(role)

    def _says(self, number: int, row: Row, before: RowSays | None) -> RowSays | None:
        if self._heading:
            is_grouped = any(name.startswith("group ") for name in self._last)  # else the rows say as much without headings
            code = "row_under_unknown_heading" if is_grouped else "unknown_heading"
            self._ask.row(code, self._table.sheet, number, f"{self._heading}: {_printed(row)}")
            if is_grouped:
                return None
        if self._period.doubt:
            self._ask.row("period_unreadable", self._table.sheet, number, self._period.doubt)
            return None
        cells = {role: self._dimension(number, role, column) for role, column in self._roles.items()}
        text = {role: plain(cell.text) if cell else "" for role, cell in cells.items()}
        says = RowSays(
            unit=self._name(text.get("unit", ""), number) or self._last.get("group unit", ""),
            unit_code=text.get("unit_code", ""),
            department=self._name(text.get("department", ""), number) or self._last.get("group department", ""),
            indicator=self._name(text.get("indicator", ""), number) or self._last.get("group indicator", ""),
            indicator_code=text.get("indicator_code", ""),
            when=self._period,
            what=text.get("what", ""),
            unit_of_measure=unit_printed(text.get("unit_of_measure", "") or self._context.get("unit_of_measure")),
            texts={role: plain(row[column].text) for column, role in self._texts.items() if column in row},
            other={heading.printed: plain(row[each].text) for each, heading in self._unknown.items() if each in row},
        )
        if not (self._take_gender(says, text, number) and self._take_period(says, cells, number)):
            return None
        return self._named(says, number, row, before)

    def _dimension(self, number: int, role: str, column: int) -> Cell | None:
        """The cell; what is merged downwards holds for every row, and so does a name that the layout lets stand once."""
        cell = self._table.sheet.cell(*self._merges.origin(number, column))
        if role in self._layout.fill_down:
            remembered = self._remembered.get(role) if cell is None else cell
            if remembered is not None:
                self._remembered[role] = remembered
            return remembered
        return cell

    def _name(self, text: str, number: int) -> str:
        if not text:
            return ""
        if text not in self._names:
            self._names[text] = self._table.footnotes.without_mark(text)
        name, doubt = self._names[text]
        if doubt:
            self._ask.footnote(self._table.sheet, number, text, doubt)
        return name

    def _take_gender(self, says: RowSays, text: dict[str, str], number: int) -> bool:
        if "gender" not in self._roles:
            return True
        says.gender = self._layout.genders.get(key(text["gender"]))
        if says.gender is None:
            self._ask.row("gender_unreadable", self._table.sheet, number, text["gender"])
        return says.gender is not None

    def _take_period(self, says: RowSays, cells: dict[str, Cell | None], number: int) -> bool:
        for role in ("period", "year"):
            cell = cells.get(role)
            if cell is None:
                continue
            when = self._of_tertial(cell, role) or of_cell(cell, self._layout)
            if when is None or when.doubt:
                self._ask.row("period_unreadable", self._table.sheet, number, when.doubt if when else cell.text)
                return False
            if when.note:
                self._ask.note(self._table.sheet, "serial_date", when.note)
            if says.when.year and when.year and says.when.year != when.year:
                self._ask.row("period_contradicts", self._table.sheet, number, f"{cell.text} och {says.when.year}")
                return False
            says.when = says.when | when
        return True

    def _of_tertial(self, cell: Cell, role: str) -> When | None:
        """The number of a tertial in a column that is headed so."""
        is_tertial = key(self._table.columns[self._roles[role]].printed) == "tertial"
        kind = _TERTIALS.get(plain(cell.text)) if is_tertial else None
        return When(kind=kind) if kind else None

    # -- whose and of what

    def _named(self, says: RowSays, number: int, row: Row, before: RowSays | None) -> RowSays | None:
        """The row with its unit and indicator told; None for a subtotal that nobody can tell the unit of."""
        of_which = next((name for name in (says.unit, says.indicator) if "arav" in name), "")
        if found := of_which and _OF_WHICH.fullmatch(key_words(of_which)):
            return self._of_which(says, found["rest"], number, before)
        if key(says.indicator) in self._layout.totals and not self._knowledge.is_indicator(says.indicator):
            self._ask.row("subtotal", self._table.sheet, number, says.indicator)
            return None
        if self._is_total(says.unit) and not self._knowledge.is_unit(says.unit):
            whose = self._parent_in(says.unit) or says.department or self._context.get("department")
            if not whose or (self._is_total(whose) and not self._knowledge.is_unit(whose)):
                self._ask.row("subtotal", self._table.sheet, number, says.unit)
                return None
            says.unit = whose
        elif not says.unit and "unit" in self._roles:
            says.unit = says.department
            if self._is_total(says.unit) and not self._knowledge.is_unit(says.unit):
                self._ask.row("subtotal", self._table.sheet, number, says.unit)
                return None
            if not says.unit and not says.unit_code:
                self._ask.row("row_without_unit", self._table.sheet, number, _printed(row))
                return None
        if not says.unit and not self._context.get("unit"):
            says.unit = says.department or self._context.get("department")
            if self._is_total(says.unit) and not self._knowledge.is_unit(says.unit):
                self._ask.row("subtotal", self._table.sheet, number, says.unit)
                return None
        if "indicator" in self._roles and not says.indicator and not says.indicator_code:
            self._ask.row("row_without_indicator", self._table.sheet, number, _printed(row))
            return None
        return says

    def _is_total(self, name: str) -> bool:
        if name not in self._totals:
            words = key_words(name)
            is_total = key(name) in self._layout.totals or any(
                pattern.fullmatch(words) for pattern in (_TOTAL_FIRST, _TOTAL_LAST, _WHOLE)
            )
            self._totals[name] = is_total
        return self._totals[name]

    def _parent_in(self, name: str) -> str:
        """The unit that *Totalt Äldreomsorg* is of, where it is a department of the table or known to be a unit."""
        words = key_words(name)
        for pattern in (_TOTAL_FIRST, _TOTAL_LAST):
            if found := pattern.fullmatch(words):
                rest = found["rest"].strip(" :()-")
                at = plain(name).casefold().find(rest)
                parent = plain(name)[at : at + len(rest)] if at >= 0 else rest
                if key(parent) in self._departments or self._knowledge.is_unit(parent):
                    return parent
        return ""

    def _of_which(self, says: RowSays, rest: str, number: int, before: RowSays | None) -> RowSays | None:
        """*varav kvinnor* is the sex of the row above it; another part of it is no figure of the unit's own."""
        gender = self._layout.genders.get(key(rest))
        if (
            gender in (None, Gender.T)
            or before is None
            or ((before.gender or Gender.T) is not Gender.T and not before.texts.get("_of"))
        ):
            self._ask.row("subtotal", self._table.sheet, number, says.unit if "varav" in says.unit.casefold() else says.indicator)
            return None
        says.gender = gender
        is_unit = says.unit.casefold().lstrip("- ").startswith("varav")
        says.unit = before.unit if is_unit or not says.unit else says.unit
        says.unit_code = says.unit_code or before.unit_code
        says.indicator = says.indicator if is_unit and says.indicator else before.indicator
        says.indicator_code = says.indicator_code or before.indicator_code
        says.department = says.department or before.department
        says.when = says.when | before.when
        says.unit_of_measure = says.unit_of_measure or before.unit_of_measure
        says.texts["_of"] = "1"
        return says

    # -- figures

    def _read_columns(self, rows: list[tuple[int, RowSays]]) -> dict[int, dict[int, Read]]:
        """Every column of figures read as a whole, with what there is to ask about it."""
        read: dict[int, dict[int, Read]] = {}
        marks: dict[str, list[str]] = defaultdict(list)
        for column, heading in self._values.items():
            cells = ColumnOfFigures(self._layout.decimal_mark, self._layout.shares, merged=self._merges.spanning_rows(column))
            of_n = heading.role.startswith("n") and heading.role in FIGURES
            for number, says in rows:
                cell = self._table.sheet.cell(number, column)
                if cell is not None:
                    unit = "" if of_n else says.unit_of_measure or ("%" if heading.is_per_cent else "")
                    cells.add(number, self._without_note(cell), unit)
            read[column], mark = cells.read()
            if mark:
                marks[mark].append(heading.printed)
            self._ask_about(column, heading, read[column])
        for mark, headers in marks.items():
            self._ask.decimal_mark(self._table.sheet, self._table.header_rows[-1], headers, mark)
        return read

    def _without_note(self, cell: Cell) -> Cell:
        if cell.kind != "text" or not self._table.footnotes.marks:
            return cell
        return replace(cell, value=self._table.footnotes.of_figure(cell.text))

    def _ask_about(self, column: int, heading: Heading, read: dict[int, Read]) -> None:
        doubts: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, each in read.items():
            if each.doubt:
                doubts[each.doubt].append((number, each.text))
        for doubt, places in doubts.items():
            self._ask.column(doubt, self._table.sheet, self._table.header_rows[-1], heading.printed, places)

    def _figure(self, number: int, says: RowSays, heading: Heading, read: Read) -> Figure | None:
        role = heading.role or "outcome"
        if says.what:
            role = self._layout.whats.get(key(says.what), "")
            if not role:
                self._ask.row("what_unknown", self._table.sheet, number, says.what)
                return None
        gender = heading.gender or says.gender
        if heading.gender and says.gender and Gender.T not in (heading.gender, says.gender) and heading.gender is not says.gender:
            self._ask.row("gender_unreadable", self._table.sheet, number, f"{says.gender} och {heading.printed}")
            return None
        if gender in (Gender.K, Gender.M) and role == "forecast":
            says.other[f"{heading.printed} ({gender})"] = read.text
            return None
        name = heading.name if self._table.across else ""
        indicator = (name if self._table.across == "indicator" else "") or says.indicator or self._context.get("indicator")
        when = self._when(number, says, heading)
        if when is None:
            return None
        return Figure(
            unit=(name if self._table.across == "unit" else "") or says.unit or self._context.get("unit"),
            unit_code=says.unit_code or self._context.get("unit_code"),
            indicator=self._called(indicator),
            indicator_code=says.indicator_code or self._context.get("indicator_code"),
            when=when,
            field=OF_GENDER.get((role, gender), role) if gender else role,
            text=read.text,
            row=number,
            header=heading.printed,
            is_unread=bool(read.doubt),
        )

    def _called(self, indicator: str) -> str:
        """The indicator by the name that it is known by, where the table has another or says per cent in it."""
        if indicator not in self._called_names:
            self._called_names[indicator] = self._name_of(indicator)
        return self._called_names[indicator]

    def _name_of(self, indicator: str) -> str:
        bare = without_per_cent(indicator)
        if bare != indicator and not self._knowledge.is_indicator(indicator) and self._knowledge.is_indicator(bare):
            return bare
        return self._layout.indicator_called(indicator) or indicator

    def _when(self, number: int, says: RowSays, heading: Heading) -> When | None:
        """The figure's period: from its header and its row, else from what stands around the table."""
        own, row = heading.when, says.when
        if own is None:
            return self._around(row)
        if own.doubt:
            self._ask.column("period_unreadable", self._table.sheet, self._table.header_rows[-1], heading.printed, [])
            return None
        if own.year and row.year and own.year != row.year:
            if heading.role in ("target", "kf_target"):
                return own
            self._ask.row("period_contradicts", self._table.sheet, number, f"{heading.printed} och {row.year}")
            return None
        return self._around(own | row)

    def _around(self, when: When) -> When:
        """What the header and the row do not say is taken from around the table, where that is of the same year."""
        around = self._context.when
        if when.year and when.year != around.year:
            return when
        return when | around


def _with_respondents(figures: list[Figure]) -> list[Figure]:
    """The figures of a row of indicators side by side; a number of respondents that is of none of them is of all."""
    shared = [each for each in figures if each.field.startswith("n") and not each.indicator]
    own = [each for each in figures if each not in shared]
    named = {(each.indicator, each.indicator_code): each for each in own}
    return own + [
        replace(each, indicator=indicator, indicator_code=code, when=each.when | other.when)
        for each in shared
        for (indicator, code), other in named.items()
    ]


def key_words(name: str) -> str:
    return plain(name).casefold()


def _printed(row: Row) -> str:
    return " | ".join(plain(cell.text) for cell in row.values())[:300]


__all__ = ["Figure", "RowSays", "TableFigures", "figures_of", "of_text"]
