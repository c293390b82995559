"""How sure a figure is: its margin of error, and what the process-behaviour chart says, in words."""

from __future__ import annotations

from app import text
from app.answers.figures import DetailedFigure, HistoryFigure, Indicator
from app.numbers import distance, number, telling_decimals
from app.presenters.judgement import amount
from app.views import LabelledFact, Span
from data.vocabulary import Assurance, Measure, Variation


def interval_of(low: float | None, high: float | None, indicator: Indicator) -> Span | None:
    """The interval of 95 % with its words: ``felmarginal 70–98 %``."""
    if low is None or high is None:
        return None
    decimals = telling_decimals((low, high), indicator.decimals)
    words = text.MARGIN_SPAN.format(low=number(low, decimals), high=amount(high, indicator, decimals))
    return Span(low, high, words)


def margin_fact(total: DetailedFigure, indicator: Indicator) -> LabelledFact | None:
    """Whether chance alone can explain that the outcome is not the target; that nobody knows, where nobody knows. Of an outcome
    on its target there is no distance to explain: the margin stands alone."""
    if total.value is None:
        return None
    if total.interval_low is None or total.interval_high is None:
        return _unknown(total, indicator)
    half = distance((total.interval_high - total.interval_low) / 2, 0.0, indicator.decimals, indicator.unit_of_measure)
    size = text.MARGIN_SIZE.format(half=half)
    if total.n is not None:
        size = text.MARGIN_SIZE_N.format(n=number(total.n), half=half)
    within = None if total.value == total.judged_level else _truth(total.within_margin)
    if within is None and total.n is not None:
        return LabelledFact(text.FACT_MARGIN, text.MARGIN_ALONE_N.format(n=number(total.n), half=half))
    words = {True: text.MARGIN_WITHIN, False: text.MARGIN_BEYOND, None: text.MARGIN_ALONE}[within]
    return LabelledFact(text.FACT_MARGIN, words.format(size=size))


def _unknown(total: DetailedFigure, indicator: Indicator) -> LabelledFact | None:
    if indicator.measure != Measure.SHARE or total.n is not None:
        return None
    return LabelledFact(text.FACT_MARGIN, text.MARGIN_UNKNOWN)


def process_fact(total: DetailedFigure) -> LabelledFact | None:
    """What the process-behaviour (XmR) chart over at least twelve follow-ups says; None where there are too few."""
    said = [
        *([text.VARIATION_SAYS[Variation(total.variation)]] if total.variation else []),
        *([text.ASSURANCE_SAYS[Assurance(total.assurance)]] if total.assurance else []),
    ]
    return LabelledFact(text.FACT_PROCESS, " ".join(said)) if said else None


def certainty_of_change(within_margin: bool | None, has_margin: bool) -> str:
    """What is added to a change: that chance can explain it, or cannot; that nobody knows, of an outcome that has a margin."""
    known = _truth(within_margin)
    if known is None:
        return text.CHANGE_UNKNOWN if has_margin else ""
    return text.CHANGE_WITHIN if known else text.CHANGE_BEYOND


def margins_meet(first: HistoryFigure, last: HistoryFigure) -> bool | None:
    """Whether the intervals of two outcomes overlap; None where one of them has none."""
    if first.interval_low is None or first.interval_high is None or last.interval_low is None or last.interval_high is None:
        return None
    return first.interval_low <= last.interval_high and last.interval_low <= first.interval_high


def _truth(stored: bool | int | None) -> bool | None:
    return None if stored is None else bool(stored)
