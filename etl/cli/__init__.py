"""The command line, ``python -m etl``: Swedish for the person, exit statuses for the program that calls it."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

CRASHED = 70
"""Exit status after a fault of our own: none of the statuses that a command promises."""
INTERRUPTED = 130
"""Exit status after Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status. Faults that a person can mend are told in Swedish, with status 2."""
    from typer.exceptions import TyperException
    from typer.main import get_command

    from etl.cli.app import PROGRAM, app
    from etl.cli.swedish import in_swedish, say

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        written = list(sys.argv[1:] if arguments is None else arguments)
        status = int(get_command(app).main(written or ["--help"], prog_name=PROGRAM, standalone_mode=False) or 0)
    except TyperException as error:
        say(in_swedish(error, PROGRAM))
        return 2
    except Exception as error:
        traceback.print_exc()
        say(
            f"Ett fel i Målbild avbröt kommandot ({type(error).__name__}). Inget dokument är inläst till hälften. "
            "Visa raderna ovan för den som sköter Målbild."
        )
        return CRASHED
    if status == INTERRUPTED:
        say("Avbrutet. Det som hann bli klart är kvar; ingenting är gjort till hälften.")
    return status
