"""Word files that are damaged, or made to take time and memory."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from etl.readers.records import Record
from etl.readers.word import read_word
from tests.readers.fuzzing.damage import WAYS, damaged
from tests.readers.fuzzing.pdf import report
from tests.readers.making import word

SUFFIX = ".docx"
HOSTILE = (
    "entities",
    "a zip bomb",
    "a huge cell",
    "deep tables",
    "an old document",
    "a locked document",
    "a wide table",
    "styles in a circle",
)
KINDS = (*WAYS, "xml changed", *HOSTILE)
_BODY = "word/document.xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(path: Path) -> Iterator[Record]:
    return read_word(path)


def case(kind: str, seed: int) -> bytes:
    chance = random.Random(seed)
    if kind in HOSTILE:
        return _HOSTILE[kind](chance)
    whole = _document()
    if kind != "xml changed":
        return damaged(whole, kind, chance)
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        xml = package.read(_BODY)
    return with_body(_rearranged(xml, chance))


@cache
def _document() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hel.docx"
        word.write(path, word.Style(is_numbered=True, two_rows=True), report())
        return path.read_bytes()


def _rearranged(xml: bytes, chance: random.Random) -> bytes:
    """The body with elements lost, repeated or renamed, and still well-formed as often as not."""
    text = xml.decode()
    for _ in range(chance.choice((1, 5, 40))):
        old, new = chance.choice(
            (
                ("<w:tc>", "<w:tc><w:tcPr><w:vMerge/></w:tcPr>"), ("w:gridSpan w:val=\"2\"", "w:gridSpan w:val=\"99999\""),
                ("<w:tr>", "<w:tr><w:trPr><w:gridBefore w:val=\"-3\"/></w:trPr>"), ("<w:t>", "<w:t>\u202e\u0000"[:7]), ("w:ilvl", "w:numId"),
                ("<w:p>", "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"77\"/><w:numId w:val=\"77\"/></w:numPr></w:pPr>"), ("Indikator", ""),
                ("</w:p>", "</w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"), ("w:tbl>", "w:sdt>"), ("w:r>", "w:ins>"),
            )
        )  # fmt: skip
        text = text.replace(old, new, chance.randrange(1, 9))
    return text.encode()


def with_body(body: bytes) -> bytes:
    """The whole document with another body."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_document())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, body if part.filename == _BODY else old.read(part.filename))
    return made.getvalue()


def _with_text(inner: str) -> bytes:
    return with_body(f"<w:document {_W}><w:body>{inner}</w:body></w:document>".encode())


def _entities(chance: random.Random) -> bytes:
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
    start = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{levels}]>'
    return with_body(f"{start}<w:document {_W}><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>".encode())


def _table(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth


def _wide(columns: int) -> str:
    cells = "<w:tc><w:tcPr><w:gridSpan w:val='9'/></w:tcPr><w:p><w:r><w:t>Indikator</w:t></w:r></w:p></w:tc>" * columns
    return f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * 20}</w:tbl>"


_HOSTILE: dict[str, Callable[[random.Random], bytes]] = {
    "entities": _entities,
    "a zip bomb": lambda chance: (
        _with_text("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 4_000_000 + "</w:p>")
        if chance.random() < 0.1
        else _with_text(" " * 40_000_000)
    ),
    "a huge cell": lambda chance: _with_text(
        f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{'Indikator ' * chance.choice((10_000, 5_000_000))}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    ),
    "deep tables": lambda chance: _with_text(_table(chance.choice((15, 60, 5000)))),
    "an old document": lambda chance: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + chance.randbytes(5000),
    "a locked document": lambda chance: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
    "a wide table": lambda chance: _with_text(_wide(chance.choice((30, 3000)))),
    "styles in a circle": lambda chance: _with_text(
        "<w:p><w:pPr><w:pStyle w:val='Circle'/></w:pPr><w:r><w:t>Indikator</w:t></w:r></w:p>" * 50
    ),
}
