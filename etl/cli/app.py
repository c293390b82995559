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
        list[Path] | None,
        typer.Argument(
            metavar="SÖKVÄG",
            help="Filer och mappar. Mappar läses med allt som finns i dem. kolada:N00090,U21468 hämtar ur Kolada.",
        ),
    ] = None,
    unit: Annotated[
        str, typer.Option(metavar="NAMN", help="Enheten, för dokument som inte själva skriver ut vilken de gäller.")
    ] = "",
    year: Annotated[str, typer.Option(metavar="ÅRTAL", help="Året, för dokument som inte skriver ut det.")] = "",
    kind: Annotated[str, typer.Option(metavar="TYP", help="VP, T1, T2 eller VB, för dokument som inte skriver ut det.")] = "",
    bundled: Annotated[bool, typer.Option("--bundled", help="Läs in de medföljande källorna i data/sources.")] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Skriv vad som blev av varje fil till en fil (.csv eller .md).")
    ] = None,
    municipality: Annotated[
        list[str] | None, typer.Option(metavar="KOD", help="Kommunen (0180 är Stockholm), för uppgifter ur Kolada.")
    ] = None,
    ou: Annotated[list[str] | None, typer.Option(metavar="ID", help="Enheten, för uppgifter ur Kolada.")] = None,
    years: Annotated[
        str, typer.Option(metavar="ÅR", help="Åren, för uppgifter ur Kolada: 2019-, 2019-2022 eller 2020,2022.")
    ] = "",
) -> None:
    from etl.cli.kolada import FromKolada
    from etl.cli.loading import load_paths

    kolada = FromKolada(municipality or (), ou or (), years)
    raise typer.Exit(load_paths(paths or [], unit=unit, year=year, kind=kind, bundled=bundled, kolada=kolada, report_to=report))


@app.command(
    cls=SwedishCommand,
    help=paragraphs(
        "Svara på frågorna, en i taget.",
        "Svaret sparas med vem och när, skrivs i definitionerna eller rättelserna där det hör hemma, och gäller genast.",
        "Svar med --answer: samma=KORTNAMN, ny (för en enhet ny=KORTNAMN på den den hör under), riktning=higher eller lower,"
        " stämmer, stryk, värde=RÄTT VÄRDE, gäller=UPPGIFT, återta, sett.",
        "Utgångsstatus: 0 frågan är besvarad eller visad, 2 den kunde inte besvaras.",
    ),
)
def settle(
    number: Annotated[
        int | None, typer.Argument(metavar="NR", help="Frågans nummer; annars ställs alla i tur och ordning.")
    ] = None,
    answer: Annotated[str, typer.Option(metavar="SVAR", help="Svaret på frågan med det numret.")] = "",
    why: Annotated[str, typer.Option(metavar="SKÄL", help="Varför siffran är fel, eller en anteckning.")] = "",
    by: Annotated[str, typer.Option(metavar="NAMN", help="Vem som svarar; annars den som är inloggad.")] = "",
    fields: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FÄLT=VÄRDE", help="Ett fält i en ny definition, eller cell=… för siffran."),
    ] = None,
    as_list: Annotated[bool, typer.Option("--list", help="Visa frågorna med deras nummer, utan att svara.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Visa dem som JSON.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Ta med varningarna.")] = False,
) -> None:
    from etl.cli.settling import settle_questions

    status = settle_questions(
        number, answer=answer, why=why, by=by, fields=fields or [], as_list=as_list, as_json=as_json, everything=everything
    )
    raise typer.Exit(status)


@app.command(
    cls=SwedishCommand,
    help=paragraphs(
        "Återta ett inläst dokument.",
        "Det som står i det gäller inte längre men är sparat, och enheten bedöms på nytt. Samma fil läses inte in igen"
        " av misstag.",
        "Utgångsstatus: 0 återtaget, 1 svaret blev nej, 2 dokumentet kunde inte återtas.",
    ),
)
def withdraw(
    number: Annotated[int | None, typer.Argument(metavar="NR", help="Dokumentets nummer, som --list visar.")] = None,
    unit: Annotated[str, typer.Option(metavar="NAMN", help="Enheten, tillsammans med --period i stället för numret.")] = "",
    period: Annotated[str, typer.Option(metavar="DOKUMENT", help="Dokumentets typ och år, till exempel VB 2020.")] = "",
    by: Annotated[str, typer.Option(metavar="NAMN", help="Vem som återtar; annars den som är inloggad.")] = "",
    undo: Annotated[str, typer.Option(metavar="MÄRKE", help="Låt ett återtaget dokument läsas in igen (se --list).")] = "",
    as_list: Annotated[bool, typer.Option("--list", help="Visa dokumenten med deras nummer.")] = False,
    is_sure: Annotated[bool, typer.Option("--yes", help="Fråga inte först.")] = False,
) -> None:
    from etl.cli.withdrawing import withdraw_document

    status = withdraw_document(number, unit=unit, period=period, by=by, undo=undo, as_list=as_list, is_sure=is_sure)
    raise typer.Exit(status)


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
def template(
    unit: Annotated[str, typer.Option(metavar="NAMN", help="Enheten, eller avdelningen med alla enheter i den.")],
    period: Annotated[str, typer.Option(metavar="PERIOD", help="Uppföljningen: T2-2026, eller T2 för årets.")],
    output: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Filen som skrivs (.xlsx). Förval: ett namn efter enhet och period.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Ta med det som redan är rapporterat, med sina värden.")] = False,
) -> None:
    """Skriv en Excel-mall med det som en enhet har att rapportera i en uppföljning.

    Utgångsstatus: 0 mallen är skriven, 1 det finns ingenting att rapportera, 2 den kunde inte skrivas.
    """
    from etl.cli.template import make_template

    raise typer.Exit(make_template(unit, period, output, with_reported=everything))


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
