"""Bytes of a text file → numbered lines, with what is plainly not text refused and page furniture left out."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from etl.readers.printed import BROKEN, Line
from etl.readers.records import Remark

_CHUNK = 1 << 16
_LONGEST_LINE = 200_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SIGNATURES = (
    (b"%PDF", "pdf", "Filen är en PDF som har fått namnet .txt."),
    (b"PK\x03\x04", "zip", "Filen är ett Word-, Excel- eller zip-dokument som har fått namnet .txt."),
    (b"\xd0\xcf\x11\xe0", "ole", "Filen är ett äldre Word- eller Exceldokument som har fått namnet .txt."),
    (b"{\\rtf", "rtf", "Filen är ett RTF-dokument som har fått namnet .txt."),
)


def refuse(path: Path) -> Remark | None:
    """Say why a file cannot be read as text at all; None where it can. Looks at the first 64 kB."""
    try:
        with path.open("rb") as handle:
            head = handle.read(_CHUNK)
    except OSError:
        return _refusal("unreadable-file", "Filen kunde inte öppnas.", "Kontrollera att den finns och att du får läsa den.")
    if not head.strip(b"\xef\xbb\xbf \t\r\n\f"):
        if path.stat().st_size <= _CHUNK:
            return _refusal("empty-file", "Filen är tom.", "Spara om dokumentet och läs in det på nytt.")
        return None
    for signature, code, message in _SIGNATURES:
        if head.lstrip(b"\xef\xbb\xbf \r\n").startswith(signature):
            return _refusal(f"not-text-{code}", message, "Ge filen sitt rätta namn, eller spara texten ur den som .txt.")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    if len(_CONTROL.findall(head)) > max(3, len(head) // 1000):
        return _refusal("binary", "Filen innehåller inte text utan binära data.", "Läs in dokumentets text i stället.")
    return None


def _refusal(code: str, message: str, action: str) -> Remark:
    return Remark(kind="rejection", code=code, message=message, action=action, line=1)


def encoding_of(path: Path) -> str:
    """UTF-8 (with or without BOM), UTF-16 by its mark, otherwise Windows-1252, which holds Latin-1.

    A file that is UTF-8 but for a few broken letters is still UTF-8: the broken ones are shown as �.
    """
    letters = broken = 0
    with path.open("rb") as handle:
        if handle.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        handle.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        while chunk := handle.read(1 << 20):
            text = decoder.decode(chunk)
            if not text.isascii():
                broken += text.count(BROKEN)
                letters += len(text) - len(text.encode("ascii", "ignore"))
    return "utf-8-sig" if broken * 20 <= letters else "cp1252"


def printed_lines(path: Path) -> Iterator[Line]:
    """The lines of a file that print anything, as a stream. Soft hyphens and byte-order marks are dropped.

    A line that prints only spaces is kept: it is an empty cell. An overlong line comes in pieces.
    """
    number, rest, after_gap = 0, "", False
    with path.open(encoding=encoding_of(path), errors="replace", newline=None) as handle:
        while True:
            block = handle.read(_CHUNK)
            if not block:
                break
            if not block.isascii():
                block = unicodedata.normalize("NFC", block.replace("\u00ad", "").replace("\ufeff", ""))
            if "\x0c" in block:
                block = block.replace("\x0c", " ")
            lines = (rest + block).split("\n")
            rest = lines.pop()
            for text in lines:
                number += 1
                if text:
                    yield number, text, after_gap
                    after_gap = False
                else:
                    after_gap = True
            if len(rest) > _LONGEST_LINE:
                yield number + 1, rest, after_gap
                rest = ""
    if rest:
        yield number + 1, rest, after_gap


_PAGE = r"sid(?:a|an)?\.? *\d+ *(?:\(\d+\)|av \d+|/ ?\d+)?|\d{1,3} ?(?:\(\d+\)|/ ?\d{1,3}|av \d{1,3})"
_ADDRESS = (
    r"(?:telefon|tfn|tel|växel|fax)?:? *0\d{1,3}-\d[\d -]{4,14}|(?:www\.)?[\w-]+\.(?:stockholm|se)(?:/\S*)?|"
    r"[\w.+-]+@[\w-]+\.[\w.-]+|\d{3} ?\d{2} [A-ZÅÄÖ][\wåäö]+"
)
_FURNITURE = re.compile(rf"\s*(?:(?P<page>{_PAGE})|{_ADDRESS})\s*", re.IGNORECASE)
_RUNNING_HEAD = re.compile(
    r"\s*(?:tjänsteutlåtande|bilaga(?: \d+)?|dnr:? ?\S.*|diarienummer:? ?\S.*|sida|\d{4}-\d\d-\d\d|box \d+|"
    r"[\w-]+(?:gatan|vägen|stråket|torget|gränd|plan|allén|backen|gången) \d+\w?|\S+ stadsdelsförvaltning)\s*",
    re.IGNORECASE,
)
_NEAR = 6
_SHORT = 70


def is_running_head(text: str) -> bool:
    """Whether a line is what the city's covers and page tops print: *Tjänsteutlåtande*, a reference number, an address."""
    return len(text) <= _SHORT and bool(_RUNNING_HEAD.fullmatch(text))


def without_furniture(lines: Iterator[Line]) -> Iterator[Line]:
    """Leave out page numbers, addresses and the running heads that stand beside page numbers.

    A running head is learnt: a short line that stands directly above or below ``Sid n (m)``, without a blank line
    between, on more than one page.
    """
    beside: Counter[str] = Counter()
    block: list[Line] = []
    below_page_number = False
    for line in lines:
        text = line[1]
        if line[2] and block:
            yield from block
            block.clear()
        if line[2]:
            below_page_number = False
        if len(text) <= _SHORT:
            furniture = _FURNITURE.fullmatch(text)
            if furniture is not None and furniture["page"]:
                yield from (kept for kept in block if beside[kept[1].strip()] < 1 and not _RUNNING_HEAD.fullmatch(kept[1]))
                beside.update(kept[1].strip() for kept in block if len(kept[1]) <= _SHORT and kept[1].strip())
                block.clear()
                below_page_number = True
                continue
            if furniture is not None:
                continue
            if below_page_number and text.strip():
                beside[text.strip()] += 1
                if beside[text.strip()] > 1 or _RUNNING_HEAD.fullmatch(text):
                    continue
        if len(block) >= _NEAR:
            yield from block
            block.clear()
        block.append(line)
    yield from block


def is_page_mark(text: str) -> bool:
    """Whether a line is a page number or an address."""
    return len(text) <= _SHORT and bool(_FURNITURE.fullmatch(text))
