"""The printed lines of a document: as a stream that can be looked ahead in, and joined to text again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Line = tuple[int, str, bool]
"""Line number from 1, the text without its line break but with every space, and whether a blank line stands before it."""

BROKEN = "\ufffd"
"""What is shown for what is no letter."""
_BROKEN_LINES_AT_MOST = 10


@dataclass(slots=True)
class Printed:
    """One printed line: ``text`` with every space, ``words`` without those around it, ``after_gap`` after a blank line."""

    number: int
    text: str
    words: str
    after_gap: bool
    is_plain: bool = False
    """Running text whatever it says: the cells of a table that is none of indicators or activities."""

    @property
    def is_indented(self) -> bool:
        """A line that begins with a space begins a table row, or a page."""
        return self.text[:1] == " "


class Source:
    """Printed lines one by one; blank lines are folded into ``after_gap``. Lines can be given back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._given_back: list[Printed] = []
        self.spaced_ends = self.seen = 0
        self.broken_lines: list[int] = []
        """The first lines with bytes that are no letters."""

    def next(self) -> Printed | None:
        if self._given_back:
            return self._given_back.pop()
        for number, text, after_gap in self._lines:
            self.seen += 1
            if BROKEN in text and len(self.broken_lines) < _BROKEN_LINES_AT_MOST:
                self.broken_lines.append(number)
            if text[-1] == " ":
                self.spaced_ends += 1
            return Printed(number, text, text.strip(), after_gap)
        return None

    def give_back(self, lines: Iterable[Printed]) -> None:
        """Put lines back in their order, to be read again."""
        self._given_back.extend(reversed(list(lines)))

    @property
    def is_stripped(self) -> bool:
        """Whether the spaces at line ends, which tell cells and broken words, have been lost on the way."""
        return self.seen >= 40 and self.spaced_ends < self.seen // 5


def join(lines: Iterable[str]) -> str:
    """Lines as one text: a line that ends without a space was broken inside a word."""
    return "".join(lines)


def paragraphs(lines: list[Printed]) -> str:
    """Lines as text: wrapped lines joined, broken words mended, bullets on lines of their own."""
    text = ""
    for line in lines:
        words = line.words
        if not words or (words.isdigit() and len(words) <= 3):
            continue
        if not text:
            text = line.text.lstrip()
        elif words[0] in "•●▪-–" and words[1:2] == " ":
            text = f"{text.rstrip()}\n{line.text.lstrip()}"
        else:
            text += line.text.lstrip() if text.endswith(" ") else line.text
    return "\n".join(" ".join(part.split()) for part in text.split("\n"))
