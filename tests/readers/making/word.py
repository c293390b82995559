"""Documents as Word files: headings by style or by numbered lists, tables with merged cells, tracked changes and text boxes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.readers.making.known import LABELS, KnownDocument, KnownGoal, KnownTable


@dataclass(frozen=True)
class Style:
    """``is_numbered``: the goals' numbers stand as list numbers. ``is_tracked``: every value is changed with tracked changes.
    ``is_nested``: every table stands within a cell of a layout table."""

    has_icons: bool = True
    label_above: bool = True
    is_numbered: bool = False
    is_tracked: bool = False
    is_nested: bool = False
    has_title_row: bool = False
    two_rows: bool = False
    contents: bool = True


def write(path: Path, style: Style, *documents: KnownDocument) -> None:
    word = docx.Document()
    for at, document in enumerate(documents):
        if at:
            word.add_page_break()
        _Writer(word, style).write(document)
    word.save(str(path))


class _Writer:
    def __init__(self, word: Any, style: Style) -> None:
        self.word = word
        self.style = style
        self.numbers = _number_list(word) if style.is_numbered else ""

    def write(self, document: KnownDocument) -> None:
        self.word.add_paragraph(document.title)
        self.word.add_paragraph("Förslag till beslut")
        if self.style.contents:
            self.word.add_paragraph("Innehållsförteckning")
            for at, goal in enumerate(document.goals, start=3):
                self.word.add_paragraph(f"{goal.printed}\t{at}")
        self.word.add_heading("Inledning", 1)
        self.word.add_paragraph("Enheten redovisar här året som har gått.")
        for goal in document.goals:
            self.goal(goal)

    def goal(self, goal: KnownGoal) -> None:
        label, title = LABELS[goal.level], goal.printed
        if self.style.is_numbered and goal.number:
            title = goal.title
        if self.style.label_above or (self.style.is_numbered and goal.number):
            self.word.add_heading(f"{label}:", 2)
            self._numbered(self.word.add_heading(title, 2), goal)
        else:
            self.word.add_heading(f"{label}: {title}", 2)
        if goal.fulfilment:
            self.word.add_paragraph(goal.fulfilment)
        for section, text in goal.texts:
            self.word.add_heading(section, 6)
            self.word.add_paragraph(text)
        for table in goal.tables:
            self.table(table)
            self.word.add_paragraph()

    def _numbered(self, paragraph: Any, goal: KnownGoal) -> None:
        if self.style.is_numbered and goal.number:
            depth = goal.number.count(".")
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{self.numbers}"/></w:numPr>')
            )

    def table(self, table: KnownTable) -> None:
        icons = int(self.style.has_icons)
        count = 1 + len(table.titles) + icons
        holder = self.word
        if self.style.is_nested:
            holder = self.word.add_table(1, 1).cell(0, 0)
        made = holder.add_table(0, count)
        if self.style.has_title_row:
            row = made.add_row().cells
            row[0].merge(row[-1]).text = "Nämndens indikatorer"
        self._header(made, table, icons)
        for known in table.rows:
            row = made.add_row().cells
            for cell, text in zip(row[icons:], (known.name, *(known.cells[title] for title in table.titles)), strict=True):
                self._fill(cell, text)
            if known.analysis:
                row = made.add_row().cells
                merged = row[0].merge(row[-1])
                merged.text = "Analys"
                merged.add_paragraph(known.analysis)

    def _header(self, made: Any, table: KnownTable, icons: int) -> None:
        row = made.add_row().cells
        titles = (table.name_title, *table.titles)
        first = row[0].merge(row[icons]) if icons else row[0]
        first.text = titles[0]
        for cell, title in zip(row[1 + icons :], titles[1:], strict=True):
            cell.text = title.replace("utfall ", "\nutfall ")
        if not self.style.two_rows:
            return
        below = made.add_row().cells
        first.merge(below[icons]).text = titles[0]
        for upper, lower, title in zip(row[1 + icons :], below[1 + icons :], titles[1:], strict=True):
            words = title.split(" ", 1)
            if words[0] in ("Periodens", "Utfall") and len(words) > 1:
                upper.text, lower.text = words
            else:
                upper.merge(lower).text = title

    def _fill(self, cell: Any, text: str) -> None:
        paragraph = cell.paragraphs[0]
        if not self.style.is_tracked or not text:
            paragraph.add_run(text)
            return
        old = paragraph.add_run("99 %")
        deleted = OxmlElement("w:del")
        deleted.set(qn("w:id"), "1")
        paragraph._p.replace(old._r, deleted)
        deleted.append(old._r)
        for each in old._r.findall(qn("w:t")):
            each.tag = qn("w:delText")
        inserted = OxmlElement("w:ins")
        inserted.set(qn("w:id"), "2")
        paragraph._p.append(inserted)
        inserted.append(paragraph.add_run(text)._r)


def _number_list(word: Any) -> str:
    """A list of two levels, ``1.`` and ``1.2.``, in which the second level begins with 2; gives its id."""
    numbering = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, start, text in ((0, 1, "%1."), (1, 2, "%1.%2."))
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return "77"
