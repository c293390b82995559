"""What has been loaded, what there is to settle, and what is owed."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class LoadRow(NamedTuple):
    """One load: what it was of, when it ended, and how many facts it added, ended and left as they were."""

    id: int
    finished_at: dt.datetime
    what: str
    facts_added: int
    facts_ended: int
    facts_unchanged: int


class DocumentRow(NamedTuple):
    """One version of a document; ``ended_at`` is when a later one, or a withdrawal, took its place."""

    unit_id: int
    kind: str
    year: int
    file_name: str
    origin: str
    publisher: str
    records_read: int
    loaded_at: dt.datetime
    ended_at: dt.datetime | None


class FindingRow(NamedTuple):
    """A question, a warning or a rejection. Its texts are without numbers that must not be told; then ``is_masked`` is set."""

    id: int
    kind: str
    code: str
    file_name: str
    locator: str
    unit_id: int | None
    indicator_id: int | None
    message: str
    printed: str
    action: str
    state: str
    answer: str
    settled_by: str
    settled_at: dt.datetime | None
    is_masked: bool = False


class OwedCount(NamedTuple):
    """How many indicators a unit owes for a follow-up."""

    unit_id: int
    year: int
    period: str
    owed: int


class Owed(NamedTuple):
    """An indicator that a unit owes for a follow-up, and the last day when it was not late; None where the plan says none."""

    unit_id: int
    year: int
    period: str
    indicator_id: int
    due_on: dt.date | None
    is_example: bool
