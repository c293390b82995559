"""OpenDocument spreadsheets that are damaged, or made to take time and memory."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.readers.fuzzing.damage import WAYS, damaged
from tests.readers.fuzzing.tables import read, rearranged, whole_file, with_part, with_spaces
from tests.readers.making_tables import SETUPS

SUFFIX = ".ods"
HOSTILE = ("entities", "a zip bomb", "a huge cell", "a cell repeated without end", "rows repeated without end", "a locked file")
KINDS = (*WAYS, "xml changed", *HOSTILE)
_CONTENT = "content.xml"


def case(kind: str, seed: int) -> bytes:
    chance = random.Random(seed)
    if kind in HOSTILE:
        return _HOSTILE[kind]()
    whole = whole_file("odfpy", seed % len(SETUPS))
    if kind != "xml changed":
        return damaged(whole, kind, chance)
    return with_part(whole, _CONTENT, lambda xml: rearranged(xml, chance))


def _with_rows(rows: bytes) -> bytes:
    return with_part(whole_file("odfpy", 0), _CONTENT, lambda xml: xml.replace(b"</table:table>", rows + b"</table:table>", 1))


def _cell(attributes: bytes, text: bytes = b"1") -> bytes:
    said = b'<table:table-cell office:value-type="float" office:value="1" %s>' % attributes
    return b"<table:table-row>" + said + b"<text:p>" + text + b"</text:p></table:table-cell></table:table-row>"


_HOSTILE: dict[str, Callable[[], bytes]] = {
    "entities": lambda: with_part(
        whole_file("odfpy", 0),
        _CONTENT,
        lambda xml: xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', 1),
    ),
    "a zip bomb": lambda: with_spaces(whole_file("odfpy", 0), _CONTENT, 400),
    "a huge cell": lambda: _with_rows(_cell(b"", b"x" * 50_000_000)),
    "a cell repeated without end": lambda: _with_rows(_cell(b'table:number-columns-repeated="2000000000"')),
    "rows repeated without end": lambda: _with_rows(
        _cell(b'table:number-columns-repeated="1000"').replace(b"row>", b'row table:number-rows-repeated="2000000000">', 1)
    ),
    "a locked file": lambda: with_part(
        whole_file("odfpy", 0), "META-INF/manifest.xml", lambda xml: xml.replace(b"/>", b"><manifest:encryption-data/></x>", 1)
    ),
}

__all__ = ["HOSTILE", "KINDS", "SUFFIX", "case", "read"]
