"""Wrapped lines → text: where a line ends between words, inside a word, or because a paragraph ends.

A program that fills lines moves a word to the next line when there is no room for it. A line that ends although the next
word would have had room was ended on purpose. A word that is wider than its column is broken inside, without a hyphen; that
is told by the space that many programs draw behind the last word of a wrapped line and not inside a word, and by the line
being filled to the last letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from etl.readers.pdf.lines import Line

_TOLERANCE = 0.6
_HYPHENS = ("-", "\u2010", "\u2011")
_WORDS_AT_MOST = 20_000
_ENOUGH = 3
_SUSPENDED_BEFORE = frozenset(("och", "eller", "samt", "respektive", "och/eller", "resp.", "till"))
_SPACE_WIDTH = 0.22
_WIDTH_SLACK = 0.15
_ROUGHLY = 0.4
_COMMON = frozenset(
    re.findall(
        r"\S+",
        """
        alla alltid andel andra antal arbete att av barn bland bra både dag de dem den det där efter eller en enhet enheten
        enhetens ett fler flera fram från för förskola genom god gwh ha har hela helt hög i icke indikator ingen inom inte ja
        kan kg kommunen kommunens kr kr. kvinnor kwh livsmedel max med medarbetare mellan mer mindre minska minst mnkr mwh män
        mål målet måltider många mått nej nya nämnd nämnd/styrelse nämnden nämndens och om omsorg per period personal personer
        procent på resultat samt sig sin sina ska skola som st staden stadens stockholm stockholms styrelse stöd större tas
        tid till tkr ton trygg trygga under upp upplever ur ut utan utfall utförs vara verksamhet verksamheten vid vård vård-
        äldre är år årsmål öka över
        """,
    )
)
"""Words that names and targets are full of."""
_MARKS = ".,;:!?()«»\"”'"


@dataclass(slots=True)
class Habits:
    """What a document has shown of itself so far: whether it draws spaces at the end of wrapped lines, and its words."""

    spaced: int = 0
    unspaced: int = 0
    words: set[str] = field(default_factory=set)

    @property
    def draws_spaces(self) -> bool:
        return self.spaced >= _ENOUGH and self.spaced >= 2 * self.unspaced

    def knows(self, word: str) -> bool:
        return word in self.words or word in _COMMON

    def knows_beginning(self, part: str) -> bool:
        """Whether a known word is this one or begins so: a word may be broken more than once."""
        return self.knows(part) or any(word.startswith(part) for words in (_COMMON, self.words) for word in words)

    def learn(self, lines: Sequence[Line], *, is_cell: bool = False) -> None:
        """Take note of the words within lines; those at the ends may be parts, save at the ends of a cell."""
        if len(self.words) > _WORDS_AT_MOST:
            return
        last = len(lines) - 1
        for at, line in enumerate(lines):
            begin = 0 if is_cell and at == 0 and (len(line.words) > 1 or not last) else 1
            end = None if is_cell and at == last and (len(line.words) > 1 or not last) else -1
            self.words.update(word.text.strip(_MARKS).casefold() for word in line.words[begin:end] if len(word.text) > 2)


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between two lines: ``with_what``, and ``dropped`` letters at the end of the first. ``doubt`` in Swedish."""

    with_what: str
    dropped: int = 0
    doubt: str = ""


_NOTHING, _SPACE, _END = Joint(""), Joint(" "), Joint("\n")


def joint(before: Line, after: Line, room: float, habits: Habits, begun: str = "") -> Joint:
    """How a line goes on with the next. ``room`` is what is free behind it, in points.

    ``begun`` is its last word with what it went on from, where that was broken already on the line before.
    """
    word, space = after.words[0], _SPACE_WIDTH * before.size
    if before.ends_soft:
        return _NOTHING
    last = before.words[-1].text
    if last.endswith(_HYPHENS):
        return _after_hyphen(before, after, habits)
    had_room = room - space - (word.x1 - word.x0) > _TOLERANCE
    if had_room and not before.ends_spaced:
        return _END
    if before.ends_spaced:
        return _SPACE
    if last.endswith("/"):
        return _NOTHING
    if word.text[0].isupper() or not _may_be_one_word(last, word.text):
        return _SPACE
    begun = begun or last
    if _is_broken_off(before, after, room, _TOLERANCE, _WIDTH_SLACK * before.size):
        if habits.draws_spaces:
            return _NOTHING
        found = _one_word_or_two(begun, word.text, habits)
        # Most programs move a word to a line of its own before they break it.
        return replace(found, with_what=" ") if found.doubt and len(before.words) > 1 else found
    # The room is not always known to the letter: then the document's spaces, or its words, must tell the same.
    if not _is_broken_off(before, after, room, _ROUGHLY * before.size, _ROUGHLY * before.size):
        return _SPACE
    if habits.draws_spaces:
        return _NOTHING
    certain = _one_word_or_two(begun, word.text, habits)
    return _SPACE if certain.doubt else certain


def _is_broken_off(before: Line, after: Line, room: float, tolerance: float, slack: float) -> bool:
    """Whether a line is filled to the last letter, with a word that is too wide for a line of its own."""
    return after.first_letter > room - tolerance and _width_of(before, after) > room + before.width - slack


def _width_of(before: Line, after: Line) -> float:
    """How wide the last word of a line and the first of the next are as one word."""
    first, second = before.words[-1], after.words[0]
    return first.x1 - first.x0 + second.x1 - second.x0


def _one_word_or_two(first: str, second: str, habits: Habits) -> Joint:
    """Two pieces that can be a word too wide for its column, broken inside, as well as two words."""
    one, two = (part.strip(_MARKS).casefold() for part in (first, second))
    if second == "%":
        return _SPACE
    if second[0] in "/,.%" or habits.knows_beginning(one + two):
        return _NOTHING
    if habits.knows(one) and habits.knows_beginning(two):
        return _SPACE
    doubt = f"Det går inte att se om «{first}» och «{second}» är ett ord eller två"
    return Joint(" " if habits.knows(one) else "", doubt=doubt)


def note_habit(before: Line, after: Line, room: float, habits: Habits) -> None:
    """Learn from a line that was plainly wrapped whether the document draws a space behind it."""
    word = after.words[0]
    if len(before.words) > 1 and room - _SPACE_WIDTH * before.size - (word.x1 - word.x0) <= _TOLERANCE:
        if before.ends_spaced:
            habits.spaced += 1
        elif not before.words[-1].text.endswith(_HYPHENS):
            habits.unspaced += 1


def _may_be_one_word(first: str, second: str) -> bool:
    """Whether two pieces can be parts of one word or number: a piece that ends a sentence or unit is none."""
    ends, begins = first[-1], second[0]
    if ends in ".,;:!?)%" and not (ends in ".," and begins.isdigit() and first[:1].isdigit()):
        return False
    if first.strip(_MARKS).isdigit() and begins.isalpha():
        return False
    if first.isalpha() and len(first) > 1 and first.islower() and second.strip(_MARKS).isdigit():
        return False
    return begins.isalnum() or begins in "/-%,."


def _after_hyphen(before: Line, after: Line, habits: Habits) -> Joint:
    """A hyphen at the end of a line: one of a suspended word (*vård- och*), of a compound (*KF-mål*), or a broken word's."""
    first, second = before.words[-1].text[:-1], after.words[0].text
    following = after.words[1].text.casefold() if len(after.words) > 1 else ""
    if before.ends_spaced or not first or second.casefold() in _SUSPENDED_BEFORE:
        return _SPACE
    if second.endswith((*_HYPHENS, "-,")) and (following in _SUSPENDED_BEFORE or second.endswith("-,")):
        return _SPACE
    if first[-1].isdigit() or not second[0].islower() or first.isupper() or len(first) == 1 or not first[-1].isalpha():
        return _NOTHING
    bare = second.strip(_MARKS).casefold()
    start = first.strip(_MARKS).casefold()
    if habits.knows(f"{start}-{bare}"):
        return _NOTHING
    if habits.knows(f"{start}{bare}"):
        return Joint("", dropped=1)
    return Joint("", dropped=1, doubt=f"Det går inte att se om bindestrecket i «{first}-{second}» hör till ordet")


def join_lines(lines: Sequence[Line], rooms: Sequence[float], habits: Habits) -> tuple[str, str]:
    """Lines as text, with a line feed where a paragraph plainly ends, and what is uncertain about it, if anything."""
    text, doubt = "", ""
    for at, line in enumerate(lines):
        if at == 0:
            text = line.text
            continue
        begun = text[max(text.rfind(" "), text.rfind("\n")) + 1 :]
        between = joint(lines[at - 1], line, rooms[at - 1], habits, begun)
        if between.dropped:
            text = text[: -between.dropped]
        text += between.with_what + line.text
        doubt = doubt or between.doubt
    return text, doubt
