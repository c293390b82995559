"""Makes ``docs/regler.md`` from the tables of the specification: ``python -m tests.rules.document``."""

from __future__ import annotations

from pathlib import Path

from tests.rules.specification import EXPECTED_COLUMNS, Case, Table, tables

PATH = Path(__file__).resolve().parents[2] / "docs" / "regler.md"
COMMAND = "python -m tests.rules.document"

_HEAD = f"""\
# Reglerna för måluppfyllelse

Så bedömer Målbild en indikator. Varje tabell är en del av specifikationen: samma tabeller körs som prov mot programmet,
och dokumentet är gjort ur dem (`{COMMAND}`; ändra i `tests/rules/tables`, inte här). Kolumner med **fet** rubrik
är vad reglerna ger.

Alla statusar här är *beräknade*. Hur ett mål bedöms – uppfylls helt, delvis eller inte – anges av nämnden eller enheten,
läses in som det står och räknas aldrig fram ur indikatorerna.

Talen jämförs exakt som de är tryckta. Ett decimaltal som 10,45 lagras i en dator som ett binärt närmevärde; reglerna räknar
därför i bråk på de tryckta decimaltalen, även för tredjedelar av året, och avrundar ingenting utom ett sammanräknat medelvärde,
som får de decimaler som enheterna har. Bara felmarginalerna, som innehåller en kvadratrot, räknas med datorns vanliga
noggrannhet (omkring femton siffror).

## Innehåll
"""


def text() -> str:
    """The whole document as Markdown."""
    parts = tables()
    contents = "\n".join(f"{number}. [{table.title}](#{_anchor(number, table)})" for number, table in enumerate(parts, start=1))
    return "\n".join([_HEAD, contents, "", *(_section(number, table) for number, table in enumerate(parts, start=1))])


def _section(number: int, table: Table) -> str:
    given = ", ".join(f"{column}: {value}" for column, value in table.given.items())
    lines = [f"## {number}. {table.title}", "", table.text.strip(), "", f"*Källa:* {table.source}", ""]
    if given:
        lines += [f"Om inget annat anges gäller i tabellen – {given}.", ""]
    lines.append(_row([f"**{column}**" if column in EXPECTED_COLUMNS else column for column in table.columns]))
    lines.append("|" + "---|" * len(table.columns))
    lines += [_row(_cells(table, case)) for case in table.cases]
    return "\n".join([*lines, ""])


def _cells(table: Table, case: Case) -> list[str]:
    return [case.cells[column] for column in table.columns]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace(" %", "\N{NO-BREAK SPACE}%") for cell in cells) + " |"


def _anchor(number: int, table: Table) -> str:
    letters = (letter for letter in f"{number}. {table.title}".casefold() if letter.isalnum() or letter in " -")
    return "".join(letters).replace(" ", "-")


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
    print(f"{PATH.name}: {len(tables())} tabeller")
