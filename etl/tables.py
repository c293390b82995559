"""What the reader of tables is told: the installation's layouts, the names of its units and indicators, what to propose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from data.definitions import Definitions, LayoutDefinition, fingerprint, load_definitions
from data.names import normalise_name
from etl.normalise.layout_proposals import proposed_layout
from etl.readers.records import Record
from etl.readers.tables import Knowledge, Layout, Spelling, UnknownTable, read_table
from etl.readers.tables.layout import key

Value = TypeVar("Value")

_DECIMAL_MARKS = {"comma": ",", "point": "."}


def read_known_table(path: Path) -> Iterator[Record]:
    """The records of a file of tables, by the installation's own layouts; raises DefinitionError where those are faulty."""
    return read_table(path, _installed(fingerprint()))


@lru_cache(maxsize=2)
def _installed(_: str) -> Knowledge:
    return knowledge_of(load_definitions())


def knowledge_of(definitions: Definitions) -> Knowledge:
    """What definitions tell the reader of tables."""

    def propose(table: UnknownTable) -> str:
        return proposed_layout(table.sheet, table.rows, definitions.layouts)

    units = {normalise_name(name): unit.slug for unit in definitions.units for name in unit.all_names}
    indicators = {normalise_name(name) for indicator in definitions.indicators for name in indicator.all_names}
    for layout in definitions.layouts:
        indicators |= {normalise_name(name) for names in layout.indicator_names.values() for name in names}
    return Knowledge(
        layouts=tuple(layout_of(each) for each in definitions.layouts),
        unit_named=lambda name: units.get(normalise_name(name), ""),
        is_indicator=lambda name: normalise_name(name) in indicators,
        propose=propose,
    )


def layout_of(one: LayoutDefinition) -> Layout:
    """A layout's definition as the reader takes it."""
    return Layout(
        name=one.slug,
        title=one.title,
        columns=_spellings(_by_word(one.columns), _by_word(one.values)),
        required=one.required,
        title_words=one.title_words,
        required_cells=one.required_cells,
        across=one.across,
        group_rows=one.group_rows,
        sheet_name=one.sheet_name,
        labels=_by_word(one.labels),
        named_cells=_by_word(one.named_cells),
        fixed=_by_word(one.fixed),
        fill_down=frozenset(one.fill_down),
        decimal_mark=_DECIMAL_MARKS.get(one.decimal_mark, ""),
        shares=one.shares,
        period_words=_by_word(one.period_words),
        gender_words=_by_word(one.gender_words),
        total_words=one.total_words,
        indicator_names=one.indicator_names,
        year_is=one.year_is,
        is_one_series=one.is_one_series,
        is_report=one.is_report,
        sort_order=one.sort_order,
    )


def _by_word(fields: Mapping[Any, Value]) -> dict[str, Value]:
    """The fields by the plain words of their keys."""
    return {str(word): value for word, value in fields.items()}


def _spellings(columns: Mapping[str, Sequence[str]], values: Mapping[str, Sequence[str]]) -> dict[str, list[Spelling]]:
    """The headers by role; a header that two roles share means the one only where the cells hold its words."""
    claimed: dict[str, set[str]] = {}
    for role, headers in columns.items():
        for header in headers:
            claimed.setdefault(key(header), set()).add(role)
    return {
        role: [
            Spelling(header, frozenset(values.get(role, ())) if len(claimed[key(header)]) > 1 else frozenset())
            for header in headers
        ]
        for role, headers in columns.items()
    }
