"""``template``: a workbook to fill in with what a unit has to report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from data.faults import in_swedish as fault_in_swedish
from etl.cli.faults import CANNOT, told_in_swedish
from etl.cli.swedish import say

if TYPE_CHECKING:
    from data.vocabulary import Period
    from etl.template import DueReport

NOTHING_DUE = 1
"""Exit status: there is nothing to report, so no file is written."""


def make_template(unit: str, period: str, out: Path | None, *, with_reported: bool) -> int:
    """Write the workbook and tell what is in it; gives the exit status."""
    with told_in_swedish():
        from data.store import engine_for, speaking_swedish, upgrade
        from etl.template import ChoiceError, due_reports, period_meant, units_meant

        engine = engine_for()
        upgrade(engine)
        try:
            meant = period_meant(period, dt.date.today().year)
            with speaking_swedish(engine), engine.connect() as connection:
                units = units_meant(connection, unit, meant.year)
                reports = due_reports(connection, units, meant, with_reported=with_reported)
        except ChoiceError as error:
            say(str(error))
            raise typer.Exit(CANNOT) from error
    top = units[0]
    if not reports:
        more = " Med --all tas också det rapporterade med." if not with_reported else ""
        print(
            f"Det finns ingenting att rapportera för {top.name} i {meant}: allt är rapporterat, eller så lovar ingen inläst plan"
            f" något för perioden. Ingen fil är skriven.{more}"
        )
        return NOTHING_DUE
    path = out or Path(f"mall-{top.slug}-{meant.kind.value.casefold()}-{meant.year}.xlsx")
    _write(reports, top.name, meant, path, with_reported)
    figures = sum(len(report.figures) for report in reports)
    print(f"{path} är skriven: {figures} indikatorer för {len(reports)} {'enhet' if len(reports) == 1 else 'enheter'} i {meant}.")
    print(f"När den är ifylld, läs in den med: python -m etl load {path}")
    return 0


def _write(reports: Sequence[DueReport], name: str, period: Period, path: Path, with_reported: bool) -> None:
    """Write the file; ends the command where it is no workbook, is there already, or cannot be written."""
    from etl.template import write_template

    if path.suffix.casefold() != ".xlsx":
        say(f"{path} kan inte skrivas: mallen är en Excel-arbetsbok. Välj ett namn som slutar på .xlsx.")
        raise typer.Exit(CANNOT)
    try:
        write_template(reports, name, period, path, with_reported=with_reported)
    except FileExistsError as error:
        say(f"{path} finns redan och skrivs inte över, för den kan vara ifylld. Välj ett annat namn med --output.")
        raise typer.Exit(CANNOT) from error
    except OSError as error:
        say(f"{path} kunde inte skrivas: {fault_in_swedish(error)}.")
        raise typer.Exit(CANNOT) from error
