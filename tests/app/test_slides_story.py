"""Which slides are proposed, and what stands on them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.chart_views import Development, Dumbbell
from app.pages.router import Router
from app.slides.building import Workshop
from app.slides.model import Bars, Listing, Quotes, Slide, SlideKind, SlideRef, read_reference
from app.slides.story import MOST_LIFTED, Facts, offered, proposed
from app.slides.told import cut
from data.vocabulary import Period, PeriodKind
from tests.app.decks import PART, deck_of, workshop_of

slugs = st.sampled_from(["a", "0", "bjorkgarden", "vard-och-omsorg", "t1-2025", "x-0-9", "lage", "enhet-1", "enhet-2", "enhet-3"])
periods = st.builds(Period, st.integers(1990, 2090), st.sampled_from([PeriodKind.T1, PeriodKind.T2, PeriodKind.VB]))
facts = st.builds(
    Facts,
    has_improved=st.booleans(),
    lifted=st.lists(st.tuples(slugs, slugs), max_size=8, unique=True).map(tuple),
    has_differences=st.booleans(),
    has_contradicted_goals=st.booleans(),
    has_owing_units=st.booleans(),
    has_texts=st.booleans(),
)
IN_ORDER = tuple(SlideKind)


@st.composite
def references(draw: st.DrawFn) -> SlideRef:
    kind = draw(st.sampled_from(IN_ORDER))
    indicator = draw(slugs) if kind.needs_indicator else draw(st.sampled_from(["", "nojda"])) if kind.may_have_indicator else ""
    return SlideRef(kind, draw(st.just("") | slugs), indicator, draw(st.none() | periods))


@given(references())
def test_a_slide_is_read_as_it_is_written(ref: SlideRef) -> None:
    assert read_reference(str(ref)) == ref


@given(st.text(max_size=60))
def test_any_text_is_a_slide_or_none(written: str) -> None:
    found = read_reference(written)
    assert found is None or read_reference(str(found)) == found


@pytest.mark.parametrize(
    "written", ["lyft", "lyft_bjorkgarden", "lage_a_sjukfranvaro", "rosa", "lage_A", "lage_a_b_c", "", "lage___X1-2020"]
)
def test_what_is_no_slide_is_none(written: str) -> None:
    assert read_reference(written) is None


@given(facts)
def test_the_story_goes_from_the_position_to_the_words_and_tells_of_nothing_that_is_not_there(known: Facts) -> None:
    kinds = [ref.kind for ref in proposed(known)]
    assert kinds[:2] == [SlideKind.TITLE, SlideKind.POSITION]
    assert [IN_ORDER.index(kind) for kind in kinds] == sorted(IN_ORDER.index(kind) for kind in kinds)
    assert kinds.count(SlideKind.LIFTED) == min(len(known.lifted), MOST_LIFTED)
    there_is = {
        SlideKind.IMPROVED: known.has_improved,
        SlideKind.EQUALITY: known.has_differences,
        SlideKind.GOALS: known.has_contradicted_goals,
        SlideKind.OWED: known.has_owing_units,
        SlideKind.WRITTEN: known.has_texts,
    }
    assert {kind for kind in there_is if kind in kinds} == {kind for kind, told in there_is.items() if told}


@given(facts, st.sets(references(), max_size=6))
def test_what_is_offered_is_each_once_and_not_in_the_deck(known: Facts, chosen: set[SlideRef]) -> None:
    refs = offered(proposed(known), chosen, proposed(known))
    assert len(refs) == len(set(refs))
    assert not chosen & set(refs)
    assert chosen | set(refs) >= set(proposed(known))


@given(st.text(alphabet="abc .!?,åäö", max_size=400), st.integers(20, 200))
def test_a_cut_text_is_short_and_marked(words: str, longest: int) -> None:
    shown = cut(words, longest)
    assert len(shown) <= longest + 2
    assert shown == words or shown.endswith("…")


def test_the_story_of_provstaden(world: Engine) -> None:
    told = [(str(slide.ref), type(slide.drawing)) for slide in deck_of(world, PART).slides]
    assert told == [
        ("titel", type(None)),
        ("lage", Bars),
        ("battre", Listing),
        ("lyft_bjorkgarden_sjukfranvaro", Development),
        ("kvinnor-man", Dumbbell),
        ("mal", Bars),
        ("saknas", Bars),
        ("skriver", Quotes),
    ]


def headline(world: Engine, query: str, ref: str) -> Slide:
    return next(slide for slide in deck_of(world, query).slides if str(slide.ref) == ref)


def test_the_position_says_how_many_beside_how_many_before(world: Engine) -> None:
    slide = headline(world, PART, "lage")
    assert slide.headline == "3 av 5 bedömda utfall når årsmålet (60\u00a0%), mot 0 av 1 T1\u00a02025"
    assert isinstance(slide.drawing, Bars)
    assert [one.name for one in slide.drawing.series] == ["T2\u00a02025", "T1\u00a02025"]
    assert slide.drawing.series[0].values == (3.0, 1.0, 1.0, 1.0, 2.0)


def test_what_is_to_be_acted_on_is_said_as_on_the_overview(world: Engine) -> None:
    slide = headline(world, PART, "lyft_bjorkgarden_sjukfranvaro")
    assert slide.headline.startswith("Sjukfrånvaro hos Björkgården har försämrats till 12,4\u00a0%")
    assert slide.href == "/enhet/bjorkgarden?period=T2-2025#indikator-sjukfranvaro"
    assert "Två utbrott av magsjuka." in slide.note
    assert "10,3" in slide.alternative


def test_who_has_not_reported_is_counted_by_unit(world: Engine) -> None:
    slide = headline(world, PART, "saknas")
    assert isinstance(slide.drawing, Bars)
    assert slide.drawing.categories == ("Ekbackens hemtjänst", "Lindens servicehus")
    assert slide.drawing.series[0].values == (1.0, 1.0)
    assert slide.lead == "Perioden slutade 2025-08-31."


def test_a_goal_that_is_stated_otherwise_shows_its_indicators(world: Engine) -> None:
    slide = headline(world, PART, "mal")
    assert slide.headline == "Björkgården anger ”uppfylls helt”, men indikatorerna säger något annat"
    assert isinstance(slide.drawing, Bars)
    assert slide.drawing.is_stacked
    assert sum(value or 0 for one in slide.drawing.series for value in one.values) == 1


def test_the_units_own_words_are_word_for_word(world: Engine) -> None:
    slide = headline(world, PART, "skriver")
    assert isinstance(slide.drawing, Quotes)
    assert slide.drawing.quotes[0].words == "Två utbrott av magsjuka. Schemat ses över."


def every_workshop(world: Engine) -> list[Workshop]:
    with Router(world).visiting("/presentation", "") as visit:
        assert visit is not None
        units = [unit.slug for unit in visit.known.organisation.by_id.values()]
    return [workshop_of(world, f"enhet={unit}&period={period}") for unit in units for period in ("T1-2025", "T2-2025", "VB-2025")]


def test_every_part_and_follow_up_has_a_deck_whose_slides_say_something(world: Engine) -> None:
    for built in every_workshop(world):
        assert built.deck.slides[0].ref.kind is SlideKind.TITLE
        for slide in (*built.deck.slides, *built.offered):
            assert slide.headline.strip()
            assert not slide.headline.endswith(".")
            assert slide.href.startswith("/")
            assert slide.ref.kind is SlideKind.TITLE or slide.source
            assert slide.drawing is None or slide.description
            assert slide.table is None or all(len(row) == len(slide.table.head) for row in slide.table.rows)


def test_a_chosen_slide_without_anything_to_show_says_so(world: Engine) -> None:
    slide = headline(world, "enhet=solhemmet&period=T2-2025&bilder=battre.mal.saknas", "mal")
    assert slide.headline == "Ingen angiven bedömning säger något annat än indikatorerna"
    assert slide.drawing is None


def test_a_slide_of_what_is_not_followed_is_left_out_and_told(world: Engine) -> None:
    deck = deck_of(world, f"{PART}&bilder=lage.utfall_linden_energi.utveckling_finns-inte_sjukfranvaro")
    assert [str(slide.ref) for slide in deck.slides] == ["lage"]
    assert [notice.text.split("”")[1] for notice in deck.notices] == [
        "utfall_linden_energi",
        "utveckling_finns-inte_sjukfranvaro",
    ]


def test_a_slide_can_be_of_another_unit_and_follow_up(world: Engine) -> None:
    deck = deck_of(world, f"{PART}&bilder=lage_solhemmet.utfall_bjorkgarden_sjukfranvaro_T1-2025")
    assert deck.slides[0].headline.startswith("1 av 1 bedömda utfall")
    assert "10,3" in deck.slides[1].headline


def test_headlines_and_notes_that_are_written_take_the_place_of_the_proposed(world: Engine) -> None:
    deck = deck_of(world, f"{PART}&bilder=lage&rubriker=lage+Vi+n%C3%A5r+tre&anteckningar=lage+S%C3%A4g+detta")
    assert deck.slides[0].headline == "Vi når tre"
    assert deck.slides[0].proposed_headline.startswith("3 av 5")
    assert deck.slides[0].note == "Säg detta"


def test_example_data_are_marked(world: Engine) -> None:
    deck = deck_of(world, "enhet=leksand&period=T2-2025")
    assert deck.is_example
    assert all(slide.is_example for slide in deck.slides)
