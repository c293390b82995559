"""The stream of a file's records, cut where each document begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from etl.places import Line
from etl.readers.records import Document, Record


@dataclass(slots=True)
class Section:
    """One document with its records in order; ``document`` is None for what a reader says before any document begins."""

    document: Document | None
    position: int
    records: list[Record] = field(default_factory=list)


def sections(records: Iterable[Record]) -> Iterator[Section]:
    """One document at a time, so that a file of any length takes no more memory than its longest document."""
    current = Section(None, -1)
    for record in records:
        if record.place:
            record.line = Line(record.line, record.place)
        if isinstance(record, Document):
            if current.document is not None or current.records:
                yield current
            current = Section(record, current.position + 1)
        else:
            current.records.append(record)
    if current.document is not None or current.records:
        yield current
