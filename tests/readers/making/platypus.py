"""Documents as reportlab's own page layout prints them: its tables split between rows, or inside them, over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer, Table

from tests.readers.making.known import LABELS, KnownDocument, KnownTable


@dataclass(frozen=True)
class Look:
    """How a document is laid out. ``lines``: ``grid``, ``inner``, ``rules``, ``head`` (rules around the header and at the end
    only), ``rectangles`` (filled), ``zebra`` (coloured rows with level lines) or ``none``."""

    lines: str = "grid"
    is_landscape: bool = False
    font: str = "Helvetica"
    size: float = 8.0
    has_icons: bool = False
    is_repeated: bool = True
    label_above: bool = True
    has_title_row: bool = False
    head_color: str = "#e6e6e6"
    head_text: str = "#000000"
    align: str = "TOP"
    splits_rows: bool = False
    furniture: bool = True
    contents: bool = False
    padding: float = 4.0


def write(path: Path, looks: Sequence[Look], *documents: KnownDocument) -> None:
    """Write documents one after another; each has a look of its own where several are given."""
    Writer(path, looks[0]).write([(document, looks[at % len(looks)]) for at, document in enumerate(documents)])


class Writer:
    def __init__(self, path: Path, look: Look) -> None:
        self._doc = BaseDocTemplate(str(path), title="Dokument", leftMargin=55, rightMargin=55, topMargin=70, bottomMargin=70)
        upright, level = A4, landscape(A4)
        self._doc.addPageTemplates(
            [
                PageTemplate("upright", [self._frame(upright)], onPage=self._furniture, pagesize=upright),
                PageTemplate("level", [self._frame(level)], onPage=self._furniture, pagesize=level),
            ]
        )
        self._look = look

    @staticmethod
    def _frame(size: tuple[float, float]) -> Frame:
        return Frame(55, 70, size[0] - 110, size[1] - 140, 0, 0, 0, 0)

    def _furniture(self, canvas: Any, doc: Any) -> None:
        if not self._look.furniture:
            return
        width, height = canvas._pagesize
        canvas.setFont("Helvetica", 9)
        canvas.drawRightString(width - 55, height - 40, "Tjänsteutlåtande")
        canvas.drawRightString(width - 55, height - 52, f"Sid {doc.page} (9)")
        canvas.drawString(55, 40, "start.stockholm")

    def write(self, documents: Sequence[tuple[KnownDocument, Look]]) -> None:
        story: list[Any] = []
        for at, (document, look) in enumerate(documents):
            story.append(NextPageTemplate("level" if look.is_landscape else "upright"))
            if at:
                story.append(PageBreak())
            story += self._of_document(document, look)
        first = documents[0][1]
        self._doc.pageTemplates.sort(key=lambda each: (each.id == "level") != first.is_landscape)
        self._doc.build(story)

    def _of_document(self, document: KnownDocument, look: Look) -> list[Any]:
        width = (A4[1] if look.is_landscape else A4[0]) - 110
        body = ParagraphStyle("body", fontName=look.font, fontSize=look.size + 2, leading=(look.size + 2) * 1.25, spaceAfter=7)
        heading = ParagraphStyle("heading", body, fontName="Helvetica-Bold", fontSize=14, leading=17, spaceBefore=8)
        title = ParagraphStyle("title", heading, fontSize=20, leading=25)
        story: list[Any] = [Paragraph(escape(document.title), title), Spacer(1, 20), Paragraph("Inledning", heading)]
        if look.contents:
            entries = [f"{goal.printed} {'.' * 40} {at}" for at, goal in enumerate(document.goals, start=3)]
            story += [Paragraph("Innehållsförteckning", heading), *(Paragraph(escape(each), body) for each in entries)]
        story.append(Paragraph("Enheten redovisar här året som har gått och hur målen har nåtts.", body))
        for goal in document.goals:
            label = LABELS[goal.level]
            if look.label_above:
                story += [Paragraph(f"{label}:", heading), Paragraph(escape(goal.printed), heading)]
            else:
                story.append(Paragraph(escape(f"{label}: {goal.printed}"), heading))
            if goal.fulfilment:
                story.append(Paragraph(goal.fulfilment, body))
            for section, text in goal.texts:
                story += [Paragraph(section, ParagraphStyle("section", heading, fontSize=11)), Paragraph(escape(text), body)]
            for table in goal.tables:
                story += [self._table(table, look, width), Spacer(1, 14)]
        return story

    def _table(self, table: KnownTable, look: Look, width: float) -> Table:
        cell = ParagraphStyle("cell", fontName=look.font, fontSize=look.size, leading=look.size * 1.2, splitLongWords=1)
        head = ParagraphStyle("head", cell, fontName="Helvetica-Bold", textColor=colors.HexColor(look.head_text))
        icons = int(look.has_icons)
        count = 1 + len(table.titles)
        data: list[list[Any]] = []
        commands: list[tuple[Any, ...]] = [
            *(("LEFTPADDING", (0, 0), (-1, -1), look.padding), ("RIGHTPADDING", (0, 0), (-1, -1), look.padding)),
            *(
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("VALIGN", (0, 0), (-1, -1), look.align),
            ),
        ]
        if look.has_title_row:
            data.append([Paragraph("Nämndens indikatorer och aktiviteter", head), *[""] * (count - 1 + icons)])
            commands.append(("SPAN", (0, 0), (-1, 0)))
        at = len(data)
        titles = [Paragraph(escape(title), head) for title in (table.name_title, *table.titles)]
        data.append([titles[0], *([""] if icons else []), *titles[1:]])
        if icons:
            commands.append(("SPAN", (0, at), (1, at)))
        if look.lines != "none":
            commands.append(("BACKGROUND", (0, at), (-1, at), colors.HexColor(look.head_color)))
        first = len(data)
        for row in table.rows:
            texts = [row.name, *(row.cells[title] for title in table.titles)]
            data.append([*([""] if icons else []), *(Paragraph(escape(text), cell) if text else "" for text in texts)])
            if row.analysis:
                data.append([[Paragraph("Analys", cell), Paragraph(escape(row.analysis), cell)], *[""] * (count - 1 + icons)])
                commands.append(("SPAN", (0, len(data) - 1), (-1, len(data) - 1)))
        commands += _lines(look.lines, first, len(data))
        widths = self._widths(table, width - 14 * icons)
        repeated = first if look.is_repeated else 0
        return Table(
            data,
            [*([14] if icons else []), *widths],
            repeatRows=repeated,
            style=commands,
            splitInRow=int(look.splits_rows),
            hAlign="LEFT",
        )

    def _widths(self, table: KnownTable, width: float) -> list[float]:
        name = width * (0.3 if len(table.titles) > 4 else 0.5)
        return [name, *[(width - name) / len(table.titles)] * len(table.titles)]


def _lines(kind: str, first: int, rows: int) -> list[tuple[Any, ...]]:
    grey = colors.HexColor("#666666")
    everything = ((0, 0), (-1, -1))
    if kind == "grid":
        return [("GRID", *everything, 0.5, grey)]
    if kind == "inner":
        return [("INNERGRID", *everything, 0.5, grey)]
    if kind == "double":
        return [("GRID", *everything, 0.4, grey, None, None, None, 2, 1.2)]
    if kind == "rules":
        return [("LINEBELOW", *everything, 0.5, grey), ("LINEABOVE", (0, 0), (-1, 0), 0.5, grey)]
    if kind == "head":
        return [
            ("LINEABOVE", (0, 0), (-1, 0), 1, grey),
            ("LINEBELOW", (0, first - 1), (-1, first - 1), 0.5, grey),
            ("LINEBELOW", (0, -1), (-1, -1), 1, grey),
        ]
    if kind == "zebra":
        shade = colors.HexColor("#f0f4f8")
        return [("BACKGROUND", (0, at), (-1, at), shade) for at in range(first, rows, 2)] + [
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, grey)
        ]
    return []
