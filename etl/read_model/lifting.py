"""What may deserve attention, of very many rows at once: as ``etl.rules.remarkable``, which says why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from data.vocabulary import Change, Measure, RemarkKind, Status, Variation
from etl.read_model.columns import NO_NUMBER
from etl.rules.remarkable import (
    FEW,
    HOW_MANY,
    HOW_MANY_UNKNOWN,
    SHARE_OF_A_MISS,
    SMALLEST_OTHER,
    SMALLEST_SHARE,
    SURE,
    UNKNOWN,
    WITHOUT_SAMPLE,
)

KINDS = tuple(RemarkKind)
NOTHING = len(KINDS)
_FALSE, _TRUE = 0, 1


def what_to_lift(cells: Mapping[str, tuple[Any, Any]], measures: Any, rows: Any) -> tuple[Any, Any]:
    """The place among ``KINDS`` and the weight of each row's weightiest story; ``NOTHING`` and NaN where it tells none.

    ``cells``: the columns of the rows with what their numbers stand for. ``measures``: each row's measure, as its place among
    ``Measure``, −1 without one. ``rows``: the places of the rows to weigh; the others tell nothing.
    """
    weighed = _Weighing(cells, np.asarray(measures), rows)
    weights = np.array([np.where(holds, weight, -1.0) for holds, weight in weighed.stories()]) * weighed.how_many()
    best = weights.argmax(axis=0)
    heaviest = weights[best, np.arange(len(rows))]
    tells = (heaviest >= 0) & ~np.isnan(weighed.number("value"))
    kind, weight = np.full(len(measures), NOTHING, np.int8), np.full(len(measures), np.nan)
    kind[rows[tells]], weight[rows[tells]] = best[tells], heaviest[tells]
    return kind, weight


class _Weighing:
    """The rows' columns as far as stories are made of them."""

    def __init__(self, cells: Mapping[str, tuple[Any, Any]], measures: Any, rows: Any) -> None:
        self._cells, self._rows = cells, rows
        measure = measures[rows]
        self._smallest = np.where(measure == _place(Measure.SHARE), SMALLEST_SHARE, SMALLEST_OTHER)
        self._unsure = np.where(np.isin(measure, (_place(Measure.SHARE), _place(Measure.INDEX))), UNKNOWN, WITHOUT_SAMPLE)

    def number(self, name: str) -> Any:
        return self._cells[name][0][self._rows]

    def stories(self) -> list[tuple[Any, Any]]:
        """Where each kind of story holds, and how far it is times how sure, in the order of ``KINDS``."""
        value, level, target = self.number("value"), self.number("judged_level"), self.number("target_value")
        expected_level = np.where(np.isnan(target), level, target)
        misses, within_margin = self._is("status", Status.UPPFYLLS_INTE), self.number("within_margin")
        expects = ~misses & self._is("forecast_status", Status.UPPFYLLS_INTE)
        a_year_ago = self._is("year_ago_change", Change.WORSE) & (self.number("year_ago_within_margin") != _TRUE)
        worse = a_year_ago | (self._is("change", Change.WORSE) & (self.number("change_within_margin") != _TRUE))
        earlier = np.where(a_year_ago, self.number("year_ago_value"), self.number("previous_value"))
        within = np.where(a_year_ago, self.number("year_ago_within_margin"), self.number("change_within_margin"))
        unknown = np.full(len(self._rows), -1)
        certain = np.full(len(self._rows), _FALSE)
        process = np.full(len(self._rows), SHARE_OF_A_MISS[RemarkKind.PROCESS] * SURE)
        far = {
            RemarkKind.MISSES: (misses & (within_margin != _TRUE), value - level, level, within_margin),
            RemarkKind.FORECAST: (expects, self.number("forecast_value") - expected_level, expected_level, unknown),
            RemarkKind.WORSE: (worse, value - earlier, earlier, within),
            RemarkKind.GAP: (self.number("gap_within_margin") == _FALSE, self.number("gap"), value, certain),
        }
        weighed = {kind: (holds, self._weight(kind, *rest)) for kind, (holds, *rest) in far.items()}
        weighed[RemarkKind.PROCESS] = (self._is("variation", Variation.CONCERN), process)
        return [weighed[kind] for kind in KINDS]

    def how_many(self) -> Any:
        n = self.number("n")
        found = np.select([n >= least for least, _ in HOW_MANY], [weight for _, weight in HOW_MANY], FEW)
        return np.where(n == NO_NUMBER, HOW_MANY_UNKNOWN, found)

    def _weight(self, kind: RemarkKind, distance: Any, level: Any, within: Any) -> Any:
        size = np.maximum(np.where(np.isnan(level), 0.0, np.abs(level)), self._smallest)
        apart = np.where(np.isnan(distance), 0.0, np.minimum(1.0, np.abs(distance) / size))
        return SHARE_OF_A_MISS[kind] * apart * np.where(within == _FALSE, SURE, self._unsure)

    def _is(self, name: str, word: str) -> Any:
        numbers, words = self._cells[name]
        return numbers[self._rows] == words.index(word)


def _place(measure: Measure) -> int:
    return list(Measure).index(measure)
