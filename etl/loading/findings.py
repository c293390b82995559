"""Questions, warnings and rejections in the store: each kept once, and ended when its cause is gone."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from data.schema import Finding, Indicator, SourceDocument
from data.vocabulary import FindingKind
from etl.checks import Problem

UNKNOWN_UNIT, UNKNOWN_INDICATOR = "unknown_unit", "unknown_indicator"
CONTRADICTION, DIRECTION_OPEN = "contradiction", "direction_open"
OF_THE_STORE = (UNKNOWN_UNIT, UNKNOWN_INDICATOR, CONTRADICTION, DIRECTION_OPEN)
"""Findings about what several documents have in common: they do not end with the document that gave rise to them."""


@dataclass(slots=True)
class FindingChanges:
    """Findings to open and ids of findings to end."""

    opened: list[dict[str, Any]] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.opened or self.ended)


def compare_findings(connection: Connection, scope: ColumnElement[bool], rows: Iterable[dict[str, Any]]) -> FindingChanges:
    """What changes within the findings that ``scope`` selects, when these rows are what there is to say.

    A finding that is there already, open or settled, stays as it is.
    """
    query = select(Finding.id, Finding.fingerprint).where(scope, Finding.ended_load_id.is_(None))
    there = {row.fingerprint: row.id for row in connection.execute(query)}
    changes = FindingChanges()
    for row in rows:
        if there.pop(row["fingerprint"], None) is None:
            changes.opened.append(row)
    changes.ended = sorted(there.values())
    return changes


def refresh_findings(connection: Connection, scope: ColumnElement[bool], rows: Iterable[dict[str, Any]]) -> None:
    """Let what is found again be told as it is found now: on the line where it stands, in today's words."""
    told = ("locator", "message", "action")
    query = select(Finding.fingerprint, Finding.id, *(getattr(Finding, name) for name in told))
    there = {row.fingerprint: row for row in connection.execute(query.where(scope, Finding.ended_load_id.is_(None)))}
    for row in rows:
        stored = there.get(row["fingerprint"])
        values = {name: row[name] for name in told}
        if stored is not None and any(getattr(stored, name) != value for name, value in values.items()):
            connection.execute(update(Finding).where(Finding.id == stored.id).values(**values))


def write_findings(connection: Connection, changes: FindingChanges, load_id: int, source_document_id: int | None) -> None:
    """Open and end findings; a finding keeps the document it names itself, else it is about ``source_document_id``."""
    if changes.opened:
        rows = [{"source_document_id": source_document_id} | row | {"load_id": load_id} for row in changes.opened]
        connection.execute(insert(Finding), rows)
    if changes.ended:
        connection.execute(update(Finding).where(Finding.id.in_(changes.ended)).values(ended_load_id=load_id))


def finding_rows(
    connection: Connection, problems: Sequence[Problem], *, about: str, file_name: str, unit_id: int | None
) -> list[dict[str, Any]]:
    """The problems as rows of ``finding``. ``about`` is what they concern, for telling them from those of other documents."""
    indicator_ids = _indicator_ids(connection, problems)
    seen: Counter[str] = Counter()
    rows = []
    for problem in problems:
        what = "|".join((about, problem.code, problem.indicator, problem.printed))
        seen[what] += 1
        rows.append(
            {
                "fingerprint": fingerprint(f"{what}|{seen[what]}"),
                "file_name": file_name,
                "locator": f"rad {problem.line}" if problem.line else "",
                "unit_id": unit_id,
                "indicator_id": indicator_ids.get(problem.indicator),
                "kind": FindingKind(problem.kind).value,
                "code": problem.code,
                "message": problem.message,
                "printed": problem.printed,
                "action": problem.action,
            }
        )
    return rows


def fingerprint(what: str) -> str:
    """A short name for what a finding is about: the same whenever the same is found, on whatever line."""
    return hashlib.sha256(what.encode()).hexdigest()[:32]


def _indicator_ids(connection: Connection, problems: Sequence[Problem]) -> dict[str, int]:
    slugs = {problem.indicator for problem in problems if problem.indicator}
    if not slugs:
        return {}
    rows = connection.execute(select(Indicator.slug, Indicator.id).where(Indicator.slug.in_(slugs)))
    return {row.slug: row.id for row in rows}


def of_document(document_key: str) -> ColumnElement[bool]:
    """The findings of one document, of all its versions."""
    versions = select(SourceDocument.id).where(SourceDocument.document_key == document_key)
    return Finding.source_document_id.in_(versions) & Finding.code.not_in(OF_THE_STORE)
