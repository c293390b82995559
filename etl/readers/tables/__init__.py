"""The reader of tables: Excel workbooks (.xlsx, .xlsm), OpenDocument spreadsheets (.ods) and text with separators (.csv)."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.readers.records import Record, Remark
from etl.readers.tables.context import context_of
from etl.readers.tables.documents import Documents
from etl.readers.tables.figures import figures_of
from etl.readers.tables.grid import RefusedError, Sheet, Workbook
from etl.readers.tables.layout import Knowledge, Layout, Spelling, UnknownTable
from etl.readers.tables.questions import Questions
from etl.readers.tables.regions import Finder
from etl.readers.tables.template import is_template, template_records

_OLD_WORKBOOKS = (".xls", ".xlsb")
ENDINGS = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv", *_OLD_WORKBOOKS)
"""Files that are tables, in small letters; those of the older kinds are told what to do about them."""


def read_table(path: str | Path, knowledge: Knowledge) -> Iterator[Record]:
    """The figures of a file of tables, by the layouts that ``knowledge`` holds.

    First come remarks about the file, then for each unit and period a ``Document`` followed by its ``Indicator`` records,
    whose cells are printed the Swedish way (``9,5 %``, ``1234``). ``line`` counts the rows of all sheets; ``place`` says
    sheet and row. What is not certain is a ``Remark`` and no value. A table that no layout describes is a question with
    its first rows, and nothing is read of it. A file that cannot be read gives one ``Remark`` of kind ``rejection``. No
    content raises; raises OSError where the file cannot be opened.
    """
    path = Path(path)
    try:
        with _without_collecting():
            book = _opener(path)(path)
            found = list(template_records(book, path.name) if is_template(book) else _records(book, path, knowledge))
        yield from found
    except RefusedError as error:
        yield error.remark
    except (RecursionError, MemoryError):
        yield RefusedError(
            "too_large", f"{path.name} är för stor eller för invecklad för att läsas.", "Dela filen i flera."
        ).remark


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Cells by the hundred thousand, of which none refers to itself: looking for such ones would take a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _opener(path: Path) -> Callable[[Path], Workbook]:
    ending = path.suffix.casefold()
    if ending == ".ods":
        from etl.readers.tables.ods import open_ods

        return open_ods
    if ending in (".csv", ".tsv"):
        from etl.readers.tables.csv_file import open_csv

        return open_csv
    if ending == ".xlsb":
        raise RefusedError(
            "old_workbook",
            f"{path.name} är en binär arbetsbok (.xlsb), som inte kan läsas.",
            "Öppna filen i Excel, spara den som Excel-arbetsbok (.xlsx) och läs in den.",
        )
    from etl.readers.tables.xlsx import open_xlsx

    return open_xlsx


def _records(book: Workbook, path: Path, knowledge: Knowledge) -> Iterator[Record]:
    questions = Questions()
    documents = Documents(knowledge, questions)
    finder = Finder(book, knowledge)
    for sheet in book.sheets:
        if sheet.is_hidden:
            _tell_of_hidden(sheet, finder, questions)
            continue
        for table in finder.tables(sheet):
            if isinstance(table, UnknownTable):
                questions.remark(_unknown(table, sheet, knowledge))
                continue
            context = context_of(table, book, knowledge)
            if context.contradiction and not table.says_periods:
                questions.periods_contradict(sheet, table.header_rows[0], context.contradiction)
            documents.add(figures_of(table, context, knowledge, questions))
    yield from questions.remarks()
    yield from documents.records()
    if documents.is_empty and not questions.has_asked:
        yield RefusedError(
            "no_table",
            f"I {path.name} finns ingen tabell med siffror.",
            "Kontrollera att det är rätt fil, och att tabellen har rubriker och inte är en bild.",
        ).remark


def _tell_of_hidden(sheet: Sheet, finder: Finder, questions: Questions) -> None:
    if any(True for _ in finder.tables(sheet)):
        message = f"Bladet {sheet.name} är dolt. Tabellen i det är inte läst."
        questions.remark(
            Remark(
                "warning",
                "hidden_sheet",
                message,
                sheet.name,
                "Visa bladet i kalkylprogrammet om det ska läsas in.",
                sheet.line(1),
                sheet.place(),
            )
        )


def _unknown(table: UnknownTable, sheet: Sheet, knowledge: Knowledge) -> Remark:
    preview = "\n".join(" | ".join(row) for row in table.rows)
    proposal = knowledge.propose(table)
    return Remark(
        "question",
        "unknown_layout",
        "Tabellen är uppställd på ett sätt som ingen layout beskriver. Ingenting är läst ur den.",
        preview,
        proposal or "Beskriv tabellen i en ny fil i data/definitions/layouts och läs in filen igen.",
        sheet.line(table.row),
        sheet.place(table.row),
    )


__all__ = ["ENDINGS", "Knowledge", "Layout", "Spelling", "UnknownTable", "read_table"]
