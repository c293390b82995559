"""Comments as they are shown: who and when, and what stood there before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from app import text
from app.answers.comments import Comment
from app.views import CommentView


def comment_view(one: Comment) -> CommentView:
    """A comment with its lines as paragraphs."""
    told = text.COMMENT_BY_CHANGED if one.replaces_id is not None else text.COMMENT_BY
    return CommentView(one.id, _paragraphs(one.text), told.format(author=one.author, when=_when(one.written_at)))


def earlier_wordings(wordings: Sequence[Comment]) -> tuple[CommentView, ...]:
    """What is no longer shown, the latest first, with who changed it or took it away."""
    replaced = {one.replaces_id for one in wordings}
    return tuple(
        CommentView(one.id, _paragraphs(one.text), _ended(one, is_replaced=one.id in replaced))
        for one in reversed(wordings)
        if one.ended_at is not None
    )


def _ended(one: Comment, *, is_replaced: bool) -> str:
    told = text.COMMENT_WAS_CHANGED if is_replaced else text.COMMENT_WAS_TAKEN_AWAY
    ended = _when(one.ended_at) if one.ended_at is not None else ""
    return told.format(author=one.author, when=_when(one.written_at), by=one.ended_by, ended=ended)


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.split("\n") if line.strip())


def _when(at: dt.datetime) -> str:
    return f"{at.date().isoformat()} kl. {at:%H.%M}"
