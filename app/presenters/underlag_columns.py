"""The columns of Underlag: how each is called, what stands in its cells on the screen, and what the files hold instead.

On the screen a cell is words; in a file a number stays a number, with its unit of measure in a column of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app import text
from app.answers.figures import Indicator
from app.answers.underlag import EarlierValue, FigureRow, FigureSource
from app.numbers import number, telling_decimals
from app.presenters.judgement import amount, goal_text, target_text
from data.vocabulary import KOLADA, MissingReason, Period, PeriodKind

Typed = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A row with all that is needed to tell it."""

    row: FigureRow
    unit: str
    indicator: Indicator
    source: FigureSource | None = None
    earlier: Sequence[EarlierValue] = ()

    @property
    def decimals(self) -> int:
        row = self.row
        return telling_decimals((row.value, row.target_value, row.kf_target_value, row.previous_value), self.indicator.decimals)


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file; ``is_measured``: its numbers are in the indicator's unit of measure, with its decimals."""

    head: str
    cell: Callable[[Figure], Typed]
    is_measured: bool = False
    width: int = 14


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column that can be chosen."""

    slug: str
    words: Callable[[Figure], str]
    files: tuple[FileColumn, ...]
    is_number: bool = False

    @property
    def head(self) -> str:
        return text.COLUMN_HEAD[self.slug]


def earlier_words(one: EarlierValue, indicator: Indicator) -> str:
    """``10,1 % – t2-2025.txt, rad 3, inläst 2025-09-18, ersatt 2025-10-02``."""
    decimals = telling_decimals((one.value,), indicator.decimals)
    value = amount(one.value, indicator, decimals) if one.value is not None else one.printed
    told = text.EARLIER_ENDED if one.ended_on is not None else text.EARLIER_OTHER
    ended = one.ended_on.isoformat() if one.ended_on is not None else ""
    return told.format(value=value, file=one.file_name, place=one.locator, loaded=one.loaded_on.isoformat(), ended=ended)


def _measured(value: float | None, of: Figure) -> str:
    return amount(value, of.indicator, of.decimals) if value is not None else ""


def _period(row: FigureRow) -> str:
    return text.period_code(Period(row.year, PeriodKind(row.period)))


def _outcome(of: Figure) -> str:
    if of.row.value is None:
        return text.MISSING_WORD[MissingReason(of.row.missing)] if of.row.missing else ""
    return _measured(of.row.value, of)


def _n(of: Figure) -> int | None:
    """Only beside a value: a number of respondents alone could tell what the value must not."""
    return of.row.n if of.row.value is not None else None


def _interval(of: Figure) -> str:
    low, high = of.row.interval_low, of.row.interval_high
    if low is None or high is None:
        return ""
    decimals = telling_decimals((low, high), of.indicator.decimals)
    return f"{number(low, decimals)}–{amount(high, of.indicator, decimals)}"


def _kf_target(of: Figure) -> str:
    row = of.row
    return goal_text(row.kf_target_value, row.kf_target_form, row.kf_target_printed, of.indicator, of.decimals)


def _previous(of: Figure) -> str:
    value = _measured(of.row.previous_value, of)
    return f"{value} ({_previous_period(of)})" if value else ""


def _previous_period(of: Figure) -> str:
    row = of.row
    if row.previous_year is None or row.previous_period is None:
        return ""
    return text.period_code(Period(row.previous_year, PeriodKind(row.previous_period)))


def _source(of: Figure) -> str:
    if of.source is None:
        return text.SOURCE_ADDED_UP if of.row.is_aggregated and of.row.value is not None else text.SOURCE_NONE
    if of.source.publisher == KOLADA:
        return text.SOURCE_KOLADA
    return _document(of.source.kind, of.source.year, of.source.file_name)


@lru_cache(maxsize=1024)  # the same documents come again in thousands of rows
def _document(kind: str, year: int, file_name: str) -> str:
    return text.SOURCE_FILE.format(kind=text.DOCUMENT_KIND[PeriodKind(kind)], year=year, file=file_name).capitalize()


_STATUS_WORDS = {status.value: words for status, words in text.STATUS_WORD.items()}


def _status(status: str) -> str:
    return _STATUS_WORDS[status]


def _missing(of: Figure) -> str:
    return text.MISSING_WORD[MissingReason(of.row.missing)] if of.row.missing else ""


def _gender(of: Figure) -> str:
    return text.GENDER_ROW[of.row.gender]


def _printed(of: Figure) -> str:
    return of.row.outcome_printed


def _text(slug: str, words: Callable[[Figure], str], width: int = 16) -> FigureColumn:
    return FigureColumn(slug, words, (FileColumn(text.COLUMN_HEAD[slug], words, width=width),))


def _measure(of: Figure) -> str:
    return of.indicator.unit_of_measure


_COLUMNS = (
    _text("enhet", lambda of: of.unit, 34),
    _text("indikator", lambda of: of.indicator.name, 44),
    FigureColumn(
        "period",
        lambda of: _period(of.row),
        (
            FileColumn(text.EXPORT_YEAR, lambda of: of.row.year, width=7),
            FileColumn(text.EXPORT_FOLLOW_UP, lambda of: of.row.period, width=12),
        ),
    ),
    _text("kon", _gender, 10),
    FigureColumn(
        "utfall",
        _outcome,
        (
            FileColumn(text.COLUMN_HEAD["utfall"], lambda of: of.row.value, is_measured=True, width=11),
            FileColumn(text.EXPORT_MEASURE, _measure, width=11),
            FileColumn(
                text.EXPORT_EARLIER, lambda of: "; ".join(earlier_words(one, of.indicator) for one in of.earlier), width=24
            ),
        ),
        is_number=True,
    ),
    FigureColumn(
        "n",
        lambda of: number(n) if (n := _n(of)) is not None else "",
        (FileColumn(text.COLUMN_HEAD["n"], _n, width=13),),
        is_number=True,
    ),
    FigureColumn(
        "felmarginal",
        _interval,
        (
            FileColumn(text.EXPORT_LOW, lambda of: of.row.interval_low, is_measured=True),
            FileColumn(text.EXPORT_HIGH, lambda of: of.row.interval_high, is_measured=True),
        ),
        is_number=True,
    ),
    FigureColumn(
        "arsmal",
        lambda of: target_text(of.row, of.indicator),
        (
            FileColumn(text.COLUMN_HEAD["arsmal"], lambda of: of.row.target_value, is_measured=True, width=11),
            FileColumn(text.EXPORT_TARGET_PRINTED, lambda of: of.row.target_printed, width=18),
        ),
        is_number=True,
    ),
    _text("status", lambda of: _status(of.row.status), 18),
    FigureColumn(
        "kf-arsmal",
        _kf_target,
        (
            FileColumn(text.COLUMN_HEAD["kf-arsmal"], lambda of: of.row.kf_target_value, is_measured=True),
            FileColumn(text.EXPORT_KF_PRINTED, lambda of: of.row.kf_target_printed, width=18),
        ),
        is_number=True,
    ),
    _text("kf-status", lambda of: _status(of.row.kf_status), 20),
    FigureColumn(
        "foregaende",
        _previous,
        (
            FileColumn(text.COLUMN_HEAD["foregaende"], lambda of: of.row.previous_value, is_measured=True, width=17),
            FileColumn(text.EXPORT_PREVIOUS_PERIOD, _previous_period, width=17),
        ),
        is_number=True,
    ),
    FigureColumn(
        "prognos",
        lambda of: _measured(of.row.forecast_value, of),
        (FileColumn(text.COLUMN_HEAD["prognos"], lambda of: of.row.forecast_value, is_measured=True),),
        is_number=True,
    ),
    _text("saknas", _missing, 24),
    _text("kalla", _source, 40),
    _text("plats", lambda of: of.source.locator if of.source is not None else "", 16),
    _text("tryckt", _printed, 14),
    FigureColumn(
        "inlast",
        lambda of: of.source.loaded_on.isoformat() if of.source is not None else "",
        (FileColumn(text.COLUMN_HEAD["inlast"], lambda of: of.source.loaded_on if of.source is not None else None, width=12),),
    ),
)
COLUMNS = {column.slug: column for column in _COLUMNS}
"""Every column by its slug, in the order in which they stand."""
USUAL = ("enhet", "indikator", "period", "kon", "utfall", "n", "arsmal", "status", "kalla", "plats", "inlast")
EXAMPLE_COLUMN = FileColumn(text.EXPORT_EXAMPLE, lambda of: text.EXPORT_YES if of.row.is_example else text.EXPORT_NO, width=13)
"""In every file, whatever columns are chosen: example data are marked wherever they go."""


def in_order(slugs: Sequence[str]) -> tuple[FigureColumn, ...]:
    """The columns with these slugs in the order in which they stand; the usual ones where none is named."""
    chosen = set(slugs) or set(USUAL)
    return tuple(column for column in _COLUMNS if column.slug in chosen)


def file_columns(columns: Sequence[FigureColumn]) -> tuple[FileColumn, ...]:
    """What a file of these columns holds."""
    return (*(one for column in columns for one in column.files), EXAMPLE_COLUMN)
