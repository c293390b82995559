"""The address that takes comments: a form is checked, kept, and answered with the page that shows it."""

from __future__ import annotations

import logging

from flask import Flask, Response, redirect, request
from sqlalchemy import Engine
from werkzeug.wrappers import Response as Answer

from app import text
from app.addresses import COMMENTS
from app.errors import Renderer
from app.notes.writing import ChangedMeanwhileError, CommentError, change, take_away, write
from app.pages import messages
from app.pages.kommentarer import Figure, asked_figure, page_with
from app.pages.page import Page
from app.pages.router import Router
from app.posting import bears_our_word, is_foreign
from data.store import StoreError

log = logging.getLogger("malbild.kommentar")


def take_comments(server: Flask, router: Router, engine: Engine, render: Renderer) -> None:
    """``POST /kommentarer`` with the query string of the page; ``render`` makes a whole HTML page of a page."""

    @server.post(COMMENTS)
    def _comment() -> Answer:
        if is_foreign(request):
            log.warning("främmande kommentar avvisad")
            return _page(messages.foreign_form(), render)
        query = request.query_string.decode("utf-8", "replace")
        with router.visiting(COMMENTS, query) as visit:
            figure = asked_figure(visit) if visit is not None else None
        if figure is None:
            return _page(messages.not_found(COMMENTS), render)
        try:
            if not bears_our_word(request):
                raise CommentError(text.COMMENT_OLD_FORM)
            where = _kept(engine, figure)
        except ChangedMeanwhileError as error:
            return _again(router, query, str(error), 409, render)
        except CommentError as error:
            return _again(router, query, str(error), 400, render)
        except StoreError as error:
            return _again(router, query, text.COMMENT_STORE_BUSY.format(why=error), 503, render)
        return redirect(f"{figure.address}{where}", 303)


def _kept(engine: Engine, figure: Figure) -> str:
    """Do what the form asks for and give the place of the comment on its page."""
    given, name = request.form.get("text", ""), request.form.get("namn", "")
    changed = request.form.get("kommentar", "")
    if not changed:
        return f"#kommentar-{write(engine, figure.about, given, name)}"
    if not (changed.isascii() and changed.isdigit() and len(changed) < 12):
        raise CommentError(text.BAD_REQUEST_TEXT)
    if request.form.get("gor") == "ta-bort":
        take_away(engine, figure.about, int(changed), name)
        return ""
    return f"#kommentar-{change(engine, figure.about, int(changed), given, name)}"


def _again(router: Router, query: str, told: str, status: int, render: Renderer) -> Response:
    """The page once more, with what is wrong and what was written."""
    entered = (request.form.get("text", ""), request.form.get("namn", ""))
    with router.visiting(COMMENTS, query) as visit:
        page = page_with(visit, told, entered, status) if visit is not None else messages.not_found(COMMENTS)
    return _page(page, render)


def _page(page: Page, render: Renderer) -> Response:
    return Response(render(page), status=page.status, mimetype="text/html")
