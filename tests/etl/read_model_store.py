"""A small store in memory, told as a controller would tell it: which documents came, and what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, event, insert, select, update
from sqlalchemy.pool import StaticPool

from data import schema
from data.vocabulary import Gender, Period, PeriodKind, TargetForm, TargetKind
from etl.read_model import expected_rows, rebuild
from etl.rules.precedence import target_valid_from

TODAY = dt.date(2024, 2, 1)
"""The day on which the stories are judged unless they say otherwise: the annual report of 2023 is due."""


class Story:
    """Documents of units, loaded one after another; every call adds rows to the store."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def unit(self, name: str, **columns: Any) -> int:
        return self._insert(schema.Unit, slug=name.casefold(), name=name, kind="enhet", **columns)

    def indicator(self, name: str, **columns: Any) -> int:
        return self._insert(schema.Indicator, slug=name.casefold(), name=name, short_name=name, **columns)

    def goal(self, title: str) -> int:
        return self._insert(schema.Goal, key=title, level="kf_mal", programme="2023-2026", title=title)

    def document(self, unit_id: int, printed_period: str) -> Report:
        """A plan or report of a unit, loaded now: ``VP 2023``."""
        return Report(self, unit_id, Period.from_code(printed_period))

    def end(self, table: type[schema.Fact], fact_id: int) -> None:
        """A later load takes the fact out of force."""
        load = self._insert(schema.Load, finished_at=dt.datetime(2024, 1, 1), what="ändring")
        self.connection.execute(update(table).where(table.id == fact_id).values(ended_load_id=load))

    def rebuild(self, unit_ids: list[int] | None = None, as_of: dt.date = TODAY, **options: Any) -> int:
        return rebuild(self.connection, unit_ids, as_of, **options)

    def rows(self) -> list[dict[str, Any]]:
        """The read model as it stands in the store, in the order of ``expected_rows``."""
        table = schema.Attainment.__table__
        rows = [dict(row) for row in self.connection.execute(select(table)).mappings()]
        order = {kind.value: kind.order for kind in PeriodKind}
        return sorted(
            rows, key=lambda row: (row["unit_id"], row["indicator_id"], row["year"], order[row["period"]], row["gender"])
        )

    def targets(self) -> list[Any]:
        return list(self.connection.execute(select(schema.Target.id)))

    def expected(self, as_of: dt.date = TODAY) -> list[dict[str, Any]]:
        return list(expected_rows(self.connection, None, as_of))

    def row(self, printed_period: str, gender: Gender = Gender.T, as_of: dt.date = TODAY) -> dict[str, Any]:
        """The one row of a period and gender, after all has been judged; KeyError when there is none."""
        self.rebuild(as_of=as_of)
        found = {(f"{row['period']} {row['year']}", row["gender"]): row for row in self.rows()}
        return found[printed_period, gender]

    def periods(self, gender: Gender = Gender.T, as_of: dt.date = TODAY) -> list[str]:
        """The periods that have a row."""
        self.rebuild(as_of=as_of)
        return [f"{row['period']} {row['year']}" for row in self.rows() if row["gender"] == gender]

    def _insert(self, table: Any, **columns: Any) -> int:
        key = self.connection.execute(insert(table).values(**columns)).inserted_primary_key
        assert key is not None
        return int(key[0])


class Report:
    """One document with its load. What it says is chained: ``story.document(…).follows(…).target(…, 9.5)``."""

    def __init__(self, story: Story, unit_id: int, period: Period) -> None:
        self.story, self.unit_id, self.period = story, unit_id, period
        self.load_id = story._insert(schema.Load, finished_at=dt.datetime(2024, 1, 1), what=str(period))
        self.id = story._insert(
            schema.SourceDocument,
            document_key=f"{unit_id} {period}",
            load_id=self.load_id,
            file_name=f"{period}.txt",
            sha256=str(self.load_id),
            origin="document",
            kind=period.kind,
            year=period.year,
            unit_id=unit_id,
        )
        self.fact_ids: list[int] = []

    def follows(self, indicator_id: int, periodicity: str | None = "Tertial", goal_id: int | None = None) -> Report:
        return self._fact(schema.FollowedUnder, indicator_id, "", year=self.period.year, periodicity=periodicity, goal_id=goal_id)

    def target(
        self,
        indicator_id: int,
        value: float | None,
        unit: str = "%",
        *,
        form: TargetForm = TargetForm.LEVEL,
        kind: TargetKind = TargetKind.ARSMAL,
        is_doubtful: bool = False,
    ) -> Report:
        return self._fact(
            schema.Target,
            indicator_id,
            f"{value} {unit}",
            year=self.period.year,
            kind=kind,
            form=form,
            value=value,
            unit_printed=unit,
            valid_from=target_valid_from(self.period),
            is_doubtful=is_doubtful,
        )

    def outcome(
        self,
        indicator_id: int,
        value: float | None,
        unit: str = "%",
        *,
        of: str = "",
        gender: Gender = Gender.T,
        n: int | None = None,
        missing: str | None = None,
        is_doubtful: bool = False,
    ) -> Report:
        """An outcome of the document's own period, or of the period named by ``of``."""
        concerns = Period.from_code(of) if of else self.period
        return self._fact(
            schema.Outcome,
            indicator_id,
            f"{value} {unit}",
            year=concerns.year,
            period=concerns.kind,
            gender=gender,
            value=value,
            n=n,
            missing=missing,
            unit_printed=unit,
            is_doubtful=is_doubtful,
            reported_year=self.period.year,
            reported_period=self.period.kind,
        )

    def forecast(self, indicator_id: int, value: float | None, unit: str = "%", gender: Gender = Gender.T) -> Report:
        return self._fact(
            schema.Forecast,
            indicator_id,
            f"{value} {unit}",
            year=self.period.year,
            period=self.period.kind,
            gender=gender,
            value=value,
            unit_printed=unit,
        )

    def _fact(self, table: type[schema.Fact], indicator_id: int, printed: str, **columns: Any) -> Report:
        columns |= {"source_document_id": self.id, "load_id": self.load_id, "locator": "rad 1", "printed": printed}
        columns |= {"unit_id": self.unit_id, "indicator_id": indicator_id}
        self.fact_ids.append(self.story._insert(table, **columns))
        return self


@contextmanager
def empty_story() -> Iterator[Story]:
    """A fresh store that checks its foreign keys, within one transaction."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
    try:
        with engine.begin() as connection:
            schema.Base.metadata.create_all(connection)
            yield Story(connection)
    finally:
        engine.dispose()
