"""Known names that look like an unknown one: for a person to choose from, never chosen here."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from data.names import normalise_name

LEAST_LIKENESS = 0.75
MOST_PROPOSALS = 3


def nearest_names(name: str, known: Iterable[str], least: float = LEAST_LIKENESS) -> list[str]:
    """At most three of the known names, the most alike first, whose likeness (0 to 1) is ``least`` or more."""
    wanted = normalise_name(name)
    alike: dict[str, float] = {}
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    for other in known:
        matcher.set_seq1(normalise_name(other))
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and (ratio := matcher.ratio()) >= least:
            alike[other] = ratio
    return sorted(alike, key=lambda each: (-alike[each], each))[:MOST_PROPOSALS]


def proposal_sentence(name: str, known: Iterable[str]) -> str:
    """``Liknar «Sjukfrånvaro» och «Sjukfrånvaro dag 1-14».``; the empty string where nothing is like it."""
    names = [f"«{each}»" for each in nearest_names(name, known)]
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
    return f"Liknar {listed}."
