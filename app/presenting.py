"""The addresses of presentations that are no pages of Dash: the slides on the whole screen, the file, and the forms."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, redirect, request
from sqlalchemy import Engine

from app import text
from app.addresses import (
    LONGEST_ADDRESS,
    SLIDES,
    SLIDES_CHANGE,
    SLIDES_FORGET,
    SLIDES_POWERPOINT,
    SLIDES_SAVE,
    presentation_address,
)
from app.components.presentation import LONGEST_NAME
from app.components.slides import slides_content
from app.document import slides_document
from app.errors import Renderer
from app.filters import LONGEST_HEADLINE, LONGEST_NOTE, Filter, SlideWords, parse, period_slug
from app.pages import messages
from app.pages.page import Page
from app.pages.presentation import opened, written
from app.pages.router import Router
from app.posting import bears_our_word, is_foreign
from app.queries.presentation import author_of, count_saved, forget_presentation, save_presentation
from app.slides.model import read_reference
from data.settings import ROOT, settings
from data.store import write_transaction

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MOST_KEPT = 1000
"""Saved presentations; nobody has so many in a year, and a store that anybody can write to must not grow without end."""


def answer_presentations(server: Flask, router: Router, engine: Engine, render: Renderer) -> None:
    """``/presentation/visa``, ``/presentation.pptx`` and the forms of ``/presentation``."""

    @server.get(SLIDES)
    def _slides() -> Response:
        query = _query()
        with router.visiting(SLIDES, query) as visit:
            built = opened(visit)[1] if visit is not None and len(query) <= LONGEST_ADDRESS else None
            if built is None:
                return _told(messages.not_found(SLIDES), render)
            content = slides_content(built.deck, written(built))
            return Response(slides_document(Page(built.deck.title, content)), mimetype="text/html")

    @server.get(SLIDES_POWERPOINT)
    def _powerpoint() -> Response:
        from app.exports.powerpoint import TemplateError, write_powerpoint  # heavy, and most servers' visitors never ask

        query = _query()
        with router.visiting(SLIDES_POWERPOINT, query) as visit:
            chosen, built = opened(visit) if visit is not None and len(query) <= LONGEST_ADDRESS else (None, None)
            if chosen is None or built is None:
                return _told(messages.not_found(SLIDES_POWERPOINT), render)
            deck = built.deck
        try:
            file = write_powerpoint(deck, _template())
        except TemplateError as error:
            return _told(messages.fault(text.TEMPLATE_FAULT_TITLE, str(error), status=500), render)
        name = text.PPTX_FILE_NAME.format(part=chosen.part.slug, period=period_slug(chosen.period))
        answer = Response(file, mimetype=POWERPOINT)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pptx"'
        return answer

    @server.post(SLIDES_CHANGE)
    def _change() -> Response:
        return _answered(lambda: _changed(_fields()), render)

    @server.post(SLIDES_SAVE)
    def _save() -> Response:
        return _answered(lambda: _saved(_fields(), engine), render)

    @server.post(SLIDES_FORGET)
    def _forget() -> Response:
        return _answered(lambda: _forgotten(_fields(), engine), render)


class _RefusedError(Exception):
    """The form is none of our own pages'."""


class _FormError(Exception):
    """What is wrong with a form, for the one who filled it in; ``back`` is the address to mend it at."""

    def __init__(self, words: str, back: str, status: int = 400) -> None:
        super().__init__(words)
        self.back, self.status = back, status


def _fields() -> dict[str, str]:
    """The fields of the form, stripped; raises _RefusedError where it does not come from our own pages."""
    if is_foreign(request) or not bears_our_word(request):
        raise _RefusedError
    return {name: value.strip() for name, value in request.form.items()}


def _answered(done: Callable[[], str], render: Renderer) -> Response:
    """Do it and lead on to the address that it gives; what is refused is told."""
    try:
        return redirect(done(), 303)  # type: ignore[return-value]
    except _RefusedError:
        page = messages.fault(text.POST_REFUSED_TITLE, text.POST_REFUSED, presentation_address(Filter()), status=403)
    except _FormError as error:
        page = messages.fault(text.POST_REFUSED_TITLE, str(error), error.back, status=error.status)
    return _told(page, render)


def _changed(fields: dict[str, str]) -> str:
    """The deck with a slide's headline and note as they were written; an emptied headline is the proposed one again."""
    chosen = _deck(fields)
    slide = read_reference(fields.get("bild", ""))
    if slide is None:
        raise _RefusedError
    headlines = tuple(one for one in chosen.headlines if one.slide != slide)
    notes = tuple(one for one in chosen.notes if one.slide != slide)
    headline, note = _words(fields.get("rubrik", ""), LONGEST_HEADLINE), _words(fields.get("anteckning", ""), LONGEST_NOTE)
    changed = chosen.with_(
        headlines=(*headlines, SlideWords(slide, headline)) if headline else headlines,
        notes=(*notes, SlideWords(slide, note)) if note else notes,
    )
    address = presentation_address(changed, slide.anchor)
    if len(address) > LONGEST_ADDRESS:
        raise _FormError(text.POST_TOO_LONG, presentation_address(chosen, slide.anchor), 413)
    return address


def _saved(fields: dict[str, str], engine: Engine) -> str:
    chosen = _deck(fields)
    back = presentation_address(chosen, "sparade")
    name, author = (_words(fields.get(field, ""), LONGEST_NAME + 1) for field in ("namn", "av"))
    if not (0 < len(name) <= LONGEST_NAME and 0 < len(author) <= LONGEST_NAME):
        raise _FormError(text.SAVE_NEEDS_NAMES.format(most=LONGEST_NAME), back)
    with write_transaction(engine) as connection:
        earlier = author_of(connection, name)
        if earlier is not None and earlier != author:
            raise _FormError(text.SAVE_NAME_TAKEN.format(name=name, author=earlier), back, 409)
        if earlier is None and count_saved(connection) >= MOST_KEPT:
            raise _FormError(text.SAVE_TOO_MANY.format(most=MOST_KEPT), back, 409)
        save_presentation(connection, name, author, chosen.query, dt.datetime.now(dt.UTC).replace(tzinfo=None))
    return back


def _forgotten(fields: dict[str, str], engine: Engine) -> str:
    chosen, number = _deck(fields), fields.get("id", "")
    if not re.fullmatch(r"[0-9]{1,9}", number):
        raise _RefusedError
    with write_transaction(engine) as connection:
        forget_presentation(connection, int(number), fields.get("namn", ""))
    return presentation_address(chosen, "sparade")


def _deck(fields: dict[str, str]) -> Filter:
    """The deck that the form is about, written anew: nothing but choices that are understood is kept or led on to."""
    asked = fields.get("urval", "")
    if len(asked) > LONGEST_ADDRESS:
        raise _RefusedError
    return parse(asked).filter.only("unit", "period", "slides", "headlines", "notes")


def _words(given: str, longest: int) -> str:
    """One line of what can be printed, cut at the longest."""
    return "".join(letter for letter in " ".join(given.split()) if letter.isprintable())[:longest].strip()


def _template() -> Path | None:
    """The owner's template; a relative path begins in the project's folder."""
    told = settings().pptx_template
    return ROOT / told if told else None


def _query() -> str:
    return request.query_string.decode("utf-8", "replace")


def _told(page: Page, render: Renderer) -> Response:
    return Response(render(page), status=page.status, mimetype="text/html")
