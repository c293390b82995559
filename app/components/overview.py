"""Läget: the summary line, what to lift, the matrix, and the chosen figure beside them."""

from __future__ import annotations

from markupsafe import Markup

from app import text
from app.components.detail import detail_panel
from app.components.matrix import matrix_table
from app.components.notices import example_badge, how_to_read, notice_list
from app.components.tags import a, b, dated, div, h1, h2, heard, joined, li, nav, ol, p, section, silent, span
from app.components.terms import status_explained, status_term
from app.views import Matrix, Overview, Remark, Tile
from data.vocabulary import Status


def overview_content(view: Overview) -> Markup:
    """Everything within main."""
    has_figures = view.matrix is not None or bool(view.filter_note)
    cards = (_remarks_card(view), _matrix_card(view)) if has_figures else ()
    return joined(
        h1(view.title),
        p(span(dated(view.subtitle)), example_badge(view.is_example), class_="sub"),
        notice_list(view.notices),
        nav(map(_tile, view.tiles), class_="tiles", aria_label=text.TILES_LABEL) if has_figures else None,
        div(
            div(cards, class_="beside"),
            detail_panel(view.detail) if view.detail is not None else None,
            class_="laget" + (" with-detail" if view.detail is not None else ""),
        ),
        how_to_read(text.HOW_TO_READ_OVERVIEW),
    )


def _tile(tile: Tile) -> Markup:
    return a(
        span(silent(tile.symbol, "symbol"), f" {tile.number}", class_="count"),
        " ",
        span(tile.word, class_="word"),
        [heard(", "), span(tile.note, class_="note")] if tile.note else None,
        heard(f", {text.TILE_CHOSEN if tile.is_chosen else text.TILE_CHOOSE}"),
        href=tile.href,
        title=status_explained(tile.css),
        class_=f"tile term {tile.css}" + (" on" if tile.is_chosen else ""),
        aria_current="true" if tile.is_chosen else None,
    )


def _remarks_card(view: Overview) -> Markup | None:
    """What deserves attention, the weightiest first; where nothing does, that is said."""
    if not view.remarks and not view.remarks_left:
        return None
    return section(
        h2(text.REMARKS_HEADING),
        ol(map(_remark, view.remarks), class_="remarks") if view.remarks else None,
        p(view.remarks_left, class_="remarks-left") if view.remarks_left else None,
        class_="card",
    )


def _remark(remark: Remark) -> Markup:
    note = [" ", span(dated(remark.note), class_="note")] if remark.note else None
    return li(a(b(remark.lead), " ", dated(remark.rest), href=remark.href), note, class_=remark.kind)


def _matrix_card(view: Overview) -> Markup:
    clear = a(text.FILTER_CLEAR, href=view.clear_filter)
    heading = text.MATRIX_PARTS_HEADING if view.matrix is not None and view.matrix.is_of_parts else text.MATRIX_HEADING
    return section(
        h2(heading),
        p(view.finding, class_="finding"),
        p(view.filter_note, " ", clear, class_="filter-note") if view.filter_note else None,
        div(matrix_table(view.matrix), class_="filtered" if view.matrix.status else None) if view.matrix is not None else None,
        _legend(view.matrix) if view.matrix is not None else None,
        p(dated(view.source), class_="source"),
        class_="card",
    )


def _legend(matrix: Matrix) -> Markup:
    if matrix.is_of_parts:
        return p(text.MATRIX_PARTS_WITH_STATUS_LEGEND if matrix.share_words else text.MATRIX_PARTS_LEGEND, class_="legend")
    marks = [status_term(one, text.STATUS_WORD[one]) for one in Status]
    return p(marks, span(text.MATRIX_NOT_FOLLOWED), class_="legend")
