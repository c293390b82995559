"""Underlag: the chosen figures as a table of words and links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app import text
from app.addresses import FIGURES_CSV, FIGURES_EXCEL, figures_address, indicator_address, unit_address
from app.answers.figures import Indicator
from app.answers.organisation import Unit
from app.answers.underlag import EarlierValue, FigureKey, FigureRow, FigureSource
from app.filters import Filter, missing_slug, status_slug
from app.numbers import number
from app.presenters.sources import reports_source
from app.presenters.status import status_view
from app.presenters.underlag_columns import COLUMNS, USUAL, Figure, FigureColumn, earlier_words, in_order
from app.underlag_views import Cell, ColumnChoice, FiguresPage, Heading, Option, Select
from app.views import Notice
from data.vocabulary import Gender, MissingReason, Period, PeriodKind, Status

FALLING_FIRST = frozenset({"utfall", "n", "arsmal", "prognos", "foregaende", "period"})
_GENDERS = {"totalt": Gender.T, "kvinnor": Gender.K, "man": Gender.M}


@dataclass(frozen=True, slots=True)
class FiguresInput:
    """``count`` is exact up to ``most``; ``first`` is the number of the first row shown, from 1."""

    part: Unit
    period: Period
    chosen: Filter
    units: Mapping[int, Unit]
    indicators: Mapping[int, Indicator]
    rows: Sequence[FigureRow]
    sources: Mapping[int, FigureSource]
    earlier: Mapping[FigureKey, Sequence[EarlierValue]]
    count: int
    most: int
    first: int
    has_more: bool
    sortable: frozenset[str]
    is_sortable: bool
    updated_on: dt.date | None


def figures_page(asked: FiguresInput, notices: Sequence[Notice]) -> FiguresPage:
    """The page of the selection."""
    columns = in_order(asked.chosen.columns)
    return FiguresPage(
        title=figures_title(asked.part, asked.period, asked.chosen),
        is_example=asked.part.is_example,
        finding=_finding(asked),
        shown=_shown(asked),
        headings=tuple(_heading(column, asked) for column in columns),
        rows=tuple(tuple(_cell(column, figure, asked) for column in columns) for figure in _figures(asked)),
        selects=_selects(asked),
        search=asked.chosen.search,
        hidden=_hidden(asked.chosen),
        columns=tuple(_column_choice(column, asked.chosen) for column in COLUMNS.values()),
        usual_columns=figures_address(asked.chosen.with_(columns=(), page=1)) if asked.chosen.columns else "",
        clear=_clear(asked.chosen),
        csv=f"{FIGURES_CSV}{asked.chosen.with_(page=1).query}",
        excel=f"{FIGURES_EXCEL}{asked.chosen.with_(page=1).query}",
        previous=figures_address(asked.chosen.with_(page=asked.chosen.page - 1)) if asked.chosen.page > 1 else "",
        next=figures_address(asked.chosen.with_(page=asked.chosen.page + 1)) if asked.has_more else "",
        source=reports_source(asked.period, asked.updated_on) if not asked.chosen.span else "",
        notices=tuple(notices),
    )


def figures_title(part: Unit, period: Period, chosen: Filter) -> str:
    """``Underlag för Äldreomsorg, tertial 2 2025``."""
    return text.FIGURES_TITLE.format(part=part.name, period=span_title(period, chosen))


def span_title(period: Period, chosen: Filter) -> str:
    """The follow-up, its whole year, or all of them."""
    if chosen.span == "alla":
        return text.FIGURES_ALL_YEARS
    return text.FIGURES_WHOLE_YEAR.format(year=period.year) if chosen.span == "aret" else text.period_title(period)


def selection_words(chosen: Filter, indicators: Mapping[int, Indicator]) -> str:
    """What is chosen beside part and period, for people: ``Status: uppfylls inte; Kön: Kvinnor``."""
    names = {one.slug: one.name for one in indicators.values()}
    gender = next((slug for slug, one in _GENDERS.items() if one == chosen.gender), "")
    said = (
        (text.FILTER_INDICATOR, names.get(chosen.indicator or "", "")),
        (text.FILTER_GENDER, text.FILTER_GENDER_WORD.get(gender, "")),
        (text.FILTER_STATUS, text.STATUS_WORD[chosen.status] if chosen.status is not None else ""),
        (text.FILTER_MISSING, text.MISSING_WORD[chosen.missing] if chosen.missing is not None else ""),
        (text.FILTER_ORIGIN, text.ORIGIN_WORD.get(chosen.origin, "")),
        (text.FILTER_SEARCH, chosen.search),
    )
    return "; ".join(f"{label}: {words}" for label, words in said if words)


def _finding(asked: FiguresInput) -> str:
    if asked.count == 0:
        return text.FIGURES_NONE
    if asked.count > asked.most:
        return text.FIGURES_FINDING_MANY.format(most=number(asked.most))
    return text.FIGURES_FINDING.format(figures=text.counted(number(asked.count), text.FIGURES_ONE, text.FIGURES_MANY))


def _shown(asked: FiguresInput) -> str:
    if not asked.rows or (len(asked.rows) == asked.count):
        return ""
    return text.FIGURES_SHOWN.format(first=number(asked.first), last=number(asked.first + len(asked.rows) - 1))


def _figures(asked: FiguresInput) -> list[Figure]:
    return [
        Figure(
            row,
            asked.units[row.unit_id].name,
            asked.indicators[row.indicator_id],
            asked.sources.get(row.outcome_id or 0),
            asked.earlier.get(row.key, ()),
        )
        for row in asked.rows
    ]


def _heading(column: FigureColumn, asked: FiguresInput) -> Heading:
    if column.slug not in asked.sortable or not asked.is_sortable:
        return Heading(column.head, is_number=column.is_number)
    now = asked.chosen.sort
    rising, falling = column.slug, f"-{column.slug}"
    first, second = (falling, rising) if column.slug in FALLING_FIRST else (rising, falling)
    then = second if now == first else "" if now == second else first
    way = "ascending" if now == rising else "descending" if now == falling else ""
    title = text.SORT_BY.format(column=column.head, way=text.SORT_DOWN if then.startswith("-") else text.SORT_UP) if then else ""
    href = figures_address(asked.chosen.with_(sort=then, page=1))
    return Heading(column.head, href, way, title, column.is_number)


def _cell(column: FigureColumn, figure: Figure, asked: FiguresInput) -> Cell:
    words, row = column.words(figure), figure.row
    period = Period(row.year, PeriodKind(row.period))
    if column.slug == "enhet":
        unit = asked.units[row.unit_id]
        badge = text.EXAMPLE_BADGE if row.is_example and not asked.part.is_example else ""
        return Cell(words, href=unit_address(unit.slug, period), badge=badge)
    if column.slug == "indikator":
        return Cell(words, href=indicator_address(figure.indicator.slug, Filter(unit=asked.part.slug, period=period)))
    if column.slug == "status":
        return Cell(words, status=status_view(row.status))
    if column.slug == "kf-status":
        return Cell(words, status=status_view(row.kf_status))
    if column.slug == "utfall":
        return Cell(words, is_number=True, is_silent=row.value is None, **_earlier(figure))
    return Cell(words, is_number=column.is_number)


def _earlier(figure: Figure) -> dict[str, Any]:
    told = tuple(earlier_words(one, figure.indicator) for one in figure.earlier)
    if not told:
        return {}
    summary = text.EARLIER_SUMMARY_ONE if len(told) == 1 else text.EARLIER_SUMMARY.format(n=len(told))
    return {"earlier": told, "earlier_summary": summary}


def _column_choice(column: FigureColumn, chosen: Filter) -> ColumnChoice:
    shown = tuple(one.slug for one in in_order(chosen.columns))
    is_shown = column.slug in shown
    others = tuple(slug for slug in shown if slug != column.slug) if is_shown else (*shown, column.slug)
    in_turn = tuple(slug for slug in COLUMNS if slug in others)
    columns = () if in_turn == USUAL else in_turn
    return ColumnChoice(column.head, figures_address(chosen.with_(columns=columns)), is_shown)


def _clear(chosen: Filter) -> str:
    plain = chosen.only("unit", "period", "columns", "sort", "span")
    return figures_address(plain) if plain != chosen.with_(page=1) else ""


def _hidden(chosen: Filter) -> tuple[tuple[str, str], ...]:
    kept = chosen.only("unit", "period", "columns", "sort").query.removeprefix("?")
    pairs = (pair.partition("=") for pair in kept.split("&") if pair)
    return tuple((name, value) for name, _, value in pairs)


def _selects(asked: FiguresInput) -> tuple[Select, ...]:
    chosen, period = asked.chosen, asked.period
    by_name = sorted(asked.indicators.values(), key=lambda one: one.name.casefold())
    spans = {
        "": text.FILTER_PERIOD_ONLY.format(period=text.period_code(period)),
        "aret": text.FILTER_PERIOD_YEAR.format(year=period.year),
        "alla": text.FILTER_PERIOD_ALL,
    }
    gender = next((slug for slug, one in _GENDERS.items() if one == chosen.gender), "")
    statuses = {status_slug(status): text.STATUS_WORD[status] for status in Status}
    reasons = {missing_slug(reason): text.MISSING_WORD[reason] for reason in MissingReason}
    missing = missing_slug(chosen.missing) if chosen.missing is not None else ""
    indicators = {"": text.FILTER_ALL_INDICATORS} | {one.slug: one.name for one in by_name}
    return (
        _select("indikator", text.FILTER_INDICATOR, indicators, chosen.indicator or ""),
        _select("perioder", text.FILTER_SPAN, spans, chosen.span),
        _select("kon", text.FILTER_GENDER, {"": text.FILTER_ALL} | text.FILTER_GENDER_WORD, gender),
        _select("status", text.FILTER_STATUS, {"": text.FILTER_ALL} | statuses, status_slug(chosen.status)),
        _select("saknas", text.FILTER_MISSING, {"": text.FILTER_ANY_MISSING} | reasons, missing),
        _select("kalla", text.FILTER_ORIGIN, {"": text.FILTER_ALL} | text.ORIGIN_WORD, chosen.origin),
    )


def _select(parameter: str, label: str, options: Mapping[str, str], chosen: str) -> Select:
    return Select(parameter, label, tuple(Option(value, words, value == chosen) for value, words in options.items()))
