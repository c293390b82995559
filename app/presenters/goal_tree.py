"""The goals of a unit as a tree, with the indicators, activities and texts that stand under each."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from app import text
from app.answers.documents import Activity, Commentary, GoalCount, PlannedGoal, StatedJudgement
from app.answers.figures import PlannedIndicator
from app.numbers import number
from app.presenters.status import judgement_view, status_view
from app.presenters.unit_input import UnitInput
from app.views import ActivityView, GoalView, IndicatorView, StatusView, TableTwin, TextView
from data.vocabulary import GoalLevel, Judgement, JudgementRemark, Periodicity, PeriodKind, Status

T = TypeVar("T")

_HELT, _INTE = status_view(Status.UPPFYLLS_HELT).css, status_view(Status.UPPFYLLS_INTE).css
_JUDGED = {status_view(status).css for status in (Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS, Status.UPPFYLLS_INTE)}
_NO_DEVIATION = {"", "nej", "ingen", "ingen avvikelse", "-", "–"}
_DEVIATION_UNNAMED = {"ja", "avvikelse"}


def goal_views(asked: UnitInput, indicators: Mapping[int | None, Sequence[IndicatorView]]) -> tuple[GoalView, ...]:
    """The goals from the council's direction down; last, without a goal, what the documents put under none."""
    tree = _Tree(asked, indicators)
    tops = tuple(tree.goal(goal) for goal in tree.children[None])
    rest = GoalView(level="", depth=0, number="", title=text.WITHOUT_GOAL, **tree.under(None))
    return (*tops, rest) if rest.indicators or rest.planned or rest.activities or rest.texts else tops


class _Tree:
    """Gathers by goal what the answers hold in lists. A goal that the year's documents do not name counts as none."""

    def __init__(self, asked: UnitInput, indicators: Mapping[int | None, Sequence[IndicatorView]]) -> None:
        self.asked = asked
        self.depths = {goal.goal_id: GoalLevel(goal.level).depth for goal in asked.goals}
        self.known = self.depths.keys()
        self.judgements = {one.goal_id: one for one in asked.judgements}
        self.counts = {one.goal_id: one for one in asked.goal_counts}
        self.children = self._grouped(asked.goals, self._parent_id)
        self.activities = self._grouped(asked.activities, lambda one: one.goal_id)
        self.texts = self._grouped([one for one in asked.texts if one.indicator_id is None], lambda one: one.goal_id)
        self.planned = self._grouped(asked.planned, lambda one: one.goal_id)
        self.indicators: dict[int | None, list[IndicatorView]] = defaultdict(list)
        for goal_id, views in indicators.items():
            self.indicators[goal_id if goal_id in self.known else None].extend(views)

    def _grouped(self, ones: Iterable[T], goal_id_of: Callable[[T], int | None]) -> dict[int | None, list[T]]:
        grouped: dict[int | None, list[T]] = defaultdict(list)
        for one in ones:
            goal_id = goal_id_of(one)
            grouped[goal_id if goal_id in self.known else None].append(one)
        return grouped

    def _parent_id(self, goal: PlannedGoal) -> int | None:
        """A parent stands on a higher level: documents that put goals under themselves must not make us go round."""
        is_above = self.depths.get(goal.parent_goal_id or 0, len(GoalLevel)) < GoalLevel(goal.level).depth
        return goal.parent_goal_id if is_above else None

    def goal(self, goal: PlannedGoal) -> GoalView:
        """A goal and what is below it."""
        below = tuple(self.goal(child) for child in self.children[goal.goal_id])
        stated = self.judgements.get(goal.goal_id)
        return GoalView(
            level=text.LEVEL_WORD[GoalLevel(goal.level)],
            depth=GoalLevel(goal.level).depth,
            number=goal.number.rstrip("."),
            title=goal.title,
            judgement=judgement_view(stated.judgement) if stated is not None and stated.judgement else None,
            judgement_printed=_unclear(stated),
            contrast=self._contrast(goal.goal_id, stated, below),
            counts=_counted(self.counts.get(goal.goal_id)),
            children=below,
            **self.under(goal.goal_id),
        )

    def _contrast(self, goal_id: int, stated: StatedJudgement | None, below: Sequence[GoalView]) -> str:
        """The remark that was made when the data were loaded; without counts what the page's own indicators say."""
        count = self.counts.get(goal_id)
        if count is None:
            return _contrast(stated, [*self.indicators[goal_id], *all_indicators(below)])
        return _remarked(count)

    def under(self, goal_id: int | None) -> dict[str, Any]:
        """What stands directly under a goal, or under none."""
        activities = self.activities[goal_id]
        return {
            "indicators": tuple(self.indicators[goal_id]),
            "planned": self._plan_table(self.planned[goal_id]),
            "activities": tuple(_activity(one) for one in activities),
            "activities_heading": self._activities_heading(activities),
            "texts": tuple(self._text(one) for one in self.texts[goal_id] if one.text.strip()),
        }

    def _plan_table(self, planned: Sequence[PlannedIndicator]) -> TableTwin | None:
        if not planned or self.asked.period.kind is not PeriodKind.VP:
            return None
        rows = tuple(
            (
                self.asked.indicators[one.indicator_id].name,
                one.target_printed or text.NOT_GIVEN,
                one.kf_target_printed or text.NOT_GIVEN,
                text.HOW_OFTEN[Periodicity(one.periodicity)] if one.periodicity else text.NOT_GIVEN,
            )
            for one in planned
        )
        return TableTwin(text.PLAN_CAPTION, text.PLAN_HEAD, rows)

    def _activities_heading(self, activities: Sequence[Activity]) -> str:
        if not activities:
            return ""
        if activities[0].period == PeriodKind.VP:
            return text.ACTIVITIES_OF_PLAN
        return text.ACTIVITIES_OF_REPORT.format(period=f"{activities[0].period}\u00a0{self.asked.period.year}")

    def _text(self, one: Commentary) -> TextView:
        is_of_plan = one.period == PeriodKind.VP and self.asked.period.kind is not PeriodKind.VP
        heading = text.TEXT_OF_PLAN.format(section=one.section) if is_of_plan else one.section
        return TextView(heading, paragraphs(one.text))


def paragraphs(printed: str) -> tuple[str, ...]:
    """A text at its blank lines and line breaks."""
    return tuple(part.strip() for part in re.split(r"\n+", printed) if part.strip())


def _activity(one: Activity) -> ActivityView:
    return ActivityView(
        name=one.name,
        dates=_dates(one.starts_on, one.ends_on),
        deviation=_deviation(one.deviation),
        analysis=one.analysis.strip(),
    )


def _deviation(printed: str) -> str:
    """``Avvikelse: försenad``; a document that prints only that there is one says no more than the word itself."""
    said = printed.strip()
    plain = said.rstrip(".").casefold()
    if plain in _NO_DEVIATION:
        return ""
    return text.ACTIVITY_DEVIATES if plain in _DEVIATION_UNNAMED else text.ACTIVITY_DEVIATION.format(deviation=said)


def _dates(starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    if starts_on is None and ends_on is None:
        return ""
    start, end = (day.isoformat() if day is not None else "" for day in (starts_on, ends_on))
    return text.ACTIVITY_DATES.format(start=start, end=end).strip()


def _unclear(stated: StatedJudgement | None) -> str:
    """Printed words that are none of the three judgements are shown as they stand."""
    if stated is None or stated.judgement or not stated.printed.strip():
        return ""
    return text.JUDGEMENT_UNCLEAR.format(printed=stated.printed.strip())


def _counted(count: GoalCount | None) -> tuple[tuple[str, StatusView], ...]:
    """How many indicators under the goal have each status that occurs, in the order of the statuses."""
    if count is None:
        return ()
    figures = (count.reached, count.partly, count.missed, count.not_judged, count.not_reported)
    return tuple((number(n), status_view(status)) for status, n in zip(Status, figures, strict=True) if n)


def _remarked(count: GoalCount) -> str:
    """Where the indicators tell another story than the stated judgement, how many of them do."""
    if count.remark is None or count.judgement is None:
        return ""
    judged = count.reached + count.partly + count.missed
    is_better = count.remark == JudgementRemark.STATED_BETTER
    if judged == 1:
        template = text.CONTRAST_STATED_BETTER_ONE if is_better else text.CONTRAST_STATED_WORSE_ONE
    else:
        template = text.CONTRAST_STATED_BETTER if is_better else text.CONTRAST_STATED_WORSE
    against = judged - count.reached if is_better else count.reached
    return template.format(word=text.JUDGEMENT_WORD[Judgement(count.judgement)], n=number(against), m=number(judged))


def _contrast(stated: StatedJudgement | None, indicators: Sequence[IndicatorView]) -> str:
    """Where the indicators under a goal tell another story than its stated judgement, that is said; nothing is overruled."""
    judged = [one.status.css for one in indicators if one.status.css in _JUDGED]
    if stated is None or not judged:
        return ""
    missed = judged.count(_INTE)
    if stated.judgement == Judgement.UPPFYLLS_HELT and missed:
        template = text.CONTRAST_BETTER_STATED if len(judged) > 1 else text.CONTRAST_BETTER_STATED_ONE
        return template.format(n=number(missed), m=number(len(judged)))
    if stated.judgement == Judgement.UPPFYLLS_INTE and judged.count(_HELT) == len(judged):
        template = text.CONTRAST_WORSE_STATED if len(judged) > 1 else text.CONTRAST_WORSE_STATED_ONE
        return template.format(m=number(len(judged)))
    return ""


def all_indicators(goals: Sequence[GoalView]) -> list[IndicatorView]:
    """The indicators of the goals and of all goals below them, in the order of the page."""
    return [view for goal in goals for view in (*goal.indicators, *all_indicators(goal.children))]
