"""Läget: counts, sentences and the matrix, from answers made by hand."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from app.answers.documents import CouncilGoal
from app.answers.figures import MatrixCell, PartCell, StatusCell
from app.answers.organisation import Organisation, Unit
from app.components.matrix_cells import with_cells
from app.components.overview import overview_content
from app.filters import CellChoice, Filter
from app.presenters.matrix import MatrixInput, PartsInput, matrix_view, parts_view
from app.presenters.overview import OverviewInput, comparable, counts_of, overview
from app.views import Matrix, Overview, Remark
from data.vocabulary import Period, PeriodKind, Status
from tests.app.figures import NOJDA, SJUKFRANVARO, VALD, status_cell

T2_2025 = Period(2025, PeriodKind.T2)
STADSDEL = Unit(1, "stadsdelen", "Stadsdelen", "forvaltning", None, 0, False, False)
OMSORG = Unit(2, "aldreomsorg", "Äldreomsorg", "avdelning", 1, 0, False, False)
EK = Unit(3, "eken", "Eken", "enhet", 2, 1, False, False)
BJORK = Unit(4, "bjorken", "Björken", "enhet", 2, 2, False, False)
ORGANISATION = Organisation.of([STADSDEL, OMSORG, EK, BJORK])
GOALS = {
    10: CouncilGoal(10, "1.10", "Medarbetarna trivs"),
    11: CouncilGoal(11, "1.4", "Omsorgen är god"),
    12: CouncilGoal(11, "1.4", "Omsorgen är god"),
}
MISSED = {"status": "uppfylls_inte", "status_reason": "missed"}
REACHED = {"status": "uppfylls_helt", "status_reason": "reached"}
CELLS = (
    status_cell(unit_id=3, indicator_id=1, goal_id=10, **MISSED),
    status_cell(unit_id=3, indicator_id=2, goal_id=12, **REACHED),
    status_cell(unit_id=4, indicator_id=1, goal_id=10, **REACHED),
    status_cell(unit_id=4, indicator_id=6, status="ej_bedomd", status_reason="no_target"),
    status_cell(unit_id=4, indicator_id=2, status="ej_rapporterad", status_reason="not_reported", goal_id=12),
)
INDICATORS = {one.id: one for one in (SJUKFRANVARO, NOJDA, VALD)}


def shown(cells: tuple[MatrixCell, ...] = CELLS, status: Status | None = None, **changes: Any) -> Overview:
    chosen = Filter("stadsdelen", T2_2025, status, changes.pop("chosen_cell", None))
    asked = OverviewInput(
        organisation=ORGANISATION,
        part=STADSDEL,
        period=T2_2025,
        chosen=chosen,
        counts=counts_of(cells),
        indicators=len({one[1] for one in cells}),
        earlier_period=Period(2025, PeriodKind.T1),
        earlier={},
        updated_on=dt.date(2025, 9, 18),
        matrix=matrix_view(MatrixInput(ORGANISATION, STADSDEL, T2_2025, chosen, INDICATORS, cells, GOALS)),
    )
    return overview(replace(asked, **changes))


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


def test_counts_are_held_beside_an_earlier_follow_up() -> None:
    notes = [tile.note for tile in shown(earlier={"uppfylls_delvis": 2, "uppfylls_inte": 1}).tiles]
    assert [note.replace("\u00a0", " ") for note in notes[:3]] == [
        "av 3 bedömda, 2 fler än T1 2025",
        "av 3 bedömda, 2 färre än T1 2025",
        "av 3 bedömda, lika många som T1 2025",
    ]
    assert [tile.note for tile in shown().tiles][:3] == ["", "", ""]


def test_where_not_as_many_were_judged_then_no_difference_is_told() -> None:
    notes = [tile.note for tile in shown(earlier={"uppfylls_helt": 5, "uppfylls_inte": 1, "ej_bedomd": 9}).tiles]
    assert [note.replace("\u00a0", " ") for note in notes[:3]] == [
        "av 3 bedömda, mot 5 av 6 T1 2025",
        "av 3 bedömda, mot 0 av 6 T1 2025",
        "av 3 bedömda, mot 1 av 6 T1 2025",
    ]


@pytest.mark.parametrize(
    ("period", "reported", "held_beside"),
    [
        ("T2 2025", ("T1 2025", "T2 2024"), "T1 2025"),  # the same indicators are followed in both
        ("T2 2025", ("VB 2024", "T2 2024"), "T2 2024"),
        ("T1 2025", ("VB 2024", "T1 2024"), "T1 2024"),
        ("VB 2025", ("T2 2025", "VB 2024"), "VB 2024"),  # a full year has annual indicators that a tertial has not
        ("VB 2025", ("T2 2025", "VB 2023"), None),
    ],
)
def test_a_follow_up_is_held_beside_one_in_which_the_same_is_followed(
    period: str, reported: tuple[str, ...], held_beside: str | None
) -> None:
    found = comparable(Period.from_code(period), tuple(map(Period.from_code, reported)))
    assert (str(found) if found else None) == held_beside


def test_a_count_is_a_link_that_filters_and_once_more_takes_the_filter_away() -> None:
    assert shown().tiles[2].href == "/?enhet=stadsdelen&period=T2-2025&status=uppfylls-inte"
    chosen = shown(status=Status.UPPFYLLS_INTE).tiles[2]
    assert chosen.is_chosen
    assert chosen.href == "/?enhet=stadsdelen&period=T2-2025"


def test_the_finding_tells_the_share_reached_and_the_unit_that_misses_most() -> None:
    assert shown().finding.replace("\u00a0", " ") == (
        "2 av 3 bedömda utfall når årsmålet (67 %). Flest ”uppfylls inte” har Eken: 1 av 2."
    )


def test_no_unit_is_named_when_two_miss_equally_many() -> None:
    other = status_cell(unit_id=4, indicator_id=1, **MISSED)
    assert "Flest" not in shown((CELLS[0], other)).finding


def test_the_finding_says_when_nothing_is_reported_or_nothing_can_be_judged() -> None:
    assert shown(CELLS[4:]).finding.startswith("Inga utfall är rapporterade för tertial 2 2025.")
    assert shown(CELLS[3:4]).finding == "Inget utfall går att bedöma för perioden."


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
    assert eken.cells == ("uppfylls_helt", "uppfylls_inte", None)


def test_a_status_filter_leaves_units_and_indicators_with_that_status() -> None:
    view = shown(status=Status.UPPFYLLS_HELT)
    matrix = matrix_of(view)
    assert [column.short for column in matrix.columns] == ["Nöjda", "Sjukfrånvaro"]
    html = with_cells(overview_content(view))
    assert re.findall(r'<td class="([^"]+)"', html) == ["helt", "inte bak starts", "ejr bak", "helt starts"]
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


def test_every_cell_is_a_link_with_the_word_of_its_status() -> None:
    html = with_cells(overview_content(shown()))
    assert (
        '<td class="inte starts"><a tabindex=-1 href="/?enhet=stadsdelen&amp;period=T2-2025&amp;ruta=eken/sjukfranvaro"'
        ' aria-label="uppfylls inte"></a>'
    ) in html
    assert "<b>1.10</b>" in html
    assert '<i class="vh">Medarbetarna trivs</i>' in html


def test_the_chosen_cell_is_marked_and_can_be_reached_with_the_keyboard() -> None:
    html = with_cells(overview_content(shown(chosen_cell=CellChoice("eken", "sjukfranvaro"))))
    assert len(re.findall('aria-current="true" href="[^"]+ruta=eken/sjukfranvaro" aria-label="uppfylls inte">', html)) == 1
    assert html.count("tabindex=0") == 1


def test_what_to_lift_stands_above_the_matrix_with_what_matters_in_bold() -> None:
    remark = Remark("Sjukfrånvaro hos Eken är 12,4 %", "mot årsmålet 9,5 %.", "n = 118", "/enhet/eken#a", "missar")
    html = with_cells(overview_content(shown(remarks=((remark,), "Ytterligare en sak går att lyfta."))))
    assert (
        '<li class="missar"><a href="/enhet/eken#a"><b>Sjukfrånvaro hos Eken är 12,4 %</b> mot årsmålet 9,5 %.</a> '
        '<span class="note">n = 118</span></li>'
    ) in html
    assert html.index("Att lyfta") < html.index("<table")


def test_a_part_with_very_many_units_shows_how_many_reach_in_the_parts_below() -> None:
    asked = MatrixInput(ORGANISATION, STADSDEL, T2_2025, Filter("stadsdelen", T2_2025), INDICATORS, CELLS, GOALS)
    parts = (PartCell(2, 1, 3, 7, 9, False), PartCell(2, 2, 0, 0, 9, False))
    matrix = parts_view(asked, PartsInput({2: [2]}, parts))
    assert matrix is not None
    (row,) = matrix.row_groups[0].rows
    assert (row.name, row.href) == ("Äldreomsorg", "/?enhet=aldreomsorg&period=T2-2025")
    assert row.shares == ((0, 0), (3, 7))
    html = with_cells(overview_content(shown(matrix=matrix)))
    assert 'style="--andel:43%"' in html
    assert "3 av 7 enheter når årsmålet" in html
    assert "ingen enhet går att bedöma" in html


def test_units_right_below_a_part_with_very_many_units_are_rows_of_their_own() -> None:
    alone = Unit(9, "ensam", "Ensam enhet", "enhet", STADSDEL.id, 9, False, False)
    organisation = Organisation.of([STADSDEL, OMSORG, EK, BJORK, alone])
    asked = MatrixInput(organisation, STADSDEL, T2_2025, Filter("stadsdelen", T2_2025), INDICATORS, CELLS, GOALS)
    cells = [
        status_cell(unit_id=9, indicator_id=1, status="uppfylls_helt", status_reason="reached"),
        status_cell(unit_id=9, indicator_id=2),
    ]
    matrix = parts_view(asked, PartsInput({2: [2], 9: []}, (PartCell(2, 1, 3, 7, 9, False),), cells))
    assert matrix is not None
    rows = {row.name: row for group in matrix.row_groups for row in group.rows}
    assert rows["Äldreomsorg"].shares == (None, (3, 7))
    assert rows["Ensam enhet"].shares == ((0, 0), (1, 1))
    assert rows["Ensam enhet"].href == "/enhet/ensam?period=T2-2025"
    assert rows["Ensam enhet"].counts[0][2].replace("\u00a0", " ") == "1 av 1"


def test_a_chosen_status_leaves_only_the_parts_and_indicators_that_have_it() -> None:
    chosen = Filter("stadsdelen", T2_2025, status=Status.UPPFYLLS_INTE)
    asked = MatrixInput(ORGANISATION, STADSDEL, T2_2025, chosen, INDICATORS, CELLS, GOALS)
    parts = (PartCell(2, 1, 3, 7, 9, False), PartCell(2, 2, 0, 0, 9, False))
    matrix = parts_view(asked, PartsInput({2: [2]}, parts, having=(StatusCell(2, 1, 4, 9),)))
    assert matrix is not None
    ((row,),) = [group.rows for group in matrix.row_groups]
    assert row.shares == ((4, 9),)
    assert row.href == "/?enhet=aldreomsorg&period=T2-2025&status=uppfylls-inte"
    html = with_cells(overview_content(shown(matrix=matrix)))
    assert "4 av 9 enheter: uppfylls inte" in html
    assert "av dem som följer indikatorn" in html
    assert parts_view(asked, PartsInput({2: [2]}, parts)) is None


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '" onmouseover="alert(1)', "<img src=x onerror=alert(1)>"])
def test_names_out_of_documents_are_text_and_nothing_else(hostile: str) -> None:
    units = [unit._replace(name=hostile) for unit in (STADSDEL, OMSORG, EK, BJORK)]
    organisation = Organisation.of(units)
    indicators = {one.id: one._replace(name=hostile, short_name=hostile) for one in INDICATORS.values()}
    goals = {id_: goal._replace(title=hostile, number=hostile) for id_, goal in GOALS.items()}
    matrix = matrix_view(MatrixInput(organisation, units[0], T2_2025, Filter(), indicators, CELLS, goals))
    remark = Remark(hostile, hostile, hostile, "/", "missar")
    html = with_cells(
        overview_content(shown(organisation=organisation, part=units[0], matrix=matrix, remarks=((remark,), hostile)))
    )
    assert "<script" not in html
    assert "<img" not in html
    assert '" onmouseover' not in html
