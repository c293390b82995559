"""The reader of plans and reports as PDF."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from etl.readers.records import Record, Remark


def read_pdf(path: str | Path) -> Iterator[Record]:
    """Read a PDF of one or several plans and reports, as a stream, in the order of its pages.

    The records are those of the text reader; the place of each is its page and row (``sida 4, rad 3``), where a printed line
    is a row and so is the row of a table. A page that cannot be read becomes a question, and the others are read. A file
    that is no PDF, is locked or damaged, has no text, or holds more than can be read gives one ``Remark`` of kind
    ``rejection`` and nothing else. No exception is raised for any content.
    """
    path = Path(path)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every small fault that files commonly have
    from etl.readers.pdf import guard  # takes a while to import: only when a document is read

    refused = guard.refuse(path)
    if refused is not None:
        yield refused
        return
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    with path.open("rb") as file:
        try:
            pdf = pdfplumber.open(file)
        except Exception as error:  # pdfplumber wraps what pdfminer raises, which is of every kind
            is_locked = any(
                isinstance(each, PDFEncryptionError | PDFPasswordIncorrect) for each in (error.__cause__, *error.args)
            )
            yield guard.locked() if is_locked else guard.damaged()
            return
        yield from _read(pdf)


def _read(pdf: object) -> Iterator[Record]:
    """The records, held back until the first page with text: a file without any is refused as a whole."""
    from etl.readers.flow import FlowReader
    from etl.readers.pdf import guard
    from etl.readers.pdf.pages import Pages

    pages = Pages(pdf)
    held: list[Record] = []
    for record in FlowReader(pages.items(), pages.place).records():
        if pages.letters:
            yield from held
            held.clear()
            yield record
        else:
            held.append(record)
    if not pages.letters:
        told = {record.code for record in held if isinstance(record, Remark)}
        is_damaged = "damaged-page" in told or not pages.has_pages
        yield guard.too_big() if "heavy-page" in told else guard.damaged() if is_damaged else guard.scanned()


__all__ = ["read_pdf"]
