"""The matrix as one table of plain HTML: 60 × 60 cells are parsed by the browser in one go.

Every cell is a link whose name says indicator, unit, status and figures; the script in ``assets/sida.js`` lets arrow keys
move between them and shows the sentence on hover and focus. On narrow screens the style sheet makes a list of it.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from app import text
from app.views import Cell, Column, ColumnGroup, Matrix, Row, RowGroup

SPAN_FOR_A_TITLE = 4
"""Columns that a goal's title needs to be read in two lines."""


def matrix_table(matrix: Matrix) -> Markup:
    """The table; every text in it is escaped. Written as text and not by ``tags``: there may be thousands of cells."""
    body = "".join(_row_group(group, matrix) for group in matrix.row_groups)
    return Markup(
        f'<div class="mx-frame">'
        f'<table class="mx" data-tangenter><caption class="vh">{escape(matrix.caption)} {escape(text.MATRIX_HELP)}</caption>'
        f"{_head(matrix)}{body}</table></div>"
    )


def _head(matrix: Matrix) -> str:
    groups = "".join(_column_group(group, place) for place, group in enumerate(matrix.column_groups))
    columns = "".join(map(_column, matrix.columns))
    corner = f'<th class="corner" scope="col" rowspan="2"><span class="vh">{escape(text.MATRIX_UNIT_HEAD)}</span></th>'
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


def _row_group(group: RowGroup, matrix: Matrix) -> str:
    heading = ""
    if group.name:
        span = len(matrix.columns) + 1
        heading = f'<tr class="mx-group"><th scope="rowgroup" colspan="{span}"><span>{escape(group.name)}</span></th></tr>'
    return f"<tbody>{heading}{''.join(_row(row, matrix.columns) for row in group.rows)}</tbody>"


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    counts = "".join(
        f'<span class="{css}"><span aria-hidden="true">{symbol}</span> {number}<span class="vh"> {escape(word)}</span></span>'
        for css, symbol, number, word in row.counts
    )
    name = escape(row.name)
    cells = "".join(_cell(cell, column, name) for cell, column in zip(row.cells, columns, strict=True))
    head = f'<a href="{escape(row.href)}" title="{name}">{name}</a><span class="mx-counts">{counts}</span>'
    return f'<tr><th scope="row">{head}</th>{cells}</tr>'


def _cell(cell: Cell | None, column: Column, unit_name: str) -> str:
    starts = " starts" if column.starts_group else ""
    if cell is None:
        return f'<td class="tom{starts}"></td>'
    label = text.CELL_LABEL.format(
        indicator=escape(column.full), unit=unit_name, status=cell.status, sentence=escape(cell.sentence)
    )
    dimmed = " bak" if cell.is_dimmed else ""
    return (
        f'<td class="{cell.css}{dimmed}{starts}"><a href="{escape(cell.href)}" tabindex="-1" aria-label="{label}"'
        f' data-kort="{escape(column.short)}">{cell.symbol}</a></td>'
    )
