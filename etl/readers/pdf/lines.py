"""Letters → printed lines with their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from etl.readers.pdf.content import Glyph
from etl.readers.signs import clean, raised

SOFT_HYPHEN = "\u00ad"
_SAME_LEVEL = 0.3
_WORD_GAP = 0.17
"""A gap between letters that is a space, as a part of the font's height; letters set close or wide keep within it."""
_BACKWARD = 0.6
_FORWARD = 1.2
_SHARED_HEIGHT = 0.5
_SMALL = 0.88
_RAISED_BY = 0.15
_SAME_PLACE = 0.12
_MARKS = {"¨": "\u0308", "˚": "\u030a", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "¸": "\u0327", "˜": "\u0303"}
"""Accents that some programs draw as signs of their own over their letter."""


@dataclass(slots=True)
class Word:
    text: str
    x0: float
    x1: float


@dataclass(slots=True)
class Line:
    """A printed line. ``ends_spaced``: a space is drawn behind its last word. ``ends_soft``: a soft hyphen is."""

    words: list[Word]
    top: float
    bottom: float
    size: float
    font: str
    ends_spaced: bool = False
    ends_soft: bool = False
    first_letter: float = 0.0
    """How wide its first letter is."""

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(slots=True)
class _Row:
    """Letters on one level, from one place in the file."""

    top: float
    bottom: float
    glyphs: list[Glyph] = field(default_factory=list)
    x1: float = 0.0


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines that letters form, from top to bottom, whatever the order in which they are drawn."""
    rows: list[_Row] = []
    for run in sorted(_runs(glyphs), key=attrgetter("top")):
        for row in reversed(rows[-6:]):
            shared = min(row.bottom, run.bottom) - max(row.top, run.top)
            if shared > _SHARED_HEIGHT * min(row.bottom - row.top, run.bottom - run.top):
                row.glyphs += run.glyphs
                if run.bottom - run.top > row.bottom - row.top:
                    row.top, row.bottom = run.top, run.bottom
                break
        else:
            rows.append(run)
    lines = [line for row in rows if (line := _line(row)) is not None]
    lines.sort(key=attrgetter("top"))
    return lines


def _runs(glyphs: Sequence[Glyph]) -> list[_Row]:
    """Letters that follow each other on a level, as they are drawn."""
    runs: list[_Row] = []
    run: _Row | None = None
    for glyph in glyphs:
        if run is not None:
            gap = glyph.x0 - run.x1
            if (
                -_SAME_LEVEL * glyph.size < glyph.bottom - run.bottom < _SAME_LEVEL * glyph.size
                and -_BACKWARD * glyph.size < gap < _FORWARD * glyph.size
            ):
                run.glyphs.append(glyph)
                run.x1 = glyph.x1
                continue
        run = _Row(glyph.top, glyph.bottom, [glyph], glyph.x1)
        runs.append(run)
    return runs


def _line(row: _Row) -> Line | None:
    glyphs = row.glyphs
    if any(after.x0 < before.x0 for before, after in pairwise(glyphs)):
        glyphs.sort(key=attrgetter("x0"))
    printed = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not printed:
        return None
    size, font = Counter((glyph.size, glyph.font) for glyph in printed).most_common(1)[0][0]
    bottom = next(glyph.bottom for glyph in printed if glyph.size == size)
    top = bottom - size
    words: list[Word] = []
    text, start, end = "", 0.0, 0.0
    before: Glyph | None = None
    for glyph in glyphs:
        sign = glyph.text
        if sign.isspace():
            if text:
                words.append(Word(text, start, end))
                text = ""
            continue
        if before is not None:
            if sign == before.text and glyph.x0 - before.x0 < _SAME_PLACE * size and abs(glyph.top - before.top) < 1.0:
                continue  # drawn twice to look bold
            if text and glyph.x0 - end > _WORD_GAP * size:
                words.append(Word(text, start, end))
                text = ""
            if sign in _MARKS or before.text in _MARKS:
                text, is_mark = _accented(text, before, glyph)
                if is_mark:
                    before = glyph
                    end = max(end, glyph.x1)
                    continue
        if glyph.size < _SMALL * size and bottom - glyph.bottom > _RAISED_BY * size:
            sign = raised(sign)
        if not text:
            start = glyph.x0
        text += sign
        end = glyph.x1
        before = glyph
    if text:
        words.append(Word(text, start, end))
    last = words[-1].text
    ends_soft = last.endswith(SOFT_HYPHEN)
    cleaned = [Word(shown, word.x0, word.x1) for word in words if (shown := clean(word.text))]
    if not cleaned:
        return None
    first = printed[0].x1 - printed[0].x0
    return Line(cleaned, top, bottom, size, font, glyphs[-1].text.isspace(), ends_soft, first)


def _accented(text: str, before: Glyph, glyph: Glyph) -> tuple[str, bool]:
    """Put an accent that is drawn over a letter on it; False where the two do not lie over each other."""
    if min(before.x1, glyph.x1) - max(before.x0, glyph.x0) < 0.3 * min(before.x1 - before.x0, glyph.x1 - glyph.x0):
        return text, False
    if glyph.text in _MARKS:
        return text + _MARKS[glyph.text], True
    return text[: -len(before.text)] + glyph.text + _MARKS[before.text], True
