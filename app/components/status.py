"""A status as it looks everywhere: symbol, word and colour."""

from __future__ import annotations

from markupsafe import Markup

from app import text
from app.components.tags import silent, span
from app.components.terms import explained_as, status_explained, term
from app.views import StatusView


def status_pill(status: StatusView, *, note: str = "") -> Markup:
    """Symbol and word in the status's colours, explained; ``note`` says whose it is (computed, stated)."""
    means = text.STATED_EXPLAINED if note == text.STATED_UNIT else status_explained(status.css)
    pill = explained_as((silent(status.symbol, "symbol"), " ", span(status.word, class_="word")), means, f"pill {status.css}")
    return span([span(term(note), class_="pill-note"), " "] if note else [], pill, class_="pill-line")
