"""Files read by other processes, some way ahead of the one that writes, and given in the order in which they are asked for.

Each reader is a process of its own with its own short queue, so that it is known which file made it fall: a file that kills
its reader or takes for ever is rejected, and the others are read on. What is small is not worth a process and is read where
it is written; so is a text of great length, which must not lie in memory whole.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for_end
from pathlib import Path
from types import TracebackType

from data.vocabulary import FindingKind
from etl.readers.records import Record, Remark
from etl.reading import ReaderFault, ReadFile, cores, guarded, is_streamed, size_of
from etl.sources import NotRead, Source, find_sources

SECONDS_AT_LEAST = 300.0
"""How long a file may take to read, beside a second for every 20 kB of it."""

_QUEUED = 2
_AHEAD_PER_READER = 6


@dataclass(slots=True)
class _Reader:
    """One process with the files that it has been given, the first of which it reads."""

    executor: ProcessPoolExecutor
    given: deque[tuple[str, Future[ReadFile]]] = field(default_factory=deque)
    since: float = 0.0
    pid: Future[int] | None = None


class ReadingAhead:
    """``with`` it, ask for each source's records in the order in which the sources were given."""

    def __init__(self, sources: Sequence[Source], workers: int | None = None, seconds_a_file: float = SECONDS_AT_LEAST) -> None:
        chosen = [each for each in sources if not is_streamed(each)]
        readers = min(workers or cores(), len(chosen))
        self._waiting = deque(chosen)
        self._limit = {each.place: seconds_a_file + size_of(each) / 20_000 for each in chosen}
        self._path = {each.place: str(each.path) for each in chosen}
        self._read: dict[str, ReadFile | None] = {}
        self._tried: set[str] = set()
        self._under_way = 0
        self._most = readers * _AHEAD_PER_READER
        self._readers = [self._new_reader() for _ in range(readers)]

    def __enter__(self) -> ReadingAhead:
        self._hand_out()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for reader in self._readers:
            self._stop(reader)

    def read(self, source: Source) -> ReadFile | None:
        """What was read of the source, once it has been; None where it is to be read here."""
        if source.place not in self._path:
            return None
        while self._waiting and not self._is_handed_out(source.place):  # asked for out of order
            skipped = self._waiting.popleft()
            if skipped.place == source.place:
                self._path.pop(source.place)
                return None
            self._path.pop(skipped.place)
        self._wait_for(source.place)
        return self._take(source.place)

    def _is_handed_out(self, place: str) -> bool:
        return place in self._read or any(place == given for reader in self._readers for given, _ in reader.given)

    def _take(self, place: str) -> ReadFile | None:
        self._path.pop(place, None)
        self._under_way -= place in self._read
        found = self._read.pop(place, None)
        self._hand_out()
        return found

    def _wait_for(self, place: str) -> None:
        self._collect()
        while place not in self._read:
            futures = [reader.given[0][1] for reader in self._readers if reader.given]
            if not futures:
                self._read[place] = None
                return
            wait(futures, timeout=0.25, return_when=FIRST_COMPLETED)
            self._collect()

    # -- the readers

    def _hand_out(self) -> None:
        while self._waiting and self._under_way < self._most:
            reader = min(self._readers, key=lambda each: len(each.given))
            if len(reader.given) >= _QUEUED:
                return
            self._give(reader, self._waiting.popleft().place)
            self._under_way += 1

    def _give(self, reader: _Reader, place: str) -> None:
        if not reader.given:
            reader.since = time.monotonic()
        reader.given.append((place, reader.executor.submit(READ, self._path[place])))

    def _collect(self) -> None:
        for reader in self._readers:
            if reader.pid is not None and not reader.pid.done():  # its process is not up yet: that is not the file's fault
                reader.since = time.monotonic()
            while reader.given and reader.given[0][1].done():
                place, future = reader.given.popleft()
                reader.since = time.monotonic()
                if not self._keep(place, future):
                    self._replace(reader, place)
            if reader.given and time.monotonic() - reader.since > self._limit[reader.given[0][0]]:
                place, _ = reader.given.popleft()
                self._read[place] = _rejected(_too_slow(self._limit[place]))
                self._replace(reader, None)
        self._hand_out()

    def _keep(self, place: str, future: Future[ReadFile]) -> bool:
        """Whether the reader lives on after the file."""
        try:
            self._read[place] = future.result()
        except BrokenProcessPool:
            return False
        except Exception:  # the file cannot be found or its records cannot be sent: it is read, and told of, where it is written
            self._read[place] = None
        return True

    def _replace(self, reader: _Reader, fallen_over: str | None) -> None:
        """A new process in place of one that fell, for what it had still to read; a file gets a second chance, alone."""
        left = [place for place, _ in reader.given]
        self._stop(reader)
        reader.given.clear()
        fresh = self._new_reader()
        reader.executor, reader.pid = fresh.executor, fresh.pid
        if fallen_over is not None and fallen_over in self._tried:
            self._read[fallen_over] = _rejected(_FELL)
        elif fallen_over is not None:
            self._tried.add(fallen_over)
            left.insert(0, fallen_over)
        for place in left:
            self._give(reader, place)

    def _new_reader(self) -> _Reader:
        executor = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin_reader)
        return _Reader(executor, pid=executor.submit(os.getpid))

    def _stop(self, reader: _Reader) -> None:
        """End the process whatever it is doing: it holds nothing but what it reads."""
        reader.executor.shutdown(wait=False, cancel_futures=True)
        if reader.pid is None or reader.pid.cancelled():
            return
        try:
            os.kill(reader.pid.result(timeout=10), signal.SIGTERM)
        except Exception:  # it has ended, or never begun
            return


def _begin_reader() -> None:
    """Ctrl-C is for the writer to heed; a reader whose writer is gone ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        os._exit(1)


def _read_file(path: str) -> ReadFile:
    """Read a file whole, in a process of its own. Raises OSError where it cannot be opened."""
    (source,) = find_sources([Path(path)])
    if isinstance(source, NotRead):
        raise OSError(source.problem.message)
    sha256 = source.sha256()
    records: list[Record] = []
    try:
        for record in guarded(source):
            records.append(record)
    except ReaderFault as fault:
        return ReadFile(sha256, records, str(fault))
    return ReadFile(sha256, records)


READ = _read_file
"""What is done with each file in its process."""

_FELL = Remark(
    kind=FindingKind.REJECTION.value,
    code="reader_fell",
    message="Filen gick inte att läsa: processen som läste den avbröts två gånger, kanske för att minnet tog slut.",
    action="Kontrollera att filen är hel. Dela den i mindre delar om den är mycket stor, och läs in den för sig.",
)


def _too_slow(seconds: float) -> Remark:
    return Remark(
        kind=FindingKind.REJECTION.value,
        code="reading_too_long",
        message=f"Filen hade inte lästs efter {seconds / 60:.0f} minuter, och läsningen avbröts.",
        action="Kontrollera att filen är hel. Dela den i mindre delar om den är mycket stor, och läs in den för sig.",
    )


def _rejected(remark: Remark) -> ReadFile:
    return ReadFile("", [remark])
