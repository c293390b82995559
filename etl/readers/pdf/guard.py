"""What is refused before a PDF is opened, and the limits within which its pages are laid out."""

from __future__ import annotations

import re
import time
import zlib
from pathlib import Path
from typing import Any

from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent

from etl.readers.records import Remark

_HEAD = 1024
"""A PDF may have other bytes before its mark, but no more than these (PDF 1.7, annex H)."""
_FILE_AT_MOST = 300 << 20
_UNPACKED_AT_MOST = 256 << 20
_STREAM_AT_MOST = 48 << 20
_CHUNK = 1 << 20
_OTHER_PACKED_AT_MOST = 4 << 20
_STREAM = re.compile(rb"stream\r?\n")
_NOT_FLATE = re.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL)\b")
_FLATE_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\b.{0,40}/(?:FlateDecode|Fl)\b", re.DOTALL)
_DICTIONARY = 600
_SECONDS_A_PAGE = 4.0
_DRAWN_AT_MOST = 40_000
"""Letters and lines of one page; a page full of small print has about 8 000."""
_SAVE_AGAIN = "Öppna dokumentet, spara det som PDF på nytt och läs in det igen, eller läs in det som Word-dokument."


class PageTooHeavyError(Exception):
    """A page draws more than can be read in reasonable time."""


def refuse(path: Path) -> Remark | None:
    """Say why a file cannot be read as a PDF; None where it can be tried. Unpacks nothing into memory beyond a chunk."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if not size:
                return refusal("empty-file", "Filen är tom.", "Spara om dokumentet och läs in det på nytt.")
            if b"%PDF-" not in head:
                action = "Ge filen sitt rätta namn, eller spara dokumentet som PDF på nytt."
                return refusal("not-pdf", "Filen är ingen PDF, trots sitt namn.", action)
            if size > _FILE_AT_MOST:
                return too_big()
            file.seek(0)
            return too_big() if _unpacks_to_too_much(file.read()) else None
    except OSError:
        return refusal("unreadable-file", "Filen kunde inte öppnas.", "Kontrollera att den finns och att du får läsa den.")


def _unpacks_to_too_much(data: bytes) -> bool:
    """Whether the packed streams of a file hold more than any report does. What is no packed stream is passed over."""
    total = other = 0
    for found in _STREAM.finditer(data):
        start = found.end()
        dictionary = data[max(0, start - _DICTIONARY) : start]
        dictionary = dictionary[dictionary.rfind(b"obj") + 3 :]
        if _FLATE_TWICE.search(dictionary):
            return True
        if _NOT_FLATE.search(dictionary):
            end = data.find(b"endstream", start)
            other += (end if end > 0 else len(data)) - start
            if other > _OTHER_PACKED_AT_MOST:
                return True
            continue
        unpacked = _unpacked_size(data, start)
        total += unpacked
        if unpacked > _STREAM_AT_MOST or total > _UNPACKED_AT_MOST:
            return True
    return False


def _unpacked_size(data: bytes, start: int) -> int:
    """How many bytes a Flate stream unpacks to, counted up to just over the limit; 0 for what is none."""
    unpacker = zlib.decompressobj()
    size, packed = 0, data[start : start + _CHUNK]
    at = start + len(packed)
    try:
        while packed and not unpacker.eof and size <= _STREAM_AT_MOST:
            size += len(unpacker.decompress(packed, _CHUNK))
            packed = unpacker.unconsumed_tail
            if not packed and not unpacker.eof:
                packed = data[at : at + _CHUNK]
                at += len(packed)
    except zlib.error:
        return size
    return size


def refusal(code: str, message: str, action: str) -> Remark:
    return Remark(kind="rejection", code=code, message=message, action=action, line=1)


def too_big() -> Remark:
    action = "Dela dokumentet, eller spara det utan bilder och andra inbäddade filer, och läs in det på nytt."
    return refusal("too-big-file", "Dokumentet innehåller mer än vad som går att läsa.", action)


def damaged() -> Remark:
    return refusal("damaged-file", "PDF-filen är skadad och går inte att öppna.", _SAVE_AGAIN)


def locked() -> Remark:
    action = "Spara dokumentet utan lösenord och läs in det på nytt."
    return refusal("locked-file", "PDF-filen är skyddad med lösenord.", action)


def scanned() -> Remark:
    action = (
        "Läs in dokumentet som det sparades ur Stratsys eller Word. Finns det bara på papper: låt ett program för"
        " textigenkänning (OCR) göra en sökbar PDF av det, och kontrollera siffrorna."
    )
    return refusal("scanned-file", "PDF-filen innehåller ingen text, bara bilder av sidor. Den är troligen inskannad.", action)


class _Counting(PDFPageAggregatorWithMarkedContent):
    """Lays out a page as pdfplumber does, and stops when the page has drawn too much or taken too long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._drawn = 0
        self._until = time.thread_time() + _SECONDS_A_PAGE

    def _count(self) -> None:
        self._drawn += 1
        if self._drawn > _DRAWN_AT_MOST or (self._drawn % 64 == 0 and time.thread_time() > self._until):
            raise PageTooHeavyError

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self._count()
        return float(super().render_char(*args, **kwargs))

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        self._count()
        super().paint_path(*args, **kwargs)

    def begin_figure(self, *args: Any, **kwargs: Any) -> None:
        self._count()
        super().begin_figure(*args, **kwargs)


class LimitedPage(Page):
    """A page of pdfplumber's that is laid out within limits; ``layout`` raises PageTooHeavyError beyond them."""

    @property
    def layout(self) -> LTPage:
        if not hasattr(self, "_layout"):
            device = _Counting(self.pdf.rsrcmgr, pageno=self.page_number, laparams=None)
            PDFPageInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            self._layout = device.get_result()
        return self._layout
