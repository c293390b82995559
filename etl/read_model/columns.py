"""The current facts as columns of numbers, for the fast way: each text becomes a code, nothing becomes an object of its own."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Integer, Select, bindparam, case, cast, literal_column, select

from data import schema
from data.arrow import Words
from data.vocabulary import FOLLOW_UPS, Gender, MissingReason, Periodicity, PeriodKind, TargetForm, TargetKind

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_Columns = Sequence[Sequence[Any]]

NO_NUMBER = -(2**62)
"""Stands for an unknown number of respondents."""
GENDERS = tuple(sorted(Gender))
KINDS = FOLLOW_UPS
MISSING = (None, *MissingReason)
FORMS = tuple(TargetForm)
PERIODICITIES = (None, *Periodicity)

_AT_A_TIME = 50_000
_INDICATOR_BITS = 31
_REPORTED_BITS = 16
"""Of the place in time of a document: four times its year, and which of the year's four it is."""
_KIND_ORDER: dict[str | None, int] = {**{kind.value: kind.order for kind in PeriodKind}, None: 0}
FOLLOW_UP_CODES = {kind.value: place for place, kind in enumerate(KINDS)}
GENDER_CODES = {gender.value: place for place, gender in enumerate(GENDERS)}
MISSING_CODES = {reason and reason.value: place for place, reason in enumerate(MISSING)}
_FORM = {form.value: place for place, form in enumerate(FORMS)}
_TARGET_KIND = {kind.value: place for place, kind in enumerate(TargetKind)}
_PERIODICITY = {each and each.value: place for place, each in enumerate(PERIODICITIES)}


class Codes(defaultdict[Any, int]):
    """Numbers every text that is asked for, in the order of asking."""

    def __init__(self, *known: Any) -> None:
        super().__init__(count(len(known)).__next__, {text: code for code, text in enumerate(known)})
        self._texts = Words(known)

    @property
    def texts(self) -> Words:
        if len(self._texts) < len(self):
            self._texts = Words(self)
        return self._texts


@dataclass(slots=True)
class Facts:
    """Columns of every kind of fact; the names are those of the tables, ``reported`` the place of the document in time."""

    followed: dict[str, Any]
    targets: dict[str, Any]
    outcomes: dict[str, Any]
    forecasts: dict[str, Any]
    units_of_measure: Codes = field(default_factory=lambda: Codes(""))
    prints: Codes = field(default_factory=lambda: Codes(""))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which facts: of which units and indicators (None: all)."""

    unit_ids: Sequence[int] | None
    indicator_ids: Sequence[int] | None

    @property
    def ids(self) -> dict[str, Sequence[int]]:
        """By the column that chooses."""
        chosen = {"unit_id": self.unit_ids, "indicator_id": self.indicator_ids}
        return {name: ids for name, ids in chosen.items() if ids is not None}


def read_facts(
    connection: Connection, *, unit_ids: Iterable[int] | None = None, indicator_ids: Iterable[int] | None = None
) -> Facts:
    """All current facts, or those of some units or indicators."""
    of_measure, prints = Codes(""), Codes("")
    chosen = Chosen(*(None if ids is None else sorted(ids) for ids in (unit_ids, indicator_ids)))
    return Facts(
        followed=_followed(connection, chosen),
        targets=_targets(connection, chosen, of_measure, prints),
        outcomes=_outcomes(connection, chosen, of_measure, prints),
        forecasts=_forecasts(connection, chosen, of_measure, prints),
        units_of_measure=of_measure,
        prints=prints,
    )


def _followed(connection: Connection, chosen: Chosen) -> dict[str, Any]:
    def made(rows: _Columns) -> dict[str, Any]:
        *who, goal, periodicity, kind, filed = rows
        return {
            **_who(who),
            "reported": _reported(filed, kind),
            "goal_id": numbers(goal),
            "periodicity": coded(periodicity, _PERIODICITY),
        }

    return read_columns(connection, _current(schema.FollowedUnder, tuple(chosen.ids)), made, chosen.ids)


def _targets(connection: Connection, chosen: Chosen, of_measure: Codes, prints: Codes) -> dict[str, Any]:
    def made(rows: _Columns) -> dict[str, Any]:
        *who, of_kind, valid_from, printed, form, value, unit_printed, doubtful, kind, filed = rows
        return {
            **_who(who),
            "reported": _reported(filed, kind),
            "kind": coded(of_kind, _TARGET_KIND),
            "valid_from": _days(valid_from),
            "printed": coded(printed, prints),
            "form": coded(form, _FORM),
            "value": np.array(value, dtype=np.float64),
            "unit": coded(unit_printed, of_measure),
            "is_doubtful": np.array(doubtful, dtype=bool),
        }

    return read_columns(connection, _current(schema.Target, tuple(chosen.ids)), made, chosen.ids)


def _outcomes(connection: Connection, chosen: Chosen, of_measure: Codes, prints: Codes) -> dict[str, Any]:
    """Outcomes are by far the most: what is a whole number, or one of a few words, comes packed into two numbers a row."""

    def made(rows: _Columns) -> dict[str, Any]:
        id_, load, n, printed, value, unit_printed, who, concerned = rows
        whose, values = np.array(who, dtype=np.int64), np.array(value, dtype=np.float64)
        year, period, gender, missing, doubtful, reported = unpacked(concerned, (4, 4, 16, 2, 2**_REPORTED_BITS))
        # a value that is there but called doubtful is a doubtful value, not a missing one
        called_doubtful = (missing == MISSING_CODES[MissingReason.DOUBTFUL.value]) & ~np.isnan(values)
        return {
            "id": np.array(id_, dtype=np.int64),
            "unit_id": whose >> _INDICATOR_BITS,
            "indicator_id": whose & (2**_INDICATOR_BITS - 1),
            "year": year,
            "load_id": np.array(load, dtype=np.int64),
            "reported": reported,
            "period": period,
            "gender": gender,
            "n": numbers(n),
            "printed": coded(printed, prints),
            "value": values,
            "unit": coded(unit_printed, of_measure),
            "missing": np.where(called_doubtful, 0, missing),
            "is_doubtful": (doubtful > 0) | called_doubtful,
        }

    return read_columns(connection, _outcomes_of(tuple(chosen.ids)), made, chosen.ids)


@cache
def _outcomes_of(chosen: tuple[str, ...]) -> Select[Any]:
    """Made once: the parts of a query take longer to put together than a small query itself takes."""
    fact = schema.Outcome
    query = select(*_outcome_columns()).where(fact.ended_load_id.is_(None), fact.period.in_(FOLLOW_UPS))
    return query.where(*(_is_one_of(fact, name) for name in chosen))


def _is_one_of(fact: Any, name: str) -> Any:
    return getattr(fact, name).in_(bindparam(name, expanding=True))


def _outcome_columns() -> tuple[Any, ...]:
    fact = schema.Outcome
    return (
        *(fact.id, fact.load_id, fact.n, fact.printed, fact.value, fact.unit_printed),
        (fact.unit_id * literal_column(str(2**_INDICATOR_BITS)) + fact.indicator_id).label("who"),
        packed(
            *((fact.year, 1), (code_of(FOLLOW_UP_CODES, fact.period), 4), (code_of(GENDER_CODES, fact.gender), 4)),
            *(
                (case((fact.missing.is_(None), 0), else_=code_of(MISSING_CODES, fact.missing)), 16),
                (cast(fact.is_doubtful, Integer), 2),
            ),
            (fact.reported_year * 4 + code_of(_KIND_ORDER, fact.reported_period), 2**_REPORTED_BITS),
        ),
    )


def code_of(codes: Mapping[Any, int], column: Any) -> Any:
    """The word's number, by the database itself; 0 for a word that is none of them."""
    return case({word: number for word, number in codes.items() if word is not None}, value=column, else_=0)


def packed(*parts: tuple[Any, int]) -> Any:
    """One whole number of several, each below the number that stands with it, made by the database itself."""
    whole: Any = literal_column("0")
    for number, below in parts:
        whole = whole * literal_column(str(below)) + number
    return whole.label("packed")


def unpacked(wholes: Sequence[int], below: tuple[int, ...]) -> list[Ints]:
    """The several again: the first, and those that are below these numbers."""
    rest, parts = np.array(wholes, dtype=np.int64), []
    for each in reversed(below):
        rest, part = np.divmod(rest, each)
        parts.append(part)
    return [rest, *reversed(parts)]


def _forecasts(connection: Connection, chosen: Chosen, of_measure: Codes, prints: Codes) -> dict[str, Any]:
    def made(rows: _Columns) -> dict[str, Any]:
        *who, period, gender, printed, value, unit_printed, kind, filed = rows
        return {
            **_who(who),
            "reported": _reported(filed, kind),
            "period": coded(period, FOLLOW_UP_CODES),
            "gender": coded(gender, GENDER_CODES),
            "printed": coded(printed, prints),
            "value": np.array(value, dtype=np.float64),
            "unit": coded(unit_printed, of_measure),
        }

    return read_columns(connection, _current(schema.Forecast, tuple(chosen.ids)), made, chosen.ids)


_WHO = ("id", "unit_id", "indicator_id", "year", "load_id")
_COLUMNS: dict[Any, tuple[str, ...]] = {
    schema.FollowedUnder: (*_WHO, "goal_id", "periodicity"),
    schema.Target: (*_WHO, "kind", "valid_from", "printed", "form", "value", "unit_printed", "is_doubtful"),
    schema.Forecast: (*_WHO, "period", "gender", "printed", "value", "unit_printed"),
}


@cache
def _current(fact: Any, chosen: tuple[str, ...]) -> Select[Any]:
    """The facts' columns, and their document's kind and year."""
    document = schema.SourceDocument
    query = (
        select(*(getattr(fact, name) for name in _COLUMNS[fact]), document.kind, document.year)
        .join(document, document.id == fact.source_document_id)
        .where(fact.ended_load_id.is_(None), *(_is_one_of(fact, name) for name in chosen))
    )
    return query.where(fact.period.in_(FOLLOW_UPS)) if fact is schema.Forecast else query


def read_columns(
    connection: Connection,
    query: Select[Any],
    made: Callable[[_Columns], dict[str, Any]],
    bound: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The columns that ``made`` makes of the driver's own rows: typed rows would cost more than all that is done with them."""
    cursor = connection.execute(query, bound).cursor
    chunks = []
    while cursor is not None and (rows := cursor.fetchmany(_AT_A_TIME)):
        chunks.append(made(list(zip(*rows, strict=True))))
    if not chunks:
        return made([()] * len(query.selected_columns))
    return {name: np.concatenate([chunk[name] for chunk in chunks]) for name in chunks[0]}


def _who(columns: _Columns) -> dict[str, Any]:
    return {name: np.array(column, dtype=np.int64) for name, column in zip(_WHO, columns, strict=True)}


def _reported(years: Sequence[int], kinds: Sequence[str]) -> Ints:
    """The place in time of the document; a source of another kind comes before the reports of its year."""
    order = np.fromiter((_KIND_ORDER.get(kind, 0) for kind in kinds), dtype=np.int64, count=len(kinds))
    return np.array(years, dtype=np.int64) * 4 + order


def numbers(column: Sequence[int | None]) -> Ints:
    """Whole numbers; NO_NUMBER where there is none."""
    found = np.array(column, dtype=np.float64)
    known = ~np.isnan(found)
    return np.where(known, np.where(known, found, 0).astype(np.int64), NO_NUMBER)


def coded(column: Sequence[Any], codes: dict[Any, int]) -> Ints:
    return np.fromiter(map(codes.__getitem__, column), dtype=np.int64, count=len(column))


def _days(column: Sequence[Any]) -> Ints:
    """Days since the calendar's first, from dates or from the ISO texts that SQLite keeps."""
    ordinals = {day: dt.date.fromisoformat(str(day)).toordinal() for day in set(column)}
    return coded(column, ordinals)
