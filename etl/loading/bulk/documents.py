"""What a block of new documents says: most of its lines by columns, the rest of each document record by record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from etl.loading.bulk.choosing import New
from etl.loading.bulk.lines import Lines, Mask, lines_of
from etl.loading.bulk.reading import Reader, ReadLines, in_one_number
from etl.loading.bulk.sieves import to_be_checked
from etl.loading.facts import DocumentFacts, facts_of
from etl.loading.goals import GoalTree
from etl.loading.register import Register
from etl.readers.figures import TEXTS, FiguresFolder, Part
from etl.readers.records import Goal, Record, Remark

LINES_AT_A_TIME = 60_000
"""Enough to make up for what a block costs, few enough that a block takes some fifty megabytes."""


@dataclass(slots=True)
class Said:
    """What one document says record by record. ``lines`` is how many of its lines are read by columns."""

    new: New
    facts: DocumentFacts
    records: int
    lines: int


@dataclass(slots=True)
class Block:
    """Some documents of a folder, in their order. ``read`` are lines of theirs; ``plain`` those that need nobody's answer."""

    said: list[Said]
    read: ReadLines
    plain: Mask
    document: NDArray[np.int64]
    """For each line the place of its document in ``said``."""
    number: list[int]
    """For each line its line number."""
    goal_id: list[int | None] = field(default_factory=list)


class Blocks:
    """The new documents of a folder, so many at a time that their lines fit in memory."""

    def __init__(self, folder: FiguresFolder, new: Sequence[New], register: Register) -> None:
        self._folder = folder
        self._register = register
        self._lines, self._by_records = lines_of(folder)
        self._new = [each for each in new if each.position not in self._by_records or _has_contents(folder, each.part)]
        self._reader = Reader(folder.columns, register)
        self._goal_ids: dict[tuple[object, ...], list[int | None]] = {}

    @property
    def new(self) -> list[New]:
        """The documents that there is something in."""
        return self._new

    @property
    def rows(self) -> int:
        """How many rows the folder has."""
        return len(self._folder.columns)

    def __iter__(self) -> Iterator[Block]:
        counts = np.bincount(self._lines.part, minlength=len(self._folder.parts))
        block: list[New] = []
        lines = 0
        for new in self._new:
            block.append(new)
            lines += int(counts[new.position])
            if lines >= LINES_AT_A_TIME:
                yield self._block(block)
                block, lines = [], 0
        if block:
            yield self._block(block)

    def _block(self, block: list[New]) -> Block:
        place = np.full(len(self._folder.parts), -1, dtype=np.int64)
        place[[new.position for new in block]] = np.arange(len(block))
        within = self._lines.of_parts(block[0].position, block[-1].position + 1)
        chosen = within[place[self._lines.part[within]] >= 0]
        lines = self._lines.only(chosen)
        document = place[lines.part]
        periods = np.array([in_one_number(new.period) for new in block], dtype=np.int64)
        read = self._reader.read(lines, periods[document])
        asked = read.is_doubtful | to_be_checked(lines, read) | self._analysed(lines, block)
        is_asked = np.zeros(len(self._lines) + 1, dtype=bool)
        is_asked[chosen[asked]] = True
        plain_lines = np.bincount(document[~asked], minlength=len(block)).tolist()
        said = [self._said(new, is_asked, count) for new, count in zip(block, plain_lines, strict=True)]
        made = Block(said, read, ~asked, document, self._numbers(lines))
        self._add_drafts(made)
        made.goal_id = self._goals(block, document, lines.section)
        return made

    def _numbers(self, lines: Lines) -> list[int]:
        """The number of each line in the original document where it is known, else in the file."""
        columns = self._folder.columns
        texts = np.array([int(text) if text.isdecimal() else -1 for text in columns.texts["line"]], dtype=np.int64)
        known = texts[columns.codes["line"][lines.first]]
        return [int(each) for each in np.where(known >= 0, known, columns.numbers[lines.first]).tolist()]

    # -- record by record

    def _said(self, new: New, is_asked: Mask, plain_lines: int) -> Said:
        part = new.part
        if new.position in self._by_records:
            rows = None
        else:
            rows = part.start + np.flatnonzero(is_asked[self._lines.line_of_row[part.start : part.stop]])
        contents = self._contents(part, rows)
        facts = facts_of(contents, new.unit, new.period, self._register) if contents else DocumentFacts()
        facts.problems[:0] = new.problems
        return Said(new, facts, len(contents) + plain_lines, plain_lines)

    def _contents(self, part: Part, rows: NDArray[np.int64] | None) -> list[Record]:
        if rows is not None and not len(rows) and not part.remarks and not any(part.below.values()):
            return []
        records = self._folder.records(part, None if rows is None else rows.tolist())
        next(records)
        return list(records)

    def _analysed(self, lines: Lines, block: Sequence[New]) -> Mask:
        """The lines that an analysis belongs to."""
        columns = self._folder.columns
        found = np.zeros(len(lines), dtype=bool)
        for new in block:
            named = {(row["goal"], row["indicator"]) for row in new.part.below[TEXTS] if row["indicator"]}
            if not named:
                continue
            begin, end = np.searchsorted(lines.part, (new.position, new.position + 1))
            for line in range(begin, end):
                first = int(lines.first[line])
                found[line] |= (columns.text("goal", first), columns.text("indicator", first)) in named
        return found

    # -- names

    def _add_drafts(self, block: Block) -> None:
        """Let each document that first names an indicator without definition ask what it is."""
        drafts = {place for place, each in enumerate(block.read.indicators) if not each.is_defined}
        if not drafts:
            return
        lines = np.flatnonzero(block.plain & np.isin(block.read.indicator, list(drafts)))
        named, first = np.unique(block.read.indicator[lines], return_index=True)
        for place, line in sorted(zip(named.tolist(), lines[first].tolist(), strict=True), key=lambda each: each[1]):
            indicator = block.read.indicators[place]
            facts = block.said[block.document[line]].facts
            if indicator.slug not in facts.drafts:
                facts.drafts[indicator.slug] = indicator
                facts.draft_lines[indicator.slug] = (block.number[line], block.read.name.of([line]).listed()[0])

    def _goals(self, block: Sequence[New], document: NDArray[np.int64], section: NDArray[np.int32]) -> list[int | None]:
        """For each line the id of the goal that it stands under."""
        starts = np.searchsorted(document, np.arange(len(block) + 1)).tolist()
        found: list[int | None] = []
        for place, new in enumerate(block):
            sections = section[starts[place] : starts[place + 1]].tolist()
            ids = self._ids_of_goals(new) if any(sections) else [None]
            found.extend(ids[each] for each in sections)
        return found

    def _ids_of_goals(self, new: New) -> list[int | None]:
        """The ids of a document's goals in their order; what a record that stands under one is told to belong to."""
        goals = [each for each in self._contents_of_goals(new.part)]
        programme = self._register.programme(new.period.year)
        key = (new.unit.id, programme, new.period.year, *((each.level, each.number, each.title) for each in goals))
        if key not in self._goal_ids:
            tree = GoalTree(new.unit, new.period, self._register)
            ids: list[int | None] = [None]
            for goal in goals:
                tree.add(goal)
                ids.append(tree.id_of(goal.printed))
            self._goal_ids[key] = ids
        return self._goal_ids[key]

    def _contents_of_goals(self, part: Part) -> Iterator[Goal]:
        return (each for each in self._folder.records(part, ()) if isinstance(each, Goal))


def _has_contents(folder: FiguresFolder, part: Part) -> bool:
    """Whether anything of the document can be read."""
    _, *contents = folder.records(part)
    return not all(isinstance(record, Remark) for record in contents)
