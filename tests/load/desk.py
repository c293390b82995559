"""A controller's desk: a store, a few definitions, and documents as a reader gives them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from data.corrections import Corrections
from data.definitions import Definitions, IndicatorDefinition, ProgrammeDefinition, ProgrammeGoal, UnitDefinition
from data.schema import Attainment, Base, Finding, Indicator, Unit
from data.vocabulary import GoalLevel, Measure, Origin, Periodicity, UnitKind
from etl.loading import Given, LoadReport, load
from etl.readers import records
from etl.sources import Source

TODAY = dt.date(2024, 6, 1)
AXELSBERG = "Axelsbergs vård- och omsorgsboende"
PILTRADET = "Pilträdets servicehus"
CHECKED = dt.date(2024, 1, 1)


def indicator_definition(
    slug: str, name: str, measure: Measure = Measure.SHARE, unit: str = "%", **more: Any
) -> IndicatorDefinition:
    values: dict[str, Any] = {
        "short_name": slug[:20],
        "description": "Vad den mäter.",
        "why": "Därför.",
        "source": "enkät",
        "better": "higher",
    }
    return IndicatorDefinition(
        slug=slug,
        name=name,
        measure=measure,
        unit_of_measure=unit,
        **(values | {"periodicity": Periodicity.AR, "set_by": "kf", "checked_on": CHECKED} | more),
    )


def unit_definition(
    slug: str, name: str, kind: UnitKind = UnitKind.ENHET, parent: str | None = "district", **more: Any
) -> UnitDefinition:
    return UnitDefinition(slug=slug, name=name, kind=kind, parent=parent, **more)


def definitions(
    *, indicators: Sequence[IndicatorDefinition] = (), units: Sequence[UnitDefinition] = (), sha256: str = "1"
) -> Definitions:
    """The definitions of a small district, and more."""
    goals = (
        ProgrammeGoal(level=GoalLevel.KF_INRIKTNINGSMAL, number="1", title="En stad för alla"),
        ProgrammeGoal(level=GoalLevel.KF_MAL, number="1.5", title="Äldre har en trygg tillvaro", parent_number="1"),
    )
    return Definitions(
        indicators=(
            indicator_definition("sjukfranvaro", "Sjukfrånvaro", better="lower", periodicity=Periodicity.TERTIAL),
            indicator_definition("nojda", "Andelen nöjda omsorgstagare", other_names=("Andel nöjda omsorgstagare",)),
            indicator_definition("feriejobb", "Antal platser för feriejobb", Measure.COUNT, "platser"),
            indicator_definition(
                "klimat", "Klimatpåverkan från måltider", Measure.AMOUNT, "kg CO2 per kg livsmedel", better="lower"
            ),
            *indicators,
        ),
        units=(
            unit_definition("stad", "Staden", UnitKind.STAD, None),
            unit_definition("district", "Stadsdelsförvaltningen", UnitKind.FORVALTNING, "stad"),
            unit_definition("axelsberg", AXELSBERG, other_names=("Axelsberg",)),
            unit_definition("piltradet", PILTRADET),
            *units,
        ),
        programmes=(
            ProgrammeDefinition(
                name="2019–2022", first_year=2019, last_year=2022, source="budget", checked_on=CHECKED, goals=goals
            ),
        ),
        sha256=sha256,
    )


# -- documents as a reader gives them

KF_GOAL = records.Goal("kf_mal", "1.5", "Äldre har en trygg tillvaro", "", 20, "1.5 Äldre har en trygg tillvaro")
UNIT_GOAL = records.Goal(
    "enhetsmal", "", "Vi erbjuder insatser med hög kvalitet", "Uppfylls helt", 60, "Vi erbjuder insatser med hög kvalitet"
)


def document(unit: str = AXELSBERG, kind: str = "VB", year: int | str = 2020, line: int = 1) -> records.Document:
    return records.Document(unit, kind, str(year), f"{kind} {year} för {unit}" if unit else "", line)


def row(name: str, line: int, goal: records.Goal = KF_GOAL, **cells: Any) -> records.Indicator:
    """``row("Sjukfrånvaro", 30, outcome="4,8 %", target="7,5 %")``."""
    return records.Indicator(goal=goal.printed, name=name, line=line, **cells)


def annual_report(*rows: records.Record, unit: str = AXELSBERG, year: int = 2020, kind: str = "VB") -> list[records.Record]:
    return [document(unit, kind, year), KF_GOAL, *rows]


@dataclass
class Desk:
    """``load("vb-2020.txt", annual_report(...))`` loads the records as if they stood in that file."""

    engine: Engine
    folder: Path
    known: Definitions
    corrections: Corrections = field(default_factory=Corrections)

    def source(self, name: str, contents: Sequence[Any], origin: Origin = Origin.DOCUMENT) -> Source:
        path = self.folder / name
        path.write_text("\n".join(map(repr, contents)), encoding="utf-8")
        return Source(path, name, lambda: iter(contents), (path,), origin)

    def load(self, name: str, contents: Sequence[Any], given: Given | None = None, **more: Any) -> LoadReport:
        return self.load_sources(self.source(name, contents, **more), given=given)

    def load_sources(self, *sources: Source | Path, given: Given | None = None, workers: int | None = None) -> LoadReport:
        return load(
            self.engine, sources, given=given, definitions=self.known, corrections=self.corrections, today=TODAY, workers=workers
        )

    def rows(self, model: Any, *columns: str, **where: Any) -> list[tuple[Any, ...]]:
        """The columns of all rows that have these values, in the order of their ids.

        Rows of the read model that are added up to a unit from those below it are left out: they are tested in tests/etl.
        """
        conditions = [
            getattr(model, name) == value if value is not None else getattr(model, name).is_(None)
            for name, value in where.items()
        ]
        if model is Attainment:
            conditions.append(~Attainment.is_aggregated)
        query = select(*(getattr(model, name) for name in columns)).where(*conditions)
        with self.engine.connect() as connection:
            return [tuple(found) for found in connection.execute(query.order_by(*model.__table__.primary_key))]

    def current(self, model: Any, *columns: str, **where: Any) -> list[tuple[Any, ...]]:
        return self.rows(model, *columns, ended_load_id=None, **where)

    def questions(self, *columns: str, **where: Any) -> list[tuple[Any, ...]]:
        return self.current(Finding, *(columns or ("code",)), **where)

    def unit_id(self, slug: str) -> int:
        ((id_,),) = self.rows(Unit, "id", slug=slug)
        return int(id_)

    def indicator_id(self, slug: str) -> int:
        ((id_,),) = self.rows(Indicator, "id", slug=slug)
        return int(id_)

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything in the store."""
        with self.engine.connect() as connection:
            return {
                table.name: sorted((tuple(found) for found in connection.execute(select(table))), key=repr)
                for table in Base.metadata.sorted_tables
            }
