"""The short notation of the tables, read and written.

``9,5 %``, ``Max 10 personer``, ``öka``, ``Tas fram av nämnd``, ``0 (tveksamt)``, ``(bortfall)``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from data.vocabulary import MissingReason, Period, TargetForm
from etl.rules.figures import Figure, TargetFigure

_WHY_NO_FIGURE = {
    "(ej rapporterat)": MissingReason.NOT_REPORTED,
    "(ännu inte dags)": MissingReason.NOT_YET_DUE,
    "(inte tillämpligt)": MissingReason.NOT_APPLICABLE,
    "(bortfall)": MissingReason.DROPPED_OUT,
    "(undertryckt)": MissingReason.WITHHELD,
    "(oläsligt)": MissingReason.UNREADABLE,
    "(tveksamt)": MissingReason.DOUBTFUL,
    "(kan inte räknas samman)": MissingReason.NOT_ADDED_UP,
}
_NUMBER = re.compile(
    r"(?P<form>max|minst)?\s*(?P<number>[−-]?\d[\d ]*(?:,\d+)?|∞)\s*(?P<unit>[^()]*?)\s*(?P<doubt>\(tveksamt\))?", re.I
)
_FORM = {"max": TargetForm.MAX, "minst": TargetForm.MIN, "": TargetForm.LEVEL}
_DIRECTION = {"öka": TargetForm.INCREASE, "minska": TargetForm.DECREASE}


def figure(text: str) -> Figure:
    """An outcome or forecast as written in a table; an empty cell in parentheses says nothing at all."""
    if text == "(tomt)":
        return Figure(None)
    if text in _WHY_NO_FIGURE:
        return Figure(None, missing=_WHY_NO_FIGURE[text])
    found = _NUMBER.fullmatch(text)
    assert found is not None, f"ingen siffra: {text}"
    return Figure(_number(found["number"]), found["unit"], is_doubtful=bool(found["doubt"]))


def target(text: str) -> TargetFigure:
    """A target as written in a table; words that give no level are a target in words."""
    if text in _DIRECTION:
        return TargetFigure(_DIRECTION[text])
    if text.startswith("Tas fram av"):
        return TargetFigure(TargetForm.DELEGATED)
    found = _NUMBER.fullmatch(text)
    if found is None:
        return TargetFigure(TargetForm.WORDS)
    form = _FORM[(found["form"] or "").casefold()]
    return TargetFigure(form, _number(found["number"]), found["unit"], is_doubtful=bool(found["doubt"]))


def written(value: float | None, unit: str = "") -> str:
    """A number as the tables write it: ``−1,5 %``; empty for none, at most four decimals."""
    if value is None:
        return ""
    number = f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",").replace("-", "−")
    return f"{number} {unit}".strip()


def _number(text: str) -> float:
    return float(text.replace("∞", "inf").replace(" ", "").replace("−", "-").replace(",", "."))


@dataclass(frozen=True)
class Reading:
    """What one document says, written ``T2 2023: 8 %``. Documents are loaded in the order they are written."""

    id: int
    reported: Period
    text: str
    valid_from: dt.date = dt.date.min

    @property
    def load_id(self) -> int:
        return self.id

    @property
    def figure(self) -> Figure:
        return figure(self.text.partition(" n ")[0])

    @property
    def n(self) -> int | None:
        n = self.text.partition(" n ")[2]
        return int(n) if n else None

    @classmethod
    def parse(cls, load: int, text: str) -> Reading:
        document, _, said = text.partition(": ")
        return cls(load, Period.from_code(document), said)

    def as_target(self, valid_from: dt.date) -> Reading:
        return replace(self, valid_from=valid_from)
