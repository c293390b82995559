"""What every sheet *Om uppgifterna* says: whether the figures are real, what is withheld and why, sources and rules."""

from __future__ import annotations

from app import text
from app.numbers import number


def rules_and_kind(kind: str, withheld: int, sources: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a heading and its words; ``withheld`` is how many figures are not shown."""
    said = text.ABOUT_WITHHELD_WORDS.format(n=number(withheld)) if withheld else text.ABOUT_WITHHELD_NONE
    rules = [(text.ABOUT_RULES if place == 0 else "", words) for place, words in enumerate(text.ABOUT_RULES_WORDS)]
    return ((text.ABOUT_KIND, kind), (text.ABOUT_WITHHELD, said), (text.ABOUT_SOURCES, sources), *rules)
