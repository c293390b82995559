"""What people write about figures."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Comment(NamedTuple):
    """One wording of a comment. ``ended_at`` is None while it is shown; ``replaces_id`` is the wording before it.

    Numbers of figures that are withheld are masked in ``text``.
    """

    id: int
    unit_id: int
    indicator_id: int
    year: int
    period: str
    text: str
    author: str
    written_at: dt.datetime
    ended_at: dt.datetime | None
    ended_by: str
    replaces_id: int | None
