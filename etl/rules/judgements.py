"""Where the indicators under a goal tell another story than the judgement that people state. Never a correction.

Source of the rule: the steering system's three judgements of a goal, *stated* by the unit or the board; that a computed
picture stands beside them, and when the two differ enough to say so, is the product's design.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

from data.vocabulary import Judgement, JudgementRemark

Goal = TypeVar("Goal", bound=Hashable)


def remark_on(judgement: Judgement | None, reached: int, partly: int, missed: int) -> JudgementRemark | None:
    """The remark for the controller, from how many of the goal's judged indicators reach, nearly reach and miss their årsmål.

    *Uppfylls helt* is stated better than the indicators when more than half of them do not reach their targets, *uppfylls
    inte* worse when more than half do. *Delvis* covers every mixture, so only a unanimous picture speaks against it: none
    that reaches or nearly reaches, or all that reach. None where nothing is stated or no indicator is judged.
    """
    judged = reached + partly + missed
    if judgement is None or judged == 0:
        return None
    if judgement is Judgement.UPPFYLLS_HELT:
        return JudgementRemark.STATED_BETTER if 2 * (partly + missed) > judged else None
    if judgement is Judgement.UPPFYLLS_INTE:
        return JudgementRemark.STATED_WORSE if 2 * reached > judged else None
    if missed == judged:
        return JudgementRemark.STATED_BETTER
    return JudgementRemark.STATED_WORSE if reached == judged else None


def with_goals_above(counted: Mapping[Goal, Mapping[str, int]], above: Mapping[Goal, Goal | None]) -> dict[Goal, Counter[str]]:
    """How many indicators each goal has of each status: those that stand right under it and under every goal below it.

    ``counted``: those that stand right under each goal; ``above``: the goal over each in the unit's own plan, None at the top.
    An indicator stands under one goal, and the way from there to the top is one, so each is counted once. A council goal is
    reached through the board's and the unit's goals; judged by the indicators right under it alone it would mostly have none.
    """
    found: dict[Goal, Counter[str]] = {}
    for goal, statuses in counted.items():
        for each in _to_the_top(goal, above):
            found.setdefault(each, Counter()).update(statuses)
    return found


def _to_the_top(goal: Goal, above: Mapping[Goal, Goal | None]) -> Iterator[Goal]:
    """The goal and all above it, each once though documents together may put two above each other."""
    passed: set[Goal] = set()
    each: Goal | None = goal
    while each is not None and each not in passed:
        passed.add(each)
        yield each
        each = above.get(each)
