"""What is given instead of a value when a printed text cannot be read with certainty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a text was not read (``message``) and what a controller can do about it (``action``), in Swedish.

    ``code`` is a stable word for the kind of doubt. The text itself is not repeated: whoever asks knows it.
    """

    code: str
    message: str
    action: str
