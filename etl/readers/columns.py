"""The columns that plans and reports print, recognised from the header as printed.

A header is wrapped, broken inside words and differs by kind of document and year. All white space is therefore removed
before the header is compared; what is left is cut into known column titles, the longest first. A title that is not known
keeps its place and its printed words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from data.vocabulary import Period

_YEAR = r"(?:år)?(?P<{0}>(?:19|20)\d\d)"
_FOLLOW_UP = r"(?P<{0}>vb|vp|t[123]|tertial[123]|helår)?"

_TITLES: tuple[tuple[str, str], ...] = (
    ("name", r"(?:kf:?s|nämnd(?:ens|mål)?|enhets?(?:ens)?)?indikator(?:er)?"),
    ("name", r"(?:kf:?s|nämnd(?:ens)?|enhets?(?:ens)?)?aktivitet(?:er)?"),
    ("outcome_men", r"(?:periodens)?utfall(?:män/pojkar|pojkar/män|män|pojkar)"),
    ("outcome_women", r"(?:periodens)?utfall(?:kvinnor/flickor|flickor/kvinnor|kvinnor|flickor)"),
    ("dated_outcome", r"(?:periodens)?utfall(?:för)?" + _FOLLOW_UP.format("kind") + _YEAR.format("year")),
    ("previous_outcome", r"(?:föregående(?:års|periods)?utfall|utfallföregående(?:år|period)|utfallfgår)"),
    ("outcome", r"(?:(?:periodens|årets)utfall(?:totalt)?|utfall(?:perioden|totalt|helår)?)"),
    ("forecast", r"(?:progn(?:os|\.)?(?:förhelår(?:et)?|helår|år)?|helårsprognos|årsprognos)" + f"(?:{_YEAR.format('fyear')})?"),
    ("kf_target", r"(?:kf:?s?|kommunfullmäktiges)(?:mål|årsmål)" + f"(?:{_YEAR.format('kyear')})?"),
    ("target", r"(?P<owner>nämndens|enhetens)?(?:årsmål|målvärde|mål)" + f"(?:{_YEAR.format('tyear')})?"),
    ("periodicity", r"(?:periodicitet|mätfrekvens|uppföljningsfrekvens)"),
    ("period", r"(?:mät)?period"),
    ("start", r"start(?:datum)?"),
    ("end", r"slut(?:datum)?"),
    ("deviation", r"avvikelser?"),
    ("text", r"(?:ansvarig(?:nämnd|enhet|person)?|status|kommentar(?:er)?|trend)"),
)
_HEADER_BEGINS = re.compile(
    r"\s*(?:kf:?s |nämndens |enhetens )?(?:nämnd(?:mål)?s?|enhets?)?(?:indikator|aktivitet)(?:er)?(?:\s|$)", re.IGNORECASE
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
    "nämndensårsm",
    "start",
    "slut",
    "mät",
    "avvik",
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _TITLES)
_UNKNOWN_TITLE_AT_MOST = 40
_HEADER_LETTERS_AT_MOST = 400
VALUE_COLUMNS = frozenset({"outcome", "outcome_men", "outcome_women", "previous_outcome", "forecast", "target", "kf_target"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``kind`` names the field of a record (``other`` for what is not known), ``title`` is as printed."""

    kind: str
    title: str
    period: str = ""
    """The period in the title, as documents write it: ``VB 2019``."""
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
    return "".join(text.split()).replace("-", "").casefold()


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
    return Header(_roles(columns, document_period))


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


@lru_cache(maxsize=2048)
def _cut(text: str) -> tuple[Column, ...]:
    """The titles in a header's text; the same few headers are printed again and again."""
    letters = [(at, sign) for at, sign in enumerate(text) if not sign.isspace() and sign != "-"]
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
    year = int(next((value for name, value in groups.items() if name.endswith("year") and value), 0))
    if kind != "dated_outcome":
        return Column(kind, title, year=year, owner=groups.get("owner") or "")
    label = (groups["kind"] or "").upper().replace("TERTIAL", "T")
    label = "VB" if label == "HELÅR" else label
    return Column(kind, title, period=f"{label} {year}".strip(), year=year)


def _printed(text: str, letters: list[tuple[int, str]], start: int, end: int) -> str:
    return " ".join(text[letters[start][0] : letters[end - 1][0] + 1].split())


def _roles(columns: list[Column], document_period: Period | None) -> tuple[Column, ...]:
    """Decide which dated outcome is this period's and which the earlier one; a second column of one kind becomes other."""
    dated = [column for column in columns if column.kind == "dated_outcome"]
    own: Column | None = None
    has_undated = any(column.kind == "outcome" for column in columns)
    if dated and not has_undated:
        latest = max(dated, key=lambda column: column.year)
        is_own = document_period is not None and Period.printed(latest.period) == document_period
        own = latest if is_own or (document_period is None and len(dated) > 1 and "period" in _kinds(columns)) else None
    earlier = max((column for column in dated if column is not own), key=lambda column: column.year, default=None)
    targets = [column for column in columns if column.kind == "target"]
    target = max(targets, key=lambda column: _target_rank(column, document_period), default=None)
    taken: set[str] = set()
    decided = []
    for column in columns:
        role = column.kind
        if column is own:
            role = "outcome"
        elif column is earlier and "previous_outcome" not in _kinds(columns):
            role = "previous_outcome"
        elif role in ("dated_outcome", "text") or role in taken or (role == "target" and column is not target):
            role = "other"
        taken.add(role)
        decided.append(replace(column, kind=role))
    return tuple(decided)


def _target_rank(column: Column, document_period: Period | None) -> tuple[bool, bool, bool]:
    """Of several targets the unit's own counts, of several years the document's; otherwise the first."""
    return (
        column.owner != "nämndens",
        document_period is not None and column.year == document_period.year,
        not column.year or document_period is None,
    )


def _kinds(columns: list[Column]) -> set[str]:
    return {column.kind for column in columns}


def column_titled(title: str) -> Column:
    """The column that one header cell names; ``other`` where its title is not known. All white space is left out."""
    squeezed = squeeze(title)
    printed = " ".join(title.split())
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(squeezed)
        if found:
            return _column(kind, found, printed)
    return Column("analysis" if squeezed == "analys" else "other", printed)


def header_of_titles(titles: Sequence[str], document_period: Period | None = None) -> tuple[Header, tuple[int, ...]] | None:
    """The columns of a table that prints each title in a cell of its own; None where it is none of indicators or activities.

    The name may stand in any column: it is put first. The second value tells which of the titles each column is.
    Columns without a title (icons) are left out.
    """
    columns = {place: column_titled(title) for place, title in enumerate(titles) if title.strip()}
    names = [place for place, column in columns.items() if column.kind == "name"]
    if len(names) != 1 or all(column.kind in ("name", "other", "text", "analysis") for column in columns.values()):
        return None
    order = (names[0], *(place for place in columns if place != names[0]))
    return Header(_roles([columns[place] for place in order], document_period)), order
