"""The application: Flask with Dash on it, and one callback that draws the page of an address."""

from __future__ import annotations

from dash import Dash, Input, Output
from flask import Flask, Response, g, jsonify, request
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import BadRequest, HTTPException

from app import text
from app.addresses import CELLS, HEALTH, LONGEST_ADDRESS, OVERVIEW
from app.comment_posts import take_comments
from app.components.page import MalbildPage
from app.compression import compress
from app.document import document, plain_document, window_title
from app.downloads import answer_downloads
from app.errors import handle_errors, noted
from app.logs import log_answers
from app.pages import messages
from app.pages.page import Page
from app.pages.router import Router
from app.presenting import answer_presentations
from app.report_downloads import answer_reports, printer_of
from app.report_jobs import answer_report_jobs
from app.security import secure
from app.table_downloads import answer_table_downloads
from app.work.jobs import Jobs, work_folder
from data.settings import ROOT


class MalbildDash(Dash):
    """Dash whose index holds the page itself as HTML, so that it is seen before any script has run.

    The script (``assets/malbild.js``) adds charts and takes over links; without scripts the page is there all the same.
    """

    router: Router

    def interpolate_index(
        self,
        metas: str = "",
        title: str = "",
        css: str = "",
        config: str = "",
        scripts: str = "",
        app_entry: str = "",
        favicon: str = "",
        renderer: str = "",
    ) -> str:
        """The answer to an address that is typed, opened or reloaded."""
        page = _page_or_failure(self.router, request.path, request.query_string.decode("utf-8", "replace"))
        g.status = page.status
        return document(page, css=css, config=config, scripts=scripts, renderer=renderer)


def create_app(engine: Engine) -> MalbildDash:
    """The application on the store of this engine; its ``server`` is what a WSGI server runs."""
    server = Flask("app", static_folder=None)
    log_answers(server)  # functions after a request run in reverse order: this one last, when status and headers are set
    compress(server)
    app = MalbildDash(
        "app",
        server=server,  # type: ignore[arg-type]
        assets_folder=str(ROOT / "assets"),
        assets_path_ignore=["vendor"],
        title=text.PRODUCT,
        update_title="",
        enable_mcp=False,
        suppress_callback_exceptions=True,
        add_log_handler=False,
        on_error=_callback_failed,
    )
    app.router = Router(engine)
    app.layout = MalbildPage(id="sida")
    _draw_pages(app)
    _answer_health(server, app.router)
    _answer_cells(server, app.router)
    answer_downloads(server, app.router, plain_document)
    answer_table_downloads(server, app.router, plain_document)
    take_comments(server, app.router, engine, plain_document)
    printer = printer_of(server)
    answer_reports(server, app.router, printer, plain_document)
    jobs = Jobs(work_folder(engine.url.render_as_string()))
    answer_report_jobs(server, app.router, printer, jobs, plain_document)
    answer_presentations(server, app.router, engine, plain_document)
    _give_status(server)
    handle_errors(server, plain_document)
    secure(server, app)
    return app


def _draw_pages(app: MalbildDash) -> None:
    """A link or the browser's Back asks for the page of an address; the page comes back as HTML."""

    @app.callback(
        Output("sida", "html"),
        Output("sida", "title"),
        Output("sida", "address"),
        Input("sida", "asked"),
        prevent_initial_call=True,
    )
    def _draw(asked: object) -> tuple[str, str, str]:
        if not isinstance(asked, str) or not asked.startswith("/") or len(asked) > LONGEST_ADDRESS:
            raise BadRequest(text.BAD_REQUEST_TEXT)
        path, _, query = asked.partition("?")
        return _drawn(app.router.page(path, query), asked)


def _drawn(page: Page, address: str) -> tuple[str, str, str]:
    return page.content, window_title(page), address


def _callback_failed(error: Exception) -> tuple[str, str, str]:
    """What a callback answers when it has failed; a request that is wrong in itself is refused as such."""
    if isinstance(error, HTTPException):
        raise error
    return _drawn(messages.failed(noted(error), OVERVIEW), "")


def _page_or_failure(router: Router, path: str, query: str) -> Page:
    try:
        if len(path) + len(query) > LONGEST_ADDRESS:
            return messages.not_found(path)
        return router.page(path, query)
    except Exception as error:
        return messages.failed(noted(error), path)


def _answer_health(server: Flask, router: Router) -> None:
    """``/halsa``: whether the store answers, the version of the data and the time of the last load."""

    @server.get(HEALTH)
    def _health() -> tuple[Response, int]:
        try:
            state = router.state()
        except SQLAlchemyError as error:
            return jsonify(status="fel", store="svarar inte", felkod=noted(error)), 503
        loaded_at = state.loaded_at.isoformat(timespec="seconds") if state.loaded_at is not None else None
        return jsonify(
            status="ok", store="svarar", data_version=state.version, last_load=loaded_at, judged_on=state.judged_on
        ), 200


def _answer_cells(server: Flask, router: Router) -> None:
    """``/rutor``: the sentences of a unit's cells, by the names of the indicators; fetched when one points at a cell."""

    @server.get(CELLS)
    def _cells() -> tuple[Response, int]:
        told = router.cells(request.query_string.decode("utf-8", "replace"))
        return (jsonify(told), 200) if told is not None else (jsonify(fel=text.BAD_REQUEST_TEXT), 404)


def _give_status(server: Flask) -> None:
    """A page that was not found is answered with 404, though it is drawn like any other."""

    @server.after_request
    def _status(response: Response) -> Response:
        if response.status_code == 200 and (status := g.get("status")) is not None:
            response.status_code = status
        return response
