"""Definitions: the installation's own are sound, and a wrong one tells the controller where and what to mend."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data.definitions import FOLDER, DefinitionError, Definitions, load_definitions
from data.names import normalise_name
from data.vocabulary import Aggregate, Better, GoalLevel, Measure, Periodicity, UnitKind

HERE = Path(__file__).parent / "definitions"
ROOT = FOLDER.parent.parent
BUNDLED = ROOT / "data" / "sources" / "stockholm"
TRANSCRIPTION = ROOT.parent / "shared" / "documents" / "gold" / "indicators.csv"


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


def folder_with(tmp_path: Path, **files: str) -> Path:
    """A folder of definitions with ``tests/data/definitions`` files under other names: ``indicators_trygga="valid-…"``."""
    for place, fixture in files.items():
        kind, _, name = place.partition("_")
        target = tmp_path / kind / f"{name.replace('_', '-')}.yaml"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes((HERE / fixture).read_bytes())
    return tmp_path


def column(path: Path, name: str) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row[name] for row in csv.DictReader(file)}


# ---- faults ----------------------------------------------------------------------------------------------------------

INVALID_INDICATORS = [
    # file, line, field, what stands there, what is expected
    ("invalid-unknown-field.yaml", 11, "beter", "ett fält som inte finns", "fältet better"),
    ("invalid-direction-misspelt.yaml", 11, "better", "”högre”", "higher"),
    ("invalid-direction-missing.yaml", 2, "better", "inget", "en fråga i open_question"),
    ("invalid-direction-and-question.yaml", 12, "open_question", "en fråga trots att better är angivet", "bara när better"),
    ("invalid-decimals-in-words.yaml", 10, "decimals", "”ingen”", "0 till 3"),
    ("invalid-name-missing.yaml", 2, "name", "inget", "fullständiga namn"),
    ("invalid-short-name-too-long.yaml", 3, "short_name", "”Andel trygga omsorgstagare”", "högst 22 tecken"),
    ("invalid-tolerance-below-zero.yaml", 13, "tolerance_pct", "-5", "0 till 100"),
    ("invalid-share-accumulates.yaml", 15, "accumulates", "true för måttet share", "count"),
    ("invalid-share-summed.yaml", 14, "aggregate", "sum för måttet share", "weighted_mean eller none"),
    ("invalid-share-without-percent.yaml", 9, "unit_of_measure", "”personer”", '"%"'),
    ("invalid-sensitive-without-group.yaml", 2, "min_group", "inget", "minsta antal personer"),
    ("invalid-date-in-words.yaml", 19, "checked_on", "”i november”", "2026-11-02"),
    ("invalid-other-names-not-a-list.yaml", 16, "other_names", "”Andelen trygga omsorgstagare”", "lista"),
    ("invalid-percent-without-quotes.yaml", 9, "filen", "unit_of_measure: %", "citattecken"),
    ("invalid-field-twice.yaml", 8, "why", "först på rad 7", "högst en gång"),
    ("invalid-slug-in-file.yaml", 3, "slug", "ett fält", "filens namn"),
    ("invalid-not-fields.yaml", 1, "filen", "inga fält", "fält: värde"),
]


@pytest.mark.parametrize(("file", "line", "field", "found", "expected"), INVALID_INDICATORS)
def test_fault_tells_file_line_field_and_what_is_expected(
    tmp_path: Path, file: str, line: int, field: str, found: str, expected: str
) -> None:
    folder = folder_with(tmp_path, indicators_trygga=file)
    with pytest.raises(DefinitionError) as raised:
        load_definitions(folder)
    error = raised.value
    assert len(error.problems) == 1
    assert error.file.name == "trygga.yaml"
    assert (error.line, error.field) == (line, field)
    assert found in error.found
    assert expected in error.expected
    assert f"rad {line}, {field}: här står" in str(error)


def test_every_invalid_file_is_tried() -> None:
    tried = {file for file, *_ in INVALID_INDICATORS} | {"invalid-units.yaml", "invalid-programme.yaml"}
    assert tried == {path.name for path in HERE.glob("invalid-*.yaml")}


def test_valid_file_is_read(tmp_path: Path) -> None:
    (one,) = load_definitions(folder_with(tmp_path, indicators_trygga="valid-indicator.yaml")).indicators
    assert one.slug == "trygga"
    assert one.description == "Andel av dem som svarat i brukarundersökningen som känner sig trygga."
    assert (one.better, one.periodicity, one.aggregate) == (Better.HIGHER, Periodicity.AR, Aggregate.WEIGHTED_MEAN)


def test_two_indicators_cannot_share_a_name_however_it_is_written(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, indicators_a="valid-indicator.yaml", indicators_b="valid-indicator.yaml")
    with pytest.raises(DefinitionError) as raised:
        load_definitions(folder)
    problems = {(each.file.name, each.field) for each in raised.value.problems}
    assert problems == {("b.yaml", "name"), ("b.yaml", "short_name")}
    assert "redan finns i a.yaml, rad 2" in str(raised.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        indicators_a="invalid-unknown-field.yaml",
        indicators_b="invalid-decimals-in-words.yaml",
        programmes_c="invalid-programme.yaml",
    )
    with pytest.raises(DefinitionError) as raised:
        load_definitions(folder)
    assert [(each.file.name, each.field) for each in raised.value.problems] == [
        ("a.yaml", "beter"),
        ("b.yaml", "decimals"),
        ("c.yaml", "number"),
        ("c.yaml", "last_year"),
    ]


def test_faulty_units_are_told_one_by_one(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as raised:
        load_definitions(folder_with(tmp_path, units_prov="invalid-units.yaml"))
    assert {(each.line, each.field) for each in raised.value.problems} == {
        (8, "valid_to"),
        (12, "name"),
        (16, "kind"),
        (20, "ort"),
        (23, "slug"),
    }


def test_number_without_quotes_is_told(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as raised:
        load_definitions(folder_with(tmp_path, programmes_prov="invalid-programme.yaml"))
    assert (raised.value.line, raised.value.field, raised.value.found) == (11, "number", "1.1")


def test_text_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    place = tmp_path / "indicators" / "trygga.yaml"
    place.parent.mkdir()
    place.write_bytes((HERE / "valid-indicator.yaml").read_text(encoding="utf-8").replace("En fullst", "x").encode("latin-1"))
    with pytest.raises(DefinitionError, match="rad 1, filen: här står tecken som inte är UTF-8"):
        load_definitions(tmp_path)


def test_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, indicators_trygga="valid-indicator.yaml")
    before = load_definitions(folder).sha256
    assert load_definitions(folder).sha256 == before
    path = folder / "indicators" / "trygga.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("better: higher", "better: lower"), encoding="utf-8")
    assert load_definitions(folder).sha256 != before


# ---- the installation's own ------------------------------------------------------------------------------------------


def test_every_indicator_of_the_bundled_figures_is_defined(definitions: Definitions) -> None:
    undefined = {name for name in column(BUNDLED / "figures.csv", "indicator") if not definitions.indicator_named(name)}
    assert undefined == set()


def test_every_unit_of_the_bundled_figures_has_one_place(definitions: Definitions) -> None:
    for name in column(BUNDLED / "figures.csv", "unit"):
        (unit,) = definitions.units_named(name)
        assert unit.kind is UnitKind.ENHET
        assert not unit.is_example


def test_every_council_goal_of_the_bundled_figures_is_in_a_programme(definitions: Definitions) -> None:
    known = {(goal.level, goal.number, normalise_name(goal.title)) for each in definitions.programmes for goal in each.goals}
    with (BUNDLED / "goals.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"].startswith("kf_")]
    assert {(GoalLevel(row["level"]), row["number"], normalise_name(row["title"])) for row in rows} == known


@pytest.mark.skipif(not TRANSCRIPTION.exists(), reason="the transcription of the documents lies beside the project")
def test_every_indicator_of_the_transcribed_documents_is_defined(definitions: Definitions) -> None:
    names = column(TRANSCRIPTION, "indicator_name")
    assert {name for name in names if not definitions.indicator_named(name)} == set()


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Sjukfrånvaro", Better.LOWER),
        ("Totalt köpt energi i stadens verksamheter", Better.LOWER),
        ("Klimatpåverkan från upphandlade livsmedel och måltider", Better.LOWER),
        ("Antal personal en hemtjänsttagare med minst två besök om dagen möter under en 14-dagarsperiod", Better.LOWER),
        ("Andelen nöjda omsorgstagare i hemtjänst", Better.HIGHER),
        ("Antal tillhandahållna platser för feriejobb", Better.HIGHER),
        ("Antal identifierade äldre i våldsutsatt situation.", None),
    ],
)
def test_which_way_is_better_is_decided_by_what_is_measured(definitions: Definitions, name: str, better: Better | None) -> None:
    indicator = definitions.indicator_named(name)
    assert indicator is not None
    assert indicator.better is better
    assert bool(indicator.open_question) is (better is None)


def test_the_citys_energy_is_not_held_against_a_unit(definitions: Definitions) -> None:
    energy = definitions.indicator_named("Totalt köpt energi i stadens verksamheter")
    assert energy is not None
    assert not energy.kf_target_is_local
    assert energy.aggregate is Aggregate.SUM


def test_small_counts_of_people_exposed_to_violence_are_protected(definitions: Definitions) -> None:
    for name in (
        "Antal identifierade äldre i våldsutsatt situation",
        "Antal personer som erbjudits stöd i våldssituationen",
    ):
        indicator = definitions.indicator_named(name)
        assert indicator is not None
        assert indicator.is_sensitive
        assert indicator.measure is Measure.COUNT


def test_units_stand_after_those_they_belong_to(definitions: Definitions) -> None:
    seen: set[str] = set()
    for unit in definitions.units:
        assert unit.parent is None or unit.parent in seen
        seen.add(unit.slug)


def test_what_is_invented_is_marked_with_all_below_it(definitions: Definitions) -> None:
    by_slug = {unit.slug: unit for unit in definitions.units}
    assert by_slug["exempelstaden"].is_example
    assert not by_slug["stockholms-stad"].is_example
    assert all(unit.is_example == by_slug[unit.parent].is_example for unit in definitions.units if unit.parent)


def test_programme_of_a_year(definitions: Definitions) -> None:
    found = definitions.programme_of(2023)
    assert found is not None
    assert found.name == "2023–2026"
    assert definitions.programme_of(2018) is None
