"""What is said once for a whole table: by the layout, in named cells, above the table, or by the name of its sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from data.vocabulary import PeriodKind
from etl.readers.tables.grid import Cell, Workbook
from etl.readers.tables.layout import PLACES, Knowledge, Layout, key, plain
from etl.readers.tables.periods import When, of_cell, of_text, periods_within, take_from
from etl.readers.tables.regions import Table

_DEFAULT_NAMES = re.compile(r"(?:blad|sheet|tabell|tabell_|ark)\s?\d*", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—|]\s+|[,;:]\s+")
_PER_WHAT = re.compile(r"(?:\s+(?:per|efter|fördelat på)\s+\w+(?:\s+och\s+\w+)?)?(?:\s+(?:i procent|%|\(%\)))?$")
_TITLE_LENGTH = 200


@dataclass(slots=True)
class Context:
    """``said`` by role; ``when`` the period as far as it is said; ``title`` the table's own words about itself."""

    said: dict[str, str] = field(default_factory=dict)
    when: When = field(default_factory=When)
    title: str = ""
    contradiction: str = ""
    """Which periods are said of the whole table, where they are not the same; then none of them is taken."""

    def get(self, role: str) -> str:
        return self.said.get(role, "")


def context_of(table: Table, book: Workbook, knowledge: Knowledge) -> Context:
    """What stands around the table. What is said in a surer way goes before the rest; a contradiction leaves it unsaid."""
    return _Around(table, book, knowledge).context()


class _Around:
    def __init__(self, table: Table, book: Workbook, knowledge: Knowledge) -> None:
        self._table = table
        self._layout: Layout = table.layout
        self._book = book
        self._knowledge = knowledge
        self._labels = {key(word): role for role, words in table.layout.labels.items() for word in words}
        self._context = Context(dict(table.layout.fixed))

    def _role_of(self, label: str, said: str) -> str:
        """What a label says that the words after it are; a header's own words are labels too."""
        if role := self._labels.get(key(label)):
            return role
        meanings = self._layout.headers.get(key(label), ())
        return next((role for role, values in meanings if role in PLACES and (not values or key(said) in values)), "")

    def context(self) -> Context:
        named = {role: plain(self._book.named(name)) for role, name in self._layout.named_cells.items()}
        self._add({role: text for role, text in named.items() if text})
        labelled, cells, titles = self._above()
        self._add(labelled)
        for role, cell in cells.items():
            self._add_when(of_cell(cell, self._layout), role)
        self._from_titles(titles)
        self._from_sheet()
        when = self._context.when
        if self._layout.year_is and when.year and not when.kind:
            self._context.when = replace(when, kind=PeriodKind(self._layout.year_is))
        if not self._context.title:
            self._context.title = next((title for title in titles if len(title) > 3), "") or self._table.sheet.name
        return self._context

    def _add(self, said: dict[str, str]) -> None:
        for role, text in said.items():
            if role in ("period", "year"):
                self._add_when(of_text(text, self._layout), role)
            else:
                self._context.said.setdefault(role, text)

    def _add_when(self, when: When | None, role: str) -> None:
        if when is not None:
            found = replace(when, kind=None) if role == "year" else when
            self._context.when = self._context.when | found

    def _above(self) -> tuple[dict[str, str], dict[str, Cell], list[str]]:
        """What labels say (*Enhet: Axelsberg*, or in the cell beside), periods in cells of their own, and other words."""
        labelled: dict[str, str] = {}
        cells: dict[str, Cell] = {}
        titles: list[str] = []
        for number in self._table.above:
            row = self._table.sheet.rows[number]
            taken = False
            for column, cell in row.items():
                if taken or cell.kind != "text":
                    taken = False
                    continue
                label, _, rest = plain(cell.text).partition(":")
                beside = next((row[each] for each in row if each > column), None)
                role = self._role_of(label, rest or (beside.text if beside else ""))
                if role and rest.strip():
                    labelled[role] = rest.strip()
                elif role and beside is not None and not self._role_of(beside.text, ""):
                    taken = True
                    if role in ("period", "year"):
                        cells[role] = beside
                    else:
                        labelled[role] = plain(beside.text)
                else:
                    titles.append(plain(cell.text)[:_TITLE_LENGTH])
        return labelled, cells, titles

    def _from_titles(self, titles: list[str]) -> None:
        for role, is_known in (("unit", self._knowledge.is_unit), ("indicator", self._knowledge.is_indicator)):
            names = {part for title in titles for part in self._parts(title) if is_known(part)}
            if len(names) == 1:
                self._context.said.setdefault(role, next(iter(names)))
        when = self._context.when
        if when.period is None and not when.doubt:
            self._context.when = when | self._period_of(titles)
        self._context.title = next((title for title in titles if len(title) > 3), "")

    def _period_of(self, titles: list[str]) -> When:
        """The one period that the titles speak of; only its year, where they name several, or a plan above outcomes."""
        said = {each for title in titles for each in periods_within(title, self._layout)}
        doubtful = next((each for each in said if each.doubt), None)
        if doubtful is not None and len(said) == 1:
            return doubtful
        years = {each.year for each in said if each.year}
        kinds = {each.kind for each in said if each.kind}
        has_outcomes = any(heading.is_figure and not heading.role.endswith("target") for heading in self._table.columns.values())
        if len(kinds) > 1 or (has_outcomes and PeriodKind.VP in kinds):
            kinds = set()
        return When(next(iter(years)) if len(years) == 1 else None, next(iter(kinds)) if len(kinds) == 1 == len(years) else None)

    def _from_sheet(self) -> None:
        """The sheet's name says what the layout says that it does; else a period, or a unit or indicator that is known."""
        name = plain(self._table.sheet.name)
        if not name or _DEFAULT_NAMES.fullmatch(name):
            return
        when = of_text(name, self._layout)
        if when is not None and not when.doubt:
            self._add_of_sheet(when, name)
            return
        self._from_words_of_sheet(name)
        if self._layout.sheet_name:
            self._context.said.setdefault(self._layout.sheet_name, name)
        elif unit := self._known_part(name, self._knowledge.is_unit):
            self._context.said.setdefault("unit", unit)
        elif indicator := self._known_part(name, self._knowledge.is_indicator):
            self._context.said.setdefault("indicator", indicator)

    def _add_of_sheet(self, when: When, name: str) -> None:
        own = self._context.when
        if own.period and when.period and own.period != when.period:
            self._context.contradiction = f"{own.period} ovanför tabellen och {name} som bladets namn"
            self._context.when = When()
        elif own.period is None and (not own.year or not when.year or own.year == when.year):
            self._context.when = own | when

    def _from_words_of_sheet(self, name: str) -> None:
        """A period that stands in the name among other words, such as *Sjukfrånvaro T2 2023*."""
        said = {each for each in periods_within(name, self._layout) if each.period and not each.doubt}
        if len(said) == 1:
            self._add_of_sheet(next(iter(said)), name)

    def _known_part(self, name: str, is_known: Callable[[str], bool]) -> str:
        found = {part for part in self._parts(name) if is_known(part)}
        return next(iter(found)) if len(found) == 1 else ""

    def _parts(self, title: str) -> Iterator[str]:
        """A title whole, its parts between commas, colons and dashes, and each without its period and *per enhet*."""
        for part in dict.fromkeys((title, *_PARTS.split(title))):
            yield part
            _, without = take_from(part, self._layout)
            words = _PER_WHAT.sub("", " ".join(without.split()).strip(" ,:;-"))
            at = part.casefold().find(words)
            yield part[at : at + len(words)] if words and at >= 0 else words
