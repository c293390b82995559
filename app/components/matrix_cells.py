"""The matrix's cells, written out of the signs that its rows tell them by (``app.components.matrix``).

A cell is a link whose name is the word of its status. Its symbol and colour are backgrounds of the style sheet: a cell without
text of its own takes the browser half the time to lay out and paint. How many cells of a row have each status is written beside
the unit's name, for narrow screens. The end tag of a cell is left out, as HTML allows. The script in
``assets/rutor.js`` writes the same cells, and gives each link indicator and unit as part of its name.
"""

from __future__ import annotations

import json
import re
from functools import partial

from markupsafe import Markup, escape

_TABLE = re.compile(r'<table\b(?=[^>]* class="mx")[^>]*>.*?</table>', re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_COLUMN = re.compile(r'<th scope="col"( class="starts")? title="[^"]*" data-kod="([^"]*)"><span>(.*?)</span></th>', re.DOTALL)
_ROW = re.compile(
    r'(<tr data-enhet="([^"]*)" data-celler="([-\d]*)"(?: data-vald="(\d+)")?>.*?<span class="mx-counts">)(</span></th>)',
    re.DOTALL,
)

_Sides = list[dict[str, tuple[str, str]]]
"""What stands before and after the unit's slug in a cell, for each column and sign: the same for every row."""


def with_cells(content: Markup) -> Markup:
    """The page with the cells of its matrix as links; a page without a matrix as it is.

    What is taken from the content is escaped there already, and is put in as it stands.
    """
    return Markup(_TABLE.sub(_filled, content))


def _filled(table: re.Match[str]) -> str:
    whole = table[0]
    told = dict(_ATTRIBUTE.findall(whole, 0, whole.index(">")))
    words: dict[str, str] = json.loads(Markup(told["data-ord"]).unescape())
    sides = [_of_column(starts, slug, short, told, words) for starts, slug, short in _COLUMN.findall(whole)]
    counted = _counted(told, words)
    return _ROW.sub(partial(_with_row, sides, counted), whole)


def _counted(told: dict[str, str], words: dict[str, str]) -> dict[str, tuple[str, str]]:
    """What stands before and after the number of a row's cells with each sign; of the lifted status alone where one is."""
    named: list[tuple[str, str]] = json.loads(Markup(told["data-antal"]).unescape())
    lifted = told.get("data-lyft", "")
    return {
        str(sign): (
            f'<span class="{css}"><span aria-hidden="true">{symbol}</span> ',
            f'<span class="vh"> {escape(word)}</span></span>',
        )
        for sign, (css, (symbol, word)) in enumerate(zip(words, named, strict=True))
        if lifted in ("", css)
    }


def _of_column(starts: str, slug: str, short: str, told: dict[str, str], words: dict[str, str]) -> dict[str, tuple[str, str]]:
    lifted = told.get("data-lyft", "")
    named = f' data-kort="{short}"' if lifted else ""
    sides = {}
    for sign, (css, word) in enumerate(words.items()):
        dimmed = " bak" if lifted not in ("", css) else ""
        before = f'<td class="{css}{dimmed}{" starts" if starts else ""}"><a tabindex=-1 href="{told["data-rutor"]}'
        sides[str(sign)] = (before, f'/{slug}" aria-label="{escape(word)}"{named}></a>')
    return sides


def _with_row(sides: _Sides, counted: dict[str, tuple[str, str]], row: re.Match[str]) -> str:
    head, slug, signs, chosen, end = row.groups()
    counts = [f"{before}{signs.count(sign)}{after}" for sign, (before, after) in counted.items() if sign in signs]
    cells = [_cell(of_column.get(sign), slug) for sign, of_column in zip(signs, sides, strict=True)]
    if chosen is not None:
        cells[int(chosen)] = cells[int(chosen)].replace("tabindex=-1", 'tabindex=0 aria-current="true"')
    return head + "".join(counts) + end + "".join(cells)


def _cell(sides: tuple[str, str] | None, slug: str) -> str:
    return f"{sides[0]}{slug}{sides[1]}" if sides is not None else "<td>"
