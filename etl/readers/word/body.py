"""The body of a Word document: its paragraphs and tables in order, as they are printed when all changes are accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from etl.readers.flow import Item, paragraph
from etl.readers.grid import Cell, Grid, Row, header_at
from etl.readers.printed import Printed
from etl.readers.signs import clean, raised
from etl.readers.word.numbering import Numbering, W
from etl.readers.words import goal_label

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WRAPPERS = ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
_SEEN_THROUGH = {*(f"{W}{name}" for name in _WRAPPERS), f"{_COMPATIBILITY}AlternateContent", f"{_COMPATIBILITY}Choice"}
"""Elements that hold what they hold as if they were not there. Deleted and moved text (``del``, ``moveFrom``) is not read."""
_IN_RUNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_DEEPEST = 20
_COLUMNS_AT_MOST = 200
_CONTENTS = re.compile(r"(?P<title>.*\S)\s*\t\s*(?P<page>\d{1,3})\s*", re.DOTALL)


class Body:
    """Gives the paragraphs and tables of a document, and the words for where each stands."""

    def __init__(self, body: Any, numbering: Numbering) -> None:
        self._body = body
        self._numbering = numbering
        self._places: dict[int, str] = {}
        self._paragraphs = self._tables = 0
        self._held_back = ""

    def place(self, number: int) -> str:
        """``tabell 3, rad 2`` or ``stycke 14``."""
        return self._places.get(number, "")

    def items(self) -> Iterator[Item]:
        yield from self._items_of(self._body, 0)

    def _items_of(self, parent: Any, depth: int) -> Iterator[Item]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._items_of_paragraph(child, depth)
            elif child.tag == f"{W}tbl" and depth < _DEEPEST:
                yield from self._items_of_table(child, depth)
            elif _is_seen_through(child) and depth < _DEEPEST:
                yield from self._items_of(child, depth + 1)

    # -- paragraphs --------------------------------------------------------------------------------------------------

    def _items_of_paragraph(self, element: Any, depth: int) -> Iterator[Item]:
        for box in _text_boxes(element):
            if depth < _DEEPEST:
                yield from self._items_of(box, depth + 1)
        text = self._held_back + self._text_of(element)
        self._held_back = text if _is_joined_to_next(element) else ""
        if not self._held_back:
            yield from (self._line(part) for part in _headings_apart(text))

    def _line(self, text: str) -> Printed:
        self._paragraphs += 1
        number = len(self._places) + 1
        self._places[number] = f"stycke {self._paragraphs}"
        contents = _CONTENTS.fullmatch(text)
        return paragraph(number, f"{contents['title']} ..... {contents['page']}" if contents else text)

    def _text_of(self, element: Any) -> str:
        text = clean("".join(_texts(element, 0)))
        if not text.strip():
            return ""
        return self._numbering.number(element) + text

    # -- tables ------------------------------------------------------------------------------------------------------

    def _items_of_table(self, element: Any, depth: int) -> Iterator[Item]:
        rows = list(_rows(element))
        grid = self._grid(rows, depth)
        is_read = any(header_at(grid.rows, at, None) for at in range(min(len(grid.rows), 6)))
        if not is_read and any(cell.find(f"{W}tbl") is not None for row in rows for cell in _cells(row)):
            for row in rows:
                for cell in _cells(row):
                    yield from self._items_of(cell, depth + 1)
            return
        yield grid

    def _grid(self, rows: list[Any], depth: int) -> Grid:
        self._tables += 1
        grid = Grid()
        above: dict[int, Cell] = {}
        for at, element in enumerate(rows, start=1):
            number = len(self._places) + 1
            self._places[number] = f"tabell {self._tables}, rad {at}"
            row = Row(number, [])
            column = _integer(element.find(f"{W}trPr/{W}gridBefore"), 0)
            shared_from: dict[int, Cell] = {}
            for tc in _cells(element):
                width = max(_integer(tc.find(f"{W}tcPr/{W}gridSpan"), 1), 1)
                if column + width > _COLUMNS_AT_MOST:
                    break
                cell = self._cell(tc, (column, column + width), above.get(column), depth)
                if _merges_left(tc) and row.cells:
                    row.cells[-1].span = (row.cells[-1].span[0], column + width)
                else:
                    row.cells.append(cell)
                shared_from[column] = cell
                column += width
            above = shared_from
            grid.rows.append(row)
        return grid

    def _cell(self, element: Any, span: tuple[int, int], above: Cell | None, depth: int) -> Cell:
        merged = element.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and (merged.get(f"{W}val") or "continue") == "continue" and above is not None:
            return Cell(above.text, span, is_shared=True)
        if element.find(f"{W}tcPr/{W}cellDel") is not None or not all(map(_is_seen_through, element.iterancestors(f"{W}sdt"))):
            return Cell("", span)
        return Cell("\n".join(self._texts_of_cell(element, depth)), span)

    def _texts_of_cell(self, element: Any, depth: int) -> Iterator[str]:
        """The paragraphs of a cell, and of the tables within it."""
        held_back = ""
        for child in element:
            if child.tag == f"{W}p":
                text = held_back + self._text_of(child)
                held_back = text if _is_joined_to_next(child) else ""
                if text.strip() and not held_back:
                    yield text.strip()
                for box in _text_boxes(child):
                    if depth < _DEEPEST:
                        yield from self._texts_of_cell(box, depth + 1)
            elif child.tag == f"{W}tbl" and depth < _DEEPEST:
                for row in _rows(child):
                    for cell in _cells(row):
                        yield from self._texts_of_cell(cell, depth + 1)
            elif _is_seen_through(child) and depth < _DEEPEST:
                yield from self._texts_of_cell(child, depth + 1)


def _is_seen_through(element: Any) -> bool:
    """Whether an element's contents are printed in its place: not those by which an empty field asks to be filled in."""
    return element.tag in _SEEN_THROUGH and not _is_on(element.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _texts(element: Any, depth: int) -> Iterator[str]:
    """What a paragraph prints, piece by piece; text boxes are left out."""
    for child in element:
        if child.tag == f"{W}r":
            yield _text_of_run(child)
        elif child.tag == f"{_MATH}t":
            yield child.text or ""
        elif (_is_seen_through(child) or child.tag.startswith(_MATH)) and depth < _DEEPEST:
            yield from _texts(child, depth + 1)


def _text_of_run(run: Any) -> str:
    if _is_on(run.find(f"{W}rPr/{W}vanish")):
        return ""
    text = ""
    for child in run:
        if child.tag == f"{W}t":
            text += child.text or ""
        elif child.tag in _IN_RUNS:
            text += _IN_RUNS[child.tag]
    vertical = run.find(f"{W}rPr/{W}vertAlign")
    return raised(text) if vertical is not None and vertical.get(f"{W}val") == "superscript" else text


def _text_boxes(element: Any) -> list[Any]:
    """The contents of the text boxes anchored in a paragraph, once each: what old versions of Word read is left out."""
    found = element.iter(f"{W}txbxContent")
    fallback, alternative = f"{_COMPATIBILITY}Fallback", f"{_COMPATIBILITY}AlternateContent"
    kept = []
    for box in found:
        above = [each.tag for each in box.iterancestors(fallback, f"{W}txbxContent", f"{W}p")]
        outside = above[: above.index(f"{W}p")] if f"{W}p" in above else above
        if fallback not in outside and f"{W}txbxContent" not in outside and _is_nearest(box, element):
            kept.append(box)
    return kept if kept or not any(True for _ in element.iter(alternative)) else []


def _is_nearest(box: Any, element: Any) -> bool:
    return next(box.iterancestors(f"{W}p"), None) is element


def _is_joined_to_next(element: Any) -> bool:
    """Whether the mark that ends a paragraph has been deleted with tracked changes: it goes on with the next one."""
    return element.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _headings_apart(text: str) -> list[str]:
    """A paragraph's text, or its lines where a goal's label stands on one of its own."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and any(goal_label(line.strip()) is not None for line in lines):
        return lines
    return [" ".join(lines)] if lines else []


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{W}tr":
            properties = child.find(f"{W}trPr")
            if properties is None or (properties.find(f"{W}del") is None and not _is_on(properties.find(f"{W}hidden"))):
                yield child
        elif child.tag in _SEEN_THROUGH:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _SEEN_THROUGH:
            yield from _cells(child)


def _merges_left(cell: Any) -> bool:
    merged = cell.find(f"{W}tcPr/{W}hMerge")
    return merged is not None and (merged.get(f"{W}val") or "continue") == "continue"


def _is_on(element: Any) -> bool:
    return element is not None and (element.get(f"{W}val") or "true") not in ("0", "false", "off")


def _integer(element: Any, default: int) -> int:
    text = "" if element is None else element.get(f"{W}val") or ""
    return min(int(text), _COLUMNS_AT_MOST) if text.isdecimal() and len(text) < 6 else default
