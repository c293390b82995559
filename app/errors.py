"""When something goes wrong: a page in Swedish with a code, and the same code in the log. No trace to the browser."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from dash.exceptions import DependencyException, InvalidCallbackReturnValue
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from app import text
from app.logs import shown_address
from app.pages import messages
from app.pages.page import Page

log = logging.getLogger("malbild.fel")

CALLBACK_PATH = "/_dash-update-component"
Renderer = Callable[[Page], str]


def noted(error: BaseException) -> str:
    """Write the error to the log and give the code it stands there with."""
    code = secrets.token_hex(4)
    told = {"code": code, "address": shown_address()}
    log.error("fel kod=%s adress=%s", code, told["address"], exc_info=error, extra=told)
    return code


def handle_errors(server: Flask, render: Renderer) -> None:
    """Answer every error of the server; ``render`` makes a whole HTML page of a page."""

    @server.errorhandler(Exception)
    def _answer(error: Exception) -> Response | tuple[Response, int]:
        if isinstance(error, DependencyException):
            return _html(messages.not_found(request.path), render)
        if request.path == CALLBACK_PATH:
            return _callback_error(error)
        if isinstance(error, HTTPException) and error.code is not None and error.code < 500:
            return _client_error(error.code, render)
        return _html(messages.failed(noted(error), request.full_path), render)


def _callback_error(error: Exception) -> tuple[Response, int]:
    """Our own callbacks answer their errors themselves; what comes here is a request that Dash could make nothing of."""
    if isinstance(error, InvalidCallbackReturnValue):
        return jsonify(fel=text.ERROR_TEXT.format(code=noted(error))), 500
    log.warning("otydlig begäran slag=%s", type(error).__name__, extra={"address": shown_address(), "status": 400})
    return jsonify(fel=text.BAD_REQUEST_TEXT), 400


def _client_error(status: int, render: Renderer) -> Response:
    page = messages.not_found(request.path)
    return _html(Page(page.title, page.content, status), render)


def _html(page: Page, render: Renderer) -> Response:
    return Response(render(page), status=page.status, mimetype="text/html")
