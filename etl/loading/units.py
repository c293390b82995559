"""Which unit a document or the operator means by a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.vocabulary import FindingKind, Period
from etl.checks import Problem
from etl.loading.identity import Identity, UnknownUnitError
from etl.loading.register import KnownUnit, Register
from etl.normalise.printed import folded
from etl.normalise.proposals import nearest_names


def unit_of_document(register: Register, identity: Identity, line: int) -> KnownUnit | Problem:
    """The unit that bears the name, a draft where none does, or a rejection where several do and the operator chose none."""
    name, year = identity.unit_name, identity.period.year
    coded = register.units_named(identity.unit_code, year) if identity.unit_code else []
    named = coded or register.units_named(name, year)
    if not named:
        return register.add_draft_unit(name, identity.unit_code)
    if len(named) == 1:
        return named[0]
    chosen = [unit for unit in register.units_named(identity.unit_given, year) if unit in named]
    return chosen[0] if len(chosen) == 1 else _several(named, name, line)


def check_given_unit(register: Register, name: str, year: int | None) -> None:
    """Raise UnknownUnitError for a name that may be mistyped or that several units bear. A quite new name is no error."""
    if not folded(name):
        return
    named = register.units_named(folded(name), year)
    if len(named) > 1:
        raise UnknownUnitError(f"Flera enheter heter «{name}». Ange en av dem med dess kortnamn: --unit {_slugs(named)}.")
    near = nearest_names(name, register.unit_names())
    if not named and near:
        meant = " eller ".join(f"«{each}»" for each in near)
        raise UnknownUnitError(
            f"Enheten «{name}» finns inte. Menade du {meant}? Ingenting är inläst."
            " Är det en ny enhet, lägg först till den i data/definitions/units."
        )


def problems_of_unit(unit: KnownUnit, period: Period, line: int) -> Iterator[Problem]:
    """A question where the unit did not exist in the year of the document."""
    if unit.existed(period.year):
        return
    yield Problem(
        kind=FindingKind.QUESTION,
        code="unit_of_another_time",
        message=f"Enligt organisationen fanns inte {unit.name} år {period.year}.",
        action="Kontrollera årtalet i dokumentet, och enhetens valid_from och valid_to i data/definitions/units.",
        printed=str(period),
        line=line,
    )


def _several(named: Sequence[KnownUnit], name: str, line: int) -> Problem:
    return Problem(
        kind=FindingKind.REJECTION,
        code="several_units",
        message=f"Flera enheter heter «{name}», så det går inte att veta vilken dokumentet gäller.",
        action=f"Läs in filen igen med --unit {_slugs(named)}.",
        printed=name,
        line=line,
    )


def _slugs(named: Sequence[KnownUnit]) -> str:
    return " eller --unit ".join(unit.slug for unit in named)
