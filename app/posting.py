"""What may change something: a form of our own pages, sent by a browser that says so.

There is no login, so nothing is done in anybody's name. What is to be kept out is another site that lets a visitor's browser
send to this server: the browser tells where a request comes from (``Sec-Fetch-Site``, ``Origin``), and a form bears a word that
only our own pages know. It is new each time the server starts; a form from before is shown again with what was written in it.
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Request
from markupsafe import Markup

from app.components.tags import input_

FIELD = "nyckel"
LARGEST_FORM = 64 * 1024
"""Bytes of a form; the longest comment is some ten thousand."""

_WORD = secrets.token_urlsafe(24)


def own_form() -> Markup:
    """The hidden field that every form of ours bears."""
    return input_(type="hidden", name=FIELD, value=_WORD)


def is_foreign(request: Request) -> bool:
    """Whether another site made the browser send this, or it is no form of a sensible size."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return True
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return True
    if request.mimetype not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return True
    return request.content_length is None or request.content_length > LARGEST_FORM


def bears_our_word(request: Request) -> bool:
    """Whether the form was shown by this server since it started."""
    return hmac.compare_digest(request.form.get(FIELD, "").encode("utf-8", "replace"), _WORD.encode())
