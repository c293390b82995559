"""The matrix as one table of plain HTML: 60 × 60 cells are parsed by the browser in one go.

A cell is a link whose name is the word of its status. Its symbol and colour are backgrounds of the style sheet: a cell without
text of its own takes the browser half the time to lay out and paint. Its end tag is left out, as HTML allows. The script in
``assets/sida.js`` gives the link indicator and unit as part of its name, lets arrow keys move between cells, and fetches the
sentences of a row when one of its cells is pointed at. On narrow screens the style sheet makes a list of the table.
"""

from __future__ import annotations

import json

from markupsafe import Markup, escape

from app import text
from app.views import Column, ColumnGroup, Matrix, Row, RowGroup

SPAN_FOR_A_TITLE = 4
"""Columns that a goal's title needs to be read in two lines."""

_WORDS = escape(json.dumps({css: text.STATUS_WORD[status] for status, css in text.STATUS_CLASS.items()}, ensure_ascii=False))
"""The words of the statuses by their classes, for the script."""

_Tails = list[dict[str | None, tuple[str, str]]]


def matrix_table(matrix: Matrix) -> Markup:
    """The table; every text in it is escaped. Written as text and not by ``tags``: there may be thousands of cells."""
    tails = [_column_cells(column, matrix) for column in matrix.columns]
    body = "".join(_row_group(group, matrix, tails) for group in matrix.row_groups)
    css = "mx parts" if matrix.is_of_parts else "mx"
    help_ = text.MATRIX_PARTS_HELP if matrix.is_of_parts else text.MATRIX_HELP
    return Markup(
        f'<div class="mx-frame" data-plats="matris">'
        f'<table class="{css}" style="--antal:{len(matrix.columns)}" data-tangenter data-meningar="{escape(matrix.figures)}"'
        f' data-ord="{_WORDS}">'
        f'<caption class="vh">{escape(matrix.caption)} <span>{escape(help_)}</span></caption>'
        f'<colgroup><col class="namn"><col span="{len(matrix.columns)}"></colgroup>'
        f"{_head(matrix)}{body}</table></div>"
    )


def _head(matrix: Matrix) -> str:
    groups = "".join(_column_group(group, place) for place, group in enumerate(matrix.column_groups))
    columns = "".join(map(_column, matrix.columns))
    name = text.MATRIX_PART_HEAD if matrix.is_of_parts else text.MATRIX_UNIT_HEAD
    corner = f'<th class="corner" scope="col" rowspan="2"><span class="vh">{escape(name)}</span></th>'
    return f'<thead><tr class="mx-goals">{corner}{groups}</tr><tr class="mx-names">{columns}</tr></thead>'


def _column_group(group: ColumnGroup, place: int) -> str:
    """The goal's number and title; over few columns the number alone is seen, and the title is heard."""
    whole = escape(" ".join(filter(None, (group.label, group.title))))
    css = ' class="starts"' if place else ""
    title, room = escape(group.title), ""
    if group.label and group.span < SPAN_FOR_A_TITLE:
        title, room = Markup('<i class="vh">{}</i>').format(group.title), ' class="nummer"'
    return (
        f'<th scope="colgroup" colspan="{group.span}"{css} title="{whole}">'
        f'<span style="--spalter:{group.span}"{room}><b>{escape(group.label)}</b> {title}</span></th>'
    )


def _column(column: Column) -> str:
    css = ' class="starts"' if column.starts_group else ""
    return f'<th scope="col"{css} title="{escape(column.full)}"><span>{escape(column.short)}</span></th>'


def _column_cells(column: Column, matrix: Matrix) -> dict[str | None, tuple[str, str]]:
    """What stands before and after the unit's slug in a cell of this column, for each status: the same for every row."""
    starts = " starts" if column.starts_group else ""
    slug = escape(column.slug)
    named = f' data-kort="{escape(column.short)}"' if matrix.status else ""
    cells: dict[str | None, tuple[str, str]] = {}
    for status, css in text.STATUS_CLASS.items():
        dimmed = " bak" if matrix.status not in (None, status) else ""
        before = f'<td class="{css}{dimmed}{starts}"><a tabindex=-1 href="{escape(matrix.href)}'
        cells[status.value] = (before, f'/{slug}" aria-label="{text.STATUS_WORD[status]}"{named}></a>')
    return cells


def _row_group(group: RowGroup, matrix: Matrix, tails: _Tails) -> str:
    heading = ""
    if group.name:
        span = len(matrix.columns) + 1
        heading = f'<tr class="mx-group"><th scope="rowgroup" colspan="{span}"><span>{escape(group.name)}</span></th></tr>'
    return f"<tbody>{heading}{''.join(_row(row, matrix, tails) for row in group.rows)}</tbody>"


def _row(row: Row, matrix: Matrix, tails: _Tails) -> str:
    counts = "".join(
        f'<span class="{css}"><span aria-hidden="true">{symbol}</span> {number}<span class="vh"> {escape(word)}</span></span>'
        for css, symbol, number, word in row.counts
    )
    name = escape(row.name)
    head = f'<a href="{escape(row.href)}" title="{name}">{name}</a><span class="mx-counts">{counts}</span>'
    cells = _shares(row, matrix) if row.shares else _cells(row, matrix, tails)
    return f'<tr data-enhet="{escape(row.slug)}"><th scope="row">{head}</th>{cells}</tr>'


def _cells(row: Row, matrix: Matrix, tails: _Tails) -> str:
    slug = escape(row.slug)
    written = []
    for status, tail in zip(row.cells, tails, strict=True):
        if status is None:
            written.append("<td>")
        else:
            before, after = tail[status]
            written.append(f"{before}{slug}{after}")
    if row.slug == matrix.chosen[0]:
        place = next((place for place, column in enumerate(matrix.columns) if column.slug == matrix.chosen[1]), None)
        if place is not None:
            written[place] = written[place].replace("tabindex=-1", 'tabindex=0 aria-current="true"')
    return "".join(written)


def _shares(row: Row, matrix: Matrix) -> str:
    words = matrix.share_words or text.MATRIX_SHARE
    return "".join(_share(share, column, row, words) for share, column in zip(row.shares, matrix.columns, strict=True))


def _share(share: tuple[int, int] | None, column: Column, row: Row, template: str) -> str:
    """``3/7`` with a filling as high as the share; a dash where no unit is judged."""
    starts = " starts" if column.starts_group else ""
    if share is None:
        return "<td></td>"
    reached, judged = share
    if not judged:
        words, seen, filled = text.MATRIX_SHARE_NONE, "–", ""
    else:
        words, seen = template.format(reached=reached, judged=judged), f"{reached}/{judged}"
        filled = f' style="--andel:{100 * reached / judged:.0f}%"'
    return (
        f'<td class="del{starts}"{filled}><a href="{escape(row.href)}" tabindex="-1">'
        f'<span aria-hidden="true">{seen}</span><span class="vh">{escape(words)}</span></a></td>'
    )
