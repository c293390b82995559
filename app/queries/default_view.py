"""What a visitor sees who has chosen nothing: a part of the organisation, and its latest follow-up.

We decide: a part with at least three reporting units shows what the product is for. A real part goes before the example, a later
follow-up before an earlier one, more figures before fewer; so a district that has loaded its own reports meets itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from app.answers.figures import PeriodReporting
from app.answers.organisation import Organisation, Unit
from app.queries.periods import follow_ups, reporting_by_unit, together
from data.vocabulary import Period

UNITS_FOR_A_PICTURE = 3
"""With fewer reporting units there is no picture of a part of the organisation, only of a unit."""


def default_part(connection: Connection, organisation: Organisation) -> Unit | None:
    """The part of the organisation to show first; None for an empty store."""
    leaves = [unit for unit in organisation.by_id.values() if not organisation.children(unit)]
    parts = {part.id: part for part in map(organisation.part_of, leaves)}
    ranks = _ranks(connection, organisation, list(parts.values()))
    return min(parts.values(), key=lambda part: (tuple(-each for each in ranks[part.id]), part.slug)) if parts else None


def _ranks(connection: Connection, organisation: Organisation, parts: Sequence[Unit]) -> dict[int, tuple[int, ...]]:
    """By part, the higher the better: a picture at all, real, year and follow-up, figures.

    A part counts by its latest follow-up that is mostly reported, in the last two years that it has figures of. The follow-ups
    are gone through from the latest until one shows a picture of a real part, which none earlier can outdo.
    """
    units = {part.id: organisation.ids_below(part) for part in parts}
    last_years: dict[int, int] = {}
    ranks: dict[int, tuple[int, ...]] = {}
    for period in follow_ups(connection):
        left = [part for part in parts if part.id not in ranks and period.year >= last_years.get(part.id, period.year) - 1]
        counted = reporting_by_unit(connection, {unit_id for part in left for unit_id in units[part.id]}, period)
        for part in left:
            found = [counted[unit_id] for unit_id in units[part.id] if unit_id in counted]
            if found:
                last_years.setdefault(part.id, period.year)
                reporting = together(found)
                if reporting.is_mostly_reported:
                    ranks[part.id] = _rank(part, reporting)
        if any(rank[:2] == (1, 1) for rank in ranks.values()):
            break
    return {part.id: ranks.get(part.id, (0, 0, 0, 0, int(part.id in last_years))) for part in parts}


def _rank(part: Unit, latest: PeriodReporting) -> tuple[int, ...]:
    is_picture = latest.units_reporting >= UNITS_FOR_A_PICTURE
    return (int(is_picture), int(not part.is_example), latest.period.year, latest.period.kind.order, latest.reported)


def default_period(reporting: Sequence[PeriodReporting]) -> Period | None:
    """The latest follow-up of which at least half has been reported, else the one with most reported, else the latest."""
    mostly = next((row.period for row in reversed(reporting) if row.is_mostly_reported), None)
    if mostly is not None:
        return mostly
    return max(reporting, key=lambda row: (row.reported, row.period)).period if reporting else None
