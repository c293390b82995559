"""What is shown on the terminal: plain tables in Swedish, as wide as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_IN_A_FILE = 150
"""Characters on a line when nobody watches."""

KIND_WORDS = {"question": "Fråga", "warning": "Varning", "rejection": "Avvisad"}


def console(*, stderr: bool = False) -> Console:
    """The terminal, or the file that the output goes to; text is never taken for markup."""
    from rich.console import Console

    there = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not there.is_terminal:
        there = Console(stderr=stderr, markup=False, highlight=False, emoji=False, width=WIDTH_IN_A_FILE)
    return there


def show_table(
    there: Console, title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[str] = ()
) -> None:
    """A table with its title above; the columns in ``numbers`` are set to the right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title) if title else None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(Text(column), justify="right" if column in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    there.print(table)


def show_remark(there: Console, kind: str, place: str, message: str, printed: str, action: str) -> None:
    """One question, warning or rejection: where, what is wrong, what stands there, and what to do."""
    from rich.padding import Padding
    from rich.text import Text

    there.print(Text(f"{KIND_WORDS[kind]}  {place}", style="bold"))
    lines = [message, *([f"Där står: {printed[:300]}"] if printed else []), *([f"Gör så här: {action}"] if action else [])]
    there.print(Padding(Text("\n".join(lines)), (0, 0, 0, 4), expand=False))
