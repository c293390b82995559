"""The page where slides are chosen: every link is the deck with one thing changed."""

from __future__ import annotations

from collections.abc import Sequence

from app import text
from app.addresses import powerpoint_address, presentation_address, slides_address, slides_pdf_address
from app.answers.presentation import SavedPresentation
from app.filters import Filter
from app.numbers import number
from app.presentation_views import ChosenSlide, OfferedSlide, PresentationPage, SavedRow
from app.slides.model import Deck, Slide, SlideRef
from app.views import Notice

MOST_SAVED = 100


def canonical(chosen: Filter, refs: Sequence[SlideRef], *, is_proposed: bool) -> Filter:
    """The choices of a deck as they are written: no slide that is still to be added, and no words for slides that are not in it.

    A deck that is the proposed one keeps following the proposal.
    """
    kept = chosen.only("unit", "period", "headlines", "notes")
    slides = None if is_proposed else tuple(refs)
    return kept.with_(
        slides=slides,
        headlines=tuple(one for one in kept.headlines if one.slide in refs),
        notes=tuple(one for one in kept.notes if one.slide in refs),
    )


def presentation_page(
    deck: Deck,
    offered: Sequence[Slide],
    saved: Sequence[SavedPresentation],
    chosen: Filter,
    notices: Sequence[Notice],
) -> PresentationPage:
    """The whole page. ``chosen`` is canonical; its slides are those of the deck, None where they are the proposed ones."""
    refs = tuple(slide.ref for slide in deck.slides)
    count = text.counted(number(len(refs)), text.SLIDE_ONE, text.SLIDE_MANY)
    kind = text.DECK_PROPOSED if chosen.slides is None else text.DECK_CHOSEN
    is_changed = chosen.slides is not None or chosen.headlines or chosen.notes
    return PresentationPage(
        title=text.PRESENTATION_TITLE.format(deck=deck.title),
        subtitle=text.PRESENTATION_SUBTITLE.format(slides=count, kind=kind),
        is_example=deck.is_example,
        slides=tuple(_chosen(slide, at, refs, chosen) for at, slide in enumerate(deck.slides)),
        offered=tuple(_offered(slide, refs, chosen) for slide in offered),
        saved=tuple(map(_saved, saved[:MOST_SAVED])),
        saved_note=text.SAVED_MORE.format(most=number(MOST_SAVED)) if len(saved) > MOST_SAVED else "",
        address=chosen.query,
        show=slides_address(chosen),
        powerpoint=powerpoint_address(chosen),
        pdf=slides_pdf_address(chosen),
        proposal=presentation_address(chosen.only("unit", "period")) if is_changed else "",
        notices=(*notices, *deck.notices),
    )


def _chosen(slide: Slide, at: int, refs: tuple[SlideRef, ...], chosen: Filter) -> ChosenSlide:
    def moved(to: int) -> str:
        others = [*refs[:at], *refs[at + 1 :]]
        return _with(chosen, (*others[:to], slide.ref, *others[to:]), slide.ref.anchor)

    return ChosenSlide(
        number=at + 1,
        ref=str(slide.ref),
        anchor=slide.ref.anchor,
        kind=text.SLIDE_KIND[slide.ref.kind],
        headline=slide.headline,
        proposed=slide.proposed_headline,
        lead=slide.lead,
        note=slide.note,
        up=moved(at - 1) if at else "",
        down=moved(at + 1) if at + 1 < len(refs) else "",
        drop=_with(chosen, (*refs[:at], *refs[at + 1 :]), refs[max(0, at - 1)].anchor),
        show=slides_address(chosen, slide.ref.anchor),
        detail=slide.href,
        address=chosen.query,
        is_example=slide.is_example,
    )


def _with(chosen: Filter, refs: tuple[SlideRef, ...], place: str) -> str:
    return presentation_address(canonical(chosen, refs, is_proposed=False), place)


def _offered(slide: Slide, refs: tuple[SlideRef, ...], chosen: Filter) -> OfferedSlide:
    href = _with(chosen, (*refs, slide.ref), slide.ref.anchor)
    return OfferedSlide(text.SLIDE_KIND[slide.ref.kind], slide.headline, slide.lead, href)


def _saved(one: SavedPresentation) -> SavedRow:
    by = text.SAVED_BY.format(author=one.author, date=one.saved_at.date().isoformat())
    return SavedRow(one.id, one.name, by, f"{presentation_address(Filter())}{one.address}")
