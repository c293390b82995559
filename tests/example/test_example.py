"""The example district: the same bytes every time, and figures that could have been real."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.definitions import IndicatorDefinition, load_definitions
from data.settings import ROOT
from data.vocabulary import Measure
from etl.example import SEED, write_example
from etl.example.district import NOT_REPORTED, UNITS, YEARS
from etl.example.plan import followed
from etl.readers.figures import read_figures
from etl.readers.records import Activity, Document, Goal, Indicator, Record, Remark, Text

COMMITTED = ROOT / "data" / "sources" / "exempelstaden"


@dataclass(frozen=True)
class Row:
    """An indicator's row with the document that it stands in."""

    unit: str
    period: str
    year: int
    row: Indicator
    indicator: IndicatorDefinition


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(read_figures(COMMITTED))


@pytest.fixture(scope="module")
def rows(records: list[Record]) -> list[Row]:
    return list(rows_of(records))


def rows_of(records: list[Record]) -> Iterator[Row]:
    definitions = load_definitions()
    document = Document()
    for record in records:
        if isinstance(record, Document):
            document = record
        elif isinstance(record, Indicator):
            indicator = definitions.indicator_named(record.name)
            assert indicator is not None, record.name
            yield Row(document.unit_name, document.document_type, int(document.year), record, indicator)


def number(printed: str) -> float | None:
    found = re.search(r"\d[\d ]*(,\d+)?", printed)
    return float(found[0].replace(" ", "").replace(",", ".")) if found else None


def outcome(rows: list[Row], unit: str, slug: str, period: str, year: int) -> float | None:
    return next(
        (
            number(each.row.outcome)
            for each in rows
            if (each.unit, each.indicator.slug, each.period, each.year) == (unit, slug, period, year)
        ),
        None,
    )


def test_generating_again_gives_the_committed_bytes(tmp_path: Path) -> None:
    write_example(tmp_path, SEED)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in COMMITTED.iterdir()}
    assert sorted(made) == sorted(committed)
    assert all(made[name] == committed[name] for name in made)


def test_another_seed_gives_another_district_of_the_same_shape(tmp_path: Path, rows: list[Row]) -> None:
    write_example(tmp_path, SEED + 1)
    other = list(rows_of(list(read_figures(tmp_path))))
    assert len(other) == len(rows)
    assert [each.row.outcome for each in other] != [each.row.outcome for each in rows]


def test_the_reader_has_nothing_to_remark(records: list[Record]) -> None:
    assert not [record for record in records if isinstance(record, Remark)]


def test_the_units_are_those_of_the_definitions() -> None:
    invented = {unit.name for unit in load_definitions().units if unit.is_example and unit.kind == "enhet"}
    assert {unit.name for unit in UNITS} == invented
    assert len(UNITS) == 18


def test_no_unit_bears_the_name_of_a_place_that_exists() -> None:
    """District names and homes of the city that everybody knows: none of them is part of an invented name."""
    real = {unit.name.split()[0].removesuffix("s").casefold() for unit in load_definitions().units if not unit.is_example}
    real |= {"axelsberg", "fruängen", "hägersten", "kista", "serafen", "skarpnäck", "solberga", "älvsjö", "bromma"}
    real -= {"avdelningen", "enheten", "beställarenheten", "äldreomsorgsavdelningen"}
    for unit in UNITS:
        assert not [place for place in real if place in unit.name.casefold()]


def test_each_unit_follows_twelve_to_twenty_of_about_forty_indicators(rows: list[Row]) -> None:
    for unit in UNITS:
        assert 12 <= len(followed(unit.service)) <= 20
    assert 40 <= len({each.indicator.slug for each in rows}) <= 50


def test_every_plan_came_and_only_the_late_reports_are_missing(records: list[Record]) -> None:
    came = {(each.unit_name, each.document_type, int(each.year)) for each in records if isinstance(each, Document)}
    all_of_them = {(unit.name, kind, year) for unit in UNITS for kind in ("VP", "T1", "T2", "VB") for year in YEARS}
    names = {unit.code: unit.name for unit in UNITS}
    assert all_of_them - came == {(names[code], str(period.kind), period.year) for code, period in NOT_REPORTED}
    assert NOT_REPORTED


def test_some_single_figures_are_missing_and_said_to_be(rows: list[Row]) -> None:
    missing = [each for each in rows if each.period != "VP" and not each.row.outcome]
    assert 10 <= len(missing) <= 60
    assert all(each.row.analysis for each in missing)


def test_shares_and_indexes_lie_between_nought_and_a_hundred(rows: list[Row]) -> None:
    for each in rows:
        if each.indicator.measure in (Measure.SHARE, Measure.INDEX):
            printed = (each.row.outcome, each.row.outcome_men, each.row.outcome_women, each.row.forecast)
            values = [value for value in map(number, printed) if value is not None]
            assert all(0 <= value <= 100 for value in values), each


def test_women_and_men_weigh_up_to_the_total(rows: list[Row]) -> None:
    compared = 0
    for each in rows:
        row = each.row
        total, women, men = number(row.outcome), number(row.outcome_women), number(row.outcome_men)
        if total is None or women is None or men is None:
            continue
        if each.indicator.measure is Measure.COUNT and not row.n:
            assert total == women + men, each
            continue
        n_women, n_men = int(row.n_women), int(row.n_men)
        assert int(row.n) == n_women + n_men
        rounding = 10**-each.indicator.decimals
        assert abs((women * n_women + men * n_men) / (n_women + n_men) - total) <= rounding, each
        compared += 1
    assert compared > 500


def test_some_groups_are_too_small_to_show(rows: list[Row]) -> None:
    counts = [int(each.row.n_men) for each in rows if each.row.n_men]
    assert len(counts) / 10 < sum(count < 10 for count in counts) < len(counts) / 2
    assert any(each.row.outcome_men == ".." or each.row.outcome_women == ".." for each in rows)


def test_counts_grow_through_the_year(rows: list[Row]) -> None:
    so_far: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    for each in rows:
        value = number(each.row.outcome)
        if each.indicator.accumulates and value is not None:
            so_far[each.unit, each.indicator.slug, each.year].append(value)
    assert so_far
    assert all(values == sorted(values) for values in so_far.values())


def test_nobody_is_offered_support_who_was_not_found(rows: list[Row]) -> None:
    for unit in ("Beställarenheten Nordlyckan", "Beställarenheten Söderlyckan"):
        for year in YEARS:
            for period in ("T1", "T2", "VB"):
                found = outcome(rows, unit, "identifierade-aldre-i-valdsutsatt-situation", period, year)
                offered = outcome(rows, unit, "erbjudna-stod-vid-vald", period, year)
                assert found is None or offered is None or offered <= found


def test_the_flu_of_early_2024_is_felt_everywhere(rows: list[Row]) -> None:
    seen = 0
    for unit in UNITS:
        before, flu, after = (outcome(rows, unit.name, "sjukfranvaro-dag-1-14", "T1", year) for year in YEARS)
        if before is not None and flu is not None:
            assert flu >= before + 0.6, unit.name
            seen += 1
        if after is not None and flu is not None:
            assert flu >= after + 0.6, unit.name
    assert seen >= 16


def test_one_home_turns_around(rows: list[Row]) -> None:
    for slug in ("nojda-vard-och-omsorgsboende", "trygga-vard-och-omsorgsboende", "maltiden-en-trevlig-stund"):
        first, _, last = (outcome(rows, "Fyrlidens vård- och omsorgsboende", slug, "VB", year) for year in YEARS)
        assert first is not None
        assert last is not None
        assert last >= first + 10
    sick = [outcome(rows, "Fyrlidens vård- och omsorgsboende", "sjukfranvaro", "VB", year) or 0.0 for year in YEARS]
    assert sick[0] > sick[2] + 3


def test_one_home_care_unit_loses_its_regular_staff(rows: list[Row]) -> None:
    met = [outcome(rows, "Sjölyckans hemtjänst", "personalkontinuitet-hemtjanst", "VB", year) for year in YEARS]
    assert met[0] is not None
    assert met[2] is not None
    assert met[2] >= met[0] + 2


@pytest.mark.parametrize("slug", ["tryggt-att-bo-hemma", "servicebostad-aldrig-radd"])
def test_women_feel_less_safe_than_men_year_after_year(rows: list[Row], slug: str) -> None:
    for year in YEARS:
        answers = {"women": 0.0, "men": 0.0}
        asked = {"women": 0, "men": 0}
        for each in (each for each in rows if (each.indicator.slug, each.year) == (slug, year)):
            for sex, share, n in (
                ("women", number(each.row.outcome_women), each.row.n_women),
                ("men", number(each.row.outcome_men), each.row.n_men),
            ):
                if share is not None:
                    answers[sex] += share * int(n)
                    asked[sex] += int(n)
        assert answers["men"] / asked["men"] > answers["women"] / asked["women"] + 4


def test_some_earlier_figures_are_corrected_by_a_later_report(rows: list[Row]) -> None:
    reported = {(each.unit, each.indicator.slug, each.period, each.year): each.row.outcome for each in rows if each.row.outcome}
    corrected = [
        each
        for each in rows
        if (before := reported.get((each.unit, each.indicator.slug, each.period, each.year - 1)))
        and each.row.previous_outcome not in ("", before)
    ]
    assert 5 <= len(corrected) <= 60
    assert all("har rättats från" in each.row.analysis for each in corrected)


def test_some_targets_change_at_t2_and_many_between_years(rows: list[Row]) -> None:
    targets = {(each.unit, each.indicator.slug, each.year, each.period): each.row.target for each in rows}
    changed = {
        (unit, slug, year)
        for unit, slug, year, period in targets
        if period == "T2" and targets[unit, slug, year, "VP"] != targets[unit, slug, year, "T2"]
    }
    assert 3 <= len(changed) <= 10
    assert {number(targets["Nordlyckans hemtjänst", "sjukfranvaro", year, "VP"]) for year in YEARS} == {9, 8.5, 8}


def test_targets_are_printed_in_every_way_that_plans_know(rows: list[Row]) -> None:
    targets = {each.row.target for each in rows}
    assert {"öka", "minska", "Max 10 personer", "Minst 90 %", "9 %", "83", "120 st"} <= targets
    kf_targets = {each.row.kf_target for each in rows}
    assert {"", "Tas fram av nämnd", "Tas fram av nämnd/styrelse", "Max 10 personer", "1 920 GWh"} <= kf_targets


def test_forecasts_come_with_the_tertials_only(rows: list[Row]) -> None:
    for each in rows:
        assert bool(each.row.forecast) is (each.period in ("T1", "T2"))


def test_units_state_judgements_in_the_annual_report_only(records: list[Record]) -> None:
    stated = defaultdict(set)
    kind = ""
    for record in records:
        if isinstance(record, Document):
            kind = record.document_type
        elif isinstance(record, Goal):
            stated[kind].add((record.level, record.fulfilment))
    assert {fulfilment for _, fulfilment in stated["VB"]} == {"", "Uppfylls helt", "Uppfylls delvis", "Uppfylls inte"}
    assert {level for level, fulfilment in stated["VB"] if fulfilment} == {"enhetsmal"}
    assert all(fulfilment == "" for kind in ("VP", "T1", "T2") for _, fulfilment in stated[kind])


def test_activities_have_dates_and_some_deviate(records: list[Record]) -> None:
    activities = [record for record in records if isinstance(record, Activity)]
    assert all(each.start < each.end for each in activities)
    deviating = [each for each in activities if each.deviation]
    assert 10 < len(deviating) < len(activities) / 3
    assert all(each.analysis for each in deviating)


def test_plans_say_what_is_expected_of_the_units_own_goals(records: list[Record]) -> None:
    expected = [record for record in records if isinstance(record, Text)]
    assert {each.section for each in expected} == {"Förväntat resultat"}
    assert all(each.text for each in expected)
