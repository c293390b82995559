"""Text files with separators that are damaged, or made to take time and memory."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.readers.fuzzing.damage import WAYS, damaged
from tests.readers.fuzzing.tables import read, whole_file
from tests.readers.making_tables import SETUPS

SUFFIX = ".csv"
HOSTILE = ("a huge cell", "many rows", "one line", "an open quotation mark", "zeros")
KINDS = (*WAYS, "cells changed", *HOSTILE)
_WRITERS = ("swedish csv", "english csv", "old swedish csv", "unicode text")
_CELLS = (
    "",
    "-",
    "..",
    "1.234",
    "1,234",
    "#N/A",
    "2023-04-30",
    "Totalt",
    "varav kvinnor",
    "Enhet",
    "T1 2023",
    "9,5 %",
    "\x0c",
    '"',
)


def case(kind: str, seed: int) -> bytes:
    chance = random.Random(seed)
    if kind in HOSTILE:
        return _HOSTILE[kind]()
    whole = whole_file(_WRITERS[seed % len(_WRITERS)], seed % len(SETUPS))
    return _with_cells_changed(chance, seed) if kind == "cells changed" else damaged(whole, kind, chance)


def _with_cells_changed(chance: random.Random, seed: int) -> bytes:
    """A readable table with words in the wrong places, and cells and rows that are lost or moved."""
    rows = [line.split(";") for line in whole_file("swedish csv", seed % len(SETUPS)).decode("utf-8-sig").splitlines()]
    for _ in range(chance.choice((1, 4, 30))):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice((*_CELLS, *chance.choice(rows)))
        if chance.random() < 0.2:
            rows.insert(chance.randrange(len(rows)), chance.choice(rows)[:])
        if chance.random() < 0.1 and len(rows) > 2:
            del rows[chance.randrange(len(rows))]
    return "\n".join(";".join(row) for row in rows).encode()


_HOSTILE: dict[str, Callable[[], bytes]] = {
    "a huge cell": lambda: b"Enhet;Indikator;Period;Utfall\n" + b"x" * 50_000_000 + b";1;2;3\n",
    "many rows": lambda: b"Enhet;Indikator;Period;Utfall\n" + b"Axelsberg;Sjukfr;T1 2023;9,5\n" * 1_000_000,
    "one line": lambda: b"Enhet;" * 2_000_000,
    "an open quotation mark": lambda: b'Enhet;"Indikator;Period;Utfall\n' + b"a;b;T1 2023;1\n" * 500_000,
    "zeros": lambda: bytes(5_000_000),
}

__all__ = ["HOSTILE", "KINDS", "SUFFIX", "case", "read"]
