"""PDF pages that print more than running text and tables, or print their tables in part: watermarks, turned text, white cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from etl.readers.pdf import read_pdf
from etl.readers.records import Document, Goal, Indicator, Record
from tests.readers.fragments import codes, only
from tests.readers.test_pdf_tables import read, table

_GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]
_RULES = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)]
_ROWS = [
    ["Indikator", "Periodens utfall", "Årsmål", "Period"],
    ["Sjukfrånvaro bland medarbetare", "8 %", "6 %", "VB 2024"],
    ["Andel nöjda barn", "80", "100", "VB 2024"],
]
_CELLS = [("Sjukfrånvaro bland medarbetare", "8 %", "6 %", "VB 2024"), ("Andel nöjda barn", "80", "100", "VB 2024")]
_TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=9, leading=11)
_LARGE = ParagraphStyle("large", fontName="Helvetica-Bold", fontSize=20, leading=24)


def cells(records: list[Record]) -> list[tuple[str, ...]]:
    return [(row.name, row.outcome, row.target, row.period) for row in only(Indicator, records)]


class Turned(Flowable):
    """A text that runs up its cell, or down it."""

    def __init__(self, text: str, angle: int) -> None:
        super().__init__()
        self._text, self._angle = text, angle

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 10.0, stringWidth(self._text, "Helvetica", 8) + 4

    def draw(self) -> None:
        length = stringWidth(self._text, "Helvetica", 8)
        self.canv.saveState()
        self.canv.setFont("Helvetica", 8)
        self.canv.translate(8 if self._angle > 0 else 2, 0 if self._angle > 0 else length)
        self.canv.rotate(self._angle)
        self.canv.drawString(0, 0, self._text)
        self.canv.restoreState()


@pytest.mark.parametrize("angle", [0, 38], ids=["level", "aslant"])
def test_a_watermark_is_not_read(tmp_path: Path, angle: int) -> None:
    def watermark(canvas: Canvas, _: Any) -> None:
        canvas.saveState()
        canvas.setFillGray(0.85)
        canvas.setFont("Helvetica-Bold", 70)
        canvas.translate(120, 640)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "UTKAST")
        canvas.restoreState()

    path = tmp_path / "utkast.pdf"
    heads = [Paragraph(text, _LARGE) for text in ("Verksamhetsberättelse VB 2024 för Myran", "Enhetsmål: Barn är trygga")]
    story = [
        *heads,
        table(_ROWS, _GRID),
        *(Paragraph("Vi har arbetat med trygghet i varje grupp. " * 6, _TEXT) for _ in range(3)),
    ]
    SimpleDocTemplate(str(path), pagesize=A4).build(story, onFirstPage=watermark)
    records = list(read_pdf(path))
    assert cells(records) == _CELLS
    assert [goal.title for goal in only(Goal, records)] == ["Barn är trygga"]


@pytest.mark.parametrize("angle", [90, -90], ids=["up", "down"])
def test_titles_that_run_up_or_down(tmp_path: Path, angle: int) -> None:
    rows = [["Indikator", *(Turned(title, angle) for title in _ROWS[0][1:])], *_ROWS[1:]]
    assert cells(read(tmp_path, Table(rows, [200, 60, 60, 60], style=_GRID))) == _CELLS


def test_a_word_wider_than_its_cell_runs_over_the_border(tmp_path: Path) -> None:
    rows = [
        ["Indikator", "KF:s årsmål", "Årsmål", "Periodicitet"],
        ["Sjukfrånvaro", "nämnd/styrelse", "minska", "År"],
    ]
    made = Table(rows, [150, 48, 60, 60], style=[*_GRID, ("FONTSIZE", (0, 0), (-1, -1), 8), ("LEFTPADDING", (0, 0), (-1, -1), 2)])
    (row,) = only(Indicator, read(tmp_path, made))
    assert (row.kf_target, row.target) == ("nämnd/styrelse", "minska")


@pytest.mark.parametrize("style", [_RULES, []], ids=["rules", "no lines"])
def test_an_analysis_on_the_line_of_its_heading(tmp_path: Path, style: list[Any]) -> None:
    analysis = "<b>Analys:</b> Målet nås inte, för många medarbetare har slutat under våren och flera vikarier har varit nya."
    made = [[Paragraph(text, _TEXT) for text in row] for row in (*_ROWS[:2], [analysis, "", "", ""], _ROWS[2])]
    spans = [("SPAN", (0, 2), (-1, 2))]
    records = read(tmp_path, Table(made, [160, 90, 70, 70], style=[*style, *spans]))
    assert cells(records) == _CELLS
    assert only(Indicator, records)[0].analysis.startswith("Målet nås inte, för många")


@pytest.mark.parametrize("text", ["Målet nås inte på grund av personalomsättning."], ids=["text"])
def test_an_analysis_beside_its_heading(tmp_path: Path, text: str) -> None:
    rows = [*_ROWS[:2], ["Analys", text, "", ""], _ROWS[2]]
    records = read(tmp_path, table(rows, _GRID, ("SPAN", (1, 2), (-1, 2))))
    assert cells(records) == _CELLS
    assert only(Indicator, records)[0].analysis == text
    assert codes(records) == []


def test_a_header_of_two_rows_with_a_rule_between_them(tmp_path: Path) -> None:
    rows = [
        ["Indikator", "Periodens utfall", "", "", "Årsmål", "Period"],
        ["", "Totalt", "Män/pojkar", "Kvinnor/flickor", "", ""],
        ["Sjukfrånvaro", "8 %", "7 %", "9 %", "6 %", "VB 2024"],
    ]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (3, 0)), ("SPAN", (4, 0), (4, 1)), ("SPAN", (5, 0), (5, 1))]
    (row,) = only(Indicator, read(tmp_path, table(rows, _RULES, *spans)))
    assert (row.outcome, row.outcome_men, row.outcome_women, row.target) == ("8 %", "7 %", "9 %", "6 %")


def test_columns_that_are_drawn_and_rows_that_are_not(tmp_path: Path) -> None:
    style = [("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.grey), ("BOX", (0, 0), (-1, -1), 0.5, colors.grey)]
    head = [("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.grey)]
    assert cells(read(tmp_path, table(_ROWS, [*style, *head]))) == _CELLS


def test_rows_that_are_drawn_and_columns_that_are_not_all(tmp_path: Path) -> None:
    style = [*_RULES, ("LINEAFTER", (0, 1), (0, -1), 0.5, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey)]
    assert cells(read(tmp_path, table(_ROWS, style))) == _CELLS


def test_a_header_alone_at_the_end_of_its_page(tmp_path: Path) -> None:
    style = [("BOX", (0, 0), (-1, -1), 0.5, colors.grey), ("INNERGRID", (0, 1), (-1, -1), 0.5, colors.grey)]
    made = table(_ROWS, style)
    records = read(tmp_path, Spacer(1, 640), made)
    assert {row.place.split(",")[0] for row in only(Indicator, records)} == {"sida 2"}
    assert cells(records) == _CELLS


def test_a_note_raised_behind_a_name(tmp_path: Path) -> None:
    made = [[Paragraph(text, _TEXT) for text in row] for row in _ROWS]
    made[1][0] = Paragraph('Sjukfrånvaro bland medarbetare<super size="7.6">1)</super>', _TEXT)
    assert cells(read(tmp_path, Table(made, [180, 80, 70, 70], style=_GRID))) == _CELLS


def test_a_large_title_broken_on_purpose(tmp_path: Path) -> None:
    path = tmp_path / "titel.pdf"
    story = [Paragraph("Verksamhetsplan 2024 för Förskolorna<br/>Södra Myran", _LARGE), table(_ROWS, _GRID)]
    SimpleDocTemplate(str(path), pagesize=A4).build(story)
    (document,) = only(Document, list(read_pdf(path)))
    assert document.unit_name == "Förskolorna Södra Myran"


def test_a_year_behind_words_is_a_word_of_its_own(tmp_path: Path) -> None:
    rows = [["Indikator", "KF:s årsmål", "Periodicitet"], ["Andel nöjda barn", "tas fram 2024", "År"]]
    made = [[Paragraph(text, _TEXT) for text in row] for row in rows]
    records = read(tmp_path, Table(made, [150, 49, 90], style=_GRID))
    assert [row.kf_target for row in only(Indicator, records)] == ["tas fram 2024"]
    assert codes(records) == []
