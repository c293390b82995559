"""Known names that look like an unknown one: for a person to choose from, never chosen here."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from rapidfuzz import fuzz, process

from data.names import normalise_name

LEAST_LIKENESS = 0.75
MOST_PROPOSALS = 3
_MOST_WORDS_TOLD = 8


def nearest_names(name: str, known: Iterable[str], least: float = LEAST_LIKENESS) -> list[str]:
    """At most three of the known names, the most alike first, whose likeness (0 to 1) is ``least`` or more.

    The likeness is the share of letters that two names have in common, in their order (normalised indel similarity).
    """
    wanted = normalise_name(name)
    others = {other: normalise_name(other) for other in sorted(set(known))}
    if not wanted:
        return []
    found = process.extract(wanted, others, scorer=fuzz.ratio, score_cutoff=100 * least, limit=MOST_PROPOSALS)
    return [other for _, _, other in found]


def difference(name: str, other: str) -> str:
    """How two names differ, in words: ``Det som skiljer: «utfört» i stället för «genomfört».``

    The empty string where they have too little in common for that to tell anything.
    """
    printed, known = normalise_name(name).split(), normalise_name(other).split()
    parts = []
    count = 0
    for act, start, end, other_start, other_end in SequenceMatcher(a=known, b=printed, autojunk=False).get_opcodes():
        missing, extra = " ".join(known[start:end]), " ".join(printed[other_start:other_end])
        count += max(end - start, other_end - other_start) if act != "equal" else 0
        if act == "replace":
            parts.append(f"«{extra}» i stället för «{missing}»")
        elif act == "insert":
            parts.append(f"«{extra}» tillkommer")
        elif act == "delete":
            parts.append(f"«{missing}» saknas")
    return f"Det som skiljer: {', '.join(parts)}." if parts and count <= _MOST_WORDS_TOLD else ""


def proposal_sentence(name: str, known: Iterable[str]) -> str:
    """``Liknar «Sjukfrånvaro» och …`` with what differs from the nearest; the empty string where nothing is like it."""
    near = nearest_names(name, known)
    names = [f"«{each}»" for each in near]
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
    return f"Liknar {listed}. {difference(name, near[0])}".rstrip()
