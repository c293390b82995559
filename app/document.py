"""A page as a whole HTML document, with the page itself in it as HTML: it is seen before any script has run."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from markupsafe import escape

from app import text
from app.components.matrix_cells import with_cells
from app.pages.page import Page
from data.settings import ROOT


def window_title(page: Page) -> str:
    """The title of the browser's window."""
    return f"{page.title} · {text.PRODUCT}"


def document(page: Page, *, css: str, config: str, scripts: str, renderer: str) -> str:
    """The document that Dash takes over: the page, then Dash's place and scripts.

    Put together piece by piece and not by replacing marks in a template: texts of documents may hold anything.
    """
    told = f'<noscript><p class="notice">{escape(text.NO_SCRIPT)}</p></noscript>'
    place = '<div id="react-entry-point" hidden></div>'
    return _html(page, css, f'{told}<div id="sida">{with_cells(page.content)}</div>{place}{config}{scripts}{renderer}')


def plain_document(page: Page) -> str:
    """A document without scripts, for errors."""
    return _html(page, '<link rel="stylesheet" href="/assets/malbild.css">', page.content)


def slides_document(page: Page) -> str:
    """A document of slides: everything that they show is in it, and its scripts ask for nothing more."""
    sheets = "".join(_sheet(name) for name in ("malbild.css", "diagram.css", "listor.css", "papper.css", "presentation.css"))
    # plotly.js first: malbild.js leaves its own component alone where there is no Dash.
    scripts = "".join(_script(name) for name in ("vendor/plotly-cartesian.min.js", "malbild.js", "presentation.js"))
    return _html(page, f"{sheets}{scripts}", page.content)


def report_document(page: Page) -> str:
    """A document to read, print and make PDF of: its charts are drawn at once, and nothing moves."""
    sheets = "".join(_sheet(name) for name in ("malbild.css", "diagram.css", "filer.css", "papper.css", "rapport.css"))
    scripts = "".join(_script(name) for name in ("vendor/plotly-cartesian.min.js", "malbild.js", "rapport.js", "jobb.js"))
    return _html(page, f"{sheets}{scripts}", page.content)


@lru_cache
def _icon() -> str:
    """The icon itself: Chromium asks for it anew each time the address changes, also without a network."""
    drawn = base64.b64encode((ROOT / "assets" / "favicon.svg").read_bytes()).decode()
    return f"data:image/svg+xml;base64,{drawn}"


def _sheet(name: str) -> str:
    return f'<link rel="stylesheet" href="{_asset(name)}">'


def _script(name: str) -> str:
    return f'<script defer src="{_asset(name)}"></script>'


@lru_cache
def _asset(name: str) -> str:
    """The address of a file with a fingerprint of its content, so that browsers may keep it."""
    fingerprint = hashlib.sha256((ROOT / "assets" / name).read_bytes()).hexdigest()[:12]
    return f"/assets/{name}?v={fingerprint}"


def _html(page: Page, head: str, body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="sv"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(window_title(page))}</title>'
        f'<link rel="icon" type="image/svg+xml" href="{_icon()}">{head}'
        f'</head><body data-vantar="{escape(text.SERVER_SILENT)}" data-tillbaka="{escape(text.SLIDES_RETURN)}">'
        f"{body}</body></html>"
    )
