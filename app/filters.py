"""The choices that an address holds: one validated type, read from a query string and written back to it.

The address is the only state. What it says that cannot be understood becomes a fault in Swedish, and the page shows the nearest
valid view. Here the *form* of a choice is judged; whether a unit, a period or a column *exists* is for the page to see, since
that depends on the store and the view.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from app import text
from app.slides.model import SlideRef, read_reference
from data.vocabulary import FindingKind, FindingState, Gender, MissingReason, Period, PeriodKind, Status

LONGEST_SHOWN = 60
"""Characters of a faulty value that are shown back; an address can hold anything."""
LONGEST_SEARCH = 100
MOST_COLUMNS = 40
MOST_SLIDES = 60
LONGEST_HEADLINE, LONGEST_NOTE = 240, 900
NO_SLIDES = "inga"
LAST_PAGE = 1_000_000

_PERIOD = re.compile(r"(?P<kind>VP|T1|T2|VB)[- +]?(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SORT = re.compile(r"-?[a-z0-9]+(?:-[a-z0-9]+)*")
_VIEW = re.compile(r"[a-z]+(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?")
_GOAL = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_STATUS_SLUGS = {status.value.replace("_", "-"): status for status in Status}
_GENDER_SLUGS = {"totalt": Gender.T, "kvinnor": Gender.K, "man": Gender.M}
_FINDING_SLUGS = {"fraga": FindingKind.QUESTION, "varning": FindingKind.WARNING, "avvisad": FindingKind.REJECTION}
_MISSING_SLUGS = {
    "ej-rapporterat": MissingReason.NOT_REPORTED,
    "ej-aktuellt": MissingReason.NOT_APPLICABLE,
    "visas-inte": MissingReason.WITHHELD,
    "bortfallet": MissingReason.DROPPED_OUT,
    "pagar": MissingReason.NOT_YET_DUE,
    "olasligt": MissingReason.UNREADABLE,
    "tveksamt": MissingReason.DOUBTFUL,
    "ej-sammanraknat": MissingReason.NOT_ADDED_UP,
}
_ORIGIN_SLUGS = {slug: slug for slug in ("dokument", "medfoljande", "exempel", "kolada")}
_SPAN_SLUGS = {slug: slug for slug in ("aret", "alla")}
_STATE_SLUGS = {"oppen": FindingState.OPEN, "avgjord": FindingState.SETTLED}


class SlideWords(NamedTuple):
    """What somebody has written for a slide in place of what was proposed."""

    slide: SlideRef
    words: str


class CellChoice(NamedTuple):
    """A chosen cell of the matrix: a unit and an indicator, by their slugs."""

    unit: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What the visitor has chosen; None, the empty string and the empty tuple are "nothing chosen".

    ``sort`` is a column's slug, with a hyphen before it for falling order. ``goal`` is a goal's number or slug. ``view`` is the
    path, without its first slash, that the page of the organisation leads back to. ``origin`` is a kind of source; ``span``
    widens the period to its year (``aret``) or to all years (``alla``). ``slides`` are those of a presentation in their order;
    None is the proposed ones. ``headlines`` and ``notes`` are what is written for some of them, ``added`` is one more slide.
    """

    unit: str | None = None
    period: Period | None = None
    status: Status | None = None
    cell: CellChoice | None = None
    indicator: str | None = None
    gender: Gender | None = None
    goal: str | None = None
    finding: FindingKind | None = None
    state: FindingState | None = None
    remarks_only: bool = False
    missing: MissingReason | None = None
    origin: str = ""
    span: str = ""
    search: str = ""
    sort: str = ""
    columns: tuple[str, ...] = ()
    page: int = 1
    view: str = ""
    slides: tuple[SlideRef, ...] | None = None
    headlines: tuple[SlideWords, ...] = ()
    notes: tuple[SlideWords, ...] = ()
    added: SlideRef | None = None

    def with_(self, **changes: Any) -> Filter:
        """The same choices with some of them changed."""
        return replace(self, **changes)

    def only(self, *names: str) -> Filter:
        """These choices alone: what follows along to another view."""
        return Filter(**{name: getattr(self, name) for name in names})

    @property
    def query(self) -> str:
        """The query string with its question mark, empty where nothing is chosen."""
        written = {
            choice.parameter: choice.write(chosen)
            for name, choice in _CHOICES.items()
            if (chosen := getattr(self, name)) != _DEFAULTS[name]
        }
        return f"?{urlencode(written)}" if written else ""


_DEFAULTS = {field.name: field.default for field in fields(Filter)}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A filter with what could not be understood, in Swedish."""

    filter: Filter
    faults: tuple[str, ...] = ()


class _Choice(NamedTuple):
    """One choice: its parameter, how it is read (None: not understood) and written, and what is said of a faulty one."""

    parameter: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    fault: str


def parse(query: str) -> Parsed:
    """Read a query string, with or without its question mark. Never raises: what is wrong is a fault."""
    pairs = parse_qsl(query.lstrip("?"), keep_blank_values=True, errors="replace", max_num_fields=None)
    first = {name: value.strip() for name, value in reversed(pairs)}
    faults = [*_unknown_names(first), *_repeated_names(pairs)]
    chosen: dict[str, Any] = {}
    for name, choice in _CHOICES.items():
        given = first.get(choice.parameter, "")
        if not given:
            continue
        value = choice.read(given)
        if value is None:
            faults.append(choice.fault.format(given=shown(given)))
        else:
            chosen[name] = value
    return Parsed(Filter(**chosen), tuple(faults))


def period_slug(period: Period | None) -> str:
    """``T2-2025``; empty for None."""
    return f"{period.kind}-{period.year}" if period is not None else ""


def status_slug(status: Status | None) -> str:
    """``uppfylls-inte``; empty for None."""
    return status.value.replace("_", "-") if status is not None else ""


def missing_slug(missing: MissingReason) -> str:
    """``ej-rapporterat``."""
    return _slug_in(_MISSING_SLUGS)(missing)


def is_slug(name: str) -> bool:
    """Whether the name has the form of a unit's or an indicator's address."""
    return len(name) <= 200 and _SLUG.fullmatch(name) is not None


def shown(given: str) -> str:
    """A value out of an address in a length that can be shown back."""
    plain = "".join(letter if letter.isprintable() else "·" for letter in given)
    return plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}…"


def _read_period(given: str) -> Period | None:
    found = _PERIOD.fullmatch(given)
    return Period(int(found["year"]), PeriodKind(found["kind"].upper())) if found else None


def _read_cell(given: str) -> CellChoice | None:
    unit, _, indicator = given.partition("/")
    return CellChoice(unit, indicator) if is_slug(unit) and is_slug(indicator) else None


def _read_slug(given: str) -> str | None:
    return given if is_slug(given) else None


def _read_search(given: str) -> str | None:
    words = " ".join(given.split())
    return words if len(words) <= LONGEST_SEARCH and words.isprintable() else None


def _read_columns(given: str) -> tuple[str, ...] | None:
    columns = tuple(dict.fromkeys(given.split(".")))
    return columns if len(columns) <= MOST_COLUMNS and all(map(is_slug, columns)) else None


def _read_slides(given: str) -> tuple[SlideRef, ...] | None:
    if given == NO_SLIDES:
        return ()
    read = [read_reference(one) for one in given.split(".")]
    known = tuple(dict.fromkeys(one for one in read if one is not None))
    return known if len(known) <= MOST_SLIDES and None not in read else None


def _write_slides(slides: tuple[SlideRef, ...]) -> str:
    return ".".join(map(str, slides)) or NO_SLIDES


def _read_words(longest: int) -> Callable[[str], tuple[SlideWords, ...] | None]:
    """A line for each slide: which, and the words."""

    def read(given: str) -> tuple[SlideWords, ...] | None:
        lines = [line.partition(" ") for line in given.splitlines()]
        written = [(read_reference(slide), " ".join(words.split())) for slide, _, words in lines]
        known = [SlideWords(slide, words) for slide, words in written if slide is not None and _is_text(words, longest)]
        return tuple(known) if len(known) == len(lines) <= MOST_SLIDES else None

    return read


def _is_text(words: str, longest: int) -> bool:
    return bool(words) and len(words) <= longest and words.isprintable()


def _write_words(written: tuple[SlideWords, ...]) -> str:
    return "\n".join(f"{one.slide} {one.words}" for one in written)


def _read_page(given: str) -> int | None:
    number = int(given) if given.isascii() and given.isdecimal() and len(given) <= 7 else 0
    return number if 1 <= number <= LAST_PAGE else None


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda given: given if len(given) <= 200 and pattern.fullmatch(given) else None


def _one_of(slugs: dict[str, Any]) -> Callable[[str], Any]:
    return lambda given: slugs.get(given.casefold())


def _slug_in(slugs: dict[str, Any]) -> Callable[[Any], str]:
    return {value: slug for slug, value in slugs.items()}.__getitem__


_CHOICES: dict[str, _Choice] = {
    "unit": _Choice("enhet", lambda given: given, str, ""),
    "period": _Choice("period", _read_period, period_slug, text.FAULT_PERIOD),
    "status": _Choice("status", _one_of(_STATUS_SLUGS), status_slug, text.FAULT_STATUS),
    "cell": _Choice("ruta", _read_cell, "/".join, text.FAULT_CELL),
    "indicator": _Choice("indikator", _read_slug, str, text.FAULT_INDICATOR),
    "gender": _Choice("kon", _one_of(_GENDER_SLUGS), _slug_in(_GENDER_SLUGS), text.FAULT_GENDER),
    "goal": _Choice("mal", _matching(_GOAL), str, text.FAULT_GOAL),
    "finding": _Choice("slag", _one_of(_FINDING_SLUGS), _slug_in(_FINDING_SLUGS), text.FAULT_FINDING),
    "state": _Choice("lage", _one_of(_STATE_SLUGS), _slug_in(_STATE_SLUGS), text.FAULT_STATE),
    "remarks_only": _Choice("skiljer", lambda given: True if given == "ja" else None, lambda _: "ja", text.FAULT_YES),
    "missing": _Choice("saknas", _one_of(_MISSING_SLUGS), _slug_in(_MISSING_SLUGS), text.FAULT_MISSING),
    "origin": _Choice("kalla", _one_of(_ORIGIN_SLUGS), str, text.FAULT_ORIGIN),
    "span": _Choice("perioder", _one_of(_SPAN_SLUGS), str, text.FAULT_SPAN),
    "search": _Choice("sok", _read_search, str, text.FAULT_SEARCH),
    "sort": _Choice("ordning", _matching(_SORT), str, text.FAULT_SORT),
    "columns": _Choice("kolumner", _read_columns, ".".join, text.FAULT_COLUMNS),
    "page": _Choice("sida", _read_page, str, text.FAULT_PAGE),
    "view": _Choice("till", _matching(_VIEW), str, text.FAULT_VIEW),
    "slides": _Choice("bilder", _read_slides, _write_slides, text.FAULT_SLIDES),
    "headlines": _Choice("rubriker", _read_words(LONGEST_HEADLINE), _write_words, text.FAULT_HEADLINES),
    "notes": _Choice("anteckningar", _read_words(LONGEST_NOTE), _write_words, text.FAULT_NOTES),
    "added": _Choice("lagg", read_reference, str, text.FAULT_ADDED),
}
"""Every choice by its field of ``Filter``, in the order of the address."""

_PARAMETERS = {choice.parameter for choice in _CHOICES.values()}


def _unknown_names(first: Iterable[str]) -> list[str]:
    return [text.FAULT_PARAMETER.format(name=shown(name)) for name in first if name not in _PARAMETERS]


def _repeated_names(pairs: list[tuple[str, str]]) -> list[str]:
    names = [name for name, _ in pairs]
    repeated = sorted({name for name in names if names.count(name) > 1 and name in _PARAMETERS})
    return [text.FAULT_REPEATED.format(name=name) for name in repeated]
