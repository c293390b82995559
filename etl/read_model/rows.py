"""The rows of the read model for one unit, made out of its facts by the rules.

A row stands for every follow-up that the unit's plan promises (totalt) and for every outcome that was reported. A row
has a value or a reason why it has none, never both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from data.schema import Attainment
from data.vocabulary import Gender, MissingReason
from etl.read_model.facts import Definition, OutcomeFact, TargetFact, UnitFacts
from etl.read_model.series import FollowUp, Series, follow_ups, series_of
from etl.rules.attainment import status_against_kf_target, status_against_target, status_of_forecast
from etl.rules.change import change_since, previous_follow_up
from etl.rules.figures import Figure, TargetFigure
from etl.rules.precedence import latest_reported
from etl.rules.reporting import as_reported

Row = dict[str, Any]
COLUMNS = tuple(column.name for column in Attainment.__table__.columns)

_NO_FORECAST: Row = {
    "forecast_value": None,
    "forecast_printed": "",
    "forecast_status": None,
    "forecast_status_reason": None,
}
_NOT_COMPUTED_YET: Row = {"interval_low": None, "interval_high": None, "within_margin": None, "is_aggregated": False}
"""Columns whose rules have their place but are not written: margins of error, and adding up over units."""


def rows_of(unit: UnitFacts, definitions: dict[int, Definition], as_of: dt.date) -> Iterator[Row]:
    """The unit's rows in the order indicator, period, gender, with every column of ``attainment``."""
    for indicator_id in sorted(unit.indicators):
        series = series_of(unit.indicators[indicator_id], definitions[indicator_id])
        for follow_up, genders in follow_ups(series):
            for gender in genders:
                yield {
                    "unit_id": unit.unit_id,
                    "year": follow_up.period.year,
                    "period": follow_up.period.kind.value,
                    "indicator_id": indicator_id,
                    "gender": gender.value,
                    "goal_id": follow_up.goal_id,
                    "is_example": unit.is_example,
                    **_judged(series, follow_up, gender, as_of),
                    **_history(series, follow_up, gender),
                    **_NOT_COMPUTED_YET,
                }


def _judged(series: Series, follow_up: FollowUp, gender: Gender, as_of: dt.date) -> Row:
    """The outcome, the two targets and the forecast, with the status of each."""
    period, target, kf_target = follow_up.period, follow_up.target, follow_up.kf_target
    outcome = series.outcomes.get((period, gender))
    figure = as_reported(outcome.figure if outcome is not None else None, period, as_of)
    last_year = series.usable[gender].get(follow_up.last_full_year)
    judged = status_against_target(
        figure, _figure(target), series.rules, follow_up=period.kind, gender=gender, last_year=last_year
    )
    kf_judged = status_against_kf_target(
        figure, _figure(kf_target), series.rules, follow_up=period.kind, gender=gender, last_year=last_year
    )
    return {
        **_outcome_part(outcome, figure),
        **_target_part("target", target),
        "status": judged.status.value,
        "status_reason": judged.reason.value,
        "judged_better": judged.judged_better.value if judged.judged_better is not None else None,
        "judged_level": judged.judged_level,
        **_target_part("kf_target", kf_target),
        "kf_status": kf_judged.status.value,
        "kf_status_reason": kf_judged.reason.value,
        **_forecast_part(series, follow_up, gender, last_year),
    }


def _outcome_part(outcome: OutcomeFact | None, figure: Figure) -> Row:
    """What is withheld stays in the store for those who may see it: neither its number nor its print comes into a row."""
    value = _shown(figure)
    is_withheld = figure.missing is MissingReason.WITHHELD
    hides_a_value = is_withheld and figure.value is not None
    return {
        "value": value,
        "missing": (figure.missing or MissingReason.UNREADABLE).value if value is None else None,
        "n": outcome.n if outcome is not None and not hides_a_value else None,
        "outcome_printed": outcome.printed if outcome is not None and not hides_a_value else "",
        "outcome_id": outcome.id if outcome is not None else None,
        "is_withheld": is_withheld,
    }


def _shown(figure: Figure) -> float | None:
    """The number to show: a doubtful one is shown and not judged; one with a reason for missing is not shown."""
    return Figure(figure.value, figure.unit, figure.missing).usable if figure.is_doubtful else figure.usable


def _figure(target: TargetFact | None) -> TargetFigure | None:
    return target.figure if target is not None else None


def _target_part(name: str, target: TargetFact | None) -> Row:
    return {
        f"{name}_value": target.figure.value if target is not None else None,
        f"{name}_form": target.figure.form.value if target is not None else None,
        f"{name}_printed": target.printed if target is not None else "",
        f"{name}_id": target.id if target is not None else None,
    }


def _forecast_part(series: Series, follow_up: FollowUp, gender: Gender, last_year: Figure | None) -> Row:
    forecast = latest_reported(series.facts.forecasts.get((follow_up.period, gender), ()))
    if forecast is None:
        return _NO_FORECAST
    judged = status_of_forecast(forecast.figure, _figure(follow_up.target), series.rules, gender=gender, last_year=last_year)
    return {
        "forecast_value": _shown(forecast.figure),
        "forecast_printed": forecast.printed,
        "forecast_status": judged.status.value,
        "forecast_status_reason": judged.reason.value,
    }


def _history(series: Series, follow_up: FollowUp, gender: Gender) -> Row:
    """The earlier outcomes that this one is held beside, and the movement since."""
    usable = series.usable[gender]
    now = usable.get(follow_up.period)
    before = previous_follow_up(follow_up.period, usable, same_kind_only=follow_up.same_kind_only)
    previous = usable[before] if before is not None else None
    year_ago = usable.get(follow_up.year_ago)
    change = change_since(now, previous, series.rules)
    year_ago_change = change_since(now, year_ago, series.rules)
    return {
        "previous_value": previous.value if previous is not None else None,
        "previous_year": before.year if before is not None else None,
        "previous_period": before.kind.value if before is not None else None,
        "change": change.value if change is not None else None,
        "year_ago_value": year_ago.value if year_ago is not None else None,
        "year_ago_change": year_ago_change.value if year_ago_change is not None else None,
    }
