"""What is refused before a Word file is opened: other files by that name, locked ones, and those made to fill the memory."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO
from xml.sax import SAXException, handler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from etl.readers.records import Remark

_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BODY = "word/document.xml"
_FILE_AT_MOST = 200 << 20
_UNPACKED_AT_MOST = 200 << 20
_XML_AT_MOST = 30 << 20
"""A report of 500 pages takes about 10 MB; what is read into memory takes about ten times its size there."""
_PARTS_AT_MOST = 5_000
_ELEMENTS_AT_MOST = 1_500_000
_DEPTH_AT_MOST = 200
_TEXT_AT_MOST = 9_000_000
"""Letters in one element: what the XML parser behind python-docx holds as one text is 10 million."""
_SAVE_AS_DOCX = "Öppna dokumentet i Word, spara det som Word-dokument (.docx) och läs in det på nytt."


def refuse(path: Path) -> Remark | None:
    """Say why a file cannot be read as a Word document; None where it can. Nothing of it is unpacked beyond the limits."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
            is_locked = head.startswith(_OLE) and _LOCKED in file.read(4 << 20)
        size = path.stat().st_size
    except OSError:
        return _refusal("unreadable-file", "Filen kunde inte öppnas.", "Kontrollera att den finns och att du får läsa den.")
    if not size:
        return _refusal("empty-file", "Filen är tom.", "Spara om dokumentet och läs in det på nytt.")
    if is_locked:
        action = "Ta bort lösenordet i Word (Arkiv, Info, Skydda dokument) och läs in dokumentet på nytt."
        return _refusal("locked-file", "Dokumentet är skyddat med lösenord.", action)
    if head.startswith(_OLE):
        return _refusal("not-word-ole", "Filen är ett äldre Word-dokument (.doc) som har fått namnet .docx.", _SAVE_AS_DOCX)
    if head.startswith(b"%PDF"):
        return _refusal("not-word-pdf", "Filen är en PDF som har fått namnet .docx.", "Ge filen ändelsen .pdf.")
    if not head.startswith(b"PK"):
        return _refusal("not-word", "Filen är inget Word-dokument.", _SAVE_AS_DOCX)
    if size > _FILE_AT_MOST:
        return _too_big()
    return _refuse_contents(path)


def _refuse_contents(path: Path) -> Remark | None:
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            if _BODY not in {part.filename for part in parts}:
                return _refusal("not-word", "Filen är ett zip-arkiv men inget Word-dokument.", _SAVE_AS_DOCX)
            xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            is_big = sum(part.file_size for part in parts) > _UNPACKED_AT_MOST or len(parts) > _PARTS_AT_MOST
            if is_big or any(part.file_size > _XML_AT_MOST for part in xml):
                return _too_big()
            if sum(part.file_size for part in xml) > 2 * _XML_AT_MOST:
                return _too_big()
            for part in xml:
                with package.open(part) as file:
                    _check_xml(file)
    except DefusedXmlException:
        return _refusal("unsafe-xml", "Dokumentet innehåller XML-entiteter, som inget vanligt Word-dokument har.", _SAVE_AS_DOCX)
    except _TooMuchError:
        return _too_big()
    except Exception:  # zipfile and expat raise errors of a dozen kinds for damaged bytes
        return damaged()
    return None


def damaged() -> Remark:
    return _refusal("damaged-file", "Word-dokumentet är skadat och går inte att öppna.", _SAVE_AS_DOCX)


def _too_big() -> Remark:
    action = "Dela dokumentet, eller spara det utan bilder och andra inbäddade filer, och läs in det på nytt."
    return _refusal("too-big-file", "Dokumentet innehåller mer än vad som går att läsa.", action)


def _refusal(code: str, message: str, action: str) -> Remark:
    return Remark(kind="rejection", code=code, message=message, action=action, line=1)


class _TooMuchError(SAXException):
    """The document holds more than it may."""

    def __init__(self) -> None:
        super().__init__("too much")


class _Counter(handler.ContentHandler):
    """Counts elements, their depth and the letters in each."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = self._depth = self._letters = 0

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 – the name that the parser calls
        self._elements += 1
        self._depth += 1
        self._letters = 0
        if self._elements > _ELEMENTS_AT_MOST or self._depth > _DEPTH_AT_MOST:
            raise _TooMuchError

    def endElement(self, name: str) -> None:  # noqa: N802 – the name that the parser calls
        self._depth -= 1

    def characters(self, content: str) -> None:
        self._letters += len(content)
        if self._letters > _TEXT_AT_MOST:
            raise _TooMuchError


def _check_xml(file: IO[bytes]) -> None:
    """Read a part without keeping it: raises for document types, entities, what is no XML, and what is too much."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(_Counter())
    parser.parse(file)
