"""What a bullet chart shows of one indicator, in its own measure."""

from __future__ import annotations

from app import text
from app.answers.figures import DetailedFigure, Indicator
from app.presenters.certainty import interval_of
from app.presenters.judgement import JUDGED, amount, decimals_of
from app.presenters.periods import previous_period
from app.views import Bullet, Mark, Span
from data.vocabulary import Gender, Measure, StatusReason, TargetForm

_LEVELS = (TargetForm.LEVEL, TargetForm.MAX, TargetForm.MIN)
_NOT_ON_THE_SCALE = (StatusReason.NOT_COMPARABLE, StatusReason.TARGET_DOUBTFUL)
_FULL_SCALE = 100.0
_HEADROOM = 1.15
"""How far the scale reaches beyond the highest value, so that marks and their labels have room."""


def bullet_of(figures: dict[str, DetailedFigure], indicator: Indicator) -> Bullet | None:
    """The chart of an indicator from its figures by gender; None without an outcome that can be relied on."""
    total = figures.get(Gender.T)
    if total is None or total.value is None or total.status_reason == StatusReason.OUTCOME_DOUBTFUL:
        return None
    decimals = decimals_of(total, indicator)
    marks = {
        "target": _target(total, indicator, decimals),
        "kf_target": _kf_target(total, indicator, decimals),
        "previous": _previous(total, indicator, decimals),
        "women": _gender(figures.get(Gender.K), indicator, decimals, text.BULLET_WOMEN),
        "men": _gender(figures.get(Gender.M), indicator, decimals, text.BULLET_MEN),
    }
    outcome = Mark(total.value, text.BULLET_OUTCOME.format(value=amount(total.value, indicator, decimals)))
    interval = interval_of(total.interval_low, total.interval_high, indicator)
    values = [outcome.value, *(mark.value for mark in marks.values() if mark is not None), *_ends(interval)]
    low, high = _scale(values, indicator)
    return Bullet(low=low, high=high, outcome=outcome, interval=interval, **marks)


def _ends(interval: Span | None) -> tuple[float, ...]:
    return (interval.low, interval.high) if interval is not None else ()


def _target(total: DetailedFigure, indicator: Indicator, decimals: int) -> Mark | None:
    if total.target_value is None or total.target_form not in _LEVELS or total.status_reason in _NOT_ON_THE_SCALE:
        return None
    return Mark(total.target_value, text.BULLET_TARGET.format(target=amount(total.target_value, indicator, decimals)))


def _kf_target(total: DetailedFigure, indicator: Indicator, decimals: int) -> Mark | None:
    """Only where the outcome was held against it: a level for the whole city has no place on a unit's scale."""
    if total.kf_target_value is None or total.kf_target_form not in _LEVELS or total.kf_status_reason not in JUDGED:
        return None
    return Mark(total.kf_target_value, text.BULLET_KF.format(target=amount(total.kf_target_value, indicator, decimals)))


def _previous(total: DetailedFigure, indicator: Indicator, decimals: int) -> Mark | None:
    period = previous_period(total)
    if total.previous_value is None or period is None:
        return None
    value = amount(total.previous_value, indicator, decimals)
    return Mark(total.previous_value, text.BULLET_PREVIOUS.format(period=text.period_code(period), value=value))


def _gender(figure: DetailedFigure | None, indicator: Indicator, decimals: int, words: str) -> Mark | None:
    if figure is None or figure.value is None:
        return None
    return Mark(figure.value, words.format(value=amount(figure.value, indicator, decimals)))


def _scale(values: list[float], indicator: Indicator) -> tuple[float, float]:
    """From zero; shares and indexes that come past the middle are drawn on the full scale of 100."""
    low, high = min(0.0, *values), max(values)
    is_of_hundred = indicator.measure in (Measure.SHARE, Measure.INDEX)
    if is_of_hundred and _FULL_SCALE / 2 < high <= _FULL_SCALE:
        return low * _HEADROOM, _FULL_SCALE
    return low * _HEADROOM, high * _HEADROOM if high > 0 else 1.0
