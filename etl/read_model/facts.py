"""The current facts of one indicator, read from the store and put in the words of the rules: what the reference is made of.

Only facts that no later load has ended are read. What is withheld and what is added up depend on all units together, so an
indicator is read for the whole organisation.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
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
    MeasuredOver,
    MissingReason,
    Period,
    Periodicity,
    PeriodKind,
    TargetForm,
    TargetKind,
)
from etl.read_model.judged import Defaults
from etl.rules.figures import Figure, IndicatorRules, TargetFigure


@dataclass(frozen=True, slots=True)
class Definition:
    """What is asked of an indicator's definition: the rules' part, how often it is followed, and what is withheld."""

    rules: IndicatorRules
    periodicity: Periodicity | None
    min_group: int
    is_sensitive: bool


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


def definitions(connection: Connection, defaults: Defaults) -> dict[int, Definition]:
    """Every indicator's definition by its id; the installation's defaults fill in where a definition has none of its own."""
    return {row.id: _definition(row, defaults) for row in connection.execute(select(schema.Indicator.__table__))}


@lru_cache(maxsize=1024)
def _definition(row: Any, defaults: Defaults) -> Definition:
    """Kept, for every document of a load asks for the same ones."""
    rules = IndicatorRules(
        better=Better(row.better) if row.better else None,
        tolerance_pct=defaults.tolerance_pct if row.tolerance_pct is None else row.tolerance_pct,
        measure=Measure(row.measure) if row.measure else None,
        unit_of_measure=row.unit_of_measure,
        accumulates=row.accumulates,
        aggregate=Aggregate(row.aggregate),
        kf_target_is_local=row.kf_target_is_local,
        n_is_denominator=bool(row.n_is_denominator),
        decimals=row.decimals,
        measured_over=MeasuredOver(row.measured_over) if row.measured_over else None,
    )
    return Definition(
        rules=rules,
        periodicity=Periodicity(row.periodicity) if row.periodicity else None,
        min_group=defaults.min_group if row.min_group is None else row.min_group,
        is_sensitive=row.is_sensitive,
    )


FactsByUnit = dict[int, IndicatorFacts]


def facts_of(connection: Connection, indicator_id: int) -> FactsByUnit:
    """The current facts of an indicator by unit, of the units that have any."""
    units: FactsByUnit = defaultdict(IndicatorFacts)
    _add_followed(connection, indicator_id, units)
    _add_targets(connection, indicator_id, units)
    _add_outcomes(connection, indicator_id, units)
    _add_forecasts(connection, indicator_id, units)
    return dict(units)


def _add_followed(connection: Connection, indicator_id: int, units: FactsByUnit) -> None:
    fact = schema.FollowedUnder
    columns = (fact.id, fact.unit_id, fact.year, fact.load_id, fact.goal_id, fact.periodicity)
    for id_, unit, year, load, goal, periodicity, kind, kind_year in _current(connection, fact, columns, indicator_id):
        followed = FollowedFact(id_, _filed(kind_year, kind), load, goal, Periodicity(periodicity) if periodicity else None)
        units[unit].followed[year].append(followed)


def _add_targets(connection: Connection, indicator_id: int, units: FactsByUnit) -> None:
    fact = schema.Target
    columns = (
        *(fact.id, fact.unit_id, fact.year, fact.load_id, fact.kind, fact.valid_from, fact.printed),
        *(fact.form, fact.value, fact.unit_printed, fact.is_doubtful),
    )
    for id_, unit, year, load, of_kind, valid_from, printed, *figure, kind, kind_year in _current(
        connection, fact, columns, indicator_id
    ):
        form, value, unit_printed, is_doubtful = figure
        target = TargetFigure(TargetForm(form), value, unit_printed, bool(is_doubtful))
        units[unit].targets[year, TargetKind(of_kind)].append(
            TargetFact(id_, _filed(kind_year, kind), load, valid_from, target, printed)
        )


def _add_outcomes(connection: Connection, indicator_id: int, units: FactsByUnit) -> None:
    fact = schema.Outcome
    columns = (
        *(fact.id, fact.unit_id, fact.year, fact.period, fact.gender, fact.load_id),
        *(fact.reported_year, fact.reported_period, fact.n, fact.printed),
        *(fact.value, fact.unit_printed, fact.missing, fact.is_doubtful),
    )
    query = select(*columns).where(fact.indicator_id == indicator_id, fact.ended_load_id.is_(None), fact.period.in_(FOLLOW_UPS))
    for id_, unit, year, period, gender, load, filed_year, filed, n, printed, *figure in connection.execute(query):
        units[unit].outcomes[_concerned(year, period, gender)].append(
            OutcomeFact(id_, _filed(filed_year, filed), load, outcome_figure(*figure), n, printed)
        )


def outcome_figure(value: float | None, unit: str, missing: str | None, is_doubtful: bool) -> Figure:
    """A value that is there but called doubtful is a doubtful value, not a missing one."""
    if missing == MissingReason.DOUBTFUL and value is not None:
        return Figure(value, unit, None, True)
    return Figure(value, unit, MissingReason(missing) if missing else None, bool(is_doubtful))


def _add_forecasts(connection: Connection, indicator_id: int, units: FactsByUnit) -> None:
    fact = schema.Forecast
    columns = (
        *(fact.id, fact.unit_id, fact.year, fact.period, fact.gender, fact.load_id),
        *(fact.printed, fact.value, fact.unit_printed),
    )
    for id_, unit, year, period, gender, load, printed, value, unit_printed, kind, kind_year in _current(
        connection, fact, columns, indicator_id
    ):
        if period in FOLLOW_UPS:
            units[unit].forecasts[_concerned(year, period, gender)].append(
                ForecastFact(id_, _filed(kind_year, kind), load, Figure(value, unit_printed), printed)
            )


def _current(connection: Connection, fact: Any, columns: tuple[Any, ...], indicator_id: int) -> Iterator[Any]:
    """Rows of the facts that no load has ended, each followed by its document's kind and year."""
    document = schema.SourceDocument
    query: Select[Any] = (
        select(*columns, document.kind, document.year)
        .join(document, document.id == fact.source_document_id)
        .where(fact.indicator_id == indicator_id, fact.ended_load_id.is_(None))
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
