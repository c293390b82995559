"""The columns that plans and reports print, recognised from the header as printed.

A header is wrapped, broken inside words and differs by kind of document and year. All white space is therefore removed
before the header is compared; what is left is cut into known column titles, the longest first. A title that is not known
keeps its place and its printed words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.vocabulary import Period
from etl.readers.column_roles import roles

_YEAR = r"(?:år)?(?P<{0}>(?:19|20)\d\d)"
_FOLLOW_UP = (
    r"(?:för|vid|per|t\.?o\.?m\.?)?(?P<{0}>vb|vp|t[123]|tertial[123]|helår(?:et)?|"
    r"jan(?:uari)?–?(?:apr(?:il)?|aug(?:usti)?|dec(?:ember)?))"
)
_WHEN = f"(?:{_FOLLOW_UP}(?:{_YEAR.replace('{0}', '{1}')})?|(?:för)?{_YEAR.replace('{0}', '{2}')})"
"""A follow-up with or without its year, or a year; formatted with the names of its three groups."""
_MEN, _WOMEN = (
    rf"\(?(?:varav)?(?:{adults}(?:/|och){children}|{children}(?:/|och){adults}|{adults}|{children})\)?"
    for adults, children in (("män", "pojkar"), ("kvinnor", "flickor"))
)
_ITS = r"(?:periodens|årets|ack(?:umulerat|\.)?)?"
_INDICATOR = (
    r"(?:(?:kf:?s?|kommunfullmäktiges|nämnd(?:ens|mål)?|enhets?(?:ens)?)(?:egna)?)?indikator(?:er|namn|ensnamn)?(?:\(kf\))?"
)

_TITLES: tuple[tuple[str, str], ...] = (
    ("name", _INDICATOR),
    ("name", r"(?:(?:kf:?s?|kommunfullmäktiges|nämnd(?:ens)?|enhets?(?:ens)?)(?:egna)?)?aktivitet(?:er)?"),
    ("outcome_men", _ITS + f"utfall(?:{_WHEN.format('f1', 'y1', 'a1')})?{_MEN}(?:{_WHEN.format('f2', 'y2', 'a2')})?"),
    ("outcome_women", _ITS + f"utfall(?:{_WHEN.format('f1', 'y1', 'a1')})?{_WOMEN}(?:{_WHEN.format('f2', 'y2', 'a2')})?"),
    ("dated_outcome", _ITS + f"utfall(?:totalt)?{_WHEN.format('f1', 'y1', 'a1')}(?:totalt)?"),
    ("dated_outcome", r"(?P<f1>helår)sutfall" + f"(?:{_YEAR.format('y1')})?"),
    (
        "previous_outcome",
        r"(?:föregående(?:års|periods)?utfall|utfall(?:sammaperiod)?(?:föregående|f\.?g\.?|förra)(?:år(?:et)?|period(?:en)?)|utfallfgår)",
    ),
    ("outcome", _ITS + "utfall(?:total(?:t|a)?|perioden)?"),
    (
        "forecast",
        r"(?:progn(?:os|\.)?|helårsprognos|årsprognos)(?:förhelår(?:et)?|år)?" + f"(?:{_WHEN.format('f1', 'y1', 'a1')})?",
    ),
    ("kf_target", r"(?:kf:?s?|kommunfullmäktiges|stadens)(?:mål|årsmål)(?:för)?" + f"(?:{_YEAR.format('y1')})?"),
    ("target", r"(?P<owner>nämndens|enhetens|lokalt)?(?:årsmål|målvärde|målnivå|mål)(?:för)?" + f"(?:{_YEAR.format('y1')})?"),
    ("periodicity", r"(?:periodicitet|(?:mät|uppföljnings)?frekvens)"),
    ("period", r"(?:mät|uppföljnings|senaste(?:mät)?)?period"),
    ("start", r"start(?:ar|datum)?"),
    ("end", r"(?:slut(?:ar|datum)?|färdigdatum)"),
    ("deviation", r"avvikelser?"),
    ("text", r"(?:ansvarig(?:nämnd|enhet|person)?|status|kommentar(?:er)?|trend)"),
)
_HEADER_BEGINS = re.compile(
    r"\s*(?:(?:kf:?s|kommunfullmäktiges|nämndens|enhetens) )?(?:egna )?(?:kf-|nämnd(?:mål)?s?|enhets?)?"
    r"(?:indikator|aktivitet)(?:er)?(?:\s|$)",
    re.IGNORECASE,
)
_TITLES_BEGIN = (
    "perio",
    "utfall",
    "föreg",
    "progn",
    "helår",
    "årsm",
    "årets",
    "kf",
    "kommunfullm",
    "målv",
    "nämndens",
    "enhetens",
    "start",
    "slut",
    "mät",
    "avvik",
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _TITLES)
_HYPHENS = "-\u2010\u2011\u00ad"
_NOTE_MARK = re.compile(r"(?:[*¹²³⁴-⁹⁰]+|(?<=\D)\d\))$")
_ALONE = {
    "men": re.compile(_MEN),
    "women": re.compile(_WOMEN),
    "analysis": re.compile(r"analys(?:(?:/|och)kommentar)?|kommentar(?:er)?"),
}
"""Titles that are known only where each title stands in a cell of its own."""
_UNKNOWN_TITLE_AT_MOST = 40
_HEADER_LETTERS_AT_MOST = 400
_TELL_NOTHING = frozenset({"name", "other", "text", "analysis", "men", "women"})
"""Titles that other tables have as well: alone they make no table of indicators."""
VALUE_COLUMNS = frozenset({"outcome", "outcome_men", "outcome_women", "previous_outcome", "forecast", "target", "kf_target"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``kind`` names the field of a record (``other`` for what is not known), ``title`` is as printed."""

    kind: str
    title: str
    period: str = ""
    """The period in the title, as documents write it: ``VB 2019``."""
    follow_up: str = ""
    """The follow-up in the title: ``T1``, ``T2``, ``VB`` or ``VP``."""
    year: int = 0
    owner: str = ""
    """Whose target it is, where the title says so: ``enhetens``, ``nämndens``."""

    @property
    def cell_type(self) -> str:
        """What its cells hold: ``name``, ``value``, ``period``, ``periodicity``, ``date`` or ``text``."""
        if self.kind in VALUE_COLUMNS:
            return "value"
        if self.kind in ("name", "period", "periodicity"):
            return self.kind
        if self.kind in ("start", "end"):
            return "date"
        if self.kind == "other" and re.search(r"mål|utfall|prognos|värde|\d{4}", self.title, re.IGNORECASE):
            return "value"
        return "text"


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of one table, in print order; the first is always the name."""

    columns: tuple[Column, ...]

    @property
    def is_activity(self) -> bool:
        return "aktivitet" in squeeze(self.columns[0].title) or any(column.kind in ("start", "end") for column in self.columns)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(column.kind for column in self.columns)

    @property
    def previous_period(self) -> str:
        """The period that the header prints for the earlier outcome, otherwise empty."""
        return next((column.period for column in self.columns if column.kind == "previous_outcome"), "")


def squeeze(text: str) -> str:
    """Header text for comparing: white space and hyphens out, lower case."""
    return "".join(sign for sign in text if not _is_left_out(sign)).casefold()


def _is_left_out(sign: str) -> bool:
    return sign.isspace() or sign in _HYPHENS


def parse_header(text: str, document_period: Period | None = None) -> Header | None:
    """Cut a header's text into columns; None where it is no header of an indicator or activity table.

    ``document_period`` tells which of several dated outcome columns is the document's own.
    """
    columns = list(_cut(text))
    if not columns or columns[0].kind != "name":
        return None
    known = [column for column in columns[1:] if column.kind != "other"]
    if not known or any(column.kind == "name" for column in columns[1:]):
        return None
    return Header(roles(columns, document_period))


def starts_header(text: str) -> bool:
    """Whether a line begins the way a header does: with the title of a name column, alone or followed by another column.

    The second title may be broken off at the end of the line (``Indikator Periode``); the header itself decides.
    """
    if "ndikator" not in text and "ktivitet" not in text:
        return False
    found = _HEADER_BEGINS.match(text)
    if not found:
        return False
    rest = squeeze(text[found.end() :])
    return (
        not rest
        or any(rest.startswith(begin) or begin.startswith(rest) for begin in _TITLES_BEGIN)
        or parse_header(text) is not None
    )


def may_begin_title(text: str) -> bool:
    """Whether a piece of a header can be a title, or the first line of one."""
    squeezed = squeeze(text)
    return column_titled(text).kind != "other" or squeezed == "totalt" or squeezed.startswith(_TITLES_BEGIN)


@lru_cache(maxsize=2048)
def _cut(text: str) -> tuple[Column, ...]:
    """The titles in a header's text; the same few headers are printed again and again."""
    letters = [(at, sign) for at, sign in enumerate(text) if not _is_left_out(sign)]
    squeezed = "".join(sign for _, sign in letters).casefold()
    if len(squeezed) != len(letters) or len(letters) > _HEADER_LETTERS_AT_MOST:
        return ()
    columns: list[Column] = []
    at = unknown_from = 0

    def close_unknown() -> None:
        if unknown_from < at:
            columns.append(Column("other", _printed(text, letters, unknown_from, at)))

    def between_words(place: int) -> bool:
        """A title begins and ends with a word: ``beslut`` holds no *slut*."""
        return place in (unknown_from, len(letters)) or letters[place][0] > letters[place - 1][0] + 1

    while at < len(squeezed):
        kind, found = _longest(squeezed, at) if between_words(at) else ("", None)
        if found is None or not between_words(found.end()):
            at += 1
            continue
        close_unknown()
        columns.append(_column(kind, found, _printed(text, letters, at, found.end())))
        at = unknown_from = found.end()
    close_unknown()
    if any(column.kind == "other" and len(column.title) > _UNKNOWN_TITLE_AT_MOST for column in columns):
        return ()
    return tuple(columns)


def _longest(squeezed: str, at: int) -> tuple[str, re.Match[str] | None]:
    best: tuple[str, re.Match[str] | None] = ("", None)
    for kind, pattern in _PATTERNS:
        found = pattern.match(squeezed, at)
        if found and (best[1] is None or found.end() > best[1].end()):
            best = (kind, found)
    return best


def _column(kind: str, found: re.Match[str], title: str) -> Column:
    groups = found.groupdict()
    year = int(next((value for name, value in groups.items() if name[0] in "ya" and value), 0))
    follow_up = _follow_up(next((value for name, value in groups.items() if name[0] == "f" and value), ""))
    period = " ".join(filter(None, (follow_up, str(year) if year else ""))) if kind == "dated_outcome" else ""
    return Column(kind, title, period, follow_up, year, groups.get("owner") or "")


def _follow_up(printed: str) -> str:
    """``T1`` for *tertial 1* and *jan–apr*, ``VB`` for *helår*."""
    months = {"apr": "T1", "aug": "T2", "dec": "VB"}
    kind = next((kind for month, kind in months.items() if printed.startswith("jan") and month in printed), "")
    return kind or ("VB" if printed.startswith("helår") else printed.upper().replace("TERTIAL", "T").replace("T3", "VB"))


def _printed(text: str, letters: list[tuple[int, str]], start: int, end: int) -> str:
    return " ".join(text[letters[start][0] : letters[end - 1][0] + 1].split())


@lru_cache(maxsize=8192)
def column_titled(title: str) -> Column:
    """The column that one header cell names; ``other`` where its title is not known. All white space is left out."""
    squeezed = _NOTE_MARK.sub("", squeeze(title))
    printed = " ".join(title.split())
    for kind, pattern in _ALONE.items():
        if pattern.fullmatch(squeezed):
            return Column(kind, printed)
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(squeezed)
        if found:
            return _column(kind, found, printed)
    return Column("other", printed)


def header_of_titles(titles: Sequence[str], document_period: Period | None = None) -> tuple[Header, tuple[int, ...]] | None:
    """The columns of a table that prints each title in a cell of its own; None where it is none of indicators or activities.

    The name may stand in any column: it is put first. The second value tells which of the titles each column is.
    Columns without a title (icons) are left out.
    """
    columns = {place: column_titled(title) for place, title in enumerate(titles) if title.strip()}
    names = [place for place, column in columns.items() if column.kind == "name"]
    if len(names) != 1 or all(column.kind in _TELL_NOTHING for column in columns.values()):
        return None
    order = (names[0], *(place for place in columns if place != names[0]))
    return Header(roles([columns[place] for place in order], document_period)), order
