"""Slides that count: where a part stands, what is not reported, and goals that are stated otherwise than their indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app import text
from app.addresses import goals_address, loading_address, overview_address
from app.answers.remarks import ContradictedGoal, UnitThatOwes
from app.filters import Filter
from app.numbers import number, quantity
from app.presenters.overview import held_beside, judged_in
from app.queries.remarks import contradicted_goals, units_that_owe
from app.slides.model import Bars, BarSeries, Slide, SlideRef
from app.slides.setting import Setting
from app.views import TableTwin
from data.vocabulary import Judgement, JudgementRemark, Status

MOST_GOALS = 6
MOST_OWING = 10
EARLIER = "var(--edge)"


def position(ref: SlideRef, setting: Setting) -> Slide:
    """How many figures of the part have each status, beside the follow-up that they can be held against."""
    visit, earlier = setting.visit, setting.earlier
    now = Counter(visit.totals(setting.part, setting.period))
    then = Counter(visit.totals(setting.part, earlier)) if earlier is not None else Counter[str]()
    is_comparable = bool(judged_in(then))
    series = [_series(text.period_code(setting.period), now, tuple(_colour(status) for status in Status))]
    if earlier is not None and is_comparable:
        series.append(_series(text.period_code(earlier), then, (EARLIER,)))
    bars = Bars(tuple(text.STATUS_PLURAL[status].capitalize() for status in Status), tuple(series))
    return Slide(
        ref=ref,
        headline=_position_headline(setting, now, then if is_comparable else None),
        drawing=bars,
        lead=_position_lead(now),
        description=description_of(bars),
        table=table_of(bars, text.POSITION_HEAD, text.POSITION_CAPTION.format(part=setting.part.name)),
        source=setting.source,
        href=overview_address(Filter(unit=setting.part.slug, period=setting.period)),
        is_example=setting.part.is_example,
    )


def _position_headline(setting: Setting, now: Counter[str], then: Counter[str] | None) -> str:
    judged = judged_in(now)
    if not judged:
        return text.POSITION_NONE_JUDGED.format(period=text.period_title(setting.period))
    reached = now[Status.UPPFYLLS_HELT]
    share = quantity(100 * reached / judged, 0, "%")
    said = text.POSITION_HEADLINE.format(reached=number(reached), judged=number(judged), share=share)
    if then is None or setting.earlier is None:
        return said
    return f"{said}, {held_beside(Status.UPPFYLLS_HELT, now, then, setting.earlier)}"


def _position_lead(now: Counter[str]) -> str:
    return text.POSITION_LEAD.format(
        missed=number(now[Status.UPPFYLLS_INTE]),
        partly=number(now[Status.UPPFYLLS_DELVIS]),
        not_judged=number(now[Status.EJ_BEDOMD]),
        owed=number(now[Status.EJ_RAPPORTERAD]),
    )


def _series(name: str, counts: Counter[str], colours: tuple[str, ...]) -> BarSeries:
    return BarSeries(name, tuple(float(counts[status]) for status in Status), colours)


def _colour(status: Status) -> str:
    return {"ejb": "var(--ej)", "ejr": "var(--ej)"}.get(text.STATUS_CLASS[status], f"var(--{text.STATUS_CLASS[status]})")


def owed(ref: SlideRef, setting: Setting) -> Slide:
    """The units that have not reported what is due, the ones that owe most first."""
    found = units_that_owe(setting.visit.connection, setting.unit_ids, setting.period)
    names = {unit.id: unit.name for unit in setting.visit.known.organisation.by_id.values()}
    ranked = sorted(found, key=lambda one: (-one.indicators, names[one.unit_id]))
    shown = ranked[:MOST_OWING]
    values = tuple(float(one.indicators) for one in shown)
    series = BarSeries(text.OWED_SLIDE_SERIES, values, ("var(--utfall)",))
    bars = Bars(tuple(names[one.unit_id] for one in shown), (series,)) if shown else None
    title = text.period_title(setting.period)
    return Slide(
        ref=ref,
        headline=_owed_headline(ranked, title),
        drawing=bars,
        lead=_owed_lead(ranked, names) if ranked else "",
        description=description_of(bars) if bars is not None else "",
        table=_owed_table(ranked, names, setting),
        source=setting.source,
        href=f"{loading_address(Filter(unit=setting.part.slug, period=setting.period))}",
        is_example=setting.part.is_example,
    )


def _owed_headline(ranked: Sequence[UnitThatOwes], title: str) -> str:
    if not ranked:
        return text.OWED_SLIDE_NONE.format(period=title)
    return text.OWED_SLIDE_HEADLINE.format(
        units=text.counted(number(len(ranked)), text.UNIT_ONE, text.UNIT_MANY),
        owed=text.counted(number(sum(one.indicators for one in ranked)), text.INDICATOR_ONE, text.INDICATOR_MANY),
        period=title,
    )


def _owed_lead(ranked: Sequence[UnitThatOwes], names: dict[int, str]) -> str:
    first, due = ranked[0], max((one.due_on for one in ranked if one.due_on is not None), default=None)
    is_alone = len(ranked) == 1 or ranked[1].indicators < first.indicators
    said = (
        text.OWED_SLIDE_DAY.format(date=due.isoformat()) if due is not None else "",
        text.OWED_SLIDE_MOST.format(unit=names[first.unit_id], n=number(first.indicators)) if is_alone else "",
        text.OWED_SLIDE_MORE.format(shown=number(MOST_OWING), all=number(len(ranked))) if len(ranked) > MOST_OWING else "",
    )
    return " ".join(filter(None, said))


def _owed_table(ranked: Sequence[UnitThatOwes], names: dict[int, str], setting: Setting) -> TableTwin:
    caption = text.OWED_SLIDE_CAPTION.format(part=setting.part.name, period=text.period_title(setting.period))
    rows = tuple((names[one.unit_id], number(one.indicators)) for one in ranked)
    return TableTwin(caption, (text.OWED_SLIDE_UNIT, text.OWED_SLIDE_SERIES), rows)


def goals(ref: SlideRef, setting: Setting) -> Slide:
    """Goals whose stated judgement tells another story than their indicators, the ones with most against it first."""
    found = sorted(contradicted_goals(setting.visit.connection, setting.unit_ids, setting.period), key=_against)
    shown = found[:MOST_GOALS]
    units = setting.visit.known.organisation.by_id
    categories = tuple(_goal(one, units[one.unit_id].name) for one in shown)
    bars = Bars(categories, _goal_series(shown), is_stacked=True) if shown else None
    caption = text.GOALS_SLIDE_CAPTION.format(part=setting.part.name, period=text.period_title(setting.period))
    return Slide(
        ref=ref,
        headline=_goals_headline(found, units[found[0].unit_id].name if found else ""),
        drawing=bars,
        lead=text.GOALS_SLIDE_LEAD if found else "",
        description=description_of(bars) if bars is not None else "",
        table=table_of(bars, text.GOALS_SLIDE_HEAD[0], caption) if bars is not None else None,
        source=setting.source,
        href=goals_address(Filter(unit=setting.part.slug, period=setting.period, remarks_only=bool(found))),
        is_example=setting.part.is_example,
    )


def _against(one: ContradictedGoal) -> tuple[float, int, int]:
    """The larger part of the indicators that speaks against what is stated, the earlier."""
    judged = max(1, one.reached + one.partly + one.missed)
    against = judged - one.reached if one.remark == JudgementRemark.STATED_BETTER else one.reached
    return (-against / judged, one.unit_id, one.goal_id)


def _goals_headline(found: Sequence[ContradictedGoal], unit: str) -> str:
    if not found:
        return text.GOALS_SLIDE_NONE
    if len(found) == 1:
        return text.GOALS_SLIDE_HEADLINE_ONE.format(unit=unit, judgement=_stated(found[0]))
    return text.GOALS_SLIDE_HEADLINE.format(n=number(len(found)))


def _goal(one: ContradictedGoal, unit: str) -> str:
    return text.GOALS_SLIDE_CATEGORY.format(unit=unit, goal=one.title, judgement=_stated(one))


def _stated(one: ContradictedGoal) -> str:
    return f"”{text.JUDGEMENT_WORD[Judgement(one.judgement)]}”"


def _goal_series(shown: Sequence[ContradictedGoal]) -> tuple[BarSeries, ...]:
    counts = (
        (Status.UPPFYLLS_HELT, [one.reached for one in shown]),
        (Status.UPPFYLLS_DELVIS, [one.partly for one in shown]),
        (Status.UPPFYLLS_INTE, [one.missed for one in shown]),
    )
    return tuple(
        BarSeries(text.STATUS_PLURAL[status].capitalize(), tuple(map(float, values)), (_colour(status),))
        for status, values in counts
    )


def description_of(bars: Bars) -> str:
    """Every bar in words."""
    said = [
        text.POSITION_POINT.format(category=category, values=", ".join(_said(series, at, bars) for series in bars.series))
        for at, category in enumerate(bars.categories)
    ]
    return f"{'; '.join(said)}."


def _said(series: BarSeries, at: int, bars: Bars) -> str:
    value = number(series.values[at] or 0.0)
    return value if len(bars.series) == 1 else f"{series.name} {value}"


def table_of(bars: Bars, head: str, caption: str) -> TableTwin:
    """The bars as a table."""
    rows = tuple(
        (category, *(number(one.values[at] or 0.0) for one in bars.series)) for at, category in enumerate(bars.categories)
    )
    return TableTwin(caption, (head, *(one.name for one in bars.series)), rows)
