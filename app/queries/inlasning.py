"""Loads, documents, findings and what is owed, for a part of the organisation.

Findings hold what documents print, also numbers that are withheld: their texts leave this module masked
(``app.queries.withheld``).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from app.answers.inlasning import DocumentRow, FindingRow, LoadRow, Owed, OwedCount
from app.queries.tables import ATTAINMENT, FINDING, LOAD, SOURCE_DOCUMENT, columns_for
from app.queries.withheld import WithheldNumbers, withheld_numbers
from data.vocabulary import FindingKind, FindingState, Gender, MissingReason, Period

_ANSWERED = "Svar av "
"""How the name of a load begins that an answer to a question has made (``etl.settling``)."""


def latest_loads(connection: Connection, most: int) -> tuple[LoadRow, ...]:
    """The latest loads, the newest first."""
    query = select(*columns_for(LoadRow, LOAD)).order_by(LOAD.c.id.desc()).limit(most)
    return tuple(_without_answer(LoadRow._make(row)) for row in connection.execute(query))


def _without_answer(load: LoadRow) -> LoadRow:
    """A load that an answer made says the answer, which may be a number that is withheld; it stands, masked, at its question."""
    return load._replace(what=load.what.partition(": ")[0]) if load.what.startswith(_ANSWERED) else load


def count_loads(connection: Connection) -> int:
    """How many loads there have been."""
    return connection.execute(select(func.count()).select_from(LOAD)).scalar_one()


def documents_of(connection: Connection, unit_ids: Collection[int], year: int, most: int) -> tuple[DocumentRow, ...]:
    """Every version of the documents of these units and this year, current before replaced, by unit and kind."""
    of, ended = SOURCE_DOCUMENT.c, LOAD.alias("ended")
    query = (
        select(
            *(of.unit_id, of.kind, of.year, of.file_name, of.origin, of.publisher, of.records_read),
            *(LOAD.c.finished_at, ended.c.finished_at),
        )
        .join_from(SOURCE_DOCUMENT, LOAD, of.load_id == LOAD.c.id)
        .outerjoin(ended, of.ended_load_id == ended.c.id)
        .where(of.unit_id.in_(unit_ids), of.year == year)
        .order_by(of.unit_id, of.kind, of.ended_load_id.is_not(None), of.id.desc())
        .limit(most)
    )
    return tuple(DocumentRow(*row) for row in connection.execute(query))


def count_findings(connection: Connection, unit_ids: Collection[int]) -> dict[tuple[str, str], int]:
    """How many findings of these units, and of no unit at all, there are of each kind and state."""
    of = FINDING.c
    query = select(of.kind, of.state, func.count()).where(*_of_units(unit_ids)).group_by(of.kind, of.state)
    return {(kind, state): count for kind, state, count in connection.execute(query)}


def findings_of(
    connection: Connection,
    unit_ids: Collection[int],
    *,
    kind: FindingKind | None,
    state: FindingState | None,
    offset: int,
    most: int,
) -> tuple[FindingRow, ...]:
    """Findings of these units and of no unit at all: questions first, open before settled, the newest first."""
    of = FINDING.c
    chosen: list[ColumnElement[bool]] = []
    if kind is not None:
        chosen.append(of.kind == kind)
    if state is not None:
        chosen.append(of.state == state)
    query = (
        select(*(FINDING.c[name] for name in FindingRow._fields[:-1]), SOURCE_DOCUMENT.c.unit_id)
        .outerjoin_from(FINDING, SOURCE_DOCUMENT, of.source_document_id == SOURCE_DOCUMENT.c.id)
        .where(*_of_units(unit_ids), *chosen)
        .order_by(of.state, of.kind != FindingKind.QUESTION, of.kind != FindingKind.REJECTION, of.id.desc())
        .offset(offset)
        .limit(most)
    )
    found = [(FindingRow(*row[:-1]), row[-1]) for row in connection.execute(query)]
    concerned = {unit_id for finding, owner in found for unit_id in (finding.unit_id, owner) if unit_id is not None}
    hidden = withheld_numbers(connection, concerned) if concerned else None
    return tuple(_masked(finding, owner, hidden) for finding, owner in found)


def _masked(finding: FindingRow, owner: int | None, hidden: WithheldNumbers | None) -> FindingRow:
    """The finding without numbers that must not be told; of a figure that is withheld also without what is printed."""
    unit_id = finding.unit_id if finding.unit_id is not None else owner
    if hidden is None or unit_id is None:
        return finding
    concerns = finding.indicator_id is not None and hidden.concerns(unit_id, finding.indicator_id)

    def masked(words: str) -> str:
        return hidden.masked(words, unit_id, indicator_id=finding.indicator_id)

    without = {name: masked(getattr(finding, name)) for name in ("message", "printed", "action", "answer")}
    changed: dict[str, Any] = {**without, "is_masked": concerns or any(without[n] != getattr(finding, n) for n in without)}
    return finding._replace(**changed | ({"printed": ""} if concerns else {}))


def _of_units(unit_ids: Collection[int]) -> list[ColumnElement[bool]]:
    """Of these units or of none; what a later version of its document no longer gives rise to is shown where it was settled."""
    of = FINDING.c
    return [
        or_(of.unit_id.in_(unit_ids), of.unit_id.is_(None)),
        or_(of.ended_load_id.is_(None), of.state == FindingState.SETTLED),
    ]


def owed_by_period(connection: Connection, unit_ids: Collection[int], since_year: int, to_year: int) -> tuple[OwedCount, ...]:
    """How many indicators each unit owes for each follow-up of these years."""
    of = ATTAINMENT.c
    query = (
        select(of.unit_id, of.year, of.period, func.count())
        .where(of.unit_id.in_(unit_ids), of.year.between(since_year, to_year), *_owed())
        .group_by(of.unit_id, of.year, of.period)
    )
    return tuple(map(OwedCount._make, connection.execute(query)))


def owed_in(connection: Connection, unit_ids: Collection[int], period: Period, most: int) -> tuple[Owed, ...]:
    """Which indicators these units owe for the follow-up, by unit."""
    of = ATTAINMENT.c
    query = (
        select(*columns_for(Owed, ATTAINMENT))
        .where(of.unit_id.in_(unit_ids), of.year == period.year, of.period == period.kind, *_owed())
        .order_by(of.unit_id, of.year, of.period, of.indicator_id)
        .limit(most)
    )
    return tuple(map(Owed._make, connection.execute(query)))


def _owed() -> tuple[ColumnElement[bool], ...]:
    of = ATTAINMENT.c
    return (of.gender == Gender.T, of.missing == MissingReason.NOT_REPORTED, ~of.is_aggregated)
