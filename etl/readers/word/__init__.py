"""The reader of plans and reports as Word documents (`.docx`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from etl.readers.records import Record
from etl.readers.word.guard import damaged, refuse


def read_word(path: str | Path) -> Iterator[Record]:
    """Read a Word document of one or several plans and reports, in the order of the document.

    The records are those of the text reader; the place of each is its table and row (``tabell 3, rad 2``) or its paragraph.
    Tracked changes are read as accepted, text boxes before the paragraph that they are anchored in. A file that is no Word
    document, is locked or damaged, or holds more than can be read, gives one ``Remark`` of kind ``rejection`` and nothing
    else. No exception is raised for any content.
    """
    path = Path(path)
    refusal = refuse(path)
    if refusal is not None:
        yield refusal
        return
    import docx  # takes a while to import: only when a document is read

    from etl.readers.flow import FlowReader
    from etl.readers.word.body import Body
    from etl.readers.word.numbering import Numbering

    try:
        document = docx.Document(str(path))
        parts = {part.partname: getattr(part, "element", None) for part in document.part.package.iter_parts()}
        body = Body(document.element.body, Numbering(parts.get("/word/numbering.xml"), parts.get("/word/styles.xml")))
    except Exception:  # python-docx raises errors of many kinds for a package that is no whole document
        yield damaged()
        return
    yield from FlowReader(body.items(), body.place).records()


__all__ = ["read_word"]
