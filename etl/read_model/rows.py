"""The rows of the read model for one indicator on one unit, as one reader sees them, made by the rules.

A row has a value or a reason why it has none, never both. Everything in it is made of what the view shows: so nothing that is
withheld can come into it by way of a change, an interval, a gap or a status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from data.schema import Attainment
from data.vocabulary import FOLLOW_UPS, Gender, MissingReason, Period, TargetForm
from etl.read_model.facts import TargetFact
from etl.read_model.series import FollowUp, Place, Series, follow_up_of
from etl.read_model.views import Shown, View, usable_figures
from etl.rules.attainment import status_against_kf_target, status_against_target, status_of_forecast
from etl.rules.change import change_since, difference, previous_follow_up
from etl.rules.figures import Figure, Judged, TargetFigure
from etl.rules.margin import (
    Interval,
    is_target_within_margin,
    is_within_margin,
    margin_of_change,
    margin_of_gap,
    margin_of_outcome,
)
from etl.rules.process_behaviour import judge_process, process_points
from etl.rules.remarkable import Remarkable, what_to_lift
from etl.rules.reporting import due_on

Row = dict[str, Any]
COLUMNS = tuple(column.name for column in Attainment.__table__.columns)
KEY = ("unit_id", "year", "period", "indicator_id", "gender")

_FOLLOWS_LAST_YEAR = (TargetForm.INCREASE, TargetForm.DECREASE)
_REMARKABLE = tuple(field.name for field in fields(Remarkable))


@dataclass(frozen=True)
class UnitIndicator:
    """One indicator on one unit, as one reader sees it. ``goals`` by year; ``reached`` by place, of the units below."""

    unit_id: int
    indicator_id: int
    is_example: bool
    series: Series
    view: View
    goals: Mapping[int, int | None]
    reached: Mapping[Place, tuple[int, int]]

    @cached_property
    def usable(self) -> dict[Gender, dict[Period, Shown]]:
        return usable_figures(self.view)

    @cached_property
    def figures(self) -> dict[Gender, dict[Period, Figure]]:
        return {gender: {period: shown.figure for period, shown in of.items()} for gender, of in self.usable.items()}

    def rows(self) -> Iterator[Row]:
        """In the order period, gender, with every column of ``attainment``."""
        follow_ups: dict[Period, FollowUp] = {}
        for period, gender in sorted(self.view):
            follow_up = follow_ups.setdefault(period, follow_up_of(self.series, period))
            yield _OneRow(self, follow_up, gender).row()

    def figure(self, period: Period, gender: Gender) -> tuple[Figure | None, int | None]:
        """What there is of another follow-up or gender: usable, withheld, or nothing, and its n."""
        shown = self.view.get((period, gender))
        if shown is None or (shown.figure.usable is None and shown.figure.missing is not MissingReason.WITHHELD):
            return None, None
        return shown.figure, shown.n


@dataclass(frozen=True)
class _OneRow:
    of: UnitIndicator
    follow_up: FollowUp
    gender: Gender

    def row(self) -> Row:
        of, period = self.of, self.follow_up.period
        row = {
            "unit_id": of.unit_id,
            "year": period.year,
            "period": period.kind.value,
            "indicator_id": of.indicator_id,
            "gender": self.gender.value,
            **self._outcome(),
            **self._against("target", self.follow_up.target, self._judged),
            "judged_limit": self._judged.judged_limit,
            **self._against("kf_target", self.follow_up.kf_target, self._kf_judged),
            **self._previous(),
            **self._year_ago(),
            **self._gap(),
            **self._forecast(),
            **self._process(),
            **self._below(),
            "goal_id": of.goals.get(period.year),
            "is_example": of.is_example,
        }
        return {**row, **self._remark(row)}

    # -- the outcome and what it is held against

    @cached_property
    def _shown(self) -> Shown:
        return self.of.view[self.follow_up.period, self.gender]

    @cached_property
    def _last_year(self) -> tuple[Figure | None, int | None]:
        return self.of.figure(self.follow_up.last_full_year, self.gender)

    @cached_property
    def _judged(self) -> Judged:
        return status_against_target(
            self._shown.figure,
            _figure(self.follow_up.target),
            self.of.series.rules,
            follow_up=self.follow_up.period.kind,
            gender=self.gender,
            last_year=self._last_year[0],
        )

    @cached_property
    def _kf_judged(self) -> Judged:
        return status_against_kf_target(
            self._shown.figure,
            _figure(self.follow_up.kf_target),
            self.of.series.rules,
            follow_up=self.follow_up.period.kind,
            gender=self.gender,
            last_year=self._last_year[0],
        )

    def _outcome(self) -> Row:
        shown = self._shown
        interval = margin_of_outcome(shown.figure, shown.n, self.of.series.rules)
        return {
            "value": shown.value,
            "n": shown.n,
            "missing": (shown.figure.missing or MissingReason.UNREADABLE).value if shown.value is None else None,
            "outcome_printed": shown.outcome.printed if shown.outcome is not None else "",
            "outcome_unit": shown.figure.unit,
            "outcome_id": shown.outcome.id if shown.outcome is not None else None,
            "due_on": due_on(self.follow_up.period, is_owed=shown.cell.is_promised),
            "interval_low": interval.low if interval is not None else None,
            "interval_high": interval.high if interval is not None else None,
            "is_withheld": shown.is_withheld,
            "is_aggregated": shown.cell.is_aggregated,
        }

    def _against(self, name: str, target: TargetFact | None, judged: Judged) -> Row:
        """``name``: ``target`` or ``kf_target``."""
        prefix = name.removesuffix("target")
        return {
            f"{name}_value": target.figure.value if target is not None else None,
            f"{name}_form": target.figure.form.value if target is not None else None,
            f"{name}_printed": target.printed if target is not None else "",
            f"{name}_id": target.id if target is not None else None,
            f"{prefix}status": judged.status.value,
            f"{prefix}status_reason": judged.reason.value,
            f"{prefix}judged_better": judged.judged_better.value if judged.judged_better is not None else None,
            f"{prefix}judged_level": judged.judged_level,
            f"{prefix}within_margin": self._within_margin(target, judged),
        }

    def _within_margin(self, target: TargetFact | None, judged: Judged) -> bool | None:
        if target is None:
            return None
        shown, (last_year, n_last_year) = self._shown, self._last_year
        return is_target_within_margin(
            *(shown.figure, shown.n, self.follow_up.period, target.figure, judged, self.of.series.rules),
            last_year=last_year,
            n_last_year=n_last_year,
        )

    # -- over time

    def _previous(self) -> Row:
        usable, follow_up = self.of.usable[self.gender], self.follow_up
        before = previous_follow_up(follow_up.period, usable, same_kind_only=follow_up.same_kind_only)
        return {
            "previous_value": usable[before].figure.value if before is not None else None,
            "previous_year": before.year if before is not None else None,
            "previous_period": before.kind.value if before is not None else None,
            **self._movement(before, "change", ""),
        }

    def _year_ago(self) -> Row:
        year_ago = self.follow_up.year_ago if self.follow_up.year_ago in self.of.usable[self.gender] else None
        earlier = self.of.usable[self.gender].get(self.follow_up.year_ago)
        return {
            "year_ago_value": earlier.figure.value if earlier is not None else None,
            **self._movement(year_ago, "year_ago", "_change"),
        }

    def _movement(self, before: Period | None, name: str, suffix: str) -> Row:
        usable, period, rules = self.of.usable[self.gender], self.follow_up.period, self.of.series.rules
        now, then = usable.get(period), usable[before] if before is not None else None
        change, interval = None, None
        if now is not None and then is not None and before is not None:
            change = change_since(now.figure, then.figure, rules)
            interval = margin_of_change(now.figure, now.n, period, then.figure, then.n, before, rules)
        return {f"{name}{suffix}": change.value if change is not None else None, **_margin(name, interval)}

    def _process(self) -> Row:
        follow_up, target = self.follow_up, self.follow_up.target
        points = process_points(
            self.of.figures[self.gender], follow_up.period, self.of.series.rules, is_annual=follow_up.is_annual
        )
        has_level = target is not None and target.figure.form not in _FOLLOWS_LAST_YEAR
        level = self._judged.judged_level if has_level else None
        behaviour = judge_process(points, target=level, better=self.of.series.rules.better)
        return {
            "variation": behaviour.variation.value if behaviour and behaviour.variation else None,
            "assurance": behaviour.assurance.value if behaviour and behaviour.assurance else None,
            "process_mean": behaviour.mean if behaviour else None,
            "process_low": behaviour.lower if behaviour else None,
            "process_high": behaviour.upper if behaviour else None,
        }

    # -- beside it

    def _remark(self, row: Row) -> Row:
        """Of totals that the unit itself has reported: what is added up hides what stands with the units below."""
        found = None
        if self.gender is Gender.T and not self._shown.cell.is_aggregated:
            found = what_to_lift(Remarkable(**{name: row[name] for name in _REMARKABLE}), self.of.series.rules.measure)
        kind, weight = found if found is not None else (None, None)
        return {"remark_kind": kind.value if kind is not None else None, "remark_weight": weight}

    def _gap(self) -> Row:
        if self.gender is not Gender.T or self._shown.is_masked:
            return {"gap": None, **_margin("gap", None)}
        rules, period = self.of.series.rules, self.follow_up.period
        women, men = (self.of.usable[gender].get(period) for gender in (Gender.K, Gender.M))
        if women is None or men is None:
            return {"gap": None, **_margin("gap", None)}
        interval = margin_of_gap(women.figure, women.n, men.figure, men.n, rules)
        return {"gap": difference(women.figure, men.figure, rules), **_margin("gap", interval)}

    def _forecast(self) -> Row:
        forecast = self.of.series.forecasts.get((self.follow_up.period, self.gender))
        if forecast is None or self._shown.is_masked:
            return {
                **{"forecast_value": None, "forecast_printed": ""},
                **{"forecast_status": None, "forecast_status_reason": None},
            }
        target, rules = _figure(self.follow_up.target), self.of.series.rules
        judged = status_of_forecast(forecast.figure, target, rules, gender=self.gender, last_year=self._last_year[0])
        return {
            "forecast_value": forecast.figure.usable,
            "forecast_printed": forecast.printed,
            "forecast_status": judged.status.value,
            "forecast_status_reason": judged.reason.value,
        }

    def _below(self) -> Row:
        cell = self._shown.cell
        is_parent = cell.units_total is not None
        reached, judged = self.of.reached.get((self.follow_up.period, self.gender), (0, 0))
        tells = is_parent and not self._shown.is_masked
        return {
            "units_reached": reached if tells else None,
            "units_judged": judged if tells else None,
            "units_reported": cell.units_reported,
            "units_total": cell.units_total,
        }


def in_order(row: Row) -> tuple[int, int, int, int, str]:
    """By unit, indicator, follow-up and gender."""
    kinds = [kind.value for kind in FOLLOW_UPS]
    return row["unit_id"], row["indicator_id"], row["year"], kinds.index(row["period"]), row["gender"]


def _figure(target: TargetFact | None) -> TargetFigure | None:
    return target.figure if target is not None else None


def _margin(name: str, interval: Interval | None) -> Row:
    return {
        f"{name}_low": interval.low if interval is not None else None,
        f"{name}_high": interval.high if interval is not None else None,
        f"{name}_within_margin": is_within_margin(interval, 0.0),
    }
