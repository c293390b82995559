"""What a document says now against what the store holds of it: only the difference is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select, update

from data.schema import SourceDocument
from data.store import insert_rows
from etl.loading.facts import FACT_TABLES, Fact, FactTable

_AT_A_TIME = 500


@dataclass(slots=True)
class TableChanges:
    """Rows to add and ids of rows to end in one fact table."""

    table: FactTable
    added: list[Fact] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    unchanged: int = 0

    def years(self, connection: Connection) -> set[int]:
        """The years that the rows to add and to end concern."""
        place, of = self.table.columns.index("year"), self.table.table.c
        years = {int(str(fact.values[place])) for fact in self.added}
        for start in range(0, len(self.ended), _AT_A_TIME):
            ended = of.id.in_(self.ended[start : start + _AT_A_TIME])
            years.update(connection.execute(select(of.year).distinct().where(ended)).scalars())
        return years


@dataclass(slots=True)
class Changes:
    """The difference in all fact tables."""

    tables: list[TableChanges] = field(default_factory=list)

    @property
    def added(self) -> int:
        return sum(len(each.added) for each in self.tables)

    @property
    def ended(self) -> int:
        return sum(len(each.ended) for each in self.tables)

    @property
    def unchanged(self) -> int:
        return sum(each.unchanged for each in self.tables)

    def first_year(self, connection: Connection) -> int | None:
        """The first year that anything which has come or gone concerns; None where nothing has."""
        return min((year for each in self.tables for year in each.years(connection)), default=None)


def compare(
    connection: Connection, document_key: str, facts: Mapping[str, Sequence[Fact]], *, is_new: bool, of_file: str = ""
) -> Changes:
    """What loading these facts would change. A fact is the same when its print and its meaning are, wherever it stands.

    ``is_new``: the store has nothing of the document, so there is nothing to compare with. ``of_file``: they are a table of
    a series, of which each file tells a part: what another file told of indicators that these facts do not name is kept.
    """
    if is_new:
        return Changes([TableChanges(table, list(facts[table.name])) for table in FACT_TABLES])
    return Changes([_compare_table(connection, document_key, table, facts[table.name], of_file) for table in FACT_TABLES])


def _compare_table(
    connection: Connection, document_key: str, table: FactTable, facts: Sequence[Fact], of_file: str
) -> TableChanges:
    there = _current(connection, document_key, table)
    changes = TableChanges(table)
    for fact in facts:
        same = there.get((fact.printed, *fact.values))
        if same:
            same.pop()
            changes.unchanged += 1
        else:
            changes.added.append(fact)
    kept = _of_other_files(connection, document_key, table, facts, of_file) if of_file else set()
    changes.ended = sorted(id_ for ids in there.values() for id_ in ids if id_ not in kept)
    return changes


def _of_other_files(connection: Connection, document_key: str, table: FactTable, facts: Iterable[Fact], of_file: str) -> set[int]:
    """Ids of the document's current facts that another file brought, about indicators that these facts do not name."""
    of = table.table.c
    if "indicator_id" not in table.columns:
        return set()
    at = table.columns.index("indicator_id")
    query = (
        select(of.id)
        .join(SourceDocument, SourceDocument.id == of.source_document_id)
        .where(SourceDocument.document_key == document_key, of.ended_load_id.is_(None), SourceDocument.file_name != of_file)
        .where(of.indicator_id.not_in({fact.values[at] for fact in facts}))
    )
    return set(connection.execute(query).scalars())


def _current(connection: Connection, document_key: str, table: FactTable) -> dict[tuple[object, ...], list[int]]:
    """Ids of the document's current facts, of all its versions, by what they say."""
    of = table.table.c
    columns = (of[column] for column in table.columns)
    query = (
        select(of.id, of.printed, *columns)
        .join(SourceDocument, SourceDocument.id == of.source_document_id)
        .where(SourceDocument.document_key == document_key, of.ended_load_id.is_(None))
        .order_by(of.id.desc())
    )
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for id_, *said in connection.execute(query):
        found[tuple(said)].append(id_)
    return found


def write(connection: Connection, changes: Changes, source_document_id: int, load_id: int) -> None:
    """End what is no longer said and add what is new; nothing is overwritten or deleted."""
    for each in changes.tables:
        end_facts(connection, each.table, each.ended, load_id)
        rows = [(source_document_id, fact.locator, fact.printed, load_id, *fact.values) for fact in each.added]
        insert_rows(
            connection, each.table.table, ("source_document_id", "locator", "printed", "load_id", *each.table.columns), rows
        )


def end_facts(connection: Connection, table: FactTable, ids: Sequence[int], load_id: int) -> None:
    """Mark facts as superseded by a load."""
    if ids:
        statement = update(table.table).where(table.table.c.id == bindparam("fact_id")).values(ended_load_id=load_id)
        connection.execute(statement, [{"fact_id": id_} for id_ in ids])
