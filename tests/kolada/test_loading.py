"""``load kolada:…`` from the command to the store."""

from __future__ import annotations

from sqlalchemy import func, select

from data.schema import Attainment, Load, Outcome
from tests.kolada.desk import KoladaDesk
from tests.kolada.server import value

SATISFIED = "Nöjda brukare hemtjänst, andel (%)"


def test_figures_are_loaded_with_genders_on_the_unit_that_the_definitions_know(desk: KoladaDesk) -> None:
    assert desk.fetch() == 1  # the figure is new, which is asked about
    assert desk.outcomes(indicator=SATISFIED, unit="Stockholms stad") == [
        (2019, "K", 86.0, None),
        (2019, "M", 81.5, None),
        (2019, "T", 84.25, None),
        (2020, "K", 87.0, None),
        (2020, "M", 82.0, None),
        (2020, "T", 85.0, None),
    ]
    assert set(desk.outcomes("period", "unit_printed", "n")) == {("VB", "%", None)}
    assert [code for code, _ in desk.questions() if code == "unknown_unit"] == []
    assert ("unknown_indicator", SATISFIED) in desk.questions()


def test_the_documents_are_kolada_s_with_mark_and_day(desk: KoladaDesk) -> None:
    desk.fetch()
    assert {publisher for (publisher,) in desk.documents("publisher")} == {"Kolada"}
    (reference, published, name), *_ = desk.documents("reference", "published_on", "file_name")
    assert reference.startswith("N00090, hämtat 20")
    assert published.isoformat() == "2025-03-14"
    assert name == "Kolada N00090"


def test_many_digits_are_no_question(desk: KoladaDesk) -> None:
    desk.fetch("U21468")
    assert desk.outcomes("value", "printed") == [(4321.9876543211, "4321,9876543211")]
    assert {code for code, _ in desk.questions() if code not in ("direction_open", "unknown_indicator")} == set()


def test_the_same_again_changes_nothing(desk: KoladaDesk) -> None:
    desk.fetch("N00090,U21468")
    version = desk.rows(select(func.max(Load.id)))
    assert desk.fetch("N00090,U21468") == 0
    assert "Ingenting nytt" in desk.said
    assert desk.rows(select(func.max(Load.id))) == version


def test_another_figure_leaves_the_first_alone(desk: KoladaDesk) -> None:
    desk.fetch("N00090")
    before = desk.outcomes(indicator=SATISFIED)
    desk.fetch("U21468")
    assert desk.outcomes(indicator=SATISFIED) == before
    assert len(desk.outcomes()) == 7


def test_a_revision_supersedes_just_what_it_revises(desk: KoladaDesk) -> None:
    desk.fetch()
    desk.kolada.figures["N00090", "0180", "2019"][0]["value"] = 83.75
    desk.fetch()
    assert (2019, "T", 83.75, None) in desk.outcomes()
    ended = select(Outcome.value).where(Outcome.ended_load_id.is_not(None))
    assert desk.rows(ended) == [(84.25,)]
    assert desk.said.count("Kolada N00090 2 0 1 1 1 0 0") == 1  # read, new, changed, unchanged; the one question stays


def test_more_years_and_then_fewer_keep_what_was_loaded(desk: KoladaDesk) -> None:
    desk.fetch(years="2019")
    desk.fetch(years="2019-2020")
    desk.fetch(years="2020")
    assert sorted({year for year, *_ in desk.outcomes()}) == [2019, 2020]
    assert "left_behind" not in {code for code, _ in desk.questions()}
    assert desk.rows(select(func.count()).select_from(Outcome)) == [(6,)]


def test_why_a_value_is_missing_is_kept(desk: KoladaDesk) -> None:
    desk.kolada.figures = {
        ("N00090", "0180", "2017"): [value(None, status="Missing")],
        ("N00090", "0180", "2018"): [value(None, status="Private")],
        ("N00090", "0180", "2019"): [value(91, isdeleted=True)],
        ("N00090", "0180", "2020"): [value(None)],
        ("N00090", "0180", "2021"): [],
        ("N00090", "0180", "2022"): [value(None, status="Något nytt")],
    }
    desk.fetch(years="2017-2022")
    assert desk.outcomes("year", "value", "missing", "printed") == [
        (2017, None, "not_reported", "Missing"),
        (2018, None, "withheld", "Private"),
        (2019, None, "dropped_out", "borttagen"),
        (2020, None, "not_reported", "null"),
        (2021, None, "not_reported", "null"),
        (2022, None, "unreadable", "Något nytt"),
    ]
    assert "Något nytt" in {printed for _, printed in desk.questions()}


def test_a_withdrawn_value_is_shown_no_more(desk: KoladaDesk) -> None:
    desk.fetch()
    desk.kolada.figures["N00090", "0180", "2020"] = [value(85, isdeleted=True), value(None, "K", isdeleted=True)]
    desk.fetch()
    shown = select(Attainment.gender, Attainment.value, Attainment.missing).where(
        Attainment.year == 2020, Attainment.value.is_(None)
    )
    assert ("T", None, "dropped_out") in desk.rows(shown)
    assert (2020, "T", 85.0, None) not in desk.outcomes()


def test_a_year_that_kolada_has_no_more_is_asked_about(desk: KoladaDesk) -> None:
    desk.fetch()
    del desk.kolada.figures["N00090", "0180", "2019"]
    desk.fetch()
    assert ("left_behind", "VB 2019, Stockholms stad") in desk.questions()


def test_f_is_the_old_name_of_k_and_the_period_may_be_a_number(desk: KoladaDesk) -> None:
    desk.kolada.period_as_number = True
    desk.kolada.figures["N00090", "0180", "2020"] = [value(85), value(87, "F"), value(82, "M")]
    desk.fetch(years="2020")
    assert desk.outcomes("gender", "value") == [("K", 87.0), ("M", 82.0), ("T", 85.0)]


def test_count_is_no_number_of_respondents(desk: KoladaDesk) -> None:
    for each in desk.kolada.figures["N00090", "0180", "2020"]:
        each["count"] = 4
    desk.fetch(years="2020")
    assert set(desk.outcomes("n")) == {(None,)}


def test_a_value_that_is_marked_or_odd_is_asked_about_and_not_judged(desk: KoladaDesk) -> None:
    desk.kolada.figures["N00090", "0180", "2019"] = [value(85, status="Missing")]
    desk.kolada.figures["N00090", "0180", "2020"] = [value(85), value(87, "K"), value(12, "F"), value(3, "X")]
    desk.fetch()
    asked = {code for code, _ in desk.questions()}
    assert {"kolada_status", "kolada_twice", "kolada_gender"} <= asked
    assert set(desk.outcomes("is_doubtful")) == {(True,)}
    assert (2020, "K", 87.0, None) in desk.outcomes()


def test_units_are_asked_for_by_themselves(desk: KoladaDesk) -> None:
    desk.kolada.figures["N00090", "V15E0001", "2020"] = [value(90)]
    desk.fetch("N00090", "--ou", "V15E0001", years="2020")
    assert desk.outcomes(unit="Axelsbergs vård- och omsorgsboende") == [(2020, "T", 90.0, None)]
    assert any(path.startswith("/v3/oudata/kpi/N00090/ou/V15E0001/year/2020") for path in desk.kolada.asked)


def test_a_municipality_that_nobody_has_defined_becomes_a_draft(desk: KoladaDesk) -> None:
    desk.kolada.figures["N00090", "0184", "2020"] = [value(77)]
    desk.fetch("N00090", "--municipality", "0180,0184", years="2020")
    assert desk.outcomes(unit="Solna") == [(2020, "T", 77.0, None)]
    assert ("unknown_unit", "Solna") in desk.questions()


def test_a_figure_with_nearly_a_known_name_is_proposed_and_not_merged(desk: KoladaDesk) -> None:
    desk.kolada.kpi("N00090", "Sjukfrånvaro dag 1-15")
    desk.fetch(years="2020")
    assert "Liknar «Sjukfrånvaro dag 1-14»" in desk.said
    assert desk.outcomes("value", indicator="Sjukfrånvaro dag 1-14") == []


def test_a_figure_with_the_very_name_of_a_definition_is_that_indicator(desk: KoladaDesk) -> None:
    desk.kolada.kpi("N00090", "Sjukfrånvaro dag 1–14")
    assert desk.fetch(years="2020") == 0
    assert (85.0,) in desk.outcomes("value", indicator="Sjukfrånvaro dag 1-14")


def test_a_figure_promises_no_follow_up(desk: KoladaDesk) -> None:
    desk.fetch(years="2020")
    assert desk.rows(select(Attainment.period).distinct()) == [("VB",)]
