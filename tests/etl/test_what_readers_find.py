"""Nothing withheld can be worked out of the stored rows: not from their sums, and not from any column made of other rows."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from data.vocabulary import FOLLOW_UPS, Gender, Measure, PeriodKind, Status
from etl.rules.withholding import Key
from tests.etl.reader import found_by_subtraction, found_in_columns, people_behind
from tests.etl.town import YEARS, Place, Town, empty_store, judged, tell, town
from tests.rules.attack import People, World, indicator, solved

KINDS = {
    "andelar": {"measure": Measure.SHARE},
    "andelar från 1 januari": {"measure": Measure.SHARE, "grows": True, "largest": 30},
    "känsliga antal": {"measure": Measure.COUNT, "largest": 20},
    "känsliga antal som ackumuleras": {"measure": Measure.COUNT, "grows": True, "largest": 12},
}


@pytest.fixture(scope="module", params=list(KINDS.values()), ids=list(KINDS))
def any_town(request: pytest.FixtureRequest) -> Town:
    return town(2024, units=16, gaps=0.03, **request.param)


@pytest.fixture(scope="module")
def shares() -> Town:
    """A town whose units mostly have enough respondents to be judged over time, and now and then too few."""
    return town(7, units=16, gaps=0.0, measure=Measure.SHARE, smallest=1, largest=28)


def test_nothing_is_found_by_subtraction(any_town: Town) -> None:
    assert len(any_town.primary) > 50
    assert any_town.primary <= any_town.hidden
    assert found_by_subtraction(any_town, any_town.hidden) == set()


def test_nothing_is_found_in_any_column(any_town: Town) -> None:
    assert found_in_columns(any_town, any_town.published) == set()


def test_where_only_the_small_groups_are_hidden_many_are_found(any_town: Town) -> None:
    assert len(found_by_subtraction(any_town, any_town.primary)) > 10


def test_what_is_published_is_what_the_reader_subtracts_with(any_town: Town) -> None:
    """The people that the attack reckons with are those of the stored rows."""
    is_share = any_town.worlds[YEARS[0]].indicator.measure is Measure.SHARE
    for place, row in any_town.published.items():
        if row["value"] is not None:
            people = any_town.worlds[place.year].people(place.key)
            told = 100 * people.hits / people.n if is_share else people.hits
            assert row["value"] == pytest.approx(told)
            assert row["n"] == (people.n if is_share else None)


def test_what_is_withheld_is_not_all(shares: Town) -> None:
    published = [row for row in shares.published.values() if row["value"] is not None]
    assert len(published) > len(shares.hidden) > 100
    assert sum(row["process_mean"] is not None for row in published) > 20
    assert found_by_subtraction(shares, shares.hidden) == set()
    assert found_in_columns(shares, shares.published) == set()


MADE_OF_OTHERS = {
    "föregående": ("previous_value", "previous_year", "previous_period"),
    "förändring": ("change",),
    "förändringens felmarginal": ("change_low", "change_high", "change_within_margin"),
    "ett år tidigare": ("year_ago_value",),
    "förändring på ett år": ("year_ago_change",),
    "felmarginal på ett år": ("year_ago_low", "year_ago_high", "year_ago_within_margin"),
    "mål mot förra året": ("judged_level",),
    "KF:s mål mot förra året": ("kf_judged_level",),
    "prognosens status": ("forecast_status",),
    "skillnad mellan könen": ("gap",),
    "skillnadens felmarginal": ("gap_low", "gap_high"),
    "processens linjer": ("process_mean", "process_low", "process_high"),
}


@pytest.mark.parametrize("columns", MADE_OF_OTHERS.values(), ids=MADE_OF_OTHERS.keys())
def test_a_column_made_of_hidden_figures_tells_them(shares: Town, columns: tuple[str, ...]) -> None:
    """Were one column made of the true figures, in rows that are shown, the reader would see it."""
    rows = {
        place: row if place in shares.hidden else row | {name: shares.open_[place][name] for name in columns}
        for place, row in shares.published.items()
    }
    assert len(found_in_columns(shares, rows)) > 2


OF_ITSELF = ("value", "n", "interval_low", "outcome_id", "outcome_printed", "status_reason", "kf_status_reason", "forecast_value")


@pytest.mark.parametrize("column", OF_ITSELF)
def test_a_column_of_a_hidden_row_tells_it(shares: Town, column: str) -> None:
    rows = {place: row | {column: shares.open_[place][column]} for place, row in shares.published.items()}
    assert found_in_columns(shares, rows) == {each for each in shares.hidden if shares.open_[each][column] is not None}


def test_a_count_of_hidden_statuses_tells_them(shares: Town) -> None:
    rows = {
        place: row | {"units_judged": row["units_judged"] + 1}
        for place, row in shares.published.items()
        if row["units_judged"] is not None
    }
    assert found_in_columns(shares, shares.published | rows) != set()
    goals = [goal | {"reached": goal["reached"] + goal["not_judged"], "not_judged": 0} for goal in shares.goals]
    assert found_in_columns(replace(shares, goals=goals), shares.published) != set()


def test_an_interval_tells_the_group_behind_it(shares: Town) -> None:
    """Why an interval goes with its figure: only one group of respondents gives just these bounds."""
    place = next(place for place in sorted(shares.primary) if (shares.open_[place]["n"] or 0) > 5)
    full = shares.open_[place]
    hits = round(full["value"] * full["n"] / 100)
    assert people_behind((full["interval_low"], full["interval_high"])) == {(full["n"], hits)}


SIZES = ((4, 4), (4, 16), (5, 20), (8, 8), (10, 10), (10, 40), (20, 20), (16, 64), (25, 25))
"""Women and men of a unit, such that all their shares end after some decimals: the sums are true to the last bit."""


def _worlds(chance: random.Random) -> dict[int, World]:
    parents: dict[int, int | None] = {0: None, 1: 0, 2: 0, **{100 + number: 1 + number % 2 for number in range(10)}}
    rules = indicator(Measure.SHARE, grows=False)
    worlds = {year: World(rules, parents, min_group=10, is_sensitive=False) for year in YEARS}
    sizes = {unit_id: chance.choice(SIZES[4:]) for unit_id in parents}
    for world in worlds.values():
        for unit_id in range(100, 110):
            for period in FOLLOW_UPS:
                size = chance.choice(SIZES) if chance.random() < 0.2 else sizes[unit_id]
                for gender, n in zip((Gender.K, Gender.M), size, strict=True):
                    world.truth[Key(unit_id, period, gender)] = People(n, chance.randint(1, n - 1))
    return worlds


def _told(worlds: dict[int, World]) -> Town:
    for world in worlds.values():
        for key in list(world.truth):
            women, men = (world.truth[key._replace(gender=gender)] for gender in (Gender.K, Gender.M))
            world.truth[key._replace(gender=Gender.T)] = women + men
        world.cells.clear()
        for key in world.truth:
            if key.unit_id >= 100:
                world.report(key)
        for parent in (1, 2, 0):
            below = [child for child, above in world.parents.items() if above == parent]
            for period in FOLLOW_UPS:
                for gender in Gender:
                    people = [world.truth[Key(child, period, gender)] for child in below]
                    world.truth[Key(parent, period, gender)] = sum(people, People(0, 0))
    with empty_store() as connection:
        tell(connection, worlds)
        return judged(connection, worlds)


def _unseen(told: Town, year: int, period: PeriodKind, hidden: Place) -> dict[Key, int] | None:
    """Other numbers of yes-answers that leave every published figure of the follow-up as it is, this one among them."""
    world = told.worlds[year]
    answers = [Key(unit_id, period, gender) for unit_id in range(100, 110) for gender in (Gender.K, Gender.M)]
    equations = []
    for place, row in told.published.items():
        if (place.year, place.period) == (year, period) and row["value"] is not None:
            genders = tuple(Gender) if place.gender is Gender.T else (place.gender,)
            equations.append({key: 1 for key in answers if key.gender in genders and _is_in(world, key.unit_id, place.unit_id)})
    change: dict[Key, Fraction] = {hidden.key: Fraction(1)}
    for key in answers:
        change[key] = change.get(key, solved(equations, change).get(key, Fraction(0)))
    for sign in (1, -1):
        changed = {key: world.truth[key].hits + sign * by for key, by in change.items() if by}
        if all(hits.denominator == 1 and 0 <= hits <= world.truth[key].n for key, hits in changed.items()):
            return {key: int(hits) for key, hits in changed.items()}
    return None


def _is_in(world: World, unit_id: int | None, above: int) -> bool:
    while unit_id is not None and unit_id != above:
        unit_id = world.parents[unit_id]
    return unit_id == above


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_towns_that_differ_in_hidden_figures_alone_look_the_same(seed: int) -> None:
    """In every column of every row, goals too: so whatever a reader makes of them, it cannot be the hidden figures."""
    chance = random.Random(seed)
    worlds = _worlds(chance)
    one = _told(worlds)
    before = {place: row for place, row in one.open_.items() if place in one.hidden}
    changed: set[Place] = set()
    truths = {year: dict(world.truth) for year, world in worlds.items()}
    for year in YEARS:
        for period in FOLLOW_UPS:
            here = [each for each in sorted(one.hidden) if each.key in truths[year] and each[1:3] == (year, period)]
            of_units = [each for each in here if each.unit_id >= 100 and each.gender is not Gender.T]
            other = _unseen(one, year, period, chance.choice(of_units)) if of_units else None
            for key, hits in (other or {}).items():
                truths[year][key] = People(truths[year][key].n, hits)
                changed.add(Place(key.unit_id, year, period, key.gender))
    for year, world in worlds.items():
        world.truth.update(truths[year])
    two = _told(worlds)
    assert len(changed) > 10
    assert changed <= one.hidden
    assert all(two.open_[place]["value"] != before[place]["value"] for place in changed)
    assert (two.published, two.goals) == (one.published, one.goals)


def test_the_rows_of_the_two_towns_have_something_of_everything() -> None:
    told = _told(_worlds(random.Random(1)))
    rows = [row for place, row in told.published.items() if place not in told.hidden]
    columns = {name for names in MADE_OF_OTHERS.values() for name in names}
    assert {name for name in columns if any(row[name] is not None for row in rows)} == columns
    assert {row["status"] for row in rows} >= {Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS, Status.UPPFYLLS_INTE}
