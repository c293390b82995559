"""One figure in words: its value, its target, and the sentence that says why its status is what it is."""

from __future__ import annotations

from app import text
from app.answers.figures import Indicator, JudgedFigure
from app.numbers import quantity, telling_decimals
from data.vocabulary import Better, Period, StatusReason, TargetForm

JUDGED = (StatusReason.REACHED, StatusReason.WITHIN_TOLERANCE, StatusReason.MISSED)
AIM = {TargetForm.INCREASE: text.AIM_INCREASE, TargetForm.DECREASE: text.AIM_DECREASE}
_BOUND_PHRASE = {TargetForm.MAX: text.TARGET_MAX, TargetForm.MIN: text.TARGET_MIN}
_AGAINST_BOUND = {TargetForm.MAX: text.FIGURE_AGAINST_MAX, TargetForm.MIN: text.FIGURE_AGAINST_MIN}
_AGAINST_LAST_YEAR = {
    TargetForm.INCREASE: text.FIGURE_AGAINST_LAST_YEAR_INCREASE,
    TargetForm.DECREASE: text.FIGURE_AGAINST_LAST_YEAR_DECREASE,
}


def status_sentence(figure: JudgedFigure, indicator: Indicator, period: Period) -> str:
    """Why the figure has its status: ``7,8 % mot årsmålet 9,5 % – lägre är bättre.``"""
    if figure.status_reason in JUDGED:
        return _judged_sentence(figure, indicator)
    if figure.status_reason == StatusReason.NOT_REPORTED:
        return _not_reported_sentence(figure, indicator)
    if figure.status_reason == StatusReason.NOT_YET_DUE:
        return text.NOT_YET_DUE.format(date=period.last_day.isoformat())
    return text.REASON_SENTENCE[StatusReason(figure.status_reason)].format(
        value=value_text(figure, indicator),
        target=target_text(figure, indicator),
        target_printed=figure.target_printed,
        printed=figure.outcome_printed,
        aim=AIM.get(TargetForm(figure.target_form), "") if figure.target_form else "",
    )


def value_text(figure: JudgedFigure, indicator: Indicator) -> str:
    """The outcome with its unit of measure, or that there is none."""
    return amount(figure.value, indicator, decimals_of(figure, indicator)) if figure.value is not None else text.NO_VALUE


def target_text(figure: JudgedFigure, indicator: Indicator) -> str:
    """The årsmål as a level, a bound or an aim; what cannot be put as a number stands as it is printed."""
    return goal_text(figure.target_value, figure.target_form, figure.target_printed, indicator, decimals_of(figure, indicator))


def goal_text(value: float | None, form: str | None, printed: str, indicator: Indicator, decimals: int) -> str:
    """Any target in words: ``9,5 %``, ``högst 10 personer``, ``öka``."""
    if form in AIM:
        return AIM[TargetForm(form)]
    if value is None:
        return printed
    level = amount(value, indicator, decimals)
    return _BOUND_PHRASE[TargetForm(form)].format(target=level) if form in _BOUND_PHRASE else level


def amount(value: float, indicator: Indicator, decimals: int | None = None) -> str:
    """A value of the indicator with its unit of measure."""
    return quantity(value, indicator.decimals if decimals is None else decimals, indicator.unit_of_measure)


def decimals_of(figure: JudgedFigure, indicator: Indicator) -> int:
    """The definition's decimals, or more where the outcome and what it is held against would look the same."""
    return telling_decimals((figure.value, figure.target_value, figure.judged_level), indicator.decimals)


def _judged_sentence(figure: JudgedFigure, indicator: Indicator) -> str:
    decimals = decimals_of(figure, indicator)
    level = amount(figure.judged_level or 0.0, indicator, decimals)
    words = {
        "value": value_text(figure, indicator),
        "level": level,
        "target": amount(figure.target_value, indicator, decimals) if figure.target_value is not None else "",
        "better": text.BETTER_CLAUSE[Better(figure.judged_better)] if figure.judged_better else "",
    }
    if figure.target_form in _AGAINST_LAST_YEAR:
        return _AGAINST_LAST_YEAR[TargetForm(figure.target_form)].format(**words)
    if figure.judged_level != figure.target_value:
        return text.FIGURE_AGAINST_PART.format(**words | {"target": target_text(figure, indicator)})
    template = _AGAINST_BOUND.get(TargetForm(figure.target_form), "") if figure.target_form else ""
    return (template or text.FIGURE_AGAINST_LEVEL).format(**words)


def _not_reported_sentence(figure: JudgedFigure, indicator: Indicator) -> str:
    target = target_text(figure, indicator)
    template = text.NOT_REPORTED_WITH_TARGET if target else text.NOT_REPORTED_WITHOUT_TARGET
    return template.format(target=target)
