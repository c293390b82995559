"""What every answer says to the browser: run only our own scripts, talk to nobody else, frame us nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from dash import Dash
from flask import Flask, Response, request

_SUITES = "/_dash-component-suites/"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_UNFINGERPRINTED_SECONDS = 3600
"""plotly.js and the parts of Dash that are loaded when needed have no fingerprint in their address: kept an hour."""


def secure(server: Flask, dash_app: Dash) -> None:
    """Set the headers on every answer of the server."""

    @server.after_request
    def _headers(response: Response) -> Response:
        response.headers.update(_HEADERS)
        # The hashes are taken now and not before: Dash registers callbacks up to its first request.
        response.headers["Content-Security-Policy"] = content_policy(dash_app.csp_hashes())
        _let_browsers_keep(response)
        return response


def content_policy(script_hashes: Sequence[str]) -> str:
    """The policy with the hashes of the few scripts that Dash writes into the page."""
    script = " ".join((_POLICY["script-src"], *script_hashes))
    return "; ".join(f"{name} {value}" for name, value in (_POLICY | {"script-src": script}).items())


def _let_browsers_keep(response: Response) -> None:
    """Files with a fingerprint in their address for good, others a while, pages and data not at all."""
    path = request.path
    if response.status_code not in (200, 304):
        response.headers["Cache-Control"] = "no-store"
    elif path.startswith("/assets/"):
        fingerprinted = bool(request.query_string)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if fingerprinted else "no-cache"
    elif path.startswith(_SUITES):
        if not response.cache_control.max_age:
            response.headers["Cache-Control"] = f"public, max-age={_UNFINGERPRINTED_SECONDS}"
    elif path != "/_favicon.ico":
        response.headers["Cache-Control"] = "no-store"
