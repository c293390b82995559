"""The commands, each in a module of its own that is imported when it runs: ``--help`` and ``read`` start at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.cli.swedish import SwedishCommand, SwedishGroup, paragraphs

PROGRAM = "python -m etl"

app = typer.Typer(
    cls=SwedishGroup,
    add_completion=False,
    help="Läs planer, uppföljningar och siffror, läs in dem i Målbild och se efter att allt stämmer.",
    pretty_exceptions_enable=False,
)


@app.command(cls=SwedishCommand)
def read(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Ett dokument (.txt) eller en mapp med figures.csv.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Skriv JSON Lines: en post på varje rad, som den står i källan.")
    ] = False,
) -> None:
    """Visa vad som står i en fil, utan att läsa in det.

    Utgångsstatus: 0 filen är läst, 2 den kunde inte läsas.
    """
    from etl.cli.reading import read_file

    raise typer.Exit(read_file(file, as_json=as_json))


@app.command(
    cls=SwedishCommand,
    help=paragraphs(
        "Läs in dokument och siffror i databasen.",
        "Ett dokument läses in helt eller inte alls. Det som redan är inläst och inte har ändrats rörs inte; av ett ändrat"
        " dokument ändras just det som är nytt, och tidigare uppgifter sparas.",
        "Utgångsstatus: 0 allt är inläst (eller var det redan), 1 inläst, med frågor om det nya eller avvisade uppgifter,"
        " 2 ingenting är inläst.",
    ),
)
def load(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="SÖKVÄG", help="Filer och mappar. Mappar läses med allt som finns i dem.")
    ] = None,
    unit: Annotated[
        str, typer.Option(metavar="NAMN", help="Enheten, för dokument som inte själva skriver ut vilken de gäller.")
    ] = "",
    year: Annotated[str, typer.Option(metavar="ÅRTAL", help="Året, för dokument som inte skriver ut det.")] = "",
    kind: Annotated[str, typer.Option(metavar="TYP", help="VP, T1, T2 eller VB, för dokument som inte skriver ut det.")] = "",
    bundled: Annotated[bool, typer.Option("--bundled", help="Läs in de medföljande källorna i data/sources.")] = False,
) -> None:
    from etl.cli.loading import load_paths

    raise typer.Exit(load_paths(paths or [], unit=unit, year=year, kind=kind, bundled=bundled))


@app.command(cls=SwedishCommand)
def status(
    as_json: Annotated[bool, typer.Option("--json", help="Skriv allt som JSON.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Visa alla frågor och dokument, inte bara de första.")] = False,
) -> None:
    """Visa vad databasen innehåller: dokument, perioder, öppna frågor och vem som inte har rapporterat."""
    from etl.cli.showing import show_status

    raise typer.Exit(show_status(as_json=as_json, everything=everything))


@app.command(cls=SwedishCommand)
def check() -> None:
    """Kontrollera databasen: filen, hänvisningarna, uppgifternas ursprung och läsmodellen mot en ny beräkning.

    Utgångsstatus: 0 allt stämmer, 1 något stämmer inte, 2 databasen kan inte användas.
    """
    from etl.cli.checking import check_store

    raise typer.Exit(check_store())


@app.command(cls=SwedishCommand)
def example(
    out: Annotated[Path, typer.Option("--out", metavar="MAPP", help="Mappen som filerna skrivs i; den skapas om den saknas.")],
) -> None:
    """Skriv exempeldata om den påhittade stadsdelen Exempelstaden."""
    from etl.cli.example import write_example_files

    raise typer.Exit(write_example_files(out))


@app.command(cls=SwedishCommand)
def export(
    out: Annotated[Path, typer.Argument(metavar="FIL", help="Filen som skrivs (.csv, för svenskt kalkylprogram).")],
    unit: Annotated[str, typer.Option(metavar="NAMN", help="Bara denna enhet.")] = "",
    period: Annotated[str, typer.Option(metavar="PERIOD", help="Bara denna uppföljning, till exempel T2 2025.")] = "",
) -> None:
    """Skriv måluppfyllelsen som en tabell med utfall, årsmål, status och källa.

    Utgångsstatus: 0 filen är skriven, 2 den kunde inte skrivas.
    """
    from etl.cli.exporting import export_attainment

    raise typer.Exit(export_attainment(out, unit=unit, period=period))
