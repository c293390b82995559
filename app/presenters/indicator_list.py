"""Indikatorer: every indicator that is followed in a part and follow-up, by the council's goals."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import text
from app.addresses import FOLLOWING, INDICATORS, indicator_address, indicators_address
from app.answers.comparison import IndicatorCount
from app.answers.documents import CouncilGoal
from app.answers.figures import Indicator
from app.answers.organisation import Unit
from app.comparison_views import Hidden, IndicatorGroup, IndicatorList, IndicatorRow, SearchForm
from app.filters import Filter, period_slug
from app.numbers import number
from app.presenters.sources import reports_source
from app.views import Notice
from data.vocabulary import Better, Period, Status


@dataclass(frozen=True, slots=True)
class IndicatorsInput:
    part: Unit
    period: Period
    chosen: Filter
    indicators: Mapping[int, Indicator]
    counts: Sequence[IndicatorCount]
    council_goals: Mapping[int, CouncilGoal]
    updated_on: dt.date | None
    is_example: bool


def indicator_list(asked: IndicatorsInput, notices: Sequence[Notice] = ()) -> IndicatorList:
    """The list, narrowed to the names that hold every word of a search."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    goal_of: dict[int, CouncilGoal | None] = {}
    for count in asked.counts:
        counted[count.indicator_id][count.status] += count.figures
        goal_of[count.indicator_id] = goal_of.get(count.indicator_id) or asked.council_goals.get(count.goal_id or 0)
    followed = [asked.indicators[id_] for id_ in counted]
    found = [one for one in followed if _matches(one, asked.chosen.search)]
    told = (*notices, *([] if followed else [_nothing(asked)]))
    return IndicatorList(
        title=text.INDICATORS_TITLE.format(part=asked.part.name, period=text.period_title(asked.period)),
        subtitle=text.counted(number(len(followed)), text.INDICATOR_ONE, text.INDICATOR_MANY),
        is_example=asked.is_example,
        search=SearchForm(INDICATORS, asked.chosen.search, _carried(asked)),
        found=_found(len(found), asked.chosen.search),
        clear=indicators_address(asked.chosen.only(*FOLLOWING)) if asked.chosen.search else "",
        groups=_groups(found, counted, goal_of, asked),
        source=reports_source(asked.period, asked.updated_on),
        notices=told,
    )


def _nothing(asked: IndicatorsInput) -> Notice:
    return Notice(text.INDICATORS_NONE.format(part=asked.part.name, period=text.period_title(asked.period)))


def _matches(indicator: Indicator, search: str) -> bool:
    names = f"{indicator.name} {indicator.short_name}".casefold()
    return all(word in names for word in search.casefold().split())


def _found(found: int, search: str) -> str:
    if not search:
        return ""
    if not found:
        return text.INDICATORS_NOT_FOUND.format(search=search)
    indicators = text.counted(number(found), text.INDICATOR_ONE, text.INDICATOR_MANY)
    return text.INDICATORS_FOUND.format(indicators=indicators, search=search)


def _carried(asked: IndicatorsInput) -> tuple[Hidden, ...]:
    return (Hidden("enhet", asked.part.slug), Hidden("period", period_slug(asked.period)))


def _groups(
    found: Sequence[Indicator],
    counted: Mapping[int, Mapping[str, int]],
    goal_of: Mapping[int, CouncilGoal | None],
    asked: IndicatorsInput,
) -> tuple[IndicatorGroup, ...]:
    by_goal: dict[CouncilGoal | None, list[IndicatorRow]] = defaultdict(list)
    for indicator in sorted(found, key=lambda one: (one.sort_order, one.name)):
        by_goal[goal_of[indicator.id]].append(_row(indicator, counted[indicator.id], asked))
    in_order = sorted(by_goal, key=lambda goal: (goal is None, _by_number(goal)))
    return tuple(IndicatorGroup(_goal_name(goal), tuple(by_goal[goal])) for goal in in_order)


def _by_number(goal: CouncilGoal | None) -> tuple[tuple[int, ...], str]:
    if goal is None:
        return (), ""
    return tuple(int(part) for part in goal.number.split(".") if part.isdecimal()), goal.title


def _goal_name(goal: CouncilGoal | None) -> str:
    return f"{goal.number.rstrip('.')} {goal.title}".strip() if goal is not None else text.INDICATORS_UNGROUPED


def _row(indicator: Indicator, counts: Mapping[str, int], asked: IndicatorsInput) -> IndicatorRow:
    better = text.BETTER_SAID[Better(indicator.better)] if indicator.better else ""
    return IndicatorRow(
        name=indicator.name,
        href=indicator_address(indicator.slug, asked.chosen.only(*FOLLOWING)),
        note=better,
        counts=tuple(number(counts.get(status, 0)) for status in Status),
    )
