"""Which documents of a folder of figures are plainly new, so that they can be added together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, or_, select

from data.corrections import Corrections
from data.schema import SourceDocument
from data.vocabulary import Period
from etl.checks import Problem
from etl.loading.corrections import is_of_document
from etl.loading.document import document_key
from etl.loading.identity import Given, Identity, identify
from etl.loading.register import KnownUnit, Register
from etl.loading.units import problems_of_unit, unit_of_document
from etl.readers.figures import FiguresFolder, Part
from etl.readers.records import Document


@dataclass(slots=True)
class New:
    """A document that the store does not know. ``position`` is its place in the folder."""

    position: int
    part: Part
    document: Document
    period: Period
    unit: KnownUnit
    key: str
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Met:
    """What the documents may turn out to be: the name and bytes of their file, and the keys that are spoken for."""

    name: str
    sha256: str
    keys: Collection[str]
    corrections: Corrections


def new_documents(connection: Connection, folder: FiguresFolder, register: Register, met: Met) -> list[New]:
    """The documents that are loaded together, in their order; the others are for ``load_document``.

    Those are all documents of bytes that are, or were, in the store; and each that does not tell its unit, year and kind, is
    one of several of the same unit and period, is known under its key, or is to be corrected.
    """
    if connection.execute(select(SourceDocument.id).where(SourceDocument.sha256 == met.sha256)).first() is not None:
        return []
    told = list(_told(folder, register))
    times = Counter((each.unit.id, each.period) for each in told)
    known = _known_keys(connection, met)
    chosen = []
    for each in told:
        each.key = document_key(met.name, each.unit.id, each.period)
        if times[each.unit.id, each.period] == 1 and each.key not in known and not _is_corrected(each, register, met):
            each.problems.extend(problems_of_unit(each.unit, each.period, each.document.line))
            chosen.append(each)
    return chosen


def _told(folder: FiguresFolder, register: Register) -> Iterator[New]:
    """The documents that tell of which unit and period they are."""
    units: dict[tuple[str, int], KnownUnit | Problem] = {}
    for position, part in enumerate(folder.parts):
        document = folder.document(part)
        identity = identify(document, Given())
        if not isinstance(identity, Identity) or not identity.unit_is_printed:
            continue
        named = (identity.unit_name, identity.period.year)
        if named not in units:
            units[named] = unit_of_document(register, identity, document.line)
        unit = units[named]
        if not isinstance(unit, Problem):
            yield New(position, part, document, identity.period, unit, "", list(identity.problems))


def _known_keys(connection: Connection, met: Met) -> set[str]:
    """The keys that are spoken for, of whatever version and in whatever folder the file lay."""
    key = SourceDocument.document_key
    named = or_(key.startswith(f"{met.name}|", autoescape=True), key.contains(f"/{met.name}|", autoescape=True))
    keys = (*connection.execute(select(key).where(named)).scalars(), *met.keys)
    return {each[max(each.rfind(f"{met.name}|"), 0) :] for each in keys}


def _is_corrected(new: New, register: Register, met: Met) -> bool:
    return any(is_of_document(each, register, new.unit, new.period, met.sha256) for each in met.corrections.all)
