"""Which unit, year and kind a document is of: what it prints about itself, and what the operator gives for the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from data.vocabulary import FindingKind, Period, PeriodKind
from etl.checks import Problem
from etl.normalise.doubts import Doubt
from etl.normalise.occasions import parse_kind, parse_year
from etl.normalise.printed import folded
from etl.readers.records import Document

Value = TypeVar("Value", int, PeriodKind)

_UNIT = ("vilken enhet", '--unit "ENHETENS NAMN"')
_YEAR = ("vilket år", "--year ÅRTAL")
_KIND = ("vilken dokumenttyp", "--kind VP (eller T1, T2, VB)")
"""What can be missing, in words, and the option that gives it."""


class UnknownUnitError(Exception):
    """The unit that the operator gave is not known, and a known one has nearly that name; the message asks which is meant."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the operator says of documents that do not print it themselves; None and the empty string: nothing."""

    unit: str = ""
    year: int | None = None
    kind: PeriodKind | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """The unit's name as printed or else given, and which plan or follow-up it is.

    ``unit_given`` is what the operator said in any case. ``problems``: where given and printed differ. ``unit_code`` is the
    source's own mark of the unit, which goes before its name.
    """

    unit_name: str
    unit_is_printed: bool
    unit_given: str
    period: Period
    problems: list[Problem] = field(default_factory=list)
    unit_code: str = ""


@dataclass(frozen=True, slots=True)
class NotIdentified:
    """What is missing for loading the document, and which options to give."""

    problems: list[Problem]


def takes_what_is_given(document: Document, given: Given) -> bool:
    """Whether the document leaves to the operator to say whose it is: it prints no unit, or nothing about itself at all."""
    says_nothing = not any(folded(each) for each in (document.unit_name, document.document_type, document.year))
    return says_nothing or (bool(given.unit) and not folded(document.unit_name))


def identify(
    document: Document, given: Given, *, is_unit_taken: bool = False, is_shared: bool = False
) -> Identity | NotIdentified:
    """What the document is. What it prints stands; what it does not print is taken from ``given``, never guessed.

    ``is_unit_taken``: the given unit was already used for an earlier document of the same file that prints none; for a
    table, which is one document for each period, it is used again.
    ``is_shared``: other files of the load leave it to the operator too, so that nobody can tell which one was meant.
    """
    is_shared = is_shared and takes_what_is_given(document, given)
    if is_shared:
        given = Given()
    problems: list[Problem] = []
    printed_unit = folded(document.unit_name)
    code = folded(document.unit_code)
    unit_name = printed_unit or code or (folded(given.unit) if not is_unit_taken or document.series else "")
    year = _decide("året", document.year, parse_year(document.year), given.year, document.line, problems)
    kind = _decide(
        "dokumenttypen", document.document_type, parse_kind(document.document_type), given.kind, document.line, problems
    )
    if unit_name and year is not None and kind is not None:
        return Identity(unit_name, bool(printed_unit or code), folded(given.unit), Period(year, kind), problems, code)
    missing = [each for each, value in ((_UNIT, unit_name), (_YEAR, year), (_KIND, kind)) if value is None or value == ""]
    return NotIdentified([*problems, _not_identified(document, missing, is_unit_taken and not document.series, is_shared)])


def _decide(
    what: str, printed: str, read: Value | Doubt | None, given: Value | None, line: int, problems: list[Problem]
) -> Value | None:
    """The printed value if it can be read, else the given one; a question where they differ."""
    if isinstance(read, Doubt):
        problems.append(Problem(FindingKind.QUESTION, read.code, read.message, read.action, printed, line))
        return given
    if read is not None and given is not None and read != given:
        problems.append(
            Problem(
                kind=FindingKind.QUESTION,
                code="given_contradicts_printed",
                message=f"I dokumentet är {what} {read}, men vid inläsningen angavs {given}. Det som står i dokumentet gäller.",
                action="Läs in filen igen utan uppgiften om den var fel. Rätta dokumentet om det är där felet står.",
                printed=printed,
                line=line,
            )
        )
    return given if read is None else read


def _not_identified(document: Document, missing: list[tuple[str, str]], is_unit_taken: bool, is_shared: bool) -> Problem:
    words = [word for word, _ in missing]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}"
    action = f"Läs in filen igen med {' '.join(option for _, option in missing)}."
    if is_unit_taken:
        action = f"Filen rymmer flera dokument utan rubrik: dela den i en fil för varje dokument. {action}"
    elif is_shared:
        action = f"Flera filer i inläsningen saknar uppgiften: det angivna gäller ingen av dem. Läs in dem en i taget. {action}"
    return Problem(
        kind=FindingKind.REJECTION,
        code="not_identified",
        message=f"Det framgår inte {listed} dokumentet gäller, så det kan inte läsas in.",
        action=action,
        printed=document.title,
        line=document.line,
    )
