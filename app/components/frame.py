"""The frame of every page: skip link, header with navigation and choices, main, footer."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.components.tags import (
    Inside,
    a,
    details,
    div,
    footer,
    header,
    heard,
    input_,
    joined,
    label,
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
_SEARCH_ID = "sok-enhet"


def framed(frame: Frame, *content: Inside) -> Markup:
    """A whole page."""
    return joined(
        a(text.SKIP_TO_CONTENT, href=f"#{MAIN_ID}", class_="skip"),
        _header(frame),
        main(content, id=MAIN_ID, tabindex="-1"),
        footer(p(frame.data_note or text.FOOTER_PRIVATE)),
    )


def _header(frame: Frame) -> Markup:
    links = [a(one.name, href=one.href, aria_current="page" if one.is_chosen else None) for one in frame.navigation]
    return header(
        a(text.PRODUCT, href="/", class_="brand"),
        nav(links, aria_label=text.NAV_LABEL),
        div(
            _chooser(text.CHOOSE_UNIT, frame.unit_label, _unit_tree(frame.units), "val-enhet") if frame.units else None,
            _chooser(text.CHOOSE_PERIOD, frame.period_label, _period_table(frame.periods), "val-period")
            if frame.periods
            else None,
            class_="pick",
        ),
        class_="top",
    )


def _chooser(name: str, chosen: str, inside: Markup, css: str) -> Markup:
    return details(
        summary(heard(f"{name}: "), span(chosen, class_="chosen"), silent("▾")),
        div(inside, class_="chooser-body"),
        class_=f"chooser {css}",
    )


def _unit_tree(choices: Sequence[Choice]) -> Markup:
    """The tree of units with a field to search in it."""
    return joined(
        label(text.SEARCH_UNIT, class_="vh", for_=_SEARCH_ID),
        input_(id=_SEARCH_ID, type="search", placeholder=text.SEARCH_UNIT, autocomplete="off", data_sok=True),
        p(text.SEARCH_NOTHING, class_="nothing", role="status", hidden=True),
        _branch(choices),
    )


def _branch(choices: Sequence[Choice]) -> Markup:
    return ul([li(_choice(one), _branch(one.below) if one.below else None) for one in choices], class_="tree")


def _choice(choice: Choice) -> Markup:
    hint = [" ", span(choice.hint, class_="hint")] if choice.hint else None
    return a(choice.name, hint, href=choice.href, aria_current=_chosen(choice))


def _period_table(years: Sequence[Choice]) -> Markup:
    """A line a year with its follow-ups; the long name of each is read out."""
    return ul([li(span(year.name, class_="year"), map(_period, year.below)) for year in years], class_="periods")


def _period(choice: Choice) -> Markup:
    return a(silent(choice.name), heard(choice.hint), href=choice.href, title=choice.hint, aria_current=_chosen(choice))


def _chosen(choice: Choice) -> str | None:
    return "true" if choice.is_chosen else None
