"""The rows of a table whose cells are given: which are rows of their own, which go on with one, which are its analysis."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from etl.readers.columns import Header
from etl.readers.contents import is_name, unlikeness, unlikeness_of_name
from etl.readers.grid import Cell, Columns, Grid, Row, overlap, stands_in
from etl.readers.records import Record, Remark
from etl.readers.rows import record_of

_ANALYSIS = re.compile(r"\s*(?:analys|kommentar(?:er)?|analys och kommentar)\s*(?::\s*|\n\s*|$)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:\*{1,3}|[¹²³⁴-⁹⁰]{1,2}|\d{1,2}\))\s*\S")
_RAISED_AT_END = re.compile(r"[¹²³⁴-⁹⁰]+$")
_SENTENCE = 60
"""A text over the whole table that is so long, or ends as a sentence does, is no heading between rows."""
_PRINTED_AT_MOST = 400
_MARGIN = 1.2
_PRINTED_AS_GOING_ON = 3.0
_NAME_GOES_ON = 2.0
_WIDE = 0.85
_EDGE = 4.0
_ANCHORS = ("period", "periodicity", "date")
_WORD_UNSURE = "Raden delas av en sidbrytning, och det går inte att se om den delas mitt i ett ord"
_NOT_SURE = "Raden delas av en sidbrytning och kan ha satts ihop fel"


@dataclass(slots=True)
class _Open:
    """The row being read. ``begun`` are its cells where a new page may go on with them."""

    number: int
    texts: list[str]
    begun: list[Cell | None]
    doubt: str
    analysis: str = ""
    analysis_goes_on: bool = False
    extras: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Cut:
    """A row's cells by column, with what is uncertain about them."""

    cells: list[Cell | None]
    doubt: str
    extras: dict[str, str]

    @property
    def texts(self) -> list[str]:
        return [cell.words if cell is not None else "" for cell in self.cells]


class GridTable:
    """One table of indicators or activities. Feed it rows; take finished records from ``records``."""

    def __init__(self, columns: Columns, goal: str) -> None:
        self.columns = columns
        self.goal = goal
        self.records: list[Record] = []
        self.rows_read = 0
        self.titles: set[str] = set()
        """What is printed above the header, over the whole table."""
        self._row: _Open | None = None
        self._page_turned = False
        self._kinds = [column.cell_type for column in self.header.columns]

    @property
    def header(self) -> Header:
        return self.columns.header

    def turn_page(self) -> None:
        """What follows stands on a new page."""
        self._page_turned = True

    def repeat_header(self, columns: Columns) -> None:
        """The header is printed again; its columns may stand elsewhere across the page."""
        self.columns = columns

    def may_hold(self, grid: Grid) -> bool:
        """Whether a table without a header goes on with this one: it is as wide, and each of its cells has one column."""
        if not grid.rows:
            return False
        extent = self.columns.extent
        for row in grid.rows:
            cells = [cell for cell in row.cells if cell.text]
            if not cells:
                continue
            ends = min(cell.span[0] for cell in row.cells), max(cell.span[1] for cell in row.cells)
            if self.wide_text(row) is None:
                is_as_wide = abs(ends[1] - extent[1]) <= _EDGE and overlap(ends, extent) > _WIDE
                # A header that ends its page has its rows on the next; its own extent may be that of its titles alone.
                is_first = not self.rows_read and grid.begins_page and overlap(ends, extent) > _WIDE and len(cells) > 1
                return (is_as_wide or is_first or grid.goes_on) and not self._cut(row).doubt
        return True

    def wide_text(self, row: Row) -> str | None:
        """The text of a row that has one cell over the whole table, or *Analys* as its name; None for a row of cells."""
        filled = row.filled
        if 0 < len(filled) < 3 and _ANALYSIS.fullmatch(filled[0].text) and not filled[0].is_shared:
            return "\n".join(cell.text for cell in filled)
        if len(filled) != 1 or len(self.columns.spans) < 2:
            return None
        cell = filled[0]
        covered = sum(stands_in(cell.span, span) for span in self.columns.spans)
        alone_as_analysis = _ANALYSIS.match(cell.text) and ("\n" in cell.text or ":" in cell.text[:25])
        is_wide = covered == len(self.columns.spans) or (covered > 1 and stands_in(cell.span, self.columns.spans[0]))
        return cell.text if is_wide or alone_as_analysis else None

    def feed(self, row: Row) -> None:
        """Take a row that is neither a header nor a goal's label."""
        wide = self.wide_text(row)
        if wide is not None:
            self._feed_wide(row, wide)
            return
        cut = self._cut(row)
        if not any(cut.texts) and not cut.extras:
            return
        turned, self._page_turned = self._page_turned, False
        if turned and self._row is not None and self._continue(self._row, cut):
            return
        if not is_name(cut.texts[0]):
            self._tell_nameless(row, cut)
            return
        self._begin(row, cut)

    def close(self) -> list[Record]:
        """The table has ended: give all records that are left."""
        self._finish()
        return self.take()

    def take(self) -> list[Record]:
        """Finished records, once."""
        records, self.records = self.records, []
        return records

    # -- cells -------------------------------------------------------------------------------------------------------

    def _cut(self, row: Row) -> _Cut:
        """A row's cells by the header's columns: a cell belongs to the column that it stands in."""
        cells: list[Cell | None] = [None] * len(self.columns.spans)
        extras: dict[str, str] = {}
        doubt = ""
        for cell in row.cells:
            places = [place for place, span in enumerate(self.columns.spans) if stands_in(cell.span, span)]
            if not cell.text:
                continue
            if not places:
                self._place_untitled(cell, cells, extras)
                continue
            place = places[0]
            if len(places) > 1:
                titles = ", ".join(self.header.columns[each].title for each in sorted(places))
                doubt = doubt or f"Cellen «{cell.words[:60]}» sträcker sig över flera kolumner: {titles}"
            before = cells[place]
            if before is not None and self._kinds[place] != "name":
                doubt = doubt or f"Kolumnen {self.header.columns[place].title} har flera celler på raden"
            cells[place] = cell if before is None else _beside(before, cell)
            if cell.is_shared and place and self.header.columns[place].kind != "other":
                doubt = doubt or f"Cellen «{cell.words[:60]}» delas av flera rader"
            doubt = doubt or (cell.doubt if self._kinds[place] != "text" else "")
        return _Cut(cells, doubt, extras)

    def _place_untitled(self, cell: Cell, cells: list[Cell | None], extras: dict[str, str]) -> None:
        """A cell in a column without a title: an icon, the name where its own column is empty, or something to ask about."""
        if not any(sign.isalnum() for sign in cell.text):
            return
        name = self.columns.spans[0]
        is_beside = min(abs(cell.span[0] - name[1]), abs(cell.span[1] - name[0])) <= _EDGE
        if cells[0] is None and is_beside and is_name(cell.text):
            cells[0] = cell
        elif len(cell.words) > 1:
            extras["kolumn utan rubrik"] = cell.words

    # -- rows --------------------------------------------------------------------------------------------------------

    def _begin(self, row: Row, cut: _Cut) -> None:
        self._finish()
        if not any(cut.texts[1:]) and any(kind in _ANCHORS for kind in self._kinds):
            cut.doubt = cut.doubt or "Raden har bara ett namn, och kan vara en rubrik för raderna under den"
        self._row = _Open(row.number, cut.texts, list(cut.cells), cut.doubt, extras=cut.extras)
        self.rows_read += 1

    def _continue(self, row: _Open, cut: _Cut) -> bool:
        """Whether the first row of a new page goes on with the last one of the page before; if so, its cells are joined.

        Word and LibreOffice break a row between lines and print what is left of each cell on the next page. A cell without
        rest is empty there, so a row that is no row of its own has no period or date, or begins inside a word or sentence.
        """
        joined = [_joined(begun, cell) for begun, cell in zip(row.begun, cut.cells, strict=True)]
        texts, name = cut.texts, cut.texts[0]
        if row.analysis or not name:
            is_rest = not name and not row.analysis
        else:
            both = self._cost([each.words if each else "" for each in joined])
            apart = self._cost(row.texts) + self._cost(texts) + unlikeness_of_name(name)
            apart += _NAME_GOES_ON if name[0].islower() else 0.0
            apart += _PRINTED_AS_GOING_ON if any(each is not None and each.goes_on for each in row.begun) else 0.0
            is_rest = both < apart
            if abs(both - apart) < _MARGIN:
                row.doubt = row.doubt or _NOT_SURE
                cut.doubt = cut.doubt or ("" if is_rest else _NOT_SURE)
        if not is_rest:
            return False
        row.begun = joined
        row.texts = [each.words if each else "" for each in joined]
        row.doubt = row.doubt or cut.doubt or next((each.doubt for each in joined if each and each.doubt == _WORD_UNSURE), "")
        return True

    def _cost(self, texts: list[str]) -> float:
        return sum(unlikeness(kind, text) for kind, text in zip(self._kinds[1:], texts[1:], strict=True) if kind != "text")

    def _feed_wide(self, row: Row, text: str) -> None:
        if text in self.titles:
            return
        turned, self._page_turned = self._page_turned, False
        heading = _ANALYSIS.match(text)
        if self._row is None:
            if not _FOOTNOTE.match(text):
                self._ask_about_wide(row, text)
            return
        if heading is not None and not (self._row.analysis and turned and not heading.group().strip()):
            self._row.analysis = _with(self._row.analysis, text[heading.end() :])
            self._row.analysis_goes_on = not text[heading.end() :].strip()
        elif self._row.analysis_goes_on or (turned and self._row.analysis):
            self._row.analysis = _with(self._row.analysis, text)
            self._row.analysis_goes_on = False
        elif not _FOOTNOTE.match(text):
            if len(text) >= _SENTENCE or text.endswith((".", "!")):
                self._row.analysis = _with(self._row.analysis, text)
            self._ask_about_wide(row, text)

    def _ask_about_wide(self, row: Row, text: str) -> None:
        self.records.append(
            Remark(
                kind="question",
                code="wide-row",
                message="En text sträcker sig över hela tabellen, och det står inte vad den gäller. Raderna under den har lästs"
                " som dokumentets egna; en längre text har lästs som analys av raden ovanför.",
                printed=" ".join(text.split())[:_PRINTED_AT_MOST],
                action="Kontrollera raderna efter den mot originaldokumentet.",
                line=row.number,
            )
        )

    def _tell_nameless(self, row: Row, cut: _Cut) -> None:
        columns = ", ".join(column.title for column in self.header.columns)
        self.records.append(
            Remark(
                kind="rejection",
                code="unreadable-row",
                message=f"Tabellraden har inget namn och går inte att läsa. Tabellhuvudet är: {columns}.",
                printed=" | ".join((*cut.texts, *cut.extras.values()))[:_PRINTED_AT_MOST],
                action="Jämför med originaldokumentet och rätta raden, eller läs in uppgiften ur en annan källa.",
                line=row.number,
            )
        )

    def _finish(self) -> None:
        """Turn the open row into a record."""
        row, self._row = self._row, None
        if row is None:
            return
        name = _RAISED_AT_END.sub("", row.texts[0]).rstrip()
        texts, analysis = [name, *row.texts[1:]], row.analysis
        if "analysis" in self.header.kinds:
            own = texts[self.header.kinds.index("analysis")]
            analysis = _with(own, analysis) if analysis else own
        later, self.records = self.records, []
        record = record_of(self.header, texts, goal=self.goal, line=row.number, analysis=_paragraphs(analysis))
        record.other = {title: text for title, text in record.other.items() if title != "Analys"} | row.extras
        self.records.append(record)
        if row.doubt:
            self.records.append(
                Remark(
                    kind="question",
                    code="doubtful-row",
                    message=f"{row.doubt}.",
                    printed=" | ".join(row.texts)[:_PRINTED_AT_MOST],
                    action=f"Kontrollera raden «{name}» mot originaldokumentet.",
                    line=row.number,
                )
            )
        self.records += later


def _joined(begun: Cell | None, rest: Cell | None) -> Cell | None:
    """A cell whose rest stands on the next page."""
    if begun is None or rest is None or not rest.text:
        return begun or rest
    text = f"{begun.text}{'' if begun.is_broken else ' '}{rest.text}"
    is_unsure = begun.is_filled and not begun.is_broken and rest.text[0].islower()
    doubt = begun.doubt or rest.doubt or (_WORD_UNSURE if is_unsure else "")
    return replace(rest, text=text, span=begun.span, is_shared=begun.is_shared, doubt=doubt)


def _beside(first: Cell, second: Cell) -> Cell:
    """Two cells of a row that stand in one column."""
    return replace(second, text=f"{first.text} {second.text}", span=(first.span[0], second.span[1]))


def _with(text: str, more: str) -> str:
    return f"{text}\n{more}" if text and more else text or more


def _paragraphs(text: str) -> str:
    """An analysis as text: lines joined, bullets on lines of their own."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    joined = ""
    for line in filter(None, lines):
        is_bullet = line[0] in "•●▪-–" and line[1:2] == " "
        joined += f"{'' if not joined else chr(10) if is_bullet else ' '}{line}"
    return joined
