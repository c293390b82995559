"""The current facts of some units, read from the store and put in the words of the rules.

Only facts that no later load has ended are read, and of the units asked for alone: re-judging one unit costs the same
in a small store and in a large one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, select

from data import schema
from data.vocabulary import (
    FOLLOW_UPS,
    Aggregate,
    Better,
    Gender,
    Measure,
    MissingReason,
    Period,
    Periodicity,
    PeriodKind,
    TargetForm,
    TargetKind,
)
from etl.rules.figures import Figure, IndicatorRules, TargetFigure


@dataclass(frozen=True, slots=True)
class Definition:
    """What is asked of an indicator's definition: the rules' part, and how often it is followed."""

    rules: IndicatorRules
    periodicity: Periodicity | None


@dataclass(frozen=True, slots=True)
class FollowedFact:
    """That a document of a unit and year lists the indicator."""

    id: int
    reported: Period
    load_id: int
    goal_id: int | None
    periodicity: Periodicity | None


@dataclass(frozen=True, slots=True)
class TargetFact:
    id: int
    reported: Period
    load_id: int
    valid_from: dt.date
    figure: TargetFigure
    printed: str


@dataclass(frozen=True, slots=True)
class OutcomeFact:
    id: int
    reported: Period
    load_id: int
    figure: Figure
    n: int | None
    printed: str


@dataclass(frozen=True, slots=True)
class ForecastFact:
    id: int
    reported: Period
    load_id: int
    figure: Figure
    printed: str


@dataclass(slots=True)
class IndicatorFacts:
    """All that the current documents say about one indicator on one unit: several facts for one thing where they repeat."""

    followed: dict[int, list[FollowedFact]] = field(default_factory=lambda: defaultdict(list))
    """By year."""
    targets: dict[tuple[int, TargetKind], list[TargetFact]] = field(default_factory=lambda: defaultdict(list))
    outcomes: dict[tuple[Period, Gender], list[OutcomeFact]] = field(default_factory=lambda: defaultdict(list))
    forecasts: dict[tuple[Period, Gender], list[ForecastFact]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class UnitFacts:
    unit_id: int
    is_example: bool
    indicators: dict[int, IndicatorFacts] = field(default_factory=lambda: defaultdict(IndicatorFacts))


def definitions(connection: Connection, tolerance_pct: float) -> dict[int, Definition]:
    """Every indicator's definition by its id; ``tolerance_pct`` fills in where a definition has none of its own."""
    return {row.id: _definition(row, tolerance_pct) for row in connection.execute(select(schema.Indicator.__table__))}


def _definition(row: Any, tolerance_pct: float) -> Definition:
    rules = IndicatorRules(
        better=Better(row.better) if row.better else None,
        tolerance_pct=tolerance_pct if row.tolerance_pct is None else row.tolerance_pct,
        measure=Measure(row.measure) if row.measure else None,
        unit_of_measure=row.unit_of_measure,
        accumulates=row.accumulates,
        aggregate=Aggregate(row.aggregate),
        kf_target_is_local=row.kf_target_is_local,
    )
    return Definition(rules, Periodicity(row.periodicity) if row.periodicity else None)


def facts_of(connection: Connection, unit_ids: Sequence[int]) -> list[UnitFacts]:
    """The current facts of these units, one object a unit, in the order of the ids; unknown ids are left out."""
    rows = connection.execute(select(schema.Unit.id, schema.Unit.is_example).where(schema.Unit.id.in_(unit_ids)))
    is_example = {row.id: bool(row.is_example) for row in rows}
    units = {unit_id: UnitFacts(unit_id, is_example[unit_id]) for unit_id in unit_ids if unit_id in is_example}
    _add_followed(connection, units)
    _add_targets(connection, units)
    _add_outcomes(connection, units)
    _add_forecasts(connection, units)
    return list(units.values())


def _add_followed(connection: Connection, units: dict[int, UnitFacts]) -> None:
    fact = schema.FollowedUnder
    columns = (fact.id, fact.unit_id, fact.indicator_id, fact.year, fact.load_id, fact.goal_id, fact.periodicity)
    for id_, unit, indicator, year, load, goal, periodicity, kind, kind_year in _current(connection, fact, columns, units):
        followed = FollowedFact(id_, _filed(kind_year, kind), load, goal, Periodicity(periodicity) if periodicity else None)
        units[unit].indicators[indicator].followed[year].append(followed)


def _add_targets(connection: Connection, units: dict[int, UnitFacts]) -> None:
    fact = schema.Target
    columns = (
        *(fact.id, fact.unit_id, fact.indicator_id, fact.year, fact.load_id, fact.kind, fact.valid_from, fact.printed),
        *(fact.form, fact.value, fact.unit_printed, fact.is_doubtful),
    )
    for id_, unit, indicator, year, load, of_kind, valid_from, printed, *figure, kind, kind_year in _current(
        connection, fact, columns, units
    ):
        form, value, unit_printed, is_doubtful = figure
        target = TargetFigure(TargetForm(form), value, unit_printed, bool(is_doubtful))
        units[unit].indicators[indicator].targets[year, TargetKind(of_kind)].append(
            TargetFact(id_, _filed(kind_year, kind), load, valid_from, target, printed)
        )


def _add_outcomes(connection: Connection, units: dict[int, UnitFacts]) -> None:
    fact = schema.Outcome
    columns = (
        *(fact.id, fact.unit_id, fact.indicator_id, fact.year, fact.period, fact.gender, fact.load_id),
        *(fact.reported_year, fact.reported_period, fact.n, fact.printed),
        *(fact.value, fact.unit_printed, fact.missing, fact.is_doubtful),
    )
    query = select(*columns).where(fact.unit_id.in_(units), fact.ended_load_id.is_(None), fact.period.in_(FOLLOW_UPS))
    for id_, unit, indicator, year, period, gender, load, filed_year, filed, n, printed, *figure in connection.execute(query):
        units[unit].indicators[indicator].outcomes[_concerned(year, period, gender)].append(
            OutcomeFact(id_, _filed(filed_year, filed), load, _outcome_figure(*figure), n, printed)
        )


def _outcome_figure(value: float | None, unit: str, missing: str | None, is_doubtful: bool) -> Figure:
    """A value that is there but called doubtful is a doubtful value, not a missing one."""
    if missing == MissingReason.DOUBTFUL and value is not None:
        return Figure(value, unit, None, True)
    return Figure(value, unit, MissingReason(missing) if missing else None, bool(is_doubtful))


def _add_forecasts(connection: Connection, units: dict[int, UnitFacts]) -> None:
    fact = schema.Forecast
    columns = (
        *(fact.id, fact.unit_id, fact.indicator_id, fact.year, fact.period, fact.gender, fact.load_id),
        *(fact.printed, fact.value, fact.unit_printed),
    )
    for id_, unit, indicator, year, period, gender, load, printed, value, unit_printed, kind, kind_year in _current(
        connection, fact, columns, units
    ):
        units[unit].indicators[indicator].forecasts[_concerned(year, period, gender)].append(
            ForecastFact(id_, _filed(kind_year, kind), load, Figure(value, unit_printed), printed)
        )


def _current(connection: Connection, fact: Any, columns: Sequence[Any], units: dict[int, UnitFacts]) -> Iterator[Any]:
    """Rows of the facts that no load has ended, each followed by its document's kind and year."""
    document = schema.SourceDocument
    query: Select[Any] = (
        select(*columns, document.kind, document.year)
        .join(document, document.id == fact.source_document_id)
        .where(fact.unit_id.in_(units), fact.ended_load_id.is_(None))
    )
    return iter(connection.execute(query))


@lru_cache(maxsize=4096)
def _filed(year: int, kind: str) -> Period:
    """The plan or follow-up that a document is; a source of another kind comes before the reports of its year."""
    return Period(year, PeriodKind(kind) if kind in PeriodKind.__members__ else PeriodKind.VP)


@lru_cache(maxsize=4096)
def _concerned(year: int, kind: str, gender: str) -> tuple[Period, Gender]:
    """The period and gender that a figure concerns. Cached, as building them is what most of the reading would cost."""
    return Period(year, PeriodKind(kind)), Gender(gender)
