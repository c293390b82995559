"""The tables of a sheet: where their headers stand, what each column holds, which rows are theirs and what stands above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from data.vocabulary import Gender
from etl.readers.tables.footnotes import Footnotes, footnotes_of
from etl.readers.tables.grid import Cell, Row, Sheet, Workbook
from etl.readers.tables.headings import Heading, combined, heading_of
from etl.readers.tables.layout import DIMENSIONS, FIGURES, TEXTS, Knowledge, Layout, UnknownTable, key, plain, without_per_cent
from etl.readers.tables.periods import FIRST_YEAR, LAST_YEAR

_MOST_HEADER_ROWS = 3
_LARGEST_MERGE = 20_000
"""Cells in a merged range at most; a larger one is decoration."""
_TITLE_ROWS = 20
_ROWS = frozenset({"unit", "unit_code", "department", "indicator", "indicator_code", "gender", "what", *FIGURES})
"""What a table must have a column of: *Period* and *T1 2023* side by side are a label and what it says."""
_ROWS_OF = {
    "unit": frozenset({"indicator", "indicator_code", "period", "year"}),
    "indicator": frozenset({"unit", "unit_code", "department", "period", "year"}),
}
"""What the rows of a table are of, whose columns are units or indicators."""
_NUMBER = re.compile(r"[-–−<]?\s*\d[\d\s.,]*%?")
_MARK = re.compile(r"\s?(?:[1-9]?\d\)|[¹²³⁴⁵⁶⁷⁸⁹]\)?|\*{1,3})\s*$")
_PREVIEW_ROWS, _PREVIEW_COLUMNS = 5, 12


@dataclass(slots=True)
class Table:
    """One table: ``columns`` by number, ``header_rows``, the numbers of its ``body`` rows and of the rows above it.

    ``across`` is what the names in the header are (``unit`` or ``indicator``), empty where they are none.
    """

    sheet: Sheet
    layout: Layout
    columns: dict[int, Heading]
    header_rows: tuple[int, ...]
    across: str
    above: Sequence[int]
    body: Sequence[int] = ()
    footnotes: Footnotes = field(default_factory=Footnotes)
    merges: Merges | None = None
    beside: frozenset[int] = frozenset()
    """Columns of other tables on the same rows."""

    def column_of(self, role: str) -> int | None:
        return next((number for number, heading in self.columns.items() if heading.role == role), None)

    @property
    def says_periods(self) -> bool:
        """Whether its rows or columns say which periods they are of."""
        return self.column_of("period") is not None or any(
            heading.when and heading.when.kind for heading in self.columns.values()
        )

    @property
    def score(self) -> tuple[int, int, int]:
        """How well the layout fits: what it asks for is there, and most columns are known."""
        known = sum(heading.is_known for heading in self.columns.values())
        asked = len(self.layout.required) + 3 * (len(self.layout.title_words) + len(self.layout.required_cells))
        return 2 * known - len(self.columns), asked, -self.layout.sort_order


class Merges:
    """Merged ranges: what stands in their first cell stands in all of them."""

    def __init__(self, sheet: Sheet) -> None:
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        self._ranges: dict[tuple[int, int], tuple[int, int]] = {}
        room = 10 * _LARGEST_MERGE
        for left, top, right, bottom in sheet.merged:
            size = (right - left + 1) * (bottom - top + 1)
            if size > min(_LARGEST_MERGE, room) or sheet.cell(top, left) is None:
                continue
            room -= size
            self._ranges[top, left] = (bottom, right)
            self._origin.update({(row, col): (top, left) for row in range(top, bottom + 1) for col in range(left, right + 1)})

    def origin(self, row: int, column: int) -> tuple[int, int]:
        return self._origin.get((row, column), (row, column)) if self._origin else (row, column)

    def width(self, row: int, column: int) -> int:
        """Columns of the merged range that begins in the cell; 1 where none does."""
        return self._ranges.get((row, column), (row, column))[1] - column + 1

    def has_any(self, row: int) -> bool:
        """Whether cells of the row are merged side by side."""
        return any(top <= row <= bottom and right > left for (top, left), (bottom, right) in self._ranges.items())

    def spanning_rows(self, column: int) -> frozenset[int]:
        """Rows in which a cell of the column belongs to a range of several rows."""
        ranges = [(top, bottom) for (top, left), (bottom, right) in self._ranges.items() if left <= column <= right]
        return frozenset(row for top, bottom in ranges if bottom > top for row in range(top, bottom + 1))


class Finder:
    """Finds the tables of a workbook's sheets, by the layouts that are known."""

    def __init__(self, book: Workbook, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._layouts = [each for each in knowledge.layouts if all(book.named(name) for name in each.required_cells)]
        self._dimensions = {
            header for each in self._layouts for header, roles in each.headers.items() if any(r in DIMENSIONS for r, _ in roles)
        }
        self._seen: dict[str, bool] = {}

    def tables(self, sheet: Sheet) -> Iterator[Table | UnknownTable]:
        """The tables of a sheet from top to bottom; one that no layout describes as an UnknownTable."""
        merges = Merges(sheet)
        numbers = list(sheet.rows)
        at = above_from = 0
        open_tables: list[Table] = []
        while at < len(numbers):
            found = self._begins(sheet, merges, numbers, at, above_from, open_tables)
            if found and _is_repeated(sheet, numbers, at, open_tables):
                at += 1
                continue
            if found:
                yield from self._closed(open_tables, numbers, above_from, at, sheet)
                open_tables = found
                at = above_from = _index_after(numbers, max(row for table in found for row in table.header_rows))
                continue
            if self._looks_like_header(sheet, numbers, at, open_tables):
                yield from self._closed(open_tables, numbers, above_from, at, sheet)
                open_tables = []
                yield _unknown(sheet, numbers, at)
                above_from = at = self._end_of_unknown(sheet, merges, numbers, at)
                continue
            at += 1
        yield from self._closed(open_tables, numbers, above_from, len(numbers), sheet)

    def _closed(self, tables: list[Table], numbers: list[int], start: int, end: int, sheet: Sheet) -> Iterator[Table]:
        every = frozenset(column for table in tables for column in table.columns)
        for table in tables:
            notes = footnotes_of(sheet, max(table.header_rows))
            yield replace(table, body=numbers[start:end], footnotes=notes, beside=every - table.columns.keys())

    def _end_of_unknown(self, sheet: Sheet, merges: Merges, numbers: list[int], at: int) -> int:
        """The rows of an unknown table end where a known one begins, or after an empty row."""
        at += 1
        while at < len(numbers) and numbers[at] == numbers[at - 1] + 1 and not self._begins(sheet, merges, numbers, at, at):
            at += 1
        return at

    # -- headers

    def _begins(
        self, sheet: Sheet, merges: Merges, numbers: list[int], at: int, above_from: int, open_tables: Sequence[Table] = ()
    ) -> list[Table]:
        """The tables (side by side, if several) whose header has its words of unit, indicator or period on this row."""
        row = sheet.rows[numbers[at]]
        for cell in row.values():
            if cell.kind != "text" and not _is_year(cell):
                return []
        if not any(self._is_dimension(cell.text) for cell in row.values() if cell.kind == "text"):
            return []
        upper = _index_after(numbers, numbers[at] - _MOST_HEADER_ROWS)
        above = numbers[_after_figures(sheet, numbers, above_from, at, open_tables) : at]
        rows_above = [number for number in numbers[upper:at] if number in above]
        best: list[Table] = []
        for layout in self._layouts:
            if layout.title_words and not self._is_titled(layout, sheet, above):
                continue
            tables = self._tables_of(layout, sheet, merges, numbers[at], rows_above, numbers[at + 1 : at + _MOST_HEADER_ROWS])
            if tables and (not best or tables[0].score > best[0].score):
                best = tables
        return [replace(table, above=[each for each in above if each < min(table.header_rows)], merges=merges) for table in best]

    def _is_dimension(self, text: str) -> bool:
        seen = self._seen.get(text)
        if seen is None:
            stripped = _MARK.sub("", text)
            seen = self._seen[text] = key(text) in self._dimensions or key(stripped) in self._dimensions
        return seen

    def _tables_of(
        self, layout: Layout, sheet: Sheet, merges: Merges, anchor: int, above: list[int], below: list[int]
    ) -> list[Table]:
        notes = footnotes_of(sheet, anchor) if len(sheet.rows) < 5_000 else Footnotes()
        header = _Header(layout, sheet, merges, anchor, notes, self._knowledge)
        if sum(heading.is_known for heading in header.of_row(anchor).values()) < 2 and not below:
            return []
        header.extend(above, below)
        if (
            header.rows == (anchor,)
            and sum(heading.is_known for heading in header.of_row(anchor).values()) < 2
            and not layout.across
        ):
            return []
        tables = [self._table(layout, sheet, header, columns) for columns in header.side_by_side()]
        return [table for table in tables if table is not None]

    def _table(self, layout: Layout, sheet: Sheet, header: _Header, columns: dict[int, Heading]) -> Table | None:
        across = header.spanned_role or self._across(layout, columns)
        settled = {
            number: heading if not heading.name or across else replace(heading, role="", when=None, gender=None)
            for number, heading in _without_counted(columns).items()
        }
        roles = {heading.role for heading in settled.values()} | {across}
        has_figures = bool(across) or any(heading.is_figure for heading in settled.values())
        if not has_figures or not set(layout.required) <= roles or not roles & (_ROWS_OF.get(across) or _ROWS):
            return None
        return Table(sheet, layout, settled, header.rows, across, ())

    def _across(self, layout: Layout, columns: dict[int, Heading]) -> str:
        """What the names in the header are: what the layout says, if it leaves no choice; else what the caller knows them as."""
        names = [heading.name for heading in columns.values() if heading.name]
        roles = {heading.role for heading in columns.values()}
        if not names:
            return ""
        for role, is_known in (("unit", self._knowledge.is_unit), ("indicator", self._knowledge.is_indicator)):
            if role in layout.across and role not in roles and (layout.across == (role,) or any(map(is_known, names))):
                return role
        return ""

    def _is_titled(self, layout: Layout, sheet: Sheet, above: Sequence[int]) -> bool:
        """Whether one of the words that the layout asks for stands above the table, at the top of the sheet or in its name."""
        top = takewhile(lambda number: number <= _TITLE_ROWS, sheet.rows)
        first = [number for number in top if len(sheet.rows[number]) == 1]
        rows = (sheet.rows[number] for number in (*first, *above[-_TITLE_ROWS:]))
        said = key(" ".join((sheet.name, *(cell.text for row in rows for cell in row.values() if cell.kind == "text"))))
        return any(key(word) in said for word in layout.title_words)

    # -- tables that nobody has described

    def _looks_like_header(self, sheet: Sheet, numbers: list[int], at: int, open_tables: list[Table]) -> bool:
        """Whether the row begins a table that no layout describes: words over figures, where no table is open or after a gap."""
        row = sheet.rows[numbers[at]]
        has_gap = at == 0 or numbers[at] > numbers[at - 1] + 1
        if len(row) < 2 or at + 1 >= len(numbers) or (open_tables and not has_gap):
            return False
        if any((cell.kind != "text" or is_figure(cell)) and not _is_year(cell) for cell in row.values()):
            return False
        below = sheet.rows[numbers[at + 1]]
        figures = [row[column] for column, cell in below.items() if is_figure(cell) and column in row]
        if len(below) < 2:
            return False
        return any(_is_words(cell) or _is_year(cell) for cell in figures)


class _Header:
    """The header rows of one or several tables side by side, as one layout understands them."""

    def __init__(self, layout: Layout, sheet: Sheet, merges: Merges, anchor: int, notes: Footnotes, knowledge: Knowledge) -> None:
        self._layout = layout
        self._knowledge = knowledge
        self._sheet = sheet
        self._merges = merges
        self._anchor = anchor
        self._notes = notes
        self.rows: tuple[int, ...] = (anchor,)
        self.spanned_role = ""

    def of_row(self, number: int) -> dict[int, Heading]:
        return {column: self._heading(cell) for column, cell in self._sheet.rows.get(number, {}).items()}

    def _heading(self, cell: Cell) -> Heading:
        text = self._notes.without_mark(cell.text)[0] if cell.kind == "text" else cell.text
        if key(text) not in self._layout.headers and (name := self._known_name(plain(text))):
            return Heading(plain(text), is_per_cent=name != plain(text), name=name)
        return heading_of(text, self._layout)

    def _known_name(self, text: str) -> str:
        """The unit or indicator that the words are the name of, though sexes and periods may be named in it; else nothing."""
        bare = without_per_cent(text)
        if self._knowledge.is_indicator(text) or self._knowledge.is_unit(text):
            return text
        return bare if bare != text and self._knowledge.is_indicator(bare) and not self._layout.indicator_called(bare) else ""

    def extend(self, above: list[int], below: list[int]) -> None:
        """Take in the rows above and below the anchor that belong to the header."""
        rows = [self._anchor]
        spans = self._spans(self._anchor)
        for number in below:
            if number != rows[-1] + 1 or not self._continues(number, spans):
                break
            rows.append(number)
            spans |= self._spans(number)
        for number in reversed(above):
            if number != rows[0] - 1 or not self._precedes(number):
                break
            rows.insert(0, number)
        self.rows = tuple(rows)

    def _fixed_columns(self) -> set[int]:
        """Columns whose meaning stands on the anchor row alone: nothing of the header stands above or below."""
        row = self.of_row(self._anchor)
        spans = self._spans(self._anchor)
        return {column for column, heading in row.items() if heading.is_dimension and column not in spans}

    def _spans(self, number: int) -> set[int]:
        """Columns of header cells that stretch over others: merged, or followed by empty cells that have a name below."""
        row = self._sheet.rows.get(number, {})
        below = self._sheet.rows.get(number + 1, {})
        wide = {column for column in row if self._merges.width(number, column) > 1}
        if len(row) > 1 and max(row) in below and min(row) not in below and self._has_only_dimensions(number):
            wide.add(max(row))  # over a single name, as there is nothing else for the table to hold
        return wide | {column for column in row if column + 1 not in row and column in below and column + 1 in below}

    def _has_only_dimensions(self, number: int) -> bool:
        return all(heading.is_dimension for heading in self.of_row(number).values())

    def _continues(self, number: int, spans: set[int]) -> bool:
        row = self._sheet.rows[number]
        if self._fixed_columns() & set(row) or not all(cell.kind == "text" or _is_year(cell) for cell in row.values()):
            return False
        headings = self.of_row(number)
        if all(heading.is_known or heading.is_filler for heading in headings.values()) and any(
            heading.is_known for heading in headings.values()
        ):
            return True
        last = self.of_row(number - 1)
        roles = {column: last[column] for column in spans if column in last and last[column].is_dimension}
        under = {column: max((each for each in roles if each <= column), default=0) for column in row}
        if roles and all(under.values()) and all(cell.kind == "text" for cell in row.values()):
            self.spanned_role = _names_below(roles[next(iter(under.values()))])
            return bool(self.spanned_role)
        return False

    def _precedes(self, number: int) -> bool:
        row = self._sheet.rows[number]
        fixed = self._fixed_columns()
        if not fixed or fixed & set(row) or not all(cell.kind in ("text", "date") or _is_year(cell) for cell in row.values()):
            return False
        headings = self.of_row(number)
        spans = self._spans(number)
        roles = {_names_below(heading) for column, heading in headings.items() if heading.is_dimension and column in spans}
        if len(roles) == 1 and "" not in roles:
            self.spanned_role = next(iter(roles))
            return True
        if all(heading.is_known for heading in headings.values()):
            return True
        return bool(self._layout.across) and all(column in spans for column in row) and min(row) > min(fixed)

    def side_by_side(self) -> list[dict[int, Heading]]:
        """The columns of every table: one, unless an empty column parts tables that repeat the same words."""
        columns = self._columns()
        parts: list[dict[int, Heading]] = []
        for number in sorted(columns):
            if not parts or number > max(parts[-1]) + 1:
                parts.append({})
            parts[-1][number] = columns[number]
        dimensions = [{heading.role for heading in part.values() if heading.is_dimension} for part in parts]
        return parts if len(parts) > 1 and all(each and each == dimensions[0] for each in dimensions) else [columns]

    def _columns(self) -> dict[int, Heading]:
        numbers = {column for row in self.rows for column in self._sheet.rows[row]}
        numbers |= {c for row in self.rows for column in self._sheet.rows[row] for c in self._covered(row, column)}
        found = {}
        for number in sorted(numbers):
            parts = [heading for heading in self._parts(number) if not self._is_spanning_role(heading)]
            if parts:
                found[number] = self._chosen(combined(parts, self._layout), number)
        return found

    def _is_spanning_role(self, heading: Heading) -> bool:
        return bool(self.spanned_role) and _names_below(heading) == self.spanned_role

    def _covered(self, row: int, column: int) -> Iterable[int]:
        return range(column, column + min(self._merges.width(row, column), 2_000))

    def _parts(self, column: int) -> list[Heading]:
        """The header's cells over a column; a cell above others stretches to the right until the next."""
        found: dict[tuple[int, int], Heading] = {}
        fixed = self._fixed_columns()
        for row in self.rows:
            place = self._merges.origin(row, column)
            cell = self._sheet.cell(*place)
            if cell is None and row != self.rows[-1] and column not in fixed and not self._merges.has_any(row):
                left = [each for each in self._sheet.rows[row] if each < column and each not in fixed]
                place = (row, max(left, default=0))
                cell = self._sheet.cell(*place)
            if cell is not None and place not in found:
                found[place] = self._heading(cell)
        return list(found.values())

    def _chosen(self, heading: Heading, column: int) -> Heading:
        """Of several meanings the one whose words stand under the header."""
        if not heading.values:
            return heading
        below = [row[column] for number, row in self._sheet.rows.items() if number > self.rows[-1] and column in row][:200]
        if below and all(key(cell.text) in heading.values for cell in below):
            return replace(heading, values=frozenset(), otherwise=())
        role = heading.otherwise[0] if heading.otherwise else ""
        return replace(heading, role=role, values=frozenset(), otherwise=(), name="" if role else heading.printed)


def _without_counted(columns: dict[int, Heading]) -> dict[int, Heading]:
    """The columns, of which *Andel kvinnor* is read as an outcome only where *Andel totalt* is the table's outcome.

    Beside another outcome it may be the women's share of all, or the number of women who answered.
    """
    words = {heading.counted for heading in columns.values() if heading.counted}
    outcomes = [each for each in columns.values() if each.is_figure and (not each.role or each.role.startswith("outcome"))]
    certain = {
        word
        for word in words
        if all(each.counted == word for each in outcomes) and any(each.gender is Gender.T for each in outcomes)
    }
    return {
        number: heading
        if not heading.counted or heading.counted in certain
        else Heading(heading.printed, name=heading.printed, doubt="what_of_gender")
        for number, heading in columns.items()
    }


def _is_repeated(sheet: Sheet, numbers: list[int], at: int, tables: Sequence[Table]) -> bool:
    """Whether the row is the header of the open table once more, straight after its rows: a page break."""
    if not tables or at == 0 or numbers[at - 1] <= max(tables[0].header_rows) or len(sheet.rows[numbers[at - 1]]) < 2:
        return False
    row, header = sheet.rows[numbers[at]], sheet.rows[tables[0].header_rows[-1]]
    return row.keys() == header.keys() and all(plain(cell.text) == plain(header[column].text) for column, cell in row.items())


def _after_figures(sheet: Sheet, numbers: list[int], start: int, end: int, tables: Sequence[Table]) -> int:
    """Where the words above a new table can begin: after the last row of figures of the table before it."""
    figures = {column for table in tables for column, heading in table.columns.items() if heading.is_figure or heading.name}
    for index in range(end - 1, start - 1, -1):
        if figures & sheet.rows[numbers[index]].keys():
            return index + 1
    return start


def _names_below(heading: Heading) -> str:
    """What the names under a heading that stretches over them are: units or indicators; empty for any other heading."""
    return next((role for role in (heading.role, *heading.otherwise) if role in ("unit", "indicator")), "")


def _index_after(numbers: list[int], row: int) -> int:
    from bisect import bisect_right

    return bisect_right(numbers, row)


def _is_year(cell: Cell) -> bool:
    if cell.kind == "date":
        return True
    if cell.kind == "text":
        return cell.text.isdecimal() and len(cell.text) == 4 and FIRST_YEAR <= int(cell.text) <= LAST_YEAR
    return cell.kind == "number" and isinstance(cell.value, int) and FIRST_YEAR <= cell.value <= LAST_YEAR and not cell.shown_with


def is_figure(cell: Cell) -> bool:
    """Whether the cell holds a number that is no year."""
    return (cell.kind == "number" or (cell.kind == "text" and _NUMBER.fullmatch(cell.text.strip()) is not None)) and not _is_year(
        cell
    )


def _is_words(cell: Cell) -> bool:
    return cell.kind == "text" and any(sign.isalpha() for sign in cell.text)


def _unknown(sheet: Sheet, numbers: list[int], at: int) -> UnknownTable:
    shown: list[Row] = [sheet.rows[number] for number in numbers[at : at + _PREVIEW_ROWS]]
    columns = sorted({column for row in shown for column in row})[:_PREVIEW_COLUMNS]
    return UnknownTable(
        sheet.name,
        numbers[at],
        tuple(tuple(plain(row[each].text)[:60] if each in row else "" for each in columns) for row in shown),
    )


__all__ = ["FIGURES", "TEXTS", "Finder", "Merges", "Table", "is_figure"]
