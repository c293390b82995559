"""The tables in ``tables/`` read: cases with their cells, and what the words in the cells stand for.

A table is written as a controller would write it, in Swedish and with figures as printed (``9,5 %``, ``Max 10 personer``,
``öka``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from data.vocabulary import Aggregate, Better, Gender, Measure, MeasuredOver
from etl.rules.figures import IndicatorRules
from tests.rules.printed import figure

TABLES = Path(__file__).parent / "tables"

BETTER = {"": None, "saknas": None, "högre": Better.HIGHER, "lägre": Better.LOWER}
MEASURE = {"": None, "andel": Measure.SHARE, "antal": Measure.COUNT, "index": Measure.INDEX, "mängd": Measure.AMOUNT}
GENDER = {"": Gender.T, "totalt": Gender.T, "kvinnor": Gender.K, "män": Gender.M}
MEASURED_OVER = {
    "": None,
    "egen period": MeasuredOver.OWN_PERIOD,
    "från 1 januari": MeasuredOver.YEAR_TO_DATE,
    "tolv månader": MeasuredOver.ROLLING_YEAR,
}
YES_NO = {"": False, "nej": False, "ja": True}


@dataclass(frozen=True)
class Case:
    """One row of a table: the cells as written, those of the table's ``givet`` filled in."""

    table: str
    rule: str
    given: dict[str, str]
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.table}: {self.cells['varför']}"

    def cell(self, column: str, otherwise: str = "") -> str:
        return self.cells.get(column, "") or self.given.get(column, otherwise)


@dataclass(frozen=True)
class Table:
    name: str
    title: str
    rule: str
    text: str
    source: str
    given: dict[str, str]
    columns: list[str]
    cases: list[Case]


def tables() -> list[Table]:
    """All tables in the order of their file names."""
    return [_table(path) for path in sorted(TABLES.glob("*.yaml"))]


def _table(path: Path) -> Table:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    columns, given = content["kolumner"], {key: str(value) for key, value in content.get("givet", {}).items()}
    cases = [Case(path.stem, content["regel"], given, dict(zip(columns, map(str, row), strict=True))) for row in content["fall"]]
    return Table(path.stem, content["rubrik"], content["regel"], content["text"], content["källa"], given, columns, cases)


def indicator(case: Case) -> IndicatorRules:
    """The definition that a case has, as far as its columns tell it."""
    return IndicatorRules(
        better=BETTER[case.cell("bättre")],
        tolerance_pct=figure(case.cell("tolerans", "10 %")).value or 0.0,
        measure=MEASURE[case.cell("mått")],
        unit_of_measure=case.cell("måttenhet"),
        accumulates=YES_NO[case.cell("ackumuleras")],
        aggregate=Aggregate.SUM if YES_NO[case.cell("summeras")] else Aggregate.NONE,
        kf_target_is_local=YES_NO[case.cell("kf-målet är lokalt", "ja")],
        measured_over=MEASURED_OVER[case.cell("mäts över")],
    )
