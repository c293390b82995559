"""Definitions that contradict themselves are refused, each with its file, its line and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.definitions import DefinitionError, IndicatorDefinition, load_definitions
from data.vocabulary import MeasuredOver

VALID = Path(__file__).parent / "definitions" / "valid-indicator.yaml"
LAST_LINE = len(VALID.read_text(encoding="utf-8").splitlines())


def written(tmp_path: Path, **changes: str) -> Path:
    """The valid definition with fields changed, added at its end, or (empty) left out."""
    lines = VALID.read_text(encoding="utf-8").splitlines()
    for field, value in changes.items():
        at = next((place for place, line in enumerate(lines) if line.startswith(f"{field}:")), None)
        if not value and at is not None:
            del lines[at]
        elif at is None:
            lines.append(f"{field}: {value}")
        else:
            lines[at] = f"{field}: {value}"
    folder = tmp_path / "indicators"
    folder.mkdir()
    (folder / "trygga.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def loaded(tmp_path: Path, **changes: str) -> IndicatorDefinition:
    (one,) = load_definitions(written(tmp_path, **changes)).indicators
    return one


COUNT = {"measure": "count", "unit_of_measure": '"platser"', "aggregate": "sum"}
AMOUNT = {"measure": "amount", "unit_of_measure": '"GWh"', "aggregate": "sum"}
INDEX = {"measure": "index", "unit_of_measure": '""'}

CONTRADICTIONS: list[tuple[dict[str, str], int, str, str, str]] = [
    # what is changed, line, field, what stands there, what is expected
    ({"tolerance_pct": "-0.1"}, 13, "tolerance_pct", "-0.1", "0 till 100"),
    ({"tolerance_pct": "100.1"}, 13, "tolerance_pct", "100.1", "0 till 100"),
    ({"tolerance_pct": ".nan"}, 13, "tolerance_pct", "nan", "0 till 100"),
    ({"tolerance_pct": ".inf"}, 13, "tolerance_pct", "inf", "0 till 100"),
    ({"better": ""}, 2, "better", "inget", "open_question"),
    ({"better": "", "is_draft": "false"}, 2, "better", "inget", "open_question"),
    ({"open_question": "Är högre bättre?"}, LAST_LINE + 1, "open_question", "trots att better är angivet", "bara när better"),
    ({"accumulates": "true"}, LAST_LINE + 1, "accumulates", "true för måttet share", "count"),
    ({**INDEX, "accumulates": "true"}, LAST_LINE + 1, "accumulates", "true för måttet index", "amount"),
    (
        {**COUNT, "accumulates": "true", "measured_over": "own_period"},
        *(LAST_LINE + 2, "measured_over", "own_period trots att accumulates", "year_to_date"),
    ),
    (
        {**COUNT, "accumulates": "true", "measured_over": "rolling_year"},
        *(LAST_LINE + 2, "measured_over", "rolling_year trots att accumulates", "year_to_date"),
    ),
    ({"measured_over": "twelve_months"}, LAST_LINE + 1, "measured_over", "twelve_months", "rolling_year"),
    ({"aggregate": "sum"}, 14, "aggregate", "sum för måttet share", "weighted_mean eller none"),
    ({**INDEX, "aggregate": "sum"}, 14, "aggregate", "sum för måttet index", "weighted_mean eller none"),
    ({**COUNT, "aggregate": "weighted_mean"}, 14, "aggregate", "weighted_mean för måttet count", "amount"),
    (
        {**AMOUNT, "aggregate": "weighted_mean", "accumulates": "true"},
        *(14, "aggregate", "weighted_mean trots att accumulates", "sum eller none"),
    ),
    ({"unit_of_measure": '"personer"'}, 9, "unit_of_measure", "”personer”", '"%"'),
    ({**COUNT, "unit_of_measure": '"%"'}, 9, "unit_of_measure", "”%” för måttet count", "måttet share"),
    ({**INDEX, "unit_of_measure": '"Procent"'}, 9, "unit_of_measure", "”Procent” för måttet index", "måttet share"),
    ({**AMOUNT, "unit_of_measure": '""'}, 9, "unit_of_measure", "””", "GWh"),
    ({"is_sensitive": "true"}, 2, "min_group", "inget", "minsta antal"),
    ({"min_group": "0"}, LAST_LINE + 1, "min_group", "0", "minst 1"),
    ({"min_group": "-5"}, LAST_LINE + 1, "min_group", "-5", "minst 1"),
    ({"decimals": "-1"}, 10, "decimals", "-1", "0 till 3"),
]


@pytest.mark.parametrize(("changes", "line", "field", "found", "expected"), CONTRADICTIONS, ids=str)
def test_is_refused(tmp_path: Path, changes: dict[str, str], line: int, field: str, found: str, expected: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        load_definitions(written(tmp_path, **changes))
    (problem,) = raised.value.problems
    assert (problem.file.name, problem.line, problem.field) == ("trygga.yaml", line, field)
    assert found in problem.found
    assert expected in problem.expected


@pytest.mark.parametrize(
    "changes",
    [
        {"tolerance_pct": "0"},
        {"tolerance_pct": "100"},
        {"better": "", "open_question": "Är högre bättre?"},
        {"better": "", "is_draft": "true"},
        {**COUNT, "accumulates": "true", "measured_over": "year_to_date"},
        {**COUNT, "accumulates": "true"},
        {**COUNT, "aggregate": "none"},
        {**AMOUNT, "unit_of_measure": '"personer"', "aggregate": "weighted_mean"},
        {**INDEX, "unit_of_measure": '"poäng"'},
        {"is_sensitive": "true", "min_group": "5"},
    ],
    ids=str,
)
def test_what_does_not_contradict_itself_is_read(tmp_path: Path, changes: dict[str, str]) -> None:
    assert loaded(tmp_path, **changes).slug == "trygga"


@pytest.mark.parametrize("over", [None, *MeasuredOver])
def test_which_time_is_measured_may_be_said_or_left_open(tmp_path: Path, over: MeasuredOver | None) -> None:
    assert loaded(tmp_path, measured_over=over.value if over else "").measured_over is over


def test_two_programmes_cannot_claim_the_same_year(tmp_path: Path) -> None:
    folder = tmp_path / "programmes"
    folder.mkdir()
    for name, first, last in (("2019–2022", 2019, 2022), ("2022–2026", 2022, 2026)):
        text = f"name: {name}\nfirst_year: {first}\nlast_year: {last}\nsource: Budget\nchecked_on: 2026-11-02\n"
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as raised:
        load_definitions(tmp_path)
    (problem,) = raised.value.problems
    assert (problem.file.name, problem.line, problem.field) == ("2022–2026.yaml", 2, "first_year")
    assert "2022, som redan hör till 2019–2022" in problem.found
    assert problem.expected == "2023 eller senare"
