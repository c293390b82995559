"""Comments beside a figure, and the page where they are written."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.components.tags import (
    Inside,
    a,
    button,
    dated,
    details,
    div,
    element,
    form,
    h2,
    input_,
    joined,
    label,
    li,
    p,
    section,
    span,
    summary,
    ul,
)
from app.notes.writing import LONGEST_NAME, LONGEST_TEXT
from app.numbers import number
from app.posting import own_form
from app.views import CommentView


def comment_list(comments: Sequence[CommentView], href: str = "") -> Markup | None:
    """What people have written about a figure, marked as written here, and the way to write."""
    if not comments and not href:
        return None
    written = [div(p(text.COMMENT_LABEL, class_="label"), _words(one), class_="comment") for one in comments]
    way = p(a(text.COMMENT_SHOW if comments else text.COMMENT_WRITE, href=href), class_="show-more comment-way") if href else None
    return joined(written, way)


def comments_of_units(comments: Sequence[tuple[str, str, CommentView]]) -> Markup | None:
    """What is written about one indicator of several units: unit, address and comment."""
    if not comments:
        return None
    listed = [li(p(a(unit, href=href), class_="label"), div(_words(one), class_="comment")) for unit, href, one in comments]
    return section(h2(text.COMMENTS_OF_UNITS), ul(listed, class_="comments"), class_="card")


def _words(one: CommentView) -> Inside:
    return [[p(line) for line in one.paragraphs], p(dated(one.by), class_="source")]


def comments_section(
    action: str, comments: Sequence[CommentView], earlier: Sequence[CommentView], entered: tuple[str, str] = ("", "")
) -> Markup:
    """The comments on one figure with the forms that change them; ``entered`` is text and name that could not be kept."""
    there_are = ul([li(_with_forms(action, one), id=f"kommentar-{one.id}") for one in comments], class_="comments")
    return joined(
        section(h2(text.COMMENT_THERE_ARE), there_are if comments else p(text.COMMENT_NONE), class_="card"),
        section(h2(text.COMMENT_NEW_HEADING), _form(action, "ny", entered, text.COMMENT_SAVE), class_="card"),
        _history(earlier),
    )


def _with_forms(action: str, one: CommentView) -> Inside:
    said = "\n".join(one.paragraphs)
    fields = _form(action, f"andra-{one.id}", (said, ""), text.COMMENT_SAVE_CHANGE, comment=one.id, can_take_away=True)
    opener = summary(text.COMMENT_CHANGE, span(f" – {text.COMMENT_CHANGE_OF.format(author=one.by)}", class_="vh"))
    return [div(_words(one), class_="comment"), details(opener, fields, class_="twin")]


def _form(
    action: str, name: str, entered: tuple[str, str], save: str, *, comment: int | None = None, can_take_away: bool = False
) -> Markup:
    words, author = entered
    help_ = p(text.COMMENT_TEXT_HELP.format(most=number(LONGEST_TEXT)), class_="source", id=f"{name}-hjalp")
    field = element(
        "textarea",
        f"\n{words}",
        name="text",
        rows=5,
        maxlength=LONGEST_TEXT,
        id=f"{name}-text",
        aria_describedby=f"{name}-hjalp",
        required=True,
    )
    who = input_(
        type="text", name="namn", value=author, maxlength=LONGEST_NAME, required=True, autocomplete="name", data_minns_namn=True
    )
    away = button(text.COMMENT_TAKE_AWAY, type="submit", name="gor", value="ta-bort", class_="button", formnovalidate=True)
    return form(
        own_form(),
        input_(type="hidden", name="kommentar", value=comment) if comment is not None else None,
        label(span(text.COMMENT_TEXT), field, class_="field wide"),
        help_,
        label(span(text.COMMENT_NAME), who, class_="field"),
        div(
            button(save, type="submit", name="gor", value="spara", class_="button main-button"),
            [away, span(text.COMMENT_TAKE_AWAY_HELP, class_="source")] if can_take_away else None,
            class_="field-end",
        ),
        action=action,
        method="post",
        class_="comment-form",
    )


def _history(earlier: Sequence[CommentView]) -> Markup | None:
    if not earlier:
        return None
    listed = ul([li(_words(one)) for one in earlier], class_="comments")
    return details(summary(text.COMMENT_HISTORY.format(n=number(len(earlier)))), listed, class_="how-to-read comment-history")
