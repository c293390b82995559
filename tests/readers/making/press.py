"""Documents drawn sign by sign, as Word, LibreOffice and Stratsys set them when they write PDF.

Lines are wrapped with a space behind their last word; a word wider than its column is broken inside, on lines of its own; a row
that does not fit on its page is broken between its lines, and the header printed again; borders are thin filled rectangles;
cells have a colour, an icon, text in the middle of their height; letters may be ligatures or letters with loose accents.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.readers.making.known import LABELS, KnownDocument, KnownTable

_FONTS = Path(reportlab.__file__).parent / "fonts"
REGULAR, BOLD = "Vera", "VeraBd"
MARGIN, FOOT = 56.0, 70.0
_PAD = 4.0


@dataclass(frozen=True)
class Setting:
    """``border``: ``rectangles``, ``strokes``, ``double``, ``inner``; ``head``: the colour of the header row, whose text is then white.

    ``signs``: ``plain``, ``ligatures``, ``loose`` (accents apart), ``no-break`` (spaces in numbers). ``hyphen``: broken words end
    in a soft hyphen. ``is_middle``: header texts stand in the middle of their cells.
    """

    border: str = "rectangles"
    head: str = ""
    signs: str = "plain"
    hyphen: bool = False
    is_middle: bool = False
    is_landscape: bool = False
    size: float = 7.5
    icons: bool = True
    is_repeated: bool = True
    draws_spaces: bool = True
    is_sideways: bool = False
    """The page is drawn running up a page that lies down."""


def write(path: Path, setting: Setting, *documents: KnownDocument) -> None:
    for name in (REGULAR, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(_FONTS / f"{name}.ttf")))
    press = _Press(path, setting)
    for at, document in enumerate(documents):
        if at:
            press.new_page()
        press.document(document)
    press.save()


class _Press:
    def __init__(self, path: Path, setting: Setting) -> None:
        self.setting = setting
        self.width, self.height = landscape(A4) if setting.is_landscape else A4
        size = (self.height, self.width) if setting.is_sideways else (self.width, self.height)
        self.canvas = Canvas(str(path), pagesize=size)
        self.pages = 0
        self._begin()

    def save(self) -> None:
        self._end()
        self.canvas.save()

    def new_page(self) -> None:
        self._end()
        self._begin()

    def _begin(self) -> None:
        self.pages += 1
        if self.setting.is_sideways:
            self.canvas.translate(self.height, 0)
            self.canvas.rotate(90)
        self.y = 90.0
        self.text(self.width - MARGIN - 90, 40, "Tjänsteutlåtande", REGULAR, 9)
        self.text(self.width - MARGIN - 90, 52, f"Sid {self.pages} (12)", REGULAR, 9)

    def _end(self) -> None:
        self.text(MARGIN, self.height - 40, "start.stockholm", REGULAR, 8)
        self.canvas.showPage()

    @property
    def room(self) -> float:
        return self.height - FOOT - self.y

    def text(self, x: float, top: float, text: str, font: str, size: float, color: str = "#000000") -> None:
        self.canvas.setFillColor(HexColor(color))
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - top - size, self._signs(text))

    def _signs(self, text: str) -> str:
        kind = self.setting.signs
        if kind == "ligatures":
            return text.replace("fi", "\ufb01").replace("fl", "\ufb02")
        if kind == "no-break":
            return text.replace(" %", "\u00a0%").replace("1 9", "1\u00a09")
        return text

    def wrapped(self, text: str, width: float, font: str, size: float) -> list[str]:
        """Lines as the programs wrap them, each with the space that is drawn behind its last word."""
        lines: list[str] = []
        for paragraph in text.split("\n"):
            current = ""
            for word in paragraph.split(" "):
                if current and self._wide(f"{current}{word}", font, size) > width:
                    lines.append(current)
                    current = ""
                while self._wide(word, font, size) > width:
                    end = max(at for at in range(1, len(word)) if at == 1 or self._wide(word[:at], font, size) <= width)
                    lines.append(word[:end])
                    word = word[end:]
                current += f"{word} "
            lines.append(current.rstrip())
        return lines if self.setting.draws_spaces else [line.rstrip() for line in lines]

    @staticmethod
    def _wide(text: str, font: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, font, size))

    # -- running text

    def paragraph(self, text: str, font: str = REGULAR, size: float = 9.5, space: float = 6.0) -> None:
        lines = self.wrapped(text, self.width - 2 * MARGIN, font, size)
        if self.room < 1.25 * size * min(len(lines), 2):
            self.new_page()
        for line in lines:
            if self.room < 1.25 * size:
                self.new_page()
            self.text(MARGIN, self.y, line, font, size)
            self.y += 1.25 * size
        self.y += space

    def document(self, document: KnownDocument) -> None:
        self.y = 160.0
        self.paragraph(document.title, BOLD, 19, 24)
        self.paragraph("Förslag till beslut", BOLD, 13)
        self.paragraph("Redovisningen godkänns.")
        self.paragraph("Inledning", BOLD, 14)
        self.paragraph("Enheten redovisar här året som har gått och hur målen har nåtts.")
        for goal in document.goals:
            if self.room < 110:
                self.new_page()
            self.paragraph(f"{LABELS[goal.level]}:", REGULAR, 12.5, 2)
            self.paragraph(goal.printed, BOLD, 12.5)
            if goal.fulfilment:
                self.paragraph(goal.fulfilment)
            for section, text in goal.texts:
                self.paragraph(section, BOLD, 10, 2)
                self.paragraph(text)
            for table in goal.tables:
                self.table(table)
                self.y += 16

    # -- tables

    def table(self, table: KnownTable) -> None:
        icon = 12.0 if self.setting.icons else 0.0
        total = self.width - 2 * MARGIN
        name = total * (0.26 if len(table.titles) > 4 else 0.5)
        widths = [name, *[(total - name - icon) / len(table.titles)] * len(table.titles)]
        widths[0] = total - sum(widths[1:]) - icon
        if self.room < 90:
            self.new_page()
        self._header(table, icon, widths)
        for row in table.rows:
            cells = [row.name, *(row.cells[title] for title in table.titles)]
            lines = [
                self.wrapped(text, width - 2 * _PAD, REGULAR, self.setting.size)
                for text, width in zip(cells, widths, strict=True)
            ]
            self._row(lines, [icon, *widths] if icon else widths, table, has_icon=bool(icon))
            if row.analysis:
                text = self.wrapped(f"Analys\n{row.analysis}", total - 2 * _PAD, REGULAR, self.setting.size)
                self._row([text], [total], table, has_icon=False)

    def _header(self, table: KnownTable, icon: float, widths: Sequence[float]) -> None:
        own = [widths[0] + icon, *widths[1:]]
        titles = (table.name_title, *table.titles)
        lines = [self.wrapped(text, width - 2 * _PAD, BOLD, self.setting.size) for text, width in zip(titles, own, strict=True)]
        tallest = max(len(each) for each in lines)
        height = tallest * self._leading + 2 * _PAD
        x = MARGIN
        for each, width in zip(lines, own, strict=True):
            if self.setting.head:
                self._fill(x, self.y, width, height, self.setting.head)
            down = (tallest - len(each)) * self._leading / 2 if self.setting.is_middle else 0.0
            self._cell_text(x, self.y + down, each, BOLD, "#ffffff" if self.setting.head else "#000000")
            x += width
        self._borders(own, height, first=True)
        self.y += height

    @property
    def _leading(self) -> float:
        return self.setting.size * 1.2

    def _row(self, cells: list[list[str]], widths: Sequence[float], table: KnownTable, *, has_icon: bool) -> None:
        """A row, or what of it the page has room for; the rest goes on the next page, below the header."""
        left = [[], *cells] if has_icon else cells
        begun = False
        while any(left) or not begun:
            fits = int((self.room - 2 * _PAD) / self._leading)
            if fits < 1 or (not begun and fits < 2 and max(map(len, left)) > fits):
                self._next_page(table, has_icon)
                continue
            taken = min(fits, max(1, *map(len, left)))
            height = taken * self._leading + 2 * _PAD
            x = MARGIN
            for each, width in zip(left, widths, strict=True):
                self._cell_text(x, self.y, each[:taken], REGULAR, "#000000")
                x += width
            if has_icon and not begun:
                self.canvas.setFillColor(HexColor("#8cc63f"))
                self.canvas.circle(MARGIN + 6, self.height - self.y - 8, 3, stroke=0, fill=1)
            self._borders(widths, height)
            self.y += height
            begun = True
            left = [each[taken:] for each in left]
            if any(left):
                self._next_page(table, has_icon)

    def _next_page(self, table: KnownTable, has_icon: bool) -> None:
        self.new_page()
        if self.setting.is_repeated:
            icon = 12.0 if self.setting.icons else 0.0
            total = self.width - 2 * MARGIN
            name = total * (0.26 if len(table.titles) > 4 else 0.5)
            widths = [name, *[(total - name - icon) / len(table.titles)] * len(table.titles)]
            widths[0] = total - sum(widths[1:]) - icon
            self._header(table, icon, widths)

    def _cell_text(self, x: float, top: float, lines: Sequence[str], font: str, color: str) -> None:
        for at, line in enumerate(lines):
            shown = line
            if self.setting.hyphen and line and not line.endswith(" ") and at + 1 < len(lines) and lines[at + 1][:1].islower():
                shown = f"{line}\u00ad" if self.setting.draws_spaces and " " not in line else line
            if self.setting.signs == "loose":
                self._loose(x + _PAD, top + _PAD + at * self._leading, shown, font, color)
            else:
                self.text(x + _PAD, top + _PAD + at * self._leading, shown, font, self.setting.size, color)

    def _loose(self, x: float, top: float, text: str, font: str, color: str) -> None:
        """Each å, ä and ö as its letter with the accent drawn over it."""
        for sign in text:
            apart = unicodedata.normalize("NFD", sign)
            plain, accents = apart[:1], apart[1:]
            self.text(x, top, plain, font, self.setting.size, color)
            if accents:
                mark = {"\u0308": "¨", "\u030a": "˚", "\u0301": "´"}.get(accents[0], "")
                self.text(x, top, mark, font, self.setting.size, color)
            x += self._wide(plain, font, self.setting.size)

    def _fill(self, x: float, top: float, width: float, height: float, color: str) -> None:
        self.canvas.setFillColor(HexColor(color))
        self.canvas.rect(x, self.height - top - height, width, height, stroke=0, fill=1)

    def _borders(self, widths: Sequence[float], height: float, first: bool = False) -> None:
        kind = self.setting.border
        self.canvas.setStrokeColor(HexColor("#7f7f7f"))
        self.canvas.setLineWidth(0.5)
        xs = [MARGIN]
        for width in widths:
            xs.append(xs[-1] + width)
        top, bottom = self.y, self.y + height
        for at, x in enumerate(xs):
            if kind == "inner" and at in (0, len(xs) - 1):
                continue
            self._line(x, top, x, bottom)
            if kind == "double":
                self._line(x + 1.6, top, x + 1.6, bottom)
        for place in (top, bottom) if first or kind != "inner" else (bottom,):
            if not (kind == "inner" and first and place == top):
                self._line(xs[0], place, xs[-1], place)

    def _line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        if self.setting.border == "rectangles":
            self._fill(x0 - 0.25, top - 0.25, x1 - x0 + 0.5, bottom - top + 0.5, "#7f7f7f")
        else:
            self.canvas.line(x0, self.height - top, x1, self.height - bottom)
