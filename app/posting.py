"""Forms that change something: taken only from Målbild's own pages, and only when they are small.

Målbild has no login and no cookies, so what there is to guard against is another site that makes a visitor's browser send a form
here. Every browser in use says where a form comes from (Fetch Metadata, and ``Origin`` in older ones; OWASP's cheat sheet on
cross-site request forgery calls this enough where nothing else is at hand). A request that says neither is refused.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Request
from werkzeug.exceptions import HTTPException

MOST_BYTES = 64 * 1024
"""A form with more than this is none of ours."""
MOST_FIELDS = 20


class RefusedForm(Exception):
    """The form does not come from our own pages, or cannot be read."""


def form_fields(request: Request) -> dict[str, str]:
    """The fields of a form, stripped. Raises RefusedForm where it comes from elsewhere, is too large or is no form."""
    if not _is_our_own(request):
        raise RefusedForm
    request.max_content_length = MOST_BYTES
    request.max_form_memory_size = MOST_BYTES
    request.max_form_parts = MOST_FIELDS
    try:
        return {name: value.strip() for name, value in request.form.items()}
    except HTTPException as error:
        raise RefusedForm from error


def _is_our_own(request: Request) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc == request.host
