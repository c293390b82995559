"""The one sentence that says why a status is what it is. A row for every reason there is."""

from __future__ import annotations

from typing import Any

import pytest

from app.answers.figures import Indicator
from app.presenters.judgement import status_sentence
from data.vocabulary import Period, PeriodKind, StatusReason
from tests.app.figures import ENERGI, FERIEJOBB, INDEX, NOJDA, PERSONAL, SJUKFRANVARO, VALD, cell

T2_2025 = Period(2025, PeriodKind.T2)

EXAMPLES: list[tuple[Indicator, dict[str, Any], str]] = [
    (SJUKFRANVARO, {"value": 7.8, "target_value": 9.5, "target_form": "level", "status_reason": "reached",
                    "judged_better": "lower", "judged_level": 9.5}, "7,8 % mot årsmålet 9,5 % – lägre är bättre."),
    (NOJDA, {"value": 84.0, "target_value": 85.0, "target_form": "level", "status_reason": "within_tolerance",
             "judged_better": "higher", "judged_level": 85.0}, "84 % mot årsmålet 85 % – högre är bättre."),
    (NOJDA, {"value": 84.6, "target_value": 85.0, "target_form": "level", "status_reason": "missed",
             "judged_better": "higher", "judged_level": 85.0}, "84,6 % mot årsmålet 85,0 % – högre är bättre."),
    (PERSONAL, {"value": 9.0, "target_value": 10.0, "target_form": "max", "status_reason": "reached",
                "judged_better": "lower", "judged_level": 10.0}, "9 personer mot årsmålet högst 10 personer."),
    (INDEX, {"value": 78.0, "target_value": 80.0, "target_form": "min", "status_reason": "missed",
             "judged_better": "higher", "judged_level": 80.0}, "78 mot årsmålet minst 80."),
    (FERIEJOBB, {"value": 22.0, "target_value": 30.0, "target_form": "level", "status_reason": "reached",
                 "judged_better": "higher", "judged_level": 20.0}, "22 st mot 20 st så här långt på året (årsmålet är 30 st)."),
    (SJUKFRANVARO, {"value": 5.9, "target_form": "decrease", "status_reason": "reached", "judged_better": "lower",
                    "judged_level": 6.2}, "5,9 % mot 6,2 % året före; årsmålet är att minska."),
    (NOJDA, {"value": 80.0, "target_form": "increase", "status_reason": "missed", "judged_better": "higher",
             "judged_level": 80.0}, "80 % mot 80 % året före; årsmålet är att öka."),
    (NOJDA, {"value": 84.0, "status_reason": "no_target"}, "84 %. Inget årsmål är satt."),
    (NOJDA, {"value": 84.0, "target_form": "delegated", "status_reason": "target_delegated"},
     "84 %. Årsmålet är inte satt: KF överlåter det till nämnden."),
    (NOJDA, {"value": 84.0, "target_form": "words", "target_printed": "Goda resultat", "status_reason": "target_in_words"},
     "84 %. Årsmålet är skrivet i ord: ”Goda resultat”."),
    (VALD, {"value": 4.0, "target_value": 7.0, "target_form": "level", "status_reason": "direction_unknown"},
     "4 personer, årsmål 7 personer. Det är inte bestämt om högre eller lägre är bättre."),
    (NOJDA, {"value": 84.0, "target_form": "increase", "status_reason": "no_previous_year"},
     "84 %. Årsmålet är att öka, men fjolårets utfall saknas."),
    (ENERGI, {"value": 3.1, "target_value": 1945.0, "target_form": "level", "target_printed": "90 %",
              "status_reason": "not_comparable"}, "3,1 GWh. Årsmålet ”90 %” mäter något annat och jämförs inte."),
    (NOJDA, {"outcome_printed": "4,8 %%", "status_reason": "outcome_unreadable"},
     "Utfallet ”4,8 %%” går inte att läsa med säkerhet."),
    (NOJDA, {"value": 0.0, "outcome_printed": "0", "status_reason": "outcome_doubtful"},
     "Utfallet ”0” ser felaktigt ut eller är struket, och bedöms inte."),
    (VALD, {"value": 4.0, "target_printed": "90 %", "status_reason": "target_doubtful"},
     "4 personer. Årsmålet ”90 %” ser felaktigt ut eller är struket, och används inte."),
    (SJUKFRANVARO, {"target_value": 9.5, "target_form": "level", "status_reason": "not_reported"},
     "Inget utfall är rapporterat. Årsmålet är 9,5 %."),
    (PERSONAL, {"target_value": 10.0, "target_form": "max", "status_reason": "not_reported"},
     "Inget utfall är rapporterat. Årsmålet är högst 10 personer."),
    (SJUKFRANVARO, {"status_reason": "not_reported"}, "Inget utfall är rapporterat."),
    (SJUKFRANVARO, {"status_reason": "not_yet_due"}, "Perioden pågår till 2025-08-31; inget utfall behövs än."),
    (NOJDA, {"status_reason": "not_applicable"}, "Indikatorn är inte aktuell för enheten den här perioden."),
    (NOJDA, {"status_reason": "dropped_out"}, "Uppgiften har fallit bort i källan."),
    (NOJDA, {"status_reason": "withheld"}, "Visas inte: för få svarande."),
    (NOJDA, {"value": 84.0, "target_form": "increase", "status_reason": "previous_year_withheld"},
     "84 %. Årsmålet är att öka, men fjolårets utfall visas inte: för få svarande."),
    (NOJDA, {"status_reason": "not_added_up"}, "Enheternas utfall går inte att räkna samman till ett värde."),
]  # fmt: skip


@pytest.mark.parametrize(("indicator", "given", "sentence"), EXAMPLES)
def test_the_sentence_gives_figure_target_and_reason(indicator: Indicator, given: dict[str, Any], sentence: str) -> None:
    said = status_sentence(cell(**given), indicator, T2_2025)
    assert said.replace("\u00a0", " ") == sentence


def test_there_is_an_example_for_every_reason() -> None:
    assert {given["status_reason"] for _, given, _ in EXAMPLES} == set(StatusReason)


def test_no_sentence_puts_an_ordinary_space_between_number_and_unit() -> None:
    assert "7,8\u00a0%" in status_sentence(cell(**EXAMPLES[0][1]), SJUKFRANVARO, T2_2025)
