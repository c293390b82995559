"""Movement of an outcome since an earlier follow-up. Reaching the target and getting better are two different things.

Source of the rules: the product's design; the reports print the previous year's outcome beside the period's own.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.vocabulary import Better, Change, Period
from etl.rules.comparability import is_same_measure
from etl.rules.exact import as_float, exact
from etl.rules.figures import Figure, IndicatorRules


def change_since(outcome: Figure | None, earlier: Figure | None, indicator: IndicatorRules) -> Change | None:
    """Better, worse, unchanged or undirected by the definition's direction; None where the two cannot be compared.

    Missing and doubtful figures, and figures in another unit of measure, are not compared. A target's own direction
    (``max``, ``öka``) says nothing about movement: where the definition has no direction the change is *undirected*.
    """
    if outcome is None or earlier is None or not is_same_measure(outcome.unit, earlier.unit, indicator):
        return None
    now, then = outcome.usable, earlier.usable
    if now is None or then is None:
        return None
    if exact(now) == exact(then):
        return Change.UNCHANGED
    if indicator.better is None:
        return Change.UNDIRECTED
    return Change.BETTER if (exact(now) > exact(then)) is (indicator.better is Better.HIGHER) else Change.WORSE


def difference(outcome: Figure | None, other: Figure | None, indicator: IndicatorRules) -> float | None:
    """``outcome − other`` as the printed decimals give it: in percentage points for shares, else in the unit of measure.

    For a change, and for the gap between women (``outcome``) and men. 8,1 less 7,8 is 0.3, not 0.2999…; None where
    ``change_since`` compares nothing.
    """
    if outcome is None or other is None or not is_same_measure(outcome.unit, other.unit, indicator):
        return None
    a, b = outcome.usable, other.usable
    return as_float(exact(a) - exact(b)) if a is not None and b is not None else None


def previous_follow_up(period: Period, measured: Iterable[Period], *, same_kind_only: bool) -> Period | None:
    """The nearest earlier of the periods that have a usable outcome, or None.

    ``same_kind_only``: for an annual indicator, and for a count that accumulates over the year (T2 is always more than
    T1, and T1 less than the VB before it), only the same follow-up of an earlier year is a fair comparison.
    """
    comparable = (other for other in measured if not same_kind_only or other.kind is period.kind)
    return max((other for other in comparable if other < period), key=lambda other: (other.year, other.kind.order), default=None)
