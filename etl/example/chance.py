"""The one source of chance: a seeded generator that gives the same numbers on every machine and Python version.

Only ``random.Random.random`` and exact arithmetic are used: the sequence of ``random()`` for a seed is guaranteed by
Python, that of its other methods is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

_UNIFORMS_TO_ONE_NORMAL = 12


class Chance:
    """Draws from one seeded generator; the order of the draws decides what they give."""

    def __init__(self, seed: int) -> None:
        self._generator = Random(seed)

    def uniform(self, low: float, high: float) -> float:
        return low + (high - low) * self._generator.random()

    def happens(self, probability: float) -> bool:
        """True with the probability given (0 to 1)."""
        return self._generator.random() < probability

    def normal(self, sd: float) -> float:
        """About normal around 0 with the standard deviation given: the sum of twelve uniform draws, less six."""
        return sd * (sum(self._generator.random() for _ in range(_UNIFORMS_TO_ONE_NORMAL)) - _UNIFORMS_TO_ONE_NORMAL / 2)

    def successes(self, trials: int, probability: float) -> int:
        """How many of ``trials`` succeed, each with the probability given (a binomial draw)."""
        return sum(self.happens(probability) for _ in range(trials))

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self._generator.random() * len(choices))]
