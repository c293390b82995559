"""Enhet: the goal tree, the indicators with their facts, and what is said where something is missing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.answers.documents import Activity, Commentary, LoadedDocument, PlannedGoal, Source, StatedJudgement
from app.answers.figures import PlannedIndicator
from app.answers.organisation import Organisation, Unit
from app.components.unit import unit_content
from app.presenters.unit import unit_page
from app.presenters.unit_input import UnitInput
from app.views import GoalView, IndicatorView
from data.vocabulary import Period, PeriodKind
from tests.app.figures import ENERGI, FERIEJOBB, NOJDA, SJUKFRANVARO, VALD, figure

T2_2025 = Period(2025, PeriodKind.T2)
AVDELNING = Unit(1, "aldreomsorg", "Äldreomsorg", "avdelning", None, 0, False, False)
EKEN = Unit(2, "eken", "Eken", "enhet", 1, 0, False, False)
INRIKTNING, KF_MAL, NAMNDMAL, ENHETSMAL = 10, 11, 12, 13
GOALS = (
    PlannedGoal(2, INRIKTNING, None, 1, "kf_inriktningsmal", "1.", "En stad som håller samman"),
    PlannedGoal(2, KF_MAL, INRIKTNING, 2, "kf_mal", "1.4", "Omsorgen är god"),
    PlannedGoal(2, NAMNDMAL, KF_MAL, 3, "namndmal", "1.4.1", "Äldre lever tryggt"),
    PlannedGoal(2, ENHETSMAL, NAMNDMAL, 4, "enhetsmal", "", "Alla bestämmer själva"),
)
SICK = figure(
    indicator_id=1, goal_id=KF_MAL, value=12.4, n=118, target_value=9.5, target_form="level", target_printed="9,5 %",
    status="uppfylls_inte", status_reason="missed", judged_better="lower", judged_level=9.5, outcome_id=7, target_id=8,
    outcome_printed="12,4 %", previous_value=10.3, previous_year=2025, previous_period="T1", change="worse",
    year_ago_value=12.9, year_ago_change="better", forecast_value=11.8, forecast_status="uppfylls_inte",
    forecast_status_reason="missed", kf_target_form="delegated", kf_status_reason="target_delegated",
)  # fmt: skip
REPORT = Source(7, "rad 30", "T2", 2025, "Eken", "t2.txt", dt.date(2025, 9, 18))
PLAN = Source(8, "rad 4", "VP", 2025, "Eken", "vp.txt", dt.date(2025, 1, 15))


def asked(**given: Any) -> UnitInput:
    known: dict[str, Any] = {
        "organisation": Organisation.of([AVDELNING, EKEN]),
        "unit": EKEN,
        "period": T2_2025,
        "indicators": {one.id: one for one in (SJUKFRANVARO, NOJDA, FERIEJOBB, ENERGI, VALD)},
        "goals": GOALS,
        "figures": (SICK,),
        "outcome_sources": {7: REPORT},
        "target_sources": {8: PLAN},
    }
    return UnitInput(**(known | given))


def goal_at(goals: tuple[GoalView, ...], *titles: str) -> GoalView:
    found = next(goal for goal in goals if goal.title == titles[0])
    return goal_at(found.children, *titles[1:]) if titles[1:] else found


def council_goal(given: UnitInput) -> GoalView:
    return goal_at(unit_page(given).goals, "En stad som håller samman", "Omsorgen är god")


def only_indicator(given: UnitInput) -> IndicatorView:
    (view,) = council_goal(given).indicators
    return view


def facts_of(view: IndicatorView) -> dict[str, str]:
    return {fact.label.replace("\u00a0", " "): fact.words.replace("\u00a0", " ") for fact in view.facts}


def test_goals_stand_under_their_parents_with_the_name_of_their_level() -> None:
    page = unit_page(asked())
    own = goal_at(page.goals, "En stad som håller samman", "Omsorgen är god", "Äldre lever tryggt", "Alla bestämmer själva")
    assert own.level == "Enhetsmål"
    assert (page.goals[0].number, page.goals[0].level) == ("1", "KF:s inriktningsmål")


def test_an_indicator_stands_under_its_goal_with_finding_facts_and_source() -> None:
    view = only_indicator(asked())
    assert view.finding.replace("\u00a0", " ") == "12,4 % mot årsmålet 9,5 % – lägre är bättre."
    assert facts_of(view) == {
        "T1 2025": "10,3 %, ↑ 2,1 procentenheter – sämre",
        "T2 2024": "12,9 %, ↓ 0,5 procentenheter – bättre",
        "Prognos helår": "11,8 %",
        "KF:s årsmål": "sätts av nämnden",
        "Underlag": "n = 118",
    }
    assert view.source == "Källa: tertialrapport 2 2025, rad 30 · Årsmål: verksamhetsplan 2025, rad 4 · uppdaterad 2025-09-18"
    assert view.printed[0] == "Som utfall står ”12,4 %” i t2.txt, rad 30."


def test_the_forecast_has_a_status_of_its_own() -> None:
    (forecast,) = [fact for fact in only_indicator(asked()).facts if fact.label == "Prognos helår"]
    assert forecast.status is not None
    assert forecast.status.word == "uppfylls inte"


def test_outcome_and_target_on_the_same_line_have_one_source() -> None:
    view = only_indicator(asked(target_sources={8: REPORT._replace(fact_id=8)}))
    assert view.source.startswith("Källa för utfall och årsmål: tertialrapport 2 2025, rad 30")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kf_target_value": 8.0, "kf_status_reason": "missed", "kf_status": "uppfylls_inte"}, "8,0 %"),
        ({"kf_target_value": 1945.0, "kf_target_printed": "1945 GWh", "kf_status_reason": "not_comparable"},
         "1945 GWh – gäller hela staden eller ett annat mått och jämförs inte"),
    ],
)  # fmt: skip
def test_the_councils_target_is_compared_only_where_it_measures_the_same(given: dict[str, Any], said: str) -> None:
    view = only_indicator(asked(figures=(SICK._replace(kf_target_form="level", **given),)))
    assert facts_of(view)["KF:s årsmål"] == said
    assert view.bullet is not None
    assert (view.bullet.kf_target is not None) == (given["kf_status_reason"] == "missed")


def test_a_share_without_known_respondents_says_so() -> None:
    assert facts_of(only_indicator(asked(figures=(SICK._replace(n=None),))))["Säkerhet"].startswith("n är inte angivet")


def test_no_outcome_gives_no_chart_but_its_reason() -> None:
    missing = SICK._replace(value=None, status="ej_rapporterad", status_reason="not_reported", outcome_id=None)
    view = only_indicator(asked(figures=(missing,)))
    assert view.bullet is None
    assert view.finding.replace("\u00a0", " ") == "Inget utfall är rapporterat. Årsmålet är 9,5 %."
    assert "data-diagram" not in unit_content(unit_page(asked(figures=(missing,))))


def test_a_doubtful_outcome_is_not_drawn() -> None:
    doubtful = SICK._replace(value=0.0, status="ej_bedomd", status_reason="outcome_doubtful", outcome_printed="0")
    assert only_indicator(asked(figures=(doubtful,))).bullet is None


def test_the_table_twin_has_a_row_for_totalt_women_and_men() -> None:
    women = SICK._replace(gender="K", value=12.8, n=96)
    men = SICK._replace(gender="M", value=10.9, n=22)
    table = only_indicator(asked(figures=(SICK, women, men))).table
    assert [row[0] for row in table.rows] == ["Totalt", "Kvinnor", "Män"]
    assert table.rows[1][1].replace("\u00a0", " ") == "12,8 %"
    assert table.rows[0][5].replace("\u00a0", " ") == "10,3 % (T1 2025)"
    assert len(table.head) == len(table.rows[0])


def test_a_stated_judgement_is_shown_as_the_units_and_contrasted_with_its_indicators() -> None:
    stated = (StatedJudgement(KF_MAL, "uppfylls_helt", "Uppfylls helt"),)
    goal = council_goal(asked(judgements=stated))
    assert goal.judgement is not None
    assert goal.judgement.word == "uppfylls helt"
    assert goal.contrast == "Enheten anger att målet uppfylls helt, men den enda bedömda indikatorn under det uppfylls inte."
    html = unit_content(unit_page(asked(judgements=stated)))
    assert "Enhetens bedömning" in html
    assert "Beräknad" in html


def test_the_contrast_works_the_other_way_too_and_is_silent_where_the_stories_agree() -> None:
    reached = SICK._replace(status="uppfylls_helt", status_reason="reached")
    worse = (StatedJudgement(KF_MAL, "uppfylls_inte", ""),)
    assert council_goal(asked(figures=(reached,), judgements=worse)).contrast.startswith("Enheten anger att målet inte uppfylls")
    assert council_goal(asked(judgements=worse)).contrast == ""


def test_words_that_are_no_judgement_are_shown_as_printed() -> None:
    goal = council_goal(asked(judgements=(StatedJudgement(KF_MAL, None, "Pågår"),)))
    assert goal.judgement is None
    assert goal.judgement_printed == "”Pågår”, går inte att tolka säkert"


def test_texts_and_activities_stand_under_their_goal_and_those_of_the_plan_are_marked() -> None:
    texts = (
        Commentary("VP", "Förväntat resultat", "Alla är trygga.\n\nAlla är nöjda.", None, ENHETSMAL),
        Commentary("T2", "Analys", "Magsjuka.\nVikarier saknas.", 1, None),
    )
    doing = Activity("T2", "Utse kontaktperson", ENHETSMAL, dt.date(2025, 1, 1), dt.date(2025, 6, 30), "Avvikelse", "Vakanser.")
    page = unit_page(asked(texts=texts, activities=(doing,)))
    own = goal_at(page.goals, "En stad som håller samman", "Omsorgen är god", "Äldre lever tryggt", "Alla bestämmer själva")
    assert own.texts[0].heading == "Förväntat resultat (ur verksamhetsplanen)"
    assert own.texts[0].paragraphs == ("Alla är trygga.", "Alla är nöjda.")
    assert (own.activities[0].dates, own.activities[0].deviation) == ("2025-01-01 – 2025-06-30", "Avvikelse")
    assert own.activities_heading.replace("\u00a0", " ") == "Aktiviteter, T2 2025"
    indicator = goal_at(page.goals, "En stad som håller samman", "Omsorgen är god").indicators[0]
    assert indicator.analyses == ("Magsjuka.", "Vikarier saknas.")


@pytest.mark.parametrize(("printed", "shown"), [("Nej", ""), ("", ""), ("Försenad", "Avvikelse: Försenad"), ("Ja", "Avvikelse")])
def test_only_a_real_deviation_is_called_one(printed: str, shown: str) -> None:
    doing = Activity("T2", "Utse kontaktperson", KF_MAL, None, None, printed, "")
    assert council_goal(asked(activities=(doing,))).activities[0].deviation == shown


def test_what_stands_under_no_known_goal_comes_last_and_is_not_lost() -> None:
    page = unit_page(asked(figures=(SICK._replace(goal_id=999), SICK._replace(indicator_id=2, goal_id=None))))
    assert page.goals[-1].title == "Utan mål i planen"
    assert [view.short_name for view in page.goals[-1].indicators] == ["Sjukfrånvaro", "Nöjda"]


def test_a_goal_put_under_itself_does_not_go_round() -> None:
    circle = (GOALS[0]._replace(parent_goal_id=KF_MAL), GOALS[1], PlannedGoal(2, 99, 99, 9, "enhetsmal", "", "Sig själv"))
    page = unit_page(asked(goals=circle))
    assert [goal.title for goal in page.goals] == ["En stad som håller samman", "Sig själv"]
    assert goal_at(page.goals, "En stad som håller samman", "Omsorgen är god").indicators


def test_a_plan_shows_targets_as_printed_and_that_nothing_is_reported() -> None:
    planned = (PlannedIndicator(1, KF_MAL, "Tertial", "9,5 %", "Tas fram av nämnd"),)
    plan = asked(period=Period(2025, PeriodKind.VP), figures=(), planned=planned)
    table = council_goal(plan).planned
    assert table is not None
    assert table.rows == (("Sjukfrånvaro", "9,5 %", "Tas fram av nämnd", "varje tertial"),)
    assert "Inga utfall är rapporterade" in unit_page(plan).notices[0].text


def test_a_follow_up_without_any_outcome_says_so() -> None:
    missing = SICK._replace(value=None, status="ej_rapporterad", status_reason="not_reported")
    (notice,) = unit_page(asked(figures=(missing,))).notices
    assert notice.text.startswith("Inga utfall är rapporterade för tertial 2 2025.")


def test_what_needs_attention_stands_first_at_a_glance() -> None:
    reached = SICK._replace(indicator_id=2, status="uppfylls_helt", status_reason="reached")
    glance = unit_page(asked(figures=(reached, SICK))).glance
    assert [(one.number, one.status.word) for one in glance] == [("1", "uppfylls inte"), ("1", "uppfylls helt")]
    assert glance[0].links == (("Sjukfrånvaro", "indikator-sjukfranvaro"),)


def test_the_way_up_the_organisation_leads_to_laget() -> None:
    assert unit_page(asked()).path == (("Äldreomsorg", "/?enhet=aldreomsorg&period=T2-2025"),)


def test_the_documents_of_the_year_are_named_as_source() -> None:
    documents = (
        LoadedDocument(2, "T2", 2025, "t2.txt", "document", dt.date(2025, 9, 18)),
        LoadedDocument(2, "VP", 2025, "vp.txt", "document", dt.date(2025, 1, 15)),
        LoadedDocument(2, "VB", 2024, "vb.txt", "document", dt.date(2025, 2, 1)),
    )
    page = unit_page(asked(documents=documents))
    assert page.source == "Källa: verksamhetsplan 2025, tertialrapport 2 2025"
    assert page.subtitle.replace("\u00a0", " ") == "1 indikator · uppdaterad 2025-09-18"


def test_texts_out_of_documents_are_text_and_nothing_else() -> None:
    hostile = "</p><script>alert(1)</script>"
    page = unit_page(
        asked(
            goals=tuple(goal._replace(title=hostile) for goal in GOALS),
            texts=(Commentary("T2", hostile, hostile, None, KF_MAL), Commentary("T2", "Analys", hostile, 1, None)),
            activities=(Activity("T2", hostile, KF_MAL, None, None, hostile, hostile),),
            judgements=(StatedJudgement(KF_MAL, None, hostile),),
            indicators={one.id: one._replace(name=hostile, unit_of_measure=hostile) for one in (SJUKFRANVARO, NOJDA)},
        )
    )
    assert "<script" not in unit_content(page)
