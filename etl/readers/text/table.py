"""Table rows put together from printed lines.

A row begins with a line that begins with a space (its icon cells) and goes on until its cells are full. The same sign, a
space at the beginning of a line, is also left by a page break and by an empty cell, so a row is only believed when all
its cells can be cut; until then its lines are kept open, and what turns out to be no row goes where it belongs: to the
analysis above it, to the row that the page break cut in two, or into a question.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from etl.readers.cells import Cells, RowGrammar
from etl.readers.columns import Header
from etl.readers.contents import holds_cells, is_name, unlikeness_of_begun
from etl.readers.page_breaks import continue_row
from etl.readers.printed import Printed, join, paragraphs
from etl.readers.records import Record, Remark, Text
from etl.readers.rows import record_of
from etl.readers.text.lines import is_running_head

_LATER_STARTS_AT_MOST = 12
_ROW_PARTS_AT_MOST = 4
_PRINTED_AT_MOST = 400
_FULL_LINE = 70
_HEADING_AT_MOST = 60
_OPEN_LINES_AT_MOST = 90
_OPEN_LETTERS_AT_MOST = 6_000


@dataclass(slots=True)
class _Row:
    cells: Cells
    line: int
    lines: list[Printed]
    analysis: list[Printed] | None = None
    analysis_line: int = 0
    page_tops: set[int] = field(default_factory=set)
    """Numbers of the lines that a page break stands before."""


@dataclass(slots=True)
class _Open:
    """Lines that may become a row. ``starts`` are the places in it where a row may begin."""

    lines: list[Printed] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    broken_at: int | None = None
    """Where a repeated header broke the row: lines from there on were printed on the next page."""
    joined: str = ""
    may_be_complete: bool = False

    @property
    def goes_on_after_break(self) -> bool:
        return self.broken_at is not None and len(self.lines) > self.broken_at

    @property
    def may_have_ended(self) -> bool:
        """Whether the row can have ended here: its last cell is filled, or is an empty one, or the row was broken by a page."""
        return self.may_be_complete or self.goes_on_after_break or self.joined.endswith("  ")

    def add(self, line: Printed) -> None:
        self.lines.append(line)
        self.joined += line.text

    def text(self, start: int = 0, end: int | None = None) -> str:
        return join(line.text for line in self.lines[start:end])


class Table:
    """One table of indicators or activities. Feed it lines; take finished records from ``records``."""

    def __init__(self, header: Header, goal: str) -> None:
        self.header = header
        self.goal = goal
        self.records: list[Record] = []
        self.rows_read = 0
        self.has_empty_cells = False
        self._remarks: list[Remark] = []
        self._grammar = RowGrammar(tuple(column.cell_type for column in header.columns[1:]))
        self._done: _Row | None = None
        self._open = _Open()
        self._after_icons = False
        self._header_repeated = False
        self._rows_are_indented: bool | None = None

    @property
    def is_inside_row(self) -> bool:
        return bool(self._open.lines)

    @property
    def is_inside_analysis(self) -> bool:
        return self._done is not None and self._done.analysis is not None

    def feed(self, line: Printed) -> bool:
        """Take a line; False when the table has ended before it."""
        words = line.words
        if not words:
            self._feed_spaces(line)
            return True
        begins = self._after_icons or line.is_indented
        self._after_icons = False
        is_analysis = words.rstrip(":") == "Analys"
        if self._open.lines:
            return self._extend(line, begins)
        if self._done is None:
            return self._begin(line)
        if is_analysis and self._done.analysis is None:
            self._done.analysis, self._done.analysis_line = [], line.number
            return True
        if begins or (self._header_repeated and self._done.analysis is None):
            return self._begin(line)
        if self._done.analysis is not None:
            if self._header_repeated:
                self._done.page_tops.add(line.number)
                self._header_repeated = False
            self._done.analysis.append(line)
            return True
        if not line.after_gap and self._grammar.cell_types[-1] == "text":
            self._done.lines.append(line)
            self._done.cells = self._grammar.cut(join(each.text for each in self._done.lines)) or self._done.cells
            return True
        if self._rows_are_indented is False:
            return self._begin(line)
        return False

    def expects_analysis(self) -> bool:
        """Whether the heading *Analys* belongs to a row: the one just read, or the open one if it can be finished."""
        if self._open.lines and not self._close_open():
            if not (self._header_repeated and self._continue_done(self._open.lines)):
                return False
            self._open = _Open()
        return self._done is not None and self._done.analysis is None

    def repeat_header(self) -> None:
        """The header was printed again: a page break, between two rows or inside one."""
        self._after_icons = False
        self._header_repeated = True
        if self._open.lines:
            if self._close_certainly():
                self._header_repeated = True
            elif self._grammar.cut_half(self._open.joined) is not None:
                self._open.broken_at = len(self._open.lines)
            elif self._done is not None and self._done.analysis is not None:
                self._done.analysis.extend(self._open.lines)
                self._open = _Open()

    def close(self, *, at_end_of_file: bool = False) -> list[Record]:
        """The table has ended: finish what is open and give all records that are left."""
        if self._open.lines and not self._close_open():
            self._leave_open(at_end_of_file)
        self._finish()
        return self.take()

    def take(self) -> list[Record]:
        """Finished records, once."""
        records, self.records = self.records, []
        return records

    def _feed_spaces(self, line: Printed) -> None:
        if self._open.lines:
            self._open.add(line)
            if self._open.may_be_complete and self._close_certainly():
                return
        self._after_icons = True

    def _begin(self, line: Printed) -> bool:
        self._open = _Open()
        return self._extend(line, begins=True)

    def _extend(self, line: Printed, begins: bool) -> bool:
        current = self._open
        if begins and current.may_have_ended and not self._is_last_cell(line.words) and self._close_open():
            return self._begin(line)
        if begins:
            current.starts.append(len(current.lines))
        current.add(line)
        current.may_be_complete = self._grammar.may_be_complete(current.joined)
        if current.may_be_complete and self._close_certainly():
            return True
        if len(current.lines) > _OPEN_LINES_AT_MOST or len(current.joined) > _OPEN_LETTERS_AT_MOST:
            self._leave_open(at_end_of_file=False)
            return False
        return True

    def _is_last_cell(self, text: str) -> bool:
        """Whether a line is nothing but a period or the beginning of one: it ends a row, and begins none."""
        return self._grammar.cell_types[-1] == "period" and unlikeness_of_begun("period", text) < 1.0

    def _close_certainly(self) -> bool:
        """Finish the open row if its cells can be cut in one way only.

        A row may have begun later than the open lines do. Then what stands before it is a row of its own that lacks its
        last cells, or belongs to the row or analysis above.
        """
        current = self._open
        whole = self._grammar.cut_certainly(current.joined)
        for start in reversed(current.starts[1:][-_LATER_STARTS_AT_MOST:]):
            before = current.text(0, start)
            must_split = whole is None or holds_cells(before)
            may_split = self._done is not None and (self._header_repeated or self.is_inside_analysis)
            if not must_split and not may_split:
                continue
            cells = self._grammar.cut_certainly(current.text(start))
            if cells is None or (cells.texts[0][:1].islower() and not holds_cells(before)):
                continue
            if must_split or self._may_place(current.lines[:start]):
                lines = current.lines[start:]
                self._resolve(current.lines[:start], [at for at in current.starts if at < start])
                self._complete(cells, lines)
                return True
        if whole is None:
            return False
        self._complete(whole, current.lines)
        return True

    def _close_open(self) -> bool:
        """Finish the open row in the best way there is, doubtful or not."""
        if self._close_certainly():
            return True
        current = self._open
        cells: Cells | None = None
        if current.goes_on_after_break:
            half = self._grammar.cut_half(current.text(0, current.broken_at))
            cells = half and self._continued(half, current.lines[: current.broken_at], current.lines[current.broken_at :])
        if cells is None and (current.may_be_complete or holds_cells(current.joined)):
            cells = self._row_of_its_own(current.joined)
        if cells is None:
            return False
        self._complete(cells, current.lines)
        return True

    def _row_of_its_own(self, text: str) -> Cells | None:
        """The cells of lines that no certain cut was found for: a cell behind the name is filled, or all are printed empty."""
        cells = self._grammar.cut(text)
        all_are_empty = text.endswith(" " * len(self.header.columns))
        return cells if cells is not None and (any(cells.texts[1:]) or all_are_empty) else None

    def _resolve(self, lines: list[Printed], starts: list[int]) -> None:
        """Put lines that are no certain row where they belong: rows that lack cells, analysis, the row above, a question."""
        bounds = [*(starts or [0]), len(lines)]
        at = 0
        while at < len(bounds) - 1:
            for end in range(at + 1, min(at + _ROW_PARTS_AT_MOST, len(bounds) - 1) + 1):
                part = lines[bounds[at] : bounds[end]]
                text = join(line.text for line in part)
                cells = self._row_of_its_own(text) if holds_cells(text) else None
                if cells is not None:
                    self._complete(cells, part)
                    at = end
                    break
            else:
                self._place_or_tell(lines[bounds[at] : bounds[at + 1]])
                at += 1

    def _may_place(self, lines: list[Printed]) -> bool:
        """Whether lines before a row can be the end of the analysis, or of the row, above them."""
        if self._done is None:
            return False
        if self._done.analysis is not None:
            return True
        return self._header_repeated and self._continued(self._done.cells, self._done.lines, lines) is not None

    def _place_or_tell(self, lines: list[Printed]) -> None:
        text = join(line.text for line in lines)
        if not is_name(text):
            return
        if self._done is not None and self._done.analysis is not None and not holds_cells(text):
            self._done.analysis.extend(lines)
        elif not (self._header_repeated and self._continue_done(lines)):
            self._tell(lines, "unreadable-row", "Tabellraden kunde inte delas i celler som stämmer med tabellhuvudet.")

    def _continue_done(self, lines: list[Printed]) -> bool:
        """The rest of a row that a page break cut in two after its last cell had begun."""
        if self._done is None:
            return False
        cells = self._continued(self._done.cells, self._done.lines, lines)
        if cells is None:
            return False
        self._done.cells = cells
        self._done.lines = [*self._done.lines, *lines]
        return True

    def _continued(self, begun: Cells, first: list[Printed], rest: list[Printed]) -> Cells | None:
        """The cells of a row whose lines ``first`` stand on one page and ``rest`` on the next."""
        unfinished = [line.text for line in first if line.words and not line.text.endswith(" ")]
        broken = [bool(text) and any(line.endswith(text[-len(line) :]) for line in unfinished) for text in begun.texts]
        lines = [(line.text, line.after_gap) for line in rest]
        whole = continue_row(begun.texts, broken, self._grammar.cell_types, lines)
        if whole is None:
            return None
        doubt = "" if whole.is_certain else "Raden delas av en sidbrytning och kan ha satts ihop fel"
        return Cells(whole.texts, begun.doubt or doubt)

    def _complete(self, cells: Cells, lines: list[Printed]) -> None:
        self._finish()
        printed = [line for line in lines if line.words]
        if self._rows_are_indented is None:
            self._rows_are_indented = lines[0].is_indented or len(printed) < len(lines) or self._after_icons
        self._done = _Row(cells, printed[0].number, lines)
        self._open = _Open()
        self._header_repeated = False
        self.rows_read += 1
        self.has_empty_cells |= any("  " in line.text.strip("\n") for line in lines)

    def _leave_open(self, at_end_of_file: bool) -> None:
        """Lines that never became a row: rows that lack cells, analysis, running text after the table, or a question."""
        current, self._open = self._open, _Open()
        text = current.joined
        if at_end_of_file:
            self._tell(current.lines, "cut-off-row", "Dokumentet slutar mitt i en tabellrad.")
        elif holds_cells(text) or self._header_repeated or self.rows_read == 0 or self.is_inside_analysis:
            self._resolve(current.lines, current.starts)
        elif self._grammar.is_like_a_row(text.strip()):
            self._tell(current.lines, "unreadable-row", "Tabellraden kunde inte delas i celler som stämmer med tabellhuvudet.")

    def _tell(self, lines: list[Printed], code: str, message: str) -> None:
        text = join(line.text for line in lines).strip()
        columns = ", ".join(column.title for column in self.header.columns)
        self._remarks.append(
            Remark(
                kind="rejection",
                code=code,
                message=f"{message} Tabellhuvudet är: {columns}.",
                printed=" ".join(text.split(" "))[:_PRINTED_AT_MOST],
                action="Jämför med originaldokumentet och rätta raden, eller läs in uppgiften ur en annan källa.",
                line=lines[0].number,
            )
        )

    def _finish(self) -> None:
        """Turn the finished row into a record."""
        row, self._done = self._done, None
        remarks, self._remarks = self._remarks, []
        if row is None:
            self.records += remarks
            return
        analysis, goal_text = _split_analysis(row)
        self.records.append(record_of(self.header, row.cells.texts, goal=self.goal, line=row.line, analysis=analysis))
        if goal_text:
            self.records.append(Text(goal=self.goal, section="Analys", text=goal_text, line=row.analysis_line))
        if row.cells.doubt:
            self.records.append(
                Remark(
                    kind="question",
                    code="doubtful-row",
                    message=f"{row.cells.doubt}.",
                    printed=" ".join(join(line.text for line in row.lines).split()),
                    action=f"Kontrollera raden «{row.cells.texts[0]}» mot originaldokumentet.",
                    line=row.line,
                )
            )
        self.records += remarks


def _split_analysis(row: _Row) -> tuple[str, str]:
    """The text of a row's analysis, and the text that is not its but the goal's.

    In a table cell wrapped lines follow each other directly; running text is printed with blank lines between its lines.
    An analysis whose full lines run on over blank lines is therefore the goal's. A page break, too, prints a blank line.
    """
    lines = _before_next_heading([line for line in row.analysis or [] if line.words])
    text = paragraphs(lines)
    runs_on = any(
        after.after_gap
        and after.number not in row.page_tops
        and len(before.words) >= _FULL_LINE
        and after.words[:1].islower()
        and not before.words.endswith((".", ":", "!", "?"))
        for before, after in pairwise(lines)
    )
    packed = any(not line.after_gap for line in lines[1:])
    return ("", text) if runs_on and not packed else (text, "")


def _before_next_heading(lines: list[Printed]) -> list[Printed]:
    """An analysis without what follows its table: a cover page, or a heading with its running text."""
    for at, line in enumerate(lines):
        if is_running_head(line.words):
            return lines[: at - 1] if at > 1 and _is_heading(lines, at - 1) else lines[:at]
        if at and _is_heading(lines, at) and (at + 1 == len(lines) or _is_running_text(lines[at + 1 :])):
            return lines[:at]
    return lines


def _is_heading(lines: list[Printed], at: int) -> bool:
    words = lines[at].words
    short = len(words) <= _HEADING_AT_MOST and words[0].isupper() and not words.endswith((".", ",", ":", "!", "?", "-"))
    return short and lines[at].after_gap and lines[at - 1].words.endswith((".", "!", "?"))


def _is_running_text(lines: list[Printed]) -> bool:
    return lines[0].after_gap and len(lines[0].words) >= _FULL_LINE and all(line.after_gap for line in lines[:3])


__all__ = ["Table"]
