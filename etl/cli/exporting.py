"""``export``: goal attainment as a file for a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import typer

from data.faults import in_swedish as fault_in_swedish
from etl.cli.faults import CANNOT, told_in_swedish
from etl.cli.swedish import say


def export_attainment(out: Path, *, unit: str, period: str) -> int:
    """Write the table and tell how many rows it has; the exit status is 0, or 2 where nothing could be written."""
    from data.names import normalise_name
    from data.schema import Unit, UnitName
    from data.store import engine_for, speaking_swedish, upgrade
    from data.vocabulary import Period, PeriodKind

    if out.suffix.casefold() != ".csv":
        say(f"{out} kan inte skrivas: tabellen skrivs som .csv, som kalkylprogram öppnar. Välj ett namn som slutar på .csv.")
        raise typer.Exit(CANNOT)
    chosen = Period.printed(period) if period else None
    if period and (chosen is None or chosen.kind is PeriodKind.VP):
        say(f'«{period}» är ingen uppföljning. Skriv till exempel --period "T2 2025" eller --period "VB 2025".')
        raise typer.Exit(CANNOT)
    with told_in_swedish():
        from sqlalchemy import select

        from etl.export import attainment_table, write_csv

        engine = engine_for()
        upgrade(engine)
        with speaking_swedish(engine), engine.connect() as connection:
            named = select(Unit.slug).join(UnitName).where(UnitName.normalised == normalise_name(unit)).distinct()
            slugs = tuple(connection.scalars(named)) if unit else ()
            if unit and not slugs:
                say(f"Enheten «{unit}» finns inte i databasen. Alla enheter visas av: python -m etl status")
                raise typer.Exit(CANNOT)
            table = attainment_table(connection, unit_slugs=slugs, period=chosen)
    try:
        write_csv(table, out)
    except OSError as error:
        say(f"{out} kunde inte skrivas: {fault_in_swedish(error)}.")
        raise typer.Exit(CANNOT) from error
    print(f"{len(table)} rader är skrivna till {out}.")
    return 0
