"""The matrix as one table of plain HTML, of which thousands of cells are told by a sign each.

A row says its cells in ``data-celler``: for every column the number of the status among ``data-ord``, or a hyphen where the unit
does not follow the indicator. ``app.components.matrix_cells`` makes links of them in a whole document, and ``assets/rutor.js``
in a page that one follows a link to: what is sent and parsed then is a tenth, and only the cells that differ are changed.
On narrow screens the style sheet makes a list of the table.
"""

from __future__ import annotations

import json

from markupsafe import Markup, escape

from app import text
from app.views import Column, ColumnGroup, Matrix, Row, RowGroup
from data.vocabulary import Status

SPAN_FOR_A_TITLE = 4
"""Columns that a goal's title needs to be read in two lines."""

NOT_FOLLOWED = "-"
_WORDS = escape(json.dumps({css: text.STATUS_WORD[status] for status, css in text.STATUS_CLASS.items()}, ensure_ascii=False))
"""The words of the statuses by their classes; a cell's sign is the place of its class."""

_COUNTED = escape(
    json.dumps([[text.STATUS_SYMBOL[status], text.STATUS_PLURAL[status]] for status in text.STATUS_CLASS], ensure_ascii=False)
)
"""By sign: the symbol and the word that stand with a number of cells, in the list that narrow screens make of the table."""

_SIGNS: dict[str | None, str] = {status.value: str(place) for place, status in enumerate(text.STATUS_CLASS)}
_SIGNS[None] = NOT_FOLLOWED


def matrix_table(matrix: Matrix) -> Markup:
    """The table; every text in it is escaped. Written as text and not by ``tags``, for speed."""
    body = "".join(_row_group(group, matrix) for group in matrix.row_groups)
    css = "mx parts" if matrix.is_of_parts else "mx"
    help_ = text.MATRIX_PARTS_HELP if matrix.is_of_parts else text.MATRIX_HELP
    lifted = f' data-lyft="{text.STATUS_CLASS[Status(matrix.status)]}"' if matrix.status else ""
    return Markup(
        f'<div class="mx-frame" data-plats="matris">'
        f'<table class="{css}" style="--antal:{len(matrix.columns)}" data-tangenter data-meningar="{escape(matrix.figures)}"'
        f' data-ord="{_WORDS}" data-antal="{_COUNTED}" data-rutor="{escape(matrix.href)}"{lifted}>'
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
    named = f'title="{escape(column.full)}" data-kod="{escape(column.slug)}"'
    return f'<th scope="col"{css} {named}><span>{escape(column.short)}</span></th>'


def _row_group(group: RowGroup, matrix: Matrix) -> str:
    heading = ""
    if group.name:
        span = len(matrix.columns) + 1
        heading = f'<tr class="mx-group"><th scope="rowgroup" colspan="{span}"><span>{escape(group.name)}</span></th></tr>'
    return f"<tbody>{heading}{''.join(_row(row, matrix) for row in group.rows)}</tbody>"


def _row(row: Row, matrix: Matrix) -> str:
    counts = "".join(
        f'<span class="{css}"><span aria-hidden="true">{symbol}</span> {number}<span class="vh"> {escape(word)}</span></span>'
        for css, symbol, number, word in row.counts
    )
    name, slug = escape(row.name), escape(row.slug)
    head = f'<a href="{escape(row.href)}" title="{name}">{name}</a><span class="mx-counts">{counts}</span>'
    told = "" if row.shares else _told(row, matrix)
    return f'<tr data-enhet="{slug}"{told}><th scope="row">{head}</th>{_shares(row, matrix)}</tr>'


def _told(row: Row, matrix: Matrix) -> str:
    """The row's cells, a sign each, and the place of the chosen one."""
    signs = "".join(map(_SIGNS.__getitem__, row.cells))
    if row.slug != matrix.chosen[0]:
        return f' data-celler="{signs}"'
    place = next((place for place, column in enumerate(matrix.columns) if column.slug == matrix.chosen[1]), None)
    return f' data-celler="{signs}"' + (f' data-vald="{place}"' if place is not None else "")


def _shares(row: Row, matrix: Matrix) -> str:
    """The cells of a part; none of a unit's row, which tells them."""
    if not row.shares:
        return ""
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
