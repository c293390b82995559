"""``read``: what stands in a file, as JSON Lines for programs or as tables for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from data.faults import in_swedish as fault_in_swedish
from etl.cli.faults import CANNOT
from etl.cli.screen import console, show_remark, show_table
from etl.cli.swedish import say
from etl.readers.records import Activity, Document, Goal, Indicator, Record, Remark, Text, as_json_object
from etl.sources import NotRead, Source, find_sources

if TYPE_CHECKING:
    from rich.console import Console

_INDICATOR_COLUMNS = {
    "place": "Plats",
    "line": "Rad",
    "name": "Indikator",
    "outcome": "Utfall",
    "outcome_men": "Män/pojkar",
    "outcome_women": "Kvinnor/flickor",
    "n": "Antal svar",
    "previous_outcome": "Föregående",
    "previous_period": "gäller",
    "forecast": "Prognos helår",
    "target": "Årsmål",
    "kf_target": "KF:s årsmål",
    "periodicity": "Periodicitet",
    "period": "Period",
}
_ACTIVITY_COLUMNS = {
    "place": "Plats",
    "line": "Rad",
    "name": "Aktivitet",
    "start": "Start",
    "end": "Slut",
    "deviation": "Avvikelse",
}
_LEVELS = {
    "kf_inriktningsmal": "KF:s inriktningsmål",
    "kf_mal": "KF:s mål",
    "namndmal": "Nämndmål",
    "enhetsmal": "Enhetsmål",
}


def read_file(path: Path, *, as_json: bool) -> int:
    """Show the records of a file; gives the exit status: 0 when it was read."""
    has_read = False
    for source in find_sources([path]):
        if isinstance(source, NotRead):
            say(f"{source.problem.message} {source.problem.action}")
            continue
        try:
            has_read |= (_write_json if as_json else _show)(_told(source))
        except OSError as error:
            if not isinstance(error, BrokenPipeError):
                say(f"{source.file_name} kan inte läsas: {fault_in_swedish(error)}.")
            else:
                raise
    return 0 if has_read else CANNOT


def _told(source: Source) -> Iterator[Record]:
    """The records, with what makes a file impossible to read told beside them."""
    is_document = False
    for record in source.records():
        is_document = is_document or isinstance(record, Document)
        if isinstance(record, Remark) and record.kind == "rejection" and not is_document:
            say(f"{source.file_name}: {record.message} {record.action}")
        yield record


def _write_json(records: Iterator[Record]) -> bool:
    has_document = False
    for record in records:
        has_document = has_document or isinstance(record, Document)
        sys.stdout.write(json.dumps(as_json_object(record), ensure_ascii=False) + "\n")
    return has_document


def _show(records: Iterator[Record]) -> bool:
    """Tables goal by goal, as the records come."""
    there = console()
    has_document = False
    group: list[Record] = []
    for record in records:
        if group and type(record) is not type(group[0]):
            _show_group(there, group)
            group = []
        has_document = has_document or isinstance(record, Document)
        group.append(record)
    _show_group(there, group)
    return has_document


def _show_group(there: Console, group: list[Record]) -> None:
    for record in group:
        if isinstance(record, Document):
            kind = " ".join(part for part in (record.document_type, record.year) if part)
            there.rule(f"{record.unit_name or 'Enheten är inte utskriven'} – {kind or 'dokumenttyp och år är inte utskrivna'}")
        elif isinstance(record, Goal):
            stated = f" [{record.fulfilment}]" if record.fulfilment else ""
            there.print(
                f"\n{_place(record)}  {_LEVELS.get(record.level, record.level)}: {record.printed or record.title}{stated}"
            )
        elif isinstance(record, Text):
            there.print(f"{_place(record)}  {record.section}: {len(record.text.split())} ord")
        elif isinstance(record, Remark):
            show_remark(there, record.kind, _place(record), record.message, record.printed, record.action)
    if group and isinstance(group[0], Indicator):
        _show_rows(there, group, _INDICATOR_COLUMNS)
    if group and isinstance(group[0], Activity):
        _show_rows(there, group, _ACTIVITY_COLUMNS)


def _place(record: Record) -> str:
    return record.place or f"rad {record.line}"


def _show_rows(there: Console, rows: list[Record], columns: dict[str, str]) -> None:
    left_out = "line" if any(row.place for row in rows) else "place"
    used = [name for name in columns if name != left_out and any(getattr(row, name) for row in rows)]
    titles = [columns[name] for name in used]
    show_table(there, "", titles, [[getattr(row, name) for name in used] for row in rows], numbers=("Rad",))
