"""What people state about a goal, in the words of the three judgements."""

from __future__ import annotations

from data.vocabulary import Judgement
from etl.normalise.doubts import Doubt
from etl.normalise.printed import folded, squeezed

_WORDS = {
    Judgement.UPPFYLLS_HELT: ("uppfylls helt", "helt uppfyllt", "uppfyllt helt", "har uppfyllts helt"),
    Judgement.UPPFYLLS_DELVIS: ("uppfylls delvis", "delvis uppfyllt", "uppfyllt delvis", "har uppfyllts delvis"),
    Judgement.UPPFYLLS_INTE: (
        *("uppfylls inte", "uppfylls ej", "uppfylls inte alls", "inte uppfyllt", "ej uppfyllt", "inte alls uppfyllt"),
        *("har inte uppfyllts", "har ej uppfyllts"),
    ),
}
_JUDGEMENTS = {squeezed(words): judgement for judgement, many in _WORDS.items() for words in many}


def parse_judgement(text: str) -> Judgement | Doubt | None:
    """The judgement that the words state; None for an empty text. Other words are never interpreted."""
    if not folded(text):
        return None
    return _JUDGEMENTS.get(squeezed(text).removesuffix(".")) or Doubt(
        "judgement_unknown",
        "Bedömningen är varken uppfylls helt, uppfylls delvis eller uppfylls inte.",
        "Fråga enheten hur målet bedöms, rätta källan och läs in den igen.",
    )
