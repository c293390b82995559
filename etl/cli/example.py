"""``example``: the example data as files."""

from __future__ import annotations

from pathlib import Path

from data.faults import in_swedish as fault_in_swedish
from etl.cli.faults import CANNOT, told_in_swedish
from etl.cli.swedish import say


def write_example_files(folder: Path) -> int:
    """Write the example's files and tell which; gives the exit status."""
    with told_in_swedish():
        from etl.example import write_example

        try:
            written = write_example(folder)
        except OSError as error:
            say(f"Filerna kan inte skrivas i {folder}: {fault_in_swedish(error)}.")
            return CANNOT
        for path in written:
            print(path)
        return 0
