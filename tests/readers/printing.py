"""Prints plans and reports the way the text of a PDF prints them, so that what is read can be compared with what was written.

Every cell is printed as its text followed by one space, an empty cell as that space alone. A cell too wide for its column
is wrapped: between words with the space left at the end of the line, inside a word without. A new page repeats the
header, may break a row, and may print a page number and a running head first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

PLAN = ("Indikator", "Årsmål", "KF:s årsmål", "Periodicitet")
REPORT = (
    "Indikator",
    "Periodens utfall",
    "Utfall män/ pojkar",
    "Utfall kvinnor/ flickor",
    "Periodens utfall VB 2021",
    "Prognos helår",
    "Årsmål",
    "KF:s årsmål",
    "Period",
)
ACTIVITIES = ("Aktivitet", "Startdatum", "Slutdatum")
DEVIATIONS = ("Aktivitet", "Startdatum", "Slutdatum", "Avvikelse")


@dataclass(frozen=True)
class Layout:
    """Column widths in letters, number of icon cells, whether icons stand on lines of their own, and what a page prints."""

    name_width: int = 40
    cell_width: int = 12
    icons: int = 1
    icons_apart: bool = False
    page_head: tuple[str, ...] = ()
    blank_lines_in_cells: bool = False


@dataclass(frozen=True)
class Row:
    cells: tuple[str, ...]
    analysis: str = ""
    page_break: str = ""
    """``before``: a new page begins before the row. ``inside``: after the first printed line of each of its cells.
    ``analysis``: after the first line of its analysis."""


@dataclass
class Page:
    """Printed lines, with blank lines as the PDF text has them."""

    layout: Layout = field(default_factory=Layout)
    lines: list[str] = field(default_factory=list)
    pages: int = 1

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def running(self, *lines: str) -> Page:
        for line in lines:
            self.lines += [f"{line} ", ""]
        return self

    def label(self, label: str, title: str, width: int = 70, *, apart: bool = False) -> Page:
        """A goal's label and its wrapped title, on the same line or on the next."""
        if apart:
            self.running(f"{label}:")
            return self.running(*(line.rstrip() for line in wrap(title, width)))
        return self.running(*(line.rstrip() for line in wrap(f"{label}: {title}", width)))

    def table(self, header: Sequence[str], rows: Sequence[Row]) -> Page:
        self._header(header)
        for row in rows:
            if row.page_break == "before":
                self._new_page(header)
            self._row(header, row)
        return self

    def _header(self, header: Sequence[str], lead: str = "") -> None:
        icons = " " * (self.layout.icons + 1)
        self._cells(
            [(header[0], self.layout.name_width), *((title, self.layout.cell_width) for title in header[1:])], lead + icons
        )
        self.lines.append("")

    def _new_page(self, header: Sequence[str] | None) -> None:
        self.pages += 1
        if self.layout.page_head:
            self.lines += ["", *(f"{line} " for line in self.layout.page_head), f"Sid {self.pages} (30) ", "", " "]
        if header:
            self._header(header, lead=" ")

    def _row(self, header: Sequence[str], row: Row) -> None:
        layout = self.layout
        if layout.icons_apart:
            for _ in range(layout.icons):
                self.lines += [" ", ""]
        lead = "" if layout.icons_apart else " " * layout.icons
        widths = (layout.name_width, *[layout.cell_width] * (len(row.cells) - 1))
        if row.page_break == "inside":
            wrapped = [wrap(cell, width) for cell, width in zip(row.cells, widths, strict=True)]
            self._wrapped([lines[:1] for lines in wrapped], lead)
            self._new_page(header)
            self._wrapped([lines[1:] for lines in wrapped if len(lines) > 1], "")
        else:
            self._cells(list(zip(row.cells, widths, strict=True)), lead)
        self.lines.append("")
        if row.analysis:
            self.lines += ["Analys ", ""]
            text = wrap(row.analysis, 110)
            self.lines += text[:1]
            if row.page_break == "analysis":
                self._new_page(header)
            self.lines += [*text[1:], ""]

    def _cells(self, cells: Sequence[tuple[str, int]], lead: str) -> None:
        self._wrapped([wrap(text, width) for text, width in cells], lead)

    def _wrapped(self, cells: Sequence[Sequence[str]], lead: str) -> None:
        """Cells one after another; a cell of several lines is followed by a new line and a blank one."""
        line = lead
        for lines in cells:
            if not lines:
                line += " "
                continue
            line += lines[0]
            if len(lines) == 1:
                continue
            self.lines.append(line)
            for middle in lines[1:-1]:
                self.lines += ["", middle] if self.layout.blank_lines_in_cells else [middle]
            self.lines += [lines[-1], ""]
            line = ""
        if line:
            self.lines.append(line)


def wrap(text: str, width: int) -> list[str]:
    """A cell's text in printed lines, each with the space that ends it; a word wider than the column is broken inside."""
    lines: list[str] = []
    current = ""
    for word in text.split(" ") if text else []:
        while len(word) > width:
            if current:
                lines.append(current)
                current = ""
            lines.append(word[:width])
            word = word[width:]
        if current and len(current) + len(word) > width:
            lines.append(current)
            current = ""
        current += f"{word} "
    if current:
        lines.append(current)
    return lines
