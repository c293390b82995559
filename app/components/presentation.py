"""Where slides are chosen: the deck with its links, what can be added, and what is saved."""

from __future__ import annotations

from markupsafe import Markup

from app import text
from app.addresses import SLIDES_CHANGE, SLIDES_FORGET, SLIDES_SAVE
from app.components.notices import example_badge, how_to_read, notice_list
from app.components.tags import (
    Inside,
    a,
    button,
    dated,
    details,
    div,
    form,
    h1,
    h2,
    heard,
    input_,
    joined,
    label,
    li,
    ol,
    p,
    section,
    span,
    summary,
    textarea,
    ul,
)
from app.filters import LONGEST_HEADLINE, LONGEST_NOTE
from app.posting import own_form
from app.presentation_views import ChosenSlide, PresentationPage, SavedRow

LONGEST_NAME = 80
"""Letters of a presentation's name, and of its author's."""


def presentation_content(view: PresentationPage) -> Markup:
    """Everything within main."""
    return joined(
        h1(view.title),
        p(span(dated(view.subtitle)), example_badge(view.is_example), class_="sub"),
        notice_list(view.notices),
        div(
            a(text.SHOW_SLIDES, href=view.show, target="_self", class_="primary") if view.slides else None,
            a(text.GET_POWERPOINT, href=view.powerpoint, target="_self", download=True) if view.slides else None,
            a(text.GET_SLIDES_PDF, href=view.pdf, target="_self", download=True) if view.slides else None,
            a(text.BACK_TO_PROPOSAL, href=view.proposal) if view.proposal else None,
            class_="bildval-gor",
        ),
        section(
            h2(text.DECK_HEADING),
            ol(map(_slide, view.slides), class_="bildval") if view.slides else p(text.DECK_EMPTY, class_="note"),
            class_="card",
        ),
        _offered(view),
        _saving(view),
        how_to_read(text.HOW_TO_READ_PRESENTATION),
        div(hidden=True, data_presentation=view.address),
    )


def _slide(slide: ChosenSlide) -> Markup:
    def said(action: str) -> Inside:
        return [span(action), heard(f" – {text.SLIDE_NAMED.format(number=slide.number, headline=slide.headline)}")]

    return li(
        div(span(slide.kind, class_="slag"), example_badge(slide.is_example), class_="bildval-slag"),
        p(slide.headline, class_="bildval-rubrik"),
        p(slide.lead, class_="note") if slide.lead else None,
        p(slide.note, class_="bildval-anteckning") if slide.note else None,
        div(
            a(said(text.SLIDE_UP), href=slide.up) if slide.up else None,
            a(said(text.SLIDE_DOWN), href=slide.down) if slide.down else None,
            a(said(text.SLIDE_DROP), href=slide.drop),
            a(said(text.SLIDE_SHOW), href=slide.show, target="_self"),
            a(said(text.SLIDE_DETAIL), href=slide.detail),
            class_="bildval-lankar",
        ),
        details(summary(said(text.SLIDE_EDIT)), _edit(slide), class_="twin"),
        id=slide.anchor,
        tabindex="-1",
    )


def _edit(slide: ChosenSlide) -> Markup:
    restored = text.EDIT_RESTORE.format(headline=slide.proposed) if slide.proposed else ""
    return form(
        own_form(),
        input_(type="hidden", name="urval", value=slide.address),
        input_(type="hidden", name="bild", value=slide.ref),
        label(
            span(text.EDIT_HEADLINE),
            textarea(slide.headline, name="rubrik", rows=2, maxlength=LONGEST_HEADLINE),
        ),
        p(restored, class_="note") if restored else None,
        label(
            span(text.EDIT_NOTE),
            textarea(slide.note, name="anteckning", rows=3, maxlength=LONGEST_NOTE),
        ),
        button(text.EDIT_APPLY, type="submit"),
        method="post",
        action=SLIDES_CHANGE,
        class_="bildval-form",
    )


def _offered(view: PresentationPage) -> Markup:
    rows = [
        li(span(one.kind, class_="slag"), " ", a(one.headline, href=one.href), p(one.lead, class_="note") if one.lead else None)
        for one in view.offered
    ]
    return section(
        h2(text.ADD_HEADING),
        ul(rows, class_="bildval-mer") if rows else p(text.ADD_NONE, class_="note"),
        p(text.ADD_NOTE, class_="note"),
        class_="card",
    )


def _saving(view: PresentationPage) -> Markup:
    fields = (("namn", text.SAVE_NAME), ("av", text.SAVE_AUTHOR))
    return section(
        h2(text.SAVE_HEADING),
        p(text.SAVE_NOTE, class_="note"),
        form(
            own_form(),
            input_(type="hidden", name="urval", value=view.address),
            [label(span(said), input_(type="text", name=name, required=True, maxlength=LONGEST_NAME)) for name, said in fields],
            button(text.SAVE_SUBMIT, type="submit"),
            method="post",
            action=SLIDES_SAVE,
            class_="bildval-form rad",
        ),
        h2(text.SAVED_HEADING, id="sparade", tabindex="-1"),
        ul([_saved(one, view.address) for one in view.saved], class_="bildval-sparade")
        if view.saved
        else p(text.SAVED_NONE, class_="note"),
        p(view.saved_note, class_="note") if view.saved_note else None,
        class_="card",
    )


def _saved(one: SavedRow, address: str) -> Markup:
    return li(
        a(one.name, href=one.href),
        " ",
        span(dated(one.by), class_="note"),
        form(
            own_form(),
            input_(type="hidden", name="urval", value=address),
            input_(type="hidden", name="id", value=str(one.id)),
            input_(type="hidden", name="namn", value=one.name),
            button(text.SAVED_FORGET, type="submit", aria_label=text.SAVED_FORGET_SAID.format(name=one.name)),
            method="post",
            action=SLIDES_FORGET,
        ),
    )
