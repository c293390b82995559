"""Enheter: every unit of a part of the organisation with its counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import text
from app.addresses import overview_address, unit_address
from app.answers.figures import StatusCount
from app.answers.organisation import Organisation, Unit
from app.filters import Filter
from app.numbers import number
from app.views import Notice, UnitList, UnitRow
from data.vocabulary import Period, PeriodKind, Status, UnitKind


@dataclass(frozen=True, slots=True)
class UnitsInput:
    organisation: Organisation
    part: Unit
    period: Period
    counts: Sequence[StatusCount]
    updated_on: dt.date | None


def unit_list(asked: UnitsInput, notices: Sequence[Notice] = ()) -> UnitList:
    """The list; a part that has units below it leads to Läget, a unit to its own page."""
    by_unit: dict[int, Counter[str]] = defaultdict(Counter)
    for count in asked.counts:
        by_unit[count.unit_id][count.status] += count.figures
    units = [unit for unit in asked.organisation.with_descendants(asked.part) if unit != asked.part or by_unit[unit.id]]
    enheter = sum(1 for unit in units if unit.kind == UnitKind.ENHET)
    source = text.OVERVIEW_SOURCE.format(reports=text.REPORTS[PeriodKind(asked.period.kind)], year=asked.period.year)
    if asked.updated_on is not None:
        source += text.LINE_BREAK_DOT + text.UPDATED.format(date=asked.updated_on.isoformat())
    return UnitList(
        title=text.UNITS_TITLE.format(part=asked.part.name, period=text.period_title(asked.period)),
        subtitle=text.counted(number(enheter), text.UNIT_ONE, text.UNIT_MANY),
        is_example=asked.part.is_example,
        rows=tuple(_row(unit, asked, by_unit) for unit in units),
        source=source,
        notices=tuple(notices),
    )


def _row(unit: Unit, asked: UnitsInput, by_unit: Mapping[int, Mapping[str, int]]) -> UnitRow:
    is_unit = unit.kind == UnitKind.ENHET
    chosen = Filter(unit=unit.slug, period=asked.period)
    counts = by_unit.get(unit.id, {})
    return UnitRow(
        name=unit.name,
        href=unit_address(unit.slug, asked.period) if is_unit else overview_address(chosen),
        depth=len(asked.organisation.path(unit)) - len(asked.organisation.path(asked.part)),
        kind=text.UNIT_KIND_WORD[UnitKind(unit.kind)],
        counts=tuple(number(counts.get(status, 0)) for status in Status) if counts else (),
    )
