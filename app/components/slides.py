"""The slides themselves: one section each, with all that they show in the page, for screen and print alike."""

from __future__ import annotations

import json

from markupsafe import Markup

from app import text
from app.addresses import presentation_address
from app.components.chart import legend
from app.components.tables import table_twin
from app.components.tags import (
    a,
    aside,
    blockquote,
    button,
    dated,
    div,
    element,
    footer,
    h1,
    h2,
    joined,
    li,
    main,
    p,
    section,
    span,
    table,
    tbody,
    td,
    th,
    thead,
    tr,
    ul,
)
from app.filters import Filter
from app.slides.drawing import figure_of, key_of
from app.slides.model import Deck, Listing, Quotes, Slide, SlideKind
from app.views import Bullet

_SHORT, _MIDDLE, _LONG = 60, 110, 170
"""Letters of a headline up to which it is set large, fairly large and small; a longer one is set smallest."""

_FEW_LETTERS = 420
"""Quotations with fewer letters than these together are set larger."""


def slides_content(deck: Deck, chosen: Filter) -> Markup:
    """The whole page of slides. ``chosen`` is how the deck is written in an address."""
    count = len(deck.slides)
    back = presentation_address(chosen)
    shown = [_slide(slide, at, count, deck, chosen) for at, slide in enumerate(deck.slides, start=1)]
    return joined(
        main(
            h1(deck.title, class_="vh"),
            shown or p(text.SLIDES_NONE, class_="notice"),
            id="bildspel",
            data_tillbaka=back,
            data_bild=text.SLIDE_OF,
            data_hopp=text.SLIDES_GO_TO,
            data_svart=text.SLIDES_BLANKED,
            aria_label=text.SLIDES_LABEL.format(title=deck.title),
        ),
        _controls(back),
    )


def _slide(slide: Slide, at: int, count: int, deck: Deck, chosen: Filter) -> Markup:
    is_title = slide.ref.kind is SlideKind.TITLE
    return section(
        h2(slide.headline, class_=f"bild-rubrik {_size(slide.headline)}"),
        p(slide.lead, class_="bild-ingress") if slide.lead else None,
        div(_drawn(slide, at), class_=f"bild-innehall {_form(slide)}"),
        _key(slide),
        footer(
            p(dated(slide.source), class_="source"),
            p(span(deck.title) if not is_title else None, _badge(slide), class_="bild-del"),
            p(f"{at} / {count}", class_="bild-nummer", aria_label=text.SLIDE_OF.format(number=at, count=count)),
            class_="bild-fot",
        ),
        aside(p(slide.note or text.SLIDES_NO_NOTE), class_="bild-anteckning", aria_label=text.SLIDES_NOTE, hidden=True),
        table_twin(slide.table) if slide.table is not None else None,
        id=slide.ref.anchor,
        class_="bild titel" if is_title else "bild",
        aria_roledescription="bild",
        aria_label=text.SLIDE_OF.format(number=at, count=count),
        tabindex="-1",
    )


def _badge(slide: Slide) -> Markup | None:
    return span(text.EXAMPLE_BADGE, class_="badge") if slide.is_example else None


def _size(headline: str) -> str:
    letters = len(headline)
    return "kort" if letters <= _SHORT else "mellan" if letters <= _MIDDLE else "lang" if letters <= _LONG else "langst"


def _form(slide: Slide) -> str:
    if isinstance(slide.drawing, Bullet):
        return "stapel"
    if isinstance(slide.drawing, Quotes):
        return "ord stor" if sum(len(one.words) for one in slide.drawing.quotes) < _FEW_LETTERS else "ord"
    return "ord" if isinstance(slide.drawing, Listing) else ""


def _drawn(slide: Slide, at: int) -> Markup | None:
    figure = figure_of(slide.drawing)
    label = text.SLIDES_TO_DETAIL.format(headline=slide.headline)
    if figure is not None:
        place = div(
            id=f"bild-diagram-{at}",
            class_="bild-diagram",
            role="img",
            aria_label=slide.alternative,
            data_bilddiagram=json.dumps(figure, ensure_ascii=False, separators=(",", ":")),
        )
        return joined(place, a(href=slide.href, class_="bild-lank", aria_label=label))
    if isinstance(slide.drawing, Listing):
        return joined(_listing(slide.drawing, slide), a(href=slide.href, class_="bild-lank", aria_label=label))
    if isinstance(slide.drawing, Quotes):
        return joined([_quote(one.words, one.by, one.href) for one in slide.drawing.quotes])
    return None


def _listing(view: Listing, slide: Slide) -> Markup:
    head = thead(tr([th(name, scope="col") for name in view.head]))
    body = tbody([tr(th(first, scope="row"), [td(cell) for cell in rest]) for first, *rest in view.rows])
    said = slide.table.caption if slide.table is not None else slide.headline
    return table(element("caption", said, class_="vh"), head, body, class_="bild-tabell")


def _quote(words: str, by: str, href: str) -> Markup:
    return blockquote(p(f"”{words}”"), p(a(by, href=href), class_="av"))


def _key(slide: Slide) -> Markup | None:
    entries = key_of(slide.drawing)
    return legend(entries) if entries else None


def _controls(back: str) -> Markup:
    """What can be pressed with the mouse; it shows when the mouse moves. The keys do the same."""
    keys = (
        ("forra", "‹", text.SLIDES_PREVIOUS),
        ("nasta", "›", text.SLIDES_NEXT),
        ("anteckning", "N", text.SLIDES_NOTE),
        ("svart", "B", text.SLIDES_BLANK),
        ("helskarm", "F", text.SLIDES_FULL),
    )
    pressed = [li(button(sign, type="button", data_gor=name, aria_label=words, title=words)) for name, sign, words in keys]
    leave = li(a("×", href=back, data_gor="avsluta", aria_label=text.SLIDES_LEAVE, title=text.SLIDES_LEAVE))
    return joined(
        ul(pressed, leave, class_="bild-knappar", hidden=True),
        div(class_="bild-framsteg", aria_hidden="true"),
        div(class_="bild-hopp", role="status", hidden=True),
        div(class_="bild-svart", hidden=True),
    )
