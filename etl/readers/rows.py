"""A table row, cut into its cells, as a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etl.readers.columns import VALUE_COLUMNS, Header
from etl.readers.records import Activity, Indicator

_INDICATOR_CELLS = VALUE_COLUMNS | {"name", "periodicity", "period"}
_ACTIVITY_CELLS = frozenset({"name", "start", "end", "deviation"})


def record_of(header: Header, texts: Sequence[str], *, goal: str, line: int, analysis: str) -> Indicator | Activity:
    """The row as an indicator or an activity, after its header; ``texts`` are its cells in the order of the columns."""
    if header.is_activity:
        known, other = _cells_by_kind(header, texts, _ACTIVITY_CELLS)
        return Activity(goal=goal, analysis=analysis, line=line, other=other, **known)
    known, other = _cells_by_kind(header, texts, _INDICATOR_CELLS)
    columns = tuple(kind for kind in header.kinds if kind in known and kind != "name")
    period = header.previous_period
    return Indicator(goal=goal, analysis=analysis, line=line, columns=columns, other=other, previous_period=period, **known)


def _cells_by_kind(header: Header, texts: Sequence[str], kinds: frozenset[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Cells by field for the columns among ``kinds``, and the others by the title that is printed."""
    known: dict[str, Any] = {}
    other: dict[str, str] = {}
    for column, text in zip(header.columns, texts, strict=True):
        if column.kind in kinds:
            known[column.kind] = text
        else:
            other[column.title] = text
    return known, other
