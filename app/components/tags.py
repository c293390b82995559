"""HTML elements as functions: ``p("text", class_="sub")``. Every text and attribute is escaped; only Markup is taken as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from markupsafe import Markup, escape

Inside = str | Markup | int | None | Iterable["Inside"]
Attribute = str | int | bool | None
Tag = Callable[..., Markup]

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})")
_VOID = {"input", "br", "hr"}


def element(name: str, /, *inside: Inside, **attributes: Attribute) -> Markup:
    """An element. ``class_`` is ``class``, ``aria_label`` is ``aria-label``; None and False leave an attribute out.

    Things inside may be nested in lists; None is nothing.
    """
    start = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Markup(start if name in _VOID else f"{start}{_written(inside)}</{name}>")


def joined(*parts: Inside) -> Markup:
    """Parts one after another."""
    return Markup(_written(parts))


def _written(inside: Iterable[Inside]) -> str:
    return "".join(_one(part) for part in inside)


def _one(part: Inside) -> str:
    if part is None:
        return ""
    if isinstance(part, Markup):
        return part
    if isinstance(part, (str, int)):
        return escape(part)
    return _written(part)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


def _tag(name: str) -> Tag:
    return partial(element, name)


a, article, aside, b, blockquote = map(_tag, ("a", "article", "aside", "b", "blockquote"))
button, caption, textarea = map(_tag, ("button", "caption", "textarea"))
code, form = map(_tag, ("code", "form"))
dd, details, div, dl, dt = map(_tag, ("dd", "details", "div", "dl", "dt"))
figcaption, figure, footer, h1, h2 = map(_tag, ("figcaption", "figure", "footer", "h1", "h2"))
header, input_, label, li, main = map(_tag, ("header", "input", "label", "li", "main"))
nav, ol, p, pre, section = map(_tag, ("nav", "ol", "p", "pre", "section"))
span, summary, table, tbody, td = map(_tag, ("span", "summary", "table", "tbody", "td"))
th, thead, tr, ul = map(_tag, ("th", "thead", "tr", "ul"))


def dated(words: str) -> list[Inside]:
    """Words whose dates are not broken at their hyphens."""
    return [span(part, class_="date") if _DATE.fullmatch(part) else part for part in _DATE.split(words)]


def heading(level: int, *inside: Inside, **attributes: Attribute) -> Markup:
    """A heading of the level, six at the most."""
    return element(f"h{min(level, 6)}", *inside, **attributes)


def silent(words: str, css: str | None = None) -> Markup:
    """Signs that are seen and not read aloud."""
    return span(words, class_=css, aria_hidden="true")


def heard(words: str) -> Markup:
    """Words that are read aloud and not seen."""
    return span(words, class_="vh")


def symbol(sign: str, css: str) -> Markup:
    """The symbol of a status in its colour; its word stands beside it."""
    return silent(sign, f"symbol {css}")
