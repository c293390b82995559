"""A status as it looks everywhere: symbol, word and colour."""

from __future__ import annotations

from markupsafe import Markup

from app.components.tags import silent, span
from app.views import StatusView


def status_pill(status: StatusView, *, note: str = "", title: str = "") -> Markup:
    """Symbol and word in the status's colours; ``note`` says whose it is (computed, stated)."""
    pill = span(silent(status.symbol, "symbol"), " ", span(status.word, class_="word"), class_=f"pill {status.css}")
    said = [span(note, class_="pill-note"), " "] if note else []
    return span(said, pill, class_="pill-line", title=title or None)
