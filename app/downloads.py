"""The addresses that give files: the table of Underlag as CSV and Excel, with the same query string as the page."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import IO

from flask import Flask, Response, request

from app import text
from app.addresses import FIGURES_CSV, FIGURES_EXCEL, figures_address
from app.answers.underlag import AS_STORED, FigureSelection
from app.errors import Renderer
from app.exports.cells import Csv, Language
from app.exports.figures import csv_of, write_excel
from app.filters import Filter, period_slug
from app.numbers import number
from app.pages import messages
from app.pages.page import Page, Visit
from app.pages.router import Router
from app.pages.underlag import Selected, select
from app.presenters.underlag import figures_title, selection_words, span_title
from app.presenters.underlag_columns import Figure, file_columns, in_order
from app.queries.underlag import MOST_COUNTED, count_figures, earlier_values, figure_sources, stream_figures

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHUNK = 1 << 16


def answer_downloads(server: Flask, router: Router, render: Renderer) -> None:
    """``/underlag.csv`` and ``/underlag.xlsx``; ``render`` makes a whole HTML page of a page, for what cannot be given."""

    @server.get(FIGURES_CSV)
    def _csv() -> Response:
        query = request.query_string.decode("utf-8", "replace")
        with router.visiting(FIGURES_CSV, query) as visit:
            selected = select(visit) if visit is not None else None
        if selected is None:
            return _told(messages.not_found(FIGURES_CSV), render)
        lines = (part.encode() for part in _csv_lines(router, query, asked_way(), asked_language()))
        return _file(Response(lines, mimetype="text/csv"), selected, "csv")

    @server.get(FIGURES_EXCEL)
    def _excel() -> Response:
        query = request.query_string.decode("utf-8", "replace")
        with router.visiting(FIGURES_EXCEL, query) as visit:
            selected = select(visit) if visit is not None else None
            if visit is None or selected is None:
                return _told(messages.not_found(FIGURES_EXCEL), render)
            if count_figures(visit.connection, selected.figures) > MOST_COUNTED:
                return _told(messages.too_many_for_excel(figures_address(selected.filter)), render)
            written = _workbook(visit, selected, asked_language())
        return _file(Response(_read(written), mimetype=EXCEL), selected, "xlsx")


def asked_way() -> Csv:
    """How CSV is asked for in the address of this request: ``form=rfc4180``, else for a Swedish spreadsheet."""
    return Csv.RFC4180 if request.args.get("form") == Csv.RFC4180 else Csv.EXCEL


def asked_language() -> Language:
    """The language of the headers: ``sprak=en``, else Swedish."""
    return Language.EN if request.args.get("sprak") == Language.EN else Language.SV


def _csv_lines(router: Router, query: str, way: Csv, language: Language) -> Iterator[str]:
    """The connection is opened when the first line is asked for, and closed when the visitor has the last, or leaves."""
    with router.visiting(FIGURES_CSV, query) as visit:
        selected = select(visit) if visit is not None else None
        if visit is not None and selected is not None:
            figures = _figures(visit, _sorted_as_shown(visit, selected))
            yield from csv_of(file_columns(in_order(selected.filter.columns)), figures, way, language)


def _sorted_as_shown(visit: Visit, selected: Selected) -> FigureSelection:
    """As on the page: more than can be counted come as they are stored."""
    is_too_many = count_figures(visit.connection, selected.figures) > MOST_COUNTED
    return replace(selected.figures, sort=AS_STORED) if is_too_many else selected.figures


def _figures(visit: Visit, asked: FigureSelection) -> Iterator[Sequence[Figure]]:
    units, indicators = visit.known.organisation.by_id, visit.known.indicators
    for rows in stream_figures(visit.connection, asked):
        sources = figure_sources(visit.connection, {row.outcome_id for row in rows if row.outcome_id is not None})
        earlier = earlier_values(visit.connection, rows)
        yield [
            Figure(
                row,
                units[row.unit_id].name,
                indicators[row.indicator_id],
                sources.get(row.outcome_id or 0),
                earlier.get(row.key, ()),
            )
            for row in rows
        ]


def _workbook(visit: Visit, selected: Selected, language: Language) -> IO[bytes]:
    state = visit.known.state
    loaded = state.loaded_at.date().isoformat() if state.loaded_at is not None else "–"
    lines = (
        (text.ABOUT_PART, selected.part.name),
        (text.ABOUT_PERIOD, span_title(selected.period, selected.filter)),
        (text.ABOUT_SELECTION, selection_words(selected.filter, visit.known.indicators) or text.ABOUT_NOTHING_CHOSEN),
        (text.ABOUT_WRITTEN, dt.date.today().isoformat()),
        (text.ABOUT_VERSION, text.ABOUT_VERSION_WORDS.format(version=number(state.version), date=loaded)),
    )
    link = f"{request.host_url.rstrip('/')}{figures_address(selected.filter)}"

    written = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the answer that it is)
    columns = file_columns(in_order(selected.filter.columns))
    title = figures_title(selected.part, selected.period, selected.filter)
    write_excel(written, columns, _figures(visit, selected.figures), lines, link, title=title, language=language)
    written.seek(0)
    return written


def _file(response: Response, selected: Selected, suffix: str) -> Response:
    chosen: Filter = selected.filter
    period = {"alla": "alla-perioder", "aret": str(selected.period.year)}.get(chosen.span, period_slug(selected.period))
    name = text.FILE_NAME.format(part=selected.part.slug, period=period)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return response


def _read(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _told(page: Page, render: Renderer) -> Response:
    return Response(render(page), status=page.status, mimetype="text/html")
