"""The development of an indicator: lines in pieces, holes with their reason, targets as steps, and the sentence about it."""

from __future__ import annotations

from typing import Any

import pytest

from app.answers.figures import HistoryFigure
from app.chart_views import Development
from app.presenters.development import development_of
from data.vocabulary import Period
from tests.app.figures import FERIEJOBB, NOJDA, SJUKFRANVARO

_HISTORY: dict[str, Any] = dict.fromkeys(HistoryFigure._fields) | {
    "gender": "T", "status": "uppfylls_inte", "status_reason": "missed", "is_withheld": False, "is_aggregated": False,
    "is_example": False, "target_form": "level",
}  # fmt: skip


def followed(year: int, period: str, value: float | None, **given: Any) -> HistoryFigure:
    return HistoryFigure(**{**_HISTORY, "year": year, "period": period, "value": value, **given})


def shown(*history: HistoryFigure, indicator: Any = SJUKFRANVARO) -> Development:
    view = development_of(history, indicator, "Eken")
    assert view is not None
    return view


def values(pieces: Any) -> list[list[float]]:
    return [[spot.value for spot in piece] for piece in pieces]


THREE = (
    followed(2025, "T1", 10.3, target_value=9.5, judged_level=9.5),
    followed(2025, "T2", 12.4, target_value=9.5, judged_level=9.5, n=118, interval_low=7.7, interval_high=19.5),
    followed(2025, "VB", 9.0, target_value=9.0, judged_level=9.0, status="uppfylls_helt", status_reason="reached"),
)


def test_the_finding_says_where_it_began_where_it_stands_and_how_often_the_target_was_reached() -> None:
    assert shown(*THREE).finding.replace("\u00a0", " ") == (
        "Från 10,3 % (T1 2025) till 9,0 % (VB 2025), ned 1,3 procentenheter. Hur säker förändringen är går inte att säga. "
        "1 av 3 bedömda utfall når årsmålet."
    )


@pytest.mark.parametrize(
    ("periods", "indicator", "begins"),
    [
        (("T1 2024", "VB 2024", "T1 2025", "VB 2025"), SJUKFRANVARO, "Från 11,0 % (VB 2024) till 13,0 % (VB 2025), upp 2,0"),
        (("VB 2023", "T1 2024", "T2 2024", "T1 2025"), SJUKFRANVARO, "Från 11,0 % (T1 2024) till 13,0 % (T1 2025), upp 2,0"),
        (("VB 2023", "T1 2025"), SJUKFRANVARO, "Från 10,0 % (VB 2023) till 11,0 % (T1 2025), upp 1,0"),
        (("VB 2023", "T1 2025"), FERIEJOBB, "11 st (T1 2025)."),
        (("T1 2024", "VB 2024", "T1 2025"), FERIEJOBB, "Från 10 st (T1 2024) till 12 st (T1 2025), upp 2"),
    ],
)
def test_the_way_is_told_between_follow_ups_of_the_same_kind(periods: tuple[str, ...], indicator: Any, begins: str) -> None:
    codes = [Period.from_code(code) for code in periods]
    history = [followed(code.year, code.kind, 10.0 + at) for at, code in enumerate(codes)]
    assert shown(*history, indicator=indicator).finding.replace("\u00a0", " ").startswith(begins)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((40.0, 60.0), (55.0, 75.0), "Felmarginalerna överlappar varandra."),
        ((40.0, 54.0), (55.0, 75.0), "Felmarginalerna överlappar inte varandra."),
        ((55.0, 75.0), (40.0, 55.0), "Felmarginalerna överlappar varandra."),
        ((None, None), (55.0, 75.0), "Hur säker förändringen är går inte att säga."),
        ((None, None), (None, None), "upp 15 procentenheter."),
    ],
)
def test_the_way_from_first_to_last_is_told_with_what_is_known_of_chance(first: Any, last: Any, words: str) -> None:
    view = shown(
        followed(2024, "VB", 50.0, interval_low=first[0], interval_high=first[1]),
        followed(2025, "VB", 65.0, interval_low=last[0], interval_high=last[1]),
        indicator=NOJDA,
    )
    assert words in view.finding.replace("\u00a0", " ")
    assert view.finding.count("elmarginalerna") + view.finding.count("säker") == (0 if last == (None, None) else 1)


def test_one_outcome_and_equal_ones_have_sentences_of_their_own() -> None:
    assert shown(THREE[0]).finding.replace("\u00a0", " ") == "Ett utfall hittills: 10,3 % (T1 2025)."
    same = shown(followed(2024, "VB", 80.0), followed(2025, "VB", 80.0), indicator=NOJDA)
    assert same.finding.replace("\u00a0", " ").startswith("Oförändrat sedan VB 2024: 80 %.")


def test_a_follow_up_that_was_not_reported_breaks_the_line_and_is_marked_with_why() -> None:
    missing = THREE[1]._replace(value=None, missing="not_reported", status_reason="not_reported")
    view = shown(THREE[0], missing, THREE[2])
    assert values(view.total) == [[10.3], [9.0]]
    assert [(hole.at, hole.sign, hole.text.replace("\u00a0", " ")) for hole in view.holes] == [
        (1, "…", "T2 2025: ej rapporterat")
    ]
    assert "ej rapporterat" in view.description
    assert view.table.rows[1][1] == "ej rapporterat"


def test_what_is_withheld_is_drawn_as_withheld_and_no_number_of_it_is_told() -> None:
    hidden = THREE[1]._replace(value=None, n=None, missing="withheld", status_reason="withheld", is_withheld=True)
    view = shown(THREE[0], hidden)
    assert view.holes[0].sign == ".."
    assert view.holes[0].text.endswith("visas inte, få svarande")


def test_what_is_not_due_yet_is_no_hole() -> None:
    view = shown(THREE[0], followed(2025, "T2", None, missing="not_yet_due", status_reason="not_yet_due"))
    assert (len(view.places), view.holes) == (1, ())


def test_a_follow_up_that_is_missing_altogether_is_as_wide_as_its_time() -> None:
    view = shown(followed(2023, "VB", 8.0), followed(2025, "VB", 9.0))
    assert view.places == ("2023", "2024", "2025")
    assert values(view.total) == [[8.0], [9.0]]


def test_targets_are_steps_and_the_same_level_goes_on() -> None:
    assert [(start, end, mark.value) for start, end, mark in shown(*THREE).targets] == [(-0.5, 1.5, 9.5), (1.5, 2.5, 9.0)]


def test_a_target_that_measures_something_else_is_not_drawn() -> None:
    assert shown(THREE[0]._replace(status_reason="not_comparable", judged_level=None)).targets == ()


def test_a_count_that_grows_begins_anew_each_year() -> None:
    jobs = [followed(year, kind, value) for year, kind, value in ((2024, "T2", 20.0), (2024, "VB", 30.0), (2025, "T2", 22.0))]
    assert values(shown(*jobs, indicator=FERIEJOBB).total) == [[20.0, 30.0], [22.0]]


def test_a_doubtful_outcome_is_a_hole() -> None:
    doubtful = followed(2025, "T2", 0.0, status="ej_bedomd", status_reason="outcome_doubtful", missing="doubtful")
    assert shown(THREE[0], doubtful).holes[0].text.endswith("tveksam uppgift")


def test_there_is_no_chart_without_an_outcome() -> None:
    assert development_of((followed(2025, "T2", None, missing="not_reported"),), SJUKFRANVARO, "Eken") is None
    assert development_of((), SJUKFRANVARO, "Eken") is None


def test_equal_values_and_a_single_zero_have_a_scale_with_room() -> None:
    for value in (0.0, 80.0, 100.0):
        scale = shown(followed(2025, "VB", value), indicator=NOJDA).scale
        assert scale.low <= value <= scale.high
        assert scale.low < scale.high
        assert scale.ticks


def test_a_year_with_one_follow_up_before_a_fuller_one_is_written_in_short() -> None:
    view = shown(followed(2024, "VB", 8.0), followed(2025, "T1", 9.0), followed(2025, "T2", 9.5))
    assert view.places == ("VB<br>-24", "T1<br>-25", "T2<br>")
