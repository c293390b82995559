"""What is told above a page, the marks for example data and drafts, and the short guide below."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.components.tags import a, dd, details, div, dl, dt, joined, p, span, summary, symbol
from app.components.terms import explained_as
from app.views import Notice
from data.vocabulary import Status


def notice_list(notices: Sequence[Notice]) -> Markup:
    """The notices, each with its link where it has one."""
    return joined([p(one.text, [" ", a(one.link_text, href=one.link)] if one.link else None, class_="notice") for one in notices])


def example_badge(is_example: bool) -> Markup | None:
    """The mark that figures are made up, where they are."""
    return explained_as(text.EXAMPLE_BADGE, text.EXAMPLE_EXPLAINED, "badge") if is_example else None


def draft_badge(is_draft: bool) -> Markup | None:
    """The mark of a unit that has no place in the organisation yet."""
    return span(text.DRAFT_BADGE, class_="badge") if is_draft else None


def how_to_read(paragraphs: Sequence[str]) -> Markup:
    """The short guide at the end of a page, with what each status means."""
    statuses = [
        div(
            dt(symbol(text.STATUS_SYMBOL[one], text.STATUS_CLASS[one]), f" {text.STATUS_WORD[one]}"),
            dd(text.STATUS_EXPLAINED[one]),
        )
        for one in Status
    ]
    return details(summary(text.HOW_TO_READ), map(p, paragraphs), dl(statuses, class_="legend-list"), class_="how-to-read")
