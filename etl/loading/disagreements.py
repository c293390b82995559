"""Where the current documents of a unit contradict each other: told as warnings that live as long as they do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from data.schema import Finding, Indicator, Outcome, SourceDocument, Target
from data.vocabulary import Gender, Period, PeriodKind, TargetForm, TargetKind
from etl.checks.contradictions import Said, contradictions
from etl.loading.findings import CONTRADICTION, FindingChanges, compare_findings, finding_rows
from etl.rules.reporting import NO_WORD_YET

_GENDER_WORDS = {Gender.T: "", Gender.K: " för kvinnor och flickor", Gender.M: " för män och pojkar"}
_TARGET_WORDS = {TargetKind.ARSMAL: "årsmålet", TargetKind.KF_ARSMAL: "KF:s årsmål"}


def disagreements(connection: Connection, unit_id: int) -> FindingChanges:
    """Which warnings about contradicting documents begin and end for a unit, as its current facts stand."""
    figures = said_of(connection, unit_id)
    rows: list[dict[str, Any]] = []
    for latest, problem in contradictions(figures):
        about = f"{unit_id}|{latest.what}"
        (row,) = finding_rows(connection, [problem], about=about, file_name=latest.file_name, unit_id=unit_id)
        rows.append(row | {"source_document_id": latest.document_id, "locator": latest.locator})
    return compare_findings(connection, (Finding.unit_id == unit_id) & (Finding.code == CONTRADICTION), rows)


def said_of(connection: Connection, unit_id: int) -> tuple[Said, ...]:
    """The figures of a unit that its current documents say in more than one way."""
    return (*_outcomes(connection, unit_id), *_targets(connection, unit_id))


def outcome_words(period: str, year: int, gender: str) -> str:
    """What an outcome is called: ``utfallet VB 2019 för kvinnor och flickor``."""
    return f"utfallet {period} {year}{_GENDER_WORDS[Gender(gender)]}"


def target_words(kind: str, year: int) -> str:
    """What a target is called: ``årsmålet 2024``."""
    return f"{_TARGET_WORDS[TargetKind(kind)]} {year}"


def _outcomes(connection: Connection, unit_id: int) -> Iterator[Said]:
    figure = (Outcome.indicator_id, Outcome.year, Outcome.period, Outcome.gender)
    tells = Outcome.value.is_not(None) | Outcome.missing.not_in([reason.value for reason in NO_WORD_YET if reason])
    without = case((Outcome.value.is_(None) & tells, 1))
    differ = func.count(Outcome.value.distinct()) + func.count(without.distinct()) > 1
    repeated = _repeated(Outcome, figure, unit_id, differ)
    same = [repeated.c[column.key] == column for column in figure]
    extra = (*(Outcome.year, Outcome.period, Outcome.gender, Outcome.value), Outcome.reported_year, Outcome.reported_period)
    for row in connection.execute(_said(Outcome, extra, unit_id).join(repeated, and_(*same)).where(tells)):
        yield _figure(
            row,
            outcome_words(row.period, row.year, row.gender),
            row.value,
            None,
            Period(row.reported_year, PeriodKind(row.reported_period)),
        )


def _targets(connection: Connection, unit_id: int) -> Iterator[Said]:
    figure = (Target.indicator_id, Target.year, Target.kind)
    differ = (func.count(Target.value.distinct()) > 1) | (func.count(Target.form.distinct()) > 1)
    repeated = _repeated(Target, figure, unit_id, differ)
    same = [repeated.c[column.key] == column for column in figure]
    extra = (Target.year, Target.kind, Target.value, Target.form)
    for row in connection.execute(_said(Target, extra, unit_id).join(repeated, and_(*same))):
        reported = Period(row.document_year, PeriodKind(row.document_kind))
        yield _figure(row, target_words(row.kind, row.year), row.value, TargetForm(row.form), reported)


def _repeated(model: Any, figure: Any, unit_id: int, differ: Any) -> Any:
    """The figures that are said more than once, and not the same way: few, so that little is read."""
    current = (model.unit_id == unit_id, model.ended_load_id.is_(None))
    return select(*figure).where(*current).group_by(*figure).having(differ).subquery()


def _said(model: Any, extra: Any, unit_id: int) -> Any:
    document = SourceDocument
    columns = (
        *(Indicator.slug, Indicator.name, model.printed, model.load_id, model.locator),
        *(document.id.label("document_id"), document.document_key, document.file_name),
        *(document.kind.label("document_kind"), document.year.label("document_year")),
    )
    return (
        select(*columns, *extra)
        .join(Indicator, Indicator.id == model.indicator_id)
        .join(document, document.id == model.source_document_id)
        .where(model.unit_id == unit_id, model.ended_load_id.is_(None))
        .order_by(model.id)
    )


def _figure(row: Any, what: str, value: float | None, form: TargetForm | None, reported: Period) -> Said:
    return Said(
        indicator=row.slug,
        indicator_name=row.name,
        what=what,
        printed=row.printed,
        value=value,
        form=form,
        document_key=row.document_key,
        document_id=row.document_id,
        file_name=row.file_name,
        reported=reported,
        is_statistics=reported.kind != row.document_kind,
        load_id=row.load_id,
        locator=row.locator,
    )
