"""Pages that say that there is nothing to show, and what to do about it."""

from __future__ import annotations

from markupsafe import Markup

from app import text
from app.addresses import OVERVIEW, UNITS, unit_address
from app.components.frame import framed
from app.components.tags import Inside, a, code, h1, li, p, pre, section, ul
from app.filters import shown
from app.numbers import number
from app.pages.choosing import bare_frame, like
from app.pages.page import Page, Visit
from app.queries.underlag import MOST_COUNTED
from data.vocabulary import UnitKind


def empty_store() -> Page:
    """Nothing has been loaded: how to load."""
    content = _message(
        text.EMPTY_TITLE,
        p(text.EMPTY_TEXT),
        pre(code(text.EMPTY_COMMAND)),
        p(text.EMPTY_TEXT_EXAMPLE),
        pre(code(text.EMPTY_COMMAND_EXAMPLE)),
        p(text.EMPTY_AFTER),
    )
    return Page(text.EMPTY_TITLE, framed(bare_frame(), content))


def unknown_unit(visit: Visit, slug: str) -> Page:
    """No such unit, and those whose address is like the one asked for."""
    alike = [unit for unit in like(slug, visit.known.organisation) if unit.kind == UnitKind.ENHET]
    maybe = [p(text.NOT_FOUND_MAYBE), ul([li(a(unit.name, href=unit_address(unit.slug))) for unit in alike])]
    content = _message(
        text.NOT_FOUND_UNIT_TITLE,
        p(text.NOT_FOUND_UNIT_TEXT.format(address=shown(slug))),
        maybe if alike else None,
        p(a(text.TO_UNITS, href=UNITS)),
    )
    return Page(text.NOT_FOUND_UNIT_TITLE, framed(bare_frame(visit), content), status=404)


def not_found(path: str, visit: Visit | None = None) -> Page:
    """No such page."""
    told = p(text.NOT_FOUND_TEXT.format(address=shown(path)))
    content = _message(text.NOT_FOUND_TITLE, told, p(a(text.TO_OVERVIEW, href=OVERVIEW)))
    return Page(text.NOT_FOUND_TITLE, framed(bare_frame(visit), content), status=404)


def no_rights(visit: Visit | None = None) -> Page:
    """The visitor may not see what is at the address."""
    content = _message(text.NO_RIGHTS_TITLE, p(text.NO_RIGHTS_TEXT), p(a(text.TO_OVERVIEW, href=OVERVIEW)))
    return Page(text.NO_RIGHTS_TITLE, framed(bare_frame(visit), content), status=403)


def failed(code_in_log: str, address: str) -> Page:
    """Something went wrong; the code is in the log."""
    told = p(text.ERROR_TEXT.format(code=code_in_log))
    content = _message(text.ERROR_TITLE, told, p(a(text.ERROR_RETRY, href=address)))
    return Page(text.ERROR_TITLE, framed(bare_frame(), content), status=500)


def too_many_for_excel(back: str) -> Page:
    """The selection is larger than a workbook is made of."""
    told = p(text.TOO_MANY_TEXT.format(most=number(MOST_COUNTED)))
    content = _message(text.TOO_MANY_TITLE, told, p(a(text.TOO_MANY_BACK, href=back)))
    return Page(text.TOO_MANY_TITLE, framed(bare_frame(), content), status=413)


def no_such_table(back: str) -> Page:
    """The page has no such table, or no longer."""
    content = _message(text.TABLE_GONE_TITLE, p(text.TABLE_GONE), p(a(text.TABLE_GONE_BACK, href=back)))
    return Page(text.TABLE_GONE_TITLE, framed(bare_frame(), content), status=404)


def foreign_form() -> Page:
    """A form that did not come from a page of ours."""
    content = _message(text.COMMENT_FOREIGN_TITLE, p(text.COMMENT_FOREIGN), p(a(text.TO_OVERVIEW, href=OVERVIEW)))
    return Page(text.COMMENT_FOREIGN_TITLE, framed(bare_frame(), content), status=403)


def fault(title: str, words: str, back: str = "", *, status: int) -> Page:
    """What was asked for cannot be done: why, and where to go on."""
    content = _message(title, p(words), p(a(text.TO_PRESENTATION, href=back)) if back else None)
    return Page(title, framed(bare_frame(), content), status=status)


def _message(title: str, *inside: Inside) -> tuple[Markup, Markup]:
    return h1(title), section(inside, class_="card message")
