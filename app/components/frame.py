"""The frame of every page: skip link, header with navigation and choices, main, footer."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.addresses import ACCESSIBILITY
from app.components.tags import (
    Inside,
    a,
    details,
    div,
    footer,
    header,
    heard,
    joined,
    li,
    main,
    nav,
    p,
    silent,
    span,
    summary,
    ul,
)
from app.views import Choice, Frame

MAIN_ID = "innehall"


def framed(frame: Frame, *content: Inside) -> Markup:
    """A whole page."""
    return joined(
        a(text.SKIP_TO_CONTENT, href=f"#{MAIN_ID}", class_="skip"),
        _header(frame),
        main(content, id=MAIN_ID, tabindex="-1"),
        footer(
            p(frame.data_note or text.FOOTER_PRIVATE),
            p(a(text.ACCESSIBILITY_TITLE, href=ACCESSIBILITY)),
            data_version=frame.version or None,
            data_nytt=text.NEW_DATA if frame.version else None,
            data_uppdatera=text.NEW_DATA_SHOW if frame.version else None,
        ),
    )


def _header(frame: Frame) -> Markup:
    links = [a(one.name, href=one.href, aria_current="page" if one.is_chosen else None) for one in frame.navigation]
    said = (frame.unit_label, frame.period_label, frame.data_note)
    return header(
        a(text.PRODUCT, href="/", class_="brand"),
        nav(links, aria_label=text.NAV_LABEL),
        span(text.LINE_BREAK_DOT.join(filter(None, said)), class_="on-paper", aria_hidden="true"),
        div(
            _unit_chooser(frame) if frame.units_href else None,
            _period_chooser(frame) if frame.periods else None,
            class_="pick",
        ),
        class_="top",
    )


def _unit_chooser(frame: Frame) -> Markup:
    """A link to the page of the organisation; the script opens what is on that page under the link instead."""
    said = heard(f"{text.CHOOSE_UNIT}: "), span(frame.unit_label, class_="chosen"), silent("▾")
    link = a(said, href=frame.units_href, class_="chooser-button", data_valjare=True)
    return div(link, div(class_="chooser-body", hidden=True), class_="chooser val-enhet")


def _period_chooser(frame: Frame) -> Markup:
    said = heard(f"{text.CHOOSE_PERIOD}: "), span(frame.period_label, class_="chosen"), silent("▾")
    return details(
        summary(said, class_="chooser-button"),
        div(_period_table(frame.periods), class_="chooser-body"),
        class_="chooser val-period",
    )


def _period_table(years: Sequence[Choice]) -> Markup:
    """A line a year with its follow-ups; the long name of each is read out."""
    return ul([li(span(year.name, class_="year"), map(_period, year.below)) for year in years], class_="periods")


def _period(choice: Choice) -> Markup:
    if not choice.href:
        return span(class_="no-period")
    current = "true" if choice.is_chosen else None
    return a(silent(choice.name), heard(choice.hint), href=choice.href, title=choice.hint, aria_current=current)
