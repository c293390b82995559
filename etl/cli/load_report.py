"""What a load came to as a file: every source and everything there is to say, for a spreadsheet (.csv) or to read (.md)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from data.faults import in_swedish as fault_in_swedish
from etl.cli.screen import KIND_WORDS
from etl.cli.swedish import say

if TYPE_CHECKING:
    from etl.loading import FileReport, LoadReport
    from etl.loading.report import Remark

_COLUMNS = ("Källa", "Slag", "Lästa", "Nya", "Ändrade", "Oförändrade", "Frågor", "Varningar", "Avvisade")
_OF_REMARKS = ("Plats", "Enhet", "Vad", "Där står", "Gör så här")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def can_report(path: Path | None) -> bool:
    """Whether the report can be written there, told before anything is loaded; True where none is asked for."""
    if path is None:
        return True
    if path.suffix.casefold() not in (".csv", ".md"):
        say(f"Rapporten kan inte skrivas till {path}. Välj ett namn som slutar på .csv eller .md.")
        return False
    if not path.parent.is_dir():
        say(f"Rapporten kan inte skrivas till {path}: mappen finns inte.")
        return False
    return True


def write_report(report: LoadReport, path: Path | None) -> bool:
    """Write what the load came to and tell where; whether it could be done."""
    if path is None:
        return True
    try:
        if path.suffix.casefold() == ".csv":
            _write_csv(report, path)
        else:
            path.write_text("\n".join(_markdown(report)) + "\n", encoding="utf-8")
    except OSError as error:
        say(f"Allt är inläst, men rapporten {path} kunde inte skrivas: {fault_in_swedish(error)}.")
        return False
    print(f"Rapporten är skriven till {path}.")
    return True


def counts(file: FileReport) -> list[int]:
    """Documents read, new, changed and unchanged, and questions, warnings and rejections."""
    from data.vocabulary import FindingKind
    from etl.loading import State

    return [
        sum(file.states.values()),
        *(file.states[state] for state in (State.NEW, State.CHANGED, State.UNCHANGED)),
        *(file.count(kind) for kind in (FindingKind.QUESTION, FindingKind.WARNING, FindingKind.REJECTION)),
    ]


def _write_csv(report: LoadReport, path: Path) -> None:
    """A row for each file, followed by its remarks; with semicolons and a byte order mark, for Swedish spreadsheets."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow((*_COLUMNS, *_OF_REMARKS))
        for each in report.files:
            writer.writerow((_plain(each.file_name), "Fil", *counts(each), *("" for _ in _OF_REMARKS)))
            writer.writerows(_row(remark) for remark in each.remarks)
        writer.writerows(_row(remark) for remark in report.elsewhere)


def _row(remark: Remark) -> tuple[str, ...]:
    numbers = ("",) * (len(_COLUMNS) - 2)
    told = (remark.locator, remark.unit, remark.message, remark.printed, remark.action)
    return (_plain(remark.file_name), KIND_WORDS[remark.kind.value], *numbers, *map(_plain, told))


def _plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) and len(text) > 1 else text


def _markdown(report: LoadReport) -> Iterator[str]:
    yield "# Inläsning"
    yield ""
    yield f"| {' | '.join(each for each in _COLUMNS if each != 'Slag')} |"
    yield "|---" * (len(_COLUMNS) - 1) + "|"
    for file in report.files:
        yield f"| {' | '.join([_cell(file.file_name), *map(str, counts(file))])} |"
    for remark in report.remarks:
        told = [f"**{KIND_WORDS[remark.kind.value]}**, {_cell(remark.place)}", _cell(remark.message)]
        told += [f"Där står: {_cell(remark.printed)}"] if remark.printed else []
        told += [f"Gör så här: {_cell(remark.action)}"] if remark.action else []
        yield "\n" + "  \n".join(told)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
