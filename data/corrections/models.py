"""What a correction says: the fields as a controller writes them in YAML.

Every field's ``description`` is Swedish: it is what the controller is told when the field is missing or wrong.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from data.definitions.models import Definition
from data.names import normalise_name
from data.vocabulary import MissingReason, Period


class Act(StrEnum):
    """What is done with the printed figure."""

    DROP = "drop"
    """It does not count: an outcome becomes missing (with a reason), a target is shown and never judged against."""
    OVERRIDE = "override"
    """Another value holds in its place."""
    SCALE = "scale"
    """It is multiplied: printed in another unit, or with a slipped decimal mark."""
    CONFIRM = "confirm"
    """It is right as it is printed, although it looks mistaken."""


class CellWord(StrEnum):
    """Which figure of a table row."""

    OUTCOME = "outcome"
    OUTCOME_MEN = "outcome_men"
    OUTCOME_WOMEN = "outcome_women"
    PREVIOUS = "previous"
    FORECAST = "forecast"
    TARGET = "target"
    KF_TARGET = "kf_target"


class CorrectionDefinition(Definition):
    """One correction of one figure. The document is told by its bytes (``sha256``) or by ``unit`` and ``period``."""

    do: Act = Field(description="ett av drop (räknas inte), override (annat värde), scale (annan skala), confirm (stämmer)")
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = Field(
        default=None, description="dokumentets sha256, 64 tecken, i stället för unit och period"
    )
    unit: str = Field(default="", description="enhetens namn, om sha256 inte är angivet")
    period: str = Field(default="", description="dokumentets typ och år, till exempel VP 2023, om sha256 inte är angivet")
    indicator: str = Field(description="indikatorns namn, som det står i dokumentet", min_length=1)
    cell: CellWord = Field(
        description="ett av outcome, outcome_men, outcome_women, previous, forecast, target (årsmål), kf_target"
    )
    locator: str = Field(default="", description="platsen, till exempel rad 681, om indikatorn står flera gånger")
    expect: str = Field(description="det som står tryckt i cellen, inom citattecken", min_length=1)
    value: str = Field(default="", description="det rätta värdet inom citattecken, för override")
    factor: float | None = Field(default=None, description="talet att multiplicera med, för scale", gt=0, allow_inf_nan=False)
    unit_of_measure: str = Field(default="", description="måttenheten efter scale, om den blir en annan")
    missing: MissingReason | None = Field(
        default=None, description="skälet för drop av ett utfall: not_reported, not_applicable, withheld eller dropped_out"
    )
    why: str = Field(description="skälet till rättelsen, så att den går att pröva", min_length=1)
    by: str = Field(description="vem som svarar för rättelsen", min_length=1)
    date: dt.date = Field(description="dagen för rättelsen, till exempel 2026-11-02")

    @property
    def document_period(self) -> Period | None:
        """Which plan or follow-up the document is; None where it is told by its bytes."""
        return Period.printed(self.period) if self.period else None

    @property
    def target(self) -> tuple[str, ...]:
        """What tells which figure is meant: no two corrections may have it in common."""
        document = self.sha256 or f"{normalise_name(self.unit)}|{self.document_period}"
        return (document, normalise_name(self.indicator), self.cell, self.locator, " ".join(self.expect.split()))


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction and where it is written."""

    says: CorrectionDefinition
    file_name: str
    line: int

    @property
    def place(self) -> str:
        return f"data/corrections/{self.file_name}, rad {self.line}"


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections in the order of their files. ``sha256`` changes when any file does."""

    all: tuple[Correction, ...] = ()
    sha256: str = ""
