"""What reading a file comes to, and whether it is worth a process of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.readers.records import Record
from etl.sources import Source

_BYTES_A_SECOND = {".txt": 6e6, "": 4e6, ".csv": 4e6}
_OTHER_BYTES_A_SECOND = 2e5
"""Roughly how fast kinds of files are read, for deciding whether processes are worth their start."""
_WORTH_A_START_SECONDS = 1.5
_STREAMED_FROM_BYTES = 16_000_000


class ReaderFault(Exception):  # noqa: N818
    """A reader failed over what a file holds, which it should not; the message is the fault's own."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a process read: the records, the fingerprint of the bytes, and the reader's own fault if it failed.

    An empty fingerprint: it could not be read, and the one record says why.
    """

    sha256: str
    records: list[Record]
    fault: str = ""

    def give(self) -> Iterator[Record]:
        """The records; raises ReaderFault where the reader failed."""
        yield from self.records
        if self.fault:
            raise ReaderFault(self.fault)


def guarded(source: Source) -> Iterator[Record]:
    """The source's records; a fault of the reader's own becomes ReaderFault. OSError is the file's and stays."""
    try:
        yield from source.records()
    except OSError:
        raise
    except Exception as error:
        raise ReaderFault(fault_text(error)) from error


def fault_text(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def seconds_to_read(source: Source) -> float:
    """Roughly how long the source takes to read."""
    return size_of(source) / _BYTES_A_SECOND.get(source.path.suffix.casefold(), _OTHER_BYTES_A_SECOND)


def size_of(source: Source) -> int:
    """Its bytes; 0 where they cannot be counted."""
    try:
        return sum(part.stat().st_size for part in source.parts)
    except OSError:  # it is told of when the file is loaded
        return 0


def is_streamed(source: Source) -> bool:
    """Whether it is too long to lie in memory whole."""
    return source.path.suffix.casefold() in _BYTES_A_SECOND and size_of(source) > _STREAMED_FROM_BYTES


def worth_reading_ahead(sources: Sequence[Source], workers: int | None) -> bool:
    """Whether processes of their own are worth their start; always where their number (more than 1) is asked for."""
    chosen = [each for each in sources if not is_streamed(each)]
    if len(chosen) < 2:
        return False
    return workers is not None or (cores() > 1 and sum(map(seconds_to_read, chosen)) > _WORTH_A_START_SECONDS)
