"""Läget: the summary line, the matrix, what is said about them."""

from __future__ import annotations

from markupsafe import Markup

from app import text
from app.components.matrix import matrix_table
from app.components.notices import example_badge, how_to_read, notice_list
from app.components.tags import a, dated, div, h1, h2, heard, joined, nav, p, section, silent, span, symbol
from app.views import Overview, Tile
from data.vocabulary import Status


def overview_content(view: Overview) -> Markup:
    """Everything within main."""
    has_figures = view.matrix is not None or bool(view.filter_note)
    return joined(
        h1(view.title),
        p(span(dated(view.subtitle)), example_badge(view.is_example), class_="sub"),
        notice_list(view.notices),
        nav(map(_tile, view.tiles), class_="tiles", aria_label=text.TILES_LABEL) if has_figures else None,
        _matrix_card(view) if has_figures else None,
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
        class_=f"tile {tile.css}" + (" on" if tile.is_chosen else ""),
        aria_current="true" if tile.is_chosen else None,
    )


def _matrix_card(view: Overview) -> Markup:
    clear = a(text.FILTER_CLEAR, href=view.clear_filter)
    return section(
        h2(text.MATRIX_HEADING),
        p(view.finding, class_="finding"),
        p(view.filter_note, " ", clear, class_="filter-note") if view.filter_note else None,
        div(matrix_table(view.matrix), class_="filtered" if view.filter_note else None) if view.matrix is not None else None,
        _legend() if view.matrix is not None else None,
        p(dated(view.source), class_="source"),
        class_="card",
    )


def _legend() -> Markup:
    marks = [span(symbol(text.STATUS_SYMBOL[one], text.STATUS_CLASS[one]), f" {text.STATUS_WORD[one]}") for one in Status]
    return p(marks, span(text.MATRIX_NOT_FOLLOWED), class_="legend")
