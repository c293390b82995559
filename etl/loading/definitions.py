"""The definitions' units and indicators into the store, whenever their files have changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from data.definitions import Definitions
from data.names import normalise_name
from data.schema import Finding, Indicator, IndicatorName, Load, Unit, UnitName
from data.store import write_transaction
from data.vocabulary import FindingKind
from etl import read_model
from etl.loading.drafts import indicator_question_fingerprint, unit_question_fingerprint
from etl.loading.findings import DIRECTION_OPEN, compare_findings, fingerprint, write_findings
from etl.loading.goal_titles import merge_goals
from etl.loading.memory import DEFINITIONS, set_store_fact, stored_definitions
from etl.loading.merging import move_documents, move_facts

_NOT_COLUMNS = {"slug", "other_names", "kolada", "why", "open_question", "parent"}


def sync_definitions(engine: Engine, definitions: Definitions, *, today: dt.date) -> bool:
    """Bring units and indicators of the store in line with their definitions; gives whether anything was to be done.

    One transaction. A draft that has got a definition becomes what is defined, with all that documents said of it, and
    the question about it ends. Everything is then judged anew.
    """
    if stored_definitions(engine) == definitions.sha256:
        return False
    with write_transaction(engine) as connection:
        bring_in_line(connection, definitions, today=today)
    return True


def bring_in_line(
    connection: Connection, definitions: Definitions, *, today: dt.date, what: str = "Definitioner av enheter och indikatorer"
) -> int:
    """The same within the caller's transaction; gives the id of the load, which is told as ``what``."""
    load_id = _begin(connection, what)
    moved = _sync_units(connection, definitions, load_id)
    moved += _sync_indicators(connection, definitions, load_id)
    moved += merge_goals(connection, definitions, load_id)
    _ask_about_directions(connection, definitions, load_id)
    set_store_fact(connection, DEFINITIONS, definitions.sha256)
    connection.execute(update(Load).where(Load.id == load_id).values(facts_added=moved, facts_ended=moved))
    read_model.rebuild(connection, None, today)
    return load_id


def _begin(connection: Connection, what: str) -> int:
    values = {"finished_at": dt.datetime.now(), "what": what}
    return int(connection.execute(insert(Load).values(**values).returning(Load.id)).scalar_one())


@dataclass(frozen=True, slots=True)
class _Kind:
    """How units and indicators differ for what is done here."""

    table: Any
    names: Any
    owner: Any
    owner_column: str


_UNITS = _Kind(Unit, UnitName, UnitName.unit_id, "unit_id")
_INDICATORS = _Kind(Indicator, IndicatorName, IndicatorName.indicator_id, "indicator_id")


def _sync_units(connection: Connection, definitions: Definitions, load_id: int) -> int:
    ids: dict[str, int] = {}
    moved = 0
    slugs = {each.slug for each in definitions.units}
    for each in definitions.units:
        values = each.model_dump(exclude=_NOT_COLUMNS) | {"kind": each.kind.value, "is_draft": False}
        values["parent_id"] = ids[each.parent] if each.parent else None
        own_names = [name for name in each.all_names if len(definitions.units_named(name)) == 1]
        of_a_kind = Unit.is_example == each.is_example
        undefined = _undefined(connection, _UNITS, own_names, of_a_kind & Unit.slug.not_in(slugs))
        ids[each.slug], rest = _put(connection, _UNITS, each.slug, values, undefined)
        for draft_id in rest:
            moved += move_facts(connection, "unit_id", draft_id, ids[each.slug], load_id)
            move_documents(connection, draft_id, ids[each.slug])
        _put_names(connection, _UNITS, ids[each.slug], each.all_names, rest)
        _end_questions(connection, unit_question_fingerprint, [each.slug, *undefined.values()], load_id)
    _mark_undefined(connection, _UNITS, slugs)
    return moved


def _sync_indicators(connection: Connection, definitions: Definitions, load_id: int) -> int:
    moved = 0
    slugs = {each.slug for each in definitions.indicators}
    for each in definitions.indicators:
        undefined = _undefined(connection, _INDICATORS, each.all_names, Indicator.slug.not_in(slugs))
        id_, rest = _put(connection, _INDICATORS, each.slug, _plain(each.model_dump(exclude=_NOT_COLUMNS)), undefined)
        for draft_id in rest:
            moved += move_facts(connection, "indicator_id", draft_id, id_, load_id)
        _put_names(connection, _INDICATORS, id_, each.all_names, rest)
        _end_questions(connection, indicator_question_fingerprint, [each.slug, *undefined.values()], load_id)
    _mark_undefined(connection, _INDICATORS, slugs)
    return moved


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.value if isinstance(value, Enum) else value for name, value in values.items()}


def _undefined(connection: Connection, kind: _Kind, names: Iterable[str], where: Any) -> dict[int, str]:
    """Id and slug of rows without definition that bear one of the names: drafts, or what was defined under another slug."""
    wanted = {normalise_name(name) for name in names}
    query = (
        select(kind.table.id, kind.table.slug)
        .distinct()
        .join(kind.names, kind.owner == kind.table.id)
        .where(kind.names.normalised.in_(wanted), where)
        .order_by(kind.table.id)
    )
    return {row.id: row.slug for row in connection.execute(query)}


def _put(
    connection: Connection, kind: _Kind, slug: str, values: dict[str, Any], undefined: dict[int, str]
) -> tuple[int, list[int]]:
    """Insert or update by slug; what has no definition yet becomes the row where there is none.

    Gives the row's id, and the ids of what is left to be merged into it.
    """
    id_ = connection.execute(select(kind.table.id).where(kind.table.slug == slug)).scalar()
    if id_ is None:
        id_ = next(iter(undefined), None)
    if id_ is None:
        id_ = connection.execute(insert(kind.table).values(slug=slug, **values).returning(kind.table.id)).scalar_one()
    else:
        connection.execute(update(kind.table).where(kind.table.id == id_).values(slug=slug, **values))
    return int(id_), [each for each in undefined if each != id_]


def _put_names(connection: Connection, kind: _Kind, id_: int, names: Iterable[str], merged: Iterable[int]) -> None:
    """Let the row answer to exactly these names, and what was merged into it to none."""
    connection.execute(delete(kind.names).where(kind.owner.in_((id_, *merged))))
    wanted = {normalise_name(name): name for name in names}
    rows = [{kind.owner_column: id_, "name": name, "normalised": normalised} for normalised, name in wanted.items()]
    connection.execute(insert(kind.names), rows)


def _mark_undefined(connection: Connection, kind: _Kind, slugs: set[str]) -> None:
    """What has lost its definition becomes a draft: its figures stay, and the next document that names it asks about it."""
    connection.execute(update(kind.table).where(kind.table.slug.not_in(slugs), ~kind.table.is_draft).values(is_draft=True))


def _end_questions(connection: Connection, print_of: Callable[[str], str], slugs: Iterable[str], load_id: int) -> None:
    fingerprints = [print_of(slug) for slug in slugs]
    asked = (Finding.fingerprint.in_(fingerprints), Finding.ended_load_id.is_(None))
    connection.execute(update(Finding).where(*asked).values(ended_load_id=load_id))


def _ask_about_directions(connection: Connection, definitions: Definitions, load_id: int) -> None:
    """A question for every definition that leaves open which way is better, while it does."""
    ids = {row.slug: row.id for row in connection.execute(select(Indicator.slug, Indicator.id))}
    rows = [
        {
            **{"fingerprint": fingerprint(f"{DIRECTION_OPEN}|{each.slug}|{each.open_question}"), "code": DIRECTION_OPEN},
            **{"file_name": f"{each.slug}.yaml", "kind": FindingKind.QUESTION.value, "indicator_id": ids[each.slug]},
            "message": f"Åt vilket håll är «{each.name}» bättre? {each.open_question}".strip(),
            "action": f"Skriv better: higher eller better: lower i data/definitions/indicators/{each.slug}.yaml.",
        }
        for each in definitions.indicators
        if each.better is None
    ]
    changes = compare_findings(connection, Finding.code == DIRECTION_OPEN, rows)
    write_findings(connection, changes, load_id, None)
