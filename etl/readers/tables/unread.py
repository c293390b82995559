"""What of a table is not read though figures stand in it, and what is read though nobody sees it: said, never passed over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from etl.readers.records import Remark
from etl.readers.tables.grid import Cell, ranges
from etl.readers.tables.headings import Heading
from etl.readers.tables.questions import Questions
from etl.readers.tables.regions import Table, is_figure


def ask_about_the_rest(table: Table, unknown: Mapping[int, Heading], known: Set[int], ask: Questions) -> None:
    """Ask about figures under no header, and tell of columns of figures whose header no layout knows."""
    sheet = table.sheet
    without: dict[int, list[tuple[int, Cell]]] = defaultdict(list)
    holding: set[int] = set()
    for number in table.body:
        row = sheet.rows[number]
        holding |= {column for column in unknown if column not in holding and column in row and is_figure(row[column])}
        if not row.keys() <= known and row.keys() & known and not sheet.widths:
            for column in row.keys() - known:
                if is_figure(row[column]):
                    without[column].append((number, row[column]))
    places = sorted(each for cells in without.values() if not _counts_rows([cell for _, cell in cells]) for each in cells)
    for number, cell in places:
        ask.row("cell_without_header", sheet, number, cell.text)
    for heading in unknown.values():
        if heading.doubt:
            ask.column(heading.doubt, sheet, table.header_rows[-1], heading.printed, [])
    headers = [heading.printed for column, heading in unknown.items() if column in holding and not heading.doubt]
    _tell_of_columns(headers, table, ask)


def _counts_rows(cells: Sequence[Cell]) -> bool:
    """Whether the cells number the rows, as a program does that writes no header over it."""
    numbers = [cell.value for cell in cells if isinstance(cell.value, int)]
    return len(numbers) == len(cells) > 1 and numbers[0] in (0, 1) and numbers == list(range(numbers[0], numbers[0] + len(cells)))


def _tell_of_columns(headers: Sequence[str], table: Table, ask: Questions) -> None:
    if not headers:
        return
    listed = ", ".join(f"«{each}»" for each in dict.fromkeys(headers))
    which = f"Kolumnen {listed} är inte läst" if len(set(headers)) == 1 else f"Kolumnerna {listed} är inte lästa"
    row = table.header_rows[-1]
    ask.remark(
        Remark(
            "warning",
            "columns_not_read",
            f"{which}: ingen layout känner rubriken.",
            action="Rätta rubriken om det är ett utfall eller mål, eller ange den i layouten (ignored om den inte ska läsas).",
            line=table.sheet.line(row),
            place=table.sheet.place(row),
        )
    )


def ask_about_hidden(table: Table, values: Iterable[int], rows: Sequence[int], ask: Questions) -> None:
    """Tell of rows and columns with figures that are hidden, as a filter hides rows: they are read as all others."""
    sheet = table.sheet
    hidden = sorted(sheet.hidden_rows.intersection(rows))
    columns = [
        table.columns[column].printed for column in values if any(first <= column <= last for first, last in sheet.hidden_columns)
    ]
    said = [
        *([f"rad {ranges(hidden)}"] if hidden else []),
        *([f"kolumnen «{'», «'.join(columns)}»"] if columns else []),
    ]
    if said:
        ask.remark(
            Remark(
                "warning",
                "hidden_cells",
                f"I tabellen är {' och '.join(said)} dolda. De är lästa som de andra.",
                action="Visa dem i kalkylprogrammet och kontrollera dem. Ta bort dem om de inte ska läsas in.",
                line=sheet.line(table.header_rows[-1]),
                place=sheet.place(*hidden[:8]),
            )
        )
