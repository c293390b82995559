"""PDF files that are damaged, or made to take time and memory."""

from __future__ import annotations

import random
import tempfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from etl.readers.pdf import read_pdf
from etl.readers.records import Record
from tests.readers.fuzzing.damage import WAYS, damaged
from tests.readers.making import platypus, press
from tests.readers.making.known import NAMES, REPORT, KnownDocument, KnownGoal, KnownRow, KnownTable

SUFFIX = ".pdf"
HOSTILE = (
    "many rectangles",
    "packed zeros",
    "figures in figures",
    "many letters",
    "pages in a circle",
    "a huge number",
    "deep arrays",
)
KINDS = (*WAYS, "stream changed", *HOSTILE)


def read(path: Path) -> Iterator[Record]:
    return read_pdf(path)


def case(kind: str, seed: int) -> bytes:
    chance = random.Random(seed)
    if kind in HOSTILE:
        return _HOSTILE[kind](chance)
    whole = _documents()[seed % len(_documents())]
    return _with_changed_stream(whole, chance) if kind == "stream changed" else damaged(whole, kind, chance)


def report() -> KnownDocument:
    cells = dict(zip(REPORT, ("4,8 %", "", "45 %", "", "83", "9,5 %", "Tas fram av nämnd/styrelse", "VB 2023"), strict=True))
    rows = tuple(KnownRow(name, cells, "Målet nås inte på grund av hög personalomsättning.") for name in NAMES)
    goal = KnownGoal(
        "kf_mal", "1.2", "Äldre har en tillvaro som präglas av kvalitet", tables=(KnownTable("Indikator", REPORT, rows),)
    )
    return KnownDocument("Verksamhetsberättelse VB 2023 för Förskolan Myran", "Förskolan Myran", "VB", "2023", (goal,))


@cache
def _documents() -> tuple[bytes, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hel.pdf"
        made = []
        for look in (platypus.Look(), platypus.Look(lines="head")):
            platypus.write(path, [look], report())
            made.append(path.read_bytes())
        press.write(path, press.Setting(), report())
        return (*made, path.read_bytes())


def _with_changed_stream(whole: bytes, chance: random.Random) -> bytes:
    """A page whose drawing is changed before it is packed, so that it unpacks and says strange things."""
    drawing = _page_of_text(whole)
    changed = bytearray(drawing)
    for _ in range(chance.choice((3, 50, 500))):
        changed[chance.randrange(len(changed))] = chance.choice(b"0123456789.-()[]<>/ BTETqQcmTfTdTjrelhSWn")
    return _pdf(bytes(changed))


@cache
def _page_of_text(whole: bytes) -> bytes:
    del whole
    lines = [f"BT /F1 9 Tf 60 {780 - 14 * at} Td (Indikator Årsmål Period {at} 4,8 %) Tj ET" for at in range(50)]
    boxes = [f"60 {776 - 14 * at} 400 14 re S" for at in range(50)]
    return "\n".join(lines + boxes).encode("latin-1")


def _pdf(drawing: bytes, resources: bytes = b"", more: bytes = b"", kids: bytes = b"3 0 R") -> bytes:
    """The smallest PDF around a drawing; its table of objects is left to be found by the reader."""
    packed = zlib.compress(drawing)
    return b"".join(
        (
            b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n",
            b"2 0 obj <</Type/Pages/Count 1/Kids[" + kids + b"]>> endobj\n",
            b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>",
            resources + b">>>> endobj\n",
            b"4 0 obj <</Length %d/Filter/FlateDecode>> stream\n" % len(packed) + packed + b"\nendstream endobj\n",
            b"5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj\n",
            more + b"trailer <</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF",
        )
    )


def _figures(chance: random.Random) -> bytes:
    """Drawings that draw each other, ten times each, nine deep."""
    more = b""
    for number in range(6, 15):
        inner = (b"/X%d Do " % (number + 1)) * 10 if number < 14 else b"0 0 5 5 re S "
        more += b"%d 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>/Length %d>> stream\n" % (
            number, number + 1, number + 1, len(inner),
        ) + inner + b"\nendstream endobj\n"  # fmt: skip
    return _pdf(b"/X6 Do", b"/XObject<</X6 6 0 R>>", more)


_HOSTILE: dict[str, Callable[[random.Random], bytes]] = {
    "many rectangles": lambda chance: _pdf(b"\n".join(b"%d %d 9 9 re S" % (at % 590, at % 830) for at in range(100_000))),
    "packed zeros": lambda chance: _pdf(b"0 " * 100_000_000) if chance.random() < 0.2 else _pdf(b" " * 60_000_000),
    "figures in figures": _figures,
    "many letters": lambda chance: _pdf(b"BT /F1 1 Tf 1 0 0 1 9 9 Tm " + b"(%s) Tj " % (b"x" * 1000) * 2000 + b" ET"),
    "pages in a circle": lambda chance: _pdf(b"", kids=b"2 0 R 3 0 R 2 0 R"),
    "a huge number": lambda chance: _pdf(b"9" * 4000 + b" 0 0 1 0 0 cm 1e999 0 m 9 9 l S BT /F1 1e99 Tf (Indikator) Tj ET"),
    "deep arrays": lambda chance: _pdf(b"[" * 50_000 + b"]" * 50_000 + b" TJ"),
}
