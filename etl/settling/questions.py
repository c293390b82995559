"""What is open, and which answers each question can be given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from data.schema import Finding, Indicator, SourceDocument, Unit
from data.vocabulary import FindingKind, FindingState
from etl.checks.course import MAGNITUDE_BEFORE
from etl.loading.corrections import OUTDATED
from etl.loading.findings import CONTRADICTION, DIRECTION_OPEN, UNKNOWN_INDICATOR, UNKNOWN_UNIT
from etl.loading.goals import TITLE_DIFFERS, TITLE_NEAR
from etl.loading.versions import LEFT_BEHIND
from etl.settling.cells import Claim, claims_of, figures_of


class AnswerKind(StrEnum):
    """What can be answered, in the word that a controller writes."""

    SAME = "samma"
    """The same unit, indicator or goal as a known one: the printed name becomes another name of it."""
    NEW = "ny"
    """A new indicator, or a new unit under one that is known."""
    BETTER = "riktning"
    """Which way the indicator is better."""
    RIGHT = "stämmer"
    """The figure is right as it is printed."""
    DROP = "stryk"
    """The figure is wrong and does not count."""
    VALUE = "värde"
    """The figure is wrong, and this is the right one."""
    COUNTS = "gäller"
    """Which of several contradicting figures counts."""
    WITHDRAW = "återta"
    """The document is taken back."""
    SEEN = "sett"
    """Noted: nothing is to be done."""


WORDS = {
    AnswerKind.SAME: "samma som en känd",
    AnswerKind.NEW: "ny",
    AnswerKind.BETTER: "riktningen",
    AnswerKind.RIGHT: "siffran stämmer",
    AnswerKind.DROP: "siffran räknas inte",
    AnswerKind.VALUE: "rätt värde är ett annat",
    AnswerKind.COUNTS: "vilken uppgift som gäller",
    AnswerKind.WITHDRAW: "återta dokumentet",
    AnswerKind.SEEN: "sett, inget görs",
}

_OF_CODE = {
    UNKNOWN_INDICATOR: (AnswerKind.SAME, AnswerKind.NEW),
    UNKNOWN_UNIT: (AnswerKind.SAME, AnswerKind.NEW),
    DIRECTION_OPEN: (AnswerKind.BETTER,),
    TITLE_DIFFERS: (AnswerKind.SAME, AnswerKind.SEEN),
    TITLE_NEAR: (AnswerKind.SAME, AnswerKind.SEEN),
    CONTRADICTION: (AnswerKind.COUNTS, AnswerKind.SEEN),
    LEFT_BEHIND: (AnswerKind.WITHDRAW, AnswerKind.SEEN),
    OUTDATED: (AnswerKind.SEEN,),
}
TWICE = "same_indicator_twice"


@dataclass(frozen=True, slots=True)
class Question:
    """One open finding. ``claims`` are the figures that it is about: one, or those that contradict each other."""

    id: int
    kind: FindingKind
    code: str
    place: str
    unit: str
    indicator: str
    message: str
    printed: str
    action: str
    answers: tuple[AnswerKind, ...]
    claims: tuple[Claim, ...] = ()


def open_questions(connection: Connection, *, with_warnings: bool = False) -> list[Question]:
    """The open questions and rejections (and warnings) in the order in which they were asked, questions first."""
    kinds = [FindingKind.QUESTION, FindingKind.REJECTION, *([FindingKind.WARNING] if with_warnings else [])]
    query = _open().where(Finding.kind.in_([kind.value for kind in kinds])).order_by(Finding.id)
    found = [question_of(connection, row) for row in connection.execute(query).all()]
    return sorted(found, key=lambda each: kinds.index(each.kind))


def open_finding(connection: Connection, finding_id: int) -> Any:
    """The row of an open finding; None where it is not open any more, or was never."""
    return connection.execute(_open().where(Finding.id == finding_id)).first()


def _open() -> Any:
    document = SourceDocument
    return (
        select(Finding.__table__, Unit.name.label("unit"), Unit.slug.label("unit_slug"))
        .add_columns(Indicator.slug.label("indicator"), Indicator.name.label("indicator_name"), document.document_key)
        .outerjoin(Unit, Unit.id == Finding.unit_id)
        .outerjoin(Indicator, Indicator.id == Finding.indicator_id)
        .outerjoin(document, document.id == Finding.source_document_id)
        .where(Finding.ended_load_id.is_(None), Finding.state == FindingState.OPEN.value)
    )


def question_of(connection: Connection, row: Any) -> Question:
    """The finding with the answers that it can be given."""
    claims: tuple[Claim, ...] = ()
    answers = _OF_CODE.get(row.code)
    if row.code == CONTRADICTION:
        claims = tuple(claims_of(connection, row))
        answers = answers if len({each.printed for each in claims}) > 1 else (AnswerKind.SEEN,)
    elif answers is None:
        claims = tuple(figures_of(connection, row))
        answers = _about_figures(row, claims)
    return Question(
        id=row.id,
        kind=FindingKind(row.kind),
        code=row.code,
        place=", ".join(part for part in (row.file_name, row.locator) if part),
        unit=row.unit or "",
        indicator=row.indicator or "",
        message=row.message,
        printed=row.printed,
        action=row.action,
        answers=answers or (),
        claims=claims,
    )


def _about_figures(row: Any, claims: tuple[Claim, ...]) -> tuple[AnswerKind, ...]:
    if row.kind != FindingKind.QUESTION or not claims:
        return (AnswerKind.SEEN,)
    if row.code == TWICE:
        return (AnswerKind.COUNTS, AnswerKind.SEEN)
    if row.code == MAGNITUDE_BEFORE:  # both may be right, and neither is in doubt in its own document
        return (AnswerKind.SEEN, AnswerKind.DROP, AnswerKind.VALUE)
    right = (AnswerKind.RIGHT,) if any(each.is_read for each in claims) else ()
    return (*right, AnswerKind.DROP, AnswerKind.VALUE)
