"""Comments into the store: checked, one writer at a time, with their history."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, insert, select, update

from app import text
from app.numbers import number
from app.queries.comments import COUNTER, is_followed
from app.queries.tables import COMMENT, STORE_FACT
from data.store import write_transaction
from data.vocabulary import Period

LONGEST_TEXT = 2000
LONGEST_NAME = 80
MOST_COMMENTS = 50
"""Comments shown on one figure at a time."""


class CommentError(Exception):
    """What is sent cannot be kept; the message says why and what to do, in Swedish."""


class ChangedMeanwhileError(CommentError):
    """Somebody else has changed or taken away the comment since it was shown."""


@dataclass(frozen=True, slots=True)
class About:
    """The figure that a comment is about."""

    unit_id: int
    indicator_id: int
    period: Period


def write(engine: Engine, about: About, words: str, author: str) -> int:
    """Keep a new comment and give its id. Raises CommentError, and what ``write_transaction`` raises."""
    words, author = checked_text(words), checked_name(author)
    with write_transaction(engine) as connection:
        if not is_followed(connection, about.unit_id, about.indicator_id, about.period):
            raise CommentError(text.COMMENT_NO_FIGURE)
        shown = select(func.count()).where(*_place(about), COMMENT.c.ended_at.is_(None))
        if connection.execute(shown).scalar_one() >= MOST_COMMENTS:
            raise CommentError(text.COMMENT_TOO_MANY.format(most=number(MOST_COMMENTS)))
        return _insert(connection, about, words, author, replaces=None)


def change(engine: Engine, about: About, comment_id: int, words: str, author: str) -> int:
    """End a wording and begin another; gives the new id. Raises ChangedMeanwhileError where the wording has ended already."""
    words, author = checked_text(words), checked_name(author)
    with write_transaction(engine) as connection:
        _end(connection, about, comment_id, author)
        return _insert(connection, about, words, author, replaces=comment_id)


def take_away(engine: Engine, about: About, comment_id: int, author: str) -> None:
    """End a comment; it stays in the history. Raises ChangedMeanwhileError where it has ended already."""
    author = checked_name(author)
    with write_transaction(engine) as connection:
        _end(connection, about, comment_id, author)
        _count(connection)


def checked_text(words: str) -> str:
    """The text as it is kept: plain lines without blanks at their ends. Raises CommentError."""
    lines = [line.rstrip() for line in _composed(words).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    plain = "\n".join(lines).strip("\n").strip()
    if not plain:
        raise CommentError(text.COMMENT_EMPTY)
    if len(plain) > LONGEST_TEXT:
        raise CommentError(text.COMMENT_TOO_LONG.format(most=number(LONGEST_TEXT), given=number(len(plain))))
    if any(unicodedata.category(sign) in _UNSEEN for sign in plain.replace("\n", "").replace("\t", "")):
        raise CommentError(text.COMMENT_ODD_SIGNS)
    return plain


def checked_name(author: str) -> str:
    """The name as it is kept: one line. Raises CommentError."""
    plain = " ".join(_composed(author).split())
    if not plain:
        raise CommentError(text.COMMENT_NO_NAME)
    if len(plain) > LONGEST_NAME:
        raise CommentError(text.COMMENT_NAME_TOO_LONG.format(most=number(LONGEST_NAME)))
    if any(unicodedata.category(sign) in _UNSEEN for sign in plain):
        raise CommentError(text.COMMENT_ODD_SIGNS)
    return plain


_UNSEEN = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
"""Control characters, halves of characters and such: nothing that anybody has written."""


def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", words)


def _place(about: About) -> tuple:
    of = COMMENT.c
    return (
        of.unit_id == about.unit_id,
        of.indicator_id == about.indicator_id,
        of.year == about.period.year,
        of.period == about.period.kind,
    )


def _end(connection: Connection, about: About, comment_id: int, author: str) -> None:
    of = COMMENT.c
    ended = connection.execute(
        update(COMMENT)
        .where(of.id == comment_id, *_place(about), of.ended_at.is_(None))
        .values(ended_at=dt.datetime.now(), ended_by=author)
    )
    if not ended.rowcount:
        raise ChangedMeanwhileError(text.COMMENT_CHANGED_MEANWHILE)


def _insert(connection: Connection, about: About, words: str, author: str, replaces: int | None) -> int:
    values = {
        "unit_id": about.unit_id,
        "indicator_id": about.indicator_id,
        "year": about.period.year,
        "period": about.period.kind.value,
        "text": words,
        "author": author,
        "written_at": dt.datetime.now(),
        "ended_by": "",
        "replaces_id": replaces,
    }
    written = connection.execute(insert(COMMENT).values(**values)).inserted_primary_key
    _count(connection)
    return int(written[0]) if written is not None else 0


def _count(connection: Connection) -> None:
    counted = connection.execute(select(STORE_FACT.c.value).where(STORE_FACT.c.name == COUNTER)).scalar()
    if counted is None:
        connection.execute(insert(STORE_FACT).values(name=COUNTER, value="1"))
    else:
        connection.execute(update(STORE_FACT).where(STORE_FACT.c.name == COUNTER).values(value=str(int(counted) + 1)))
