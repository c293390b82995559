"""Questions about units and indicators that documents name and nobody has defined: one for each, while any document names it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from data.schema import Finding, FollowedUnder, Outcome, SourceDocument, Unit
from data.vocabulary import FindingKind
from etl.loading.facts import DocumentFacts
from etl.loading.findings import UNKNOWN_INDICATOR, UNKNOWN_UNIT, FindingChanges, fingerprint
from etl.loading.register import KnownUnit, Register
from etl.normalise.proposals import proposal_sentence
from etl.places import locator

_MEANT = (
    "Svara med python -m etl settle. Är det samma, läggs namnet bland other_names i data/definitions/{folder},"
    " och allt som är inläst flyttas dit."
)


def unit_question_fingerprint(slug: str) -> str:
    return fingerprint(f"{UNKNOWN_UNIT}|{slug}")


def indicator_question_fingerprint(slug: str) -> str:
    return fingerprint(f"{UNKNOWN_INDICATOR}|{slug}")


def draft_questions(
    connection: Connection, register: Register, unit: KnownUnit, facts: DocumentFacts, file_name: str, line: int
) -> FindingChanges:
    """The questions that this document's unknown names give rise to and that are not asked already."""
    asked: dict[str, dict[str, Any]] = {}
    if not unit.is_defined:
        asked[unit_question_fingerprint(unit.slug)] = _unit_question(register, unit, line)
    for slug, indicator in facts.drafts.items():
        first_line, printed = facts.draft_lines[slug]
        asked[indicator_question_fingerprint(slug)] = {
            **{"code": UNKNOWN_INDICATOR, "unit_id": unit.id, "indicator_id": indicator.id, "printed": printed},
            "locator": locator(first_line),
            "message": f"Indikatorn «{printed}» har ingen definition: det är inte känt vad den mäter eller åt vilket håll den är"
            f" bättre, så den bedöms inte. {proposal_sentence(printed, register.indicator_names())}".rstrip(),
            "action": f"{_MEANT.format(folder='indicators')} Är det en ny, skrivs en ny definition.",
        }
    there = _open_fingerprints(connection, asked)
    common = {"file_name": file_name, "kind": FindingKind.QUESTION.value}
    rows = [common | {"fingerprint": each} | row for each, row in asked.items() if each not in there]
    return FindingChanges(rows)


def _unit_question(register: Register, unit: KnownUnit, line: int) -> dict[str, Any]:
    return {
        **{"code": UNKNOWN_UNIT, "unit_id": unit.id, "indicator_id": None, "printed": unit.name, "locator": locator(line)},
        "message": f"Enheten «{unit.name}» finns inte i organisationen. Uppgifterna är inlästa på ett utkast till enhet."
        f" {proposal_sentence(unit.name, register.unit_names())}".rstrip(),
        "action": f"{_MEANT.format(folder='units')} Är det en ny, läggs den till under den enhet som du anger.",
    }


def _open_fingerprints(connection: Connection, asked: Iterable[str]) -> set[str]:
    query = select(Finding.fingerprint).where(Finding.fingerprint.in_(list(asked)), Finding.ended_load_id.is_(None))
    return set(connection.execute(query).scalars())


def unused_draft_questions(connection: Connection) -> list[int]:
    """Ids of questions about names that no current document has any more."""
    followed = select(FollowedUnder.id).where(
        FollowedUnder.indicator_id == Finding.indicator_id, FollowedUnder.ended_load_id.is_(None)
    )
    documents = select(SourceDocument.id).where(SourceDocument.unit_id == Finding.unit_id, SourceDocument.ended_load_id.is_(None))
    measured = (  # by way of the units, for whose figures there is an index
        select(Outcome.id)
        .join_from(Unit, Outcome, Outcome.unit_id == Unit.id)
        .where(Outcome.indicator_id == Finding.indicator_id, Outcome.ended_load_id.is_(None))
    )
    unused_indicator = (Finding.code == UNKNOWN_INDICATOR) & ~followed.exists() & ~measured.exists()
    unused_unit = (Finding.code == UNKNOWN_UNIT) & ~documents.exists()
    query = select(Finding.id).where(Finding.ended_load_id.is_(None), unused_indicator | unused_unit).order_by(Finding.id)
    return list(connection.execute(query).scalars())
