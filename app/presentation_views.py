"""What the page shows where slides are chosen."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import Notice


@dataclass(frozen=True, slots=True)
class ChosenSlide:
    """A slide of the deck, with the addresses that move it, take it away or show it. ``up`` and ``down`` may be empty.

    ``address`` is the query string of the deck as it is, for the form that changes headline and note.
    """

    number: int
    ref: str
    anchor: str
    kind: str
    headline: str
    proposed: str
    lead: str
    note: str
    up: str
    down: str
    drop: str
    show: str
    detail: str
    address: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class OfferedSlide:
    kind: str
    headline: str
    lead: str
    href: str


@dataclass(frozen=True, slots=True)
class SavedRow:
    id: int
    name: str
    by: str
    href: str


@dataclass(frozen=True, slots=True)
class PresentationPage:
    """Presentation. ``address`` is the query string that says all of it; ``proposal`` leads back to the proposed slides."""

    title: str
    subtitle: str
    is_example: bool
    slides: tuple[ChosenSlide, ...]
    offered: tuple[OfferedSlide, ...]
    saved: tuple[SavedRow, ...]
    saved_note: str
    address: str
    show: str
    powerpoint: str
    pdf: str
    proposal: str
    notices: tuple[Notice, ...] = ()
