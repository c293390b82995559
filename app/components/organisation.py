"""The organisation as a tree of links, searchable; each part can be folded in."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from app import text
from app.components.notices import notice_list
from app.components.tags import a, details, div, h1, heard, input_, joined, label, li, p, section, span, summary, ul
from app.views import Choice, OrganisationView

_SEARCH_ID = "sok-enhet"
_ALWAYS_OPEN = 2
"""Levels that are unfolded from the start; below them only the way to the chosen part is."""


def organisation_content(view: OrganisationView) -> Markup:
    """Everything within main. The script takes ``data-organisation`` of it into the header's chooser."""
    search = (
        label(text.SEARCH_UNIT, class_="vh", for_=_SEARCH_ID),
        input_(id=_SEARCH_ID, type="search", placeholder=text.SEARCH_UNIT, autocomplete="off", data_sok=True),
        p(text.SEARCH_NOTHING, class_="nothing", role="status", hidden=True),
    )
    return joined(
        h1(view.title),
        p(a(view.back_text, href=view.back), class_="sub"),
        notice_list(view.notices),
        section(div(search, _branch(view.tree, 0), data_organisation=True), class_="card organisation"),
    )


def _branch(choices: Sequence[Choice], depth: int) -> Markup:
    return ul([_item(one, depth) for one in choices], class_="tree")


def _item(choice: Choice, depth: int) -> Markup:
    hint = [" ", span(choice.hint, class_="hint")] if choice.hint else None
    link = a(choice.name, hint, href=choice.href, aria_current="true" if choice.is_chosen else None)
    return li(link, _below(choice, depth) if choice.below else None)


def _below(choice: Choice, depth: int) -> Markup:
    is_open = depth < _ALWAYS_OPEN or _holds_chosen(choice)
    fold = summary(heard(text.ORGANISATION_BELOW.format(part=choice.name)))
    return details(fold, _branch(choice.below, depth + 1), open=is_open)


def _holds_chosen(choice: Choice) -> bool:
    return choice.is_chosen or any(map(_holds_chosen, choice.below))
