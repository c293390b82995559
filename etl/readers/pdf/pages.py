"""The pages of a PDF as a stream of paragraphs and tables: one page is held, and the margins of the next."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfminer.pdfpage import PDFPage

from etl.readers.flow import Item, paragraph
from etl.readers.grid import Span
from etl.readers.pdf.content import Content, Mark, content_of
from etl.readers.pdf.furniture import Furniture, marginal
from etl.readers.pdf.guard import LimitedPage, PageTooHeavyError
from etl.readers.pdf.lattice import TooManyLinesError
from etl.readers.pdf.lines import Line
from etl.readers.pdf.page import Drawn, Part, RawTable, drawn_on, parts_of
from etl.readers.pdf.paragraphs import Paragraph, paragraphs
from etl.readers.pdf.ruled import Ruled, stands_in_columns
from etl.readers.pdf.wrapping import Habits, note_habit
from etl.readers.records import Remark

_UNREADABLE_SHARE = 0.05
_SCANNED_SHARE = 0.5
_BESIDE_TEXT_SHARE = 0.3
_UNDER_TEXT_SHARE = 0.85
_FEW_LETTERS = 30
_SMALLEST = 72.0
_HEAVY_PAGES_AT_MOST = 3
_LOOK = "Jämför sidan med originaldokumentet, och läs in det som saknas ur en annan källa."


@dataclass(slots=True)
class _Read:
    """A page as far as it could be read."""

    number: int
    drawn: Drawn
    remark: Remark | None = None


class Pages:
    """Gives what the pages print, and the words for where a row stands: its page, and its row from the top of it."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._starts: list[int] = []
        """The number of the first row of each page; a page without rows has that of the next."""
        self._row = 1
        self._habits = Habits()
        self._furniture = Furniture()
        self._watermarks: set[Mark] = set()
        self._open_columns: tuple[Ruled, float] | None = None
        self._open_extent: Span | None = None
        self._last_spans: tuple[Span, ...] = ()
        self.letters = 0
        """Letters that have been read so far."""
        self._is_told_of_scanning = False
        self._heavy = 0

    def place(self, number: int) -> str:
        """``sida 4, rad 3``: a printed line is one row, and so is the row of a table."""
        page = bisect(self._starts, number)
        return f"sida {max(page, 1)}, rad {max(number - self._starts[page - 1], 0) + 1}" if self._starts else ""

    @property
    def has_pages(self) -> bool:
        return bool(self._starts)

    def items(self) -> Iterator[Item]:
        held: _Read | None = None
        for page in self._pages():
            if held is not None:
                yield from self._items_of(held, marginal(page.drawn.lines, page.drawn.height))
            held = page
        if held is not None:
            yield from self._items_of(held, [])

    def _pages(self) -> Iterator[_Read]:
        for number, page_object in enumerate(_page_objects(self._pdf), start=1):
            if self._heavy == _HEAVY_PAGES_AT_MOST:
                message = f"Sida {number} och de följande är inte lästa, för flera sidor före dem ritar alltför mycket."
                yield _Read(number, Drawn(), _remark("heavy-page", message))
                return
            yield self._read_page(number, page_object)
            # pdfminer keeps every object of the file that it has read, and so the contents of every page
            getattr(self._pdf.doc, "_cached_objs", {}).clear()

    def _read_page(self, number: int, page_object: PDFPage) -> _Read:
        """A page, or what there is to say about it: whatever a file holds, one page does not stop the others."""
        try:
            page = LimitedPage(self._pdf, page_object, number)
            content = content_of(page.layout, _visible_box(page), self._watermarks)
            if content.is_too_full:
                raise TooManyLinesError
            drawn = drawn_on(content, self._open_extent)
            self._open_extent = max(drawn.tables, key=lambda table: table.bottom).extent if drawn.tables else None
        except (PageTooHeavyError, TooManyLinesError):
            self._heavy += 1
            return _Read(number, Drawn(), _remark("heavy-page", f"Sida {number} ritar så mycket att den inte kan läsas."))
        except Exception:  # pdfminer raises errors of every kind for what a damaged page holds
            return _Read(number, Drawn(), _remark("damaged-page", f"Sida {number} är skadad och kan inte läsas."))
        self.letters += len(content.glyphs)
        return _Read(number, drawn, self._about(number, content))

    def _about(self, number: int, content: Content) -> Remark | None:
        letters = sum(not glyph.text.isspace() for glyph in content.glyphs)
        if content.unreadable > _UNREADABLE_SHARE * max(letters, 1):
            message = f"Sida {number} har bokstäver som filen inte talar om vilka de är. De visas som �."
            return _remark("broken-letters", message)
        if letters < _FEW_LETTERS and content.image_share > _SCANNED_SHARE:
            return _remark("scanned-page", f"Sida {number} är en bild utan text och kan inte läsas.")
        if content.image_share > _UNDER_TEXT_SHARE and letters > _FEW_LETTERS:
            if self._is_told_of_scanning:
                return None
            self._is_told_of_scanning = True
            message = (
                f"Sida {number} är en bild med text bakom, så som ett program för textigenkänning gör. Siffror kan vara felläst."
            )
            return _remark("scanned-with-text", message.replace("felläst", "fel lästa"))
        if content.image_share > _BESIDE_TEXT_SHARE:
            message = f"Sida {number} har en stor bild. Står det text eller siffror i den är de inte lästa."
            return Remark(kind="warning", code="large-image", message=message, action=_LOOK)
        return None

    def _items_of(self, page: _Read, after: list[tuple[float, str]]) -> Iterator[Item]:
        self._starts.append(self._row)
        if page.remark is not None:
            page.remark.line = self._row
            yield page.remark
        drawn = page.drawn
        kept = self._furniture.without(drawn.lines, drawn.height, after)
        parts = parts_of(drawn, kept, self._open_columns)
        tables = [part for part in parts if isinstance(part, RawTable)]
        last = tables[-1] if tables and parts[-1] is tables[-1] else None
        self._open_columns = (last.ruled, last.size) if last is not None and last.ruled is not None else None
        self._learn([part for part in parts if isinstance(part, Line)], tables, drawn.right)
        yield from self._loose_rows(parts)
        kept_ones = set(map(id, kept))
        furniture = [line.top for line in drawn.lines if id(line) not in kept_ones]
        yield from self._numbered(parts, furniture, drawn.right)

    def _numbered(self, parts: list[Part], furniture: list[float], right: float) -> Iterator[Item]:
        """Paragraphs and tables, with the number of the row at which each begins, furniture counted too."""
        lines: list[tuple[int, Line]] = []
        for part in parts:
            while furniture and furniture[0] < part.top:
                furniture.pop(0)
                self._row += 1
            if isinstance(part, Line):
                lines.append((self._row, part))
                self._row += 1
                continue
            yield from self._paragraphs(lines, right)
            lines = []
            yield part.grid(self._row, self._habits, begins_page=part is parts[0])
            self._row += len(part.rows)
        yield from self._paragraphs(lines, right)
        self._row += max(len(furniture), 0 if parts else 1)

    def _loose_rows(self, parts: list[Part]) -> Iterator[Remark]:
        """A question for each line outside the tables that stands in the columns of the table before it: it may be a row."""
        row = self._row
        for part in parts:
            if isinstance(part, RawTable):
                self._last_spans = part.spans
                row += len(part.rows)
                continue
            if stands_in_columns(part, self._last_spans):
                remark = _remark(
                    "loose-row", "En rad utanför tabellerna står i samma kolumner som en tabell. Den är inte läst som tabellrad."
                )
                remark.line, remark.printed = row, part.text[:400]
                yield remark
            row += 1

    def _learn(self, lines: list[Line], tables: list[RawTable], right: float) -> None:
        self._habits.learn(lines)
        for before, after in pairwise(lines):
            if abs(before.size - after.size) < 0.6 and 0 < after.top - before.top < 2 * before.size:
                note_habit(before, after, right - before.x1, self._habits)
        for table in tables:
            for cell in table.filled_cells():
                self._habits.learn(cell.lines, is_cell=True)

    def _paragraphs(self, lines: list[tuple[int, Line]], right: float) -> Iterator[Item]:
        for each in paragraphs(lines, right, self._habits):
            yield self._printed(each)

    def _printed(self, each: Paragraph) -> Item:
        return paragraph(each.number, each.text(self._habits))


def _page_objects(pdf: Any) -> Iterator[PDFPage]:
    """The pages, as far as the file's tree of pages can be followed."""
    pages = iter(PDFPage.create_pages(pdf.doc))
    while True:
        try:
            yield next(pages)
        except StopIteration:
            return
        except Exception:  # a broken tree ends here; what was read before stands
            return


def _visible_box(page: LimitedPage) -> tuple[float, float, float, float]:
    """What is seen of a page, in the measure of its layout (left, bottom, right, top): less than all where it is cropped."""
    whole = page.layout.bbox
    width, height = whole[2] - whole[0], whole[3] - whole[1]
    media, crop = page.mediabox, page.cropbox
    if page.rotation or crop == media:
        return 0.0, 0.0, width, height
    left, right = max(crop[0] - media[0], 0.0), min(crop[2] - media[0], width)
    top, bottom = height - max(crop[1] - media[1], 0.0), height - min(crop[3] - media[1], height)
    is_sound = right - left > _SMALLEST and top - bottom > _SMALLEST
    return (float(left), float(bottom), float(right), float(top)) if is_sound else (0.0, 0.0, width, height)


def _remark(code: str, message: str) -> Remark:
    return Remark(kind="question", code=code, message=message, action=_LOOK)
