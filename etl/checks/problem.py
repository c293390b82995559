"""What a rule about the data, or the loading itself, has to say."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.vocabulary import FindingKind
from etl.checks.row import CellName


@dataclass(frozen=True, slots=True)
class Problem:
    """A question, a warning or a rejection about one place in a document, in Swedish.

    ``doubtful`` names the cells whose values are kept and shown but not judged until somebody has answered; with
    ``lines`` of other rows where more than the row at ``line`` is concerned.
    """

    kind: FindingKind
    code: str
    message: str
    action: str
    printed: str = ""
    line: int = 0
    indicator: str = ""
    """The indicator's slug, where one is concerned."""
    doubtful: frozenset[CellName] = frozenset()
    other_lines: frozenset[int] = field(default=frozenset())
