"""What units have to report in a follow-up, with what is known of it: only what every reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from data.schema import Attainment, Goal, Indicator, PlanGoal, SourceDocument, StatedJudgement
from data.vocabulary import Better, Gender, Judgement, Measure, MissingReason, Period, PeriodKind
from etl.template.choosing import MeantUnit

_NOT_REPORTED = (MissingReason.NOT_REPORTED, MissingReason.NOT_YET_DUE, MissingReason.NOT_ADDED_UP)
_YEARS_BACK = 3


@dataclass(frozen=True, slots=True)
class DueFigure:
    """An indicator to report. Numbers are in the indicator's unit of measure; None where there is none to show.

    ``values`` and ``counts`` are by gender what is reported already; ``is_withheld``: more is, and too few answered.
    """

    slug: str
    name: str
    description: str
    source: str
    measure: Measure | None
    unit_of_measure: str
    decimals: int
    better: Better | None
    target: str
    kf_target: str
    last_value: float | None
    last_is_withheld: bool
    last_period: Period | None
    values: dict[Gender, float] = field(default_factory=dict)
    counts: dict[Gender, int] = field(default_factory=dict)
    is_reported: bool = False
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class DueGoal:
    """A goal of the unit's plan, in its place; ``judgement`` is what is stated already."""

    level: str
    number: str
    title: str
    judgement: Judgement | None


@dataclass(slots=True)
class DueReport:
    """What one unit has to report."""

    unit: MeantUnit
    figures: list[DueFigure]
    goals: list[DueGoal]


def due_reports(
    connection: Connection, units: Sequence[MeantUnit], period: Period, *, with_reported: bool = False
) -> list[DueReport]:
    """What each of the units has to report, in their order; units that have nothing are left out.

    An indicator is due when the unit's plan promises it in the follow-up and no outcome of the unit's own has come.
    ``with_reported``: also what has been reported, with its values.
    """
    reports = []
    for unit in units:
        figures = _figures(connection, unit, period, with_reported)
        if figures:
            reports.append(DueReport(unit, figures, _goals(connection, unit, period)))
    return reports


def _figures(connection: Connection, unit: MeantUnit, period: Period, with_reported: bool) -> list[DueFigure]:
    of = Attainment
    query = (
        select(of.__table__, *_definition_columns())
        .join(Indicator, Indicator.id == of.indicator_id)
        .where(of.unit_id == unit.id, of.year <= period.year, of.year >= period.year - _YEARS_BACK)
        .order_by(Indicator.sort_order, Indicator.name)
    )
    by_indicator: dict[int, dict[tuple[Period, Gender], Any]] = defaultdict(dict)
    for row in connection.execute(query):
        by_indicator[row.indicator_id][Period(row.year, PeriodKind(row.period)), Gender(row.gender)] = row
    figures = (_figure(rows, period, with_reported) for rows in by_indicator.values())
    return [figure for figure in figures if figure is not None]


def _definition_columns() -> tuple[Any, ...]:
    of = Indicator
    return (of.slug, of.name, of.description, of.source, of.measure, of.unit_of_measure, of.decimals, of.better)


def _figure(rows: dict[tuple[Period, Gender], Any], period: Period, with_reported: bool) -> DueFigure | None:
    """The indicator with what is known of it; None where there is nothing to report."""
    total = rows.get((period, Gender.T))
    if total is None:
        return None
    is_reported = not total.is_aggregated and (total.is_withheld or total.missing not in _NOT_REPORTED)
    if (is_reported and not with_reported) or (not is_reported and total.due_on is None):
        return None
    own = {gender: row for gender in Gender if is_reported and (row := rows.get((period, gender))) is not None}
    last = _last(rows, period)
    return DueFigure(
        slug=total.slug,
        name=total.name,
        description=total.description,
        source=total.source,
        measure=Measure(total.measure) if total.measure else None,
        unit_of_measure=total.unit_of_measure,
        decimals=total.decimals,
        better=Better(total.better) if total.better else None,
        target=total.target_printed,
        kf_target=total.kf_target_printed,
        last_value=last.value if last is not None and not last.is_withheld else None,
        last_is_withheld=last is not None and last.is_withheld,
        last_period=Period(last.year, PeriodKind(last.period)) if last is not None else None,
        values={gender: row.value for gender, row in own.items() if row.value is not None and not row.is_withheld},
        counts={gender: row.n for gender, row in own.items() if row.n is not None and not row.is_withheld},
        is_reported=is_reported,
        is_withheld=any(row.is_withheld for row in own.values()),
    )


def _last(rows: dict[tuple[Period, Gender], Any], period: Period) -> Any:
    """The unit's nearest earlier outcome that is there, shown or withheld."""
    earlier = (
        (when, row)
        for (when, gender), row in rows.items()
        if gender is Gender.T and when < period and not row.is_aggregated and (row.is_withheld or row.value is not None)
    )
    return max(earlier, key=lambda each: each[0], default=(None, None))[1]


def _goals(connection: Connection, unit: MeantUnit, period: Period) -> list[DueGoal]:
    """The goals of the unit's latest document of the year, in their order."""
    of = PlanGoal
    query = (
        select(of.goal_id, of.sort_order, SourceDocument.kind, of.load_id, Goal.level, Goal.number, Goal.title)
        .join(Goal, Goal.id == of.goal_id)
        .join(SourceDocument, SourceDocument.id == of.source_document_id)
        .where(of.unit_id == unit.id, of.year == period.year, of.ended_load_id.is_(None))
    )
    rows = list(connection.execute(query))
    latest = max(((PeriodKind(row.kind).order, row.kind) for row in rows), default=(0, ""))[1]
    stated = _stated(connection, unit, period)
    goals = {row.goal_id: row for row in sorted(rows, key=lambda row: (row.load_id, row.sort_order)) if row.kind == latest}
    return [
        DueGoal(row.level, row.number, row.title, stated.get(id_))
        for id_, row in sorted(goals.items(), key=lambda each: each[1].sort_order)
    ]


def _stated(connection: Connection, unit: MeantUnit, period: Period) -> dict[int, Judgement]:
    of = StatedJudgement
    query = select(of.goal_id, of.judgement).where(
        of.unit_id == unit.id, of.year == period.year, of.period == period.kind.value, of.ended_load_id.is_(None)
    )
    rows = connection.execute(query.order_by(of.id))
    return {row.goal_id: Judgement(row.judgement) for row in rows if row.judgement is not None}
