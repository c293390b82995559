"""The reader of plans and reports as text (`.txt` taken out of the city's PDF files)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.readers.printed import Source
from etl.readers.records import Record
from etl.readers.text.document import TextReader
from etl.readers.text.lines import printed_lines, refuse, without_furniture


def read_text(path: str | Path) -> Iterator[Record]:
    """Read a text file of one or several plans and reports, as a stream, in the order of the file.

    Each document begins with a ``Document`` record. What cannot be read with certainty comes as a ``Remark`` with its
    line. A file that is no text (empty, a renamed PDF, binary) gives one ``Remark`` of kind ``rejection`` and nothing
    else. No exception is raised for any content. UTF-8 (with or without BOM), UTF-16 with BOM and Latin-1 are read.
    """
    path = Path(path)
    refusal = refuse(path)
    if refusal is not None:
        yield refusal
        return
    yield from TextReader(Source(without_furniture(printed_lines(path)))).records()


__all__ = ["read_text"]
