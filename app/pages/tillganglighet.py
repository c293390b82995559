"""Tillgänglighetsredogörelse: the statement that the act asks for, with what the owner of the installation has filled in."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.components.frame import framed
from app.components.tags import Inside, a, dated, h1, h2, li, p, section, span, ul
from app.pages.choosing import bare_frame
from app.pages.page import Page, Visit
from data.accessibility import Statement, StatementError, accessibility_statement

log = logging.getLogger("malbild.tillganglighet")


def page(visit: Visit) -> Page:
    """The statement; what is still to be filled in is shown as such."""
    title = text.ACCESSIBILITY_TITLE
    try:
        statement = accessibility_statement()
    except StatementError as error:
        log.error("%s", error)
        return Page(title, framed(bare_frame(visit), h1(title), p(text.STATEMENT_UNREADABLE, class_="notice")))
    heading = text.STATEMENT_TITLE.format(service=statement.tjanst)
    notice = p(text.STATEMENT_UNFINISHED, class_="notice") if _is_unfinished(statement) else None
    return Page(title, framed(bare_frame(visit), h1(heading), notice, section(_statement(statement), class_="card statement")))


def _statement(of: Statement) -> Sequence[Inside]:
    about = (text.STATEMENT_OWNER + text.STATEMENT_LAW).partition("{owner}")[2].format(service=of.tjanst)
    return [
        p(_filled(of.aktor), about),
        p(_sentence(text.STATEMENT_ADDRESS, "address", of.adress)),
        h2(text.STATEMENT_HOW),
        p(text.STATEMENT_COMPLIANCE[of.forenlig], class_=None if of.forenlig else "to-fill"),
        h2(text.STATEMENT_FAULTS),
        _listed(of.brister, text.STATEMENT_NO_FAULTS if of.forenlig else text.STATEMENT_FAULTS_UNKNOWN),
        h2(text.STATEMENT_BURDEN),
        _listed(of.oskaligt_betungande, text.STATEMENT_NO_BURDEN),
        h2(text.STATEMENT_EXEMPT),
        _listed(of.undantag, text.STATEMENT_NO_EXEMPT),
        h2(text.STATEMENT_METHOD),
        p(_filled(of.metod)),
        p(_sentence(text.STATEMENT_ASSESSED, "date", of.bedomd)),
        p(_sentence(text.STATEMENT_UPDATED, "date", of.uppdaterad)),
        h2(text.STATEMENT_TELL),
        p(text.STATEMENT_TELL_WORDS),
        ul(
            [
                li(_sentence(text.STATEMENT_MAIL, "mail", of.kontakt.epost)),
                li(_sentence(text.STATEMENT_PHONE, "phone", of.kontakt.telefon)),
                li(_sentence(text.STATEMENT_REPLY, "reply", of.kontakt.svarstid)),
            ]
        ),
        h2(text.STATEMENT_SUPERVISION),
        p(text.STATEMENT_SUPERVISION_WORDS),
        p(a(text.STATEMENT_SUPERVISION_LINK, href=text.STATEMENT_SUPERVISION_ADDRESS)),
    ]


def _listed(lines: Sequence[str], none: str) -> Markup:
    return ul([li(one) for one in lines]) if lines else p(none)


def _sentence(template: str, name: str, words: str) -> Sequence[Inside]:
    before, _, after = template.partition(f"{{{name}}}")
    return [before, _filled(words), after]


def _filled(words: str) -> Inside:
    return span(text.STATEMENT_TO_FILL, class_="to-fill") if _is_to_fill(words) else dated(words)


def _is_to_fill(words: str) -> bool:
    return not words.strip() or (words.startswith("[") and words.endswith("]"))


def _is_unfinished(of: Statement) -> bool:
    asked = (of.aktor, of.forenlig, of.bedomd, of.uppdaterad, of.metod, of.kontakt.epost)
    return any(map(_is_to_fill, asked))
