"""Units against their own targets: the order, the sentence, and who is left out and why."""

from __future__ import annotations

from typing import Any

import pytest

from app.answers.comparison import UnitFigure
from app.answers.figures import Indicator
from app.answers.organisation import Organisation, Unit
from app.presenters.dots import DotsInput, dot_plot, finding, left_out, units_table
from app.presenters.scale import marks, round_step, scale_of
from data.vocabulary import Period, PeriodKind
from tests.app.figures import NOJDA, SJUKFRANVARO

T2 = Period(2025, PeriodKind.T2)
UNITS = [
    Unit(id_, name.casefold(), name, "enhet", None, 0, False, False)
    for id_, name in enumerate(("Asken", "Boken", "Eken", "Linden"))
]
_FIGURE: dict[str, Any] = dict.fromkeys(UnitFigure._fields) | {
    "outcome_printed": "", "target_form": "level", "target_printed": "", "status": "uppfylls_inte", "status_reason": "missed",
    "judged_better": "lower", "is_withheld": False, "is_aggregated": False, "is_example": False,
}  # fmt: skip


def of(unit: int, value: float | None, target: float | None = None, **given: Any) -> UnitFigure:
    against = {"target_value": target, "judged_level": target, "status_reason": "missed" if target is not None else "no_target"}
    return UnitFigure(**{**_FIGURE, "unit_id": unit, "value": value, **against, **given})


def asked(*figures: UnitFigure, indicator: Indicator = SJUKFRANVARO, chosen: Unit | None = None) -> DotsInput:
    return DotsInput(Organisation.of(UNITS), indicator, T2, figures, chosen)


REACHED: dict[str, Any] = {"status": "uppfylls_helt", "status_reason": "reached"}


def test_units_stand_in_the_order_of_the_distance_to_their_own_target() -> None:
    plot = dot_plot(asked(of(0, 12.0, 9.0), of(1, 6.0, 5.0), of(2, 7.0, 10.0, **REACHED), of(3, 1.0)))
    assert plot is not None
    assert [(dot.name, dot.target) for dot in plot.dots] == [("Eken", 10.0), ("Boken", 5.0), ("Asken", 9.0), ("Linden", None)]


def test_where_higher_is_better_the_order_turns() -> None:
    high = {"judged_better": "higher"}
    plot = dot_plot(asked(of(0, 70.0, 80.0, **high), of(1, 90.0, 80.0, **high), indicator=NOJDA))
    assert plot is not None
    assert [dot.name for dot in plot.dots] == ["Boken", "Asken"]


def test_the_finding_counts_names_the_furthest_and_says_what_chance_can_explain() -> None:
    said = finding(asked(of(0, 12.0, 9.0, within_margin=True), of(1, 6.0, 5.0), of(2, 7.0, 10.0, **REACHED)))
    assert said.replace("\u00a0", " ") == (
        "1 av 3 enheter når sitt årsmål. För 1 av de 3 är avståndet till målet inom felmarginalen. "
        "Längst från målet är Asken: 12,0 % mot 9,0 %."
    )
    assert finding(asked(of(3, 1.0))) == "Inget utfall går att bedöma mot ett årsmål."
    assert finding(asked()) == "Inget utfall finns att visa."


def test_units_without_an_outcome_are_listed_by_why_and_never_with_a_number() -> None:
    figures = (
        of(0, 12.0, 9.0),
        of(1, None, 5.0, missing="not_reported", status="ej_rapporterad", status_reason="not_reported"),
        of(2, None, 5.0, missing="withheld", status="ej_bedomd", status_reason="withheld", is_withheld=True),
    )
    groups = {one.why: [name for name, _ in one.units] for one in left_out(asked(*figures))}
    assert groups == {"Ej rapporterat": ["Boken"], "Visas inte, få svarande": ["Eken"]}
    assert [row[2][0] for row in units_table(asked(*figures)).rows][1:] == ["Ej rapporterat", "Visas inte, få svarande"]


def test_a_withheld_row_is_not_drawn_whatever_it_holds() -> None:
    assert dot_plot(asked(of(0, 12.0, 9.0, is_withheld=True))) is None


def test_a_doubtful_outcome_is_not_drawn() -> None:
    assert dot_plot(asked(of(0, 0.0, 9.0, status="ej_bedomd", status_reason="outcome_doubtful"))) is None


def test_the_chosen_unit_is_marked() -> None:
    plot = dot_plot(asked(of(0, 12.0, 9.0), of(1, 6.0, 5.0), chosen=UNITS[1]))
    assert plot is not None
    assert [dot.name for dot in plot.dots if dot.is_chosen] == ["Boken"]


def test_against_last_year_the_level_is_told() -> None:
    plot = dot_plot(asked(of(0, 6.5, None, target_form="decrease", judged_level=6.0, status_reason="missed")))
    assert plot is not None
    assert plot.dots[0].target == 6.0
    assert "6,0" in plot.dots[0].text


@pytest.mark.parametrize(("least", "step"), [(0.3, 0.5), (1.0, 1.0), (2.1, 2.5), (7.0, 10.0), (12.0, 20.0), (0.0, 1.0)])
def test_steps_of_an_axis_are_round(least: float, step: float) -> None:
    assert round_step(least) == pytest.approx(step)


def test_marks_of_an_axis_stand_within_it_and_have_the_decimals_they_need() -> None:
    assert [mark.text.replace("\u00a0", " ") for mark in marks(0.0, 1.0, "%")] == [
        "0,00 %",
        "0,25 %",
        "0,50 %",
        "0,75 %",
        "1,00 %",
    ]
    assert [mark.value for mark in marks(-12.0, 31.0, "")] == [-10.0, 0.0, 10.0, 20.0, 30.0]


def test_the_axis_of_a_share_ends_at_a_hundred_and_begins_at_nought() -> None:
    scale = scale_of([0.0, 100.0], NOJDA)
    assert (scale.low, scale.high) == (0.0, 100.0)
    assert scale_of([-5.0, 5.0], NOJDA).low < -5.0


def test_kf_target_is_drawn_only_where_the_outcome_is_held_against_it() -> None:
    held = {"kf_target_value": 8.0, "kf_target_form": "level", "kf_judged_level": 8.0, "kf_status_reason": "missed"}
    city = {"kf_target_value": 1945.0, "kf_target_form": "level", "kf_status_reason": "not_comparable"}
    given = asked(of(0, 12.0, 9.0, **held), of(1, 6.0, 5.0, **city))
    plot = dot_plot(given)
    assert plot is not None
    assert {dot.name: dot.kf_target for dot in plot.dots} == {"Asken": 8.0, "Boken": None}
    assert plot.dots[1].text.replace("\u00a0", " ").endswith("KF:s årsmål 8,0 %")
    assert [words for _, _, words in plot.legend] == ["uppfylls inte", "enhetens årsmål", "KF:s årsmål"]
    assert [row[2][4].replace("\u00a0", " ") for row in units_table(given).rows] == ["–", "8,0 %"]
    assert plot.scale.high < 100


def test_the_number_of_respondents_stands_only_beside_a_value() -> None:
    doubtful = of(0, 12.0, 9.0, n=118, interval_low=8.0, interval_high=17.0, status_reason="outcome_doubtful", missing="doubtful")
    ((_, _, cells),) = units_table(asked(doubtful)).rows
    assert cells[:3] == ("Tveksam uppgift", "–", "–")


def test_an_axis_has_marks_enough_to_be_read() -> None:
    for low, high in ((6.4, 10.9), (51.0, 100.0), (0.0, 4.3), (43.0, 62.0), (0.4, 0.9)):
        assert 3 <= len(marks(low, high, "%")) <= 5
