"""Läget's questions to the store, each beside a naive twin that walks through every row."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from app.presenters.remarks import RemarksInput, told_of
from app.queries.organisation import indicators, organisation
from app.queries.overview import council_goals, matrix_cells, matrix_figures, part_cells, status_cells
from app.queries.remarks import MOST_OF_A_STORY, contradicted_goals, remarkable_figures, units_that_owe
from app.queries.tables import ATTAINMENT, GOAL_ATTAINMENT, INDICATOR, UNIT
from data.vocabulary import Measure, Period, PeriodKind, Status
from etl.rules.remarkable import Remarkable, what_to_lift
from tests.app.world import BJORKGARDEN, EKBACKEN, ENHETSMAL, KF_MEDARBETARE, KF_OMSORG, LINDEN, NAMND, SOLHEMMET

T2_2025 = Period(2025, PeriodKind.T2)
UNITS = (BJORKGARDEN, EKBACKEN, SOLHEMMET, LINDEN)
PARENTS = (1, 2, 3, 4)


@pytest.fixture
def rows(connection: Connection) -> list[Any]:
    """Every row of the follow-up for women and men together."""
    every = connection.execute(select(ATTAINMENT)).all()
    return [row for row in every if (row.year, row.period, row.gender) == (2025, "T2", "T")]


def test_the_matrix_holds_the_cells_of_these_units_and_no_others(connection: Connection, rows: list[Any]) -> None:
    twin = {
        (row.unit_id, row.indicator_id, row.status, row.status_reason, row.goal_id, row.remark_kind, row.remark_weight)
        for row in rows
        if row.unit_id in UNITS
    }
    found = matrix_cells(connection, UNITS, T2_2025)
    assert {tuple(cell) for cell in found} == twin
    assert len(found) == len(twin) == 8


def test_what_is_added_up_is_no_cell(connection: Connection, rows: list[Any]) -> None:
    assert any(row.is_aggregated for row in rows if row.unit_id in PARENTS)
    assert matrix_cells(connection, PARENTS, T2_2025) == []


def test_the_figures_behind_a_row_are_those_of_its_unit(connection: Connection, rows: list[Any]) -> None:
    twin = {(row.indicator_id, row.value, row.target_printed) for row in rows if row.unit_id == EKBACKEN}
    assert {(one.indicator_id, one.value, one.target_printed) for one in matrix_figures(connection, EKBACKEN, T2_2025)} == twin


def test_a_part_tells_how_many_of_its_units_reach(connection: Connection, rows: list[Any]) -> None:
    twin: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        if row.unit_id in (BJORKGARDEN, EKBACKEN, LINDEN):  # the units of Äldreomsorg
            cell = twin[3, row.indicator_id]
            cell[0] += row.status == "uppfylls_helt"
            cell[1] += row.status.startswith("uppfylls")
            cell[2] += 1
    found = part_cells(connection, [3], T2_2025)
    assert {(one.unit_id, one.indicator_id): [one.units_reached, one.units_judged, one.units_total] for one in found} == twin


@pytest.mark.parametrize("status", Status)
def test_a_part_tells_how_many_of_its_units_have_a_status(connection: Connection, rows: list[Any], status: Status) -> None:
    parent_of = {row.id: row.parent_id for row in connection.execute(select(UNIT.c.id, UNIT.c.parent_id))}
    twin: dict[tuple[int | None, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        if row.unit_id in UNITS:
            cell = twin[parent_of[row.unit_id], row.indicator_id]
            cell[0] += row.status == status
            cell[1] += 1
    found = status_cells(connection, UNITS, T2_2025, status)
    assert {(one.unit_id, one.indicator_id): [one.units_with_status, one.units] for one in found} == {
        key: cell for key, cell in twin.items() if cell[0]
    }


def test_every_goal_is_placed_under_the_councils(connection: Connection) -> None:
    found = council_goals(connection, UNITS, 2025)
    assert {goal_id: goal.goal_id for goal_id, goal in found.items()} == {
        KF_OMSORG: KF_OMSORG, NAMND: KF_OMSORG, ENHETSMAL: KF_OMSORG, KF_MEDARBETARE: KF_MEDARBETARE
    }  # fmt: skip
    assert (found[ENHETSMAL].number, found[ENHETSMAL].title) == ("1.4", "Omsorgen är god")
    assert council_goals(connection, UNITS, 1999) == {}


def is_remarkable(row: Any) -> bool:
    has_worsened = (row.change == "worse" and row.change_within_margin is not True) or (
        row.year_ago_change == "worse" and row.year_ago_within_margin is not True
    )
    misses = (row.status == "uppfylls_inte" and row.within_margin is not True) or (
        row.status != "uppfylls_inte" and row.forecast_status == "uppfylls_inte"
    )
    return bool(misses or has_worsened or row.gap_within_margin is False or row.variation == "concern")


def test_what_may_deserve_attention_is_read_and_nothing_else(connection: Connection, rows: list[Any]) -> None:
    twin = {(row.unit_id, row.indicator_id) for row in rows if row.unit_id in UNITS and is_remarkable(row)}
    found, in_all = remarkable_figures(connection, UNITS, T2_2025)
    assert {(one.unit_id, one.indicator_id) for one in found} == twin
    assert in_all == len(twin) < 8
    assert (BJORKGARDEN, 1) in twin


def test_of_very_many_those_that_weigh_most_are_read_and_all_are_counted(connection: Connection) -> None:
    every, in_all = remarkable_figures(connection, (*UNITS, 21), T2_2025)
    heaviest, counted = remarkable_figures(connection, (*UNITS, 21), T2_2025, most=1)
    assert heaviest == every[:1]
    assert counted == in_all == len(every)


VB_2025 = Period(2025, PeriodKind.VB)
QUIET = dict.fromkeys(("change", "year_ago_change", "gap", "gap_within_margin", "variation", "forecast_status"))
"""A figure that has nothing to tell but that it misses its target."""


def add_figures(connection: Connection, given: list[dict[str, Any]]) -> None:
    """Add figures of VB 2025, each of an indicator of its own that is a copy of ``copied``; taken back after the test."""
    model = connection.execute(select(ATTAINMENT).where(ATTAINMENT.c.value.is_not(None)).limit(1)).one()._asdict()
    known = {one["id"]: one for one in (row._asdict() for row in connection.execute(select(INDICATOR)))}
    missed = {
        "status": "uppfylls_inte",
        "judged_level": 50.0,
        "is_aggregated": False,
        "year": 2025,
        "period": "VB",
        "gender": "T",
    }
    for at, one in enumerate(given):
        copied = known[one.pop("copied", 1)]
        connection.execute(insert(INDICATOR), [{**copied, "id": 1000 + at, "slug": f"i{at}", "name": f"Indikator {at}"}])
        row = {**model, **QUIET, **missed, "indicator_id": 1000 + at, **one}
        connection.execute(insert(ATTAINMENT), [{**row, **remark_of(row, copied["measure"])}])


def remark_of(row: Mapping[str, Any], measure: str | None) -> dict[str, Any]:
    """What the rule finds in a row, as the read model has it."""
    told = Remarkable(**{one.name: row[one.name] for one in fields(Remarkable)})
    kind, weight = what_to_lift(told, Measure(measure) if measure else None) or (None, None)
    return {"remark_kind": kind, "remark_weight": weight}


def test_what_is_far_but_uncertain_does_not_push_out_what_is_certain(connection: Connection) -> None:
    """Sixty misses by all of their target that nobody knows the margin of, and one by 90 per cent among 1 200 people."""
    far = [{"unit_id": EKBACKEN, "value": 0.0, "n": None, "within_margin": None} for _ in range(60)]
    certain = {"unit_id": BJORKGARDEN, "value": 5.0, "n": 1200, "within_margin": False}
    add_figures(connection, [*far, certain])
    found, in_all = remarkable_figures(connection, UNITS, VB_2025, of_one=60)
    assert (found[0].unit_id, len(found), in_all) == (BJORKGARDEN, MOST_OF_A_STORY, 61)


def test_however_many_miss_other_stories_and_units_are_read_too(connection: Connection) -> None:
    far = [{"unit_id": EKBACKEN, "value": 0.0, "n": 1200, "within_margin": False} for _ in range(60)]
    nearer = {"unit_id": SOLHEMMET, "value": 45.0, "n": 100, "within_margin": False}
    gap = {"unit_id": BJORKGARDEN, "status": "uppfylls_helt", "value": 50.0, "n": 300, "gap": -20.0, "gap_within_margin": False}
    add_figures(connection, [*far, nearer, gap])
    found, in_all = remarkable_figures(connection, UNITS, VB_2025)
    assert Counter(one.unit_id for one in found) == {EKBACKEN: MOST_OF_A_STORY - 1, SOLHEMMET: 1, BJORKGARDEN: 1}
    assert in_all == 62


def test_figures_are_read_in_the_order_that_their_sentences_are_weighed(connection: Connection) -> None:
    """The naive twin weighs every figure as *Att lyfta* does, one by one."""
    chance = random.Random(7)

    def margin() -> bool | None:
        return chance.choice((None, False, False, True))

    add_figures(
        connection,
        [
            {"copied": chance.choice((1, 2, 3, 4)), "unit_id": EKBACKEN, "value": round(100 * chance.random(), 1)}
            | {"n": chance.choice((None, 3, 12, 45, 200, 999, 4000)), "within_margin": margin()}
            | {"status": chance.choice(("uppfylls_inte", "uppfylls_helt")), "previous_value": 40.0, "year_ago_value": 30.0}
            | {"change": chance.choice((None, "worse", "better")), "change_within_margin": margin()}
            | {"year_ago_change": chance.choice((None, "worse")), "year_ago_within_margin": margin()}
            | {"gap": chance.choice((-30.0, 4.0)), "gap_within_margin": margin(), "variation": chance.choice((None, "concern"))}
            | {"forecast_value": 20.0, "target_value": 50.0, "forecast_status": chance.choice((None, "uppfylls_inte"))}
            | {"previous_year": 2025, "previous_period": "T2"}
            for _ in range(120)
        ],
    )
    found, in_all = remarkable_figures(connection, UNITS, VB_2025, most=200, of_one=200)
    asked = RemarksInput(organisation(connection), indicators(connection), VB_2025, dt.date(2026, 1, 9), (), (), ())
    told = [told_of(replace(asked, figures=(one,))) for one in found]
    weights = [one.weight for one in told if one is not None]
    assert weights == pytest.approx(sorted(weights, reverse=True))
    assert len(weights) == len(found) == in_all > 60


def test_who_owes_what(connection: Connection, rows: list[Any]) -> None:
    twin: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        if row.unit_id in UNITS and row.status == "ej_rapporterad":
            twin[row.unit_id].append(row.due_on)
    found = units_that_owe(connection, UNITS, T2_2025)
    assert {one.unit_id: (one.indicators, one.due_on) for one in found} == {
        unit_id: (len(due), max(due)) for unit_id, due in twin.items()
    }
    assert set(twin) == {EKBACKEN, LINDEN}


def test_goals_that_tell_two_stories(connection: Connection) -> None:
    twin = [row for row in connection.execute(select(GOAL_ATTAINMENT)) if row.remark and (row.year, row.period) == (2025, "T2")]
    found = contradicted_goals(connection, UNITS, T2_2025)
    assert {(one.unit_id, one.goal_id, one.remark) for one in found} == {(row.unit_id, row.goal_id, row.remark) for row in twin}
    assert [(one.title, one.missed) for one in found] == [("Medarbetarna trivs", 1)]
