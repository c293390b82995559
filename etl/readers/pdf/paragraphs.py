"""Lines of running text → paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from etl.readers import words
from etl.readers.pdf.lines import Line
from etl.readers.pdf.page import is_structure
from etl.readers.pdf.wrapping import Habits, join_lines, joint

_SAME_SIZE = 0.6
_LINE_STEP = 2.1
"""The most from line to line within a paragraph, in heights of its font: double spacing."""
_TITLE_SIZE = 14.0
_TITLE_STEP = 1.35
_INDENT = 30.0
_BULLETS = "•●▪-–○■"
_LEADER_GAP = 2.5


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph. ``number`` is that of its first line on the page."""

    number: int
    right: float
    lines: list[Line] = field(default_factory=list)

    def text(self, habits: Habits) -> str:
        text, _ = join_lines(self.lines, [self.right - line.x1 for line in self.lines], habits)
        return _as_contents(self.lines, self.right) or text


def paragraphs(lines: Sequence[tuple[int, Line]], right: float, habits: Habits) -> Iterator[Paragraph]:
    """Numbered lines that follow each other on a page, as paragraphs; ``right`` is the page's right margin."""
    open_one: Paragraph | None = None
    for number, line in lines:
        if open_one is not None and _goes_on(open_one.lines[-1], line, right, habits, open_one):
            open_one.lines.append(line)
            continue
        if open_one is not None:
            yield open_one
        open_one = Paragraph(number, right, [line])
    if open_one is not None:
        yield open_one


def _goes_on(before: Line, line: Line, right: float, habits: Habits, paragraph: Paragraph) -> bool:
    """Whether a line goes on with the one before it: set alike, close below, and moved there for lack of room."""
    if abs(before.size - line.size) > _SAME_SIZE or (line.font != before.font and _is_bold(line.font) != _is_bold(before.font)):
        return False
    if line.top - before.top > _LINE_STEP * line.size or line.top <= before.top:
        return False
    if (line.words[0].text[:1] in _BULLETS and len(line.words[0].text) == 1) or abs(line.x0 - before.x0) > _INDENT:
        return False
    if is_structure(line.text) or words.is_fulfilment(before.text) or _is_whole_label(before.text):
        return False
    if _as_contents([before], right) or (words.contents_entry(before.text)):
        return False
    return _is_set_as_one_title(before, line, paragraph) or joint(before, line, right - before.x1, habits).with_what != "\n"


def _is_set_as_one_title(before: Line, line: Line, paragraph: Paragraph) -> bool:
    """Whether a line is set as the title right above it is: large, and broken there on purpose."""
    is_alike = before.font == line.font and abs(before.size - line.size) < 0.1 and before.size >= _TITLE_SIZE
    is_close = line.top - before.top < _TITLE_STEP * line.size
    return is_alike and is_close and words.title_line(" ".join(each.text for each in paragraph.lines)) is not None


def _is_whole_label(text: str) -> bool:
    """Whether a line is a goal's label alone, or a heading: the title stands below it."""
    label = words.goal_label(text)
    return (label is not None and not label[1].strip()) or bool(words.section_name(text)) or words.is_chapter(text)


def _is_bold(font: str) -> bool:
    return "bold" in font.casefold() or "black" in font.casefold() or font.casefold().endswith(("-bd", ",bd"))


def _as_contents(lines: Sequence[Line], right: float) -> str:
    """A line of a table of contents, with the white before its page number filled with dots; otherwise empty."""
    last = lines[-1].words
    if len(last) < 2 or not last[-1].text.isdecimal() or len(last[-1].text) > 3:
        return ""
    is_far = last[-1].x0 - last[-2].x1 > _LEADER_GAP * lines[-1].size and right - last[-1].x1 < 3 * lines[-1].size
    if not is_far or not any(letter.isalpha() for letter in last[-2].text):
        return ""
    text = " ".join(word.text for line in lines for word in line.words[: None if line is not lines[-1] else -1])
    return f"{text} ..... {last[-1].text}"
