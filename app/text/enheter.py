"""Enheter: the list of units."""

from __future__ import annotations

UNITS_TITLE = "Enheter i {part}, {period}"
UNITS_TABLE_CAPTION = "Antal indikatorer med varje status för varje enhet"
