"""All units of a part against their own targets, in one indicator and follow-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app import text
from app.addresses import unit_address
from app.answers.comparison import UnitFigure
from app.answers.figures import Indicator
from app.answers.organisation import Organisation, Unit
from app.chart_views import Dot, DotPlot, LinkedTable
from app.comparison_views import LeftOut
from app.numbers import number, telling_decimals
from app.presenters.certainty import interval_of
from app.presenters.judgement import JUDGED, goal_text, target_text, value_text
from app.presenters.scale import scale_of
from app.presenters.status import status_view
from data.vocabulary import Better, MissingReason, Period, Status, StatusReason, TargetForm

_ON_THE_SCALE = (TargetForm.LEVEL, TargetForm.MAX, TargetForm.MIN)
_DOUBTFUL = (StatusReason.OUTCOME_DOUBTFUL, StatusReason.OUTCOME_UNREADABLE)


@dataclass(frozen=True, slots=True)
class DotsInput:
    """The figures of the units to show, none of them added up; ``chosen`` is the unit that the address names, if any."""

    organisation: Organisation
    indicator: Indicator
    period: Period
    figures: Sequence[UnitFigure]
    chosen: Unit | None = None


def dot_plot(asked: DotsInput) -> DotPlot | None:
    """The units that have an outcome, sorted by the distance to their own target; None where none has one."""
    shown = in_order(asked)
    if not shown:
        return None
    dots = tuple(_dot(figure, asked) for figure in shown)
    values = [value for dot in dots for value in (dot.value, dot.target, dot.kf_target, *_ends(dot)) if value is not None]
    return DotPlot(
        finding=finding(asked),
        description=text.DOTS_DESCRIPTION.format(dots="; ".join(dot.text for dot in dots)),
        scale=scale_of(values, asked.indicator),
        dots=dots,
        legend=_legend(dots, shown),
    )


def in_order(asked: DotsInput) -> list[UnitFigure]:
    """Those with a value: judged ones first, the best placed against its target on top; then the others by name."""
    shown = [one for one in asked.figures if _is_shown(one)]
    judged = sorted(
        (one for one in shown if _distance(one) is not None), key=lambda one: (-(_distance(one) or 0.0), _name(one, asked))
    )
    return [*judged, *sorted((one for one in shown if _distance(one) is None), key=lambda one: _name(one, asked))]


def finding(asked: DotsInput) -> str:
    """How many reach their target, who is furthest from it, and what chance can explain."""
    judged = [one for one in asked.figures if one.status_reason in JUDGED]
    if not judged:
        return text.DOTS_NONE_JUDGED if any(_is_shown(one) for one in asked.figures) else text.DOTS_NONE
    reached = sum(1 for one in judged if one.status == Status.UPPFYLLS_HELT)
    said = [text.DOTS_REACHED.format(reached=number(reached), judged=number(len(judged)))]
    within = sum(1 for one in judged if one.within_margin)
    if within:
        template = text.DOTS_ALL_WITHIN if within == len(judged) else text.DOTS_WITHIN
        said.append(template.format(n=number(within), judged=number(len(judged))))
    missing = [one for one in judged if (_distance(one) or 0.0) < 0]
    if missing:
        worst = min(missing, key=lambda one: _distance(one) or 0.0)
        said.append(
            text.DOTS_FURTHEST.format(
                unit=_name(worst, asked), value=value_text(worst, asked.indicator), target=_held_against(worst, asked.indicator)
            )
        )
    return " ".join(said)


def left_out(asked: DotsInput) -> tuple[LeftOut, ...]:
    """The units that have no outcome to show, by why."""
    by_reason: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in sorted(asked.figures, key=lambda one: _name(one, asked)):
        if not _is_shown(one):
            by_reason[_why(one)].append((_name(one, asked), _href(one, asked)))
    return tuple(LeftOut(why, tuple(units)) for why, units in by_reason.items())


def units_table(asked: DotsInput) -> LinkedTable:
    """The same figures as a table, in the order of the chart, then those that have none."""
    shown = in_order(asked)
    others = sorted((one for one in asked.figures if not _is_shown(one)), key=lambda one: _name(one, asked))
    caption = text.DOTS_CAPTION.format(indicator=asked.indicator.name, period=text.period_title(asked.period))
    rows = tuple((_name(one, asked), _href(one, asked), _cells(one, asked.indicator)) for one in (*shown, *others))
    return LinkedTable(caption, text.DOTS_HEAD, rows)


def _cells(one: UnitFigure, indicator: Indicator) -> tuple[str, ...]:
    is_shown = _is_shown(one)
    interval = interval_of(one.interval_low, one.interval_high, indicator) if is_shown else None
    return (
        value_text(one, indicator) if is_shown else _why(one),
        number(one.n) if is_shown and one.n is not None else text.NOT_GIVEN,
        interval.text.removeprefix(text.MARGIN_SPAN.split("{")[0]) if interval is not None else text.NOT_GIVEN,
        target_text(one, indicator) or text.NOT_GIVEN,
        _kf_text(one, indicator),
        status_view(one.status).word,
    )


def _dot(one: UnitFigure, asked: DotsInput) -> Dot:
    indicator = asked.indicator
    interval = interval_of(one.interval_low, one.interval_high, indicator)
    level = one.judged_level if one.status_reason in JUDGED else None
    against = text.BULLET_TARGET.format(target=_held_against(one, indicator)) if level is not None else text.DOT_NO_TARGET
    said = text.DOT_SAID.format(unit=_name(one, asked), value=value_text(one, indicator), target=against)
    return Dot(
        name=_name(one, asked),
        value=one.value or 0.0,
        target=level,
        interval=interval,
        text=", ".join(filter(None, (said, _kf_said(one, indicator), interval.text if interval is not None else ""))),
        css=status_view(one.status).css,
        is_chosen=asked.chosen is not None and asked.chosen.id == one.unit_id,
        kf_target=_kf_level(one),
    )


def _kf_level(one: UnitFigure) -> float | None:
    """Only where the outcome was held against it: a level for the whole city has no place on a unit's scale."""
    return one.kf_judged_level if one.kf_status_reason in JUDGED else None


def _kf_said(one: UnitFigure, indicator: Indicator) -> str:
    level = _kf_level(one)
    return text.BULLET_KF.format(target=_kf_text(one, indicator)) if level is not None else ""


def _kf_text(one: UnitFigure, indicator: Indicator) -> str:
    """KF:s årsmål as it is set; of *öka* and *minska* and of a count that grows the level that was judged against."""
    if _kf_level(one) is None:
        return text.NOT_GIVEN
    is_level = one.kf_target_form in _ON_THE_SCALE and one.kf_judged_level == one.kf_target_value
    value, form = (one.kf_target_value, one.kf_target_form) if is_level else (one.kf_judged_level, TargetForm.LEVEL)
    decimals = telling_decimals((one.value, value), indicator.decimals)
    return goal_text(value, form, one.kf_target_printed, indicator, decimals)


def _held_against(one: UnitFigure, indicator: Indicator) -> str:
    """The target as it is set; of *öka* and *minska* and of a count that grows the level that was judged against."""
    if one.target_form in _ON_THE_SCALE and one.judged_level == one.target_value:
        return target_text(one, indicator)
    level = one._replace(target_value=one.judged_level, target_form=TargetForm.LEVEL)
    return target_text(level, indicator)


def _distance(one: UnitFigure) -> float | None:
    """How far on the good side of its target; negative where it is missed."""
    if one.status_reason not in JUDGED or one.value is None or one.judged_level is None:
        return None
    return (one.value - one.judged_level) * (-1 if one.judged_better == Better.LOWER else 1)


def _is_shown(one: UnitFigure) -> bool:
    return one.value is not None and not one.is_withheld and one.status_reason not in _DOUBTFUL


def _why(one: UnitFigure) -> str:
    if one.status_reason in _DOUBTFUL:
        return text.LEFT_OUT_WHY[MissingReason.DOUBTFUL]
    return text.LEFT_OUT_WHY.get(MissingReason(one.missing), text.LEFT_OUT_OTHER) if one.missing else text.LEFT_OUT_OTHER


def _legend(dots: Sequence[Dot], shown: Sequence[UnitFigure]) -> tuple[tuple[str, str, str], ...]:
    there_are = {one.status for one in shown}
    statuses = [
        (text.DOT_SIGN[text.STATUS_CLASS[status]], text.STATUS_CLASS[status], text.STATUS_WORD[status])
        for status in Status
        if status in there_are
    ]
    target = [(text.SIGN_INTERVAL, "target", text.DOT_LEGEND_TARGET)] if any(dot.target is not None for dot in dots) else []
    kf = [(text.DOT_SIGN_KF, "kf", text.DOT_LEGEND_KF)] if any(dot.kf_target is not None for dot in dots) else []
    margin = [(text.MARK_INTERVAL, "interval", text.LEGEND_INTERVAL)] if any(dot.interval is not None for dot in dots) else []
    return (*statuses, *target, *kf, *margin)


def _ends(dot: Dot) -> tuple[float, ...]:
    return (dot.interval.low, dot.interval.high) if dot.interval is not None else ()


def _name(one: UnitFigure, asked: DotsInput) -> str:
    return asked.organisation.by_id[one.unit_id].name


def _href(one: UnitFigure, asked: DotsInput) -> str:
    return unit_address(asked.organisation.by_id[one.unit_id].slug, asked.period, asked.indicator.slug)
