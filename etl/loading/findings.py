"""Questions, warnings and rejections in the store: each kept once, and ended when its cause is gone."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from data.schema import Finding, Indicator, SourceDocument
from data.vocabulary import FindingKind, FindingState
from etl.checks import Problem
from etl.checks.city_target import OF_THE_CITY
from etl.checks.course import FEWER, MAGNITUDE_BEFORE
from etl.loading.pieces import pieces, rows_with
from etl.places import locator

UNKNOWN_UNIT, UNKNOWN_INDICATOR = "unknown_unit", "unknown_indicator"
CONTRADICTION, DIRECTION_OPEN = "contradiction", "direction_open"
OF_THE_STORE = (UNKNOWN_UNIT, UNKNOWN_INDICATOR, CONTRADICTION, DIRECTION_OPEN, MAGNITUDE_BEFORE, FEWER)
"""Findings about what several documents have in common: they do not end with the document that gave rise to them."""


SAID_ONCE = frozenset({OF_THE_CITY})
"""Remarks about an indicator, not about a document: while one document gives rise to it, no other repeats it."""


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
    rows = list(rows)
    query = select(Finding.id, Finding.fingerprint).where(scope, Finding.ended_load_id.is_(None))
    there = {row.fingerprint: row.id for row in connection.execute(query)}
    elsewhere = said_elsewhere(connection, [row["fingerprint"] for row in rows if row["code"] in SAID_ONCE], there)
    changes = FindingChanges()
    for row in rows:
        if there.pop(row["fingerprint"], None) is None and row["fingerprint"] not in elsewhere:
            changes.opened.append(row)
    changes.ended = sorted(there.values())
    return changes


def said_elsewhere(connection: Connection, fingerprints: Sequence[str], here: Collection[str]) -> set[str]:
    """Those of the remarks that are said once, and are said by other documents."""
    wanted = [each for each in fingerprints if each not in here]
    if not wanted:
        return set()
    query = select(Finding.fingerprint).where(Finding.ended_load_id.is_(None))
    return {row[0] for row in rows_with(connection, query, Finding.fingerprint, wanted)}


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
    opened = _without_repeated(connection, changes.opened)
    if opened:
        answers = _answers_before(connection, [row["fingerprint"] for row in opened])
        about = {"source_document_id": source_document_id}
        rows = [about | row | {"load_id": load_id} | answers.get(row["fingerprint"], _NOT_ANSWERED) for row in opened]
        connection.execute(insert(Finding), rows)
    for ended in pieces(changes.ended):
        connection.execute(update(Finding).where(Finding.id.in_(ended)).values(ended_load_id=load_id))


def _without_repeated(connection: Connection, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, those that are said once at most once and only while nothing says them already."""
    once = [row["fingerprint"] for row in rows if row["code"] in SAID_ONCE]
    if not once:
        return list(rows)
    said = said_elsewhere(connection, list(dict.fromkeys(once)), ())
    kept = []
    for row in rows:
        if row["code"] not in SAID_ONCE or row["fingerprint"] not in said:
            kept.append(row)
            said.update([row["fingerprint"]] if row["code"] in SAID_ONCE else [])
    return kept


SEEN = "Sett"
"""How the answer begins that asks for nothing to be done: it holds whenever the same is found again."""

_NOT_ANSWERED = {"state": FindingState.OPEN.value, "answer": "", "settled_by": "", "settled_at": None}


def _answers_before(connection: Connection, fingerprints: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The latest answers to what was asked before in the same words, ended, and is found again.

    Answers that were written to a file are not among them: while the file holds them the question does not come again.
    """
    columns = (Finding.state, Finding.answer, Finding.settled_by, Finding.settled_at)
    seen = (Finding.state == FindingState.SETTLED.value, Finding.answer.startswith(SEEN))
    wanted = set(fingerprints)  # there may be very many, and there are few answers
    found = connection.execute(select(Finding.fingerprint, *columns).where(*seen).order_by(Finding.id))
    return {row.fingerprint: dict(zip(_NOT_ANSWERED, row[1:], strict=True)) for row in found if row.fingerprint in wanted}


def finding_rows(
    connection: Connection, problems: Sequence[Problem], *, about: str, file_name: str, unit_id: int | None
) -> list[dict[str, Any]]:
    """The problems as rows of ``finding``. ``about`` is what they concern, for telling them from those of other documents."""
    indicator_ids = indicator_ids_of(connection, {problem.indicator for problem in problems if problem.indicator})
    return finding_rows_of(problems, indicator_ids, about=about, file_name=file_name, unit_id=unit_id)


def finding_rows_of(
    problems: Sequence[Problem], indicator_ids: Mapping[str, int], *, about: str, file_name: str, unit_id: int | None
) -> list[dict[str, Any]]:
    """The same, the ids of the indicators being known by their slugs."""
    seen: Counter[str] = Counter()
    rows = []
    for problem in problems:
        concerned = "" if problem.code in SAID_ONCE else about
        what = "|".join((concerned, problem.code, problem.indicator, problem.printed))
        seen[what] += 1 if problem.code not in SAID_ONCE or not seen[what] else 0
        rows.append(
            {
                "fingerprint": fingerprint(f"{what}|{seen[what]}"),
                "file_name": file_name,
                "locator": locator(problem.line),
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


def indicator_ids_of(connection: Connection, slugs: Collection[str]) -> dict[str, int]:
    """The ids of the indicators with these slugs."""
    if not slugs:
        return {}
    rows = connection.execute(select(Indicator.slug, Indicator.id).where(Indicator.slug.in_(slugs)))
    return {row.slug: row.id for row in rows}


def of_document(document_key: str) -> ColumnElement[bool]:
    """The findings of one document, of all its versions."""
    versions = select(SourceDocument.id).where(SourceDocument.document_key == document_key)
    return Finding.source_document_id.in_(versions) & Finding.code.not_in(OF_THE_STORE)
