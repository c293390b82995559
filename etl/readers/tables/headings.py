"""What a column's header says: its cells from top to bottom, each taken apart into figure, period, sex and what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from data.vocabulary import Gender
from etl.readers.tables.layout import DIMENSIONS, FIGURES, TEXTS, Layout, alternatives, key, plain, without_per_cent
from etl.readers.tables.periods import When, of_text, take_from

_FILLERS = re.compile(r"\b(?:för|per|den|till|och|med|avser|t\.?o\.?m|i|år|periodens|perioden|resultat|värde|antal|andel)\b")
_COUNTED = re.compile(r"\b(?:andel|antal)\b")
_PER_CENT = re.compile(r"%|\bprocent\b")
_SIGNS = re.compile(r"[\s()\[\],.;:/*-]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """What one header cell, or a column's header cells together, say.

    ``role`` is what the column holds, empty where only a period, a sex or a name is said; ``name`` the words that are
    nothing of this: a unit or an indicator, perhaps. ``values`` must be all that the column holds for the role to be right.
    """

    printed: str
    role: str = ""
    when: When | None = None
    gender: Gender | None = None
    is_per_cent: bool = False
    name: str = ""
    values: frozenset[str] = frozenset()
    otherwise: tuple[str, ...] = ()
    """Other roles that the same words can mean, where the column holds other words than ``values``."""
    counted: str = ""
    """*andel* or *antal* beside a sex and nothing else: whose share, or the number of whom, the table's other columns say."""
    doubt: str = ""
    """Why the column is not read, as a word of ``questions``."""

    @property
    def is_known(self) -> bool:
        """Whether every word is understood."""
        return not self.name and bool(self.role or self.when or self.gender)

    @property
    def is_filler(self) -> bool:
        """Whether nothing but words such as *Andel* and *Resultat* is said, which stand for the outcome below a sex or period."""
        return self.name == self.printed and not _SIGNS.sub("", _FILLERS.sub(" ", _PER_CENT.sub(" ", self.name.casefold())))

    @property
    def is_dimension(self) -> bool:
        return self.role in DIMENSIONS

    @property
    def is_figure(self) -> bool:
        """Whether the column holds figures: said outright, or by a period or sex alone."""
        return self.role in FIGURES or (not self.role and not self.name and bool(self.when or self.gender))


@lru_cache(maxsize=8192)
def heading_of(printed: str, layout: Layout) -> Heading:
    """What one header cell says."""
    text = plain(printed)
    meanings = layout.headers.get(key(text))
    is_per_cent = bool(_PER_CENT.search(text.casefold()))
    if meanings:
        (role, values), *others = meanings
        return Heading(text, role, is_per_cent=is_per_cent, values=values, otherwise=tuple(each for each, _ in others))
    if indicator := layout.indicator_called(text) or layout.indicator_called(without_per_cent(text)):
        return Heading(text, is_per_cent=is_per_cent, name=indicator)
    if when := of_text(text, layout):
        return Heading(text, when=when)
    if gender := layout.genders.get(key(text)):
        return Heading(text, gender=gender)
    return _taken_apart(text, layout, is_per_cent)


def _taken_apart(text: str, layout: Layout, is_per_cent: bool) -> Heading:
    when, rest = take_from(text, layout)
    gender: Gender | None = None
    if found := _genders(layout).search(rest):
        gender = layout.genders[key(found[0])]
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    role = ""
    counted = _COUNTED.search(rest) if gender else None
    found = _figures(layout).search(rest)
    if found and not (counted and found[0] == counted[0]):
        role = layout.headers[key(found[0])][0][0]
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    left = _SIGNS.sub("", _FILLERS.sub(" ", _PER_CENT.sub(" ", rest)))
    if left:
        return Heading(text, role, when, gender, is_per_cent, name=_name(text, rest))
    if not (role or when or gender):
        return Heading(text, name=text)
    return Heading(text, role, when, gender, is_per_cent, counted=counted[0] if counted and not role else "")


def _name(text: str, rest: str) -> str:
    """The words that are left, in their own letters where they stand together in the header."""
    words = " ".join(rest.split()).strip(" ,:;-")
    at = text.casefold().find(words)
    return text[at : at + len(words)].strip() if at >= 0 and len(text.casefold()) == len(text) else words


@lru_cache(maxsize=64)
def _genders(layout: Layout) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(word for word in _gender_words(layout) if len(word) > 1)})(?!\w)")


def _gender_words(layout: Layout) -> list[str]:
    from etl.readers.tables.layout import GENDER_WORDS

    return [word for gender in Gender for word in (*GENDER_WORDS[gender], *layout.gender_words.get(gender, ()))]


@lru_cache(maxsize=64)
def _figures(layout: Layout) -> re.Pattern[str]:
    spellings = [each.header for role in (*FIGURES, *TEXTS) for each in layout.columns.get(role, ())]
    return re.compile(rf"(?<!\w)(?:{alternatives(spellings) or '(?!)'})(?!\w)")


def combined(parts: list[Heading], layout: Layout) -> Heading:
    """What a column's header cells say together, from top to bottom; the lowest goes before those above it."""
    whole = " ".join(part.printed for part in parts)
    if len(parts) == 1:
        return parts[0]
    together = heading_of(whole, layout)
    if together.role and together.is_known and not any(part.role in DIMENSIONS for part in parts):
        return together
    when: When | None = None
    for part in reversed(parts):
        if part.when is not None:
            when = part.when if when is None else when | part.when
    lowest = list(reversed(parts))
    names = [part.name for part in parts if part.name and not (part.is_filler and any(each.is_known for each in parts))]
    words = [part.name.casefold() for part in parts if part.is_filler and part.name.casefold() in ("andel", "antal")]
    role_of = next((part for part in lowest if part.role), None)
    figure = next((part for part in lowest if part.role in FIGURES), role_of)
    return Heading(
        printed=whole,
        role=figure.role if figure else "",
        when=when,
        gender=next((part.gender for part in lowest if part.gender), None),
        is_per_cent=any(part.is_per_cent for part in parts),
        name=" ".join(names),
        values=figure.values if figure else frozenset(),
        otherwise=figure.otherwise if figure else (),
        counted=words[0] if words and not figure and not names else "",
    )
