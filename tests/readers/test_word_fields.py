"""Word documents made of fields, boxes and tables of their own: what is printed in them is read, and what asks to be filled in is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.readers.records import Activity, Goal, Indicator
from tests.readers.fragments import codes, only
from tests.readers.test_word import _read, _tc

_HEADER = "<w:tr>" + "".join(map(_tc, ("Indikator", "Utfall", "Årsmål", "Period"))) + "</w:tr>"
_ROW = "<w:tr>" + "".join(map(_tc, ("Sjukfrånvaro", "8 %", "6 %", "VP 2024"))) + "</w:tr>"
_TABLE = f"<w:tbl>{_HEADER}{_ROW}</w:tbl>"


def _field(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _box(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(map(_tc, cells))}</w:tr></w:tbl>"


def test_an_empty_field_is_an_empty_cell(tmp_path: Path) -> None:
    asks = "<w:p><w:r><w:t>Klicka här för att ange text.</w:t></w:r></w:p>"
    inside = f"<w:tc><w:tcPr/>{_field(asks, '<w:showingPlcHdr/>')}</w:tc>"
    around = _field(_tc("Klicka här för att ange text."), "<w:showingPlcHdr/>")
    row = f"<w:tr>{_tc('Sjukfrånvaro')}{inside}{around}{_field(_tc('VP 2024'))}</w:tr>"
    (found,) = only(Indicator, _read(tmp_path, f"<w:tbl>{_HEADER}{_field(row)}</w:tbl>"))
    assert (found.name, found.outcome, found.target, found.period) == ("Sjukfrånvaro", "", "", "VP 2024")


@pytest.mark.parametrize(
    "box",
    [
        (_box("Enhetsmål: Barn trivs"),),
        (_box("Enhetsmål:", "Barn trivs"),),
        (_box("Enhetsmål: Barn trivs"), _box("Uppfylls helt")),
    ],
    ids=["one cell", "two cells", "with its judgement"],
)
def test_a_goal_in_a_box_right_after_a_table(tmp_path: Path, box: tuple[str, ...]) -> None:
    activities = "<w:tbl>{}{}</w:tbl>".format(
        *(
            f"<w:tr>{''.join(map(_tc, texts))}</w:tr>"
            for texts in (("Aktivitet", "Startdatum", "Slutdatum"), ("Läsa", "2024-01-01", ""))
        )
    )
    records = _read(tmp_path, _TABLE, *box, activities)
    assert [(goal.title, goal.fulfilment) for goal in only(Goal, records)][1:] == [
        ("Barn trivs", "Uppfylls helt" if len(box) > 1 else "")
    ]
    assert [(each.name, each.goal) for each in only(Activity, records)] == [("Läsa", "Barn trivs")]
    assert codes(records) == []


def test_a_table_with_a_title_of_its_own_right_after_another(tmp_path: Path) -> None:
    wide = '<w:gridSpan w:val="4"/>'
    title = f"<w:tr>{_tc('Nämndens indikatorer', wide)}</w:tr>"
    records = _read(tmp_path, _TABLE, f"<w:tbl>{title}{_HEADER}{_ROW}</w:tbl>")
    assert len(only(Indicator, records)) == 2
    assert codes(records) == []


def test_the_mark_of_a_note_with_its_bracket(tmp_path: Path) -> None:
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1)</w:t></w:r>'
    name = f"<w:tc><w:p><w:r><w:t>Sjukfrånvaro</w:t></w:r>{note}</w:p></w:tc>"
    row = f"<w:tr>{name}{''.join(map(_tc, ('8 %', '6 %', 'VP 2024')))}</w:tr>"
    (found,) = only(Indicator, _read(tmp_path, f"<w:tbl>{_HEADER}{row}</w:tbl>"))
    assert found.name == "Sjukfrånvaro"
