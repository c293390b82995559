"""Which of a table's columns says what: the document's own outcome, forecast and targets among those of several periods.

A column whose title says another follow-up or year than the document's is never taken for the document's own: it is the earlier
outcome, or a column of its own title that is asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from data.vocabulary import Period, PeriodKind

if TYPE_CHECKING:
    from etl.readers.columns import Column

_GENDERS = {"men": "outcome_men", "women": "outcome_women"}
_OUTCOMES = frozenset({"outcome", "outcome_men", "outcome_women"})


def roles(columns: Sequence[Column], document: Period | None) -> tuple[Column, ...]:
    """Decide which column is what; a second column of one kind becomes ``other``. ``document`` is what the report is about."""
    own = _own_outcome(columns, document)
    columns = _with_genders(columns, own)
    kinds = {column.kind for column in columns}
    earlier = None if "previous_outcome" in kinds else _earlier_outcome(columns, own, document)
    chosen = {
        kind: max((each for each in columns if each.kind == kind), key=lambda each: _target_rank(each, document), default=None)
        for kind in ("target", "kf_target")
    }
    taken: set[str] = set()
    decided = []
    for column in columns:
        role, period = column.kind, column.period
        if column is own:
            role = "outcome"
        elif column is earlier:
            role, period = "previous_outcome", _in_year_of(column, document)
        elif role in chosen and column is not chosen[role]:
            role = "other"
        if role in taken or role in ("dated_outcome", "text") or not _is_of(column, document, role):
            role = "other"
        taken.add(role)
        decided.append(replace(column, kind=role, period=period))
    return tuple(decided)


def _with_genders(columns: Sequence[Column], own: Column | None) -> list[Column]:
    """Columns titled with a gender alone: they tell the outcome of the column before them, and nothing else is known of them."""
    named: list[Column] = []
    follows_outcome = False
    for column in columns:
        if column.kind not in _GENDERS:
            is_gendered = follows_outcome and column.kind in _OUTCOMES and not column.period
            follows_outcome = column is own or column.kind == "outcome" or is_gendered
            named.append(column)
            continue
        named.append(replace(column, kind=_GENDERS[column.kind] if follows_outcome else "other"))
    return named


def _own_outcome(columns: Sequence[Column], document: Period | None) -> Column | None:
    """The dated outcome that is the document's own, where none is printed without its date."""
    dated = [column for column in columns if column.kind == "dated_outcome"]
    if not dated or any(column.kind == "outcome" for column in columns):
        return None
    if document is not None:
        of_period = [column for column in dated if _when(column, document) == document]
        of_year = [column for column in dated if not column.follow_up and column.year == document.year]
        return next(iter(of_period or (of_year if document.kind is not PeriodKind.VP else [])), None)
    if len(dated) == 1:
        return dated[0] if dated[0].follow_up == "VB" and not dated[0].year else None
    has_period = any(column.kind == "period" for column in columns)
    return max(dated, key=lambda column: (column.year, column.follow_up)) if has_period else None


def _earlier_outcome(columns: Sequence[Column], own: Column | None, document: Period | None) -> Column | None:
    """The latest outcome of a period before the document's; where that is not known, of those whose year is printed."""
    dated = [column for column in columns if column.kind == "dated_outcome" and column is not own]
    if document is None:
        return max((column for column in dated if column.year), key=lambda column: column.year, default=None)
    before = [(when, -at) for at, column in enumerate(dated) if (when := _when(column, document)) is not None and when < document]
    return dated[-max(before)[1]] if before else None


def _when(column: Column, document: Period) -> Period | None:
    """The period that a title says, in the document's year where it prints none."""
    if not column.follow_up and not column.year:
        return None
    return Period(column.year or document.year, PeriodKind(column.follow_up or "VB"))


def _in_year_of(column: Column, document: Period | None) -> str:
    return column.period if column.year or document is None else f"{column.period} {document.year}"


def _is_of(column: Column, document: Period | None, role: str) -> bool:
    """Whether a column tells what the document is about, as far as its title says another follow-up or year."""
    if role == "forecast":
        is_of_year = document is None or column.year in (0, document.year)
        return is_of_year and (column.follow_up in ("", "VB") or (document is not None and column.follow_up == document.kind))
    if role == column.kind in _OUTCOMES and (column.year or column.follow_up):
        if document is None:
            return False
        return _when(column, document) == document or (not column.follow_up and column.year == document.year)
    if role in ("target", "kf_target"):
        return document is None or column.year in (0, document.year)
    return True


def _target_rank(column: Column, document: Period | None) -> tuple[bool, bool, bool]:
    """Of several targets the unit's own counts, of several years the document's; otherwise the first."""
    return (
        column.owner != "nämndens",
        document is not None and column.year == document.year,
        not column.year or document is None,
    )
