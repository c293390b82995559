"""The addresses of reports of many units: begin, look, stop, fetch."""

from __future__ import annotations

from flask import Flask, Response, jsonify, redirect, request, send_file
from werkzeug.wrappers import Response as Answer

from app import text
from app.addresses import REPORTS, report_address, reports_address
from app.document import report_document
from app.errors import Renderer
from app.filters import period_slug
from app.pages import messages
from app.pages.page import Page
from app.pages.rapporter import Selection, job_page, selection, told_of
from app.pages.router import Router
from app.posting import bears_our_word, is_foreign
from app.report_downloads import report_paper
from app.reports.chromium import PdfError, Printer, chromium_path
from app.work.jobs import Job, Jobs, Piece, TooManyJobsError
from data.settings import settings

_JOB = f"{REPORTS}/arbete/"


def answer_report_jobs(server: Flask, router: Router, printer: Printer, jobs: Jobs, render: Renderer) -> None:
    """``POST /rapporter``, ``/rapporter/arbete/<id>`` and what belongs to it."""

    @server.post(REPORTS)
    def _begin() -> Answer:
        if is_foreign(request) or not bears_our_word(request):
            return _told(messages.foreign_form(), render)
        query = request.query_string.decode("utf-8", "replace")
        with router.visiting(REPORTS, query) as visit:
            asked = selection(visit) if visit is not None else None
        if asked is None or not asked.is_possible:
            return _told(messages.not_found(REPORTS), render)
        back = reports_address(asked.chosen.filter)
        try:
            chromium_path(settings().chromium)
            job = _started(asked, back)
        except PdfError as error:
            return _told(messages.fault(text.PDF_FAILED_TITLE, str(error), back, status=503), render)
        except TooManyJobsError:
            return _told(messages.fault(text.JOB_TOO_MANY_TITLE, text.JOB_TOO_MANY, back, status=503), render)
        return redirect(f"{_JOB}{job.id}", 303)

    def _started(asked: Selection, back: str) -> Job:
        period = asked.chosen.period
        pieces = [
            Piece(unit.name, f"{text.PDF_FILE_NAME.format(unit=unit.slug, period=period_slug(period))}.pdf")
            for unit in asked.units
        ]
        addresses = {
            piece.file: (unit.slug, report_address(unit.slug, period)) for piece, unit in zip(pieces, asked.units, strict=True)
        }

        def make(piece: Piece) -> bytes:
            slug, address = addresses[piece.file]
            return printer.pdf(address, report_paper(slug, router))

        title = text.JOB_OF.format(part=asked.chosen.part.name, period=text.period_title(period) if period is not None else "")
        file = text.PDF_FILE_NAME.format(unit=asked.chosen.part.slug, period=period_slug(period))
        return jobs.start(title, back, f"{file}.zip", pieces, make)

    @server.get(f"{_JOB}<id_>")
    def _look(id_: str) -> Answer:
        if id_.endswith(".json"):
            return _state(id_.removesuffix(".json"))
        job = jobs.find(id_)
        if job is None:
            return _told(messages.fault(text.JOB_UNKNOWN_TITLE, text.JOB_UNKNOWN, REPORTS, status=404), render)
        page = job_page(job, f"{_JOB}{job.id}")
        return Response(report_document(page), mimetype="text/html")

    def _state(id_: str) -> Answer:
        job = jobs.find(id_)
        if job is None:
            return Response(status=404)
        return jsonify(klar=not job.is_unfinished, gjorda=job.done, av=job.pieces, sager=told_of(job))

    @server.post(f"{_JOB}<id_>/avbryt")
    def _cancel(id_: str) -> Answer:
        if is_foreign(request):
            return _told(messages.foreign_form(), render)
        jobs.cancel(id_)
        return redirect(f"{_JOB}{id_}", 303)

    @server.get(f"{_JOB}<id_>/rapporter.zip")
    def _fetch(id_: str) -> Answer:
        job, path = jobs.find(id_), jobs.result(id_)
        if job is None or path is None:
            return _told(messages.fault(text.JOB_UNKNOWN_TITLE, text.JOB_UNKNOWN, REPORTS, status=404), render)
        return send_file(path, mimetype="application/zip", as_attachment=True, download_name=job.file)


def _told(page: Page, render: Renderer) -> Response:
    return Response(render(page), status=page.status, mimetype="text/html")
