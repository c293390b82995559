"""A small city to test on: Provstaden, with a district of three reporting units and one that has only planned.

The facts are put into the tables as a load would; the read model is made of them by the rules, as of 1 October 2025:
tertial 2 2025 is due, the full year 2025 is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, insert

from data import schema
from data.names import normalise_name
from data.store import upgrade, write_transaction
from etl.read_model import rebuild

AS_OF = dt.date(2025, 10, 1)
LOADED_AT = dt.datetime(2025, 9, 18, 8, 30)

BJORKGARDEN, EKBACKEN, SOLHEMMET, LINDEN = 10, 11, 12, 13
SJUKFRANVARO, NOJDA, FERIEJOBB, PERSONAL, ENERGI, VALD = 1, 2, 3, 4, 5, 6
INRIKTNING, KF_OMSORG, KF_MEDARBETARE, NAMND, ENHETSMAL = 1, 2, 3, 4, 5

UNITS: tuple[Mapping[str, Any], ...] = (
    {"id": 1, "slug": "provstaden", "name": "Provstaden", "kind": "stad", "parent_id": None},
    {"id": 2, "slug": "provstadens-forvaltning", "name": "Provstadens förvaltning", "kind": "forvaltning", "parent_id": 1},
    {"id": 3, "slug": "aldreomsorg", "name": "Äldreomsorg", "kind": "avdelning", "parent_id": 2},
    {"id": 4, "slug": "funktionsnedsattning", "name": "Funktionsnedsättning", "kind": "avdelning", "parent_id": 2},
    {"id": BJORKGARDEN, "slug": "bjorkgarden", "name": "Björkgården", "kind": "enhet", "parent_id": 3},
    {"id": EKBACKEN, "slug": "ekbacken", "name": "Ekbackens hemtjänst", "kind": "enhet", "parent_id": 3},
    {"id": SOLHEMMET, "slug": "solhemmet", "name": "Solhemmets gruppbostad", "kind": "enhet", "parent_id": 4},
    {"id": LINDEN, "slug": "linden", "name": "Lindens servicehus", "kind": "enhet", "parent_id": 3},
    {"id": 20, "slug": "leksand", "name": "Exempelorten", "kind": "forvaltning", "parent_id": None, "is_example": True},
    {"id": 21, "slug": "leksaksbo", "name": "Leksaksbo", "kind": "enhet", "parent_id": 20, "is_example": True},
)

INDICATORS: tuple[Mapping[str, Any], ...] = (
    {"id": SJUKFRANVARO, "slug": "sjukfranvaro", "name": "Sjukfrånvaro", "measure": "share", "unit_of_measure": "%",
     "decimals": 1, "better": "lower", "periodicity": "Tertial"},
    {"id": NOJDA, "slug": "nojda", "name": "Andel nöjda omsorgstagare", "short_name": "Nöjda", "measure": "share",
     "unit_of_measure": "%", "better": "higher", "periodicity": "År"},
    {"id": FERIEJOBB, "slug": "feriejobb", "name": "Antal feriejobb", "short_name": "Feriejobb", "measure": "count",
     "unit_of_measure": "st", "better": "higher", "periodicity": "Tertial", "accumulates": True, "aggregate": "sum"},
    {"id": PERSONAL, "slug": "personal", "name": "Personal per kund på 14 dagar", "short_name": "Personal", "measure": "count",
     "unit_of_measure": "personer", "better": "lower", "periodicity": "Tertial"},
    {"id": ENERGI, "slug": "energi", "name": "Köpt energi", "measure": "amount", "unit_of_measure": "GWh", "decimals": 1,
     "better": "lower", "periodicity": "År", "kf_target_is_local": False},
    {"id": VALD, "slug": "vald", "name": "Identifierade våldsutsatta", "short_name": "Våldsutsatta", "measure": "count",
     "unit_of_measure": "personer", "better": None, "periodicity": "Tertial"},
)  # fmt: skip

GOALS: tuple[Mapping[str, Any], ...] = (
    {"id": INRIKTNING, "level": "kf_inriktningsmal", "number": "1.", "title": "En stad som håller samman"},
    {"id": KF_OMSORG, "level": "kf_mal", "number": "1.4", "title": "Omsorgen är god"},
    {"id": KF_MEDARBETARE, "level": "kf_mal", "number": "1.10", "title": "Medarbetarna trivs"},
    {"id": NAMND, "level": "namndmal", "number": "1.4.1", "title": "Äldre lever tryggt", "owner_unit_id": 2},
    {
        "id": ENHETSMAL,
        "level": "enhetsmal",
        "number": "",
        "title": "Alla får vara med och bestämma",
        "owner_unit_id": BJORKGARDEN,
    },
)
PARENTS = {INRIKTNING: None, KF_OMSORG: INRIKTNING, KF_MEDARBETARE: INRIKTNING, NAMND: KF_OMSORG, ENHETSMAL: NAMND}

TARGETS = (
    (BJORKGARDEN, SJUKFRANVARO, "level", 9.5, "9,5 %"),
    (BJORKGARDEN, FERIEJOBB, "level", 30.0, "30 st"),
    (BJORKGARDEN, VALD, "level", 7.0, "7"),
    (EKBACKEN, SJUKFRANVARO, "level", 7.5, "7,5 %"),
    (EKBACKEN, PERSONAL, "max", 10.0, "Max 10 personer"),
    (SOLHEMMET, SJUKFRANVARO, "decrease", None, "minska"),
    (LINDEN, SJUKFRANVARO, "level", 8.0, "8 %"),
)
"""Årsmål 2025. Solhemmet is to lower its sick leave, whatever it is."""

KF_TARGETS = ((BJORKGARDEN, SJUKFRANVARO, "delegated", None, "Tas fram av nämnd"), (EKBACKEN, SJUKFRANVARO, "level", 8.0, "8 %"))

OUTCOMES = (
    (BJORKGARDEN, SJUKFRANVARO, 2025, "T1", "T", 10.3, 120), (BJORKGARDEN, SJUKFRANVARO, 2025, "T2", "T", 12.4, 118),
    (BJORKGARDEN, SJUKFRANVARO, 2025, "T2", "K", 12.8, 96), (BJORKGARDEN, SJUKFRANVARO, 2025, "T2", "M", 10.9, 22),
    (BJORKGARDEN, SJUKFRANVARO, 2024, "T2", "T", 9.9, 119), (BJORKGARDEN, FERIEJOBB, 2025, "T2", "T", 22.0, None),
    (BJORKGARDEN, VALD, 2025, "T2", "T", 4.0, None),
    (EKBACKEN, SJUKFRANVARO, 2025, "T2", "T", 7.8, 80), (EKBACKEN, PERSONAL, 2025, "T2", "T", 9.0, 40),
    (SOLHEMMET, SJUKFRANVARO, 2024, "VB", "T", 6.2, 30), (SOLHEMMET, SJUKFRANVARO, 2025, "T2", "T", 5.9, 31),
    (21, SJUKFRANVARO, 2025, "T2", "T", 5.0, 10),
)  # fmt: skip

FOLLOWED = (
    (BJORKGARDEN, SJUKFRANVARO, KF_MEDARBETARE), (BJORKGARDEN, FERIEJOBB, NAMND), (BJORKGARDEN, VALD, ENHETSMAL),
    (BJORKGARDEN, NOJDA, ENHETSMAL), (EKBACKEN, SJUKFRANVARO, KF_MEDARBETARE), (EKBACKEN, PERSONAL, NAMND),
    (EKBACKEN, FERIEJOBB, NAMND), (SOLHEMMET, SJUKFRANVARO, KF_MEDARBETARE), (LINDEN, SJUKFRANVARO, KF_MEDARBETARE),
    (21, SJUKFRANVARO, None),
)  # fmt: skip


def fill(engine: Engine) -> None:
    """Put the whole world into an empty store."""
    upgrade(engine)
    with write_transaction(engine) as connection:
        _Filling(connection).everything()
        rebuild(connection, None, AS_OF, tolerance_pct=10.0)


class _Filling:
    """Inserts facts, each with a document of its unit and follow-up as origin."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._documents: dict[tuple[int, int, str], int] = {}
        self._lines = 0

    def everything(self) -> None:
        self._rows(schema.Load, [{"id": 1, "finished_at": LOADED_AT, "what": "provstaden"}])
        self._rows(schema.Unit, [{"is_example": False, **unit} for unit in UNITS])
        self._rows(
            schema.Indicator,
            [{"short_name": one["name"], "decimals": 0, "sort_order": one["id"], **one} for one in INDICATORS],
        )
        self._rows(schema.Goal, [_goal(goal) for goal in GOALS])
        self._plans()
        self._figures()
        self._texts()

    def _plans(self) -> None:
        for unit in (BJORKGARDEN, EKBACKEN, SOLHEMMET, LINDEN):
            for order, (goal_id, parent_id) in enumerate(PARENTS.items()):
                if goal_id != ENHETSMAL or unit == BJORKGARDEN:
                    place: dict[str, Any] = {"year": 2025, "goal_id": goal_id, "parent_goal_id": parent_id, "sort_order": order}
                    self._fact(schema.PlanGoal, unit, 2025, "VP", **place)
        for unit, indicator, goal in FOLLOWED:
            self._fact(schema.FollowedUnder, unit, 2025, "VP", indicator_id=indicator, year=2025, goal_id=goal)

    def _figures(self) -> None:
        for kind, targets in (("arsmal", TARGETS), ("kf_arsmal", KF_TARGETS)):
            for unit, indicator, form, value, printed in targets:
                target: dict[str, Any] = {"indicator_id": indicator, "year": 2025, "kind": kind, "form": form, "value": value}
                self._fact(schema.Target, unit, 2025, "VP", printed, **target, valid_from=dt.date(2025, 1, 1))
        for unit, indicator, year, period, gender, value, n in OUTCOMES:
            outcome: dict[str, Any] = {
                "indicator_id": indicator,
                "year": year,
                "period": period,
                "gender": gender,
                "value": value,
                "n": n,
            }
            printed = str(value).replace(".", ",")
            self._fact(schema.Outcome, unit, year, period, printed, **outcome, reported_year=year, reported_period=period)
        forecast: dict[str, Any] = {"indicator_id": SJUKFRANVARO, "year": 2025, "period": "T2", "gender": "T", "value": 11.8}
        self._fact(schema.Forecast, BJORKGARDEN, 2025, "T2", "11,8 %", **forecast)

    def _texts(self) -> None:
        in_report = (BJORKGARDEN, 2025, "T2")
        in_plan = (BJORKGARDEN, 2025, "VP")
        stated: dict[str, Any] = {"goal_id": KF_MEDARBETARE, "judgement": "uppfylls_helt"}
        self._fact(schema.StatedJudgement, *in_report, "Uppfylls helt", year=2025, period="T2", **stated)
        analysis: dict[str, Any] = {"section": "Analys", "indicator_id": SJUKFRANVARO}
        self._fact(
            schema.Commentary, *in_report, "Två utbrott av magsjuka.\nSchemat ses över.", year=2025, period="T2", **analysis
        )
        expected: dict[str, Any] = {"section": "Förväntat resultat", "goal_id": ENHETSMAL}
        self._fact(schema.Commentary, *in_plan, "Alla är trygga.", year=2025, period="VP", **expected)
        activity: dict[str, Any] = {
            "year": 2025,
            "goal_id": ENHETSMAL,
            "starts_on": dt.date(2025, 1, 1),
            "ends_on": dt.date(2025, 6, 30),
        }
        self._fact(schema.Activity, *in_plan, "Utse kontaktperson", period="VP", **activity)
        late: dict[str, Any] = {"deviation": "Försenad", "analysis": "Vakanser."}
        self._fact(schema.Activity, *in_report, "Utse kontaktperson", period="T2", **(activity | late))

    def _fact(self, table: type, unit: int, filed_year: int, filed: str, printed: str = "", **values: Any) -> None:
        self._lines += 1
        document_id = self._document(unit, filed_year, filed)
        row = {
            "unit_id": unit,
            "source_document_id": document_id,
            "locator": f"rad {self._lines}",
            "printed": printed,
            "load_id": 1,
        }
        self._rows(table, [{**row, **values}])

    def _document(self, unit: int, year: int, kind: str) -> int:
        key = (unit, year, kind)
        if key not in self._documents:
            self._documents[key] = len(self._documents) + 1
            name = f"{kind.lower()}-{year}-{unit}.txt"
            self._rows(
                schema.SourceDocument,
                [{"id": self._documents[key], "document_key": name, "load_id": 1, "file_name": name, "sha256": name,
                  "origin": "document", "kind": kind, "year": year, "unit_id": unit}],
            )  # fmt: skip
        return self._documents[key]

    def _rows(self, table: type, rows: list[dict[str, Any]]) -> None:
        for row in rows:  # one by one: rows of one statement must name the same columns
            self._connection.execute(insert(table), row)


def _goal(goal: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": normalise_name(goal["title"]), "programme": "2023–2026", "owner_unit_id": None, **goal}
