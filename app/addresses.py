"""The addresses of the pages, built in one place."""

from __future__ import annotations

from app.filters import Filter
from data.vocabulary import Period

OVERVIEW = "/"
UNITS = "/enheter"
UNIT_PREFIX = "/enhet/"
INDICATORS = "/indikatorer"
INDICATOR_PREFIX = "/indikator/"
EQUALITY = "/jamstalldhet"
GOALS = "/mal"
FIGURES = "/underlag"
FIGURES_CSV = "/underlag.csv"
FIGURES_EXCEL = "/underlag.xlsx"
TABLE_EXCEL = "/tabell.xlsx"
TABLE_CSV = "/tabell.csv"
TABLE_FORMATS = "/tabell"
COMMENTS = "/kommentarer"
REPORT_PREFIX = "/rapport/"
REPORT_PDF_END = ".pdf"
REPORTS = "/rapporter"
SLIDES_PDF = "/presentation.pdf"
LOADING = "/inlasning"
PRESENTATION = "/presentation"
SLIDES = "/presentation/visa"
SLIDES_POWERPOINT = "/presentation.pptx"
SLIDES_CHANGE = "/presentation/andra"
SLIDES_SAVE = "/presentation/spara"
SLIDES_FORGET = "/presentation/ta-bort"
ACCESSIBILITY = "/tillganglighet"
ORGANISATION = "/organisation"
CELLS = "/rutor"
HEALTH = "/halsa"

LONGEST_ADDRESS = 4000
"""Characters of path and query string together; browsers and proxies stop near there too."""

FOLLOWING = ("unit", "period")
"""The choices that follow along from one view to another."""


def overview_address(chosen: Filter) -> str:
    """Läget with these choices."""
    return f"{OVERVIEW}{chosen.query}"


def unit_address(slug: str, period: Period | None = None, indicator_slug: str = "") -> str:
    """The page of a unit, at one of its indicators where that is given."""
    anchor = f"#{indicator_anchor(indicator_slug)}" if indicator_slug else ""
    return f"{UNIT_PREFIX}{slug}{Filter(period=period).query}{anchor}"


def development_address(slug: str, period: Period | None, indicator_slug: str) -> str:
    """The page of a unit with the development of one of its indicators, at that indicator."""
    chosen = Filter(period=period, indicator=indicator_slug)
    return f"{UNIT_PREFIX}{slug}{chosen.query}#{indicator_anchor(indicator_slug)}"


def indicators_address(chosen: Filter) -> str:
    """The list of indicators."""
    return f"{INDICATORS}{chosen.query}"


def indicator_address(slug: str, chosen: Filter) -> str:
    """The page of an indicator, for a part of the organisation and a period."""
    return f"{INDICATOR_PREFIX}{slug}{chosen.query}"


def equality_address(chosen: Filter) -> str:
    """Jämställdhet."""
    return f"{EQUALITY}{chosen.query}"


def goals_address(chosen: Filter) -> str:
    """Mål."""
    return f"{GOALS}{chosen.query}"


def figures_address(chosen: Filter) -> str:
    """Underlag."""
    return f"{FIGURES}{chosen.query}"


def loading_address(chosen: Filter) -> str:
    """Inläsning."""
    return f"{LOADING}{chosen.query}"


def presentation_address(chosen: Filter, place: str = "") -> str:
    """The page where slides are chosen, at one of them where its anchor is given."""
    return f"{PRESENTATION}{chosen.query}{f'#{place}' if place else ''}"


def added_address(slide: str) -> str:
    """The presentation that the slide belongs to, with the slide added."""
    return f"{PRESENTATION}?lagg={slide}#bild-{slide}"


def slides_address(chosen: Filter, place: str = "") -> str:
    """The slides on the whole screen, from the one whose anchor is given."""
    return f"{SLIDES}{chosen.query}{f'#{place}' if place else ''}"


def powerpoint_address(chosen: Filter) -> str:
    """The slides as a PowerPoint file."""
    return f"{SLIDES_POWERPOINT}{chosen.query}"


def comments_address(unit_slug: str, indicator_slug: str, period: Period) -> str:
    """The comments on a figure, and where to write one."""
    return f"{COMMENTS}{Filter(unit=unit_slug, indicator=indicator_slug, period=period).query}"


def report_address(slug: str, period: Period | None = None) -> str:
    """The report of a unit."""
    return f"{REPORT_PREFIX}{slug}{Filter(period=period).query}"


def report_pdf_address(slug: str, period: Period | None = None) -> str:
    """The same as PDF."""
    return f"{REPORT_PREFIX}{slug}{REPORT_PDF_END}{Filter(period=period).query}"


def reports_address(chosen: Filter) -> str:
    """Where reports of many units are made."""
    return f"{REPORTS}{chosen.query}"


def slides_pdf_address(chosen: Filter) -> str:
    """The slides as PDF, a page each."""
    return f"{SLIDES_PDF}{chosen.query}"


def cell_prefix(chosen: Filter) -> str:
    """How the address of a cell of the matrix begins; ``<unit>/<indicator>`` follows."""
    query = chosen.with_(cell=None).query
    return f"{OVERVIEW}{query}{'&' if query else '?'}ruta="


def figures_prefix(chosen: Filter) -> str:
    """Where the sentences of a unit's cells are fetched; the unit's slug follows."""
    return f"{CELLS}{chosen.only('period').query}&enhet="


def organisation_address(chosen: Filter, here: str) -> str:
    """The page where a part of the organisation is chosen; its links lead back to the view at the path ``here``."""
    return f"{ORGANISATION}{chosen.with_(view=here.strip('/')).query}"


def indicator_anchor(indicator_slug: str) -> str:
    """The id of an indicator's place on the page of a unit."""
    return f"indikator-{indicator_slug}"
