"""The story that is proposed: where we stand, what improved, what to act on, women and men, goals, who is missing, their words.

Our decision: the order is that of a meeting. First the position and what is better, then what is to be decided, then what
explains it. A slide of which there is nothing to tell is not proposed; one that somebody has chosen says that there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.presenters.remarks import Candidate
from app.slides.model import SlideKind, SlideRef

MOST_LIFTED = 5
"""Slides of *Att lyfta*: more than these cannot be decided on in one meeting."""
IN_FIGURES = ("missar", "prognos", "samre", "kon", "process")
"""Remarks about a figure; those about units and goals have slides of their own, one for all."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides which slides there are something to tell on; ``lifted`` are unit and indicator by slug."""

    has_improved: bool
    lifted: tuple[tuple[str, str], ...]
    has_differences: bool
    has_contradicted_goals: bool
    has_owing_units: bool
    has_texts: bool


def proposed(facts: Facts) -> tuple[SlideRef, ...]:
    """The slides that are proposed, in the order in which they are told."""
    return tuple(_proposed(facts))


def _proposed(facts: Facts) -> Iterator[SlideRef]:
    yield SlideRef(SlideKind.TITLE)
    yield SlideRef(SlideKind.POSITION)
    if facts.has_improved:
        yield SlideRef(SlideKind.IMPROVED)
    for unit, indicator in facts.lifted[:MOST_LIFTED]:
        yield SlideRef(SlideKind.LIFTED, unit, indicator)
    if facts.has_differences:
        yield SlideRef(SlideKind.EQUALITY)
    if facts.has_contradicted_goals:
        yield SlideRef(SlideKind.GOALS)
    if facts.has_owing_units:
        yield SlideRef(SlideKind.OWED)
    if facts.has_texts:
        yield SlideRef(SlideKind.WRITTEN)


def about_figures(lifted: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The remarks that are about one figure each."""
    return tuple(one for one in lifted if one.kind in IN_FIGURES and one.indicator_id is not None)


def offered(proposed: Iterable[SlideRef], chosen: Iterable[SlideRef], others: Iterable[SlideRef]) -> tuple[SlideRef, ...]:
    """What can be added to the chosen slides: what is proposed and not among them, then the others; each once."""
    taken = set(chosen)
    return tuple(dict.fromkeys(one for one in (*proposed, *others) if one not in taken))
