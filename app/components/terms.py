"""Words that explain themselves on hover and focus (``assets/ord.js``); without scripts by the browser's own tip."""

from __future__ import annotations

from markupsafe import Markup, escape

from app import text
from app.components.tags import Inside, element, symbol
from data.vocabulary import Status


def term(words: str) -> Markup:
    """A word of the field with what it means; a word that needs no explanation as it is."""
    explained = text.TERM_EXPLAINED.get(words)
    return explained_as(words, explained) if explained else escape(words)


def explained_as(inside: Inside, explained: str, css: str = "") -> Markup:
    """Something short with an explanation of its own."""
    return element("dfn", inside, class_=f"term {css}".strip(), title=explained)


def status_term(status: Status, words: str) -> Markup:
    """A status in a legend or the head of a table: symbol and word, explained."""
    marked = (symbol(text.STATUS_SYMBOL[status], text.STATUS_CLASS[status]), element("span", f" {words}", class_="word"))
    return explained_as(marked, status_explained(text.STATUS_CLASS[status]))


def status_explained(css: str) -> str:
    """What the computed status of this CSS class means, as a sentence."""
    return _BY_CLASS[css]


_BY_CLASS = {
    css: f"{text.STATUS_WORD[status].capitalize()}: {text.STATUS_EXPLAINED[status]}." for status, css in text.STATUS_CLASS.items()
}
