"""What a visitor sees who has chosen nothing: a part of the organisation, and its latest follow-up.

We decide: a part with at least three reporting units shows what the product is for. A real part goes before the example, a later
follow-up before an earlier one, more figures before fewer; so a district that has loaded its own reports meets itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from app.answers.figures import PeriodReporting
from app.answers.organisation import Organisation, Unit
from app.queries.periods import latest_year, reporting_by_period
from data.vocabulary import Period

UNITS_FOR_A_PICTURE = 3
"""With fewer reporting units there is no picture of a part of the organisation, only of a unit."""


def default_part(connection: Connection, organisation: Organisation) -> Unit | None:
    """The part of the organisation to show first; None for an empty store."""
    leaves = [unit for unit in organisation.by_id.values() if not organisation.children(unit)]
    parts = {part.id: part for part in map(organisation.part_of, leaves)}
    ranked = [(_rank(connection, organisation, part), part.slug, part) for part in parts.values()]
    return min(ranked, key=lambda row: (tuple(-each for each in row[0]), row[1]))[2] if ranked else None


def _rank(connection: Connection, organisation: Organisation, part: Unit) -> tuple[int, ...]:
    """The higher the better: a picture at all, real, year and follow-up, figures."""
    unit_ids = organisation.ids_below(part)
    year = latest_year(connection, unit_ids)
    if year is None:
        return (0, 0, 0, 0, 0)
    # The year before is read only where the latest has nothing to show: a large city has hundreds of parts.
    latest = _mostly_reported(connection, unit_ids, year) or _mostly_reported(connection, unit_ids, year - 1)
    if latest is None:
        return (0, 0, 0, 0, 1)
    is_picture = latest.units_reporting >= UNITS_FOR_A_PICTURE
    return (int(is_picture), int(not part.is_example), latest.period.year, latest.period.kind.order, latest.reported)


def _mostly_reported(connection: Connection, unit_ids: Sequence[int], year: int) -> PeriodReporting | None:
    """The year's last follow-up of which at least half has been reported."""
    reporting = reporting_by_period(connection, unit_ids, year)
    return next((row for row in reversed(reporting) if row.is_mostly_reported and row.period.year == year), None)


def default_period(reporting: Sequence[PeriodReporting]) -> Period | None:
    """The latest follow-up of which at least half has been reported, else the one with most reported, else the latest."""
    mostly = next((row.period for row in reversed(reporting) if row.is_mostly_reported), None)
    if mostly is not None:
        return mostly
    return max(reporting, key=lambda row: (row.reported, row.period)).period if reporting else None
