"""From what an address says to what is shown: the part of the organisation and the period, with what had to be told."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from app import text
from app.addresses import (
    EQUALITY,
    FIGURES,
    FOLLOWING,
    GOALS,
    INDICATOR_PREFIX,
    INDICATORS,
    LOADING,
    OVERVIEW,
    PRESENTATION,
    UNIT_PREFIX,
    UNITS,
    organisation_address,
    unit_address,
)
from app.answers.figures import PeriodReporting
from app.answers.organisation import Organisation, Unit
from app.filters import Filter, parse, shown
from app.pages.page import Visit
from app.presenters.frame import period_choices
from app.presenters.periods import nearest
from app.queries.default_view import default_period
from app.views import Choice, Frame, Notice
from data.vocabulary import Period, PeriodKind

LIKENESS = 0.6
"""How alike a faulty address must be to a real one to be taken for it (``difflib``'s measure)."""

NAVIGATION: tuple[tuple[str, str, str], ...] = (
    (text.NAV_OVERVIEW, OVERVIEW, ""),
    (text.NAV_UNITS, UNITS, UNIT_PREFIX),
    (text.NAV_INDICATORS, INDICATORS, INDICATOR_PREFIX),
    (text.NAV_EQUALITY, EQUALITY, ""),
    (text.NAV_GOALS, GOALS, ""),
    (text.NAV_FIGURES, FIGURES, ""),
    (text.NAV_LOADING, LOADING, ""),
    (text.NAV_PRESENTATION, PRESENTATION, ""),
)
"""The main menu: name, path, and how the paths of the pages of one thing begin that belong under it."""

_OF_ONE_PART = ("cell", "page", "view", "slides", "headlines", "notes", "added")
"""Choices that do not follow along to another part of the organisation."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is shown. ``period`` is None where nothing is to be followed up in the part at all."""

    part: Unit
    period: Period | None
    filter: Filter
    periods: tuple[Period, ...]
    notices: tuple[Notice, ...]


def choose(visit: Visit) -> Chosen:
    """The part and the period that the address asks for, or the nearest there are; for a store with at least one unit."""
    parsed = parse(visit.query)
    part, part_notices = choose_part(visit, parsed.filter.unit)
    reporting = visit.reporting(visit.known.organisation.ids_below(part))
    period, period_notices = _choose_period(parsed.filter.period, reporting)
    chosen = parsed.filter.with_(unit=part.slug, period=period)
    notices = (*map(Notice, parsed.faults), *part_notices, *period_notices)
    return Chosen(part, period, chosen, tuple(row.period for row in reporting), notices)


def choose_part(visit: Visit, asked: str | None) -> tuple[Unit, tuple[Notice, ...]]:
    """The part with this slug, else the one most like it, else the one that is shown first."""
    organisation, default = visit.known.organisation, visit.known.default_part
    if default is None:
        raise LookupError("the store has no units")
    if asked is None:
        return default, ()
    known = organisation.by_slug.get(asked)
    if known is not None:
        return known, ()
    alike = like(asked, organisation)
    part = alike[0] if alike else default
    return part, (Notice(text.FAULT_UNIT_SHOWN.format(given=shown(asked), shown=part.name)),)


def like(asked: str, organisation: Organisation, most: int = 5) -> tuple[Unit, ...]:
    """Units whose address is like the one asked for, the most alike first."""
    slugs = difflib.get_close_matches(asked[:200].casefold(), organisation.by_slug, n=most, cutoff=LIKENESS)
    return tuple(organisation.by_slug[slug] for slug in slugs)


def _choose_period(asked: Period | None, reporting: tuple[PeriodReporting, ...]) -> tuple[Period | None, tuple[Notice, ...]]:
    there_are = [row.period for row in reporting]
    if asked is None:
        return default_period(reporting), ()
    if asked in there_are or not there_are:
        return (asked if there_are else None), ()
    instead = nearest(asked, there_are)
    told = text.FAULT_PLAN_ON_OVERVIEW if asked.kind is PeriodKind.VP else text.FAULT_NO_SUCH_PERIOD
    shown_instead = text.period_title(instead) if instead is not None else ""
    return instead, (Notice(told.format(given=text.period_title(asked), shown=shown_instead)),)


def frame_for(visit: Visit, chosen: Chosen, here: str) -> Frame:
    """The frame of the view at the path ``here``, whose choices lead to the same view with another part or period.

    All choices of ``chosen.filter`` follow along to another period; to another part all but those of one part.
    """
    return Frame(
        navigation=navigation(chosen.filter, here),
        unit_label=chosen.part.name,
        units_href=organisation_address(of_any_part(chosen.filter), here),
        period_label=text.period_code(chosen.period) if chosen.period is not None else text.CHOOSE_PERIOD_NONE,
        periods=period_choices(chosen.periods, lambda period: f"{here}{_at(chosen, period).query}", chosen.period),
        data_note=data_note(visit),
        version=version(visit),
    )


def _at(chosen: Chosen, period: Period) -> Filter:
    return chosen.filter.with_(period=period, page=1)


def of_any_part(chosen: Filter) -> Filter:
    """The choices that also hold for another part of the organisation."""
    return chosen.with_(**{name: getattr(Filter(), name) for name in _OF_ONE_PART})


def frame_for_unit(visit: Visit, unit: Unit, period: Period | None, periods: tuple[Period, ...]) -> Frame:
    """The frame of a unit's page: another unit, or a part above the units, leads to its page."""
    follow_up = period if period is not None and period.kind is not PeriodKind.VP else None
    return Frame(
        navigation=navigation(Filter(unit=visit.known.organisation.part_of(unit).slug, period=follow_up), UNIT_PREFIX),
        unit_label=unit.name,
        units_href=organisation_address(Filter(unit=unit.slug, period=period), UNIT_PREFIX),
        period_label=text.period_code(period) if period is not None else text.CHOOSE_PERIOD_NONE,
        periods=period_choices(periods, lambda one: unit_address(unit.slug, one), period),
        data_note=data_note(visit),
        version=version(visit),
    )


def bare_frame(visit: Visit | None = None) -> Frame:
    """The frame of a page that is about no part of the organisation."""
    if visit is None:
        return Frame(navigation=navigation(Filter(), ""))
    return Frame(navigation=navigation(Filter(), ""), data_note=data_note(visit), version=version(visit))


def navigation(chosen: Filter, here: str) -> tuple[Choice, ...]:
    """The pages there are, with the choices that follow along."""
    follows = chosen.only(*FOLLOWING).query
    return tuple(
        Choice(name, f"{path}{follows}", is_chosen=here == path or bool(of_one and here.startswith(of_one)))
        for name, path, of_one in NAVIGATION
    )


def data_note(visit: Visit) -> str:
    """When the data were last loaded, and their version."""
    state = visit.known.state
    if state.loaded_at is None:
        return ""
    return text.FOOTER_DATA.format(date=state.loaded_at.date().isoformat(), version=state.version)


def version(visit: Visit) -> str:
    """The state of the store that is shown, in one word."""
    state = visit.known.state
    return f"{state.version}/{state.judged_on}"
