"""What the slides ask beyond what the pages do."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from app.answers.remarks import RemarkableFigure


class Moved(NamedTuple):
    """The figures that have improved most, how many have become better and worse in all, and of how many of the better ones
    nobody can say how sure that is."""

    figures: tuple[RemarkableFigure, ...]
    better: int
    worse: int
    unsure: int


class SavedPresentation(NamedTuple):
    """A presentation that somebody keeps under a name."""

    id: int
    name: str
    address: str
    author: str
    saved_at: dt.datetime
