"""Läget: counts, sentences and the matrix, from answers made by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.answers.documents import PlannedGoal
from app.answers.figures import MatrixFigure, StatusCount
from app.answers.organisation import Organisation, Unit
from app.components.overview import overview_content
from app.filters import Filter
from app.presenters.overview import OverviewInput, overview
from app.views import Matrix, Overview
from data.vocabulary import Period, PeriodKind, Status
from tests.app.figures import NOJDA, SJUKFRANVARO, VALD, cell

T2_2025 = Period(2025, PeriodKind.T2)
STADSDEL = Unit(1, "stadsdelen", "Stadsdelen", "forvaltning", None, 0, False, False)
OMSORG = Unit(2, "aldreomsorg", "Äldreomsorg", "avdelning", 1, 0, False, False)
EK = Unit(3, "eken", "Eken", "enhet", 2, 1, False, False)
BJORK = Unit(4, "bjorken", "Björken", "enhet", 2, 2, False, False)
ORGANISATION = Organisation.of([STADSDEL, OMSORG, EK, BJORK])
GOALS = tuple(
    goal
    for unit in (EK, BJORK)
    for goal in (
        PlannedGoal(unit.id, 10, None, 1, "kf_mal", "1.10", "Medarbetarna trivs"),
        PlannedGoal(unit.id, 11, None, 2, "kf_mal", "1.4", "Omsorgen är god"),
        PlannedGoal(unit.id, 12, 11, 3, "enhetsmal", "", "Alla bestämmer själva"),
    )
)
MISSED = {"status": "uppfylls_inte", "status_reason": "missed", "judged_better": "lower"}
FIGURES = (
    cell(unit_id=3, indicator_id=1, value=12.4, target_value=9.5, target_form="level", judged_level=9.5, goal_id=10, **MISSED),
    cell(unit_id=3, indicator_id=2, value=90.0, target_value=85.0, target_form="level", judged_level=85.0, goal_id=12,
         status="uppfylls_helt", status_reason="reached", judged_better="higher"),
    cell(unit_id=4, indicator_id=1, value=9.0, target_value=9.5, target_form="level", judged_level=9.5, goal_id=10,
         status="uppfylls_helt", status_reason="reached", judged_better="lower"),
    cell(unit_id=4, indicator_id=6, value=4.0, status="ej_bedomd", status_reason="no_target"),
    cell(unit_id=4, indicator_id=2, status="ej_rapporterad", status_reason="not_reported", goal_id=12),
)  # fmt: skip


def shown(figures: tuple[MatrixFigure, ...] = FIGURES, status: Status | None = None, **changes: Any) -> Overview:
    asked = OverviewInput(
        organisation=ORGANISATION,
        part=STADSDEL,
        period=T2_2025,
        chosen=Filter("stadsdelen", T2_2025, status),
        indicators={one.id: one for one in (SJUKFRANVARO, NOJDA, VALD)},
        figures=figures,
        goals=GOALS,
        year_ago=changes.get("year_ago", ()),
        updated_on=dt.date(2025, 9, 18),
    )
    return overview(asked)


def matrix_of(view: Overview) -> Matrix:
    assert view.matrix is not None
    return view.matrix


def test_the_heading_says_part_period_size_and_date() -> None:
    view = shown()
    assert view.title == "Stadsdelen, tertial 2 2025"
    assert view.subtitle.replace("\u00a0", " ") == "2 enheter, 3 indikatorer · uppdaterad 2025-09-18"


def test_the_five_counts_with_their_reasons() -> None:
    tiles = shown().tiles
    assert [(tile.number, tile.word) for tile in tiles] == [
        ("2", "uppfylls helt"), ("0", "uppfylls delvis"), ("1", "uppfylls inte"), ("1", "ej bedömda"), ("1", "ej rapporterade")
    ]  # fmt: skip
    assert tiles[3].note == "1 utan årsmål"
    assert tiles[4].note.replace("\u00a0", " ") == "från 1 enhet"


def test_counts_are_held_beside_the_same_follow_up_a_year_ago() -> None:
    year_ago = (StatusCount(3, "uppfylls_helt", "reached", 5), StatusCount(4, "uppfylls_inte", "missed", 1))
    notes = [tile.note.replace("\u00a0", " ") for tile in shown(year_ago=year_ago).tiles]
    assert notes[:3] == ["3 färre än T2 2024", "lika många som T2 2024", "lika många som T2 2024"]
    assert [tile.note for tile in shown().tiles][:3] == ["", "", ""]


def test_a_count_is_a_link_that_filters_and_once_more_takes_the_filter_away() -> None:
    assert shown().tiles[2].href == "/?enhet=stadsdelen&period=T2-2025&status=uppfylls-inte"
    chosen = shown(status=Status.UPPFYLLS_INTE).tiles[2]
    assert chosen.is_chosen
    assert chosen.href == "/?enhet=stadsdelen&period=T2-2025"


def test_the_finding_tells_the_share_reached_and_the_unit_that_misses_most() -> None:
    assert shown().finding.replace("\u00a0", " ") == (
        "2 av 3 bedömda utfall når årsmålet (67 %). Flest utfall som inte når målet har Eken: 1 av 2."
    )


def test_no_unit_is_named_when_two_miss_equally_many() -> None:
    other = cell(unit_id=4, indicator_id=1, value=11.0, target_value=9.5, target_form="level", judged_level=9.5, **MISSED)
    assert "Flest" not in shown((FIGURES[0], other)).finding


def test_the_finding_says_when_nothing_is_reported_or_nothing_can_be_judged() -> None:
    assert shown(FIGURES[4:]).finding.startswith("Inga utfall är rapporterade för tertial 2 2025.")
    assert shown(FIGURES[3:4]).finding == "Inget utfall går att bedöma för perioden."


def test_columns_stand_under_the_councils_goals_in_their_order() -> None:
    matrix = matrix_of(shown())
    assert [(group.label, group.span) for group in matrix.column_groups] == [("1.4", 1), ("1.10", 1), ("", 1)]
    assert [column.short for column in matrix.columns] == ["Nöjda", "Sjukfrånvaro", "Våldsutsatta"]
    assert matrix.column_groups[2].title == "Utan KF-mål"


def test_rows_stand_under_their_avdelning_and_a_cell_is_empty_where_nothing_is_followed() -> None:
    (group,) = matrix_of(shown()).row_groups
    assert group.name == "Äldreomsorg"
    assert [row.name for row in group.rows] == ["Eken", "Björken"]
    eken = group.rows[0]
    assert eken.cells[2] is None
    assert eken.cells[1] is not None
    assert eken.cells[1].href == "/enhet/eken?period=T2-2025#indikator-sjukfranvaro"
    assert eken.cells[1].sentence.replace("\u00a0", " ") == "12,4 % mot årsmålet 9,5 % – lägre är bättre."
    assert [(symbol, number) for _, symbol, number, _ in eken.counts] == [("●", "1"), ("✕", "1")]


def test_a_status_filter_leaves_units_and_indicators_with_that_status() -> None:
    view = shown(status=Status.UPPFYLLS_HELT)
    matrix = matrix_of(view)
    assert [column.short for column in matrix.columns] == ["Nöjda", "Sjukfrånvaro"]
    dimmed = {row.name: [one.is_dimmed for one in row.cells if one] for group in matrix.row_groups for row in group.rows}
    assert dimmed == {"Eken": [False, True], "Björken": [True, False]}
    assert view.filter_note == "Visar bara ”uppfylls helt”."


def test_a_filter_that_nothing_matches_says_so() -> None:
    view = shown(status=Status.UPPFYLLS_DELVIS)
    assert view.matrix is None
    assert view.filter_note == "Inget utfall har statusen ”uppfylls delvis”."
    assert "Visa alla" in overview_content(view)


def test_a_part_without_figures_says_why_it_is_empty() -> None:
    view = shown(())
    assert view.matrix is None
    assert [notice.text for notice in view.notices] == [
        "Det finns inga indikatorer att följa upp för Stadsdelen i tertial 2 2025."
    ]


def test_every_cell_has_symbol_word_and_colour() -> None:
    html = overview_content(shown())
    assert (
        '<td class="inte starts"><a href="/enhet/eken?period=T2-2025#indikator-sjukfranvaro" tabindex="-1" aria-label="'
        "Sjukfrånvaro, Eken: uppfylls inte. 12,4\u00a0% mot årsmålet 9,5\u00a0% – lägre är bättre."
        '" data-kort="Sjukfrånvaro">✕</a></td>'
    ) in html
    assert "<b>1.10</b>" in html
    assert '<i class="vh">Medarbetarna trivs</i>' in html


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '" onmouseover="alert(1)', "<img src=x onerror=alert(1)>"])
def test_names_out_of_documents_are_text_and_nothing_else(hostile: str) -> None:
    units = [unit._replace(name=hostile) for unit in (STADSDEL, OMSORG, EK, BJORK)]
    asked = OverviewInput(
        organisation=Organisation.of(units),
        part=units[0],
        period=T2_2025,
        chosen=Filter(),
        indicators={one.id: one._replace(name=hostile, short_name=hostile) for one in (SJUKFRANVARO, NOJDA, VALD)},
        figures=tuple(figure._replace(outcome_printed=hostile, status_reason="outcome_unreadable") for figure in FIGURES),
        goals=tuple(goal._replace(title=hostile, number=hostile) for goal in GOALS),
        year_ago=(),
        updated_on=None,
    )
    html = overview_content(overview(asked))
    assert "<script" not in html
    assert "<img" not in html
    assert '" onmouseover' not in html
