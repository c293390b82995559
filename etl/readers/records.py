"""What every reader gives: records as printed, with their place in the source. Nothing is converted or judged here.

Every value is the text as printed (cells joined, broken words mended), the empty string where a cell is empty. ``line``
is the 1-based line where the row or label starts; a source that is not read by lines numbers its rows through the whole
file and says in ``place`` where the row is found (``sida 4, rad 3``). ``columns`` of a table row tells which columns its
header printed, so that an empty cell (printed, but empty) can be told from a column that is not there.
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
    series: str = ""
    """The statistics that a table is a part of (a layout's name, ``kolada``), empty for a plan or report of the unit itself.

    A later table of the same series, unit and period takes the place of the earlier one, never that of a report.
    """
    place: str = ""
    is_of_file: bool = False
    """The table is known by the name of its file, as a report is: another file of the same series is another table."""
    unit_code: str = ""
    """The source's own mark of the unit, where it has one (its slug, Kolada's ``0180``): it goes before the name."""
    is_example: bool = False
    """The document itself says that its unit is made up."""


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
    place: str = ""


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
    place: str = ""
    code: str = ""
    """The source's own mark of the indicator, where it has one (its slug, Kolada's ``N00090``): it goes before the name."""
    unread: tuple[str, ...] = ()
    """Fields whose text the reader could not read with certainty and has asked about: it is kept and never taken for a value."""


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
    place: str = ""


@dataclass(slots=True)
class Text:
    """A section of running text under a goal, by its heading: Analys, Förväntat resultat, Arbetssätt …"""

    type: ClassVar[str] = "text"
    goal: str = ""
    section: str = ""
    text: str = ""
    line: int = 0
    place: str = ""


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
    place: str = ""


Record = Document | Goal | Indicator | Activity | Text | Remark
_FIELDS = {kind: tuple(each.name for each in fields(kind)) for kind in (Document, Goal, Indicator, Activity, Text, Remark)}


def as_json_object(record: Record) -> dict[str, Any]:
    """The record as a flat object for JSON Lines, with its ``type`` first."""
    return {"type": record.type, **{name: getattr(record, name) for name in _FIELDS[type(record)]}}


class Reader(Protocol):
    """A reader takes a path and gives the records in the order of the source; it never raises on bad content."""

    def __call__(self, path: str) -> Iterator[Record]: ...


__all__ = ["Activity", "Document", "Goal", "Indicator", "Reader", "Record", "Remark", "Text", "as_json_object"]
