"""One indicator of a unit: its finding, the facts beside its chart, its table and its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import text
from app.addresses import indicator_anchor
from app.answers.comments import Comment
from app.answers.documents import Source
from app.answers.figures import DetailedFigure, HistoryFigure, Indicator
from app.numbers import distance, number, telling_decimals
from app.presenters.added_up import added_up_fact, added_up_sentence
from app.presenters.bullet import bullet_of
from app.presenters.certainty import certainty_of_change, margin_fact, process_fact
from app.presenters.comments import comment_view
from app.presenters.development import development_of
from app.presenters.judgement import JUDGED, amount, decimals_of, goal_text, status_sentence, target_text
from app.presenters.periods import previous_period
from app.presenters.status import status_view
from app.slides.model import SlideKind, SlideRef
from app.views import IndicatorView, LabelledFact, TableTwin, UnitBelow
from data.vocabulary import KOLADA, Better, Change, Gender, Measure, Period, PeriodKind, StatusReason

_TOLD_APART = 1e-9


@dataclass(frozen=True, slots=True)
class IndicatorInput:
    """What the page knows of one indicator: its figures by gender, its analyses, and where outcome and target stand.

    With a ``history`` its development is shown; else ``development_href`` is where it can be seen.
    """

    indicator: Indicator
    figures: Mapping[str, DetailedFigure]
    period: Period
    unit_name: str
    analyses: Sequence[str] = ()
    outcome_source: Source | None = None
    target_source: Source | None = None
    history: Sequence[HistoryFigure] = ()
    development_href: str = ""
    below: Sequence[UnitBelow] = ()
    today: dt.date | None = None
    unit_slug: str = ""
    comments: Sequence[Comment] = ()
    comments_href: str = ""


def indicator_view(asked: IndicatorInput) -> IndicatorView:
    """The indicator as it is to be shown; its figures hold one for totalt."""
    total, indicator = asked.figures[Gender.T], asked.indicator
    return IndicatorView(
        anchor=indicator_anchor(indicator.slug),
        name=indicator.name,
        short_name=indicator.short_name or indicator.name,
        description=indicator.description,
        status=status_view(total.status),
        finding=_finding(total, asked),
        bullet=bullet_of(dict(asked.figures), indicator),
        facts=_facts(total, asked),
        analyses=tuple(asked.analyses),
        source=_source(asked),
        table=_table(asked),
        printed=_printed(total, asked),
        below=tuple(asked.below),
        development=development_of(asked.history, indicator, asked.unit_name) if asked.history else None,
        development_href=asked.development_href,
        slide=_slide(SlideKind.FIGURE, asked),
        development_slide=_slide(SlideKind.DEVELOPMENT, asked),
        comments=tuple(map(comment_view, asked.comments)),
        comments_href=asked.comments_href,
    )


def _slide(kind: SlideKind, asked: IndicatorInput) -> str:
    """The chart as a slide; empty where the unit has no address."""
    return str(SlideRef(kind, asked.unit_slug, asked.indicator.slug, asked.period)) if asked.unit_slug else ""


def _finding(total: DetailedFigure, asked: IndicatorInput) -> str:
    """Why the status is what it is; of what is late also since when, of what is added up how many units reach their target."""
    if total.is_aggregated:
        return added_up_sentence(total, asked.indicator)
    said = status_sentence(total, asked.indicator, asked.period)
    if total.status_reason != StatusReason.NOT_REPORTED or total.due_on is None:
        return said
    if asked.today is None or asked.today <= total.due_on:
        return f"{said} {text.LATE_TODAY.format(date=total.due_on.isoformat())}"
    days = text.counted(number((asked.today - total.due_on).days), text.DAY_ONE, text.DAY_MANY)
    return f"{said} {text.LATE.format(date=total.due_on.isoformat(), days=days)}"


def _facts(total: DetailedFigure, asked: IndicatorInput) -> tuple[LabelledFact, ...]:
    indicator = asked.indicator
    said = (
        *_earlier(total, asked),
        _forecast(total, indicator),
        _kf(total, indicator),
        _limit(total, indicator),
        margin_fact(total, indicator) or _n(total, indicator),
        process_fact(total),
        added_up_fact(total),
    )
    return tuple(fact for fact in said if fact is not None)


def _limit(total: DetailedFigure, indicator: Indicator) -> LabelledFact | None:
    """How far a missed target still counts as partly reached, in as many decimals as that level needs."""
    if total.judged_limit is None or total.status_reason not in (StatusReason.WITHIN_TOLERANCE, StatusReason.MISSED):
        return None
    decimals = telling_decimals((total.judged_limit, total.value), decimals_of(total, indicator))
    is_rounded = abs(round(total.judged_limit, decimals) - total.judged_limit) > _TOLD_APART
    template = text.LIMIT_UP if total.judged_better == Better.LOWER else text.LIMIT_DOWN
    limit = amount(total.judged_limit, indicator, decimals + 1 if is_rounded else decimals)
    return LabelledFact(text.FACT_LIMIT, template.format(limit=limit))


def _earlier(total: DetailedFigure, asked: IndicatorInput) -> list[LabelledFact]:
    """The nearest earlier outcome, and the one a year ago where that is another."""
    facts = []
    period = previous_period(total)
    year_ago = Period(asked.period.year - 1, asked.period.kind)
    if period is not None and total.previous_value is not None:
        facts.append(
            LabelledFact(
                text.period_code(period),
                _moved(total.previous_value, total, total.change, asked.indicator, total.change_within_margin),
            )
        )
    if total.year_ago_value is not None and period != year_ago:
        moved = _moved(total.year_ago_value, total, total.year_ago_change, asked.indicator, total.year_ago_within_margin)
        facts.append(LabelledFact(text.period_code(year_ago), moved))
    return facts


def _moved(earlier: float, total: DetailedFigure, change: str | None, indicator: Indicator, within_margin: bool | None) -> str:
    decimals = decimals_of(total, indicator)
    value = amount(earlier, indicator, decimals)
    if change is None or total.value is None:
        return value
    if change == Change.UNCHANGED:
        return text.CHANGE_SAME.format(value=value)
    moved = text.CHANGE_MOVED.format(
        value=value,
        arrow=text.ARROW_UP if total.value > earlier else text.ARROW_DOWN,
        distance=distance(total.value, earlier, decimals, indicator.unit_of_measure),
        word=text.CHANGE_WORD[Change(change)],
    )
    return moved + certainty_of_change(within_margin, total.interval_low is not None)


def _forecast(total: DetailedFigure, indicator: Indicator) -> LabelledFact | None:
    if total.forecast_value is None and not total.forecast_printed:
        return None
    words = total.forecast_printed
    if total.forecast_value is not None:
        words = amount(total.forecast_value, indicator, decimals_of(total, indicator))
    judged = total.forecast_status if total.forecast_status_reason in JUDGED else None
    return LabelledFact(text.FACT_FORECAST, words, status_view(judged) if judged else None)


def _kf(total: DetailedFigure, indicator: Indicator) -> LabelledFact | None:
    """KF:s årsmål with a status of its own; delegated is said, and a level for the whole city is said not to be compared."""
    if total.kf_target_form is None:
        return None
    if total.kf_status_reason in JUDGED:
        goal = _kf_goal(total, indicator)
        return LabelledFact(text.FACT_KF, goal, status_view(total.kf_status))
    if total.kf_status_reason == StatusReason.TARGET_DELEGATED or total.kf_target_form == "delegated":
        return LabelledFact(text.FACT_KF, text.KF_DELEGATED)
    if total.kf_status_reason == StatusReason.NOT_COMPARABLE or not indicator.kf_target_is_local:
        return LabelledFact(text.FACT_KF, text.KF_WHOLE_CITY.format(printed=total.kf_target_printed))
    return LabelledFact(text.FACT_KF, _kf_goal(total, indicator))


def _kf_goal(total: DetailedFigure, indicator: Indicator) -> str:
    decimals = decimals_of(total, indicator)
    return goal_text(total.kf_target_value, total.kf_target_form, total.kf_target_printed, indicator, decimals)


def _n(total: DetailedFigure, indicator: Indicator) -> LabelledFact | None:
    """Respondents or cases; for a share it is said when nobody has told how many there were."""
    if total.value is None or (total.n is None and indicator.measure != Measure.SHARE):
        return None
    return LabelledFact(text.FACT_N, text.N_KNOWN.format(n=number(total.n)) if total.n is not None else text.N_UNKNOWN)


def _source(asked: IndicatorInput) -> str:
    outcome, target = asked.outcome_source, asked.target_source
    loaded = [source.loaded_on for source in (outcome, target) if source is not None]
    if not loaded:
        return text.ADDED_UP_SOURCE if asked.figures[Gender.T].is_aggregated else text.SOURCE_UNKNOWN
    if outcome is not None and target is not None and _is_same_place(outcome, target):
        parts = [_source_text(text.SOURCE_BOTH, outcome)]
    else:
        pairs = ((text.SOURCE_OUTCOME, outcome), (text.SOURCE_TARGET, target))
        parts = [_source_text(template, source) for template, source in pairs if source is not None]
    return text.LINE_BREAK_DOT.join([*parts, text.UPDATED.format(date=max(loaded).isoformat())])


def _is_same_place(one: Source, other: Source) -> bool:
    return (one.kind, one.year, one.file_name, one.locator) == (other.kind, other.year, other.file_name, other.locator)


def _source_text(template: str, source: Source) -> str:
    """Kolada's figures bear its name, as its terms ask; every other stands in a document of the unit."""
    document = f"{text.DOCUMENT_KIND[PeriodKind(source.kind)]} {source.year}"
    return template.format(document=KOLADA if source.publisher == KOLADA else document, locator=source.locator)


def _printed(total: DetailedFigure, asked: IndicatorInput) -> tuple[str, ...]:
    """What stands in the sources, word for word, and in which file: the last step of the way back."""
    pairs = (
        (text.PRINTED_OUTCOME, total.outcome_printed, asked.outcome_source),
        (text.PRINTED_TARGET, total.target_printed, asked.target_source),
    )
    return tuple(
        template.format(printed=printed, file=source.file_name, locator=source.locator)
        for template, printed, source in pairs
        if printed and source is not None
    )


def _table(asked: IndicatorInput) -> TableTwin:
    rows = tuple(_table_row(asked.figures[gender], asked.indicator) for gender in Gender if gender in asked.figures)
    caption = text.TABLE_CAPTION.format(
        indicator=asked.indicator.name, unit=asked.unit_name, period=text.period_title(asked.period)
    )
    return TableTwin(caption, text.TABLE_HEAD, rows)


def _table_row(figure: DetailedFigure, indicator: Indicator) -> tuple[str, ...]:
    decimals = decimals_of(figure, indicator)

    def given(value: float | None) -> str:
        return amount(value, indicator, decimals) if value is not None else text.NOT_GIVEN

    period = previous_period(figure)
    return (
        text.GENDER_ROW[figure.gender],
        given(figure.value),
        number(figure.n) if figure.value is not None and figure.n is not None else text.NOT_GIVEN,
        target_text(figure, indicator) or text.NOT_GIVEN,
        status_view(figure.status).word,
        given(figure.previous_value) + (f" ({text.period_code(period)})" if period is not None else ""),
        given(figure.forecast_value),
    )
