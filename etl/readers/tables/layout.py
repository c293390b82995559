"""What a table's headers and words mean, as its layout describes it. The descriptions are given by whoever calls the reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from data.vocabulary import Gender, PeriodKind

DIMENSIONS = (
    *("unit", "unit_code", "department", "indicator", "indicator_code", "period", "year", "gender", "unit_of_measure", "what"),
)
"""What a column can say about its row's figures."""

FIGURES = ("outcome", "outcome_women", "outcome_men", "n", "n_women", "n_men", "forecast", "target", "kf_target")
"""Columns of figures, named as the fields of an ``Indicator``."""

TEXTS = ("periodicity", "analysis")
"""Columns of words about the indicator."""

ROLES = (*DIMENSIONS, *FIGURES, *TEXTS, "ignored")
"""Everything that a header can mean."""

PLACES = ("unit", "unit_code", "department", "indicator", "indicator_code", "period", "year", "unit_of_measure")
"""What can be said once for a whole table: above it, by the sheet's name, or in a named cell."""

OF_GENDER = {
    **{("outcome", Gender.K): "outcome_women", ("outcome", Gender.M): "outcome_men"},
    **{("n", Gender.K): "n_women", ("n", Gender.M): "n_men"},
}
"""The field of an ``Indicator`` that holds a figure of one sex."""

_SIGNS = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-"),
    ord("％"): "%",
}

GENDER_WORDS: dict[Gender, tuple[str, ...]] = {
    Gender.K: ("kvinnor/flickor", "flickor/kvinnor", "kvinnor och flickor", "kvinnor", "kvinna", "flickor", "flicka", "k"),
    Gender.M: ("män/pojkar", "pojkar/män", "män och pojkar", "män", "man", "pojkar", "pojke", "m"),
    Gender.T: ("totalt", "total", "samtliga", "alla", "båda könen", "kvinnor och män", "t"),
}
PERIOD_WORDS: dict[PeriodKind, tuple[str, ...]] = {
    PeriodKind.T1: (
        *("t1", "t 1", "tertial 1", "tertial1", "tertialrapport 1", "första tertialet"),
        *("jan-apr", "jan-april", "januari-april"),
    ),
    PeriodKind.T2: (
        *("t2", "t 2", "tertial 2", "tertial2", "tertialrapport 2", "andra tertialet"),
        *("jan-aug", "jan-augusti", "januari-augusti"),
    ),
    PeriodKind.VB: (
        *("vb", "verksamhetsberättelse", "helår", "helåret", "t3", "t 3", "tertial 3", "tertial3", "bokslut"),
        *("jan-dec", "jan-december", "januari-december"),
    ),
    PeriodKind.VP: ("vp", "verksamhetsplan"),
}
TOTAL_WORDS = (
    *("totalt", "total", "totalsumma", "summa", "delsumma", "samtliga", "samtliga enheter", "alla enheter", "snitt", "medel"),
    *("medelvärde", "genomsnitt", "hela avdelningen", "avdelningen totalt", "hela förvaltningen", "förvaltningen totalt"),
)
UNIT_WORDS: dict[str, tuple[str, ...]] = {
    "%": ("%", "procent", "andel", "andel %", "andel (%)", "andel i procent"),
    "": ("antal", "index", "indexvärde", "tal", "värde", "-"),
}
"""Words of a unit-of-measure column, and what is printed after the number for them; other words stand as they are."""


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """The text in NFC with every white space as one space and every dash as ``-``."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_SIGNS)).split())


_PER_CENT_AT_END = re.compile(r",?\s*(?:\(%\)|%|\(procent\)|i procent)$", re.IGNORECASE)


def without_per_cent(text: str) -> str:
    """A name without the sign that says in what it is measured: *Sjukfrånvaro* of *Sjukfrånvaro (%)*."""
    return _PER_CENT_AT_END.sub("", plain(text))


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """The form in which headers and words are compared: no white space, case, hyphens or punctuation at the ends."""
    return re.sub(r"[\s\-:*.]", "", plain(text).casefold())


@dataclass(frozen=True, slots=True)
class Spelling:
    """A header as it may be spelt. ``values``: it means so only where every cell under it is one of these words."""

    header: str
    values: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Layout:
    """One way to set up a table. See data/definitions/README.md for what every field says."""

    name: str
    title: str
    columns: Mapping[str, Sequence[Spelling]]
    required: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    required_cells: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    group_rows: str = ""
    sheet_name: str = ""
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    named_cells: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    fill_down: frozenset[str] = frozenset()
    decimal_mark: str = ""
    shares: str = ""
    period_words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    gender_words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    total_words: tuple[str, ...] = ()
    indicator_names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    year_is: str = ""
    is_one_series: bool = False
    is_report: bool = False
    sort_order: int = 0

    @cached_property
    def headers(self) -> dict[str, list[tuple[str, frozenset[str]]]]:
        """The meanings of every header spelling, those that ask for certain values first."""
        found: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for role, spellings in self.columns.items():
            for each in spellings:
                found.setdefault(key(each.header), []).append((role, frozenset(map(key, each.values))))
        return {header: sorted(meanings, key=lambda each: not each[1]) for header, meanings in found.items()}

    @cached_property
    def genders(self) -> dict[str, Gender]:
        return {key(word): gender for gender in Gender for word in (*GENDER_WORDS[gender], *self.gender_words.get(gender, ()))}

    @cached_property
    def period_kinds(self) -> dict[str, PeriodKind]:
        return {key(word): kind for kind in PeriodKind for word in (*PERIOD_WORDS[kind], *self.period_words.get(kind, ()))}

    @cached_property
    def totals(self) -> frozenset[str]:
        return frozenset(map(key, (*TOTAL_WORDS, *self.total_words)))

    @cached_property
    def _indicators(self) -> dict[str, str]:
        return {key(word): name for name, words in self.indicator_names.items() for word in (name, *words)}

    def indicator_called(self, printed: str) -> str:
        """The indicator that the table calls so; the empty string where the layout does not say."""
        return self._indicators.get(key(printed), "")

    @cached_property
    def whats(self) -> dict[str, str]:
        """Which figure a cell of the column ``what`` names: the spellings of the figures' own columns."""
        return {key(each.header): role for role in reversed((*FIGURES, "analysis")) for each in self.columns.get(role, ())} | {
            key(word): "outcome" for word in ("Utfall", "Resultat", "Värde")
        }


@dataclass(frozen=True, slots=True)
class UnknownTable:
    """A table that no layout describes: its first rows as printed, the supposed header first."""

    sheet: str
    row: int
    rows: tuple[tuple[str, ...], ...]


def _nobody(_: str) -> str:
    return ""


def _no(_: str) -> bool:
    return False


def _nothing(_: UnknownTable) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the caller knows: the layouts, which names are units and indicators, and what to propose for an unknown table.

    ``unit_named`` gives one word for a unit by whatever name; the empty string for a name that is nobody's.
    """

    layouts: tuple[Layout, ...]
    unit_named: Callable[[str], str] = _nobody
    is_indicator: Callable[[str], bool] = _no
    propose: Callable[[UnknownTable], str] = _nothing

    def is_unit(self, name: str) -> bool:
        return bool(self.unit_named(name))


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, however they are spaced."""
    ordered = sorted({plain(word).casefold() for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in ordered)
