"""Each query beside a naive twin: the same question asked in plain Python of all rows there are."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from app.answers.organisation import Organisation, Unit
from app.queries.default_view import default_part, default_period
from app.queries.goals import activities, commentaries, planned_goals, stated_judgements
from app.queries.organisation import indicators, organisation
from app.queries.overview import status_counts, updated_on
from app.queries.periods import WITHOUT_A_VALUE, follow_ups, planned_years, reporting_by_period, reporting_by_unit, together
from app.queries.store import store_state
from app.queries.unit_page import loaded_documents, planned_indicators, sources_of_outcomes, sources_of_targets, unit_figures
from data import schema
from data.store import engine_for, write_transaction
from data.vocabulary import Better, MissingReason, Period, PeriodKind, StatusReason
from etl.rules.attainment import status_against_target
from etl.rules.figures import Figure, IndicatorRules
from tests.app.world import AS_OF, BJORKGARDEN, EKBACKEN, ENHETSMAL, LINDEN, LOADED_AT, SJUKFRANVARO, SOLHEMMET, fill

T2_2025 = Period(2025, PeriodKind.T2)
UNITS = (BJORKGARDEN, EKBACKEN, SOLHEMMET, LINDEN)


@pytest.fixture
def rows(connection: Connection) -> list[Any]:
    """Every row of the read model."""
    return list(connection.execute(select(schema.Attainment.__table__)))


@pytest.fixture
def city(connection: Connection) -> Organisation:
    return organisation(connection)


def in_period(rows: list[Any], units: tuple[int, ...], gender: str = "T") -> list[Any]:
    return [row for row in rows if row.unit_id in units and (row.year, row.period) == (2025, "T2") and row.gender in gender]


def test_status_counts_are_the_counted_matrix(connection: Connection, rows: list[Any]) -> None:
    twin = Counter((row.unit_id, row.status, row.status_reason) for row in in_period(rows, UNITS))
    assert {tuple(one[:3]): one.figures for one in status_counts(connection, UNITS, T2_2025)} == twin


def told_and_counted(connection: Connection) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """What the query says of each follow-up (due, with a value, units with one), and the same counted by hand."""
    twin: dict[tuple[int, str], list[Any]] = {}
    for row in connection.execute(select(schema.Attainment.__table__)):
        if row.unit_id not in UNITS or row.gender != "T":
            continue
        expected, reported, units = twin.setdefault((row.year, row.period), [0, 0, set()])
        has_value = row.value is not None
        twin[row.year, row.period] = [
            expected + (row.missing != "not_yet_due"), reported + has_value, units | ({row.unit_id} if has_value else set())
        ]  # fmt: skip
    found = reporting_by_period(connection, UNITS)
    assert [row.period for row in found] == sorted(row.period for row in found)
    assert [together(list(reporting_by_unit(connection, UNITS, row.period).values())) for row in found] == list(found)
    told = {(row.period.year, row.period.kind.value): [row.expected, row.reported, row.units_reporting] for row in found}
    return told, {key: [expected, reported, len(units)] for key, (expected, reported, units) in twin.items()}


def test_reporting_by_period_counts_what_is_due_and_what_came(connection: Connection) -> None:
    told, counted = told_and_counted(connection)
    assert told == counted


def test_a_doubtful_figure_has_come_only_where_it_has_a_value(tmp_path: Path) -> None:
    engine, of = engine_for(f"sqlite:///{tmp_path / 'tveksamt.sqlite'}"), schema.Attainment
    fill(engine)
    doubtful: dict[str, Any] = {"status": "ej_bedomd", "status_reason": "outcome_doubtful"}
    of_period = (of.gender == "T", of.year == 2025, of.period == "T2")
    with write_transaction(engine) as connection:
        before, _ = told_and_counted(connection)
        connection.execute(
            update(of).where(of.unit_id == BJORKGARDEN, *of_period).values(**doubtful, value=None, missing="doubtful")
        )
        connection.execute(update(of).where(of.unit_id == EKBACKEN, of.value.is_not(None), *of_period).values(**doubtful))
        told, counted = told_and_counted(connection)
    engine.dispose()
    assert told == counted
    assert told[2025, "T2"][2] == before[2025, "T2"][2] - 1


def test_the_reasons_of_figures_without_a_value_are_those_that_the_rule_gives_them() -> None:
    without = [Figure(None), *(Figure(None, missing=reason) for reason in MissingReason)]
    rules = IndicatorRules(Better.LOWER, tolerance_pct=10)
    given = {status_against_target(figure, None, rules, follow_up=PeriodKind.VB).reason for figure in without}
    assert given == {*WITHOUT_A_VALUE, StatusReason.OUTCOME_DOUBTFUL}


def test_reporting_unit_by_unit_is_that_of_each_unit(connection: Connection) -> None:
    every = reporting_by_period(connection, UNITS)
    for row in every:
        of_units = reporting_by_unit(connection, UNITS, row.period)
        assert all(of_units[unit_id] in reporting_by_period(connection, [unit_id]) for unit_id in of_units)
    assert {row.period for row in every} <= set(follow_ups(connection))
    assert list(follow_ups(connection)) == sorted(follow_ups(connection), reverse=True)


def test_years(connection: Connection) -> None:
    assert planned_years(connection, [LINDEN]) == (2025,)
    assert planned_years(connection, [1]) == ()


def test_the_figures_of_a_unit_are_for_women_and_men_too(connection: Connection, rows: list[Any]) -> None:
    found = unit_figures(connection, BJORKGARDEN, T2_2025)
    twin = {(row.indicator_id, row.gender, row.value, row.n) for row in in_period(rows, (BJORKGARDEN,), "TKM")}
    assert {(one.indicator_id, one.gender, one.value, one.n) for one in found} == twin


def test_a_figure_can_be_followed_back_to_its_line(connection: Connection) -> None:
    figure = next(one for one in unit_figures(connection, BJORKGARDEN, T2_2025) if one.indicator_id == SJUKFRANVARO)
    assert figure.outcome_id is not None
    assert figure.target_id is not None
    outcome = sources_of_outcomes(connection, [figure.outcome_id])[figure.outcome_id]
    target = sources_of_targets(connection, [figure.target_id])[figure.target_id]
    assert (outcome.kind, outcome.year, outcome.file_name) == ("T2", 2025, f"t2-2025-{BJORKGARDEN}.txt")
    assert (target.kind, target.loaded_on) == ("VP", LOADED_AT.date())
    assert outcome.locator.startswith("rad ")


def test_the_plan_of_a_unit_gives_its_indicators_with_targets_as_printed(connection: Connection) -> None:
    plan = {one.indicator_id: one for one in planned_indicators(connection, BJORKGARDEN, 2025)}
    assert plan[SJUKFRANVARO].target_printed == "9,5 %"
    assert plan[SJUKFRANVARO].kf_target_printed == "Tas fram av nämnd"
    assert len(plan) == 4


def test_goals_stand_in_the_order_of_the_plan(connection: Connection) -> None:
    goals = planned_goals(connection, [BJORKGARDEN], 2025)
    assert [goal.sort_order for goal in goals] == sorted(goal.sort_order for goal in goals)
    assert [goal.goal_id for goal in goals][-1] == ENHETSMAL
    assert planned_goals(connection, [BJORKGARDEN], 2024) == ()


def test_what_the_unit_states_writes_and_does(connection: Connection) -> None:
    assert [one.judgement for one in stated_judgements(connection, BJORKGARDEN, T2_2025)] == ["uppfylls_helt"]
    assert [one.section for one in commentaries(connection, BJORKGARDEN, T2_2025)] == ["Förväntat resultat", "Analys"]
    assert [one.deviation for one in activities(connection, BJORKGARDEN, T2_2025)] == ["Försenad"]


def test_before_the_report_the_activities_are_those_of_the_plan(connection: Connection) -> None:
    of_t1 = activities(connection, BJORKGARDEN, Period(2025, PeriodKind.T1))
    assert [(one.period, one.deviation) for one in of_t1] == [("VP", "")]


def test_when_the_data_were_updated(connection: Connection) -> None:
    assert updated_on(connection, UNITS, 2025) == dt.date(2025, 9, 18)
    assert updated_on(connection, UNITS, 1999) is None
    assert {one.kind for one in loaded_documents(connection, [LINDEN])} == {"VP"}


def test_the_state_of_the_store(connection: Connection) -> None:
    state = store_state(connection)
    assert state.key == (1, AS_OF.isoformat())
    assert state.loaded_at == LOADED_AT


def test_the_organisation_is_a_tree(city: Organisation) -> None:
    bjorkgarden = city.by_slug["bjorkgarden"]
    assert [unit.slug for unit in city.path(bjorkgarden)] == [
        "provstaden",
        "provstadens-forvaltning",
        "aldreomsorg",
        "bjorkgarden",
    ]
    assert city.part_of(bjorkgarden).slug == "provstadens-forvaltning"
    assert {unit.slug for unit in city.with_descendants(city.by_slug["aldreomsorg"])} == {
        "aldreomsorg", "bjorkgarden", "ekbacken", "linden"
    }  # fmt: skip
    assert [unit.slug for unit in city.heading_of(bjorkgarden, city.by_slug["provstadens-forvaltning"])] == ["aldreomsorg"]
    assert city.heading_of(bjorkgarden, city.by_slug["aldreomsorg"]) == ()


def test_indicators_come_with_their_definition(connection: Connection) -> None:
    assert indicators(connection)[SJUKFRANVARO].better == "lower"


def test_a_visitor_who_has_chosen_nothing_sees_the_real_district(connection: Connection, city: Organisation) -> None:
    part = default_part(connection, city)
    assert part is not None
    assert part.slug == "provstadens-forvaltning"


DISTRICTS = Organisation.of(
    Unit(id_, f"d{id_}", f"Del {id_}", kind, above, id_, district == 904, False)
    for district in range(901, 905)
    for id_, kind, above in ((district, "forvaltning", None), *((district * 10 + n, "enhet", district) for n in range(4)))
)
"""Four districts with four units each; of the last one the figures are examples."""


@pytest.mark.parametrize("seed", range(12))
def test_the_part_shown_first_is_the_one_that_a_look_at_every_follow_up_finds(connection: Connection, seed: int) -> None:
    chance = random.Random(seed)
    model = connection.execute(select(schema.Attainment.__table__).where(schema.Attainment.value.is_not(None)).limit(1)).one()
    own = {one.slug: one for one in DISTRICTS.by_id.values()}
    for unit in own.values():
        for year, kind, indicator in itertools.product(range(2022, 2026), ("T1", "T2", "VB"), (1, 2)):
            if unit.kind == "enhet" and year <= 2022 + (unit.id // 10 + seed) % 4 and chance.random() < 0.8:
                is_silent = (unit.id // 10 + year + seed) % 2 == 0  # hardly anything has come that year
                came = (("missed", 1.0), ("reached", 2.0), ("not_reported", None))
                reason, value = came[2] if is_silent else chance.choice(came)
                key = {"unit_id": unit.id, "year": year, "period": kind, "indicator_id": indicator, "gender": "T"}
                row = {**model._asdict(), **key, "status_reason": reason, "value": value, "is_aggregated": False}
                connection.execute(insert(schema.Attainment), [row])

    def naive(part: Unit) -> tuple[int, ...]:
        every = reporting_by_period(connection, DISTRICTS.ids_below(part))
        lately = [row for row in every if row.period.year >= every[-1].period.year - 1]
        latest = next((row for row in reversed(lately) if row.is_mostly_reported), None)
        if latest is None:
            return (0, 0, 0, 0, int(bool(every)))
        told = (latest.period.year, latest.period.kind.order, latest.reported)
        return (int(latest.units_reporting >= 3), int(not part.is_example), *told)

    parts = [part for part in own.values() if part.kind == "forvaltning"]
    assert default_part(connection, DISTRICTS) == max(sorted(parts, key=lambda part: part.slug), key=naive)


def test_the_latest_period_that_is_mostly_reported_is_shown_first(connection: Connection) -> None:
    assert default_period(reporting_by_period(connection, UNITS)) == T2_2025
    assert default_period(reporting_by_period(connection, [LINDEN])) == Period(2025, PeriodKind.VB)
    assert default_period(()) is None
