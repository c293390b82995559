"""What usually varies: the mean and the limits of the process-behaviour (XmR) chart, drawn and in words.

The lines are computed when data are loaded (``etl.rules.process_behaviour``, after NHS England, "Making Data Count") and belong
to one outcome: they are those of the latest that is shown, and none are drawn where that has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from app import text
from app.answers.figures import HistoryFigure, Indicator
from app.chart_views import ProcessLines
from app.numbers import number
from app.presenters.judgement import amount
from app.views import Mark
from data.vocabulary import Measure, Variation

REAL_CHANGES = (Variation.IMPROVEMENT, Variation.CONCERN)
_FULL_SHARE = 100.0


def process_lines(outcomes: Sequence[HistoryFigure], indicator: Indicator) -> ProcessLines | None:
    """The lines of the latest of these outcomes, oldest first; None where it has none.

    A share is never drawn beyond 0 and 100 per cent, and what is counted never below 0: no outcome can come there.
    """
    latest = outcomes[-1] if outcomes else None
    if latest is None or latest.process_mean is None or latest.process_low is None or latest.process_high is None:
        return None
    lowest, highest = _bounds(indicator)
    low, high = max(latest.process_low, lowest), min(latest.process_high, highest)
    decimals = indicator.decimals + 1 if _is_narrow(low, high, indicator) else indicator.decimals
    mean = amount(latest.process_mean, indicator, decimals)
    span = text.PROCESS_SPAN.format(low=number(low, decimals), high=amount(high, indicator, decimals))
    return ProcessLines(
        mean=Mark(latest.process_mean, text.PROCESS_MEAN.format(value=mean)),
        low=Mark(low, text.PROCESS_LOW.format(value=amount(low, indicator, decimals))),
        high=Mark(high, text.PROCESS_HIGH.format(value=amount(high, indicator, decimals))),
        words=text.PROCESS_WORDS.format(mean=mean, span=span),
    )


def variation_sentence(outcomes: Sequence[HistoryFigure]) -> str:
    """Whether the latest of these outcomes is a real change; empty where that is not known."""
    latest = outcomes[-1] if outcomes else None
    return text.VARIATION_SAYS[Variation(latest.variation)] if latest is not None and latest.variation else ""


def _bounds(indicator: Indicator) -> tuple[float, float]:
    if indicator.measure == Measure.SHARE:
        return 0.0, _FULL_SHARE
    return (0.0 if indicator.measure == Measure.COUNT else float("-inf")), float("inf")


def _is_narrow(low: float, high: float, indicator: Indicator) -> bool:
    """Limits so close that the definition's decimals would not tell them from the mean."""
    return high - low < 4 * 10.0**-indicator.decimals
