"""``load``: documents and figures into the store, with what came of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.cli.faults import CANNOT, told_in_swedish
from etl.cli.kolada import FromKolada, fetch_from_kolada, split_paths
from etl.cli.load_report import can_report, counts, write_report
from etl.cli.screen import console, show_remark, show_table
from etl.cli.swedish import say

if TYPE_CHECKING:
    from rich.progress import Progress
    from sqlalchemy import Engine

    from etl.loading import Given, LoadReport
    from etl.loading.report import Remark
    from etl.sources import NotRead, Source

FROM_KOLADA_NOTHING = FromKolada()

_MOST_SHOWN = 15
"""Questions and rejections shown after a load; the rest are for ``status``."""

_MOST_FILES_SHOWN = 30
"""Of more files only those with questions or rejections are shown one by one."""

_BETWEEN_DRAWINGS = 0.1
"""Seconds between two drawings of how far the load has come."""

_COUNTED = ("Lästa", "Nya", "Ändrade", "Oförändrade", "Frågor", "Varningar", "Avvisade")


def load_paths(
    paths: Sequence[Path],
    *,
    unit: str,
    year: str,
    kind: str,
    bundled: bool,
    kolada: FromKolada = FROM_KOLADA_NOTHING,
    report_to: Path | None = None,
) -> int:
    """Load what is named, show what came of it, and give the exit status."""
    with told_in_swedish():
        from data.store import engine_for, upgrade

        given = _given(unit, year, kind)
        if given is None or not can_report(report_to):
            return CANNOT
        of_kolada, files = split_paths(paths)
        fetching = fetch_from_kolada(of_kolada, kolada)
        everything = [*fetching.found, *files, *(_bundled_folders() if bundled else [])]
        if not everything:
            say("Ange filer eller mappar att läsa in, eller --bundled för de medföljande källorna.")
            return CANNOT
        engine = engine_for()
        upgrade(engine)
        report = _load(engine, everything, given)
        fetching.done()
        _show(report, where=str(engine.url.database))
        return report.exit_status if write_report(report, report_to) else CANNOT


def _given(unit: str, year: str, kind: str) -> Given | None:
    """The options read; None, with a message, where one cannot be."""
    from etl.loading import Given
    from etl.normalise.doubts import Doubt
    from etl.normalise.occasions import parse_kind, parse_year

    of_year, of_kind = parse_year(year), parse_kind(kind)
    if isinstance(of_year, Doubt):
        say(f"--year {year}: {of_year.message}")
        return None
    if isinstance(of_kind, Doubt):
        say(f"--kind {kind}: {of_kind.message}")
        return None
    return Given(unit.strip(), of_year, of_kind)


def _bundled_folders() -> list[Path]:
    from data.settings import ROOT

    return sorted(each for each in (ROOT / "data" / "sources").iterdir() if each.is_dir())


def _load(engine: Engine, paths: Sequence[Path | Source | NotRead], given: Given) -> LoadReport:
    from etl.loading import load

    if not sys.stderr.isatty():
        return load(engine, paths, given=given)
    with _progress() as progress:
        return load(engine, paths, given=given, watcher=_Shown(progress))


def _progress() -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Drawn when something is told: a thread of its own, which would draw by the clock, keeps the load from sharing its work.
    return Progress(*columns, console=console(stderr=True), transient=True, auto_refresh=False)


class _Shown:
    """How far the load has come, for the person who watches."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Läser in", total=None)
        self._drawn_at = 0.0
        self._file = ""
        self._documents = 0

    def file_begins(self, number: int, of: int, file_name: str) -> None:
        self._file, self._documents = file_name, 0
        self._tell(description=file_name, completed=number - 1, total=of)

    def doing(self, file_name: str, what: str) -> None:
        self._progress.update(self._task, description=f"{file_name} – {what}", refresh=True)

    def document_done(self, file_name: str) -> None:
        self._documents += 1
        self._tell(description=f"{file_name} – {self._documents} dokument")

    def _tell(self, **told: Any) -> None:
        """Drawn at most some times a second."""
        is_time = time.monotonic() - self._drawn_at >= _BETWEEN_DRAWINGS
        self._drawn_at = time.monotonic() if is_time else self._drawn_at
        self._progress.update(self._task, refresh=is_time, **told)


# -- what came of it


def _show(report: LoadReport, *, where: str) -> None:
    from data.vocabulary import FindingKind

    counted = [counts(file) for file in report.files]
    totals = [sum(column) for column in zip(*counted, strict=True)]
    if totals and totals[0] == totals[3] and not totals[6] and not report.has_news:
        print(f"Ingenting nytt: {totals[0]} dokument är redan inlästa och oförändrade.")
        return
    rows: list[list[object]] = [[file.file_name, *numbers] for file, numbers in zip(report.files, counted, strict=True)]
    shown = [row for row in rows if row[5] or row[7]] if len(rows) > _MOST_FILES_SHOWN else rows
    shown = shown[:_MOST_FILES_SHOWN]
    there = console()
    left = len(rows) - len(shown)
    if len(rows) > 1:
        shown = [*shown, ["Summa", *totals]]
    show_table(there, "Inlästa dokument", ("Källa", *_COUNTED), shown, numbers=_COUNTED)
    if left:
        there.print(f"{left} källor till är inte uppräknade. Alla skrivs till en fil med --report FIL.csv eller FIL.md.")
    order = (FindingKind.REJECTION, FindingKind.QUESTION, FindingKind.WARNING)
    remarks = sorted(report.remarks, key=lambda remark: order.index(remark.kind))
    _show_remarks(remarks)
    there.print(f"\nAllt som är öppet: python -m etl status --all      Databasen: {where}")


def _show_remarks(remarks: Sequence[Remark]) -> None:
    there = console()
    for remark in remarks[:_MOST_SHOWN]:
        show_remark(there, remark.kind.value, remark.place, remark.message, remark.printed, remark.action)
    if len(remarks) > _MOST_SHOWN:
        there.print(f"… och {len(remarks) - _MOST_SHOWN} till.")
