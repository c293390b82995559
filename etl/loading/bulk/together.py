"""Many new documents into the store, in the caller's transaction: one load for all (decision 7)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, insert, select, update

from data.bulk import indexes_made_last
from data.schema import Load, Outcome, SourceDocument, Target
from data.staging import staged
from etl import read_model
from etl.loading.bulk.disagreeing import Figures
from etl.loading.bulk.documents import Block, Blocks, Said
from etl.loading.bulk.writing import LARGE_TABLES, Into, Placed, write_facts, write_lines
from etl.loading.course import course_of
from etl.loading.disagreements import disagreements
from etl.loading.drafts import draft_questions
from etl.loading.findings import FindingChanges, finding_rows_of, indicator_ids_of, write_findings
from etl.loading.register import Register
from etl.places import locator
from etl.sources import Source

_MANY_UNITS = 0.2
"""From which share of the units that report everything is judged anew."""


class Together:
    """The writing of many documents of one file."""

    def __init__(self, connection: Connection, source: Source, sha256: str, register: Register) -> None:
        self._connection = connection
        self._source = source
        self._sha256 = sha256
        self._register = register
        self._figures = Figures()
        self._findings: list[dict[str, Any]] = []
        self._asked: set[str] = set()
        self._units: set[int] = set()
        self._added = 0

    def load(self, blocks: Blocks) -> list[int]:
        """Load the documents; gives their ids in the store. What they touch is still to be judged."""
        new = blocks.new
        self._units = units = {each.unit.id for each in new}
        known = self._units_with_figures(units)
        self._load_id = self._begin(len(new))
        ids: list[int] = []
        connection = self._connection
        with (
            indexes_made_last(connection, LARGE_TABLES, rows=blocks.rows // 4),
            staged(connection, LARGE_TABLES, blocks.rows) as beside,
        ):
            self._into = Into(connection, self._load_id, beside)
            for block in blocks:
                ids.extend(self._write(block))
        write_findings(self._connection, FindingChanges(self._findings), self._load_id, None)
        for unit_id in sorted(known | self._figures.units_that_disagree()):
            write_findings(self._connection, disagreements(self._connection, unit_id), self._load_id, None)
        with_a_course = known | self._figures.units_with_a_course()
        if with_a_course:
            write_findings(self._connection, course_of(self._connection, with_a_course), self._load_id, None)
        self._connection.execute(update(Load).where(Load.id == self._load_id).values(facts_added=self._added))
        self._figures = Figures()
        return ids

    def judge(self, today: dt.date) -> None:
        """Judge what the documents touch."""
        read_model.rebuild(self._connection, self._units if self._are_few(self._units) else None, today)

    def _units_with_figures(self, units: set[int]) -> set[int]:
        """Those of the units of which the store has figures: what they say may disagree with what comes."""
        found: set[int] = set()
        for unit_id in self._connection.execute(select(SourceDocument.unit_id).distinct()).scalars():
            for model in (Outcome, Target):
                one = select(model.id).where(model.unit_id == unit_id).limit(1)
                if unit_id in units - found and self._connection.execute(one).first() is not None:
                    found.add(unit_id)
        return found

    def _are_few(self, units: set[int]) -> bool:
        """Whether it is worth while to judge these units alone: what depends on them has to be looked for."""
        reporting = select(func.count(SourceDocument.unit_id.distinct())).where(SourceDocument.ended_load_id.is_(None))
        return len(units) < _MANY_UNITS * int(self._connection.execute(reporting).scalar_one())

    def _begin(self, documents: int) -> int:
        values = {"finished_at": dt.datetime.now(), "what": f"{documents} dokument ({self._source.file_name})"}
        return int(self._connection.execute(insert(Load).values(**values).returning(Load.id)).scalar_one())

    def _write(self, block: Block) -> list[int]:
        """Write the documents of a block; gives their ids."""
        ids = self._add_documents(block.said)
        self._added += write_facts(self._into, ((id_, said.facts.facts) for id_, said in zip(ids, block.said, strict=True)))
        unit_ids = np.array([said.new.unit.id for said in block.said], dtype=np.int64)[block.document]
        of_indicators = np.array([each.id for each in block.read.indicators] + [0], dtype=np.int64)
        indicator_ids = of_indicators[block.read.indicator]
        placed = Placed(
            document_id=np.array(ids, dtype=np.int64)[block.document],
            locator=[locator(number) for number in block.number],
            unit_id=unit_ids,
            indicator_id=indicator_ids,
            goal_id=block.goal_id,
        )
        self._added += write_lines(self._into, block.read, placed, block.plain)
        self._figures.add_lines(block.read, unit_ids, indicator_ids, block.plain)
        slugs = {problem.indicator for said in block.said for problem in said.facts.problems if problem.indicator}
        indicators = indicator_ids_of(self._connection, slugs)
        for id_, said in zip(ids, block.said, strict=True):
            self._figures.add_facts(said.facts.facts)
            self._find(id_, said, indicators)
        return ids

    def _add_documents(self, said: list[Said]) -> list[int]:
        source = self._source
        common = {
            **{"load_id": self._load_id, "file_name": source.file_name, "sha256": self._sha256, "origin": source.origin.value},
            **{"title": "", "publisher": source.publisher, "reference": source.reference, "published_on": source.published_on},
        }
        rows = [
            common
            | {"document_key": each.new.key, "position": each.new.position, "records_read": each.records}
            | {"kind": each.new.period.kind.value, "year": each.new.period.year, "unit_id": each.new.unit.id}
            for each in said
        ]
        statement = insert(SourceDocument).returning(SourceDocument.id, sort_by_parameter_order=True)
        return list(self._connection.execute(statement, rows).scalars())

    def _find(self, document_id: int, said: Said, ids: dict[str, int]) -> None:
        """Note what there is to say and to ask of a document."""
        new, facts = said.new, said.facts
        if facts.problems:
            rows = finding_rows_of(facts.problems, ids, about=new.key, file_name=self._source.file_name, unit_id=new.unit.id)
            self._findings.extend(row | {"source_document_id": document_id} for row in rows)
        drafts = {slug: each for slug, each in facts.drafts.items() if f"indicator {slug}" not in self._asked}
        if not drafts and (new.unit.is_defined or f"unit {new.unit.slug}" in self._asked):
            return
        facts.drafts = drafts
        self._asked.update((f"unit {new.unit.slug}", *(f"indicator {slug}" for slug in drafts)))
        asked = draft_questions(*(self._connection, self._register, new.unit, facts, self._source.file_name, new.document.line))
        for row in asked.opened:
            if row["fingerprint"] not in self._asked:
                self._asked.add(row["fingerprint"])
                self._findings.append(row | {"source_document_id": document_id})
