"""Ways of damaging any file."""

from __future__ import annotations

import random

WAYS = ("cut off", "shuffled", "bytes lost", "bytes changed", "random bytes", "twice", "a part repeated")


def damaged(data: bytes, way: str, chance: random.Random) -> bytes:
    """The file damaged in one way; every seed damages another place."""
    size = len(data)
    if way == "cut off":
        return data[: chance.randrange(size)]
    if way == "shuffled":
        step = chance.choice((64, 512, 4096))
        pieces = [data[at : at + step] for at in range(0, size, step)]
        chance.shuffle(pieces)
        return b"".join(pieces)
    if way == "bytes lost":
        at = chance.randrange(size)
        return data[:at] + data[at + chance.randrange(1, 2000) :]
    if way == "bytes changed":
        changed = bytearray(data)
        for _ in range(chance.choice((1, 20, 400))):
            changed[chance.randrange(size)] = chance.randrange(256)
        return bytes(changed)
    if way == "twice":
        return data + data
    if way == "a part repeated":
        at = chance.randrange(size)
        return data[:at] + data[at : at + 3000] * chance.randrange(2, 9) + data[at:]
    return data[:8] + chance.randbytes(chance.randrange(1, 20_000))
