"""*Att lyfta*: what is said, what is left unsaid, and in which order."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import Any

import pytest

from app import text
from app.answers.organisation import Organisation, Unit
from app.answers.remarks import ContradictedGoal, RemarkableFigure, UnitThatOwes
from app.presenters.remarks import MOST, MOST_OF_A_KIND, MOST_OF_A_UNIT, RemarksInput, chosen_figures, remarks
from app.views import Remark
from data.vocabulary import Measure, Period, PeriodKind
from etl.rules.remarkable import Remarkable, what_to_lift
from tests.app.figures import FERIEJOBB, INDEX, NOJDA, PERSONAL, SJUKFRANVARO

T2_2025 = Period(2025, PeriodKind.T2)
INDICATORS = {one.id: one for one in (SJUKFRANVARO, NOJDA, FERIEJOBB, PERSONAL, INDEX)}
NAMES = {1: "Björkgården", 2: "Ekbacken", 3: "Tallgården", 4: "Solhemmet", 5: "Linden", 6: "Granen", 7: "Rönnen", 8: "Eken"}
UNITS = Organisation.of(Unit(id_, f"enhet-{id_}", name, "enhet", None, id_, False, False) for id_, name in NAMES.items())

MISS: dict[str, Any] = {
    **dict.fromkeys(RemarkableFigure._fields),
    **{"unit_id": 1, "indicator_id": 1, "value": 12.4, "n": 118, "outcome_printed": "12,4 %", "target_printed": "9,5 %"},
    **{"target_value": 9.5, "target_form": "level", "status": "uppfylls_inte", "status_reason": "missed"},
    **{"judged_better": "lower", "judged_level": 9.5, "within_margin": False, "is_example": False},
}
REACHED = {"status": "uppfylls_helt", "status_reason": "reached"}


def figure(**given: Any) -> RemarkableFigure:
    """A figure with the story that the rule finds in it, as the read model has it."""
    told = {**MISS, **given}
    measure = INDICATORS[told["indicator_id"]].measure
    found = what_to_lift(
        Remarkable(**{one.name: told[one.name] for one in fields(Remarkable)}), Measure(measure) if measure else None
    )
    kind, weight = found or (None, None)
    return RemarkableFigure(**{**told, "remark_kind": kind, "remark_weight": weight})


def told(*figures: RemarkableFigure, **more: Any) -> tuple[tuple[Remark, ...], str]:
    return remarks(RemarksInput(UNITS, INDICATORS, T2_2025, dt.date(2025, 9, 18), figures, **{"owing": (), "goals": (), **more}))


def sentence(remark: Remark) -> str:
    return f"{remark.lead} {remark.rest} {remark.note}".replace("\u00a0", " ").strip()


EXAMPLES: list[tuple[dict[str, Any], str]] = [
    ({"previous_value": 10.3, "previous_year": 2025, "previous_period": "T1", "change": "worse", "forecast_value": 11.8},
     "Sjukfrånvaro hos Björkgården är 12,4 % mot årsmålet 9,5 %, +2,1 procentenheter sedan T1 2025. "
     "Avståndet till målet är större än felmarginalen (n = 118). Prognos för helåret: 11,8 %."),
    ({"n": None, "within_margin": None},
     "Sjukfrånvaro hos Björkgården är 12,4 % mot årsmålet 9,5 %. "
     "Antalet svarande är inte känt, så det går inte att säga hur säker siffran är."),
    ({"indicator_id": 3, "value": 5.0, "n": None, "within_margin": None, "target_value": 30.0, "judged_level": 20.0},
     "Antal feriejobb hos Björkgården är 5 st mot 20 st så här långt på året (årsmålet är 30 st). "
     "Ett räknat eller uppmätt värde utan urvalsfel."),
    ({"target_value": None, "target_form": "decrease", "target_printed": "minska", "judged_level": 11.0},
     "Sjukfrånvaro hos Björkgården är 12,4 % mot 11,0 % året före; årsmålet är att minska. "
     "Avståndet till målet är större än felmarginalen (n = 118)."),
    ({**REACHED, "forecast_value": 10.1, "forecast_status": "uppfylls_inte", "value": 9.0},
     "Sjukfrånvaro hos Björkgården väntas inte nå årsmålet: prognosen för helåret är 10,1 % mot 9,5 %. "
     "Prognosen är enhetens egen bedömning."),
    ({**REACHED, "indicator_id": 2, "value": 71.0, "n": 96, "year_ago_value": 84.0, "year_ago_change": "worse",
      "year_ago_within_margin": False},
     "Andel nöjda omsorgstagare hos Björkgården har försämrats till 71 % från 84 % T2 2024 (−13 procentenheter). "
     "Förändringen är större än felmarginalen (n = 96)."),
    ({**REACHED, "indicator_id": 2, "value": 75.0, "n": 200, "gap": -14.0, "gap_within_margin": False},
     "Andel nöjda omsorgstagare hos Björkgården skiljer sig med 14 procentenheter mellan kvinnor och män: "
     "män har det högre värdet; totalt är utfallet 75 %. Skillnaden är större än felmarginalen (n = 200)."),
    ({**REACHED, "variation": "concern"},
     "Sjukfrånvaro hos Björkgården har försämrats mer än den brukar variera: utfallet är 12,4 %. "
     "Styrdiagrammet över minst tolv uppföljningar visar en verklig försämring."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), EXAMPLES)
def test_a_sentence_gives_figure_target_change_and_certainty(given: dict[str, Any], expected: str) -> None:
    (remark,), left = told(figure(**given))
    assert sentence(remark) == expected
    assert left == ""


@pytest.mark.parametrize(
    "given",
    [
        {"within_margin": True},
        {**REACHED, "year_ago_value": 5.0, "year_ago_change": "worse", "year_ago_within_margin": True},
        {
            **REACHED,
            "change": "worse",
            "change_within_margin": True,
            "previous_value": 8.0,
            "previous_year": 2025,
            "previous_period": "T1",
        },
        {**REACHED, "gap": 3.0, "gap_within_margin": True},
        {**REACHED, "variation": "common"},
        {"value": None, "status": "ej_bedomd", "status_reason": "withheld"},
    ],
)
def test_what_chance_can_explain_is_not_lifted(given: dict[str, Any]) -> None:
    assert told(figure(**given)) == ((), text.REMARKS_NONE)


def test_a_change_of_which_nobody_knows_the_margin_is_lifted_and_says_so() -> None:
    (remark,), _ = told(figure(**REACHED, n=None, change="worse", previous_value=8.0, previous_year=2025, previous_period="T1"))
    assert sentence(remark) == (
        "Sjukfrånvaro hos Björkgården har försämrats till 12,4 % från 8,0 % T1 2025 (+4,4 procentenheter). "
        "Antalet svarande är inte känt, så det går inte att säga hur säker siffran är."
    )


def test_a_goal_of_few_indicators_weighs_less_than_one_of_many() -> None:
    few = ContradictedGoal(1, 1, "Få", "uppfylls_helt", "stated_better", 0, 0, 1)
    many = ContradictedGoal(2, 2, "Många", "uppfylls_helt", "stated_better", 0, 0, 4)
    said, _ = told(goals=[few, many])
    assert [remark.lead.split(" ")[0] for remark in said] == ["Ekbacken", "Björkgården"]


def test_at_most_two_are_about_units_that_owe() -> None:
    said, left = told(owing=[UnitThatOwes(unit, 3, None) for unit in (1, 2, 3)])
    assert len(said) == 2
    assert left == "Ytterligare en sak går att lyfta."


def test_a_unit_that_owes_is_told_with_its_last_day() -> None:
    (remark,), _ = told(owing=[UnitThatOwes(4, 3, dt.date(2025, 8, 31))])
    assert sentence(remark) == (
        "Solhemmet har inte rapporterat 3 indikatorer för tertial 2 2025. Perioden slutade 2025-08-31, för 18 dagar sedan."
    )


def test_a_goal_stated_better_than_its_indicators_is_told() -> None:
    (remark,), _ = told(goals=[ContradictedGoal(2, 7, "Alla är trygga", "uppfylls_helt", "stated_better", 1, 1, 2)])
    assert sentence(remark).startswith(
        "Ekbacken anger att målet ”Alla är trygga” uppfylls helt, men 3 av 4 bedömda indikatorer under det når inte sina årsmål."
    )


def test_surer_and_more_people_come_first() -> None:
    far = figure(unit_id=2, value=18.0)
    unsure = figure(unit_id=3, value=18.0, n=None, within_margin=None, indicator_id=2, judged_level=9.5)
    few = figure(unit_id=4, indicator_id=7, value=18.0, n=12)
    said, _ = told(unsure, few, far)
    assert [remark.href.split("?")[0] for remark in said] == [
        "/enhet/enhet-2",
        "/enhet/enhet-4",
        "/enhet/enhet-3",
    ]


def test_further_from_the_target_comes_first() -> None:
    said, _ = told(figure(unit_id=1, value=11.0), figure(unit_id=2, value=18.0))
    assert [remark.href.split("?")[0] for remark in said] == ["/enhet/enhet-2", "/enhet/enhet-1"]


def test_of_a_single_unit_the_weightiest_take_the_places_that_are_left() -> None:
    answering = (118, 12, 45, 200, 999)
    figures = [figure(indicator_id=indicator, value=18.0, n=n) for indicator, n in zip(INDICATORS, answering, strict=True)]
    said, left = told(*figures, owing=[UnitThatOwes(1, 1, None)])
    by_weight = sorted(figures, key=lambda one: -(one.remark_weight or 0.0))
    expected = [INDICATORS[one.indicator_id].name for one in by_weight]
    assert [remark.kind for remark in said] == ["missar"] * 5 + ["saknas"]
    assert all(remark.lead.startswith(name) for name, remark in zip(expected, said[:5], strict=True))
    assert left == ""


def test_the_figures_that_are_read_are_those_that_are_told() -> None:
    figures = [
        figure(unit_id=unit, indicator_id=indicator, n=10 * unit + indicator) for unit in (1, 2) for indicator in INDICATORS
    ]
    weighed = [(one.unit_id, one.indicator_id, one.remark_kind or "", one.remark_weight or 0.0) for one in figures]
    asked = RemarksInput(UNITS, INDICATORS, T2_2025, dt.date(2025, 9, 18), (), [UnitThatOwes(3, 4, None)], ())
    read = chosen_figures(asked, sorted(weighed, key=lambda one: -one[3]))
    whole, _ = remarks(replace(asked, figures=figures))
    few, _ = remarks(replace(asked, figures=[one for one in figures if (one.unit_id, one.indicator_id) in read]))
    assert len(whole) == MOST
    assert len(read) == MOST - 1
    assert few == whole


def test_seven_at_most_and_varied() -> None:
    figures = [figure(unit_id=unit, indicator_id=indicator) for unit in NAMES for indicator in INDICATORS]
    owing = [UnitThatOwes(unit, 4, dt.date(2025, 8, 31)) for unit in NAMES]
    goals = [ContradictedGoal(unit, 1, "Mål", "uppfylls_helt", "stated_better", 0, 0, 3) for unit in NAMES]
    said, left = told(*figures, owing=owing, goals=goals)
    assert len(said) == MOST
    kinds = [remark.kind for remark in said]
    assert max(map(kinds.count, kinds)) <= MOST_OF_A_KIND
    units = [remark.href.split("?")[0] for remark in said]
    assert max(map(units.count, units)) <= MOST_OF_A_UNIT
    assert left == f"Ytterligare {len(figures) + 16 - MOST} saker går att lyfta."
