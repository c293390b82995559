"""From what an address says to what is shown: the part of the organisation and the period, with what had to be told."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from app import text
from app.addresses import OVERVIEW, UNITS, overview_address, unit_address, units_address
from app.answers.figures import PeriodReporting
from app.answers.organisation import Organisation, Unit
from app.filters import Filter, parse, shown
from app.pages.page import Visit
from app.presenters.frame import period_choices, unit_choices
from app.presenters.periods import nearest
from app.queries.default_view import default_period
from app.queries.periods import reporting_by_period
from app.views import Choice, Frame, Notice
from data.vocabulary import Period, PeriodKind, UnitKind

LIKENESS = 0.6
"""How alike a faulty address must be to a real one to be taken for it (``difflib``'s measure)."""


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
    part, part_notices = _choose_part(visit, parsed.filter.unit)
    reporting = reporting_by_period(visit.connection, visit.known.organisation.ids_below(part))
    period, period_notices = _choose_period(parsed.filter.period, reporting)
    chosen = parsed.filter.with_(unit=part.slug, period=period)
    notices = (*map(Notice, parsed.faults), *part_notices, *period_notices)
    return Chosen(part, period, chosen, tuple(row.period for row in reporting), notices)


def _choose_part(visit: Visit, asked: str | None) -> tuple[Unit, tuple[Notice, ...]]:
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
    """The frame of Läget and Enheter, whose choices lead to the same page with another part or period."""
    address = overview_address if here == OVERVIEW else units_address
    return Frame(
        navigation=navigation(chosen.filter.with_(status=None), here),
        unit_label=chosen.part.name,
        units=unit_choices(visit.known.organisation, lambda unit: address(chosen.filter.with_(unit=unit.slug)), chosen.part),
        period_label=text.period_code(chosen.period) if chosen.period is not None else text.CHOOSE_PERIOD_NONE,
        periods=period_choices(chosen.periods, lambda period: address(chosen.filter.with_(period=period)), chosen.period),
        data_note=data_note(visit),
    )


def frame_for_unit(visit: Visit, unit: Unit, period: Period | None, periods: tuple[Period, ...]) -> Frame:
    """The frame of a unit's page: another unit leads to its page, a part above the units to Läget."""
    follow_up = period if period is not None and period.kind is not PeriodKind.VP else None

    def address(other: Unit) -> str:
        if other.kind == UnitKind.ENHET:
            return unit_address(other.slug, period)
        return overview_address(Filter(unit=other.slug, period=follow_up))

    part = visit.known.organisation.part_of(unit)
    return Frame(
        navigation=navigation(Filter(unit=part.slug, period=follow_up), ""),
        unit_label=unit.name,
        units=unit_choices(visit.known.organisation, address, unit),
        period_label=text.period_code(period) if period is not None else text.CHOOSE_PERIOD_NONE,
        periods=period_choices(periods, lambda one: unit_address(unit.slug, one), period),
        data_note=data_note(visit),
    )


def bare_frame(visit: Visit | None = None) -> Frame:
    """The frame of a page that is about no part of the organisation."""
    return Frame(navigation=navigation(Filter(), ""), data_note=data_note(visit) if visit is not None else "")


def navigation(chosen: Filter, here: str) -> tuple[Choice, ...]:
    """The pages there are, with the choices that follow along."""
    return (
        Choice(text.NAV_OVERVIEW, overview_address(chosen), is_chosen=here == OVERVIEW),
        Choice(text.NAV_UNITS, units_address(chosen), is_chosen=here == UNITS),
    )


def data_note(visit: Visit) -> str:
    """When the data were last loaded, and their version."""
    state = visit.known.state
    if state.loaded_at is None:
        return ""
    return text.FOOTER_DATA.format(date=state.loaded_at.date().isoformat(), version=state.version)
