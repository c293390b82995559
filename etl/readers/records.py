"""What every reader gives: records as printed, with their place in the source. Nothing is converted or judged here.

Every value is the text as printed (cells joined, broken words mended), the empty string where a cell is empty. ``line``
is the 1-based line where the row or label starts. ``columns`` of a table row tells which columns its header printed, so
that an empty cell (printed, but empty) can be told from a column that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Protocol


@dataclass(slots=True)
class Document:
    """The start of a document. Fields are empty where nothing is printed: they are asked for, never guessed."""

    type: ClassVar[str] = "document"
    unit_name: str = ""
    document_type: str = ""
    """``VP``, ``T1``, ``T2`` or ``VB``."""
    year: str = ""
    title: str = ""
    """The title line as printed."""
    line: int = 1


@dataclass(slots=True)
class Goal:
    type: ClassVar[str] = "goal"
    level: str = ""
    number: str = ""
    title: str = ""
    fulfilment: str = ""
    line: int = 0
    printed: str = ""
    """Number and title as printed; table rows refer to their goal by it."""


@dataclass(slots=True)
class Indicator:
    type: ClassVar[str] = "indicator"
    goal: str = ""
    name: str = ""
    outcome: str = ""
    outcome_men: str = ""
    outcome_women: str = ""
    previous_outcome: str = ""
    previous_period: str = ""
    forecast: str = ""
    target: str = ""
    kf_target: str = ""
    periodicity: str = ""
    period: str = ""
    analysis: str = ""
    line: int = 0
    columns: tuple[str, ...] = ()
    other: dict[str, str] = field(default_factory=dict)
    """Cells of columns whose header is not known, by the header as printed."""
    n: str = ""
    """Number of respondents or cases behind the outcome, from sources that give it (no text document does)."""
    n_men: str = ""
    n_women: str = ""


@dataclass(slots=True)
class Activity:
    type: ClassVar[str] = "activity"
    goal: str = ""
    name: str = ""
    start: str = ""
    end: str = ""
    deviation: str = ""
    analysis: str = ""
    line: int = 0
    other: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Text:
    """A section of running text under a goal, by its heading: Analys, Förväntat resultat, Arbetssätt …"""

    type: ClassVar[str] = "text"
    goal: str = ""
    section: str = ""
    text: str = ""
    line: int = 0


@dataclass(slots=True)
class Remark:
    """What the reader could not read with certainty (``question``), or could not read at all (``rejection``).

    ``message`` says what is wrong and ``action`` what to do, in Swedish; ``printed`` is what stands in the source.
    """

    type: ClassVar[str] = "remark"
    kind: str = "question"
    code: str = ""
    message: str = ""
    printed: str = ""
    action: str = ""
    line: int = 0


Record = Document | Goal | Indicator | Activity | Text | Remark
_FIELDS = {kind: tuple(each.name for each in fields(kind)) for kind in (Document, Goal, Indicator, Activity, Text, Remark)}


def as_json_object(record: Record) -> dict[str, Any]:
    """The record as a flat object for JSON Lines, with its ``type`` first."""
    return {"type": record.type, **{name: getattr(record, name) for name in _FIELDS[type(record)]}}


class Reader(Protocol):
    """A reader takes a path and gives the records in the order of the source; it never raises on bad content."""

    def __call__(self, path: str) -> Iterator[Record]: ...


__all__ = ["Activity", "Document", "Goal", "Indicator", "Reader", "Record", "Remark", "Text", "as_json_object"]
