"""The addresses of reports: a document to read, the same as PDF, and the slides as PDF."""

from __future__ import annotations

from functools import partial

from flask import Flask, Response, request
from markupsafe import escape

from app import text
from app.addresses import LONGEST_ADDRESS, REPORT_PDF_END, REPORT_PREFIX, SLIDES, SLIDES_PDF, report_address
from app.document import report_document
from app.errors import Renderer
from app.filters import is_slug, parse, period_slug
from app.pages import messages, rapport
from app.pages.page import Page
from app.pages.router import Router
from app.reports.chromium import Answered, NoChromiumError, PageRefusedError, Paper, PdfBusyError, PdfError, Printer
from data.settings import settings

PDF = "application/pdf"
SLIDES_PAPER = Paper(is_landscape=True, margin_cm=0.0)


def printer_of(server: Flask) -> Printer:
    """What makes PDF of the pages of this server; its browser starts when the first is asked for."""
    return Printer(
        partial(_own_answer, server),
        path=settings().chromium,
        at_once=settings().pdf_at_once,
        seconds=settings().pdf_seconds,
    )


def answer_reports(server: Flask, router: Router, printer: Printer, render: Renderer) -> None:
    """``/rapport/<unit>``, ``/rapport/<unit>.pdf`` and ``/presentation.pdf``; ``render`` makes a whole HTML page of a page."""

    @server.get(f"{REPORT_PREFIX}<path:slug>")
    def _report(slug: str) -> Response:
        if slug.endswith(REPORT_PDF_END):
            return _pdf_of_unit(slug.removesuffix(REPORT_PDF_END))
        path = f"{REPORT_PREFIX}{slug}"
        with router.visiting(path, _query()) as visit:
            page = rapport.page(visit) if visit is not None else messages.empty_store()
        is_report = page.status == 200 and visit is not None
        return Response((report_document if is_report else render)(page), status=page.status, mimetype="text/html")

    def _pdf_of_unit(slug: str) -> Response:
        period = parse(_query()).filter.period
        if not is_slug(slug):
            return _told(messages.not_found(request.path), render)
        name = text.PDF_FILE_NAME.format(unit=slug, period=period_slug(period) or text.PDF_LATEST)
        return _pdf(report_address(slug, period), name, report_paper(slug, router))

    @server.get(SLIDES_PDF)
    def _pdf_of_slides() -> Response:
        query = _query()
        if len(query) > LONGEST_ADDRESS:
            return _told(messages.not_found(SLIDES_PDF), render)
        chosen = parse(query).filter
        name = text.PDF_SLIDES_NAME.format(unit=chosen.unit or "", period=period_slug(chosen.period))
        return _pdf(f"{SLIDES}?{query}" if query else SLIDES, name.strip("-"), SLIDES_PAPER)

    def _pdf(address: str, name: str, paper: Paper) -> Response:
        try:
            made = printer.pdf(address, paper)
        except PdfError as error:
            return _told(failed(error, address), render)
        answer = Response(made, mimetype=PDF)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
        return answer


def report_paper(slug: str, router: Router) -> Paper:
    """The paper of a unit's report, with its name at the foot."""
    with router.visiting(REPORT_PREFIX, "") as visit:
        unit = visit.known.organisation.by_slug.get(slug) if visit is not None else None
    return Paper(footer=str(escape(text.PDF_FOOTER.format(title=unit.name if unit is not None else text.REPORT_KIND))))


def failed(error: PdfError, address: str) -> Page:
    """The page that says why there is no PDF; what was not found is answered as such."""
    if isinstance(error, PageRefusedError) and error.status == 404:
        return messages.not_found(address)
    status = 503 if isinstance(error, (NoChromiumError, PdfBusyError)) else 500
    return messages.fault(text.PDF_FAILED_TITLE, str(error), address, status=status)


def _own_answer(server: Flask, address: str) -> Answered:
    answer = server.test_client().get(address, buffered=True)
    return Answered(answer.status_code, answer.content_type, answer.data)


def _query() -> str:
    return request.query_string.decode("utf-8", "replace")


def _told(page: Page, render: Renderer) -> Response:
    return Response(render(page), status=page.status, mimetype="text/html")
