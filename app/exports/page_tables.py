"""The tables of a finished page, as files give them.

Every table of every view gets its links here, where the page is finished, and a file is made of the table as it stands in the
page: no view can forget it, and no file can hold what the page does not show. What is printed as a number becomes a number again;
where more decimals are known than are printed, the cell bears the exact number (``data-v``, from ``app.numbers.Shown``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from app import text
from app.addresses import TABLE_CSV, TABLE_EXCEL, TABLE_FORMATS
from app.exports.cells import Cell, Number
from app.numbers import MINUS, NBSP
from data.names import slug
from data.vocabulary import MissingReason

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TABLE = re.compile(r"<table\b([^>]*)>(?:<caption[^>]*>(.*?)</caption>)?", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LONGEST_KEY = 60
_NO_LINKS = "figures"
"""The class of the table that has files of its own: Underlag, of which the page shows a part only."""
_LEFT_OUT = ("mx-counts",)
"""Classes of what a cell repeats for narrow screens."""
_NUMBER = re.compile(
    rf"(?P<sign>[{MINUS}+]?)(?P<digits>\d{{1,3}}(?:{NBSP}\d{{3}})+|0|[1-9]\d*)(?:,(?P<decimals>\d+))?"
    rf"(?:{NBSP}(?P<unit>[^\s\d(][^()\d]*?))?(?: \((?P<note>[^()]+)\))?"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST_COLUMNS = 400


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page: columns with heads, and rows of typed cells. ``withheld`` cells say that they are not shown."""

    key: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[str, ...]
    withheld: int


@dataclass(frozen=True, slots=True)
class AboutPage:
    """What a page says of itself."""

    title: str
    subtitle: str
    notices: tuple[str, ...]
    is_example: bool


def with_downloads(content: Markup, address: str) -> Markup:
    """The page with a key on each table, and below it the links to its files. ``address`` is path and query of the page."""
    keys = _Keys()
    written: list[str] = []
    done = 0
    for found in _TABLE.finditer(content):
        if f'class="{_NO_LINKS}"' in found[1]:
            continue
        caption = _plain(found[2] or "")
        key = keys.next(caption)
        end = _end_of_frame(content, found.end())
        written += [content[done : found.start()], f'<table data-tabell="{key}"', content[found.start() + 6 : end]]
        written.append(_links(address, key, caption))
        done = end
    return Markup("".join([*written, content[done:]])) if written else content


def _end_of_frame(content: str, start: int) -> int:
    end = content.index("</table>", start) + len("</table>")
    return end + len("</div>") if content.startswith("</div>", end) else end


def _links(address: str, key: str, caption: str) -> str:
    asked = f"?sida={quote(address, safe='/')}&amp;tabell={key}"
    name = escape(caption or text.TABLE_UNNAMED)
    ways = (
        (TABLE_EXCEL, text.TABLE_EXCEL, " download"),
        (TABLE_CSV, text.TABLE_CSV, " download"),
        (TABLE_FORMATS, text.TABLE_OTHER, ""),
    )
    links = " ".join(
        f'<a href="{path}{asked}"{download} aria-label="{escape(text.TABLE_DOWNLOAD_AS.format(table=name, way=way))}">{way}</a>'
        for path, way, download in ways
    )
    return f'<p class="hamta" data-nosnippet>{text.TABLE_DOWNLOAD} {links}</p>'


class _Keys:
    """A name for each table of a page, by its caption; the second of the same caption is ``-2``."""

    def __init__(self) -> None:
        self._met = Counter[str]()

    def next(self, caption: str) -> str:
        key = slug(caption)[:_LONGEST_KEY].strip("-") or "tabell"
        self._met[key] += 1
        return key if self._met[key] == 1 else f"{key}-{self._met[key]}"


def table_of(content: str, key: str) -> PageTable | None:
    """The table of a finished page with this key; None where there is none."""
    root = _parsed(content)
    found = next((one for one in root.iter("table") if one.get("data-tabell") == key), None)
    return _read(found, key) if found is not None else None


def about_page(content: str) -> AboutPage:
    """Title, subtitle and notices of a finished page, and whether it is marked as example data."""
    root = _parsed(content)
    badges = {_words(one) for one in root.iter("span") if _has_class(one, "badge")}
    return AboutPage(
        title=next((_words(one) for one in root.iter("h1")), ""),
        subtitle=next((_words(one) for one in root.iter("p") if _has_class(one, "sub")), "").removesuffix(text.EXAMPLE_BADGE),
        notices=tuple(_words(one) for one in root.iter("p") if _has_class(one, "notice")),
        is_example=text.EXAMPLE_BADGE in badges,
    )


def _parsed(content: str) -> HtmlElement:
    from lxml import html  # when a file is asked for: pages are shown without it, and it is 4 MB

    return html.fragment_fromstring(content, create_parent="div")


def _read(table: HtmlElement, key: str) -> PageTable:
    caption = next((_plain_caption(one) for one in table.iter("caption")), "")
    heads, rows = _grid(table)
    typed = [[_typed(cell) for cell in row] for row in rows]
    columns = [_column(heads[place], [row[place] for row in typed]) for place in range(len(heads))]
    told = tuple(head for column in columns for head in column.heads)
    cells = tuple(tuple(cell for column in columns for cell in column.cells[number]) for number in range(len(rows)))
    return PageTable(key, caption, told, cells, _sources(table), sum(_says_withheld(cell) for row in typed for cell in row))


# --- The grid: heads on one line, rows, and headings over groups of rows as a column of their own ---


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stands in a cell, with the exact number where it is known."""

    words: str
    exact: str = ""


def _grid(table: HtmlElement) -> tuple[list[str], list[list[_Shown]]]:
    heads = _heads(table)
    rows: list[tuple[str, list[_Shown]]] = []
    group = ""
    for row in table.iter("tr"):
        cells = [one for one in row if one.tag in ("th", "td")]
        if not cells or row.getparent().tag == "thead":
            continue
        if len(cells) == 1 and int(cells[0].get("colspan", "1")) >= len(heads) > 1:
            group = _words(cells[0])
            continue
        shown = [_Shown(_words(one), one.get("data-v", "")) for one in cells]
        rows.append((group, [*shown, *([_Shown("")] * (len(heads) - len(shown)))][: len(heads)]))
    if not any(group for group, _ in rows):
        return heads, [cells for _, cells in rows]
    return [text.TABLE_GROUP, *heads], [[_Shown(group), *cells] for group, cells in rows]


def _heads(table: HtmlElement) -> list[str]:
    """The lowest line of heads; one that spans lines stands in each. A full name (``title``) goes before a short one."""
    places: dict[tuple[int, int], str] = {}
    lines = [row for row in table.iter("tr") if row.getparent().tag == "thead"]
    for line, row in enumerate(lines):
        place = 0
        for cell in (one for one in row if one.tag in ("th", "td")):
            while (line, place) in places:
                place += 1
            across, down = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
            name = (cell.get("title") if cell.get("scope") == "col" and not list(cell.iter("a")) else None) or _words(cell)
            for at in range(place, min(place + across, _MOST_COLUMNS)):
                places.update({(line + step, at): name for step in range(down)})
            place += across
    last = len(lines) - 1
    return [places[last, at] for at in range(_MOST_COLUMNS) if (last, at) in places]


# --- Cells ---


@dataclass(frozen=True, slots=True)
class _Typed:
    cell: Cell
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Column:
    heads: tuple[str, ...]
    cells: Sequence[tuple[Cell, ...]]


def _typed(shown: _Shown) -> _Typed:
    words = shown.words
    if _DATE.fullmatch(words):
        try:
            return _Typed(dt.date.fromisoformat(words))
        except ValueError:
            return _Typed(words)
    found = _NUMBER.fullmatch(words)
    if found is None:
        return _Typed(words or None)
    digits, decimals = found["digits"], found["decimals"] or ""
    if len(digits) > 3 and NBSP not in digits and not decimals:
        return _Typed(int(digits)) if not (found["sign"] or found["unit"] or found["note"]) else _Typed(words)  # a year
    value = float(f"{digits.replace(NBSP, '')}.{decimals or 0}") * (-1 if found["sign"] == MINUS else 1)
    exact = _exact(shown.exact)
    return _Typed(Number(value if exact is None else exact, len(decimals)), found["unit"] or "", found["note"] or "")


def _exact(written: str) -> float | None:
    try:
        return float(written) if written else None
    except ValueError:
        return None


def _column(head: str, cells: Sequence[_Typed]) -> _Column:
    """One unit of measure for all stands in the head; several, and what is added to numbers, get columns of their own."""
    units = {one.unit for one in cells if isinstance(one.cell, Number)}
    has_notes = any(one.note for one in cells)
    if len(units) == 1 and (unit := next(iter(units))):
        heads, extra = [f"{head} ({unit})" if head else unit], False
    else:
        heads, extra = [head], len(units - {""}) > 0
    heads += [text.TABLE_MEASURE.format(head=head)] if extra else []
    heads += [text.TABLE_NOTE.format(head=head)] if has_notes else []
    return _Column(
        tuple(heads),
        [(one.cell, *([one.unit or None] if extra else []), *([one.note or None] if has_notes else [])) for one in cells],
    )


def _says_withheld(one: _Typed) -> bool:
    said = one.cell.casefold() if isinstance(one.cell, str) else ""
    return said == text.HOLE_SIGN[MissingReason.WITHHELD] or said.startswith(text.ABOUT_WITHHELD.casefold())


def _sources(table: HtmlElement) -> tuple[str, ...]:
    """The lines of source that stand nearest: within the same part of the page."""
    around = table.getparent()
    while around is not None:
        found = [_words(one) for one in around.iter("p") if _has_class(one, "source")]
        if found:
            return tuple(dict.fromkeys(found))[:5]
        around = around.getparent()
    return ()


# --- Words ---


def _words(element: HtmlElement) -> str:
    """What is read of the element, without signs that are only seen; ordinary spaces are one, no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", "".join(_pieces(element))).strip(" ")


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ("" if len(element) else element.get("aria-label", ""))
    for child in element:
        is_read = isinstance(child.tag, str) and child.get("aria-hidden") != "true"
        if is_read and not any(_has_class(child, one) for one in _LEFT_OUT):
            yield from _pieces(child)
        yield child.tail or ""


def _has_class(element: HtmlElement, name: str) -> bool:
    return name in element.get("class", "").split()


def _plain(inside: str) -> str:
    """The words of a caption up to what stands in a child of it: help for the keyboard is no part of the name."""
    return str(Markup(_TAG.split(inside, maxsplit=1)[0]).unescape()).strip()


def _plain_caption(caption: HtmlElement) -> str:
    return (caption.text or "").strip()
