"""Slides that are read: what has improved, and what the units themselves write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app import text
from app.addresses import figures_address, unit_address
from app.answers.documents import Commentary
from app.answers.figures import Indicator
from app.answers.organisation import Unit
from app.answers.remarks import RemarkableFigure
from app.filters import Filter
from app.numbers import difference, number
from app.presenters.judgement import amount, decimals_of
from app.presenters.remarks import Candidate
from app.queries.goals import commentaries
from app.queries.presentation import moved_figures
from app.slides.model import Listing, Quote, Quotes, Slide, SlideRef
from app.slides.setting import Setting
from app.views import TableTwin
from data.vocabulary import Period, PeriodKind

MOST_IMPROVED = 6
MOST_QUOTES = 3
LONGEST_QUOTES = {1: 620, 2: 330, 3: 220}
"""Letters of each quotation, by how many there are: a slide has room for so much."""


def improved(ref: SlideRef, setting: Setting) -> Slide:
    """What is better than at the previous follow-up, the largest change first."""
    moved = moved_figures(setting.visit.connection, setting.unit_ids, setting.period, MOST_IMPROVED)
    rows = tuple(_improved_row(one, setting) for one in moved.figures)
    caption = text.IMPROVED_CAPTION.format(part=setting.part.name, period=text.period_title(setting.period))
    told = [text.IMPROVED_WORSE.format(worse=number(moved.worse)), text.IMPROVED_LEAD]
    told += [text.IMPROVED_UNSURE.format(n=number(moved.unsure))] if moved.unsure else []
    more = text.IMPROVED_MORE.format(shown=number(len(rows))) if moved.better > len(rows) else ""
    return Slide(
        ref=ref,
        headline=_improved_headline(moved.figures, moved.better, setting),
        drawing=Listing(text.IMPROVED_HEAD, rows) if rows else None,
        lead=" ".join(filter(None, (more, *told))),
        description=" ".join(f"{', '.join(row)}." for row in rows),
        table=TableTwin(caption, text.IMPROVED_HEAD, rows) if rows else None,
        source=setting.source,
        href=figures_address(Filter(unit=setting.part.slug, period=setting.period)),
        is_example=setting.part.is_example,
    )


def _improved_headline(figures: Sequence[RemarkableFigure], better: int, setting: Setting) -> str:
    if not figures:
        return text.IMPROVED_NONE
    first = figures[0]
    template = text.IMPROVED_HEADLINE_ONE if better == 1 else text.IMPROVED_HEADLINE
    return template.format(
        n=number(better),
        indicator=_named(setting.visit.known.indicators[first.indicator_id]),
        unit=setting.visit.known.organisation.by_id[first.unit_id].name,
    )


def _named(indicator: Indicator) -> str:
    return f"”{_short(indicator)}”"


def _short(indicator: Indicator) -> str:
    return indicator.short_name or indicator.name


def _improved_row(one: RemarkableFigure, setting: Setting) -> tuple[str, ...]:
    indicator = setting.visit.known.indicators[one.indicator_id]
    value, earlier = one.value or 0.0, one.previous_value or 0.0
    decimals = decimals_of(one, indicator)
    since = Period(one.previous_year or 0, PeriodKind(one.previous_period or PeriodKind.VB))
    return (
        _short(indicator),
        setting.visit.known.organisation.by_id[one.unit_id].name,
        f"{amount(earlier, indicator, decimals)} ({text.period_code(since)})",
        amount(value, indicator, decimals),
        difference(value, earlier, decimals, indicator.unit_of_measure),
    )


def written(ref: SlideRef, setting: Setting, lifted: Iterable[Candidate]) -> Slide | None:
    """What the units write about what is lifted; of a unit without anything to lift, what it writes first. None without texts."""
    found = list(_about(lifted, setting)) or list(_of_the_part(setting))
    if not found:
        return None
    shown = found[:MOST_QUOTES]
    longest = LONGEST_QUOTES[len(shown)]
    quotes = tuple(_quote(unit, one, indicator, longest, setting) for unit, one, indicator in shown)
    reports = text.REPORTS[PeriodKind(setting.period.kind)]
    rows = tuple((quote.by, quote.words) for quote in quotes)
    caption = text.WRITTEN_CAPTION.format(part=setting.part.name, period=text.period_title(setting.period))
    return Slide(
        ref=ref,
        headline=_written_headline(shown),
        drawing=Quotes(quotes),
        lead=text.WRITTEN_LEAD.format(reports=reports, year=setting.period.year),
        description=" ".join(f"{quote.by}: {quote.words}" for quote in quotes),
        table=TableTwin(caption, text.WRITTEN_HEAD, rows),
        source=setting.source,
        href=quotes[0].href,
        is_example=setting.part.is_example or any(unit.is_example for unit, _, _ in shown),
    )


_Found = tuple[Unit, Commentary, Indicator | None]


def _about(lifted: Iterable[Candidate], setting: Setting) -> Iterator[_Found]:
    """What a unit writes in the report of the follow-up about an indicator that is lifted for it."""
    organisation, indicators = setting.visit.known.organisation, setting.visit.known.indicators
    for one in lifted:
        if one.indicator_id is None:
            continue
        texts = commentaries(setting.visit.connection, one.unit_id, setting.period)
        mine = (each for each in texts if each.indicator_id == one.indicator_id and each.period == setting.period.kind)
        first = next((each for each in mine if each.text.strip()), None)
        if first is not None:
            yield organisation.by_id[one.unit_id], first, indicators[one.indicator_id]


def _of_the_part(setting: Setting) -> Iterator[_Found]:
    """What the part itself writes in the report of the follow-up."""
    indicators = setting.visit.known.indicators
    for one in commentaries(setting.visit.connection, setting.part.id, setting.period):
        if one.period == setting.period.kind and one.text.strip():
            yield setting.part, one, indicators.get(one.indicator_id or 0)


def _written_headline(shown: Sequence[_Found]) -> str:
    unit, one, indicator = shown[0]
    if len(shown) > 1:
        return text.WRITTEN_HEADLINE
    about = f"”{indicator.name}”" if indicator is not None else one.section.lower()
    return text.WRITTEN_HEADLINE_ONE.format(unit=unit.name, indicator=about)


def _quote(unit: Unit, one: Commentary, indicator: Indicator | None, longest: int, setting: Setting) -> Quote:
    template = text.WRITTEN_BY if indicator is not None else text.WRITTEN_BY_UNIT
    by = template.format(
        unit=unit.name, section=one.section.lower(), indicator=_short(indicator) if indicator is not None else ""
    )
    href = unit_address(unit.slug, setting.period, indicator.slug if indicator is not None else "")
    return Quote(cut(" ".join(one.text.split()), longest), by, href)


def cut(words: str, longest: int) -> str:
    """The words up to the last whole sentence that has room, else the last whole word; what is left out is marked."""
    if len(words) <= longest:
        return words
    whole = words[: longest + 1]
    end = max(whole.rfind(". "), whole.rfind("? "), whole.rfind("! "))
    kept = whole[: end + 1] if end > longest // 2 else whole[: whole.rfind(" ")].rstrip(",;:–- ")
    return text.WRITTEN_CUT.format(words=kept)
