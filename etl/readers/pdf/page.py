"""One page → its parts from top to bottom: lines of text, and tables with the lines of each of their cells."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from etl.readers import words
from etl.readers.contents import unlikeness
from etl.readers.grid import Cell, Grid, Row, Span
from etl.readers.pdf.content import Content, Glyph, Stroke
from etl.readers.pdf.lattice import Box, Lattice, lattices_of, merged
from etl.readers.pdf.lines import Line, lines_of
from etl.readers.pdf.ruled import Ruled, RuledTable, continued, find_tables, pieces_of
from etl.readers.pdf.wrapping import Habits, join_lines

_PADDING_AT_MOST = 8.0
_PADDING_AT_LEAST = 0.5
_NESTED_WIDTH = 150.0
_CLOSE = 0.9
_SAME_SIZE = 0.6
_EDGE = 3.0
_TOUCHING = 0.06
_COLUMN_GAP = 1.8
_ANCHOR_AT_MOST = 20
_FILLED = 0.75


@dataclass(slots=True)
class RawCell:
    """A cell with its lines; ``room`` is how wide its text may be."""

    lines: list[Line]
    span: Span
    room: float
    is_shared: bool = False


@dataclass(slots=True)
class RawRow:
    cells: list[RawCell]
    doubt: str = ""


@dataclass(slots=True)
class RawTable:
    """A table of one page, before its lines are joined."""

    top: float
    bottom: float
    rows: list[RawRow]
    ruled: Ruled | None = None
    """Its columns, where they are not drawn."""
    has_analysis_below: bool = False
    goes_on: bool = False
    """It goes on with a table without upright lines that ends the page before."""

    def filled_cells(self) -> list[RawCell]:
        return [cell for row in self.rows for cell in row.cells if cell.lines and not cell.is_shared]

    def lines(self) -> list[list[Line]]:
        return [cell.lines for cell in self.filled_cells()]

    @property
    def extent(self) -> Span:
        return self.rows[0].cells[0].span[0], self.rows[0].cells[-1].span[1]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its columns, by the row that has most cells."""
        return tuple(cell.span for cell in max(self.rows, key=lambda row: len(row.cells)).cells)

    @property
    def size(self) -> float:
        """The size of the font of its cells."""
        return next((line.size for lines in reversed(self.lines()) for line in lines), 0.0)

    def takes(self, line: Line) -> bool:
        """Whether a line below the table is the heading of its last row's analysis, or goes on with that analysis.

        Below a header alone stands what is left of the analysis on the page before.
        """
        sizes = {each.size for cells in self.lines() for each in cells}
        if line.top - self.bottom > _CLOSE * line.size or not any(abs(size - line.size) < _SAME_SIZE for size in sizes):
            return False
        return self.has_analysis_below or line.text.rstrip(":") == "Analys" or len(self.rows) == 1

    def add_wide(self, line: Line) -> None:
        if not self.has_analysis_below:
            extent = self.extent
            self.rows.append(RawRow([RawCell([], extent, extent[1] - extent[0])]))
            self.has_analysis_below = True
        self.rows[-1].cells[0].lines.append(line)
        self.bottom = line.bottom

    def grid(self, first_number: int, habits: Habits, *, begins_page: bool) -> Grid:
        """The table with the text of its cells; its rows are numbered from ``first_number``."""
        grid = Grid(begins_page=begins_page, goes_on=self.goes_on)
        for number, raw in enumerate(self.rows, start=first_number):
            cells = [_cell(each, habits) for each in raw.cells]
            if raw.doubt and cells:
                cells[0].doubt = raw.doubt
            grid.rows.append(Row(number, cells))
        return grid


Part = Line | RawTable


@dataclass(slots=True)
class Drawn:
    """A page with its drawn tables, the lines outside them, and the level lines that belong to none of them."""

    width: float = 0.0
    height: float = 0.0
    tables: list[RawTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    rules: list[Stroke] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Where running text ends at the right, as far as lines show it; the margins are as wide on both sides."""
        left = min((line.x0 for line in self.lines), default=0.0)
        return max((line.x1 for line in self.lines), default=self.width - left)


def drawn_on(content: Content, open_extent: Span | None) -> Drawn:
    """The tables that a page draws and the lines outside them; raises TooManyLinesError where it draws more than tables.

    ``open_extent`` is how far the last table of the page before reaches: what is drawn as wide goes on with it.
    """
    level, upright = merged(content.level), merged(content.upright)
    lattices = _tables_among(lattices_of(level, upright), open_extent)
    inside, outside = _dealt_out(content.glyphs, lattices)
    tables = [_raw_table(lattice, inside[at]) for at, lattice in enumerate(lattices)]
    if any(map(_is_drawn_in_part, tables)):
        lattices = [lattice for lattice, table in zip(lattices, tables, strict=True) if not _is_drawn_in_part(table)]
        inside, outside = _dealt_out(content.glyphs, lattices)
        tables = [_raw_table(lattice, inside[at]) for at, lattice in enumerate(lattices)]
    rules = [rule for rule in level if not any(_is_of(rule.at, lattice) for lattice in lattices)]
    return Drawn(content.width, content.height, tables, lines_of(outside), rules)


def _is_drawn_in_part(table: RawTable) -> bool:
    """Whether cells of a table are not divided by lines: one holds a title and a row, several rows' dates, several columns."""
    cells = [cell for row in table.rows if len(row.cells) > 1 for cell in row.cells if cell.lines and not cell.is_shared]
    if any(_holds_more_than_title(cell.lines) for cell in cells):
        return True
    head = next(
        (row for row in table.rows[:2] if any(words.is_table_name(line.text) for cell in row.cells for line in cell.lines)), None
    )
    is_headed = head is not None and not any(_has_wide_gap(line) for cell in head.cells for line in cell.lines)
    gaps = sum(any(_has_wide_gap(line) for line in cell.lines) for cell in cells)
    if not is_headed and gaps >= min(2, len(table.rows)):
        return True
    return any(sum(_is_anchor(line.text) for line in cell.lines) > 1 for cell in cells if len(cell.lines) > 1)


def _holds_more_than_title(lines: Sequence[Line]) -> bool:
    """Whether the title of a table's names has a row below it in the same cell."""
    is_title = len(lines) > 1 and words.is_table_name(lines[0].text)
    return is_title and not words.is_table_name(" ".join(line.text for line in lines))


def _is_anchor(text: str) -> bool:
    return len(text) < _ANCHOR_AT_MOST and min(unlikeness(kind, text) for kind in ("period", "date")) == 0


def _has_wide_gap(line: Line) -> bool:
    return any(after.x0 - before.x1 > _COLUMN_GAP * line.size for before, after in pairwise(line.words))


def parts_of(drawn: Drawn, lines: list[Line], open_columns: tuple[Ruled, float] | None) -> list[Part]:
    """What a page prints, from top to bottom. ``lines`` are those that are no furniture.

    ``open_columns`` are those of a table without upright lines that ends the page before, and the size of its font.
    """
    ruled: list[RuledTable] = []
    if open_columns is not None and lines and not any(table.top < lines[0].top for table in drawn.tables):
        first = continued(lines, *open_columns, drawn.rules, is_structure)
        ruled = [first] if first is not None else []
    skip = ruled[0].end if ruled else 0
    ruled += [_shifted(table, skip) for table in find_tables(lines[skip:], drawn.rules, is_structure)]
    parts: list[Part] = [*drawn.tables]
    at = 0
    for table in ruled:
        parts += lines[at : table.first]
        parts.append(_raw_ruled(table, goes_on=bool(skip) and table is ruled[0]))
        at = table.end
    parts += lines[at:]
    return _with_analyses(sorted(parts, key=lambda part: part.top))


def _with_analyses(parts: list[Part]) -> list[Part]:
    """Analyses that stand between the rows of a table without outer borders, or below its last one, as rows of it."""
    kept: list[Part] = []
    for part in parts:
        table = kept[-1] if kept else None
        if isinstance(part, Line) and isinstance(table, RawTable) and table.ruled is None and table.takes(part):
            table.add_wide(part)
        else:
            kept.append(part)
    return kept


def is_structure(text: str) -> bool:
    """Whether a line begins something of its own, wherever it stands."""
    return bool(
        words.goal_label(text)
        or words.section_name(text)
        or words.is_chapter(text)
        or words.is_fulfilment(text)
        or words.title_line(text)
    )


def _shifted(table: RuledTable, by: int) -> RuledTable:
    table.first += by
    table.end += by
    return table


def _is_of(height: float, lattice: Lattice) -> bool:
    return lattice.ys[0] - 1 <= height <= lattice.ys[-1] + 1


def _tables_among(lattices: list[Lattice], open_extent: Span | None) -> list[Lattice]:
    """The nets that are tables, smallest first: boxes and frames are none, nor a net around another one."""
    topmost = min((lattice.ys[0] for lattice in lattices), default=0.0)
    tables = [
        lattice for lattice in lattices if lattice.is_table or (lattice.ys[0] == topmost and _is_as_wide(lattice, open_extent))
    ]
    wide = [lattice for lattice in tables if lattice.xs[-1] - lattice.xs[0] > _NESTED_WIDTH]
    kept = [lattice for lattice in tables if not any(lattice is not other and lattice.holds(other) for other in wide)]
    return sorted(kept, key=lambda lattice: lattice.area)


def _is_as_wide(lattice: Lattice, extent: Span | None) -> bool:
    """Whether a box at the top of a page is as wide as the table that ends the page before: an analysis of its last row."""
    return extent is not None and abs(lattice.xs[0] - extent[0]) < _EDGE and abs(lattice.xs[-1] - extent[1]) < _EDGE


def _dealt_out(glyphs: Sequence[Glyph], lattices: list[Lattice]) -> tuple[list[dict[Box, list[Glyph]]], list[Glyph]]:
    """The letters by the cell in which they stand, and those that stand in none."""
    inside: list[dict[Box, list[Glyph]]] = [{} for _ in lattices]
    if not lattices:
        return inside, list(glyphs)
    outside: list[Glyph] = []
    for word in _unbroken(glyphs):
        homes = [_home_of(glyph, lattices) for glyph in word]
        home = homes[0]
        if any(each != home for each in homes):
            home = max(dict.fromkeys(homes), key=homes.count)
        if home is None:
            outside += (glyph for glyph in word if not glyph.turned)  # what runs along the margin is no part of the text
        else:
            inside[home[0]].setdefault(home[1], []).extend(word)
    return inside, outside


def _unbroken(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Letters drawn one close behind the other without a space: a word that is too wide for its cell runs over the border."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word:
            before = word[-1]
            is_close = abs(glyph.x0 - before.x1) < _TOUCHING * glyph.size and glyph.bottom == before.bottom
            if not is_close or glyph.text.isspace() or before.text.isspace():
                yield word
                word = []
        word.append(glyph)
    if word:
        yield word


def _home_of(glyph: Glyph, lattices: list[Lattice]) -> tuple[int, Box] | None:
    """The table and cell in which a letter stands, if any."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    for at, lattice in enumerate(lattices):
        if lattice.ys[0] <= y <= lattice.ys[-1] and lattice.xs[0] <= x <= lattice.xs[-1]:
            row = min(bisect(lattice.ys, y), len(lattice.slots)) - 1
            column = min(bisect(lattice.xs, x), len(lattice.slots[0])) - 1
            return at, lattice.slots[row][column]
    return None


def _raw_table(lattice: Lattice, glyphs: dict[Box, list[Glyph]]) -> RawTable:
    upright = {box: _set_upright(each) for box, each in glyphs.items() if _is_turned(each)}
    lines = {box: lines_of(each) for box, each in glyphs.items() if box not in upright}
    padding = _padding(line.x0 - lattice.xs[box.left] for box, each in lines.items() for line in each)
    widest: dict[tuple[int, int], float] = {}
    for box, each in lines.items():
        column = (box.left, box.right)
        widest[column] = max(widest.get(column, 0.0), *(line.width for line in each), 0.0)
    rows = []
    for at, slots in enumerate(lattice.slots):
        cells = []
        for box in dict.fromkeys(slots):
            if box in upright:
                span = (lattice.xs[box.left], lattice.xs[box.right + 1])
                room = lattice.ys[box.bottom + 1] - lattice.ys[box.top] - 2 * padding
                cells.append(RawCell(lines_of(upright[box]), span, room, is_shared=box.top < at))
                continue
            span = (lattice.xs[box.left], lattice.xs[box.right + 1])
            room = max(span[1] - span[0] - 2 * padding, widest.get((box.left, box.right), 0.0))
            parts = _parts_by_white(lines.get(box, []), lattice.xs[box.left : box.right + 2]) if box.top == box.bottom else None
            if parts is not None:
                edges = pairwise(lattice.xs[box.left : box.right + 2])
                cells += [RawCell(part, edge, edge[1] - edge[0] - 2 * padding) for part, edge in zip(parts, edges, strict=True)]
                continue
            cells.append(RawCell(lines.get(box, []), span, room, is_shared=box.top < at))
        rows.append(RawRow(cells))
    return RawTable(lattice.ys[0], lattice.ys[-1], rows)


def _parts_by_white(lines: list[Line], xs: Sequence[float]) -> list[list[Line]] | None:
    """What stands in each column of a cell over several, where white divides it there as lines do in other rows; else None."""
    columns: list[list[Line]] = [[] for _ in xs[1:]]
    for line in lines:
        for piece in pieces_of(line):
            first, last = bisect(xs, piece[0].x0 + 1) - 1, bisect(xs, piece[-1].x1 - 1) - 1
            if first != last or not 0 <= first < len(columns):
                return None
            if columns[first] and columns[first][-1].top == line.top:
                columns[first][-1] = replace(line, words=[*columns[first][-1].words, *piece])
            else:
                columns[first].append(replace(line, words=piece))
    return columns if sum(map(bool, columns)) > 1 else None


def _is_turned(glyphs: Sequence[Glyph]) -> bool:
    return sum(glyph.turned > 0 for glyph in glyphs) * 2 > len(glyphs)


def _set_upright(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The letters of a cell whose text runs up or down, as if it ran across the page."""
    upright = [glyph for glyph in glyphs if glyph.turned]
    if upright[0].turned == 1:
        return [replace(each, x0=-each.bottom, x1=-each.top, top=each.x0, bottom=each.x1, turned=0) for each in upright]
    return [replace(each, x0=each.top, x1=each.bottom, top=-each.x1, bottom=-each.x0, turned=0) for each in upright]


def _padding(offsets: Iterable[float]) -> float:
    """How far from the border of a cell its text begins; the same is free at its other side."""
    found = [offset for offset in offsets if offset >= 0]
    return min(max(min(found, default=_PADDING_AT_LEAST), _PADDING_AT_LEAST), _PADDING_AT_MOST)


def _raw_ruled(table: RuledTable, *, goes_on: bool) -> RawTable:
    spans = table.columns.spans
    rows = []
    for row in table.rows:
        if row.wide:
            extent = table.columns.extent
            rows.append(RawRow([RawCell(row.wide, extent, extent[1] - extent[0])], row.doubt))
        else:
            cells = [RawCell(lines, span, span[1] - span[0]) for lines, span in zip(row.cells, spans, strict=True)]
            rows.append(RawRow(cells, row.doubt))
    return RawTable(table.rows[0].top, table.rows[-1].top, rows, table.columns, goes_on=goes_on)


def _cell(raw: RawCell, habits: Habits) -> Cell:
    lines = raw.lines
    rooms = [raw.room - line.width for line in lines]
    text, doubt = join_lines(lines, rooms, habits)
    if not lines:
        return Cell("", raw.span, is_shared=raw.is_shared)
    last = lines[-1]
    is_filled = len(last.words) == 1 and rooms[-1] < _FILLED * last.size
    return Cell(
        text,
        raw.span,
        is_broken=last.ends_soft or last.text.endswith("/") or (habits.draws_spaces and is_filled and _ends_in_word(last)),
        is_filled=is_filled and _ends_in_word(last) and not habits.draws_spaces,
        goes_on=last.ends_spaced and habits.draws_spaces,
        is_shared=raw.is_shared,
        doubt=doubt,
    )


def _ends_in_word(line: Line) -> bool:
    return not line.ends_spaced and line.text[-1].isalpha()
