"""Which unit and which follow-up the operator means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from data.names import normalise_name, slug
from data.schema import Unit, UnitName
from data.vocabulary import Period, PeriodKind, UnitKind
from etl.normalise.proposals import MOST_PROPOSALS, nearest_names

_LEAST_LETTERS = 4
"""Letters of a part of a name from which it is proposed."""

_PERIOD = re.compile(r"(?P<kind>T[12]|VB)[\s-]*(?P<year>(?:19|20)\d\d)?", re.IGNORECASE)


class ChoiceError(Exception):
    """The words stand for no unit or follow-up, or for several; the message says so in Swedish, with what is near."""


@dataclass(frozen=True, slots=True)
class MeantUnit:
    id: int
    slug: str
    name: str
    parent_id: int | None
    is_example: bool
    path: str
    """The names of the units above it, for telling units of the same name apart."""


def period_meant(text: str, this_year: int) -> Period:
    """``T2 2026``, ``T2-2026``, ``T22026`` and, for this year, ``T2``. Raises ChoiceError for what is no follow-up."""
    found = _PERIOD.fullmatch(" ".join(text.split()))
    if found:
        return Period(int(found["year"] or this_year), PeriodKind(found["kind"].upper()))
    period = Period.printed(text.replace("-", " "))
    if period is None or period.kind is PeriodKind.VP:
        raise ChoiceError(f'«{text}» är ingen uppföljning. Skriv till exempel --period "T2 {this_year}" eller --period VB.')
    return period


def units_meant(connection: Connection, name: str, year: int) -> list[MeantUnit]:
    """The unit of that name or slug with all below it that exist in the year, each under the one it belongs to.

    Raises ChoiceError with near names where there is none, and with slugs where there are several.
    """
    units = _units(connection, year)
    named = [unit for unit in units.values() if unit.slug == name.strip()] or _named(connection, name, units)
    if len(named) > 1:
        listed = " eller ".join(f"--unit {unit.slug} ({unit.path or unit.name})" for unit in named)
        raise ChoiceError(f"Flera enheter heter «{name}». Ange en av dem: {listed}.")
    if not named:
        near = " eller ".join(f"«{each}»" for each in _near(name, [unit.name for unit in units.values()]))
        meant = f" Menade du {near}?" if near else " Alla enheter visas av: python -m etl status --all"
        raise ChoiceError(f"Enheten «{name}» finns inte i databasen.{meant}")
    return _with_all_below(named[0], list(units.values()))


def _near(name: str, known: Sequence[str]) -> list[str]:
    """Names that resemble it, and names that it is a part of."""
    part = slug(name)
    around = [each for each in known if len(part) >= _LEAST_LETTERS and part in slug(each)]
    return list(dict.fromkeys((*nearest_names(name, known), *around)))[:MOST_PROPOSALS]


def _units(connection: Connection, year: int) -> dict[int, MeantUnit]:
    columns = (Unit.id, Unit.slug, Unit.name, Unit.parent_id, Unit.is_example, Unit.valid_from, Unit.valid_to)
    rows = list(connection.execute(select(*columns).order_by(Unit.sort_order, Unit.id)))
    names = {row.id: (row.name, row.parent_id) for row in rows}
    return {
        row.id: MeantUnit(row.id, row.slug, row.name, row.parent_id, row.is_example, _path(row.parent_id, names))
        for row in rows
        if (row.valid_from is None or row.valid_from.year <= year) and (row.valid_to is None or row.valid_to.year >= year)
    }


def _path(parent: int | None, names: dict[int, tuple[str, int | None]]) -> str:
    above: list[str] = []
    while parent in names and len(above) < len(UnitKind):
        name, parent = names[parent]
        above.append(name)
    return ", ".join(above)


def _named(connection: Connection, name: str, units: dict[int, MeantUnit]) -> list[MeantUnit]:
    ids = connection.execute(select(UnitName.unit_id).where(UnitName.normalised == normalise_name(name)).distinct()).scalars()
    return [units[id_] for id_ in sorted(ids) if id_ in units]


def _with_all_below(top: MeantUnit, units: Sequence[MeantUnit]) -> list[MeantUnit]:
    found = [top]
    for unit in units:
        if unit.parent_id == top.id:
            found.extend(_with_all_below(unit, units))
    return found
