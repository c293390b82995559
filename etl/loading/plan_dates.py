"""From when a report's targets hold: where the plan set the very same target, from when the plan's does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from data.schema import SourceDocument, Target
from data.vocabulary import Period, PeriodKind
from etl.loading.facts import TARGET, Fact

_SAID = tuple(TARGET.columns.index(column) for column in ("indicator_id", "kind", "form", "value"))
_VALID_FROM = TARGET.columns.index("valid_from")


def keep_plan_dates(connection: Connection, targets: Sequence[Fact], unit_id: int, document: Period) -> list[Fact]:
    """The targets of a follow-up, those that only repeat the plan's valid from the day that the plan's are."""
    if document.kind is PeriodKind.VP or not targets:
        return list(targets)
    query = (
        select(Target.indicator_id, Target.kind, Target.form, Target.value, Target.valid_from)
        .join(SourceDocument, SourceDocument.id == Target.source_document_id)
        .where(Target.unit_id == unit_id, Target.year == document.year, Target.ended_load_id.is_(None))
        .where(SourceDocument.kind == PeriodKind.VP.value)
    )
    planned = {tuple(said): valid_from for *said, valid_from in connection.execute(query)}
    return [_dated(fact, planned.get(tuple(fact.values[place] for place in _SAID))) for fact in targets]


def _dated(fact: Fact, valid_from: object) -> Fact:
    if valid_from is None:
        return fact
    values = list(fact.values)
    values[_VALID_FROM] = valid_from
    return replace(fact, values=tuple(values))
