"""Mål: every goal with all indicators below it counted by status, beside what the units state."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import text
from app.addresses import goals_address, unit_address
from app.answers.goals import GoalPlace, GoalStatusCount, StatedGoal
from app.answers.organisation import Organisation, Unit
from app.filters import Filter
from app.numbers import number, quantity
from app.presenters.status import judgement_view, status_view
from app.views import CountOfStatus, GoalBranch, GoalRemark, GoalsPage, Notice
from data.vocabulary import GoalLevel, Judgement, JudgementRemark, Period, PeriodKind, Status

JUDGED_STATUSES = (Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS, Status.UPPFYLLS_INTE)
OPEN_LEVELS = (GoalLevel.KF_INRIKTNINGSMAL,)
"""Levels that stand open from the start; below them one opens what one wants to see."""


@dataclass(frozen=True, slots=True)
class GoalsInput:
    organisation: Organisation
    part: Unit
    period: Period
    chosen: Filter
    goals: Sequence[GoalPlace]
    counts: Sequence[GoalStatusCount]
    stated: Sequence[StatedGoal]
    is_example: bool
    updated_on: dt.date | None


def goals_page(asked: GoalsInput, notices: Sequence[Notice] = ()) -> GoalsPage:
    """The whole page as it is to be shown."""
    tree = _Tree(asked)
    branches = tuple(filter(None, (tree.branch(goal) for goal in tree.children[None])))
    remarks = sum(1 for one in asked.stated if one.remark)
    goals = text.counted(number(len(asked.goals)), text.GOAL_ONE, text.GOAL_MANY)
    judged = text.counted(number(sum(1 for one in asked.stated if one.judgement)), text.JUDGEMENT_ONE, text.JUDGEMENT_MANY)
    told = [*notices, *_nothing(asked, branches)]
    return GoalsPage(
        title=text.GOALS_TITLE.format(part=asked.part.name, period=text.period_title(asked.period)),
        subtitle=_with_update(text.GOALS_SUBTITLE.format(goals=goals, judgements=judged), asked.updated_on),
        is_example=asked.is_example,
        finding=" ".join(filter(None, (_finding(asked.counts), _remarks_finding(remarks)))),
        only_remarks=asked.chosen.remarks_only,
        toggle=goals_address(asked.chosen.with_(remarks_only=not asked.chosen.remarks_only)) if remarks else "",
        branches=branches,
        source=_with_update(
            text.GOALS_SOURCE.format(reports=text.REPORTS[PeriodKind(asked.period.kind)], year=asked.period.year),
            asked.updated_on,
        ),
        notices=tuple(told),
    )


def _nothing(asked: GoalsInput, branches: Sequence[GoalBranch]) -> list[Notice]:
    if not asked.goals:
        return [Notice(text.GOALS_NONE.format(part=asked.part.name, year=asked.period.year))]
    return [] if branches else [Notice(text.GOALS_NO_REMARKS)]


def _finding(counts: Sequence[GoalStatusCount]) -> str:
    statuses = Counter[str]()
    for one in counts:
        statuses[one.status] += one.figures
    judged = sum(statuses[status] for status in JUDGED_STATUSES)
    if not judged:
        return text.GOALS_FINDING_NONE
    reached = statuses[Status.UPPFYLLS_HELT]
    share = quantity(100 * reached / judged, 0, "%")
    return text.GOALS_FINDING.format(judged=number(judged), reached=number(reached), share=share)


def _remarks_finding(remarks: int) -> str:
    if remarks == 1:
        return text.GOALS_FINDING_REMARK
    return text.GOALS_FINDING_REMARKS.format(n=number(remarks)) if remarks else ""


def _with_update(sentence: str, updated_on: dt.date | None) -> str:
    if updated_on is None:
        return sentence
    return sentence + text.LINE_BREAK_DOT + text.UPDATED.format(date=updated_on.isoformat())


class _Tree:
    """Gathers counts and judgements by goal. A goal whose parent no document names stands at the top."""

    def __init__(self, asked: GoalsInput) -> None:
        self.asked = asked
        self.depths = {goal.goal_id: GoalLevel(goal.level).depth for goal in asked.goals}
        self.children: dict[int | None, list[GoalPlace]] = defaultdict(list)
        for goal in sorted(asked.goals, key=self._order):
            self.children[self._parent_id(goal)].append(goal)
        self.counts: dict[int, Counter[str]] = defaultdict(Counter)
        for count in asked.counts:
            self.counts[count.goal_id][count.status] += count.figures
        self.stated: dict[int, list[StatedGoal]] = defaultdict(list)
        for one in asked.stated:
            self.stated[one.goal_id].append(one)

    def _parent_id(self, goal: GoalPlace) -> int | None:
        """A parent stands on a higher level: documents that put goals under themselves must not make us go round."""
        is_above = self.depths.get(goal.parent_goal_id or 0, len(GoalLevel)) < GoalLevel(goal.level).depth
        return goal.parent_goal_id if is_above else None

    def _order(self, goal: GoalPlace) -> tuple[int, tuple[int, ...], str, str]:
        """By level and by number read as numbers (1.10 after 1.9); goals without a number by their owner."""
        numbers = tuple(map(int, re.findall(r"\d+", goal.number)))
        return (GoalLevel(goal.level).depth, numbers or (10**6,), self._owner(goal), goal.title)

    def _owner(self, goal: GoalPlace) -> str:
        unit = self.asked.organisation.by_id.get(goal.owner_unit_id or 0)
        return unit.name if unit is not None and goal.level == GoalLevel.ENHETSMAL else ""

    def branch(self, goal: GoalPlace) -> GoalBranch | None:
        """The goal with what is below it; None where only remarks are wanted and there is none."""
        below = tuple(filter(None, (self.branch(child) for child in self.children[goal.goal_id])))
        remarks = tuple(self._remark(one) for one in self.stated[goal.goal_id] if one.remark)
        if self.asked.chosen.remarks_only and not below and not remarks:
            return None
        owner = self.asked.organisation.by_id.get(goal.owner_unit_id or 0) if goal.level == GoalLevel.ENHETSMAL else None
        return GoalBranch(
            anchor=f"mal-{goal.goal_id}",
            level=text.LEVEL_WORD[GoalLevel(goal.level)],
            number=goal.number.rstrip("."),
            title=goal.title,
            owner=owner.name if owner is not None else "",
            owner_href=unit_address(owner.slug, self.asked.period) if owner is not None else "",
            counts=_status_counts(self._all_below(goal)),
            stated=_judgement_counts(self.stated[goal.goal_id]),
            remarks=remarks,
            below=below,
            is_open=self.asked.chosen.remarks_only or GoalLevel(goal.level) in OPEN_LEVELS,
        )

    def _all_below(self, goal: GoalPlace) -> Counter[str]:
        total = Counter(self.counts[goal.goal_id])
        for child in self.children[goal.goal_id]:
            total.update(self._all_below(child))
        return total

    def _remark(self, one: StatedGoal) -> GoalRemark:
        unit = self.asked.organisation.by_id[one.unit_id]
        judged = one.reached + one.partly + one.missed
        is_better = one.remark == JudgementRemark.STATED_BETTER
        sentence = (text.GOAL_REMARK_BETTER if is_better else text.GOAL_REMARK_WORSE).format(
            unit=unit.name,
            judgement=f"”{text.JUDGEMENT_WORD[Judgement(one.judgement or Judgement.UPPFYLLS_INTE)]}”",
            n=number(judged - one.reached if is_better else one.reached),
            m=number(judged),
        )
        return GoalRemark(sentence, unit_address(unit.slug, self.asked.period))


def _status_counts(statuses: Mapping[str, int]) -> tuple[CountOfStatus, ...]:
    return tuple(
        CountOfStatus(status_view(status), statuses[status], number(statuses[status]), text.STATUS_PLURAL[status])
        for status in Status
        if statuses.get(status)
    )


def _judgement_counts(stated: Sequence[StatedGoal]) -> tuple[CountOfStatus, ...]:
    judgements = Counter(one.judgement for one in stated if one.judgement)
    return tuple(
        CountOfStatus(judgement_view(one), judgements[one], number(judgements[one]), text.JUDGEMENT_WORD[one])
        for one in Judgement
        if judgements.get(one)
    )
