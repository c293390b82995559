"""Tables without upright lines: columns by the white between them, rows by the lines drawn or the space between them.

A table begins with its header and has as many columns as the header prints titles side by side. A text that runs over the
white between two columns is no cell: it is an analysis, or running text after the table.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from etl.readers.columns import column_titled, header_of_titles, may_begin_title
from etl.readers.contents import unlikeness
from etl.readers.grid import Span
from etl.readers.pdf.content import Stroke
from etl.readers.pdf.lines import Line, Word

_PIECE_GAP = 0.55
"""Words closer than this part of their height belong together; between columns there is more."""
_CROSSES = 1.5
_ALIKE, _UNLIKE = 1.0, 2.5
_HEADER_GAP = 0.9
_HEADER_ROW_GAP = 1.7
"""Between the rows of a header of two: what does not fit its titles is found not to be of it."""
_HEADER_LINES_AT_MOST = 20
_TITLE_GAP = 1.4
_LEVEL_WITH = 0.25
_ROW_GAP = 1.6
_ROW_SPACE = 0.15
_SAME_SIZE = 0.6
_FAR = 3.0
_BETWEEN_ROWS_AT_MOST = 12
_ANCHORS = ("period", "periodicity", "start", "end")
_ROWS_UNSURE = "Tabellen saknar linjer, och det går inte att se säkert vilken rad och kolumn allt på raden hör till"

IsStructure = Callable[[str], bool]


@dataclass(slots=True)
class RuledRow:
    """One row: for each column its lines, or the lines of a text over all of them."""

    cells: list[list[Line]]
    wide: list[Line] = field(default_factory=list)
    doubt: str = ""

    @property
    def top(self) -> float:
        return min(line.top for lines in (*self.cells, self.wide) for line in lines)


@dataclass(slots=True)
class RuledTable:
    """A table among the lines ``first`` to ``end`` (exclusive) of a page; its header is the first row, where it has one."""

    first: int
    end: int
    columns: Ruled
    rows: list[RuledRow]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The columns of a table without upright lines: where each stands, and what kind it is by its title."""

    spans: tuple[Span, ...]
    kinds: tuple[str, ...] = ()
    is_certain: bool = True
    """Whether everything in the columns stands under or over something of its own column: white alone tells no column."""

    @property
    def extent(self) -> Span:
        return self.spans[0][0], self.spans[-1][1]

    @property
    def bounds(self) -> list[float]:
        """The middle of the white between each two columns."""
        return [(before[1] + after[0]) / 2 for before, after in pairwise(self.spans)]

    def parts(self, line: Line) -> list[Line | None]:
        """What a line prints in each column."""
        words: list[list[Word]] = [[] for _ in self.spans]
        bounds = self.bounds
        for piece in pieces_of(line):
            touched = self._touched(piece[0].x0, piece[-1].x1)
            for word in piece:
                at = touched[0] if len(touched) == 1 else bisect(bounds, (word.x0 + word.x1) / 2)
                words[at].append(word)
        return [
            replace(line, words=each, ends_spaced=each[-1:] == line.words[-1:] and line.ends_spaced) if each else None
            for each in words
        ]

    def is_wide(self, line: Line) -> bool:
        """Whether a text runs over the white between two columns."""
        return any(len(self._touched(piece[0].x0, piece[-1].x1)) > 1 for piece in pieces_of(line))

    def _touched(self, x0: float, x1: float) -> list[int]:
        return [at for at, span in enumerate(self.spans) if x0 < span[1] - _CROSSES and x1 > span[0] + _CROSSES]

    def widened(self, lines: Sequence[Line]) -> Ruled:
        """The columns as wide as what they hold, as far as that tells them apart; a text over several columns widens none."""
        spans = list(self.spans)
        loose: list[tuple[int, Span]] = []
        for line in lines:
            for piece in pieces_of(line):
                x0, x1 = piece[0].x0, piece[-1].x1
                touched = self._touched(x0, x1)
                if len(touched) == 1:
                    spans[touched[0]] = (min(spans[touched[0]][0], x0), max(spans[touched[0]][1], x1))
                elif not touched:
                    loose.append((bisect(self.spans, (x0, x1)), (x0, x1)))
        side = _side_of_titles(loose)
        for gap, (x0, x1) in loose:
            at = min(max(gap - (side <= 0), 0), len(spans) - 1)
            spans[at] = (min(spans[at][0], x0), max(spans[at][1], x1))
        are_apart = all(before[1] < after[0] for before, after in pairwise(spans))
        is_certain = self.is_certain and are_apart and (bool(side) or not loose)
        return replace(self, spans=tuple(spans) if are_apart else self.spans, is_certain=is_certain)


def _side_of_titles(loose: Sequence[tuple[int, Span]]) -> int:
    """On which side of what stands under no title its title is: -1 for before it, 1 for after it, 0 where that is not known.

    Numbers set to the right under titles set to the left end alike in every row; they belong to the title before them. Texts
    set to the left under titles in the middle begin alike; they belong to the title after.
    """
    votes = set()
    for gap in {gap for gap, _ in loose}:
        own = [span for each, span in loose if each == gap]
        left, right = (max(edge) - min(edge) for edge in zip(*own, strict=True))
        if right < _ALIKE < _UNLIKE < left:
            votes.add(-1)
        elif left < _ALIKE < _UNLIKE < right:
            votes.add(1)
    return votes.pop() if len(votes) == 1 else 0


def find_tables(lines: Sequence[Line], rules: Sequence[Stroke], is_structure: IsStructure) -> list[RuledTable]:
    """The tables whose headers stand among the lines of a page, from top to bottom. ``rules`` are the level lines drawn."""
    tables: list[RuledTable] = []
    at = 0
    while at < len(lines):
        table = _table_at(lines, at, tables[-1].end if tables else 0, rules, is_structure) if _names_table(lines[at]) else None
        if table is not None:
            tables.append(table)
        at = table.end if table is not None else at + 1
    return tables


def continued(
    lines: Sequence[Line], before: Ruled, size: float, rules: Sequence[Stroke], is_structure: IsStructure
) -> RuledTable | None:
    """What of a table stands at the top of the next page without its header; None where nothing plainly does.

    ``size`` is that of its cells' font, by which an analysis is told from running text.
    """
    if not lines or abs(lines[0].size - size) > _SAME_SIZE:
        return None
    columns = before.widened(lines[: _end_of_body(lines, 0, before, rules, is_structure)])
    end = _end_of_body(lines, 0, columns, rules, is_structure)
    body = lines[:end]
    filled = [sum(part is not None for part in columns.parts(line)) for line in body if not columns.is_wide(line)]
    if max(filled, default=0) < 2 and not (body and _heads_analysis(body[0])):
        return None
    return RuledTable(0, end, columns, _rows(body, columns, rules))


def _heads_analysis(line: Line) -> bool:
    first = line.words[0].text
    return first == "Analys:" or line.text == "Analys"


def stands_in_columns(line: Line, spans: Sequence[Span]) -> bool:
    """Whether the pieces of a line stand in three or more of the columns given, and none over two of them."""
    pieces = pieces_of(line)
    if len(pieces) < 3 or not spans:
        return False
    places = [
        [at for at, span in enumerate(spans) if piece[0].x0 < span[1] - 2 and piece[-1].x1 > span[0] + 2] for piece in pieces
    ]
    return all(len(each) == 1 for each in places) and len({each[0] for each in places}) > 2


def _names_table(line: Line) -> bool:
    return len(pieces_of(line)) > 1 and any(column_titled(word.text).kind == "name" for word in line.words)


def pieces_of(line: Line) -> list[list[Word]]:
    """Words that stand together."""
    pieces: list[list[Word]] = []
    for word in line.words:
        if pieces and word.x0 - pieces[-1][-1].x1 <= _PIECE_GAP * line.size:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _table_at(
    lines: Sequence[Line], at: int, lowest: int, rules: Sequence[Stroke], is_structure: IsStructure
) -> RuledTable | None:
    """The table whose header prints its name's title on line ``at``: its header is as tall as it can be read."""
    first, last = at, at + 1
    while first > lowest and at - first < _HEADER_LINES_AT_MOST and not is_structure(lines[first - 1].text):
        is_before = _is_part_of_header(lines[first - 1], lines[first], rules)
        if not is_before and not _is_rest_of_header(lines[first - 1], lines[first - 1], lines[first]):
            break
        first -= 1
    while last < len(lines) and last - at < _HEADER_LINES_AT_MOST:
        is_next = _is_part_of_header(lines[last - 1], lines[last], rules, _HEADER_ROW_GAP)
        if not is_next and not _is_rest_of_header(lines[last], lines[last - 1], lines[last]):
            break
        last += 1
    for start in range(first, at + 1):
        for stop in range(last, at, -1):
            columns = _columns(lines[start:stop])
            if columns is not None:
                found = _whole(lines, start, stop, columns, rules, is_structure)
                if found is not None:
                    return found
    return None


def _is_rest_of_header(line: Line, above: Line, below: Line) -> bool:
    """Whether a line prints titles and no cells, and stands beyond the rule that divides the two rows of a header."""
    if not _is_part_of_header(above, below, (), _HEADER_ROW_GAP):
        return False
    titles = [" ".join(word.text for word in piece) for piece in pieces_of(line)]
    is_known = sum(map(may_begin_title, titles)) * 2 > len(titles)
    return is_known and not _names_table(line) and not any(sign.isdigit() for sign in line.text)


def _is_part_of_header(above: Line, below: Line, rules: Sequence[Stroke], gap: float = _HEADER_GAP) -> bool:
    is_close = below.top - above.bottom < gap * min(above.size, below.size)
    return is_close and not any(above.bottom - 2 <= rule.at <= below.top + 2 for rule in rules if rule.end - rule.start > 100)


def _columns(header: Sequence[Line]) -> Ruled | None:
    """The columns of a header: its pieces, those that stand over each other as one, save what heads several columns."""
    spans: list[Span] = []
    over_several = _over_several(header)
    pieces = [piece for line in header for piece in pieces_of(line) if piece[0] not in over_several]
    for piece in sorted(pieces, key=lambda piece: piece[0].x0):
        x0, x1 = piece[0].x0, piece[-1].x1
        if spans and x0 < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], x1))
        else:
            spans.append((x0, x1))
    return Ruled(tuple(spans)) if len(spans) > 1 else None


def _over_several(header: Sequence[Line]) -> list[Word]:
    """The first words of pieces that stand over two or more pieces of one line below: what those columns have in common."""
    found = []
    lines = [pieces_of(line) for line in header]
    for at, pieces in enumerate(lines):
        for piece in pieces:
            x0, x1 = piece[0].x0, piece[-1].x1
            below = (sum(each[0].x0 < x1 and each[-1].x1 > x0 for each in lower) for lower in lines[at + 1 :])
            if any(count > 1 for count in below):
                found.append(piece[0])
    return found


def _header_cells(header: Sequence[Line], titles: Ruled) -> list[list[Line]]:
    """The lines of each column's title; what heads several columns stands first in each, where that is a known title."""
    over_several = _over_several(header)
    cells: list[list[Line]] = [[] for _ in titles.spans]
    common: list[list[Line]] = [[] for _ in titles.spans]
    for line in header:
        pieces = pieces_of(line)
        for at, span in enumerate(titles.spans):
            own = [piece for piece in pieces if piece[0].x0 < span[1] and piece[-1].x1 > span[0]]
            for piece in own:
                target = common if piece[0] in over_several else cells
                target[at].append(replace(line, words=piece))
        for piece in pieces:
            if piece[0] in over_several:
                _add_to_uncovered(piece, line, titles, common)
    for at, lines in enumerate(common):
        whole = " ".join(line.text for line in [*lines, *cells[at]])
        if lines and column_titled(whole).kind != "other":
            cells[at] = [*lines, *cells[at]]
    return [_without_common(lines) for lines in cells]


def _without_common(lines: list[Line]) -> list[Line]:
    """The lines of a title: without those that head this column and others, where only the rest is a known title."""
    for start in range(len(lines)):
        kind = column_titled(" ".join(line.text for line in lines[start:])).kind
        if kind not in ("other", "text") and (start == 0 or kind not in ("name", "men", "women")):
            return lines[start:]
    return lines


def _add_to_uncovered(piece: list[Word], line: Line, titles: Ruled, common: list[list[Line]]) -> None:
    """A title is centred over its columns: one at its side, as far from the middle and without another title, is among them."""
    middle = (piece[0].x0 + piece[-1].x1) / 2
    covered = [at for at in range(len(titles.spans)) if any(each.words == piece for each in common[at])]
    if not covered:
        return
    reach = max(abs(middle - edge) for at in covered for edge in titles.spans[at])
    for at, span in enumerate(titles.spans):
        if not common[at] and abs((span[0] + span[1]) / 2 - middle) <= reach and at in (covered[0] - 1, covered[-1] + 1):
            common[at].append(replace(line, words=piece))


def _whole(
    lines: Sequence[Line], start: int, stop: int, titles: Ruled, rules: Sequence[Stroke], is_structure: IsStructure
) -> RuledTable | None:
    """The table whose header is lines ``start`` to ``stop``; None where that is no header."""
    header = _header_cells(lines[start:stop], titles)
    texts = [" ".join(line.text for line in cell) for cell in header]
    kinds = tuple(column_titled(text).kind for text in texts)
    holds_figures = any(kind == "other" and any(map(str.isdigit, text)) for kind, text in zip(kinds, texts, strict=True))
    if header_of_titles(texts) is None or holds_figures:
        return None
    rough = Ruled(titles.spans, kinds)
    end = _end_of_body(lines, stop, rough, rules, is_structure)
    columns = rough.widened(lines[stop:end])
    end = _end_of_body(lines, stop, columns, rules, is_structure)
    return RuledTable(start, end, columns, [RuledRow(header), *_rows(lines[stop:end], columns, rules)])


def _end_of_body(lines: Sequence[Line], start: int, columns: Ruled, rules: Sequence[Stroke], is_structure: IsStructure) -> int:
    """Where a table ends: below its last rule, at a heading or another header, or where text runs on over its columns."""
    left, right = columns.extent
    own_rules = [rule.at for rule in rules if rule.start < left + 20 and rule.end > right - 20]
    end = start
    in_analysis = False
    for at in range(start, len(lines)):
        line = lines[at]
        above = lines[at - 1] if at > start else None
        is_ruled_below = any(rule >= line.top for rule in own_rules)
        if _names_table(line):
            return _without_title(lines, start, at, rules)
        if is_structure(line.text) and not _heads_analysis(line):
            break
        if above is not None and not is_ruled_below and line.top - above.bottom > _FAR * line.size:
            break
        if columns.is_wide(line) and not (is_ruled_below or in_analysis or _heads_analysis(line)):
            if not _goes_on_below(lines, at, columns, is_structure):
                break
            in_analysis = True
        in_analysis = _heads_analysis(line) or (in_analysis and (columns.is_wide(line) or _is_left_only(line, columns)))
        end = at + 1
    return end


def _goes_on_below(lines: Sequence[Line], at: int, columns: Ruled, is_structure: IsStructure) -> bool:
    """Whether rows of the table stand below a text that runs over its columns: then the text is one between its rows."""
    for above, line in pairwise(lines[at : at + _BETWEEN_ROWS_AT_MOST]):
        if line.top - above.bottom > _FAR * line.size or is_structure(line.text) or _names_table(line):
            return False
        if not columns.is_wide(line) and sum(part is not None for part in columns.parts(line)) > 2:
            return True
    return False


def _without_title(lines: Sequence[Line], start: int, header: int, rules: Sequence[Stroke]) -> int:
    """Where a table ends before the header of the next, above which the rest of that header and a title may stand."""
    end = header
    while end > start and _is_part_of_header(lines[end - 1], lines[end], rules):
        end -= 1
    is_titled = end > start and lines[end].top - lines[end - 1].bottom < _TITLE_GAP * lines[end].size
    return end - 1 if is_titled and len(pieces_of(lines[end - 1])) == 1 else end


def _is_left_only(line: Line, columns: Ruled) -> bool:
    parts = columns.parts(line)
    return parts[0] is not None and not any(parts[1:])


def _rows(body: Sequence[Line], columns: Ruled, rules: Sequence[Stroke]) -> list[RuledRow]:
    """The rows of a body: cut at each rule, and between rules where the lines stand further apart."""
    bands: list[list[Line]] = []
    for line in body:
        if not bands or any(bands[-1][-1].bottom - 3 <= rule.at <= line.top + 3 for rule in rules):
            bands.append([])
        bands[-1].append(line)
    return [row for band in bands for row in _rows_of_band(band, columns, is_banded=len(bands) > 1)]


def _rows_of_band(band: list[Line], columns: Ruled, *, is_banded: bool) -> list[RuledRow]:
    rows: list[RuledRow] = []
    lines: list[Line] = []
    wide: list[Line] = []
    for line in band:
        if (
            _heads_analysis(line)
            or columns.is_wide(line)
            or (wide and _is_left_only(line, columns) and _is_close(wide[-1], line))
        ):
            rows += _split(lines, columns, is_banded=is_banded)
            lines = []
            wide.append(line)
            continue
        if wide:
            rows.append(RuledRow([[] for _ in columns.spans], wide))
            wide = []
        lines.append(line)
    rows += _split(lines, columns, is_banded=is_banded)
    return [*rows, RuledRow([[] for _ in columns.spans], wide)] if wide else rows


def _is_close(above: Line, below: Line) -> bool:
    return below.top - above.bottom < 0.6 * below.size


def _split(lines: list[Line], columns: Ruled, *, is_banded: bool) -> list[RuledRow]:
    """Lines as rows. Between two rules stands one row; else the space above a row tells where it begins, or its period."""
    if not lines:
        return []
    parts = [columns.parts(line) for line in lines]
    whole = _whole_anchors(parts, columns)
    spaces = [after.top - max(line.bottom for line in lines[: at + 1]) for at, after in enumerate(lines[1:])]
    tight = min(spaces, default=0.0)
    wider = [at for at, space in enumerate(spaces, start=1) if space > max(_ROW_GAP * tight, tight + _ROW_SPACE * lines[at].size)]
    # Cells centred in their row print their lines at other heights than the name's: which belong together is not printed.
    is_clear = is_banded or not any(space < -_LEVEL_WITH * after.size for space, after in zip(spaces, lines[1:], strict=True))
    if is_banded:
        starts = whole if len(whole) > 1 else []
        is_clear = len(whole) < 2
    elif wider:
        starts = wider
    else:
        starts = whole if len(whole) > 1 else []
    edges = [0, *(at for at in starts if at), len(lines)]
    rows = []
    for start, end in pairwise(edges):
        own = parts[start:end]
        cells = [[part for each in own if (part := each[at]) is not None] for at in range(len(columns.spans))]
        is_certain = (
            columns.is_certain
            and is_clear
            and not any(_is_crowded(line, columns) for line in lines[start:end])
            and (len(edges) == 2 or sum(start <= at < end for at in whole) == 1)
        )
        rows.append(RuledRow(cells, doubt="" if is_certain else _ROWS_UNSURE))
    return rows


def _is_crowded(line: Line, columns: Ruled) -> bool:
    """Whether two pieces of a line stand in one column: then the columns are not those that the header shows."""
    return any(part is not None and len(pieces_of(part)) > 1 for part in columns.parts(line))


def _whole_anchors(parts: Sequence[list[Line | None]], columns: Ruled) -> list[int]:
    """The lines on which a period, periodicity or date begins that every row has: a row's first where rows begin on top."""
    anchor = next((at for at, kind in enumerate(columns.kinds) if kind in _ANCHORS), None)
    if anchor is None:
        return []
    kind = "date" if columns.kinds[anchor] in ("start", "end") else columns.kinds[anchor]
    begun, starts = "", []
    for at, each in enumerate(parts):
        part = each[anchor]
        if part is None:
            continue
        if begun and unlikeness(kind, begun) > 0 and unlikeness(kind, f"{begun} {part.text}") == 0:
            begun = f"{begun} {part.text}"
            continue
        begun = part.text
        starts.append(at)
    return starts
