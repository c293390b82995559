"""A store of generated figures in which everything odd that the rules speak of happens, and often."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import Connection, create_engine, insert
from sqlalchemy.pool import StaticPool

from data import schema
from data.vocabulary import (
    FOLLOW_UPS,
    Aggregate,
    Better,
    Gender,
    Judgement,
    Measure,
    MeasuredOver,
    MissingReason,
    Period,
    PeriodKind,
    TargetForm,
    TargetKind,
)
from etl.rules.precedence import target_valid_from

DOCUMENTS = (PeriodKind.VP, *FOLLOW_UPS)
TRAPS = (0.1 + 0.2, 87.3, 87.30000001, 1 / 3, -0.0, -87.3, 5e-324, 1.7e308)
"""Numbers that binary floats and whole numbers of 64 bits come off badly with."""


@dataclass
class OddStore:
    """Rows of every table, drawn at random; ``units`` right below each of the departments."""

    chance: random.Random
    departments: int = 3
    units: int = 4
    indicators: int = 14
    years: tuple[int, ...] = (2019, 2020, 2021, 2022, 2023)
    few: float = 0.01
    """How large a part of the numbers of respondents is too small."""
    rows: dict[Any, list[dict[str, Any]]] = field(default_factory=dict)
    _said: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)
    """What each series said last, for next year's report to repeat."""
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def fill(self, connection: Connection) -> int:
        """Gives the number of outcomes."""
        self._add_organisation()
        self._add_indicators()
        self._add_goals()
        for unit in self.rows[schema.Unit]:
            for year in self.years:
                self._add_year(unit, year)
        tables = (schema.Load, schema.Unit, schema.Indicator, schema.Goal, schema.SourceDocument, schema.PlanGoal)
        for table in (*tables, schema.FollowedUnder, schema.Target, schema.Outcome, schema.Forecast, schema.StatedJudgement):
            if self.rows.get(table):
                connection.execute(insert(table), self.rows[table])
        return len(self.rows.get(schema.Outcome, ()))

    def _add(self, table: Any, **columns: Any) -> int:
        id_ = next(self._ids)
        self.rows.setdefault(table, []).append({"id": id_, **columns})
        return id_

    def _add_organisation(self) -> None:
        def unit(kind: str, parent: int | None, **columns: Any) -> int:
            number = len(self.rows.get(schema.Unit, ())) + 1
            blank = {"valid_from": None, "valid_to": None, "is_example": False}
            values = {"slug": f"enhet-{number}", "name": f"Enhet {number}", "kind": kind, "parent_id": parent}
            return self._add(schema.Unit, **values, **blank | columns)

        city = unit("stad", None)
        for _ in range(2):
            district = unit("forvaltning", city)
            for _ in range(self.departments):
                department = unit("avdelning", district)
                for _ in range(self.units):
                    closed = self.chance.random() < 0.1
                    days = {"valid_from": dt.date(2020, 7, 1), "valid_to": dt.date(2022, 6, 30)} if closed else {}
                    unit("enhet", department, **days)
        unit("enhet", None, is_example=True)

    def _add_indicators(self) -> None:
        one_of = self.chance.choice
        for number in range(self.indicators):
            measure = one_of([*Measure, Measure.SHARE, Measure.SHARE, None])
            self._add(
                schema.Indicator,
                **{"slug": f"indikator-{number}", "name": f"Indikator {number}", "short_name": "", "measure": measure},
                unit_of_measure={Measure.SHARE: "%", Measure.AMOUNT: "mnkr"}.get(measure or Measure.INDEX, one_of(["", "st"])),
                better=one_of([*Better, *Better, None]),
                periodicity=one_of(["Tertial", "Tertial", "År", None]),
                tolerance_pct=one_of([None, None, 0.0, 5.0, 12.5]),
                accumulates=measure is Measure.COUNT and self.chance.random() < 0.5,
                measured_over=one_of([None, *MeasuredOver, MeasuredOver.OWN_PERIOD]),
                aggregate=one_of([*Aggregate, Aggregate.WEIGHTED_MEAN]),
                min_group=one_of([None, None, 0, 5]),
                is_sensitive=self.chance.random() < 0.15,
                kf_target_is_local=self.chance.random() < 0.8,
                n_is_denominator=self.chance.random() < 0.85,
                decimals=(0, 1, 0, 3)[number % 4],
                is_draft=self.chance.random() < 0.1,
            )

    def _add_goals(self) -> None:
        for number in range(8):
            level = "kf_mal" if number < 5 else "enhetsmal"
            self._add(schema.Goal, key=f"mal-{number}", level=level, programme="2023-2026", title=f"Mål {number}")

    def _add_year(self, unit: dict[str, Any], year: int) -> None:
        is_parent = unit["kind"] != "enhet"
        followed = [each for each in self.rows[schema.Indicator] if self.chance.random() < (0.15 if is_parent else 0.85)]
        for kind in DOCUMENTS:
            if self.chance.random() < 0.9 and followed:
                for _ in range(1 + (self.chance.random() < 0.05)):
                    self._add_document(unit, Period(year, kind), followed)

    def _add_document(self, unit: dict[str, Any], period: Period, followed: list[dict[str, Any]]) -> None:
        load = self._add(schema.Load, finished_at=dt.datetime(2024, 1, 1), what=str(period))
        document = self._add(
            schema.SourceDocument,
            **{
                "document_key": f"{unit['id']} {period} {load}",
                "load_id": load,
                "file_name": "",
                "sha256": "",
                "origin": "document",
            },
            **{"kind": self.chance.choice([period.kind] * 30 + ["källa"]), "year": period.year, "unit_id": unit["id"]},
        )
        ended = load if self.chance.random() < 0.02 else None
        fact = {
            "source_document_id": document,
            "load_id": load,
            "ended_load_id": ended,
            "locator": "rad 1",
            "unit_id": unit["id"],
        }
        for indicator in followed:
            of = fact | {"indicator_id": indicator["id"], "year": period.year}
            self._add_promise(of, period)
            for kind in TargetKind:
                if self.chance.random() < (0.9 if period.kind is PeriodKind.VP else 0.3):
                    self._add_target(of, period, kind, indicator)
            if period.kind is not PeriodKind.VP:
                self._add_outcomes(of, period, indicator)
        self._add_tree(fact | {"year": period.year})
        for goal in self.rows[schema.Goal]:
            if self.chance.random() < 0.1:
                said = self.chance.choice([*Judgement, None])
                stated = {"goal_id": goal["id"], "year": period.year, "period": period.kind, "judgement": said}
                self._add(schema.StatedJudgement, **fact, printed="", **stated)

    def _add_tree(self, of: dict[str, Any]) -> None:
        """Which goal stands over which: most goals somewhere, some in a circle, each document with a mind of its own."""
        goals = [goal["id"] for goal in self.rows[schema.Goal]]
        for order, goal in enumerate(goals):
            if self.chance.random() < 0.2:
                above = self.chance.choice([*goals, None])
                self._add(schema.PlanGoal, **of, printed="", goal_id=goal, parent_goal_id=above, sort_order=order)

    def _add_promise(self, of: dict[str, Any], period: Period) -> None:
        goals = [goal["id"] for goal in self.rows[schema.Goal]]
        goal = goals[of["indicator_id"] % 5] if self.chance.random() < 0.95 else self.chance.choice(goals)
        periodicity = self.chance.choice(["Tertial"] * 8 + ["År", None])
        if period.kind is PeriodKind.VP or self.chance.random() < 0.3:
            named = goal if self.chance.random() < 0.9 else None
            self._add(schema.FollowedUnder, **of, printed="", goal_id=named, periodicity=periodicity)

    def _add_target(self, of: dict[str, Any], period: Period, kind: TargetKind, indicator: dict[str, Any]) -> None:
        form = self.chance.choice([TargetForm.LEVEL] * 12 + list(TargetForm))
        has_value = form in (TargetForm.LEVEL, TargetForm.MAX, TargetForm.MIN) and self.chance.random() < 0.98
        value = self.chance.choice([0.0, 50.0, 80.0, 9.5, 33.3, *[self._value(indicator)] * 2, *TRAPS]) if has_value else None
        self._add(
            schema.Target,
            **of,
            **{"printed": f"mål {value}", "kind": kind, "form": form, "value": value, "unit_printed": self._unit(indicator)},
            valid_from=target_valid_from(period),
            is_doubtful=self.chance.random() < 0.02,
        )

    def _add_outcomes(self, of: dict[str, Any], period: Period, indicator: dict[str, Any]) -> None:
        genders = [Gender.T] if self.chance.random() < 0.3 else list(Gender)
        for gender in genders:
            if self.chance.random() < 0.04:
                continue
            concerned = period
            if self.chance.random() < 0.05:
                concerned = Period(period.year - 1, period.kind)
            reported = {"reported_year": period.year, "reported_period": period.kind}
            said = {"unit_printed": self._unit(indicator), **self._outcome(indicator)}
            about = {"year": concerned.year, "period": concerned.kind, "gender": gender}
            self._add(schema.Outcome, **of | about, **reported, **said)
            series = (of["unit_id"], of["indicator_id"], gender, period.kind)
            if (earlier := self._said.get(series)) and self.chance.random() < 0.2:
                self._add(schema.Outcome, **of | earlier | {"n": None}, **reported)
            self._said[series] = about | said
        if period.kind is not PeriodKind.VB and self.chance.random() < 0.5:
            gender, value = self.chance.choice([Gender.T] * 4 + [Gender.K]), self._value(indicator)
            value = 3.0 if self.chance.random() < 2 * self.few else value
            shown = value if self.chance.random() < 0.95 else None
            printed = {"printed": f"prognos {value}", "unit_printed": self._unit(indicator)}
            self._add(schema.Forecast, **of, period=period.kind, gender=gender, value=shown, **printed)

    def _outcome(self, indicator: dict[str, Any]) -> dict[str, Any]:
        value: float | None = self._value(indicator)
        missing = None
        if self.chance.random() < 0.04:
            missing = self.chance.choice([*MissingReason, None])
            value = value if missing in (MissingReason.DOUBTFUL, MissingReason.WITHHELD) and self.chance.random() < 0.5 else None
        elif self.chance.random() < 0.01:
            value = self.chance.choice([float("inf"), -5.0, 104.2, 1e17, 3.14159265358, *TRAPS])
        n = self.chance.choice([None, *[self.chance.randint(10, 400)] * 9])
        if self.chance.random() < self.few:
            n = self.chance.randint(-1, 9)
        return {"printed": str(value), "value": value, "missing": missing, "n": n, "is_doubtful": self.chance.random() < 0.01}

    def _value(self, indicator: dict[str, Any]) -> float:
        if indicator["measure"] is Measure.COUNT or indicator["is_sensitive"]:
            return float(self.chance.choice([self.chance.randint(20, 300), self.chance.randint(20, 60)]))
        return self.chance.choice(
            [0.0, 100.0, 50.0, *[self.chance.randint(0, 1000) / 10] * 12, self.chance.randint(0, 9999) / 100]
        )

    def _unit(self, indicator: dict[str, Any]) -> str:
        printed = indicator["unit_of_measure"]
        return str(self.chance.choice([printed] * 60 + ["", "procent", "tkr", "personer"]))


@contextmanager
def odd_store(seed: int, **size: Any) -> Iterator[tuple[Connection, int]]:
    """A store in memory with these figures, and how many outcomes it has."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            schema.Base.metadata.create_all(connection)
            yield connection, OddStore(random.Random(seed), **size).fill(connection)
    finally:
        engine.dispose()
