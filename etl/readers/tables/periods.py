"""Which follow-up a cell, a header or a title speaks of: ``T1 2023``, ``2023 T1``, ``2023-04-30``, ``jan–apr 2023``, ``2023``."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from data.vocabulary import FOLLOW_UPS, Period, PeriodKind
from etl.readers.tables.grid import Cell
from etl.readers.tables.layout import Layout, alternatives, plain

FIRST_YEAR, LAST_YEAR = 1990, 2100
_YEAR = r"(?:19[9]\d|20\d\d)"
_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_ISO = re.compile(rf"(?P<year>{_YEAR})[-./](?P<month>0?[1-9]|1[0-2])[-./](?P<day>0?[1-9]|[12]\d|3[01])(?:[ t]00:00(?::00)?)?")
_COMPACT = re.compile(rf"(?P<year>{_YEAR})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])")
_WRITTEN = re.compile(rf"(?:den )?(?P<day>[0-3]?\d)[ ./]+(?P<month>[a-zåäö]+|[01]?\d)\.?[ ./]+(?P<year>{_YEAR})")
_A_DAY = "|".join(re.sub(r"\?P<\w+>", "?:", each.pattern) for each in (_ISO, _COMPACT, _WRITTEN))
_RANGE = re.compile(rf"(?:perioden )?(?P<first>{_A_DAY})\s?(?:-|till(?: och med)?|t\.?o\.?m\.?)\s?(?P<last>{_A_DAY})")
_SERIALS = range(32_874, 73_415)
"""Days since 1900 from 1990 to 2100."""
_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class When:
    """What is said of the period: its year and kind as far as they are said. ``doubt`` says why it is none, in Swedish.

    ``note`` tells of an interpretation that the person should know of.
    """

    year: int | None = None
    kind: PeriodKind | None = None
    doubt: str = ""
    note: str = ""

    def __or__(self, other: When) -> When:
        """This, with what it does not say taken from the other."""
        if self.year and self.kind:
            return self
        return When(self.year or other.year, self.kind or other.kind, self.doubt or other.doubt, self.note)

    @property
    def period(self) -> Period | None:
        return Period(self.year, self.kind) if self.year and self.kind else None


@lru_cache(maxsize=4096)
def of_date(day: dt.date) -> When:
    """The follow-up that ends on the day."""
    for kind in FOLLOW_UPS:
        if FIRST_YEAR <= day.year <= LAST_YEAR and Period(day.year, kind).last_day == day:
            return When(day.year, kind)
    return When(doubt=f"{day} är inte sista dagen i en uppföljningsperiod (30 april, 31 augusti eller 31 december)")


def of_cell(cell: Cell, layout: Layout) -> When | None:
    """The period that a cell of a period column says; None for what is no period at all."""
    if isinstance(cell.value, dt.date):
        return of_date(cell.value)
    if cell.kind == "number" and isinstance(cell.value, (int, float)) and not cell.shown_with:
        return _of_number(cell.value)
    return of_text(cell.text, layout) if cell.kind == "text" else None


def _of_number(value: float) -> When | None:
    if value != int(value):
        return None
    number = int(value)
    if FIRST_YEAR <= number <= LAST_YEAR:
        return When(number)
    if found := _COMPACT.fullmatch(str(number)):
        return _of_parts(found["year"], found["month"], found["day"])
    if number in _SERIALS:
        day = _EPOCH + dt.timedelta(days=number)
        return replace(of_date(day), note=f"Talet {number} är ett datum utan datumformat och läses som {day}.")
    return None


@lru_cache(maxsize=4096)
def of_text(text: str, layout: Layout) -> When | None:
    """The period that the whole text says, with or without its year; None for what is no period."""
    words = plain(text).casefold().strip(" .:,")
    if not words or len(words) > 60:
        return None
    if when := _of_words(words, layout):
        return when
    if found := _RANGE.fullmatch(words):
        first, last = _day(found["first"]), _day(found["last"])
        if first and last and first < last:
            when = of_date(last)
            spans = {dt.date(last.year, 1, 1), dt.date(last.year - 1, 12, 31), last + dt.timedelta(1)}
            is_whole = first in spans or (first.month, first.day, first.year + 1) == _after(last)
            return when if when.doubt or is_whole else When(doubt=f"{text} är ingen uppföljningsperiod")
    day = _day(words)
    return of_date(day) if day else None


def _after(day: dt.date) -> tuple[int, int, int]:
    following = day + dt.timedelta(1)
    return following.month, following.day, following.year


def _of_words(words: str, layout: Layout) -> When | None:
    found = _pattern(layout).fullmatch(words)
    if not found:
        return None
    year = found["before"] or found["after"] or found["alone"]
    kind = found["kind"] or found["kind_after"] or found["kind_alone"]
    return When(int(year) if year else None, layout.period_kinds[_key(kind)] if kind else None)


def _key(kind: str) -> str:
    return re.sub(r"[\s\-:*.]", "", kind)


@lru_cache(maxsize=64)
def _pattern(layout: Layout) -> re.Pattern[str]:
    kinds = alternatives(word for words in _kind_words(layout) for word in words)
    gap = r"[\s.,/_:()-]*(?:år\s+)?"
    return re.compile(
        rf"(?P<kind>{kinds}){gap}(?P<after>{_YEAR})\)?|(?P<before>{_YEAR}){gap}(?P<kind_after>{kinds})\)?"
        rf"|(?:år\s+)?(?P<alone>{_YEAR})|(?P<kind_alone>{kinds})"
    )


def _kind_words(layout: Layout) -> list[tuple[str, ...]]:
    from etl.readers.tables.layout import PERIOD_WORDS

    return [(*PERIOD_WORDS[kind], *layout.period_words.get(kind, ())) for kind in PeriodKind]


@lru_cache(maxsize=64)
def _within(layout: Layout) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_ISO.pattern.replace('?P<', '?P<iso_')}|{_pattern(layout).pattern})(?![\w-])")


def take_from(text: str, layout: Layout) -> tuple[When | None, str]:
    """A period that stands among other words of a header, and the text (in small letters) without it."""
    words = plain(text).casefold()
    found = _within(layout).search(words)
    if not found:
        return None, words
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    return of_text(found[0], layout), rest


def periods_within(text: str, layout: Layout) -> set[When]:
    """All periods with their year that a title speaks of."""
    words = plain(text).casefold()
    found = {of_text(each[0], layout) for each in _within(layout).finditer(words)}
    return {when for when in found if when is not None}


def _day(words: str) -> dt.date | None:
    words = words.strip()
    found = _ISO.fullmatch(words) or _COMPACT.fullmatch(words) or _WRITTEN.fullmatch(words)
    return _date_of(found["year"], found["month"], found["day"]) if found else None


def _of_parts(year: str, month: str, day: str) -> When | None:
    date = _date_of(year, month, day)
    return of_date(date) if date else None


def _date_of(year: str, month: str, day: str) -> dt.date | None:
    number = int(month) if month.isdecimal() else _month(month)
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None


def _month(word: str) -> int:
    alike = [number for number, month in enumerate(_MONTHS, start=1) if len(word) >= 3 and month.startswith(word)]
    return alike[0] if len(alike) == 1 else 0
