"""*Att lyfta*: at most seven sentences about what deserves attention, ranked by how far, how sure and how many people.

A remark's weight is *how far* × *how sure* × *how many* (our decision; described for users in docs/handbok.md). A figure's is
decided when it is judged, with which story it tells. A unit that has not reported weighs more the more it owes, and a stated
judgement more the more of the goal's indicators tell another story.

Of one unit or indicator at most two are told, and of one kind at most three (two of what is about no single indicator), so that
the list shows the breadth of what there is; where that leaves places, as for a single unit, the weightiest of the others take
them. Everything is weighed before anything is put into words, and for Läget only what is told is read.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from app import text
from app.addresses import unit_address
from app.answers.figures import Indicator
from app.answers.organisation import Organisation
from app.answers.remarks import ContradictedGoal, RemarkableFigure, UnitThatOwes, Weighed
from app.numbers import difference, distance, number
from app.presenters.judgement import AIM, amount, decimals_of, target_text, value_text
from app.views import Remark
from data.vocabulary import (
    Change,
    Judgement,
    JudgementRemark,
    Measure,
    Period,
    PeriodKind,
    RemarkKind,
    TargetForm,
)

MOST = 7
MOST_OF_A_KIND = 3
MOST_OF_OTHER_KINDS = 2
"""Of what is about no single indicator: units that have not reported, and stated judgements."""
MOST_OF_A_UNIT = 2
MOST_OF_AN_INDICATOR = 2

_STATED = 0.7
"""What a stated judgement weighs beside a missed target as large."""
_OWES_LEAST, _OWES_EACH, _OWES_MOST = 0.2, 0.03, 0.6
_ENOUGH_INDICATORS = 4
"""With fewer judged indicators under a goal than these, that they tell another story than what is stated weighs less."""


@dataclass(frozen=True, slots=True)
class RemarksInput:
    organisation: Organisation
    indicators: Mapping[int, Indicator]
    period: Period
    today: dt.date
    figures: Sequence[RemarkableFigure]
    owing: Sequence[UnitThatOwes]
    goals: Sequence[ContradictedGoal]
    unread: int = 0
    """Figures that could be told of but were not read, as they weigh less than those that were."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could be told: its weight (0 to 1), what it is about, and how it is put into words."""

    weight: float
    kind: str
    unit_id: int
    indicator_id: int | None
    tell: Callable[[], Remark]


def remarks(asked: RemarksInput) -> tuple[tuple[Remark, ...], str]:
    """The sentences to show, the weightiest first, and how many more there are."""
    candidates = _weighed(asked)
    chosen = _chosen(candidates)
    return tuple(one.tell() for one in chosen), _left(len(candidates) + asked.unread - len(chosen), bool(chosen))


def chosen_figures(asked: RemarksInput, weighed: Iterable[Weighed]) -> list[tuple[int, int]]:
    """Unit and indicator of the figures that ``remarks`` will tell, out of those that could be told of, the weightiest first.

    So no more figures need be read than are told; ``asked`` holds what else there is to tell, and no figures.
    """
    figures = [Candidate(weight, kind, unit, indicator, _unread) for unit, indicator, kind, weight in weighed]
    candidates = sorted([*figures, *_weighed(asked)], key=lambda one: -one.weight)
    return [(one.unit_id, one.indicator_id) for one in _chosen(candidates) if one.indicator_id is not None]


def _unread() -> Remark:
    raise LookupError("the figure has not been read")


def lifted(asked: RemarksInput) -> tuple[Candidate, ...]:
    """The same as what ``remarks`` tells, with what each is about."""
    return tuple(_chosen(_weighed(asked)))


def told_of(asked: RemarksInput) -> Candidate | None:
    """The weightiest that can be told of the given figures, whatever else there is; None where there is nothing to tell."""
    return next(iter(_weighed(asked)), None)


def _weighed(asked: RemarksInput) -> list[Candidate]:
    return sorted(_candidates(asked), key=lambda one: -one.weight)


def _left(more: int, is_some: bool) -> str:
    if not is_some:
        return text.REMARKS_NONE
    if more == 1:
        return text.REMARKS_LEFT_ONE
    return text.REMARKS_LEFT_MANY.format(n=number(more)) if more else ""


def _chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    """What is told of these, the weightiest first."""
    varied = list(islice(_varied(candidates), MOST))
    others = islice(_others(candidates, varied), MOST - len(varied))
    return sorted([*varied, *others], key=lambda one: -one.weight)


def _others(candidates: Iterable[Candidate], varied: Collection[Candidate]) -> Iterator[Candidate]:
    """Those that may take places that are left: of what is about no single indicator no more than otherwise."""
    are_chosen, kinds = set(map(id, varied)), Counter(one.kind for one in varied)
    for one in candidates:
        if id(one) not in are_chosen and (one.indicator_id is not None or kinds[one.kind] < MOST_OF_OTHER_KINDS):
            kinds[one.kind] += 1
            yield one


def _varied(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    kinds, units, indicators = Counter[str](), Counter[int](), Counter[int]()
    for one in candidates:
        most_of_the_kind = MOST_OF_A_KIND if one.indicator_id is not None else MOST_OF_OTHER_KINDS
        is_too_much = kinds[one.kind] >= most_of_the_kind or units[one.unit_id] >= MOST_OF_A_UNIT
        if is_too_much or (one.indicator_id is not None and indicators[one.indicator_id] >= MOST_OF_AN_INDICATOR):
            continue
        kinds[one.kind] += 1
        units[one.unit_id] += 1
        if one.indicator_id is not None:
            indicators[one.indicator_id] += 1
        yield one


def _candidates(asked: RemarksInput) -> Iterator[Candidate]:
    for figure in asked.figures:
        if figure.remark_kind is not None and figure.remark_weight is not None:
            teller = _Teller(figure, asked.indicators[figure.indicator_id], asked)
            kind = RemarkKind(figure.remark_kind)
            yield Candidate(figure.remark_weight, kind, figure.unit_id, figure.indicator_id, teller.of(kind))
    for unit in asked.owing:
        yield _owes(unit, asked)
    for goal in asked.goals:
        yield _contradicted(goal, asked)


def _previous(figure: RemarkableFigure) -> Period:
    return Period(figure.previous_year or 0, PeriodKind(figure.previous_period or PeriodKind.VB))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the stories of one figure."""

    figure: RemarkableFigure
    indicator: Indicator
    asked: RemarksInput

    def of(self, kind: RemarkKind) -> Callable[[], Remark]:
        return {
            RemarkKind.MISSES: self.misses,
            RemarkKind.FORECAST: self.forecast,
            RemarkKind.WORSE: self.worse,
            RemarkKind.GAP: self.gap,
            RemarkKind.PROCESS: self.concern,
        }[kind]

    def misses(self) -> Remark:
        rest = ", ".join(filter(None, (self._against(self.figure.judged_level or 0.0), self._since())))
        notes = (self._certainty(self.figure.within_margin, text.REMARK_SURE), self._also_forecast())
        lead = self._lead(text.REMARK_MISSES, value=self._value)
        return self._remark(RemarkKind.MISSES, lead, rest, " ".join(filter(None, notes)))

    def forecast(self) -> Remark:
        expected = amount(self.figure.forecast_value or 0.0, self.indicator)
        rest = text.REMARK_FORECAST_REST.format(forecast=expected, target=self._target)
        return self._remark(RemarkKind.FORECAST, self._lead(text.REMARK_FORECAST), rest, text.REMARK_FORECAST_NOTE)

    def worse(self) -> Remark:
        """Than a year ago where chance alone cannot explain that, else than in the follow-up before."""
        figure = self.figure
        before, since, within_margin = figure.previous_value or 0.0, _previous(figure), figure.change_within_margin
        if figure.year_ago_change == Change.WORSE and figure.year_ago_within_margin is not True:
            since = Period(self.asked.period.year - 1, self.asked.period.kind)
            before, within_margin = figure.year_ago_value or 0.0, figure.year_ago_within_margin
        rest = text.REMARK_WORSE_REST.format(
            earlier=amount(before, self.indicator), period=text.period_code(since), difference=self._difference(before)
        )
        note = self._certainty(within_margin, text.REMARK_SURE_CHANGE)
        return self._remark(RemarkKind.WORSE, self._lead(text.REMARK_WORSE, value=self._value), rest, note)

    def gap(self) -> Remark:
        gap = self.figure.gap or 0.0
        size = distance(gap, 0.0, self.indicator.decimals, self.indicator.unit_of_measure)
        direction = text.REMARK_GAP_WOMEN_HIGHER if gap > 0 else text.REMARK_GAP_MEN_HIGHER
        rest = text.REMARK_GAP_TOTAL.format(direction=direction, value=self._value)
        return self._remark(
            RemarkKind.GAP, self._lead(text.REMARK_GAP, gap=size), rest, self._certainty(False, text.REMARK_SURE_GAP)
        )

    def concern(self) -> Remark:
        rest = ", ".join(filter(None, (text.REMARK_CONCERN_REST.format(value=self._value), self._since())))
        return self._remark(RemarkKind.PROCESS, self._lead(text.REMARK_CONCERN), rest, text.REMARK_PROCESS_NOTE)

    def _remark(self, kind: str, lead: str, rest: str, note: str) -> Remark:
        unit = self.asked.organisation.by_id[self.figure.unit_id]
        return Remark(lead, f"{rest}.", note, unit_address(unit.slug, self.asked.period, self.indicator.slug), kind)

    @property
    def _value(self) -> str:
        return value_text(self.figure, self.indicator)

    @property
    def _target(self) -> str:
        return target_text(self.figure, self.indicator)

    def _lead(self, template: str, **words: str) -> str:
        unit = self.asked.organisation.by_id[self.figure.unit_id].name
        return template.format(indicator=self.indicator.name, unit=unit, **words)

    def _against(self, level: float) -> str:
        form = TargetForm(self.figure.target_form) if self.figure.target_form else None
        shown = amount(level, self.indicator, decimals_of(self.figure, self.indicator))
        if form in AIM:
            return text.REMARK_MISSES_LAST_YEAR.format(level=shown, aim=AIM[form])
        if self.figure.target_value is not None and level != self.figure.target_value:
            return text.REMARK_MISSES_LEVEL.format(level=shown, target=self._target)
        return text.REMARK_MISSES_REST.format(target=self._target)

    def _since(self) -> str:
        earlier = self.figure.previous_value
        if earlier is None:
            return ""
        since = text.period_code(_previous(self.figure))
        return text.REMARK_SINCE.format(difference=self._difference(earlier), period=since)

    def _difference(self, earlier: float) -> str:
        return difference(self.figure.value or 0.0, earlier, self.indicator.decimals, self.indicator.unit_of_measure)

    def _also_forecast(self) -> str:
        forecast = self.figure.forecast_value
        return text.REMARK_ALSO_FORECAST.format(forecast=amount(forecast, self.indicator)) if forecast is not None else ""

    def _certainty(self, within_margin: bool | None, sure: str) -> str:
        if within_margin is False and self.figure.n is not None:
            return sure.format(n=number(self.figure.n))
        if within_margin is None and self.figure.n is not None and self._is_sampled:
            return text.REMARK_NO_INTERVAL
        return text.REMARK_UNKNOWN_MARGIN if self._is_sampled else text.REMARK_NO_MARGIN

    @property
    def _is_sampled(self) -> bool:
        return self.indicator.measure in (Measure.SHARE, Measure.INDEX)


def _owes(owing: UnitThatOwes, asked: RemarksInput) -> Candidate:
    unit = asked.organisation.by_id[owing.unit_id]
    owed = text.counted(number(owing.indicators), text.INDICATOR_ONE, text.INDICATOR_MANY)
    note = ""
    if owing.due_on is not None and owing.due_on < asked.today:
        days = text.counted(number((asked.today - owing.due_on).days), text.DAY_ONE, text.DAY_MANY)
        note = text.REMARK_OWES_NOTE.format(date=owing.due_on.isoformat(), days=days)
    rest = text.REMARK_OWES_REST.format(period=text.period_title(asked.period))
    lead = text.REMARK_OWES.format(unit=unit.name, indicators=owed)
    weight = min(_OWES_MOST, _OWES_LEAST + _OWES_EACH * owing.indicators)
    href = unit_address(unit.slug, asked.period)
    return Candidate(weight, "saknas", owing.unit_id, None, lambda: Remark(lead, f"{rest}.", note, href, "saknas"))


def _contradicted(goal: ContradictedGoal, asked: RemarksInput) -> Candidate:
    unit = asked.organisation.by_id[goal.unit_id]
    judged = goal.reached + goal.partly + goal.missed
    is_better = goal.remark == JudgementRemark.STATED_BETTER
    against = judged - goal.reached if is_better else goal.reached
    if judged == 1:
        template = text.REMARK_STATED_BETTER_REST_ONE if is_better else text.REMARK_STATED_WORSE_REST_ONE
    else:
        template = text.REMARK_STATED_BETTER_REST if is_better else text.REMARK_STATED_WORSE_REST
    word = text.JUDGEMENT_WORD[Judgement(goal.judgement)]
    lead = text.REMARK_STATED_BETTER.format(unit=unit.name, goal=goal.title, judgement=word)
    rest = template.format(n=number(against), m=number(judged))
    remark = Remark(f"{lead},", f"{rest}.", text.REMARK_STATED_NOTE, unit_address(unit.slug, asked.period), "bedomning")
    weight = _STATED * against / max(judged, _ENOUGH_INDICATORS)
    return Candidate(weight, "bedomning", goal.unit_id, None, lambda: remark)
