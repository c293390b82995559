"""The addresses that give a table of a page as a file: ``/tabell.xlsx?sida=/enhet/…&tabell=…``, and ``/tabell.csv``."""

from __future__ import annotations

import datetime as dt
import io

from flask import Flask, Response, request

from app import text
from app.addresses import TABLE_CSV, TABLE_EXCEL
from app.components.matrix_cells import with_cells
from app.downloads import EXCEL, asked_language, asked_way
from app.errors import Renderer
from app.exports.about import rules_and_kind
from app.exports.cells import Language, csv_lines
from app.exports.page_tables import PageTable, about_page, table_of
from app.exports.workbook import About, Column, Names, write_workbook
from app.numbers import number
from app.pages import messages
from app.pages.page import Page
from app.pages.router import Router
from app.pages.tabell import asked_table
from app.queries.store import StoreState

_NARROWEST, _WIDEST, _ROWS_MEASURED = 9, 48, 200


def answer_table_downloads(server: Flask, router: Router, render: Renderer) -> None:
    """``render`` makes a whole HTML page of a page, for what cannot be given."""

    @server.get(TABLE_CSV)
    def _table_csv() -> Response:
        asked = _asked(router)
        if isinstance(asked, Page):
            return Response(render(asked), status=asked.status, mimetype="text/html")
        table, language = asked[0], asked_language()
        lines = csv_lines([text.head_in(language, head) for head in table.heads], [table.rows], asked_way())
        return _file(Response((line.encode() for line in lines), mimetype="text/csv"), table, "csv")

    @server.get(TABLE_EXCEL)
    def _table_excel() -> Response:
        asked = _asked(router)
        if isinstance(asked, Page):
            return Response(render(asked), status=asked.status, mimetype="text/html")
        table, page, address = asked
        return _file(Response(_workbook(table, page, address, router.state()), mimetype=EXCEL), table, "xlsx")


def _asked(router: Router) -> tuple[PageTable, Page, str] | Page:
    """The table with its page and the page's address; a page that says so where there is no such table."""
    address, key = asked_table(request.query_string.decode("utf-8", "replace"))
    if not address:
        return messages.not_found(request.path)
    path, _, query = address.partition("?")
    page = router.page(path, query)
    table = table_of(with_cells(page.content), key) if page.status == 200 else None
    return (table, page, address) if table is not None else messages.no_such_table(address)


def _workbook(table: PageTable, page: Page, address: str, state: StoreState) -> bytes:
    language = asked_language()
    about = _about(table, page, address, state)
    written = io.BytesIO()
    title = " · ".join(filter(None, (table.caption, page.title)))
    names = Names(title, sheet=text.head_in(language, text.TABLE_SHEET), about=text.head_in(language, text.SHEET_ABOUT))
    write_workbook(written, names, _columns(table, language), table.rows, lambda: about)
    return written.getvalue()


def _about(table: PageTable, page: Page, address: str, state: StoreState) -> About:
    said = about_page(page.content)
    loaded = state.loaded_at.date().isoformat() if state.loaded_at is not None else "–"
    sources = " ".join(table.sources) or text.ABOUT_SOURCES_WORDS
    lines = (
        (text.ABOUT_TABLE, table.caption),
        (text.ABOUT_PAGE, said.title),
        (text.ABOUT_SELECTION, said.subtitle),
        *((text.ABOUT_NOTICE, notice) for notice in said.notices),
        (text.ABOUT_WRITTEN, dt.date.today().isoformat()),
        (text.ABOUT_VERSION, text.ABOUT_VERSION_WORDS.format(version=number(state.version), date=loaded)),
        (text.ABOUT_ROWS, number(len(table.rows))),
        *rules_and_kind(text.ABOUT_EXAMPLE_PAGE if said.is_example else text.ABOUT_REAL, table.withheld, sources),
    )
    link = f"{request.host_url.rstrip('/')}{address}"
    return About(tuple(line for line in lines if line[1]), ((text.ABOUT_ADDRESS, link),))


def _columns(table: PageTable, language: Language) -> list[Column]:
    """As wide as what stands in them."""
    some = table.rows[:_ROWS_MEASURED]
    widths = [max([len(head), *(len(str(row[place] or "")) for row in some)]) for place, head in enumerate(table.heads)]
    return [
        Column(text.head_in(language, head), min(max(width + 2, _NARROWEST), _WIDEST))
        for head, width in zip(table.heads, widths, strict=True)
    ]


def _file(response: Response, table: PageTable, suffix: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="malbild-{table.key}.{suffix}"'
    return response
