"""The process-behaviour chart in the development: its lines, what they say, and what is never drawn."""

from __future__ import annotations

from typing import Any

from app import text
from app.answers.figures import HistoryFigure
from app.presenters.development import development_of
from app.presenters.process import process_lines
from tests.app.figures import ENERGI, FERIEJOBB, NOJDA, SJUKFRANVARO
from tests.app.test_development import followed, shown

KINDS = ("T1", "T2", "VB")
LINES: dict[str, Any] = {"process_mean": 8.0, "process_low": 6.0, "process_high": 10.0, "variation": "common"}


def four_years(**latest: Any) -> list[HistoryFigure]:
    """Twelve follow-ups of sick leave, the latest with what the rule has computed of it."""
    every = [followed(2022 + at // 3, KINDS[at % 3], 8.0 + (at % 2) * 0.5) for at in range(12)]
    return [*every[:-1], every[-1]._replace(**{**LINES, **latest})]


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_mean_and_limits_are_drawn_and_said_in_words() -> None:
    view = shown(*four_years())
    assert view.process is not None
    assert [(mark.value, plain(mark.text)) for mark in (view.process.mean, view.process.low, view.process.high)] == [
        (8.0, "medelvärde 8,0 %"),
        (6.0, "nedre gräns 6,0 %"),
        (10.0, "övre gräns 10,0 %"),
    ]
    assert plain(view.process.words) == "Styrdiagram: medelvärdet är 8,0 %, och den vanliga variationen ligger inom 6,0–10,0 %."
    assert view.process.words in view.description
    assert view.finding.endswith("Utfallet varierar som det brukar.")


def test_the_limits_have_room_in_the_chart() -> None:
    scale = shown(*four_years(process_low=2.0, process_high=14.0)).scale
    assert scale.low <= 2.0
    assert scale.high >= 14.0


def test_below_twelve_points_there_are_no_lines() -> None:
    view = shown(*four_years(process_mean=None, process_low=None, process_high=None, variation=None))
    assert view.process is None
    assert text.LEGEND_USUAL not in [words for _, _, words in view.legend]
    assert view.table.head == text.DEVELOPMENT_HEAD


def test_lines_of_an_earlier_outcome_are_not_drawn_over_a_later_one_that_has_none() -> None:
    assert shown(*four_years(), followed(2026, "T1", 9.0)).process is None


def test_a_follow_up_that_is_missing_afterwards_leaves_the_lines() -> None:
    missing = followed(2026, "T1", None, missing="not_reported", status_reason="not_reported")
    assert shown(*four_years(), missing).process is not None


def test_a_share_is_never_drawn_beyond_nought_and_a_hundred() -> None:
    lines = process_lines([followed(2025, "VB", 95.0, process_mean=95.0, process_low=-3.0, process_high=104.0)], NOJDA)
    assert lines is not None
    assert (lines.low.value, lines.high.value) == (0.0, 100.0)
    assert "104" not in lines.words


def test_a_count_is_never_drawn_below_nought_but_an_amount_may_be() -> None:
    figures = [followed(2025, "VB", 3.0, process_mean=3.0, process_low=-4.0, process_high=10.0)]
    count, energy = process_lines(figures, FERIEJOBB), process_lines(figures, ENERGI)
    assert count is not None
    assert energy is not None
    assert (count.low.value, energy.low.value) == (0.0, -4.0)


def test_a_real_change_gets_a_ring_with_its_words() -> None:
    view = shown(*four_years(value=11.0, variation="concern"))
    assert [(spot.at, plain(spot.text)) for spot in view.real_changes] == [(11, "VB 2025: 11,0 %, verklig försämring")]
    assert view.finding.endswith("Försämringen är större än den vanliga variationen.")
    assert view.table.rows[-1][-1] == "verklig försämring"


def test_limits_that_lie_close_get_one_decimal_more() -> None:
    lines = process_lines([followed(2025, "VB", 80.0, process_mean=80.1, process_low=79.6, process_high=80.6)], NOJDA)
    assert lines is not None
    assert "79,6–80,6" in lines.words


def test_what_is_withheld_has_no_lines() -> None:
    hidden = four_years(value=None, missing="withheld", status_reason="withheld", is_withheld=True)
    view = development_of(hidden, SJUKFRANVARO, "Eken")
    assert view is not None
    assert view.process is None
    assert view.real_changes == ()
