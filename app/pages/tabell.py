"""In which ways a table can be given as a file: a page for those who need another than the usual two."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

from app import text
from app.addresses import FIGURES, FIGURES_CSV, FIGURES_EXCEL, TABLE_CSV, TABLE_EXCEL
from app.components.frame import framed
from app.components.tags import a, h1, li, p, section, span, ul
from app.filters import shown
from app.pages import messages
from app.pages.choosing import bare_frame
from app.pages.page import Page, Visit


def asked_table(query: str) -> tuple[str, str]:
    """The address of a page and the key of a table on it, out of a query string; empty where they are missing or not ours."""
    given = parse_qs(query, errors="replace", max_num_fields=10)
    address, key = given.get("sida", [""])[0], given.get("tabell", [""])[0]
    is_ours = address.startswith("/") and not address.startswith("//")
    return (address, key) if is_ours else ("", "")


def page(visit: Visit) -> Page:
    """The ways, each with a link. Underlag's table is given whole, and not as the page of it that is shown."""
    address, key = asked_table(visit.query)
    if not address:
        return messages.not_found(visit.path, visit)
    path, _, query = address.partition("?")
    is_figures = path == FIGURES
    files = {"xlsx": FIGURES_EXCEL, "csv": FIGURES_CSV} if is_figures else {"xlsx": TABLE_EXCEL, "csv": TABLE_CSV}
    carried = query if is_figures else urlencode({"sida": address, "tabell": key})
    ways = []
    for ending, language, way, name, told in text.FORMATS:
        added = urlencode({key: value for key, value in (("sprak", language), ("form", way)) if value and value != "sv"})
        link = f"{files[ending]}?{'&'.join(filter(None, (carried, added)))}"
        ways.append(li(a(name, href=link, download=True), span(told, class_="hamta-told")))
    content = section(
        p(text.FORMATS_OF.format(table=shown(key) if key else text.NAV_FIGURES)) if not is_figures else None,
        ul(ways, class_="hamta-lista"),
        p(a(text.FORMATS_BACK, href=address)),
        class_="card",
    )
    return Page(text.FORMATS_TITLE, framed(bare_frame(visit), h1(text.FORMATS_TITLE), content))
