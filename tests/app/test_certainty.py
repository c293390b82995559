"""How sure a figure is, in words: margins of error, changes, the process-behaviour chart, and what is added up."""

from __future__ import annotations

from typing import Any

import pytest

from app.presenters.added_up import added_up_sentence
from app.presenters.bullet import bullet_of
from app.presenters.certainty import certainty_of_change, margin_fact, process_fact
from tests.app.figures import FERIEJOBB, NOJDA, SJUKFRANVARO, figure

SHARE = figure(value=84.0, n=45, interval_low=70.0, interval_high=98.0, within_margin=True)


def said(fact: Any) -> str:
    return fact.words.replace("\u00a0", " ") if fact is not None else ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Avståndet till årsmålet är inom felmarginalen (n = 45, ± 14 procentenheter)."),
        ({"within_margin": False}, "Avståndet till årsmålet är större än felmarginalen (n = 45, ± 14 procentenheter)."),
        ({"within_margin": None}, "Felmarginalen är ± 14 procentenheter (n = 45)."),
        ({"judged_level": 84.0}, "Felmarginalen är ± 14 procentenheter (n = 45)."),
        ({"judged_level": 84.0, "n": None}, "Felmarginalen är ± 14 procentenheter."),
        ({"n": None, "interval_low": None}, "n är inte angivet, så felmarginalen går inte att räkna ut."),
        ({"value": None, "interval_low": None, "n": None}, ""),
    ],
)
def test_the_margin_of_error_is_told_with_its_size(given: dict[str, Any], words: str) -> None:
    assert said(margin_fact(SHARE._replace(**given), NOJDA)) == words


def test_a_count_has_no_margin_of_error() -> None:
    assert margin_fact(figure(value=22.0), FERIEJOBB) is None


def test_a_change_says_whether_chance_can_explain_it_or_that_nobody_knows() -> None:
    assert certainty_of_change(True, True) == ", inom felmarginalen"
    assert certainty_of_change(False, True) == ", större än felmarginalen"
    assert certainty_of_change(None, True) == ", hur säkert går inte att säga"
    assert certainty_of_change(None, False) == "", "a measured value has no margin to speak of"


def test_the_process_behaviour_chart_speaks_of_change_and_of_target() -> None:
    assert said(process_fact(figure(variation="concern", assurance="varies"))) == (
        "Försämringen är större än den vanliga variationen. Om inget ändras nås årsmålet ibland."
    )
    assert process_fact(figure()) is None


def test_the_bullet_has_the_interval_on_its_scale() -> None:
    bullet = bullet_of({"T": SHARE._replace(value=12.4, interval_low=7.7, interval_high=19.5)}, SJUKFRANVARO)
    assert bullet is not None
    assert bullet.interval is not None
    assert bullet.high > 19.5


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"units_reached": 3, "units_judged": 7, "value": 84.0}, "3 av 7 enheter når årsmålet. Sammanräknat utfall: 84 %."),
        ({"units_reached": 0, "units_judged": 0}, "Ingen av enheterna går att bedöma mot ett årsmål. "
         "Enheternas utfall går inte att räkna samman till ett värde."),
        ({"units_reached": 1, "units_judged": 2, "is_withheld": True, "value": 84.0},
         "1 av 2 enheter når årsmålet. Det sammanräknade utfallet visas inte: för få svarande."),
    ],
)  # fmt: skip
def test_a_part_says_how_many_units_reach_and_what_they_come_to(given: dict[str, Any], words: str) -> None:
    assert added_up_sentence(figure(is_aggregated=True, **given), NOJDA).replace("\u00a0", " ") == words
