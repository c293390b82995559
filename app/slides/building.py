"""From an address to a deck: which slides, each built of the answers there are, with what somebody has written for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from app import text
from app.addresses import overview_address
from app.answers.remarks import ContradictedGoal, UnitThatOwes
from app.filters import Filter
from app.pages.page import Visit
from app.presenters.remarks import Candidate, RemarksInput, lifted
from app.queries.presentation import moved_figures
from app.queries.remarks import contradicted_goals, remarkable_figures, units_that_owe
from app.slides import counted, measured, told
from app.slides.model import Deck, Slide, SlideKind, SlideRef
from app.slides.setting import Setting
from app.slides.story import Facts, about_figures, offered, proposed
from app.views import Notice
from data.vocabulary import Period, Status

_OF_A_PART: dict[SlideKind, Callable[[SlideRef, Setting], Slide | None]] = {
    SlideKind.POSITION: counted.position,
    SlideKind.IMPROVED: told.improved,
    SlideKind.LIFTED: measured.lifted,
    SlideKind.EQUALITY: measured.equality,
    SlideKind.EQUALITY_INDEX: measured.equality,
    SlideKind.GOALS: counted.goals,
    SlideKind.OWED: counted.owed,
    SlideKind.FIGURE: measured.figure,
    SlideKind.DEVELOPMENT: measured.development,
    SlideKind.UNITS: measured.units,
}


@dataclass(frozen=True)
class Workshop:
    """Builds the slides of one part and follow-up. ``chosen`` is what the address says, with part and follow-up filled in."""

    visit: Visit
    setting: Setting
    chosen: Filter

    @cached_property
    def refs(self) -> tuple[SlideRef, ...]:
        """The slides to show: those that are chosen, else the proposed ones; then the one that is to be added."""
        refs = self.proposed if self.chosen.slides is None else self.chosen.slides
        added = self.chosen.added
        return refs if added is None or added in refs else (*refs, added)

    @cached_property
    def proposed(self) -> tuple[SlideRef, ...]:
        """The story that is proposed."""
        return proposed(self._facts)

    @cached_property
    def deck(self) -> Deck:
        """The whole presentation; what an address names that cannot be shown is told and left out."""
        slides: list[Slide] = []
        notices: list[Notice] = []
        for ref in self.refs:
            slide = self.slide(ref)
            if slide is not None:
                slides.append(slide)
            else:
                told_of = text.SLIDE_NOT_FOUND.format(slide=ref, period=text.period_title(ref.period or self.setting.period))
                notices.append(Notice(told_of))
        part, period = self.setting.part, self.setting.period
        return Deck(
            title=text.DECK_TITLE.format(part=part.name, period=text.period_title(period)),
            subtitle=self.setting.source,
            slides=tuple(slides),
            is_example=any(slide.is_example for slide in slides),
            notices=tuple(notices),
        )

    @cached_property
    def offered(self) -> tuple[Slide, ...]:
        """Slides that can be added: what was proposed and left out, and the views of the part."""
        views = (SlideRef(kind) for kind in (SlideKind.IMPROVED, SlideKind.EQUALITY, SlideKind.GOALS, SlideKind.OWED))
        more = [SlideRef(SlideKind.LIFTED, unit, indicator) for unit, indicator in self._facts.lifted]
        refs = offered(self.proposed, self.refs, (*more, *views, SlideRef(SlideKind.WRITTEN)))
        return tuple(slide for slide in map(self.slide, refs) if slide is not None and slide.drawing is not None)

    def slide(self, ref: SlideRef) -> Slide | None:
        """The slide with what is written for it; None where there is nothing of the kind."""
        built = self._built(ref)
        if built is None:
            return None
        headline = next((one.words for one in self.chosen.headlines if one.slide == ref), "")
        note = next((one.words for one in self.chosen.notes if one.slide == ref), built.note)
        if not headline:
            return replace(built, note=note)
        return replace(built, headline=headline, proposed_headline=built.headline, note=note)

    def _built(self, ref: SlideRef) -> Slide | None:
        setting = self.setting.of(ref)
        if setting is None:
            return None
        if ref.kind is SlideKind.TITLE:
            return _title(ref, setting)
        if ref.kind is SlideKind.WRITTEN:
            own = self if setting is self.setting else Workshop(self.visit, setting, Filter())
            return told.written(ref, setting, own.lifted)
        return _OF_A_PART[ref.kind](ref, setting)

    @cached_property
    def lifted(self) -> tuple[Candidate, ...]:
        """What *Att lyfta* tells of figures."""
        figures, _ = remarkable_figures(self.visit.connection, self.setting.unit_ids, self.setting.period)
        known = self.visit.known
        return about_figures(
            lifted(
                RemarksInput(
                    organisation=known.organisation,
                    indicators=known.indicators,
                    period=self.setting.period,
                    today=self.setting.judged_on,
                    figures=figures,
                    owing=(),  # units that owe and goals have a slide each: they take no place from the figures
                    goals=(),
                )
            )
        )

    @cached_property
    def _owing(self) -> tuple[UnitThatOwes, ...]:
        if not self.visit.totals(self.setting.part, self.setting.period).get(Status.EJ_RAPPORTERAD):
            return ()
        return units_that_owe(self.visit.connection, self.setting.unit_ids, self.setting.period)

    @cached_property
    def _contradicted(self) -> tuple[ContradictedGoal, ...]:
        return contradicted_goals(self.visit.connection, self.setting.unit_ids, self.setting.period)

    @cached_property
    def _facts(self) -> Facts:
        known, setting = self.visit.known, self.setting
        units, indicators = known.organisation.by_id, known.indicators
        pairs = tuple((units[one.unit_id].slug, indicators[one.indicator_id or 0].slug) for one in self.lifted)
        return Facts(
            has_improved=moved_figures(self.visit.connection, setting.unit_ids, setting.period, 1).better > 0,
            lifted=pairs,
            has_differences=measured.equality(SlideRef(SlideKind.EQUALITY), setting) is not None,
            has_contradicted_goals=bool(self._contradicted),
            has_owing_units=bool(self._owing),
            has_texts=told.written(SlideRef(SlideKind.WRITTEN), setting, self.lifted) is not None,
        )


def workshop(visit: Visit, part_slug: str, period: Period, chosen: Filter) -> Workshop:
    """The workshop of a part that is known and one of its follow-ups."""
    part = visit.known.organisation.by_slug[part_slug]
    return Workshop(visit, Setting(visit, part, period), chosen)


def _title(ref: SlideRef, setting: Setting) -> Slide:
    lead = text.SLIDE_TITLE_LEAD.format(period=text.period_title(setting.period))
    href = overview_address(Filter(unit=setting.part.slug, period=setting.period))
    return Slide(ref, setting.part.name, lead=lead, source=setting.source, href=href, is_example=setting.part.is_example)
