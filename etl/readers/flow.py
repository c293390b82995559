"""Plans and reports as PDF and Word files give them: paragraphs that are whole, and tables with their cells.

What a paragraph says – a title, a goal, a section, a judgement – is decided as in texts, by the same reader. Tables are read
by their cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from etl.readers import words
from etl.readers.columns import parse_header, starts_header
from etl.readers.grid import Cell, Columns, Grid, Row, header_at, looks_like_figures
from etl.readers.grid_table import GridTable
from etl.readers.printed import Printed, Source
from etl.readers.records import Record, Remark
from etl.readers.structure import StructureReader, dangles

Item = Printed | Grid | Remark
_PRINTED_AT_MOST = 400
_HEADER_WORDS_AT_MOST = 12
_LEADING_AT_MOST = 6
"""Rows above a table's header at most: what the whole table is called, and whose it is."""
_UNKNOWN_COLUMNS = "Säg till den som sköter Målbild vad kolumnerna betyder, eller läs in uppgifterna ur en annan källa."


def paragraph(number: int, text: str, *, is_plain: bool = False) -> Printed:
    """A whole paragraph as a line, of which the readers of lines believe that nothing in it is broken."""
    joined = " ".join(text.split())
    return Printed(number, f"{joined} ", joined, after_gap=True, is_plain=is_plain)


class FlowSource(Source):
    """Paragraphs one by one, up to the next table. ``remarks`` is what there is to say about what has been passed."""

    def __init__(self, items: Iterator[Item]) -> None:
        super().__init__(iter(()))
        self._items = items
        self._grids: list[Grid] = []
        self.remarks: list[Remark] = []

    def next(self) -> Printed | None:
        """The next paragraph; None at a table and at the end."""
        if self._given_back:
            return self._given_back.pop()
        if self._grids:
            return None
        for item in self._items:
            if isinstance(item, Printed):
                return item
            if isinstance(item, Remark):
                self.remarks.append(item)
            else:
                self._grids.append(item)
                return None
        return None

    def take_grid(self) -> Grid | None:
        return self._grids.pop() if self._grids else None

    def next_grid(self) -> Grid | None:
        """The next table, if no paragraph stands before it."""
        line = self.next()
        if line is not None:
            self.give_back([line])
            return None
        return self.take_grid()

    def put_back(self, grid: Grid) -> None:
        if grid.rows:
            self._grids.append(grid)


class FlowReader(StructureReader):
    """Reads one file's paragraphs and tables. ``records()`` gives everything in the order of the document.

    ``place`` gives the words for a row's number: ``sida 4, rad 3``.
    """

    label_letters_at_most = 400

    def __init__(self, items: Iterator[Item], place: Callable[[int], str]) -> None:
        self._flow = FlowSource(items)
        self._place = place
        self._last_table: GridTable | None = None
        super().__init__(self._flow)

    def records(self) -> Iterator[Record]:
        for record in super().records():
            record.place = self._place(record.line)
            yield record

    # -- what differs from texts -------------------------------------------------------------------------------------

    def _read_line(self, line: Printed) -> Iterator[Record]:
        if line.is_plain:
            self._add_to_section(line)
        else:
            yield from super()._read_line(line)

    def _table_beginning(self, line: Printed) -> Iterator[Record] | None:
        """No table is read from running text: a header in it is told of."""
        if starts_header(line.words) and _begins_with_header(line.words):
            self._flow.remarks.append(
                Remark(
                    kind="question",
                    code="table-without-cells",
                    message="Här står ett tabellhuvud, men inga celler går att urskilja under det. Tabellen är inte inläst.",
                    printed=line.words[:_PRINTED_AT_MOST],
                    action="Läs in uppgifterna ur en annan källa, till exempel samma dokument som Word eller Excel.",
                    line=line.number,
                )
            )
        return None

    def _may_be_wrapped(self, line: Printed) -> bool:
        return False

    def _title_goes_on(self, before: Printed, line: Printed) -> bool:
        return line.words[:1].islower() or dangles(before.words)

    def _give_goal(self) -> Iterator[Record]:
        if self._is_given:
            self._later += self._take_remarks()
        yield from super()._give_goal()

    def _remarks_at_start(self) -> Iterator[Remark]:
        yield from self._take_remarks()

    def _remarks_at_end(self) -> Iterator[Remark]:
        yield from self._take_remarks()

    def _take_remarks(self) -> list[Remark]:
        remarks, self._flow.remarks = self._flow.remarks, []
        return remarks

    # -- tables ------------------------------------------------------------------------------------------------------

    def _beyond_lines(self) -> Iterator[Record] | None:
        grid = self._flow.take_grid()
        return None if grid is None else self._read_grid(grid)

    def _read_grid(self, grid: Grid) -> Iterator[Record]:
        """A table with all its parts: what stands above its header, its rows, and what of it stands on the next pages."""
        columns, skipped = grid.columns, 0
        if columns is None:
            found = self._first_header(grid.rows)
            if found is None:
                self._read_other_table(grid)
                return
            first, columns, taken = found
            above = _as_lines(grid.rows[:first])
            if any(words.goal_label(line.words) is not None for line in above):
                self._flow.put_back(Grid(grid.rows[first:], begins_page=grid.begins_page))
                self._flow.give_back(above)
                return
            skipped = first + taken
        yield from self._give_goal()
        yield from self._content_begins()
        table = GridTable(columns, self._goal.printed if self._goal else "")
        table.titles = {cell.text for row in grid.rows[: skipped and skipped - 1] for cell in row.filled if len(row.filled) == 1}
        yield from self._read_rows(table, Grid(grid.rows[skipped:]))
        yield from table.close()
        self._last_table = table
        if not table.rows_read:
            yield self._about_table(grid.rows[0], "Här står ett tabellhuvud som inga rader kan läsas under.")
        if not table.header.is_activity:
            self._indicator_rows += table.rows_read

    def _first_header(self, rows: list[Row]) -> tuple[int, Columns, int] | None:
        """The first header of a table: how many rows stand above it, its columns, and how many rows it takes."""
        for at in range(min(len(rows), _LEADING_AT_MOST)):
            found = header_at(rows, at, self._document_period())
            if found is not None:
                return at, *found
            if len(rows[at].filled) > 2:
                break
        return None

    def _read_rows(self, table: GridTable, part: Grid | None) -> Iterator[Record]:
        """The rows of a table, page after page, until something stands between or another table begins."""
        while part is not None:
            at = 0
            while at < len(part.rows):
                row = part.rows[at]
                found = header_at(part.rows, at, self._document_period())
                if found is not None and found[0].is_same(table.columns):
                    table.repeat_header(found[0])
                    at += found[1]
                    continue
                wide = table.wide_text(row)
                if found is not None or (wide is not None and words.goal_label(wide) is not None):
                    known = None if found is not None else table.columns
                    self._flow.put_back(Grid(part.rows[at + (found is None) :], known))
                    self._flow.give_back(_as_lines([row]) if found is None else [])
                    return
                table.feed(row)
                if table.records:
                    yield from table.take()
                at += 1
            part = self._next_part(table)

    def _next_part(self, table: GridTable) -> Grid | None:
        """What of the table stands on the next page; None where something else comes first."""
        grid = self._flow.next_grid()
        if grid is None:
            return None
        own = self._first_header(grid.rows)
        is_titled_so = own is None or {row.text for row in grid.rows[: own[0]]} <= table.titles
        if _begins_structure(grid.rows) or not (is_titled_so or grid.begins_page):
            self._flow.put_back(grid)
            return None
        found = own if is_titled_so else None
        goes_on = found[1].is_same(table.columns) if found is not None else table.may_hold(grid)
        if not goes_on or grid.columns is not None:
            if own is None and any(len(row.filled) > 1 for row in grid.rows):
                self._ask_about_table(grid.rows[0], "Här går en tabell vidare, men dess celler stämmer inte med tabellhuvudet.")
            self._flow.put_back(grid)
            return None
        if grid.begins_page:
            table.turn_page()
        return grid

    def _read_other_table(self, grid: Grid) -> None:
        """A table that is none of indicators or activities: its text, and a question where it seems to be one after all."""
        self._flow.give_back(_as_lines(grid.rows))
        if _begins_structure(grid.rows):
            return
        rows = [row for row in grid.rows if len(row.filled) > 1]
        if rows and self._last_table is not None and self._last_table.may_hold(Grid(rows)):
            self._ask_about_table(rows[0], "Här står en tabell utan tabellhuvud, i samma kolumner som tabellen före den.")
            return
        for row in grid.rows[:_LEADING_AT_MOST]:
            is_named = any(words.is_table_name(cell.words) for cell in row.filled)
            is_named = is_named and (len(row.filled) > 2 or parse_header(row.text) is not None)
            if is_named or looks_like_figures(row):
                self._ask_about_table(row, "Här står en tabell vars rubriker inte känns igen.")
                return

    def _ask_about_table(self, row: Row, message: str) -> None:
        self._flow.remarks.append(self._about_table(row, f"{message} Den är inte inläst."))

    @staticmethod
    def _about_table(row: Row, message: str) -> Remark:
        return Remark(
            kind="question",
            code="unknown-table",
            message=message,
            printed=" | ".join(cell.words for cell in row.filled)[:_PRINTED_AT_MOST],
            action=_UNKNOWN_COLUMNS,
            line=row.number,
        )


def _begins_with_header(text: str) -> bool:
    """Whether a paragraph begins with the titles of a table's columns; its rows may follow in the same paragraph."""
    begins = text.split(" ")[:_HEADER_WORDS_AT_MOST]
    return any(parse_header(" ".join(begins[:count])) is not None for count in range(2, len(begins) + 1))


def _as_lines(rows: list[Row]) -> list[Printed]:
    """Rows as running text. A row of one cell may be a heading; one that begins with a goal's label names a goal."""
    lines: list[Printed] = []
    for row in rows:
        filled = row.filled
        if len(filled) == 1 or (len(filled) == 2 and words.goal_label(filled[0].words) is not None):
            lines += [paragraph(row.number, text) for cell in filled for text in _headed(cell)]
        elif filled:
            lines.append(paragraph(row.number, row.text, is_plain=True))
    return lines


def _begins_structure(rows: list[Row]) -> bool:
    """Whether a table is a box around what stands between tables: a goal, its judgement, a title, a chapter's heading."""
    first = next((line.words for line in _as_lines(rows[:1])), "")
    return bool(words.goal_label(first) or words.is_fulfilment(first) or words.title_line(first) or words.is_chapter(first))


def _headed(cell: Cell) -> Iterator[str]:
    """The paragraphs of a cell."""
    yield from (text for text in cell.text.split("\n") if text.strip())
