"""What a PDF page draws – letters, lines, images – in one measure: points from the left and from the top of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTLine, LTRect

_THIN = 3.0
"""A rectangle thinner than this is a line that was drawn by filling it."""
_CURVE_POINTS_AT_MOST = 60
_WHOLE_PAGE = 0.9
_EDGES_AT_MOST = 8_000
_UNREADABLE = "(cid:"
_ASLANT = 0.15
_WATERMARK = 24.0
"""A watermark is at least so large, and far larger than the text."""
_FAR_LARGER = 2.5
_MARKS_AT_MOST = 500

Mark = tuple[str, int, int]
"""A letter of a watermark, and where it stands: it is printed there on page after page."""


@dataclass(slots=True)
class Glyph:
    """A letter (or ligature) as it is drawn. ``size`` is the height of its font."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str
    turned: int = 0
    """0 for text that runs as the page does, 1 for text that runs up, 2 for text that runs down."""


@dataclass(slots=True)
class Stroke:
    """A straight line: ``at`` is where it lies across its direction, ``start`` and ``end`` along it."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Content:
    """A page's letters in the order in which they are drawn, its level and upright lines, and how much images cover."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    level: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    image_share: float = 0.0
    unreadable: int = 0
    """Letters that the file does not say what they are."""
    is_too_full: bool = False


def content_of(layout: Any, box: tuple[float, float, float, float], watermarks: set[Mark]) -> Content:
    """The content of a page laid out by pdfminer, within its visible ``box`` (left, bottom, right, top).

    A page whose text runs up or down is turned, so that its text runs as it is read. ``watermarks`` are those found on the
    pages before, to which those of this page are added.
    """
    left, bottom, right, top = box
    content = Content(right - left, top - bottom)
    turned = [0, 0, 0]
    for item in _leaves(layout):
        if isinstance(item, LTChar):
            direction = _direction(item)
            if direction is None:
                continue
            turned[direction] += 1
            _add_glyph(content, item, left, top, direction)
        elif isinstance(item, LTImage):
            shown = max(0.0, min(item.x1, right) - max(item.x0, left)) * max(0.0, min(item.y1, top) - max(item.y0, bottom))
            content.image_share = max(content.image_share, shown / max(content.width * content.height, 1.0))
        elif isinstance(item, LTCurve):
            _add_strokes(content, item, left, top)
            if len(content.level) + len(content.upright) > _EDGES_AT_MOST:
                content.is_too_full = True
                break
    most = max(range(3), key=turned.__getitem__)
    if most and turned[most] * 2 > sum(turned):
        _turn(content, clockwise=most == 1)
    content.glyphs = _without_watermark(content.glyphs, watermarks)
    return content


def _without_watermark(glyphs: list[Glyph], known: set[Mark]) -> list[Glyph]:
    """Letters without those of a large text that is printed under or over the others: *UTKAST*."""
    sizes = sorted(glyph.size for glyph in glyphs)
    if not sizes or sizes[-1] < _WATERMARK:
        return glyphs
    least = max(_WATERMARK, _FAR_LARGER * sizes[len(sizes) // 2])
    large = [glyph for glyph in glyphs if glyph.size >= least and not glyph.text.isspace()]
    small = [glyph for glyph in glyphs if glyph.size < least and not glyph.text.isspace()]
    crossed = {
        (glyph.size, glyph.font) for glyph in large if _mark(glyph) in known or any(_lies_in(other, glyph) for other in small)
    }
    if len(known) < _MARKS_AT_MOST:
        known.update(_mark(glyph) for glyph in large if (glyph.size, glyph.font) in crossed)
    return [glyph for glyph in glyphs if (glyph.size, glyph.font) not in crossed]


def _mark(glyph: Glyph) -> Mark:
    return glyph.text, round(glyph.x0), round(glyph.top)


def _lies_in(small: Glyph, large: Glyph) -> bool:
    middle, level = (small.x0 + small.x1) / 2, (small.top + small.bottom) / 2
    return large.x0 < middle < large.x1 and large.top < level < large.bottom


def _leaves(container: Iterable[Any]) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


def _direction(char: LTChar) -> int | None:
    """0 for text that runs across the page, 1 for text that runs up, 2 for text that runs down; None for text aslant."""
    a, b, c, d = char.matrix[:4]
    if min(abs(a), abs(b)) > _ASLANT * max(abs(a), abs(b)):
        return None
    if abs(b) + abs(c) <= abs(a) + abs(d):
        return 0
    return 1 if b > 0 else 2


def _add_glyph(content: Content, char: LTChar, left: float, top: float, direction: int) -> None:
    text = char.get_text()
    if text.startswith(_UNREADABLE):
        content.unreadable += 1
        text = "\ufffd"
    x0, x1, above, below = char.x0 - left, char.x1 - left, top - char.y1, top - char.y0
    middle, level = (x0 + x1) / 2, (above + below) / 2
    if not (-1 <= middle <= content.width + 1 and -1 <= level <= content.height + 1) or not text:
        return
    size = below - above if not direction else x1 - x0
    content.glyphs.append(Glyph(text, x0, x1, above, below, size, char.fontname, direction))


def _add_strokes(content: Content, item: LTCurve, left: float, top: float) -> None:
    if not item.stroke and (not item.fill or _is_white(item.non_stroking_color)):
        return
    if item.stroke and not item.fill and _is_white(item.stroking_color):
        return
    x0, x1, above, below = item.x0 - left, item.x1 - left, top - item.y1, top - item.y0
    if isinstance(item, LTLine | LTRect):
        if x1 - x0 > _WHOLE_PAGE * content.width and below - above > _WHOLE_PAGE * content.height:
            return
        if below - above <= _THIN:
            if x1 - x0 > _THIN:
                content.level.append(Stroke((above + below) / 2, x0, x1))
        elif x1 - x0 <= _THIN:
            content.upright.append(Stroke((x0 + x1) / 2, above, below))
        elif isinstance(item, LTRect):
            content.level += [Stroke(above, x0, x1), Stroke(below, x0, x1)]
            content.upright += [Stroke(x0, above, below), Stroke(x1, above, below)]
        return
    points = [(x - left, top - y) for x, y in item.pts]
    for (ax, ay), (bx, by) in pairwise(points[:_CURVE_POINTS_AT_MOST]):
        if abs(ay - by) < 0.1 and abs(ax - bx) > 2 * _THIN:
            content.level.append(Stroke(ay, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) < 0.1 and abs(ay - by) > 2 * _THIN:
            content.upright.append(Stroke(ax, min(ay, by), max(ay, by)))


def _is_white(color: Any) -> bool:
    """Whether a colour leaves the paper as it is: white in grey or RGB, nothing of each ink in CMYK."""
    parts = color if isinstance(color, tuple | list) else (color,)
    if not all(isinstance(part, int | float) for part in parts) or not parts:
        return False
    return all(part <= 0.01 for part in parts) if len(parts) == 4 else all(part >= 0.99 for part in parts)


def _turn(content: Content, *, clockwise: bool) -> None:
    """Turn the page a quarter, so that text that runs up (``clockwise``) or down runs across."""
    width, height = content.width, content.height
    for glyph in content.glyphs:
        glyph.turned = 0 if glyph.turned == (1 if clockwise else 2) else 1
        x0, x1, above, below = glyph.x0, glyph.x1, glyph.top, glyph.bottom
        if clockwise:
            glyph.x0, glyph.x1, glyph.top, glyph.bottom = height - below, height - above, x0, x1
        else:
            glyph.x0, glyph.x1, glyph.top, glyph.bottom = above, below, width - x1, width - x0
    level, upright = content.level, content.upright
    if clockwise:
        content.level = [Stroke(each.at, height - each.end, height - each.start) for each in upright]
        content.upright = [Stroke(height - each.at, each.start, each.end) for each in level]
    else:
        content.level = [Stroke(width - each.at, each.start, each.end) for each in upright]
        content.upright = [Stroke(each.at, width - each.end, width - each.start) for each in level]
    content.width, content.height = height, width
