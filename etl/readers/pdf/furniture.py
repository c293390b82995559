"""What every page prints besides its contents: page numbers, addresses, running heads and feet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.readers import words
from etl.readers.columns import starts_header
from etl.readers.pdf.lines import Line
from etl.readers.text.lines import is_page_mark, is_running_head

_ZONE = 0.14
_SAME_HEIGHT = 3.0
_CLOSE = 0.7
_DIGITS = re.compile(r"\d+")
_TITLES_AT_MOST = 500


class Furniture:
    """Tells the furniture of each page, from its words, its place, and the pages before and after."""

    def __init__(self) -> None:
        self._before: list[tuple[float, str]] = []
        self._titles: set[str] = set()

    def without(self, lines: Sequence[Line], height: float, after: Sequence[tuple[float, str]]) -> list[Line]:
        """A page's lines without furniture. ``after`` are the marginal lines of the next page.

        Lines close to each other go together, so that a table's header at the top of several pages is kept whole.
        """
        kept: list[Line] = []
        around = [*self._before, *after]
        for block in _blocks(lines):
            is_repeated = all(_is_marginal(line, height) and self._is_repeated(line, around) for line in block)
            kept += [line for line in block if not is_repeated and not (_is_marginal(line, height) and _is_known(line.text))]
        for line in kept:
            if words.title_line(line.text) is not None and len(self._titles) < _TITLES_AT_MOST:
                self._titles.add(line.text)
        self._before = marginal(lines, height)
        return kept

    def _is_repeated(self, line: Line, around: Sequence[tuple[float, str]]) -> bool:
        """Whether a line stands at the same height on the page before or after; a title counts once it has been read."""
        if _is_known(line.text):
            return True
        if words.title_line(line.text) is not None:
            return line.text in self._titles
        return not _is_structure(line.text) and _stands_in(line, around)


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.top - blocks[-1][-1].bottom < _CLOSE * line.size:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _is_known(text: str) -> bool:
    return is_page_mark(text) or is_running_head(text)


def marginal(lines: Sequence[Line], height: float) -> list[tuple[float, str]]:
    """The lines in the outer parts of a page: how high each stands, and its text without its numbers."""
    return [(line.top, _DIGITS.sub("#", line.text)) for line in lines if _is_marginal(line, height)]


def _is_marginal(line: Line, height: float) -> bool:
    return line.bottom < _ZONE * height or line.top > (1 - _ZONE) * height


def _stands_in(line: Line, around: Sequence[tuple[float, str]]) -> bool:
    text = _DIGITS.sub("#", line.text)
    return any(abs(top - line.top) <= _SAME_HEIGHT and other == text for top, other in around)


def _is_structure(text: str) -> bool:
    return bool(
        words.goal_label(text)
        or words.section_name(text)
        or words.is_chapter(text)
        or words.is_fulfilment(text)
        or starts_header(text)
        or words.contents_entry(text)
    )
